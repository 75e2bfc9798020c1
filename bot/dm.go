package bot

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"greenroom/bot/view"
	"greenroom/practice"
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
	word := spoken(in.said.Text)
	if in.said.Edited != 0 && b.isWord(in, word) {
		// An answer that was edited into a word reads so; none begins with one.
		known, err := b.coach.Knows(ctx, in.said.Place.Channel, in.said.Stamp)
		if err != nil || !known {
			return reply{}, err
		}
	}
	if r, ok, err := b.underQuestion(ctx, in, word); ok || err != nil {
		return in.inPlace(r), err
	}
	if in.said.Edited == 0 {
		if r, ok, err := b.dmWord(ctx, in, word); ok || err != nil {
			return in.inPlace(r), err
		}
	}
	h, err := b.coach.HearRound(ctx, in.said)
	switch {
	case errors.Is(err, practice.ErrNoRound), errors.Is(err, practice.ErrEnded), errors.Is(err, practice.ErrBreak):
		if in.said.Place.Thread == 0 || in.said.Place.Thread != h.Round.Thread {
			if kept, err := b.below(ctx, in, word); kept || err != nil {
				return reply{}, err
			}
		}
		if in.said.Edited != 0 || in.said.Text == "" || b.seen.again(in.once(), b.coach.Now()) {
			return reply{}, nil
		}
		switch {
		case errors.Is(err, practice.ErrEnded):
			return in.inPlace(in.where().whisper(view.RateFirst(h.Round, b.roundLink(h.Round), true))), nil
		case errors.Is(err, practice.ErrBreak):
			return in.inPlace(in.where().whisper(view.SaidInBreak(h.Round))), nil
		}
		return in.inPlace(in.where().whisper(in.unknown(word))), nil
	case err != nil:
		return reply{}, err
	case h.Round.ID != "" && !h.Round.PausedAt.IsZero():
		return in.inPlace(in.where().whisper(view.Kept(h.Round))), nil
	}
	return reply{}, nil
}

// once names the message, which Slack may deliver again.
func (in saidInDM) once() string { return "dm/" + string(in.said.By) + "/" + in.ts }

// mostWord is how many words may still be meant as a word to the bot; more read
// like an answer.
const mostWord = 6

// unknown answers what means nothing to the bot while no round is running.
func (in saidInDM) unknown(word string) view.Message {
	words := strings.Fields(word)
	switch {
	case len(words) > mostWord:
		return view.NoRoundForThat(in.said.Text)
	case len(words) == 2 && words[0] == "export":
		return view.UnknownFormat(words[1])
	}
	return view.Unknown(in.said.Text, meant(words))
}

// meant returns the words to the bot that were most likely meant, or "".
func meant(words []string) string {
	return nearest(words, slices.Concat(choiceWords, slices.Collect(maps.Keys(dmWords)), slices.Collect(maps.Keys(roundWords)), slices.Collect(maps.Keys(settingWords))))
}

// inPlace turns whispers into messages: in the DM nobody else reads.
func (in saidInDM) inPlace(r reply) reply {
	for i := range r.notes {
		r.notes[i].plain, r.notes[i].thread = true, timestamp(in.said.Place.Thread)
	}
	return r
}

// A deed does what a word asks for.
type deed = func(context.Context, *Bot, origin) (reply, error)

// dmWord does what a word asks for; ok is false where it is none.
func (b *Bot) dmWord(ctx context.Context, in saidInDM, word string) (r reply, ok bool, err error) {
	post, err := b.askedAlone(ctx, in.said.By)
	if err != nil {
		return reply{}, false, err
	}
	if other, is := aloneWords[word]; is && post.Key != "" {
		word = other
	}
	verb, err := b.roundWord(ctx, in, word)
	if err != nil {
		return reply{}, false, err
	}
	if do, is := roundWords[verb]; is {
		r, err := b.dmVerb(ctx, in, verb, do)
		return r, true, err
	}
	word = dmAlias(word)
	words := strings.Fields(word)
	do, is := dmWords[word]
	date, dated := b.interviewWord(words)
	story, about := storyWord(plain(in.said.Text), in.ts)
	set, setting, err := b.setsHere(ctx, in.said.By, words, post)
	own, owns, failed := b.ownWord(ctx, in, words)
	switch {
	case err != nil || failed != nil:
		return reply{}, false, errors.Join(err, failed)
	case is:
	case owns:
		do = own
	case setting:
		do = set
	case dated:
		do = date
	case about:
		do = story
	case len(words) == 2 && words[0] == "export" && slices.Contains(exportFormats, words[1]):
		do = func(ctx context.Context, b *Bot, from origin) (reply, error) {
			return exportWord(ctx, b, from, words[1:])
		}
	case word == "try again" && post.Key != "":
		do = whispering(func(ctx context.Context, b *Bot, from origin) (view.Message, error) {
			return tryAgainHere(ctx, b, origin{person: from.person, channel: post.Channel, thread: timestamp(post.Stamp)})
		})
	case word == "try again" && b.idle(ctx, in.said.By):
		do = askAgain(in.ts)
	default:
		if do, err = b.fresh(ctx, in, word, post); do == nil || err != nil {
			return reply{}, false, err
		}
	}
	r, err = b.onceDone(ctx, in, do)
	return r, true, err
}

