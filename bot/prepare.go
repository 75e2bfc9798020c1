package bot

import (
	"context"
	"errors"
	"strings"
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

// countdownNote shows the plan where it was asked for.
func countdownNote(ctx context.Context, b *Bot, from origin) (reply, error) {
	plan, p, err := b.coach.Countdown(ctx, from.person)
	return from.whisper(view.CountdownNote(plan, p)), err
}

func showCountdown(ctx context.Context, b *Bot, c click) (reply, error) {
	r, err := countdownNote(ctx, b, c.from)
	return c.told(r), err
}

// told shows the note of a reply in a modal where its click was in a view.
func (in click) told(r reply) reply {
	if in.view == nil || len(r.notes) == 0 {
		return r
	}
	v := view.Told(r.notes[0].words)
	if in.view.home {
		return reply{opens: &v, home: r.home}
	}
	return reply{shows: &v, home: r.home}
}

// startStep starts the first step of the plan that is not done: a round, or a
// question. The button of another day starts what is next now.
func startStep(ctx context.Context, b *Bot, c click) (reply, error) {
	plan, _, err := b.coach.Countdown(ctx, c.from.person)
	if err != nil {
		return reply{}, err
	}
	step, ok := plan.Next()
	if !ok {
		return c.told(c.from.whisper(view.CountdownNote(plan, practice.Preparation{}))), nil
	}
	if step.Kind == practice.StepRound {
		r, err := b.begin(ctx, c.from, step.Choice)
		return c.told(r), err
	}
	if step.Kind == practice.StepAgain && step.Question == "" {
		step.Area = "closing" // nothing was weak yet
	}
	c.value = view.WishValue(step.Wish())
	return askClick(ctx, b, c)
}

// went makes a button that says how an interview went, which ends the plan.
func went(how string) clickDeed {
	return func(ctx context.Context, b *Bot, c click) (reply, error) {
		if err := b.coach.InterviewOver(ctx, c.from.person, c.value); err != nil {
			if errors.Is(err, practice.ErrStale) {
				return showCountdown(ctx, b, c)
			}
			return reply{}, err
		}
		r := c.told(c.from.whisper(view.InterviewOver(how)))
		r.home = c.from.person
		return r, nil
	}
}

// composeHowItWent asks somebody how their interview went, unless they said so, or
// have another one.
func composeHowItWent(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	_, interview, err := b.coach.Preparing(ctx, p.To)
	if err != nil {
		return outgoing{}, err
	}
	if interview != p.Ref {
		return outgoing{}, errNothingToSay
	}
	dm, err := b.web.dm(ctx, p.To)
	return outgoing{channel: dm, words: view.HowItWent(interview)}, err
}

// mostDated is how many words say when an interview is.
const mostDated = 8

// interviewWord returns what words about the date of one's interview do, such as
// "interview on 2026-12-03" and "no interview"; ok is false for any others.
func (b *Bot) interviewWord(words []string) (do deed, ok bool) {
	said := strings.Join(words, " ")
	if said == "no interview" {
		return func(ctx context.Context, b *Bot, from origin) (reply, error) {
			if err := b.coach.NoInterview(ctx, from.person); err != nil {
				return reply{}, err
			}
			r := from.whisper(view.NoInterview())
			r.home = from.person
			return r, nil
		}, true
	}
	if len(words) > mostDated {
		return nil, false
	}
	when, ok := "", false
	for _, before := range []string{"interview on ", "interview is on ", "my interview is on ", "my interview is ", "interview is "} {
		if when, ok = strings.CutPrefix(said, before); ok {
			break
		}
	}
	if !ok {
		return nil, false
	}
	if _, ok := dateIn(when, b.coach.Now()); !ok && (len(words) > 4 || words[1] != "on") {
		return nil, false // "interview is over" may well be part of an answer
	}
	return func(ctx context.Context, b *Bot, from origin) (reply, error) {
		now, err := b.coach.LocalNow(ctx, from.person)
		if err != nil {
			return reply{}, err
		}
		date, ok := dateIn(when, now)
		if !ok {
			return reply{}, practice.ErrNoInterviewDay
		}
		if err := b.coach.SetInterview(ctx, from.person, date); err != nil {
			return reply{}, err
		}
		r, err := countdownNote(ctx, b, from)
		r.home = from.person
		return r, err
	}, true
}

// datesWithYear and datesWithout are the ways in which a date may be typed, in any
// case. 3/12 is none: it is another day on each side of an ocean.
var (
	datesWithYear = []string{time.DateOnly, "2.1.2006", "2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006"}
	datesWithout  = []string{"2.1.", "2 January", "2 Jan", "January 2", "Jan 2"}
)

// dateIn reads a typed date. Without a year it is the next such day from today on.
func dateIn(typed string, today time.Time) (date string, ok bool) {
	typed = strings.Join(strings.Fields(strings.ReplaceAll(typed, ",", " ")), " ")
	switch typed {
	case "today":
		return today.Format(time.DateOnly), true
	case "tomorrow":
		return today.AddDate(0, 0, 1).Format(time.DateOnly), true
	}
	for _, layout := range datesWithYear {
		if t, err := time.Parse(layout, typed); err == nil {
			return t.Format(time.DateOnly), true
		}
	}
	for _, layout := range datesWithout {
		t, err := time.Parse(layout, typed)
		if err != nil {
			if t, err = time.Parse(strings.TrimSuffix(layout, "."), typed); err != nil {
				continue
			}
		}
		for year := today.Year(); year <= today.Year()+1; year++ {
			date := time.Date(year, t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
			if s := date.Format(time.DateOnly); date.Month() == t.Month() && s >= today.Format(time.DateOnly) {
				return s, true
			}
		}
	}
	return "", false
}
