// Package practice holds every rule about a person who practises: what an
// answer is, which question a channel gets next, how a mock round runs, what
// is said to whom and what must be said once. It does no I/O: what it keeps
// goes through a Store, what it says leaves as Postings, and the clock is an
// argument. It knows no Slack words, and people are opaque ids to it.
package practice

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Person is someone who practises, by an opaque id. The zero value is nobody.
type Person string

// A Stamp is when a message was said, in microseconds since 1970. Within one
// conversation no two messages share one, so it also names the message. The
// zero value is no message.
type Stamp int64

// Time returns the stamp as a time in UTC.
func (s Stamp) Time() time.Time { return time.UnixMicro(int64(s)).UTC() }

// A Place is where something is said: a conversation, and the message whose
// thread it is in. Thread is zero outside threads.
type Place struct {
	Channel string
	Thread  Stamp
}

// An ID names an answer. IDs begin with the time, so that answers made one
// after the other lie side by side in the store. The zero value is no answer.
type ID uint64

// idEpoch is the start of the IDs' time: 52 bits of microseconds from here
// last until the year 2162.
var idEpoch = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// idSpare is how many low bits tell apart what was made in one microsecond.
const idSpare = 12

// FirstID returns the smallest ID of that time, to the microsecond; times before
// 2020 count as 2020.
func FirstID(at time.Time) ID {
	return ID(max(at.Sub(idEpoch).Microseconds(), 1) << idSpare)
}

// Time returns the time that the ID was made from, in UTC.
func (id ID) Time() time.Time {
	return idEpoch.Add(time.Duration(id>>idSpare) * time.Microsecond)
}

// String returns the ID in 13 characters that sort as the IDs do.
func (id ID) String() string {
	s := strconv.FormatUint(uint64(id), 32)
	return strings.Repeat("0", 13-len(s)) + s
}

// ParseID reads what String wrote.
func ParseID(s string) (ID, error) {
	n, err := strconv.ParseUint(s, 32, 64)
	if err != nil || len(s) != 13 || n == 0 {
		return 0, fmt.Errorf("answer id %q: %w", s, ErrNotFound)
	}
	return ID(n), nil
}
