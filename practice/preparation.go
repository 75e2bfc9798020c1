package practice

import (
	"context"
	"errors"
	"slices"
	"time"

	"greenroom/bank"
)

// A Preparation is what a person prepares for, as far as an advert or they
// themselves said. When that is, is in their Profile. The zero value, but for
// its person, is nothing.
type Preparation struct {
	Person       Person
	At           time.Time // since when
	Competencies []Trace[bank.Competency]
	Areas        []Trace[bank.Area]
	Level        bank.Level
	LevelWords   string
}

// Empty reports whether nothing in particular is prepared for.
func (p Preparation) Empty() bool { return len(p.Competencies)+len(p.Areas) == 0 }

// mostWait is how many years ahead an interview may be.
const mostWait = 1

// Prepare keeps what an advert asks for, and when the interview is: a local date
// as 2006-01-02 of the coming year, or "" where that is not known. Another date
// is ErrNoInterviewDay. Of the advert its words for each find are kept alone.
func (c *Coach) Prepare(ctx context.Context, by Person, a Advert, interview string) (Preparation, error) {
	return c.prepare(ctx, by, interview, func(p *Preparation) {
		*p = Preparation{Person: by, Competencies: a.Competencies, Areas: a.Areas, Level: a.Level, LevelWords: a.LevelWords}
	})
}

// Correct puts what a person says in place of what was found. What they left as
// it was keeps its words.
func (c *Coach) Correct(ctx context.Context, by Person, competencies []bank.Competency, areas []bank.Area, interview string) (Preparation, error) {
	return c.prepare(ctx, by, interview, func(p *Preparation) {
		p.Competencies = corrected(p.Competencies, competencies)
		p.Areas = corrected(p.Areas, areas)
	})
}

// chosenWeight is the weight of what a person chose themselves.
const chosenWeight = 2

func corrected[T ~string](found []Trace[T], chosen []T) []Trace[T] {
	out := slices.DeleteFunc(slices.Clone(found), func(t Trace[T]) bool { return !slices.Contains(chosen, t.Topic) })
	for _, topic := range chosen {
		if !slices.ContainsFunc(out, func(t Trace[T]) bool { return t.Topic == topic }) {
			out = append(out, Trace[T]{Topic: topic, Weight: chosenWeight})
		}
	}
	return out
}

// SetInterview keeps the date of a person's interview, as Prepare does, and leaves
// what they prepare for.
func (c *Coach) SetInterview(ctx context.Context, by Person, interview string) error {
	_, err := c.prepare(ctx, by, interview, func(*Preparation) {})
	return err
}

// prepare changes a preparation and the date of its interview.
func (c *Coach) prepare(ctx context.Context, by Person, interview string, change func(*Preparation)) (Preparation, error) {
	var out Preparation
	err := c.update(ctx, func(tx Tx) error {
		profile, err := tx.Profile(by)
		if err != nil {
			return err
		}
		now := c.Now()
		today := now.In(c.zoneOf(profile))
		if interview != "" && !comingDay(interview, today) {
			return ErrNoInterviewDay
		}
		if out, err = tx.Preparation(by); err != nil {
			return err
		}
		out.Person = by
		change(&out)
		if out.At.IsZero() {
			out.At = now
		}
		if err := tx.PutPreparation(out); err != nil || profile.Interview == interview && profile.Person == by {
			return err
		}
		if profile.Interview != "" {
			if err := tx.DropDeadline(askAfter(by, profile.Interview, today.Location())); err != nil {
				return err
			}
		}
		profile.Person, profile.Interview = by, interview
		if interview != "" {
			if err := tx.PutDeadline(askAfter(by, interview, today.Location())); err != nil {
				return err
			}
		}
		return errors.Join(tx.PutProfile(profile), c.lookAnew(tx, by))
	})
	return out, err
}

// comingDay reports whether a date is today or a day of the coming year.
func comingDay(date string, today time.Time) bool {
	return !dateOf(date).IsZero() && date >= today.Format(time.DateOnly) && date <= today.AddDate(mostWait, 0, 0).Format(time.DateOnly)
}

// askHour is when somebody is asked how their interview went.
const askHour = 9

// askAfter is the deadline at which a person is asked how their interview went: on
// the next work day.
func askAfter(by Person, interview string, zone *time.Location) Deadline {
	day := dateOf(interview).AddDate(0, 0, 1)
	for weekend(day) {
		day = day.AddDate(0, 0, 1)
	}
	return Deadline{At: clock(day, askHour, 0, zone).UTC(), Kind: InterviewDue, Ref: interview + "/" + string(by)}
}

// interviewPast plans the question how an interview went, if it was not moved or
// taken back since.
func (c *Coach) interviewPast(tx Tx, ref string) error {
	if len(ref) <= len(time.DateOnly) {
		return errors.New("no date and person")
	}
	date, by := ref[:len(time.DateOnly)], Person(ref[len(time.DateOnly)+1:])
	profile, err := tx.Profile(by)
	if err != nil || profile.Interview != date {
		return err
	}
	if due := askAfter(by, date, c.zoneOf(profile)); due.At.After(c.Now()) {
		return tx.PutDeadline(due) // they are farther west by now
	}
	return plan(tx, Posting{Key: "interview/" + string(by) + "/" + date, Kind: PostHowItWent, To: by, Ref: date})
}