// fresh returns what begins something new: a round, a question, a suggestion.
// It is nil for other words, and in a round, where "technical and leadership" is
// an answer: another round must be asked for in full there.
func (b *Bot) fresh(ctx context.Context, in saidInDM, word string, post practice.Post) (deed, error) {
	words := strings.Fields(word)
	choice, chosen := parseChoice(words)
	wish, wished := b.askWord(in, words, post)
	ask, suggests := suggesting(in.said.Text)
	suggests = suggests && strings.HasSuffix(ask, "?")
	if !chosen && !wished && !suggests && !greetings[word] {
		return nil, nil
	}
	round, err := b.coach.Running(ctx, in.said.By)
	switch answers := err == nil && !opensAnew(round, wished || suggests, greetings[word]); {
	case err != nil && !errors.Is(err, practice.ErrNoRound):
		return nil, err
	case answers && !strings.HasPrefix(word, "interview") && !strings.HasPrefix(word, "/interview"):
		return nil, nil
	case wished:
		return wish, nil
	case suggests:
		return suggestWord(ask), nil
	}
	return func(ctx context.Context, b *Bot, from origin) (reply, error) { return b.startOr(ctx, from, choice) }, nil
}

// opensAnew reports whether words that begin something new mean that while a
// round is running, and are no part of an answer: nothing can be answered in the
// ratings and in a break, where a question of another kind would only disturb,
// and nobody greets in the middle of an answer that waits in a pause.
func opensAnew(r practice.Round, asks, greets bool) bool {
	switch r.Stage {
	case practice.Rating:
		return true
	case practice.Break:
		return !asks
	}
	return greets && !r.PausedAt.IsZero()
}

// onceDone does what a message asks for, unless it was done: Slack may deliver
// it again.
func (b *Bot) onceDone(ctx context.Context, in saidInDM, do deed) (reply, error) {
	if b.seen.again(in.once(), b.coach.Now()) {
		return reply{}, nil
	}
	r, err := do(ctx, b, in.where())
	if err != nil && refusalIn(err) == nil {
		b.seen.forget(in.once())
	}
	return r, err
}

// greetings are words by which people begin, where no round is running.
var greetings = map[string]bool{
	"hi": true, "hello": true, "hey": true, "hi there": true, "hello there": true, "good morning": true,
	"start": true, "begin": true, "start a round": true, "interview": true, "/interview": true,
}

// startOr starts the round that was chosen in words; where they do not say which
// one, it welcomes and offers the form.
func (b *Bot) startOr(ctx context.Context, from origin, c practice.Choice) (reply, error) {
	if c.Kind != "" {
		return b.begin(ctx, from, c)
	}
	running, err := b.coach.Running(ctx, from.person)
	switch {
	case err == nil:
		return from.whisper(view.RunningAlready(running, b.roundLink(running), c)), nil
	case errors.Is(err, practice.ErrNoRound):
		return from.whisper(view.Hello(c)), nil
	}
	return reply{}, err
}

// dmVerb does a verb of the running round that was typed. Below the thread, where
// nothing of it would be seen, it says where it acted.
func (b *Bot) dmVerb(ctx context.Context, in saidInDM, word string, do verb) (reply, error) {
	from := in.where()
	again := b.seen.again(in.once(), b.coach.Now())
	r, err := do(b.coach, ctx, practice.Press{By: from.person, Step: practice.InHand, Once: in.said.Place.Channel + "/" + in.ts})
	if word == "debrief" && (errors.Is(err, practice.ErrNoRound) || err != nil && r.Stage == practice.Break) {
		if again {
			return reply{}, nil
		}
		return b.lastDebrief(ctx, from)
	}
	if words, ok := b.explained(r, err, word); ok {
		return from.whisper(words), nil
	}
	if err != nil && refusalIn(err) == nil {
		b.seen.forget(in.once())
	}
	if err != nil || again || r.Thread == 0 || in.said.Place.Thread == r.Thread {
		return reply{}, err
	}
	return from.whisper(view.MovedBelow(r, word, b.roundLink(r))), nil
}

