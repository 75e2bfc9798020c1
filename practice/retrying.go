package practice

import (
	"cmp"
	"slices"
	"time"
)

// Retrying is what is kept of the questions that return to a person: how they
// want them to, and what was offered them. The zero value, but for its person, is
// that of somebody to whom nothing was offered yet.
type Retrying struct {
	Person  Person
	Off     bool   // nothing is offered in their DM
	Stopped bool   // since they left so many offers in a row that these stopped by themselves
	At      string // the local time of offers, as 15:04; empty: UsualOffer

	Next    time.Time     // when it is looked at again what to offer; zero: not before they answer something
	Offers  int           // how many were made
	Silent  int           // how many in a row were left until now
	Last    Offer         // the latest
	Offered map[string]ID // what was offered, by question: the latest answer to it then
	Rest    []string      // questions that return no more
}

// An Offer is one question that was offered again.
type Offer struct {
	Key      string // of its posting; empty: none was made
	Question string
	Answer   ID     // the latest to the question then
	Day      string // the local date
	Heeded   bool   // its person did something about it
}

// UsualOffer is the local time of offers for who chose none.
const UsualOffer = "09:00"

// What offers keep to.
const (
	offerWithin = 4 * time.Hour    // how late one may come
	afterRound  = 15 * time.Minute // how often it is looked whether a round is over
	mostSilent  = 3                // so many are left in a row, and no more are made
)

// Time returns the local time of offers, as 15:04.
func (r Retrying) Time() string { return cmp.Or(r.At, UsualOffer) }

// Deadline returns that of the next look.
func (r Retrying) Deadline() Deadline {
	return Deadline{At: r.Next, Kind: RetryDue, Ref: string(r.Person)}
}

// on returns the time of offers on a local date.
func (r Retrying) on(date time.Time, zone *time.Location) time.Time {
	at, err := time.Parse("15:04", r.Time())
	if err != nil {
		at, _ = time.Parse("15:04", UsualOffer)
	}
	return clock(date, at.Hour(), at.Minute(), zone)
}

// slot returns the first time of offers after a time, on a weekday.
func (r Retrying) slot(after time.Time, zone *time.Location) time.Time {
	today := dateIn(after, zone)
	if at := r.slotFrom(today, zone); at.After(after) {
		return at
	}
	return r.slotFrom(today.AddDate(0, 0, 1), zone)
}

// slotFrom returns the first time of offers on a local date or after it.
func (r Retrying) slotFrom(date time.Time, zone *time.Location) time.Time {
	for weekend(date) {
		date = date.AddDate(0, 0, 1)
	}
	return r.on(date, zone)
}

// open reports whether an offer may be made at a time: on a weekday, not before
// its hour and not long after.
func (r Retrying) open(now time.Time, zone *time.Location) bool {
	today := dateIn(now, zone)
	since := now.Sub(r.on(today, zone))
	return !weekend(today) && 0 <= since && since < offerWithin
}

// choose returns which of the questions that are due is offered: the first that
// was not since it was answered last.
func (r Retrying) choose(due []Tried) (Tried, bool) {
	for _, t := range due {
		if r.Offered[t.Question] != t.Answer {
			return t, true
		}
	}
	return Tried{}, false
}

// offer returns what is kept after an offer.
func (r Retrying) offer(t Tried, key, today string) Retrying {
	r.Silent++
	r.Offers++
	r.Last = Offer{Key: key, Question: t.Question, Answer: t.Answer, Day: today}
	r = r.recall(t.Question)
	r.Offered[t.Question] = t.Answer
	return r
}

// withdraw returns what is kept where the latest offer never came to be seen.
func (r Retrying) withdraw() Retrying {
	r = r.recall(r.Last.Question)
	r.Silent, r.Offers = max(r.Silent-1, 0), max(r.Offers-1, 0)
	r.Last = Offer{}
	return r
}

// heed returns what is kept after the person did something about what was
// offered.
func (r Retrying) heed() Retrying {
	r.Silent, r.Last.Heeded = 0, true
	return r
}

// recall returns what is kept where a question may be offered anew though nothing
// was answered to it since.
func (r Retrying) recall(question string) Retrying {
	offered := map[string]ID{}
	for q, id := range r.Offered {
		if q != question {
			offered[q] = id
		}
	}
	r.Offered = offered
	return r
}

// keepTo returns what is kept without the offers of questions that are tried no
// more, or were since.
func (r Retrying) keepTo(all []Tried) Retrying {
	offered := map[string]ID{}
	for _, t := range all {
		if r.Offered[t.Question] == t.Answer {
			offered[t.Question] = t.Answer
		}
	}
	r.Offered = offered
	return r
}

// rests reports whether the question returns no more.
func (r Retrying) rests(question string) bool { return slices.Contains(r.Rest, question) }
