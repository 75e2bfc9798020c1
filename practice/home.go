package practice

import (
	"context"
	"errors"
	"slices"
	"time"
)

// A person's home is a page that shows how they stand. It is drawn anew after
// each change of what is kept of them while they may have it in front of them, on
// whatever device.

const (
	homeWatched = 24 * time.Hour  // for how long after it was opened a home is kept up to date
	homeNoted   = 12 * time.Hour  // how old the note of that may become before it is made anew
	homeEvery   = 3 * time.Second // the least time between two drawings for what has changed
)

// homeRounds is how many rounds that are over a home leads to.
const homeRounds = 5

// A Home is what a person's home shows of them.
type Home struct {
	Running     *Round // nil: none
	Unanswered  []Post // what waits for an answer of theirs, for all that is known here; none while a round runs
	Rounds      []LastRound
	Latest      []Reviewed // their newest answers
	Profile     Profile
	Retrying    Retrying
	Progress    Progress
	Due         []Due
	Countdown   Countdown
	Preparation Preparation // its At is zero where nothing is prepared
}

// Home reads what a person's home shows. asks are the schedules that may have
// asked them something.
func (c *Coach) Home(ctx context.Context, of Person, asks []Timetable) (Home, error) {
	var h Home
	running, err := c.Running(ctx, of)
	if err == nil {
		h.Running = &running
	} else if errors.Is(err, ErrNoRound) {
		h.Unanswered, err = c.unanswered(ctx, of, asks)
	}
	if err != nil {
		return Home{}, err
	}
	for _, read := range []func() error{
		func() error { h.Rounds, err = c.LastRounds(ctx, of, homeRounds); return err },
		func() error {
			page, err := c.Mine(ctx, of, Filter{}, 0)
			h.Latest = page.Answers
			return err
		},
		func() error { h.Profile, err = c.Settings(ctx, of); return err },
		func() error { h.Retrying, err = c.Retries(ctx, of); return err },
		func() error { h.Progress, err = c.Progress(ctx, of, asks); return err },
		func() error { h.Due, err = c.Due(ctx, of); return err },
		func() error { h.Countdown, h.Preparation, err = c.Countdown(ctx, of); return err },
	} {
		if err = read(); err != nil {
			return Home{}, err
		}
	}
	return h, nil
}

func homeKey(p Person) string { return "home/" + string(p) }

// OpenedHome notes that a person has opened their home, so that it is kept up to
// date from now on.
func (c *Coach) OpenedHome(ctx context.Context, p Person) error {
	return c.update(ctx, func(tx Tx) error {
		key, now := homeKey(p), c.Now()
		home, err := tx.Posting(key)
		switch {
		case errors.Is(err, ErrNotFound):
			home = Posting{Key: key, Kind: PostHome, To: p, State: Delivered}
		case err != nil:
			return err
		case home.watched(now, homeNoted):
			return nil
		}
		if home.At = Stamp(now.UnixMicro()); !home.Open() {
			home.SentAt = now
		}
		return tx.PutPosting(home)
	})
}

// watched reports whether a home was opened within so long.
func (p Posting) watched(now time.Time, within time.Duration) bool {
	return now.Sub(p.At.Time()).Abs() < within // the clock may have been set back
}

// redraw plans to draw the homes of people of whom something has changed.
func redraw(tx Tx, changed []Person, now time.Time) error {
	slices.Sort(changed)
	for _, p := range slices.Compact(changed) {
		home, err := tx.Posting(homeKey(p))
		if errors.Is(err, ErrNotFound) || err == nil && !home.watched(now, homeWatched) {
			continue
		}
		if err == nil {
			err = planAgain(tx, Posting{Key: home.Key, Kind: PostHome, To: p, At: home.At}, now, homeEvery)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