// NoInterview forgets what a person prepares for and when.
func (c *Coach) NoInterview(ctx context.Context, by Person) error {
	return c.update(ctx, func(tx Tx) error { return c.noInterview(tx, by) })
}

// InterviewOver forgets an interview of a date once that is past. Where the person
// has another one now it is ErrStale.
func (c *Coach) InterviewOver(ctx context.Context, by Person, date string) error {
	return c.update(ctx, func(tx Tx) error {
		profile, err := tx.Profile(by)
		if err != nil {
			return err
		}
		if date == "" || profile.Interview != date || date > c.Now().In(c.zoneOf(profile)).Format(time.DateOnly) {
			return ErrStale
		}
		return c.noInterview(tx, by)
	})
}

func (c *Coach) noInterview(tx Tx, by Person) error {
	profile, err := tx.Profile(by)
	if err != nil {
		return err
	}
	p, err := tx.Preparation(by)
	if err != nil {
		return err
	}
	if profile.Interview != "" {
		if err := tx.DropDeadline(askAfter(by, profile.Interview, c.zoneOf(profile))); err != nil {
			return err
		}
		profile.Interview = ""
		if err := tx.PutProfile(profile); err != nil {
			return err
		}
	}
	if p.At.IsZero() {
		return nil
	}
	return tx.DropPreparation(by)
}

// Preparing returns what a person prepares for, and when that is; the zero
// Preparation and "" for nothing.
func (c *Coach) Preparing(ctx context.Context, by Person) (p Preparation, interview string, err error) {
	err = c.Store.View(ctx, func(tx Tx) error {
		profile, err := tx.Profile(by)
		if err != nil {
			return err
		}
		interview = profile.Interview
		p, err = tx.Preparation(by)
		return err
	})
	return p, interview, err
}

// mostDeeds is how many of the newest answers, and how many rounds, are looked at
// to see what was practised.
const mostDeeds = 200

// Countdown plans a person's days up to their interview from how things stand, and
// returns what they prepare for. Where nothing is prepared for the preparation's
// At is zero.
func (c *Coach) Countdown(ctx context.Context, by Person) (Countdown, Preparation, error) {
	now := c.Now()
	var r Readiness
	var midnight time.Time
	var given []asked
	err := c.Store.View(ctx, func(tx Tx) error {
		profile, err := tx.Profile(by)
		if err != nil {
			return err
		}
		zone := c.zoneOf(profile)
		today := dateIn(now, zone)
		midnight = clock(today, 0, 0, zone)
		r = Readiness{Today: today.Format(time.DateOnly), Interview: profile.Interview, Away: profile.Snoozed}
		if r.Preparation, err = tx.Preparation(by); err != nil || r.Preparation.At.IsZero() && r.Interview == "" {
			return err
		}
		if r.Deeds, err = c.deeds(tx, by, r.Preparation.At, zone); err != nil || r.Interview == "" {
			return err
		}
		given, _, err = c.given(tx, by, now)
		return err
	})
	if err != nil {
		return Countdown{}, r.Preparation, err
	}
	if r.Interview != "" {
		// Today's answers count tomorrow: the plan does not change under its step.
		given = slices.DeleteFunc(given, func(a asked) bool { return !a.CreatedAt.Before(midnight) })
		needs := c.needsOf(given, midnight)
		r.Weak, r.Again = needs.Weak, c.worst(needs.again)
	}
	return PlanCountdown(r), r.Preparation, nil
}

// worst returns the question that was answered worst and can be asked, the oldest
// of several.
func (c *Coach) worst(weak []weakAnswer) string {
	best := weakAnswer{}
	for _, w := range weak {
		if q, ok := c.Questions().Find(w.question); !ok || q.Disabled {
			continue
		}
		if w.weakness > best.weakness || w.weakness == best.weakness && w.at.Before(best.at) {
			best = w
		}
	}
	return best.question
}

// deeds returns what a person practised since a time: rounds that are over with an
// answer in them, and answers beside rounds.
func (c *Coach) deeds(tx Tx, by Person, since time.Time, zone *time.Location) ([]Deed, error) {
	var out []Deed
	n := 0
	err := tx.RoundsBy(by, func(r Round) bool {
		if n++; n > mostDeeds || r.StartedAt.Before(since) {
			return false
		}
		answered := slices.ContainsFunc(r.Begun(), func(t Turn) bool { return t.Answer != 0 })
		if !r.Running() && answered {
			out = append(out, Deed{Day: r.StartedAt.In(zone).Format(time.DateOnly), Round: r.Choice.Kind})
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	n = 0
	err = tx.AnswersBy(by, 0, func(a Answer) bool {
		if n++; n > mostDeeds || a.CreatedAt.Before(since) {
			return false
		}
		if a.Comment || a.Round != "" || a.Probed || len(a.Messages) == 0 {
			return true
		}
		q, _ := c.Find(a.Question)
		out = append(out, Deed{
			Day: a.CreatedAt.In(zone).Format(time.DateOnly), Competencies: q.Competencies, Area: q.Area,
			Again: a.Attempt > 1 || a.Origin == AsRetry,
		})
		return true
	})
	return out, err
}
