package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// A past is what happens day by day in a made-up workspace.
type past struct {
	questions *bank.Bank
	rng       *rand.Rand
	texts     []string
	people    int
	days      int

	day   int
	queue []reply // the rest of the day
	late  []reply // left for the next day
}

type reply struct {
	by int
	to practice.Post
	at time.Time
}

// live has the next n answers given.
func (p *past) live(ctx context.Context, tx practice.Tx, n int) error {
	now := time.Time{}
	coach := &practice.Coach{Store: inside{tx}, Bank: p.questions, Now: func() time.Time { return now }}
	for range n {
		if len(p.queue) == 0 {
			if err := p.dawn(ctx, tx, coach, &now); err != nil {
				return err
			}
		}
		r := p.queue[0]
		p.queue = p.queue[1:]
		now = r.at
		h, err := coach.Hear(ctx, practice.Said{
			Place: r.to.Place(), Stamp: practice.Stamp(r.at.UnixMicro()), By: person(r.by), Text: p.texts[p.rng.IntN(len(p.texts))],
		})
		if err != nil {
			return err
		}
		if h.Answer == 0 {
			return fmt.Errorf("a made-up answer of day %d was not kept", p.day)
		}
	}
	return nil
}

// dawn posts the question of the next day and plans who answers when.
func (p *past) dawn(ctx context.Context, tx practice.Tx, coach *practice.Coach, now *time.Time) error {
	*now = time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, p.day-p.days-2).Add(9 * time.Hour)
	p.day++
	all := p.questions.All()
	post := newPost(all[p.day%len(all)].ID, *now)
	if err := tx.PutPost(post); err != nil {
		return err
	}
	replies := p.late
	p.late = nil
	for by := range p.people {
		r := reply{by: by, to: post}
		if p.rng.IntN(10) == 0 && p.day < p.days {
			p.late = append(p.late, r)
		} else {
			replies = append(replies, r)
		}
	}
	p.rng.Shuffle(len(replies), func(i, j int) { replies[i], replies[j] = replies[j], replies[i] })
	// One after the other, and all before the next day.
	each := min(20*time.Second, 18*time.Hour/time.Duration(p.people))
	for i := range replies {
		replies[i].at = now.Add(time.Duration(i)*each + time.Duration(p.rng.Int64N(int64(each-time.Second)/1000))*time.Microsecond)
	}
	p.queue = slices.Clip(replies)
	return p.delivered(ctx, coach)
}

// delivered has what was planned to be said delivered.
func (p *past) delivered(ctx context.Context, coach *practice.Coach) error {
	waiting, err := coach.Waiting(ctx)
	for _, w := range waiting {
		if err != nil {
			break
		}
		if _, err = coach.Send(ctx, w.Key); err == nil {
			err = coach.Arrived(ctx, w.Key, channel, 0)
		}
	}
	return err
}

// inside is a Store inside a transaction: its updates are committed together.
type inside struct{ tx practice.Tx }

func (s inside) View(_ context.Context, f func(practice.Tx) error) error   { return f(s.tx) }
func (s inside) Update(_ context.Context, f func(practice.Tx) error) error { return f(s.tx) }
