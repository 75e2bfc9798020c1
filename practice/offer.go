package practice

import (
	"context"
	"errors"
	"slices"
	"time"
)

// A trail is what a person tried, with what is kept of it.
type trail struct {
	profile Profile
	kept    Retrying
	all     []Tried
	today   string
	during  bool  // a round is running
	upto    Stamp // what they said up to then is forgotten
}

// trail reads what a person tried. Of very many answers only the newest count,
// and those of a round that is running do not yet.
func (c *Coach) trail(ctx context.Context, of Person) (trail, error) {
	var out trail
	var answers []asked
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		out, answers = trail{}, nil
		if out.upto, err = tx.Tombstone(of); err != nil {
			return err
		}
		if out.profile, err = tx.Profile(of); err != nil {
			return err
		}
		if out.kept, err = tx.Retrying(of); err != nil {
			return err
		}
		round, err := tx.RunningRound(of)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		out.during = err == nil && round.Stage != Rating
		answers, err = c.returning(tx, of, round.ID)
		return err
	})
	if err != nil {
		return trail{}, err
	}
	zone := c.zoneOf(out.profile)
	out.today = c.Now().In(zone).Format(time.DateOnly)
	// Reading takes longer than others should wait for the store.
	for _, t := range trials(answers, zone) {
		if out.kept.rests(t.Question) {
			continue
		}
		if t.Rating != 0 {
			t.Weakness = ratedWeak(t.Rating)
		} else {
			f := c.findings.of(t.latest)
			t.Weakness, t.Lacks = f.weakness(), f.lacks()
		}
		out.all = append(out.all, t.Tried)
	}
	return out, nil
}

// returning returns a person's answers to questions that can be asked again, the
// newest first. What was asked is looked up for the newest to each alone.
func (c *Coach) returning(tx Tx, of Person, running string) ([]asked, error) {
	var out []asked
	seen := map[string]bool{}
	n := 0
	from, err := keptFrom(tx, of)
	if err != nil {
		return nil, err
	}
	err = tx.AnswersBy(of, 0, func(a Answer) bool {
		if n++; a.ID < from {
			return false
		}
		if a.Comment || a.Probed || a.Round != "" && a.Round == running {
			return n < lookAt
		}
		if q, ok := c.Questions().Find(a.Question); ok && !q.Disabled {
			out = append(out, asked{a, q})
		}
		return n < lookAt
	})
	for i, a := range out {
		if err != nil || seen[a.Question] {
			continue
		}
		seen[a.Question] = true
		out[i].q, err = c.asked(tx, a.Answer)
	}
	return out, err
}

// Due returns the questions that it is time for a person to try again, the
// weakest first and of those the oldest.
func (c *Coach) Due(ctx context.Context, by Person) ([]Due, error) {
	t, err := c.trail(ctx, by)
	if err != nil {
		return nil, err
	}
	if len(t.all) > 0 && t.kept.Next.IsZero() && !t.kept.Off {
		// They answered before it was kept when to look.
		err := c.update(ctx, func(tx Tx) error {
			// They may have been forgotten since they were read.
			any := false
			err := tx.AnswersBy(by, 0, func(Answer) bool { any = true; return false })
			if err != nil || !any {
				return err
			}
			return c.lookLater(tx, by)
		})
		if err != nil {
			return nil, err
		}
	}
	due, _ := dueOf(t.all, t.today, t.profile.Interview)
	out := make([]Due, 0, len(due))
	for _, d := range due {
		if q, ok := c.Questions().Find(d.Question); ok {
			out = append(out, d.due(q, t.today, t.profile.Interview))
		}
	}
	return out, nil
}

// lookLater has it looked at what to offer to a person on the day after this, or
// sooner where that is planned: they answered something, or judged it anew.
func (c *Coach) lookLater(tx Tx, of Person) error {
	r, err := tx.Retrying(of)
	if err != nil || r.Off {
		return err
	}
	profile, err := tx.Profile(of)
	if err != nil {
		return err
	}
	zone := c.zoneOf(profile)
	next := r.slotFrom(dateIn(c.Now(), zone).AddDate(0, 0, 1), zone)
	if !r.Next.IsZero() && !r.Next.After(next) {
		return nil
	}
	return putRetrying(tx, r, next)
}

// lookAnew has it looked at what to offer at the next time of offers: what that
// hangs on has changed. Where nothing was looked at yet it still is not.
func (c *Coach) lookAnew(tx Tx, of Person) error {
	r, err := tx.Retrying(of)
	if err != nil || r.Off || r.Next.IsZero() {
		return err
	}
	profile, err := tx.Profile(of)
	if err != nil {
		return err
	}
	return putRetrying(tx, r, r.slot(c.Now(), c.zoneOf(profile)))
}

// putRetrying keeps r with the time of the next look, zero for none.
func putRetrying(tx Tx, r Retrying, next time.Time) error {
	if !r.Next.Equal(next) {
		if !r.Next.IsZero() {
			if err := tx.DropDeadline(r.Deadline()); err != nil {
				return err
			}
		}
		if r.Next = next.UTC().Truncate(time.Microsecond); next.IsZero() {
			r.Next = time.Time{}
		} else if err := tx.PutDeadline(r.Deadline()); err != nil {
			return err
		}
	}
	return tx.PutRetrying(r)
}

