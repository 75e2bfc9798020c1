package practice

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// What is read off answers over time.
const (
	fewestTold = 6  // fewer answers say nothing yet
	spanOf     = 10 // answers are held against as many before, or half of them against the other half
	mostMonths = 6
)

// A Progress is how far somebody has come, as far as their newest answers say,
// lookAt of them at the most.
type Progress struct {
	Answers int // that were looked at
	Streak
	Coverage
	Last, Before Span // the newest answers and as many before them; empty while there are too few
}

// Told reports whether there are enough answers to tell one span from the other, of
// which the newest were asked for a part at all.
func (p Progress) Told() bool {
	return p.Last.Result.Wanted+p.Last.Evidence.Wanted+p.Last.Learning.Wanted > 0
}

// A Span is what some answers had of what their questions want.
type Span struct {
	Answers                    int // that could be read
	Result, Evidence, Learning Share
}

// A Month is what the answers of a month had, local time.
type Month struct {
	At time.Time // its first day
	Span
}

// Progress returns how far a person has come. asks are the schedules that may
// have asked them something.
func (c *Coach) Progress(ctx context.Context, of Person, asks []Timetable) (Progress, error) {
	p, told, _, err := c.practised(ctx, of, asks)
	if err != nil {
		return Progress{}, err
	}
	var read []parts
	for _, a := range told {
		if r, ok := c.partsOf(a); ok {
			if read = append(read, r); len(read) == 2*spanOf {
				break
			}
		}
	}
	if len(read) >= fewestTold {
		n := min(len(read)/2, spanOf)
		p.Last, p.Before = spanned(read[:n]), spanned(read[n:2*n])
	}
	return p, nil
}

// Months returns what a person's answers had by month, the oldest first: months
// without any that could be read are left out. There are none while there are too
// few answers, or only those of one month.
func (c *Coach) Months(ctx context.Context, of Person) ([]Month, error) {
	_, told, zone, err := c.practised(ctx, of, nil)
	if err != nil {
		return nil, err
	}
	var out []Month
	var read []parts
	all := 0
	end := func() {
		if len(read) > 0 {
			out[len(out)-1].Span = spanned(read)
		}
		read = nil
	}
	for _, a := range told {
		r, ok := c.partsOf(a)
		if !ok {
			continue
		}
		at := a.CreatedAt.In(zone)
		month := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
		if len(out) == 0 || !out[len(out)-1].At.Equal(month) {
			if end(); len(out) == mostMonths {
				break
			}
			out = append(out, Month{At: month})
		}
		read = append(read, r)
		all++
	}
	if end(); len(out) < 2 || all < fewestTold {
		return nil, nil
	}
	slices.Reverse(out)
	return out, nil
}

// The figures of a progress that are sent, in their order.
const (
	CoverageFigures = iota
	MonthFigures
	progressFigures
)

// SendProgress plans to send a person how far they have come, with its figures.
func (c *Coach) SendProgress(ctx context.Context, to Person) error {
	return c.update(ctx, func(tx Tx) error {
		key := "progress/" + string(to) + "/" + FirstID(c.Now()).String() + "/"
		for n := range progressFigures {
			if err := plan(tx, Posting{Key: key + strconv.Itoa(n), Kind: PostProgress, To: to, N: n}); err != nil {
				return err
			}
		}
		return nil
	})
}

// practised returns a person's progress but for what their answers had, with the
// answers of which that may be said, the newest first, and the zone of their
// days. Reading the answers is left to the caller: it takes longer than others
// should wait for the store.
func (c *Coach) practised(ctx context.Context, of Person, asks []Timetable) (p Progress, told []asked, zone *time.Location, err error) {
	now := c.Now()
	err = c.Store.View(ctx, func(tx Tx) error {
		p, told, zone = Progress{}, nil, nil
		profile, err := tx.Profile(of)
		if err != nil {
			return err
		}
		given, more, err := c.given(tx, of, now)
		if err != nil {
			return err
		}
		running, err := tx.RunningRound(of)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		zone = c.zoneOf(profile)
		days, tried := map[string]bool{}, map[string]bool{}
		for _, g := range given {
			days[g.CreatedAt.In(zone).Format(time.DateOnly)] = true
			if g.Probed {
				continue // what answers a follow-up has no anatomy, and tries no question
			}
			tried[g.Answer.Question] = true
			if g.Round == "" || g.Round != running.ID || running.Tells(g.ID) {
				told = append(told, g)
			}
		}
		if p.Answers = len(given); p.Answers == 0 {
			p.Coverage = coverageOf(c.Questions().All(), tried)
			return nil
		}
		since := given[len(given)-1].CreatedAt.Add(-24 * time.Hour)
		on, fault := askedOn(tx, asks, since, now)
		p.Coverage = coverageOf(c.Questions().All(), tried)
		p.Streak = streakOf(days, now.In(zone), func(date string) bool { return profile.Away.Has(date) || !on(date) })
		p.AtLeast = p.AtLeast && more
		return *fault
	})
	return p, told, zone, err
}

// spanned sums answers up.
func spanned(read []parts) Span {
	s := Span{Answers: len(read)}
	for _, r := range read {
		s.Result = s.Result.plus(r.share(bank.GapResult))
		s.Evidence = s.Evidence.plus(r.share(bank.GapEvidence))
		s.Learning = s.Learning.plus(r.share(bank.GapReflection))
	}
	return s
}

// parts are what an answer that could be read had of what its question wants.
type parts struct {
	wanted []bank.Gap // by its question
	lacks  []bank.Gap
}

// partsOf returns what an answer had; ok is false where it could not be read.
func (c *Coach) partsOf(a asked) (r parts, ok bool) {
	f := c.findings.of(a)
	return parts{feedback.Wanted(a.q), f.lacks()}, f.assessed
}

func (r parts) share(g bank.Gap) Share {
	switch {
	case !slices.Contains(r.wanted, g):
		return Share{}
	case slices.Contains(r.lacks, g):
		return Share{Wanted: 1}
	}
	return Share{Found: 1, Wanted: 1}
}
