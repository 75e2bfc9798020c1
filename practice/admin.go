package practice

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// atOnce ends the name of an occurrence that an admin asked for.
const atOnce = "-now"

// PostNow posts a question for a schedule at an admin's word. Said twice within
// a minute it posts once.
func (c *Coach) PostNow(ctx context.Context, s Schedule, by Person) (Post, error) {
	var p Post
	now := c.Now().In(s.Zone)
	o := Occurrence{Name: now.Format("2006-01-02T15:04:05") + atOnce, At: now}
	err := c.act(ctx, by, "post "+s.Name, func(tx Tx) error {
		// After the clock was set back the newest are of times to come.
		last, err := tx.PostsOf(s.Name, 10)
		if err != nil {
			return err
		}
		for _, p = range last {
			ago := now.Sub(p.At)
			if strings.HasSuffix(p.Occurrence, atOnce) && !p.Refused && 0 <= ago && ago < time.Minute {
				return nil
			}
		}
		p, err = c.post(tx, s, o)
		if err == nil && p.Key == "" {
			return ErrNoQuestions
		}
		return err
	})
	return p, err
}

// PauseSchedule stops a schedule from posting until it is resumed; what becomes
// due meanwhile is skipped, not made up for.
func (c *Coach) PauseSchedule(ctx context.Context, schedule string, by Person) error {
	return c.standing(ctx, "pause", schedule, by, func(st *Standing) bool {
		changed := !st.Paused
		st.Paused = true
		return changed
	})
}

// ResumeSchedule lets a paused schedule post again, from its next occurrence on.
func (c *Coach) ResumeSchedule(ctx context.Context, schedule string, by Person) error {
	return c.standing(ctx, "resume", schedule, by, func(st *Standing) bool {
		changed := st.Paused || st.SkipNext
		st.Paused, st.SkipNext = false, false
		return changed
	})
}

// SkipNext leaves out the next occurrence of a schedule.
func (c *Coach) SkipNext(ctx context.Context, schedule string, by Person) error {
	return c.standing(ctx, "skip", schedule, by, func(st *Standing) bool {
		changed := !st.SkipNext
		st.SkipNext = true
		return changed
	})
}

// standing changes where a schedule stands; ErrAlready where that is so already.
func (c *Coach) standing(ctx context.Context, verb, schedule string, by Person, change func(*Standing) bool) error {
	return c.act(ctx, by, verb+" "+schedule, func(tx Tx) error {
		st, err := tx.Standing(schedule)
		if err != nil {
			return err
		}
		if !change(&st) {
			return ErrAlready
		}
		return tx.PutStanding(st)
	})
}

// act does what only an admin may do and keeps who did it, and when.
func (c *Coach) act(ctx context.Context, by Person, what string, f func(Tx) error) error {
	if !c.Admin(by) {
		return fmt.Errorf("%s by %s: %w", what, by, ErrNotAdmin)
	}
	return c.update(ctx, func(tx Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return tx.PutAct(Act{At: c.Now(), By: by, What: what})
	})
}

// A ScheduleStatus is what an admin wants to know of a schedule.
type ScheduleStatus struct {
	Standing
	Last  []Post // newest first
	Left  int    // questions not asked yet in this turn of the bank
	Total int    // questions that the schedule selects
}

// Status returns where a schedule stands, with its last posts.
func (c *Coach) Status(ctx context.Context, s Schedule) (ScheduleStatus, error) {
	var out ScheduleStatus
	err := c.Store.View(ctx, func(tx Tx) error {
		st, err := tx.Standing(s.Name)
		if err != nil {
			return err
		}
		posts, err := tx.PostsOf(s.Name, 3)
		if err != nil {
			return err
		}
		asked, err := tx.Asked(s.Channel)
		if err != nil {
			return err
		}
		out = ScheduleStatus{Standing: st, Last: posts}
		out.Total = len(c.Questions().Select(s.Select))
		out.Left = c.left(s, asked)
		return nil
	})
	return out, err
}

// left returns how many questions of a schedule are still to be asked before one
// of them returns: all of them where all were asked equally often.
func (c *Coach) left(s Schedule, asked map[string]int) int {
	all := c.Questions().Select(s.Select)
	most, left := 0, 0
	for _, q := range all {
		most = max(most, asked[q.ID])
	}
	for _, q := range all {
		if asked[q.ID] < most {
			left++
		}
	}
	if left == 0 {
		return len(all)
	}
	return left
}

// Acts returns the newest n things that admins did.
func (c *Coach) Acts(ctx context.Context, n int) ([]Act, error) {
	var acts []Act
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		acts, err = tx.Acts(n)
		return err
	})
	return acts, err
}
