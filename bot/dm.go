package bot

import (
	"context"
	"errors"
	"strings"

	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// saidInDM is a message in the DM with the bot: a word that asks for something,
// or else part of a running round.
type saidInDM struct {
	said practice.Said
	ts   string
}

func (in saidInDM) name() string        { return "dm" }
func (in saidInDM) by() practice.Person { return in.said.By }
func (in saidInDM) where() origin {
	return origin{person: in.said.By, channel: in.said.Place.Channel, thread: timestamp(in.said.Place.Thread)}
}

func (in saidInDM) act(ctx context.Context, b *Bot) (reply, error) {
	word := strings.ToLower(strings.TrimRight(strings.Join(strings.Fields(in.said.Text), " "), ".!?"))
	if in.said.Edited == 0 {
		if r, ok, err := b.dmWord(ctx, in, word); ok || err != nil {
			return in.inPlace(r), err
		}
	}
	h, err := b.coach.HearRound(ctx, in.said)
	switch {
	case errors.Is(err, practice.ErrNoRound) && in.said.Edited != 0:
		return reply{}, nil
	case errors.Is(err, practice.ErrNoRound):
		if b.seen.again("dm/"+string(in.said.By)+"/"+in.ts, b.coach.Now()) {
			return reply{}, nil
		}
		return in.inPlace(in.where().whisper(view.Unknown(word))), nil
	case err != nil:
		return reply{}, err
	case h.Round.ID != "" && !h.Round.PausedAt.IsZero():
		return in.inPlace(in.where().whisper(view.Kept(h.Round))), nil
	}
	return reply{}, nil
}

// inPlace turns whispers into messages: in the DM nobody else reads.
func (in saidInDM) inPlace(r reply) reply {
	for i := range r.notes {
		r.notes[i].plain, r.notes[i].thread = true, timestamp(in.said.Place.Thread)
	}
	return r
}

// roundWords are the buttons of a round as words.
var roundWords = map[string]func(*practice.Coach, context.Context, practice.Press) (practice.Round, error){
	"done": (*practice.Coach).Done, "skip": (*practice.Coach).Skip, "hint": (*practice.Coach).Hint,
	"pause": (*practice.Coach).Pause, "resume": (*practice.Coach).Resume, "end round": (*practice.Coach).EndRound,
	"end": (*practice.Coach).EndRound, "debrief": (*practice.Coach).Debrief,
}

// dmWord does what a word asks for; ok is false where it is none.
func (b *Bot) dmWord(ctx context.Context, in saidInDM, word string) (r reply, ok bool, err error) {
	from := in.where()
	if verb, is := roundWords[word]; is {
		once := in.said.Place.Channel + "/" + in.ts
		_, err := verb(b.coach, ctx, practice.Press{By: from.person, Turn: practice.InHand, Once: once})
		return reply{}, true, err
	}
	if alias, is := threadAliases[word]; is {
		word = alias
	}
	do, is := dmWords[word]
	if !is {
		choice, is := parseChoice(strings.Fields(word))
		if !is {
			return reply{}, false, nil
		}
		// In a round "technical and leadership" is an answer; another round must be
		// asked for in full.
		_, err := b.coach.Running(ctx, from.person)
		if err == nil && !strings.HasPrefix(word, "interview") && !strings.HasPrefix(word, "/interview") {
			return reply{}, false, nil
		}
		if err != nil && !errors.Is(err, practice.ErrNoRound) {
			return reply{}, false, err
		}
		do = func(ctx context.Context, b *Bot, from origin) (reply, error) { return b.begin(ctx, from, choice) }
	}
	if b.seen.again("dm/"+string(in.said.By)+"/"+in.ts, b.coach.Now()) {
		return reply{}, true, nil
	}
	if r, err = do(ctx, b, from); err != nil && refusalIn(err) == nil {
		b.seen.forget("dm/" + string(in.said.By) + "/" + in.ts)
	}
	return r, true, err
}

// dmWords are the words that can be typed in the DM beside those of a round.
var dmWords = map[string]func(context.Context, *Bot, origin) (reply, error){
	"help":      help,
	"review":    reviewNote,
	"export":    func(ctx context.Context, b *Bot, from origin) (reply, error) { return b.export(ctx, from, "md") },
	"status":    func(ctx context.Context, b *Bot, from origin) (reply, error) { return b.status(ctx, from) },
	"guide":     aboutToday("guide"),
	"follow-up": aboutToday("follow-up"),
	"why":       aboutToday("why"),
	"example":   aboutToday("example"),
	"feedback":  feedbackOnLatest,
}

func help(_ context.Context, b *Bot, from origin) (reply, error) {
	return from.whisper(view.Help(b.coach.Admin(from.person))), nil
}

// aboutToday makes a word that tells about the question in hand: that of the
// running round, else the newest that was posted.
func aboutToday(word string) func(context.Context, *Bot, origin) (reply, error) {
	return func(ctx context.Context, b *Bot, from origin) (reply, error) {
		round, err := b.coach.Running(ctx, from.person)
		if err == nil && round.Choice.Mode == practice.LiveMode {
			return reply{}, practice.ErrLive
		}
		if err != nil && !errors.Is(err, practice.ErrNoRound) {
			return reply{}, err
		}
		if err == nil {
			q, ok := b.coach.Bank.Find(round.Now().Question)
			if !ok {
				return reply{}, practice.ErrNoQuestion
			}
			return from.whisper(questionWords[word](q)), nil
		}
		post, err := b.newestPost(ctx)
		if err != nil {
			return reply{}, err
		}
		words, err := threadWords[word](ctx, b, origin{person: from.person, channel: post.Channel, thread: timestamp(post.Stamp)})
		return from.whisper(words), err
	}
}

// feedbackOnLatest is feedback on one's own newest answer.
func feedbackOnLatest(ctx context.Context, b *Bot, from origin) (reply, error) {
	rv, err := b.coach.Latest(ctx, from.person)
	if errors.Is(err, practice.ErrNotFound) {
		err = practice.ErrEmpty
	}
	if err != nil {
		return reply{}, err
	}
	if err := b.mayTell(ctx, rv.Answer); err != nil {
		return reply{}, err
	}
	return from.whisper(view.FeedbackNote(rv.Question, rv.Answer, feedback.Read(rv.Question, rv.Answer.Text()))), nil
}

// mayTell refuses to say what an answer has or lacks while it belongs to a live
// round that is running.
func (b *Bot) mayTell(ctx context.Context, a practice.Answer) error {
	if a.Round == "" {
		return nil
	}
	round, err := b.coach.Running(ctx, a.Person)
	if errors.Is(err, practice.ErrNoRound) {
		return nil
	}
	if err == nil && round.ID == a.Round && round.Choice.Mode == practice.LiveMode {
		return practice.ErrLive
	}
	return err
}

// newestPost returns the question posted last in any channel; without one there
// is nothing to tell about.
func (b *Bot) newestPost(ctx context.Context) (practice.Post, error) {
	var newest practice.Post
	for _, s := range b.schedules {
		st, err := b.coach.Status(ctx, s.Schedule)
		if err != nil {
			return practice.Post{}, err
		}
		for _, p := range st.Last {
			if p.Stamp != 0 && p.At.After(newest.At) {
				newest = p
			}
		}
	}
	return newest, nil
}
