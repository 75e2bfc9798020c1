package practice

import (
	"cmp"
	"slices"
	"time"

	"greenroom/bank"
)

// After how many days a question returns: the first time, the second, and from
// then on. Where the last answer was poor it returns sooner.
var (
	returnsAfter = []int{3, 10, 30}
	poorAfter    = []int{1, 3, 10}
)

// nearInterview is how many days before an interview intervals begin to shrink.
const nearInterview = 14

// A Tried is a question that somebody answered, as far as it matters for when it
// returns.
type Tried struct {
	Question string
	Answer   ID     // the latest
	On       string // the local date of that, as 2006-01-02
	Days     int    // on how many days it was answered: on one day many answers are one attempt
	Rating   int    // of the latest, 1 to 5; zero: none
	Lacks    []bank.Gap
	Weakness float64 // of the latest, from 0 to 1
}

// poor reports whether the latest answer calls for another one soon.
func (t Tried) poor() bool {
	if t.Rating != 0 {
		return t.Rating <= weakRating
	}
	return t.Weakness >= weakFrom
}

// Returns says on which local date the question returns; ok is false where it
// does no more: the answer after the longest time was a good one. interview is the
// local date of its person's interview, empty where none is to come. near is set
// where the question returns sooner since that is near.
//
// Before an interview each question comes once: halfway to it from the latest
// answer, though not before intervals begin to shrink.
func (t Tried) Returns(interview string) (on string, near, ok bool) {
	after := returnsAfter
	if t.poor() {
		after = poorAfter
	} else if t.Days > len(after) {
		return "", false, false
	}
	last := dateOf(t.On)
	due := last.AddDate(0, 0, after[min(max(t.Days, 1), len(after))-1])
	if interview > t.On && due.Format(time.DateOnly) >= interview {
		day := dateOf(interview)
		from := day.AddDate(0, 0, -nearInterview)
		came := t.Days > 1 && !last.Before(from)
		halfway := maxTime(last.AddDate(0, 0, max(daysBetween(last, day)/2, 1)), from)
		if !came && halfway.Before(day) {
			due, near = halfway, true
		}
	}
	return due.Format(time.DateOnly), near, true
}

// A Due is a question that it is time to try again, and why.
type Due struct {
	Question bank.Question
	Answer   ID         // the latest to it
	Rating   int        // of that, 1 to 5; zero: none
	Lacks    []bank.Gap // what that lacks, where it is poor and was not rated
	Days     int        // how many days ago that was
	Near     bool       // it comes sooner than it would, since the interview is near
	Since    string     // the local date on which it became due
}

// dueOf returns which of the questions are due on a local date, the weakest first
// and of those the oldest, and the date on which the next of the others is; empty
// where none will be.
func dueOf(all []Tried, today, interview string) (due []Tried, next string) {
	if interview < today {
		interview = "" // it is over
	}
	for _, t := range all {
		on, _, ok := t.Returns(interview)
		switch {
		case !ok:
		case on <= today:
			due = append(due, t)
		case next == "" || on < next:
			next = on
		}
	}
	slices.SortFunc(due, func(a, b Tried) int {
		return cmp.Or(-cmp.Compare(a.Weakness, b.Weakness), cmp.Compare(a.On, b.On), cmp.Compare(a.Answer, b.Answer))
	})
	return due, next
}

// due returns what is told of a question that is due.
func (t Tried) due(q bank.Question, today, interview string) Due {
	if interview < today {
		interview = ""
	}
	on, near, _ := t.Returns(interview)
	d := Due{Question: q, Answer: t.Answer, Rating: t.Rating, Days: daysBetween(dateOf(t.On), dateOf(today)), Near: near, Since: on}
	if t.Rating == 0 && t.poor() {
		d.Lacks = t.Lacks
	}
	return d
}

// A trial is a question that somebody answered, with their latest answer to it.
type trial struct {
	Tried
	latest asked
	first  string // the local date of the first answer to it
}

// trials gathers a person's answers, the newest first, by question.
func trials(answers []asked, zone *time.Location) []trial {
	var out []trial
	at := map[string]int{}
	for _, a := range answers {
		day := a.CreatedAt.In(zone).Format(time.DateOnly)
		i, known := at[a.Question]
		if !known {
			i = len(out)
			at[a.Question] = i
			out = append(out, trial{Tried: Tried{Question: a.Question, Answer: a.ID, On: day, Rating: a.Rating}, latest: a})
		}
		if out[i].first != day {
			out[i].first = day
			out[i].Days++
		}
	}
	return out
}
