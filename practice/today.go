package practice

import (
	"context"
	"errors"
)

// unanswered returns the newest posts of schedules that are still open and that a
// person has not answered, in the order of the schedules. Whether they belong to
// the channels is left to who shows them.
func (c *Coach) unanswered(ctx context.Context, by Person, asks []Timetable) ([]Post, error) {
	var out []Post
	now := c.Now()
	err := c.Store.View(ctx, func(tx Tx) error {
		out = nil
		for _, s := range asks {
			post, err := newestPost(tx, s.Name)
			if errors.Is(err, ErrNotFound) || err == nil && (post.Stamp == 0 || post.closedAt(now)) {
				continue
			}
			if err != nil {
				return err
			}
			done, err := hasAnswered(tx, post, by)
			if err != nil {
				return err
			}
			if !done {
				out = append(out, post)
			}
		}
		return nil
	})
	return out, err
}
