package bot

import (
	"context"

	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// vote makes a button of a note: it keeps what the clicker thinks of it and draws
// it anew where it stands.
func vote(v practice.Verdict) clickDeed {
	return func(ctx context.Context, b *Bot, c click) (reply, error) {
		id, kind, where, ok := view.ParseNote(c.value)
		if !ok {
			return reply{}, practice.ErrStale
		}
		rv, err := b.coach.One(ctx, id, c.from.person)
		if err == nil {
			err = b.mayTell(ctx, rv.Answer)
		}
		if err != nil {
			return reply{}, err
		}
		if rv.Answer, err = b.coach.Vote(ctx, id, c.from.person, practice.Vote{Note: kind, Verdict: v}); err != nil {
			return reply{}, err
		}
		return b.redrawn(ctx, c, rv, where)
	}
}

// redrawn shows feedback anew where a click in it was.
func (b *Bot) redrawn(ctx context.Context, c click, rv practice.Reviewed, where view.Where) (reply, error) {
	r, tries, err := b.read(ctx, rv)
	if err != nil {
		return reply{}, err
	}
	if c.view == nil {
		n := note{
			to: c.from.person, channel: c.from.channel, hook: c.from.hook, replaces: true,
			words: view.FeedbackNote(rv.Question, rv.Answer, r, tries),
		}
		return reply{notes: []note{n}}, nil
	}
	v := view.Feedback(rv.Question, rv.Answer, r, tries)
	switch where {
	case view.InKept:
		v = view.AnswerKept(rv.Question, rv.Answer, r, tries, rv.Answer.Place.Thread != 0 && !rv.Answer.Sharing)
	case view.InReview:
		if v, err = b.answerPage(ctx, rv); err != nil {
			return reply{}, err
		}
	}
	v.PrivateMetadata = c.view.meta
	return reply{shows: &v}, nil
}

// read reads an answer to show its author the feedback, and all that they answered
// to the same question as far as it may be told now. What it shows is not offered
// to them once more a moment later.
func (b *Bot) read(ctx context.Context, rv practice.Reviewed) (feedback.Report, []view.Try, error) {
	r := feedback.Read(rv.Question, rv.Answer.Text())
	if r.FollowUp != "" {
		if err := b.coach.FeedbackShown(ctx, rv.Answer); err != nil {
			return r, nil, err
		}
	}
	all, err := b.coach.Attempts(ctx, rv.Answer)
	if err != nil || len(all) < 2 {
		return r, nil, err
	}
	tries, err := b.mayBeTold(ctx, all)
	if err != nil {
		return r, nil, err
	}
	for i, t := range tries {
		// Those between the first and the last are not looked at.
		tries[i].Report = r
		if t.Answer.ID != rv.Answer.ID && (i == 0 || i == len(tries)-1) {
			tries[i].Report = feedback.Read(rv.Question, t.Answer.Text())
		}
	}
	return r, tries, nil
}

// setFeedback is the button that switches feedback on or off.
func setFeedback(ctx context.Context, b *Bot, c click) (reply, error) {
	if c.value != view.FeedbackOn && c.value != view.FeedbackOff {
		return reply{}, practice.ErrStale
	}
	if err := b.coach.SetFeedback(ctx, c.from.person, c.value == view.FeedbackOn); err != nil {
		return reply{}, err
	}
	return b.changed(ctx, c.from, c.atHome())
}

// feedbackWord switches feedback on or off in words; alone it asks for feedback
// on one's newest answer.
func feedbackWord(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	switch {
	case len(rest) == 0:
		return feedbackOnLatest(ctx, b, from)
	case onOrOff(rest):
		if err := b.coach.SetFeedback(ctx, from.person, rest[0] == view.FeedbackOn); err != nil {
			return reply{}, err
		}
	}
	return b.changed(ctx, from, false)
}

// feedbackHereIs makes a word in a thread that switches feedback on or off.
func feedbackHereIs(unasked bool) threadWord {
	return func(ctx context.Context, b *Bot, from origin) (view.Message, error) {
		if err := b.coach.SetFeedback(ctx, from.person, unasked); err != nil {
			return view.Message{}, err
		}
		s, err := b.kept(ctx, from.person)
		return view.SettingsNote(s), err
	}
}

// onOrOff reports whether words say no more than that.
func onOrOff(words []string) bool {
	return len(words) == 1 && (words[0] == view.FeedbackOn || words[0] == view.FeedbackOff)
}
