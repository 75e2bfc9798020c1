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