// answered has an answer's question return in its time, unless passAnswers is to
// see it yet.
func (c *Coach) answered(tx Tx, a Answer) error {
	passed, err := tx.Passed()
	if err != nil || a.ID > passed && a.ID.Time().After(c.Now().Add(-followUpWithin)) {
		return err
	}
	return c.lookLater(tx, a.Person)
}

// offer looks at what to offer to a person whose time has come: one question at
// the most, once a day, on weekdays, while they are neither away nor in a round
// nor on the day of their interview.
func (c *Coach) offer(ctx context.Context, d Deadline) error {
	by := Person(d.Ref)
	t, err := c.trail(ctx, by)
	if err != nil {
		return err
	}
	return c.update(ctx, func(tx Tx) error {
		if err := tx.DropDeadline(d); err != nil {
			return err
		}
		r, err := tx.Retrying(by)
		if err != nil || !r.Next.Equal(d.At) {
			return err // it was put off, or taken out, since
		}
		if upto, err := tx.Tombstone(by); err != nil || upto != t.upto {
			return err // what was read is forgotten
		}
		profile, err := tx.Profile(by)
		if err != nil {
			return err
		}
		t.profile, t.kept = profile, r
		next, p := t.next(c.Now(), c.zoneOf(profile))
		if p.Key != "" {
			if err := plan(tx, p); err != nil {
				return err
			}
		}
		r = t.kept
		r.Next = time.Time{} // its deadline is dropped
		return putRetrying(tx, r, next)
	})
}

// next returns when to look again and what to say now, if anything; it changes
// what is kept.
func (t *trail) next(now time.Time, zone *time.Location) (next time.Time, say Posting) {
	r := t.kept.keepTo(t.all)
	defer func() { t.kept = r }()
	due, later := dueOf(t.all, t.today, t.profile.Interview)
	chosen, found := r.choose(due)
	switch {
	case r.Off:
		return time.Time{}, say
	case t.profile.away(now, zone):
		return r.slotFrom(dateOf(t.profile.Snoozed), zone), say
	case !found && later == "":
		return time.Time{}, say
	case !found:
		return r.slotFrom(dateOf(later), zone), say
	case !r.open(now, zone), r.Last.Day == t.today, t.profile.Interview == t.today:
		return r.slot(now, zone), say
	case t.during:
		if at := now.Add(afterRound); r.open(at, zone) {
			return at, say
		}
		return r.slot(now, zone), say
	}
	if slices.ContainsFunc(t.all, func(x Tried) bool { return x.Question == r.Last.Question && x.Answer != r.Last.Answer }) {
		r = r.heed() // they answered it again, wherever
	}
	say = Posting{Key: "retry/" + string(r.Person) + "/" + now.UTC().Format(time.RFC3339), Kind: PostRetry, To: r.Person}
	if r.Silent >= mostSilent {
		r.Off, r.Stopped, r.Silent = true, true, 0
		return time.Time{}, say
	}
	r = r.offer(chosen, say.Key, t.today)
	say.Ref, say.N = chosen.Answer.String(), r.Offers
	return r.slot(now, zone), say
}

// Offers returns what a posting offers its person, as far as that still makes
// sense: the question is due, its hour not long past, and they are neither away
// nor in a round. Otherwise it is ErrNotFound. sent is set where it may have been
// sent already: then it is looked for whatever holds now.
func (c *Coach) Offers(ctx context.Context, p Posting, sent bool) (Due, error) {
	t, err := c.trail(ctx, p.To)
	if err != nil {
		return Due{}, err
	}
	zone := c.zoneOf(t.profile)
	now := c.Now()
	if !sent && (t.during || t.kept.Off || t.profile.away(now, zone) || !t.kept.open(now, zone)) {
		return Due{}, ErrNotFound
	}
	due, _ := dueOf(t.all, t.today, t.profile.Interview)
	for _, d := range due {
		if d.Answer.String() != p.Ref {
			continue
		}
		if q, ok := c.Questions().Find(d.Question); ok {
			return d.due(q, t.today, t.profile.Interview), nil
		}
	}
	return Due{}, ErrNotFound
}

// unoffered has what could not be offered count as never offered.
func (c *Coach) unoffered(tx Tx, p Posting) error {
	r, err := tx.Retrying(p.To)
	if err != nil || p.Ref == "" || r.Last.Key != p.Key {
		return err
	}
	profile, err := tx.Profile(p.To)
	if err != nil {
		return err
	}
	day := r.Last.Day
	r = r.withdraw()
	if p.Tries > 0 {
		r.Last.Day = day // it may stand there: that is enough for a day
	}
	if r.Off {
		return tx.PutRetrying(r)
	}
	return putRetrying(tx, r, r.slot(c.Now(), c.zoneOf(profile)))
}

// CannotOffer has nothing more offered to the person of a posting, who cannot be
// written to, until they answer something.
func (c *Coach) CannotOffer(ctx context.Context, p Posting) error {
	return c.update(ctx, func(tx Tx) error {
		r, err := tx.Retrying(p.To)
		if err != nil {
			return err
		}
		if r.Last.Key == p.Key {
			r = r.withdraw()
		} else if r.Next.IsZero() {
			return nil // nothing will be; or they were forgotten since
		}
		return putRetrying(tx, r, time.Time{})
	})
}
