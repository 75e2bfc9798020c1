package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	"greenroom/bot/view"
	"greenroom/practice"
)

// countdownNote shows the plan where it was asked for.
func countdownNote(ctx context.Context, b *Bot, from origin) (reply, error) {
	plan, p, err := b.coach.Countdown(ctx, from.person)
	return from.whisper(view.CountdownNote(plan, p)), err
}

func showCountdown(ctx context.Context, b *Bot, c click) (reply, error) {
	r, err := countdownNote(ctx, b, c.from)
	return c.told(r), err
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
