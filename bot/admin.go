package bot

import (
	"context"
	"errors"
	"time"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// standing does a verb of one's own round when it stands alone, and of the
// schedule that is named after it otherwise.
func standing(do func(*practice.Coach, context.Context, string, practice.Person) error, word string) commandDeed {
	return func(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
		if len(rest) == 0 {
			r, err := ownRound(word)(ctx, b, from, rest)
			if errors.Is(err, practice.ErrNoRound) && b.coach.Admin(from.person) && len(b.schedules) > 0 {
				return from.whisper(view.NoRoundToMove(word, b.schedules[0].Name)), nil
			}
			return r, err
		}
		if !b.coach.Admin(from.person) {
			return reply{}, practice.ErrNotAdmin
		}
		s, err := b.schedule(rest[0])
		if errors.Is(err, practice.ErrNoSchedule) {
			return b.noSchedule(from, rest[0]), nil
		}
		if err != nil {
			return reply{}, err
		}
		if err := do(b.coach, ctx, s.Name, from.person); err != nil {
			return reply{}, err
		}
		return from.whisper(view.Done(word+" "+s.Name, b.next(s))), nil
	}
}

// noSchedule says that there is no schedule of a name, and which may be meant.
func (b *Bot) noSchedule(from origin, name string) reply {
	var names []string
	for _, s := range b.schedules {
		names = append(names, s.Name)
	}
	near, _ := bank.Nearest(name, names)
	return from.whisper(view.NoSchedule(name, near))
}

// next returns when a schedule is due next, zero where it never is.
func (b *Bot) next(s Schedule) time.Time {
	for _, o := range s.Upcoming(b.coach.Now(), 1) {
		return o.At
	}
	return time.Time{}
}

// postNow posts a question at an admin's word.
func postNow(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	if !b.coach.Admin(from.person) {
		return reply{}, practice.ErrNotAdmin
	}
	name := ""
	if len(rest) > 0 {
		name = rest[0]
	}
	s, err := b.schedule(name)
	if errors.Is(err, practice.ErrNoSchedule) && name != "" {
		return b.noSchedule(from, name), nil
	}
	if err != nil {
		return reply{}, err
	}
	asked := b.coach.Now()
	post, err := b.coach.PostNow(ctx, s.Schedule, from.person)
	if err != nil {
		return reply{}, err
	}
	if post.At.Before(asked) {
		return from.whisper(view.PostedJustNow()), nil
	}
	return from.whisper(view.Done("post "+s.Name, time.Time{})), nil
}

// statusNext and statusActs are how many coming occurrences and past acts of
// admins a status shows.
const (
	statusNext = 5
	statusActs = 5
)

// status tells an admin how things stand.
func status(ctx context.Context, b *Bot, from origin) (reply, error) {
	if !b.coach.Admin(from.person) {
		return reply{}, practice.ErrNotAdmin
	}
	links := b.socket.Status()
	data := view.StatusData{Connections: links.Links, NumConnections: links.Reported, Version: b.version}
	if b.size != nil {
		data.Size = b.size()
	}
	if b.backup != nil {
		backup := b.backup()
		data.Backup = &backup
	}
	for _, s := range b.schedules {
		st, err := b.coach.Status(ctx, s.Schedule)
		if err != nil {
			return reply{}, err
		}
		line := view.ScheduleLine{
			Name: s.Name, Channel: s.Channel, Paused: st.Paused, SkipNext: st.SkipNext, Last: st.Last, Left: st.Left, Total: st.Total,
			Meaning: s.Meaning, Coming: s.Coming(b.coach.Now(), statusNext),
		}
		data.Schedules = append(data.Schedules, line)
	}
	waiting, err := b.coach.StillToSay(ctx)
	if data.Unreadable, err = practice.PassedOver(err); err != nil {
		return reply{}, err
	}
	data.Waiting = len(waiting)
	if data.Tallies, err = b.coach.Tallies(ctx); err != nil {
		return reply{}, err
	}
	if data.Acts, err = b.coach.Acts(ctx, statusActs); err != nil {
		return reply{}, err
	}
	return from.whisper(view.Status(data)), nil
}
