package bot

import (
	"context"
	"errors"
	"time"

	"greenroom/bot/view"
	"greenroom/practice"
)

// prepareCommand opens the form for a job advert.
func prepareCommand(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) {
	_, interview, err := b.preparing(ctx, from.person)
	v := view.PrepareForm(interview)
	return reply{opens: &v}, err
}

// prepareWord offers the form in the DM.
func prepareWord(_ context.Context, _ *Bot, from origin) (reply, error) {
	return from.whisper(view.PrepareNote()), nil
}

func prepareClick(ctx context.Context, b *Bot, c click) (reply, error) {
	_, interview, err := b.preparing(ctx, c.from.person)
	return c.onTop(view.PrepareForm(interview)), err
}

// preparing returns what a person prepares for and when that is, without a date
// that is past: a form must not begin with what it would refuse.
func (b *Bot) preparing(ctx context.Context, by practice.Person) (practice.Preparation, string, error) {
	p, interview, err := b.coach.Preparing(ctx, by)
	if err != nil {
		return p, "", err
	}
	now, err := b.coach.LocalNow(ctx, by)
	if interview < now.Format(time.DateOnly) {
		interview = ""
	}
	return p, interview, err
}

// correctClick opens the form in which one says what the job asks for, in the
// place of the modal that it was clicked in.
func correctClick(ctx context.Context, b *Bot, c click) (reply, error) {
	p, interview, err := b.preparing(ctx, c.from.person)
	v := view.CorrectForm(p, interview)
	if c.view != nil && !c.view.home {
		return reply{shows: &v}, err
	}
	return reply{opens: &v}, err
}

// submitPrepare reads the advert in the form, and shows what it asks for there and
// in the DM.
func submitPrepare(ctx context.Context, b *Bot, s submission) (reply, error) {
	text, interview := view.ParsePrepareForm(s.view.values)
	if text == "" && interview == "" {
		return fieldError(view.AdvertField, view.NothingToRead), nil
	}
	if text == "" {
		return b.prepared(ctx, s, nil, b.coach.SetInterview(ctx, s.from.person, interview))
	}
	advert := practice.ReadAdvert(text)
	_, err := b.coach.Prepare(ctx, s.from.person, advert, interview)
	return b.prepared(ctx, s, &advert, err)
}

// submitCorrect keeps what its person says the job asks for.
func submitCorrect(ctx context.Context, b *Bot, s submission) (reply, error) {
	competencies, areas, interview := view.ParseCorrectForm(s.view.values)
	_, err := b.coach.Correct(ctx, s.from.person, competencies, areas, interview)
	return b.prepared(ctx, s, nil, err)
}

// prepared answers a form: with what is prepared for now and the plan, in its place
// and in the DM, or at its date with what is wrong. advert is what was read, nil for
// none.
func (b *Bot) prepared(ctx context.Context, s submission, advert *practice.Advert, err error) (reply, error) {
	if errors.Is(err, practice.ErrNoInterviewDay) {
		return fieldError(view.InterviewField, view.NoInterviewDay), nil
	}
	if err != nil {
		return reply{}, err
	}
	plan, p, err := b.coach.Countdown(ctx, s.from.person)
	if err != nil {
		return reply{}, err
	}
	words := view.CountdownNote(plan, p)
	if advert != nil || !p.Empty() {
		words = view.Prepared(p, plan, advert != nil && advert.Foreign)
	}
	r := replaces(view.Told(words))
	// Slack may send the form again.
	if !b.pressed.again("prepare/"+s.view.callback+"/"+s.view.id+"/"+s.view.hash, b.coach.Now()) {
		r.notes = []note{{to: s.from.person, plain: true, words: words}}
	}
	r.home = s.from.person
	return r, nil
}
