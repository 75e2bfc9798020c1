package bot

import (
	"context"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// A who is what Slack says of a person.
type who struct {
	gone bool   // deactivated, or not known here
	zone string // IANA name; empty where they have none
	at   time.Time
}

// whoFor is how long it is believed.
const whoFor = 10 * time.Minute

// people remembers what Slack says of people. The zero value is ready to use.
type people struct {
	mu sync.Mutex
	of map[practice.Person]who
}

// who asks Slack about a person, unless it was asked lately. Its errors are those
// of the call.
func (w *web) who(ctx context.Context, p practice.Person) (who, error) {
	now := time.Now()
	w.people.mu.Lock()
	known, ok := w.people.of[p]
	w.people.mu.Unlock()
	if age := now.Sub(known.at); ok && 0 <= age && age < whoFor {
		return known, nil
	}
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	u, err := w.api.GetUserInfoContext(ctx, string(p))
	switch o, _, code := judge(err); {
	case o == refused && absent[code]:
		known = who{gone: true, at: now}
	case err != nil:
		return who{}, &callError{err}
	default:
		known = who{gone: u.Deleted || u.IsBot, zone: u.TZ, at: now}
	}
	w.people.mu.Lock()
	defer w.people.mu.Unlock()
	if w.people.of == nil {
		w.people.of = map[practice.Person]who{}
	}
	for old, k := range w.people.of {
		if now.Sub(k.at) >= whoFor {
			delete(w.people.of, old)
		}
	}
	w.people.of[p] = known
	return known, nil
}

// absent are Slack's codes for somebody who cannot be written to.
var absent = map[string]bool{
	"user_not_found": true, "users_not_found": true, "user_not_visible": true, "user_disabled": true, "cannot_dm_bot": true,
}

// membersFor is how long the list of a channel's members is believed.
const membersFor = time.Minute

// unknownFor is how long nobody asks again after Slack did not say: of those who
// waited meanwhile each would wait as long.
const unknownFor = 5 * time.Second

// members remembers who is in which channel. The zero value is ready to use.
type members struct {
	mu sync.Mutex // held during the call: many ask at the same time
	of map[string]roll
}

type roll struct {
	in  map[string]bool
	at  time.Time
	err error // of the call, where Slack did not say
}

// member reports whether a person is in a channel.
func (w *web) member(ctx context.Context, channel string, p practice.Person) (bool, error) {
	w.members.mu.Lock()
	defer w.members.mu.Unlock()
	now := time.Now()
	known, ok := w.members.of[channel]
	if age := now.Sub(known.at); ok && 0 <= age && (age < unknownFor || known.err == nil && age < membersFor) {
		return known.in[string(p)], known.err
	}
	if w.members.of == nil {
		w.members.of = map[string]roll{}
	}
	known = roll{in: map[string]bool{}, at: now}
	params := slack.GetUsersInConversationParameters{ChannelID: channel, Limit: 900}
	for {
		call, cancel := context.WithTimeout(ctx, callWithin)
		ids, next, err := w.api.GetUsersInConversationContext(call, &params)
		cancel()
		if err != nil {
			err = &callError{err}
			w.members.of[channel] = roll{at: time.Now(), err: err}
			return false, err
		}
		for _, id := range ids {
			known.in[id] = true
		}
		if next == "" {
			break
		}
		params.Cursor = next
	}
	w.members.of[channel] = known
	return known.in[string(p)], nil
}
