package practice

import (
	"cmp"
	"context"
	"time"
)

// Reminders say whether a person wants to be reminded of questions.
type Reminders string

// What they may have said. The zero value is nothing yet, which is as good as no.
const (
	RemindersOn  Reminders = "on"
	RemindersOff Reminders = "off"
)

// zoneOf returns the zone that a person's days are reckoned in.
func (c *Coach) zoneOf(p Profile) *time.Location { return p.zone(c.Zone) }

// zone returns the zone that a person chose, else the chat's, else fallback; nil
// is UTC.
func (p Profile) zone(fallback *time.Location) *time.Location {
	name := cmp.Or(p.Zone, p.ChatZone)
	if zone, err := time.LoadLocation(name); name != "" && err == nil {
		return zone
	}
	if fallback == nil {
		return time.UTC
	}
	return fallback
}

// away reports whether nobody reminds the person that day.
func (p Profile) away(now time.Time, fallback *time.Location) bool {
	return now.In(p.zone(fallback)).Format(time.DateOnly) < p.Snoozed
}

// wants reports whether the person asked for reminders and is not away.
func (p Profile) wants(now time.Time, fallback *time.Location) bool {
	return p.Reminders == RemindersOn && !p.away(now, fallback)
}

// Settings returns what is remembered of a person; a snooze that is over is
// left out.
func (c *Coach) Settings(ctx context.Context, of Person) (Profile, error) {
	var p Profile
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		p, err = tx.Profile(of)
		return err
	})
	if !p.away(c.Now(), c.Zone) {
		p.Snoozed = ""
	}
	return p, err
}

// LocalNow returns the time by a person's own clock.
func (c *Coach) LocalNow(ctx context.Context, of Person) (time.Time, error) {
	p, err := c.Profile(ctx, of)
	return c.Now().In(c.zoneOf(p)), err
}

// SetReminders turns a person's reminders on or off.
func (c *Coach) SetReminders(ctx context.Context, of Person, r Reminders) error {
	return c.set(ctx, of, func(p *Profile) error {
		p.Reminders = r
		return nil
	})
}

// SetFeedback says whether a person is told about their answers without asking.
func (c *Coach) SetFeedback(ctx context.Context, of Person, unasked bool) error {
	return c.set(ctx, of, func(p *Profile) error {
		p.NoFeedback = !unasked
		return nil
	})
}

// Snooze has nobody remind a person before a date, as 2006-01-02, which must be
// a day of theirs after today and within a year, else it is ErrNoDate. An empty
// date ends a snooze.
func (c *Coach) Snooze(ctx context.Context, of Person, until string) error {
	return c.set(ctx, of, func(p *Profile) error {
		today := c.Now().In(c.zoneOf(*p))
		p.Snoozed = ""
		if until == "" {
			p.Away = p.Away.with(today, "")
			return nil
		}
		day, err := time.Parse(time.DateOnly, until)
		if err != nil || until <= today.Format(time.DateOnly) || until > today.AddDate(1, 0, 0).Format(time.DateOnly) {
			return ErrNoDate
		}
		p.Snoozed = day.Format(time.DateOnly)
		p.Away = p.Away.with(today, p.Snoozed)
		return nil
	})
}

// SetZone sets the IANA zone of a person's days; an empty one is that of the chat
// again. One that does not exist is ErrNoZone.
func (c *Coach) SetZone(ctx context.Context, of Person, zone string) error {
	return c.set(ctx, of, func(p *Profile) error {
		if _, err := time.LoadLocation(zone); err != nil || zone == "Local" {
			return ErrNoZone
		}
		p.Zone = zone
		return nil
	})
}

// SawZone remembers the zone that the chat says a person is in. None, or one that
// is not known here, is left; so is that of somebody who was forgotten, until
// there is something else to remember of them.
func (c *Coach) SawZone(ctx context.Context, of Person, zone string) error {
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
		return nil
	}
	return c.update(ctx, func(tx Tx) error {
		p, err := tx.Profile(of)
		if err != nil || p.ChatZone == zone {
			return err
		}
		if p == (Profile{Person: of}) {
			if upto, err := tx.Tombstone(of); err != nil || upto != 0 {
				return err
			}
		}
		p.ChatZone = zone
		return tx.PutProfile(p)
	})
}

// set changes what is remembered of a person; what stays as it was is not
// written.
func (c *Coach) set(ctx context.Context, of Person, change func(*Profile) error) error {
	return c.update(ctx, func(tx Tx) error {
		was, err := tx.Profile(of)
		if err != nil {
			return err
		}
		p := was
		p.Person = of
		if err := change(&p); err != nil || p == was {
			return err
		}
		if err := tx.PutProfile(p); err != nil {
			return err
		}
		if p.Zone != was.Zone || p.ChatZone != was.ChatZone || p.Snoozed != was.Snoozed {
			return c.lookAnew(tx, of)
		}
		return nil
	})
}
