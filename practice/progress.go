package practice

import (
	"context"
	"errors"
	"hash/maphash"
	"slices"
	"strconv"
	"sync"
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

// Told reports whether there are enough answers to tell one span from the other.
func (p Progress) Told() bool { return p.Last.Answers > 0 }

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
// have asked them something; their days are reckoned in fallback where no zone of
// theirs is known.
func (c *Coach) Progress(ctx context.Context, of Person, asks []Timetable, fallback *time.Location) (Progress, error) {
	p, told, _, err := c.practised(ctx, of, asks, fallback)
	if err != nil {
		return Progress{}, err
	}
	var read []parts
	for _, a := range told {
		if r := c.readings.of(a); r.assessed {
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
func (c *Coach) Months(ctx context.Context, of Person, fallback *time.Location) ([]Month, error) {
	_, told, zone, err := c.practised(ctx, of, nil, fallback)
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
		r := c.readings.of(a)
		if !r.assessed {
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
func (c *Coach) practised(ctx context.Context, of Person, asks []Timetable, fallback *time.Location) (p Progress, told []asked, zone *time.Location, err error) {
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
		zone = profile.zone(fallback)
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

// parts are what an answer had of what its question wants, in few bytes and
// without any of its words.
type parts struct {
	assessed       bool
	wanted, missed uint8 // bits of followedGaps
}

// followedGaps are those that are followed over time.
var followedGaps = []bank.Gap{bank.GapResult, bank.GapEvidence, bank.GapReflection}

func (r parts) share(g bank.Gap) Share {
	bit := uint8(1) << slices.Index(followedGaps, g)
	switch {
	case r.wanted&bit == 0:
		return Share{}
	case r.missed&bit != 0:
		return Share{Wanted: 1}
	}
	return Share{Found: 1, Wanted: 1}
}

// readParts reads an answer.
func readParts(q bank.Question, text string) parts {
	r := feedback.Read(q, text)
	if !r.Assessed {
		return parts{}
	}
	return parts{assessed: true, wanted: bits(feedback.Wanted(q)), missed: bits(r.Missing(q))}
}

func bits(gaps []bank.Gap) (out uint8) {
	for i, g := range followedGaps {
		if slices.Contains(gaps, g) {
			out |= 1 << i
		}
	}
	return out
}

// readings remember what answers had, since to read one takes a millisecond. They
// hold none of its words, and are gone with the process. The zero value is ready
// to use.
type readings struct {
	mu       sync.Mutex
	now, was map[reader]parts // what came up lately, and before
}

// A reader is an answer as it reads: another text of it is read anew.
type reader struct {
	id  ID
	sum uint64
}

// mostReadings is how many answers are remembered at least: some 40 bytes each.
const mostReadings = 20_000

var seed = maphash.MakeSeed()

// of returns what an answer had.
func (r *readings) of(a asked) parts {
	var h maphash.Hash
	h.SetSeed(seed)
	h.WriteString(a.q.ID)
	h.WriteByte(0)
	h.WriteString(a.q.Ask)
	h.WriteByte(0)
	text := a.Text()
	h.WriteString(text)
	key := reader{a.ID, h.Sum64()}
	r.mu.Lock()
	p, ok := r.now[key]
	if !ok {
		p, ok = r.was[key]
	}
	r.mu.Unlock()
	if !ok {
		p = readParts(a.q, text)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.now == nil || len(r.now) >= mostReadings {
		r.now, r.was = map[reader]parts{}, r.now
	}
	r.now[key] = p
	return p
}
