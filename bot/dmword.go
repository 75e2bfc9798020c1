package bot

import (
	"context"
	"errors"
	"slices"
	"strings"

	"greenroom/bot/view"
	"greenroom/practice"
)

// A deed does what a word asks for.
type deed = func(context.Context, *Bot, origin) (reply, error)

// dmWord does what a word asks for; ok is false where it is none.
func (b *Bot) dmWord(ctx context.Context, in saidInDM, word string) (r reply, ok bool, err error) {
	post, err := b.askedAlone(ctx, in.said.By)
	if err != nil {
		return reply{}, false, err
	}
	alone := word
	if post.Key != "" {
		alone = aloneWord(in.said, word)
	}
	verb := ""
	if alone == word { // else it is said to the question in hand, be a round paused meanwhile
		verb, err = b.roundWord(ctx, in, word)
	}
	if err != nil {
		return reply{}, false, err
	}
	if do, is := roundWords[verb]; is {
		r, err := b.dmVerb(ctx, in, verb, do)
		return r, true, err
	}
	word = dmAlias(alone)
	words := strings.Fields(word)
	do, is, err := b.wordAnywhere(ctx, in, word, post)
	switch {
	case err != nil:
		return reply{}, false, err
	case is:
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

// wordAnywhere returns what a word does wherever in the DM it is said; ok is false
// where it does nothing, or may be part of an answer to post or to a round. post
// is the question that is in hand there, if any.
func (b *Bot) wordAnywhere(ctx context.Context, in saidInDM, word string, post practice.Post) (do deed, ok bool, err error) {
	words := strings.Fields(word)
	if do, ok = dmWords[word]; ok {
		return do, true, nil
	}
	if word == otherWords && post.Key != "" {
		return inOtherWords(post), true, nil
	}
	if do, ok, err = b.ownWord(ctx, in, words); ok || err != nil {
		return do, ok, err
	}
	if do, ok, err = b.setsHere(ctx, in.said.By, words, post); ok || err != nil {
		return do, ok, err
	}
	if do, ok = b.interviewWord(words); ok {
		return do, true, nil
	}
	if nerves.MatchString(word) {
		return calm, true, nil
	}
	if whoSees.MatchString(word) {
		return seenBy, true, nil
	}
	do, ok = storyWord(plain(in.said.Text), in.ts)
	return do, ok, nil
}

// isWord reports whether what was said in the DM is a word to the bot, somewhere
// there at least.
func (b *Bot) isWord(in saidInDM, word string) bool {
	if roundWords[word] != nil || saidFor[word] != "" || greetings[word] || nerves.MatchString(word) || whoSees.MatchString(word) || asksToClarify(in.said.Text) {
		return true
	}
	word = dmAlias(word)
	words := strings.Fields(word)
	_, asks := b.askWord(in, words, practice.Post{})
	_, owns := ownWords(in.said.Text, words)
	_, sets := settingWord(words)
	_, dates := b.interviewWord(words)
	_, tells := storyWord(plain(in.said.Text), in.ts)
	return dmWords[word] != nil || threadWords[word] != nil || asks || owns || dates || tells || sets && plainSetting(words)
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
	"status":       status,
	"guide":        aboutToday("guide"),
	"follow-up":    aboutToday("follow-up"),
	"why":          aboutToday("why"),
	"example":      aboutToday("example"),
	"feedback":     feedbackOnLatest,
	"debrief file": lastDebriefAsFile,
	"browse":       browseWord, "questions": browseWord,
	"prepare": prepareWord, "countdown": countdownNote,
	"suggest": suggestWord(""), "suggest a question": suggestWord(""), "suggestions": suggestionsWord,
	"progress": progressHere, "streak": progressHere,
	"thanks": func(_ context.Context, _ *Bot, from origin) (reply, error) {
		return from.whisper(view.WelcomeHere()), nil
	},
	"forget-me": forgetWord, "forget me": forgetWord, "forget": forgetWord,
	"delete everything": forgetWord, "delete all": forgetWord, "delete my data": forgetWord, "delete all my data": forgetWord,
	"delete my answer": reviewNote(practice.Filter{}), "delete my last answer": reviewNote(practice.Filter{}),
	"delete an answer": reviewNote(practice.Filter{}), "delete my answers": reviewNote(practice.Filter{}),
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
	case answers && anotherWords[word] && round.Stage != practice.Break:
		return func(_ context.Context, _ *Bot, from origin) (reply, error) {
			return from.whisper(view.NextInRound()), nil
		}, nil
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
// and nobody greets or asks for a question in the middle of an answer that waits
// in a pause.
func opensAnew(r practice.Round, asks, greets bool) bool {
	switch r.Stage {
	case practice.Rating:
		return true
	case practice.Break:
		return !asks
	}
	return (greets || asks) && !r.PausedAt.IsZero()
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
	if (word == "end" || word == "end round") && errors.Is(err, practice.ErrNoRound) {
		return from.whisper(view.NothingToEnd()), nil
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

// help begins with what can be typed in the running round, if there is one.
func help(ctx context.Context, b *Bot, from origin) (reply, error) {
	words, err := b.helpFor(ctx, from.person)
	if err != nil {
		return reply{}, err
	}
	return from.whisper(words), nil
}

// helpClick shows help where the button is: in Home over it, since a message in
// the DM would not be seen there.
func helpClick(ctx context.Context, b *Bot, c click) (reply, error) {
	if c.view == nil {
		return help(ctx, b, c.from)
	}
	words, err := b.helpFor(ctx, c.from.person)
	if err != nil {
		return reply{}, err
	}
	return c.onTop(view.Told(words)), nil
}

// helpFor is what somebody can type, which in a round begins with its words.
func (b *Bot) helpFor(ctx context.Context, by practice.Person) (view.Message, error) {
	var running *practice.Round
	switch r, err := b.coach.Running(ctx, by); {
	case err == nil:
		running = &r
	case !errors.Is(err, practice.ErrNoRound):
		return view.Message{}, err
	}
	return view.Help(b.coach.Admin(by), running), nil
}
