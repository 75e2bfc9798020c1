package practice

import "time"

// A Calendar says when something beside the question is due for a schedule, such
// as its reminder. The zero Calendar is never due.
type Calendar struct {
	Spec string                                    // what it is worked out from, with the zone; another one has missed nothing
	Due  func(after, until time.Time) []Occurrence // those after one time up to and including another, in order
}

// newest returns the newest occurrence of a schedule's calendar that has become
// due since it was last looked at, and counts it as dealt with. ok is false where
// there is none to be carried out: none became due, it is later than late, it
// falls on a day off, as does today, or the schedule is paused. what names the
// calendar.
func (c *Coach) newest(tx Tx, s Schedule, what string, cal Calendar, late time.Duration) (o Occurrence, ok bool, err error) {
	now := c.Now()
	st, err := tx.Standing(s.Name + "/" + what)
	if err != nil {
		return o, false, err
	}
	if st.Seen.IsZero() || st.Spec != cal.Spec || st.Seen.After(now) {
		st.Seen, st.Spec = now, cal.Spec
		return o, false, tx.PutStanding(st)
	}
	due := cal.Due(st.Seen, now)
	if len(due) == 0 {
		return o, false, nil
	}
	o = due[len(due)-1]
	st.Seen = o.At
	if err := tx.PutStanding(st); err != nil {
		return o, false, err
	}
	own, err := tx.Standing(s.Name)
	if err != nil {
		return o, false, err
	}
	_, off := s.DayOff(o.Date())
	_, offToday := s.DayOff(now.In(s.Zone).Format(time.DateOnly))
	return o, !own.Paused && !off && !offToday && now.Sub(o.At) <= late, nil
}
