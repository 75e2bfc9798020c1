package bot

import (
	"context"
	"errors"
	"fmt"

	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// errNothingToSay means that a posting has become pointless.
var errNothingToSay = errors.New("nothing to say")

// An outgoing is a posting in words, with the call that carries it. One with a
// picture or bars is a new message that all in its conversation see, and its
// words have no buttons: what shares a picture carries none.
type outgoing struct {
	channel string
	thread  string
	words   view.Message
	only    practice.Person             // who alone sees it
	updates practice.Stamp              // the message that it replaces
	removes practice.Stamp              // the message that it takes away
	picture *picture                    // that goes with the words; nil for none
	bars    *view.Bars                  // that are shown below the words; nil for none
	does    func(context.Context) error // in place of a message
}

// send makes the call and returns where the message stands.
func (o outgoing) send(ctx context.Context, w *web, p practice.Posting) (string, practice.Stamp, error) {
	switch {
	case o.does != nil:
		return o.channel, 0, o.does(ctx)
	case o.removes != 0:
		return o.channel, 0, w.remove(ctx, o.channel, o.removes)
	case o.updates != 0:
		return o.channel, 0, w.update(ctx, o.channel, o.updates, o.words)
	case o.only != "":
		return o.channel, 0, w.whisper(ctx, o.channel, o.thread, o.only, o.words)
	case o.picture != nil:
		return w.sendPicture(ctx, o, p)
	case o.bars != nil && !o.bars.Empty():
		return w.sendCharted(ctx, o, p)
	}
	return w.send(ctx, o.channel, o.thread, p.Key, o.words)
}

// compose puts a posting into words, from what is stored now.
func (b *Bot) compose(ctx context.Context, p practice.Posting) (outgoing, error) {
	switch p.Kind {
	case practice.PostDouble:
		return composeDouble(ctx, b, p) // which composes what it looks for
	case practice.PostClip:
		return composeClip(b, p), nil // which does what is said in events
	case practice.PostHome:
		return outgoing{does: func(ctx context.Context) error { return b.redrawHome(ctx, p.To) }}, nil
	case practice.PostSweep:
		return composeSweep(b, p)
	}
	make, ok := composers[p.Kind]
	if !ok {
		return outgoing{}, fmt.Errorf("posting %s: unknown kind %q", p.Key, p.Kind)
	}
	return make(ctx, b, p)
}

// A composer puts a posting into words.
type composer = func(context.Context, *Bot, practice.Posting) (outgoing, error)

var composers = map[practice.PostingKind]composer{
	practice.PostQuestion: composeQuestion, practice.PostCount: composeCount,
	practice.PostAlone:    composeAlone,
	practice.PostFollowUp: composeFollowUp,
	practice.PostSeen:     composeSeen,
	practice.PostAnswer:   composeAnswer, practice.PostAnswerEdit: composeAnswer, practice.PostAnswerGone: composeAnswerGone, practice.PostRemoval: composeAnswerGone,
	practice.PostBriefing: ofRound(func(b *Bot, r practice.Round, _ int) view.Message { return b.briefing(r) }),
	practice.PostTurn:     inTurn(func(_ *Bot, r practice.Round, p practice.Posting) view.Message { return view.Turn(r, p.N, again(p)) }),
	practice.PostMore:     composeMore,
	practice.PostAsked: inTurn(func(_ *Bot, r practice.Round, p practice.Posting) view.Message {
		return view.Asked(r, p.N, p.Sub, again(p))
	}),
	practice.PostClarified: inTurn(composeClarified),
	practice.PostTurnTime: whileInHand(
		func(r practice.Round, turn int) bool { return turn == r.Turn && r.Ticking() },
		func(r practice.Round, p practice.Posting) view.Message { return view.TurnTime(r, p.N, p.Sub) }),
	practice.PostLegTime: whileInHand(
		func(r practice.Round, turn int) bool { return r.Turns[turn].Round == r.Leg() && r.Waits() },
		func(r practice.Round, p practice.Posting) view.Message { return view.LegTime(r, p.Sub) }),
	practice.PostClock:    composeClock,
	practice.PostReply:    composeReplies,
	practice.PostLoopOver: ofRound(func(_ *Bot, r practice.Round, _ int) view.Message { return view.LoopOver(r) }),
	practice.PostBreak: ofRound(func(_ *Bot, r practice.Round, _ int) view.Message {
		next, _ := r.NextLeg()
		return view.InBreak(r, next)
	}),
	practice.PostPaused: ofRound(func(_ *Bot, r practice.Round, _ int) view.Message { return view.Paused(r) }),
	practice.PostLapsed: ofRound(func(_ *Bot, r practice.Round, _ int) view.Message { return view.Lapsed(r) }),
	practice.PostHint: ofRound(func(b *Bot, r practice.Round, n int) view.Message {
		q, _ := b.coach.Find(r.Turns[n].Question)
		return view.Hint(r, n, q, r.HintWith(n, b.coach.Find))
	}),
	practice.PostRate: ofRound(func(b *Bot, r practice.Round, _ int) view.Message {
		var ids []string
		for _, t := range r.Turns {
			ids = append(ids, t.Question)
		}
		return view.Rate(r, b.questions(ids))
	}),
	practice.PostSuggestion: composeSuggestion, practice.PostSuggestionNow: composeSuggestionNow, practice.PostDecision: composeDecision,
	practice.PostPointer:      composePointer,
	practice.PostDebrief:      composeDebrief,
	practice.PostBars:         composeBars,
	practice.PostLow:          inDM(func(p practice.Posting) view.Message { return view.Low(p.Ref, p.N) }),
	practice.PostNotShared:    inDM(func(p practice.Posting) view.Message { return view.NotPublished(p.Why) }),
	practice.PostBackupFailed: inDM(func(p practice.Posting) view.Message { return view.BackupFailed(p.Why) }),
	practice.PostBroken:       inDM(func(p practice.Posting) view.Message { return view.Broken(p.Ref, p.Why) }),
	practice.PostUnread:       inDM(func(p practice.Posting) view.Message { return view.Unread(p.Ref, p.Why) }),
	practice.PostMended:       inDM(func(p practice.Posting) view.Message { return view.Mended(p.Ref) }),
	practice.PostReminder:     composeReminder,
	practice.PostDigest:       composeDigest,
	practice.PostProgress:     composeProgress,
	practice.PostHowItWent:    composeHowItWent,
	practice.PostUnheard:      inDM(func(practice.Posting) view.Message { return view.Unheard() }),
	practice.PostRetry:        composeRetry,
}

func composeQuestion(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	post, words, err := b.questionCard(ctx, p.Ref)
	return outgoing{channel: post.Channel, words: words}, err
}

// composeAlone is a question in somebody's DM.
func composeAlone(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	post, q, err := b.coach.Posted(ctx, p.Ref)
	known := !errors.Is(err, practice.ErrNoQuestion)
	if err != nil && known {
		return outgoing{}, err
	}
	profile, err := b.coach.Profile(ctx, post.To)
	if err != nil {
		return outgoing{}, err
	}
	words := view.Alone(post, q, known, profile.InHand == post.Key)
	if post.Wish.Story != 0 {
		s, err := b.coach.StoryFor(ctx, post, post.To)
		switch {
		case err == nil:
			words = view.WithStory(words, s, true)
		case !errors.Is(err, practice.ErrNotFound):
			return outgoing{}, err
		}
	}
	dm, err := b.web.dm(ctx, post.To)
	return outgoing{channel: dm, words: words}, err
}

// composeCount draws a post anew with its count of answers.
func composeCount(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	post, words, err := b.questionCard(ctx, p.Ref)
	switch {
	case err == nil && post.Gone:
		err = errNothingToSay
	case err == nil && post.Stamp == 0:
		err = practice.ErrNotDelivered
	}
	return outgoing{channel: post.Channel, updates: post.Stamp, words: words}, err
}

func (b *Bot) questionCard(ctx context.Context, key string) (practice.Post, view.Message, error) {
	post, q, err := b.coach.Posted(ctx, key)
	known := !errors.Is(err, practice.ErrNoQuestion)
	if err != nil && known {
		return post, view.Message{}, err
	}
	answered, err := b.coach.Answered(ctx, post)
	return post, view.Question(post, q, known, answered), err
}

// composeSeen is the private word on what others can see in a reply. There is
// none where the reply was edited meanwhile.
func composeSeen(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	a, err := b.answer(ctx, p.Ref)
	if err != nil {
		return outgoing{}, err
	}
	found := feedback.Confidential(a.Text())
	if len(found) == 0 || b.gone(ctx, p.Place) {
		return outgoing{}, errNothingToSay
	}
	return outgoing{channel: p.Place.Channel, thread: timestamp(p.Place.Thread), only: p.To, words: view.SeenByOthers(found)}, nil
}

// composeFollowUp is the one private follow-up in the thread.
func composeFollowUp(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	a, err := b.answer(ctx, p.Ref)
	if err == nil && b.gone(ctx, p.Place) {
		err = errNothingToSay
	}
	if err != nil {
		return outgoing{}, err
	}
	offer, err := b.offersReminders(ctx, a)
	if err != nil {
		return outgoing{}, err
	}
	out := outgoing{channel: p.Place.Channel, thread: timestamp(p.Place.Thread), only: p.To, words: view.FollowUpNote(a, a.FollowUp, offer)}
	if !a.Alone {
		return out, nil
	}
	out.only = "" // nobody else reads there
	post, err := b.askedAlone(ctx, a.Person)
	if a.Below && post.Place() == a.Place {
		out.thread = "" // what is said below still belongs to it
	}
	return out, err
}

// gone reports whether the post of a thread was deleted in Slack.
func (b *Bot) gone(ctx context.Context, in practice.Place) bool {
	post, _, err := b.coach.PostIn(ctx, in)
	return (err == nil || errors.Is(err, practice.ErrNoQuestion)) && post.Gone
}

// composeAnswer is a private answer in its thread, or as it reads after an edit.
func composeAnswer(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	a, err := b.answer(ctx, p.Ref)
	if err == nil && !a.Sharing {
		err = errNothingToSay
	}
	if err == nil && p.Kind == practice.PostAnswer && b.gone(ctx, p.Place) {
		err = &callError{errUnthreaded} // as Slack would say, but for a message that stands there meanwhile
	}
	if err != nil {
		return outgoing{}, err
	}
	out := outgoing{channel: a.Place.Channel, thread: timestamp(a.Place.Thread), words: view.Published(a)}
	if p.Kind == practice.PostAnswerEdit {
		if out.updates = a.Published; out.updates == 0 {
			return out, practice.ErrNotDelivered
		}
	}
	return out, nil
}

func composeAnswerGone(_ context.Context, _ *Bot, p practice.Posting) (outgoing, error) {
	return outgoing{channel: p.Place.Channel, removes: p.At}, nil
}

// answer reads an answer for a posting about it.
func (b *Bot) answer(ctx context.Context, ref string) (practice.Answer, error) {
	id, err := practice.ParseID(ref)
	if err != nil {
		return practice.Answer{}, err
	}
	return b.coach.Answer(ctx, id)
}

// inDM makes the words of a posting that goes to somebody's DM, into a thread if it
// names one.
func inDM(words func(practice.Posting) view.Message) composer {
	return func(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
		dm, err := b.web.dm(ctx, p.To)
		return outgoing{channel: dm, thread: timestamp(p.Place.Thread), words: words(p)}, err
	}
}
