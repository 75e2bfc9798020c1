package bot

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/practice"
)

// showHome is somebody's opening of the Home tab.
type showHome struct{ person practice.Person }

func (in showHome) name() string        { return "home" }
func (in showHome) by() practice.Person { return in.person }

func (in showHome) act(ctx context.Context, b *Bot) (reply, error) {
	if err := b.coach.OpenedHome(ctx, in.person); err != nil {
		if b.fatal(err) {
			return reply{}, err
		}
		// What is there can be shown all the same.
		b.log.Warn("not noted that a home was opened", "user", string(in.person), "err", err)
	}
	return reply{home: in.person}, nil
}

// home draws a person's Home tab from what is stored.
func (b *Bot) home(ctx context.Context, p practice.Person) (slack.HomeTabViewRequest, error) {
	now := b.coach.Now()
	unscoped, err := b.sawZone(ctx, p) // before what needs their zone
	if err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	kept, err := b.coach.Home(ctx, p, b.timetables())
	if err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	h := view.HomeData{
		Running: kept.Running, Open: b.openTo(ctx, p, kept.Unanswered), Due: view.RetryBlocks(kept.Due), Progress: kept.Progress,
		Latest: kept.Latest, Plan: view.Countdown(kept.Countdown, kept.Preparation), Rounds: kept.Rounds,
		Settings: b.shown(kept.Profile, kept.Retrying), Now: now,
	}
	h.Settings.Unscoped = unscoped
	if kept.Running != nil {
		h.RoundURL = b.roundLink(*kept.Running)
	}
	return view.Home(h), nil
}

// openTo are those of some open questions that were asked in a person's channels.
// Where Slack does not say who is in a channel, its question is left out.
func (b *Bot) openTo(ctx context.Context, p practice.Person, posts []practice.Post) []view.OpenQuestion {
	var out []view.OpenQuestion
	for _, post := range posts {
		in, err := b.web.member(ctx, post.Channel, p)
		if err != nil {
			b.log.Info("members not read", "channel", post.Channel, "err", safe(err))
		}
		if !in {
			continue
		}
		q, _ := b.coach.Find(post.Question)
		out = append(out, view.OpenQuestion{Post: post, Question: q, URL: b.Link(practice.Place{Channel: post.Channel}, post.Stamp)})
	}
	return out
}

// timetables are the schedules with the times at which they ask.
func (b *Bot) timetables() []practice.Timetable {
	var out []practice.Timetable
	for _, s := range b.schedules {
		out = append(out, practice.Timetable{Schedule: s.Schedule, Next: func(after time.Time) (practice.Occurrence, bool) {
			for _, o := range s.Upcoming(after, 1) {
				return o, true
			}
			return practice.Occurrence{}, false
		}})
	}
	return out
}

// drawHome draws somebody's Home tab as things stand, since they ask for it.
func (b *Bot) drawHome(ctx context.Context, p practice.Person) {
	b.homes.give(p)
	asked := time.Now()
	err := patiently(ctx, func() error { return b.publishHome(ctx, p, asked) })
	if err == nil {
		return
	}
	if call := new(callError); errors.As(err, &call) {
		b.log.Warn("home not published", "user", string(p), "err", safe(err))
		return
	}
	b.log.Error("home not drawn", "user", string(p), "ref", reference(time.Now()), "err", err)
}

// redrawHome draws somebody's Home tab since something of theirs has changed,
// unless that makes no difference.
func (b *Bot) redrawHome(ctx context.Context, p practice.Person) error {
	return b.publishHome(ctx, p, time.Time{})
}

// publishHome draws a Home tab from what is stored, one drawing after the other
// for each person, so that the last one shows the latest. One that shows what
// was drawn since it was asked for, or ever for no time, is left out.
func (b *Bot) publishHome(ctx context.Context, p practice.Person, asked time.Time) error {
	tab := b.homes.tab(p)
	tab.mu.Lock()
	defer tab.mu.Unlock()
	began := time.Now()
	v, err := b.home(ctx, p)
	if err != nil {
		return err
	}
	drawn, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode the home of %s: %w", p, err)
	}
	sum := sha256.Sum256(drawn)
	if bytes.Equal(tab.sum, sum[:]) && !tab.at.Before(asked) {
		return nil
	}
	// With the hash a drawing that was believed lost cannot arrive late and take
	// the place of this one.
	tab.sum = nil
	hash, err := b.web.publish(ctx, p, v, tab.hash)
	if _, _, code := judge(err); code == "hash_conflict" {
		hash, err = b.web.publish(ctx, p, v, "")
	}
	if err != nil {
		return &callError{err}
	}
	tab.sum, tab.hash, tab.at = sum[:], hash, began
	return nil
}

// homes are the Home tabs that were drawn lately. The zero value is ready to use.
type homes struct {
	mu     sync.Mutex
	drawn  map[practice.Person]*homeTab
	asking map[practice.Person]bool // whose drawing waits, since they asked for it
}

// A homeTab is what Slack shows in a Home tab, as far as is known.
type homeTab struct {
	mu   sync.Mutex // held while it is drawn
	sum  []byte     // of what is shown; nil: it is not known
	hash string     // that Slack gave it
	at   time.Time  // when it was read from the store
}

// mostHomes is how many tabs are remembered; one that is not is drawn once more
// than it must be.
const mostHomes = 5000

// tab returns a person's tab.
func (h *homes) tab(p practice.Person) *homeTab {
	h.mu.Lock()
	defer h.mu.Unlock()
	if t := h.drawn[p]; t != nil {
		return t
	}
	for other, t := range h.drawn {
		if len(h.drawn) < mostHomes {
			break
		}
		if t.mu.TryLock() { // nobody draws it
			delete(h.drawn, other)
			t.mu.Unlock()
		}
	}
	if h.drawn == nil {
		h.drawn = map[practice.Person]*homeTab{}
	}
	t := &homeTab{}
	h.drawn[p] = t
	return t
}

// ask reports whether nobody waits yet for a person's tab to be drawn, and waits.
func (h *homes) ask(p practice.Person) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.asking[p] {
		return false
	}
	if h.asking == nil {
		h.asking = map[practice.Person]bool{}
	}
	h.asking[p] = true
	return true
}

// give ends the wait: who asks from now on asks for another drawing.
func (h *homes) give(p practice.Person) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.asking, p)
}