// dmWords are the words that can be typed in the DM beside those of a round.
var dmWords = map[string]deed{
	"help":    help,
	"review":  reviewNote(practice.Filter{}),
	"stories": storiesNote, "my stories": storiesNote,
	"story": storyHere, "keep story": storyHere, "keep as story": storyHere, "keep as a story": storyHere,
	"retries": retryList,
	"privacy": privacyWord, "help privacy": privacyWord,
	"export":       func(ctx context.Context, b *Bot, from origin) (reply, error) { return b.export(ctx, from, "md") },
	"status":       func(ctx context.Context, b *Bot, from origin) (reply, error) { return b.status(ctx, from) },
	"guide":        aboutToday("guide"),
	"follow-up":    aboutToday("follow-up"),
	"why":          aboutToday("why"),
	"example":      aboutToday("example"),
	"feedback":     feedbackOnLatest,
	"debrief file": lastDebriefAsFile,
	"browse":       browseWord, "questions": browseWord,
	"prepare": prepareWord, "countdown": countdownWord,
	"suggest": suggestWord(""), "suggest a question": suggestWord(""), "suggestions": suggestionsWord,
	"progress": progressHere, "streak": progressHere,
	"thanks": func(_ context.Context, _ *Bot, from origin) (reply, error) {
		return from.whisper(view.WelcomeHere()), nil
	},
	"forget-me": forgetWord, "forget me": forgetWord, "forget": forgetWord,
}

// help begins with what can be typed in the running round, if there is one.
func help(ctx context.Context, b *Bot, from origin) (reply, error) {
	var running *practice.Round
	switch r, err := b.coach.Running(ctx, from.person); {
	case err == nil:
		running = &r
	case !errors.Is(err, practice.ErrNoRound):
		return reply{}, err
	}
	return from.whisper(view.Help(b.coach.Admin(from.person), running)), nil
}

// aboutToday makes a word that tells about the question in hand: that of the
// running round, else the newest that was posted.
func aboutToday(word string) deed {
	return func(ctx context.Context, b *Bot, from origin) (reply, error) {
		round, err := b.coach.Running(ctx, from.person)
		if err == nil && round.Choice.Mode == practice.LiveMode {
			return reply{}, practice.ErrLive
		}
		if err != nil && !errors.Is(err, practice.ErrNoRound) {
			return reply{}, err
		}
		if err == nil {
			q, ok := b.coach.Find(round.Now().Question)
			if !ok {
				return reply{}, practice.ErrNoQuestion
			}
			return from.whisper(questionWords[word](q)), nil
		}
		post, err := b.coach.InHand(ctx, from.person)
		if errors.Is(err, practice.ErrNotFound) {
			post, err = b.newestPost(ctx)
		}
		if err != nil {
			return reply{}, err
		}
		words, err := threadWords[word](ctx, b, origin{person: from.person, channel: post.Channel, thread: timestamp(post.Stamp)})
		return from.whisper(words), err
	}
}

// feedbackOnLatest is feedback on one's own newest answer.
func feedbackOnLatest(ctx context.Context, b *Bot, from origin) (reply, error) {
	rv, err := b.newest(ctx, from.person)
	if err != nil {
		return reply{}, err
	}
	if err := b.mayTell(ctx, rv.Answer); err != nil {
		return reply{}, err
	}
	r, tries, err := b.read(ctx, rv)
	if err != nil {
		return reply{}, err
	}
	return from.whisper(view.FeedbackNote(rv.Question, rv.Answer, r, tries)), nil
}

// newest returns a person's newest answer, be it still a short one to the question
// in hand.
func (b *Bot) newest(ctx context.Context, by practice.Person) (practice.Reviewed, error) {
	rv, err := b.coach.Latest(ctx, by)
	if err != nil && !errors.Is(err, practice.ErrNotFound) {
		return practice.Reviewed{}, err
	}
	post, failed := b.askedAlone(ctx, by)
	if failed != nil {
		return practice.Reviewed{}, failed
	}
	if here, none := b.coach.Here(ctx, post.Place(), by); none == nil && here.Answer.ID > rv.Answer.ID {
		rv, err = here, nil
	}
	if errors.Is(err, practice.ErrNotFound) {
		err = practice.ErrEmpty
	}
	return rv, err
}

// mayTell refuses to say what an answer has or lacks while it belongs to a live
// round that was not debriefed.
func (b *Bot) mayTell(ctx context.Context, a practice.Answer) error {
	if a.Round == "" {
		return nil
	}
	told, err := b.telling(ctx, a.Person)
	if err == nil && !told(a) {
		err = practice.ErrLive
	}
	return err
}

// telling returns which of a person's answers may be told about now.
func (b *Bot) telling(ctx context.Context, p practice.Person) (func(practice.Answer) bool, error) {
	round, err := b.coach.Running(ctx, p)
	if errors.Is(err, practice.ErrNoRound) {
		return func(practice.Answer) bool { return true }, nil
	}
	return func(a practice.Answer) bool { return a.Round == "" || a.Round != round.ID || round.Tells(a.ID) }, err
}

// mayGuide refuses guidance on a question while it is in hand in a live round of
// the person's, wherever they ask for it.
func (b *Bot) mayGuide(ctx context.Context, by practice.Person, question string) error {
	round, err := b.coach.Running(ctx, by)
	if errors.Is(err, practice.ErrNoRound) {
		return nil
	}
	if err == nil && round.Choice.Mode == practice.LiveMode && round.Stage != practice.Break && round.Now().Question == question {
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
