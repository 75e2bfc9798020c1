package bot

import (
	"context"
	"errors"
	"strings"

	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// ofRound makes the words of a posting in a round's thread. The briefing is
// what the thread hangs on.
func ofRound(words func(*Bot, practice.Round, int) view.Message) composer {
	return inTurn(func(b *Bot, r practice.Round, p practice.Posting) view.Message { return words(b, r, p.N) })
}

// inTurn makes the words of a posting in a round's thread from the posting itself.
func inTurn(words func(*Bot, practice.Round, practice.Posting) view.Message) composer {
	return func(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
		r, out, err := b.inRound(ctx, p)
		if err != nil {
			return out, err
		}
		if p.N >= len(r.Turns) {
			return out, errNothingToSay
		}
		out.words = words(b, r, p)
		return out, nil
	}
}

// whileInHand makes the words of a note on time, which nobody needs once that
// is no longer in hand whose time it tells of.
func whileInHand(inHand func(r practice.Round, turn int) bool, words func(practice.Round, practice.Posting) view.Message) composer {
	return func(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
		r, out, err := b.inRound(ctx, p)
		if err == nil && (p.N >= len(r.Turns) || !inHand(r, p.N)) {
			err = errNothingToSay
		}
		if err != nil {
			return out, err
		}
		out.words = words(r, p)
		return out, nil
	}
}

// again reports whether a posting puts a question once more, after a pause.
func again(p practice.Posting) bool { return strings.Contains(p.Key, "/resumed/") }

// composeMore asks to hear more, by why the answer cannot be assessed as it
// stands.
func composeMore(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	r, out, err := b.inRound(ctx, p)
	if err == nil && p.N >= len(r.Turns) {
		err = errNothingToSay
	}
	if err != nil {
		return out, err
	}
	t := r.Turns[p.N]
	q, _ := b.coach.Find(t.Question)
	q.Ask = t.Ask
	a, err := b.coach.Answer(ctx, t.Answer)
	if err != nil && !errors.Is(err, practice.ErrNotFound) {
		return out, err
	}
	out.words = view.More(r, p.N, q.Style, feedback.Read(q, a.Text()).Why())
	return out, nil
}

func composeClarified(b *Bot, r practice.Round, p practice.Posting) view.Message {
	q, _ := b.coach.Find(r.Turns[p.N].Question)
	return view.Clarified(r, p.N, p.Sub, q)
}

// composeClock draws a round's briefing anew, with its clock.
func composeClock(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	r, err := b.coach.RoundOf(ctx, p.Ref)
	if err == nil && r.Thread == 0 {
		err = errNothingToSay
	}
	if err != nil {
		return outgoing{}, err
	}
	return outgoing{channel: r.Channel, updates: r.Thread, words: b.briefing(r)}, nil
}

func (b *Bot) briefing(r practice.Round) view.Message {
	at, _ := b.coach.Questions().Employer(r.Employer)
	return view.Briefing(r, at, b.coach.Now())
}

// inRound returns the round of a posting, and where its thread is.
func (b *Bot) inRound(ctx context.Context, p practice.Posting) (practice.Round, outgoing, error) {
	r, err := b.coach.RoundOf(ctx, p.Ref)
	if err != nil {
		return r, outgoing{}, err
	}
	// The briefing goes first in this conversation. Where Slack refused it there
	// is no thread, and the round goes on in the DM itself.
	dm, err := b.web.dm(ctx, r.Person)
	return r, outgoing{channel: dm, thread: timestamp(r.Thread)}, err
}

// composePointer tells, below the thread, where the round is.
func composePointer(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	r, out, err := b.inRound(ctx, p)
	if err != nil {
		return out, err
	}
	out.thread, out.words = "", view.Pointer(r, b.roundLink(r))
	return out, nil
}

// composeReplies is what the interviewer says to the candidate's own questions.
func composeReplies(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	r, out, err := b.inRound(ctx, p)
	if err != nil {
		return out, err
	}
	replies, err := b.coach.Replies(ctx, r, p.N, p.At)
	if err == nil && len(replies) == 0 {
		err = errNothingToSay
	}
	if err != nil {
		return out, err
	}
	out.words = view.Replies(r, replies)
	return out, nil
}
