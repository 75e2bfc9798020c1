package practice

import (
	"time"

	"greenroom/bank"
)

// A Schedule says when a channel gets which questions. The config makes it;
// when its occurrences are, somebody else works out.
type Schedule struct {
	Name    string
	Channel string // an id; names are resolved before
	Named   string // as configured: the id, or the channel's "#name"
	Select  bank.Selection
	Spec    string                       // what its occurrences are worked out from, with the zone; another one has missed nothing
	Focus   map[time.Weekday][]bank.Area // preferred on that day
	Skip    []DateRange
	CatchUp time.Duration // how late a missed occurrence is still posted
	OpenFor time.Duration // how long answers count as in time
	Zone    *time.Location

	Holidays map[string]string // names of public holidays by local date; nothing is asked on them
}

// A DateRange is a span of local dates, both ends included, as 2006-01-02.
type DateRange struct{ From, To string }

// Has reports whether the date lies in the range.
func (r DateRange) Has(date string) bool { return r.From <= date && date <= r.To }

// An Occurrence is one due time of a schedule. Name is its local wall-clock
// time as written, 2026-11-23T09:00, and is what it is remembered by.
type Occurrence struct {
	Name string
	At   time.Time
}

// Date returns the local date of the occurrence, as 2006-01-02.
func (o Occurrence) Date() string { return o.Name[:min(len(o.Name), len(time.DateOnly))] }

// A Fate is what became of an occurrence.
type Fate string

// The fates.
const (
	Posted  Fate = "posted"
	Missed  Fate = "missed"  // nobody was up in time
	Skipped Fate = "skipped" // a day off, a pause, or an admin's word
	Failed  Fate = "failed"  // the question was refused for good
)

// A Standing is where a schedule stands: what an admin said and how far its
// occurrences have been dealt with.
type Standing struct {
	Schedule string
	Paused   bool
	SkipNext bool      // the next occurrence is left out
	Seen     time.Time // occurrences up to here have their fate; zero: none ever
	Spec     string    // of the schedule, as it was then
	Named    string    // its channel as it was configured when that was last found
	Channel  string    // the id that was found
	LeftOut  string    // the occurrence that an admin's skip left out last
}

// A Post is a question posted in a channel for an occurrence.
type Post struct {
	Key        string // of its posting: daily/<schedule>/<occurrence>
	Schedule   string
	Occurrence string
	Channel    string
	Question   string
	Ask        string
	At         time.Time // when it was decided
	OpenUntil  time.Time // later answers are late
	Stamp      Stamp     // of the message; zero until it is certain
	Refused    bool      // it could not be posted, and counts as never asked
	To         Person    // who alone is asked, in their DM; empty in a channel
	Wish       Wish      // what they wanted to be asked
	Gone       bool      // its message was deleted in the chat; its answers are kept
	Doubles    []Stamp   // messages of the same that were taken away: what is said in their threads counts here
}

// Place returns where the post's answers are said.
func (p Post) Place() Place { return Place{Channel: p.Channel, Thread: p.Stamp} }

// closedAt reports whether what is said at a time comes late.
func (p Post) closedAt(at time.Time) bool { return at.After(p.OpenUntil) }

// An Act is something an admin did.
type Act struct {
	At   time.Time
	By   Person
	What string // the command, such as "pause weekdays"
}
