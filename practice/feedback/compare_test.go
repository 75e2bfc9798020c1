package feedback_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

var storyAsk = bank.Question{ID: "queue", Ask: "Tell me about a time you improved a service.", Style: bank.Behavioural}

// What two attempts are made of.
const (
	situation = "At our hospital the service desk had a backlog of tickets in March."
	weSteps   = "We moved two people to triage and we wrote a short guide for the five commonest faults."
	iSteps    = "I moved two people to triage and I wrote a short guide for the five commonest faults."
	outcomes  = "As a result the backlog fell from 40 to 6 a week."
	better    = "After that the wards stopped ringing us."
	lesson    = "Since then I look at the queue with the wards every month, because I learned that they see it first."
	more      = "I showed it to the night shift myself."
)

func attempt(sentences ...string) feedback.Report {
	return feedback.Read(storyAsk, strings.Join(sentences, " "))
}

func parts(all []feedback.Heard) (out []string) {
	for _, h := range all {
		out = append(out, string(h.Part))
	}
	return out
}

func TestCompareTellsPartsGainedAndLost(t *testing.T) {
	for _, c := range []struct {
		name          string
		first, second []string
		gained, lost  []string
		figures       []string
	}{
		{"the same again", []string{situation, iSteps, outcomes}, []string{situation, iSteps, outcomes}, nil, nil, nil},
		{"in another order", []string{situation, iSteps, outcomes, lesson}, []string{lesson, situation, iSteps, outcomes}, nil, nil, nil},
		{"with an outcome and its size", []string{situation, iSteps, more}, []string{situation, iSteps, outcomes},
			[]string{"evidence", "result"}, nil, []string{"from 40 to 6 a week"}},
		{"with an outcome that has no size", []string{situation, iSteps, more}, []string{situation, iSteps, better},
			[]string{"result"}, nil, nil},
		{"with what was learned", []string{situation, iSteps, outcomes}, []string{situation, iSteps, outcomes, lesson},
			[]string{"learning"}, nil, nil},
		{"without what was learned", []string{situation, iSteps, outcomes, lesson}, []string{situation, iSteps, outcomes},
			nil, []string{"learning"}, nil},
		{"with another figure", []string{situation, iSteps, outcomes},
			[]string{situation, iSteps, "As a result the backlog fell from 40 to 6 a week.", "The wait dropped from 9 days to 2 days."},
			nil, nil, []string{"from 9 days to 2 days"}},
		{"with the same figures in other words", []string{situation, iSteps, outcomes},
			[]string{situation, iSteps, "The backlog went down from 40 to 6 as a result."}, nil, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			first, second := attempt(c.first...), attempt(c.second...)
			d := feedback.Compare(storyAsk, first, second)
			if !d.Known || !slices.Equal(parts(d.Gained), c.gained) || !slices.Equal(parts(d.Lost), c.lost) || !slices.Equal(d.Figures, c.figures) {
				t.Errorf("gained %v, lost %v, figures %q; want %v, %v, %q", parts(d.Gained), parts(d.Lost), d.Figures, c.gained, c.lost, c.figures)
			}
			for _, h := range d.Gained {
				if h.Quote == "" || !strings.Contains(strings.Join(c.second, " "), h.Quote) {
					t.Errorf("%s is quoted as %q", h.Part, h.Quote)
				}
			}
			for _, h := range d.Lost {
				if h.Quote == "" || !strings.Contains(strings.Join(c.first, " "), h.Quote) {
					t.Errorf("%s was quoted as %q", h.Part, h.Quote)
				}
			}
			if d.Words != [2]int{first.Words, second.Words} {
				t.Errorf("lengths are %v", d.Words)
			}
			back := feedback.Compare(storyAsk, second, first)
			if !slices.Equal(parts(back.Gained), c.lost) || !slices.Equal(parts(back.Lost), c.gained) {
				t.Errorf("the other way round it gained %v and lost %v", parts(back.Gained), parts(back.Lost))
			}
		})
	}
}

func TestCompareSaysWhatBecameOfTheNotes(t *testing.T) {
	for _, c := range []struct {
		name          string
		first, second []string
		want          string
	}{
		{"told with I where it was we", []string{situation, weSteps, outcomes}, []string{situation, iSteps, outcomes}, "own-part done"},
		{"told with we again", []string{situation, weSteps, outcomes}, []string{situation, weSteps, outcomes, better}, "own-part open"},
		{"with the outcome that was asked for", []string{situation, iSteps, more}, []string{situation, iSteps, better}, "result done"},
		{"with no outcome yet", []string{situation, iSteps, more}, []string{situation, iSteps, lesson}, "result open"},
		{"with the address taken out", []string{situation, iSteps, "It ran on 10.20.14.7.", outcomes}, []string{situation, iSteps, outcomes}, "confidential done"},
		{"with the address still there", []string{situation, iSteps, "It ran on 10.20.14.7.", outcomes}, []string{situation, iSteps, outcomes, "It ran on 10.20.14.7."}, "confidential open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := feedback.Compare(storyAsk, attempt(c.first...), attempt(c.second...))
			var got []string
			for _, x := range d.Asked {
				got = append(got, fmt.Sprint(x.Note.Kind, " ", x.Outcome))
			}
			if len(got) == 0 || got[0] != c.want {
				t.Errorf("got %q, want %q first", got, c.want)
			}
		})
	}
}

func TestCompareTellsOnesOwnPart(t *testing.T) {
	we, i := attempt(situation, weSteps, outcomes), attempt(situation, iSteps, outcomes)
	for _, c := range []struct {
		first, second feedback.Report
		want          bool
	}{{we, i, true}, {i, we, false}, {i, i, false}, {we, we, false}} {
		d := feedback.Compare(storyAsk, c.first, c.second)
		if d.OwnPart() != c.want || d.Own != [2]feedback.Ownership{c.first.Ownership, c.second.Ownership} || len(d.Lost) > 0 {
			t.Errorf("from %s to %s: %v, lost %v", c.first.Ownership, c.second.Ownership, d.OwnPart(), d.Lost)
		}
	}
}

func TestCompareCountsHedges(t *testing.T) {
	soft := attempt(situation, "I sort of moved two people to triage and I guess I kind of wrote a guide, I think.", outcomes)
	d := feedback.Compare(storyAsk, soft, attempt(situation, iSteps, outcomes))
	if d.Hedges[0] < 2 || d.Hedges[1] != 0 {
		t.Errorf("hedges %v of %q", d.Hedges, soft.Hedges)
	}
}

func TestCompareNamesKeyPointsGained(t *testing.T) {
	q := bank.Question{ID: "rto", Ask: "What is the difference between RTO and RPO?", Style: bank.Knowledge, KeyPoints: []bank.KeyPoint{
		{Point: "RPO is how much data may be lost", Terms: []string{"data loss", "lost data", "data may be lost"}},
		{Point: "RTO is how long until it runs again", Terms: []string{"running again", "back up", "runs again"}},
	}}
	first := feedback.Read(q, "The recovery time says how long it may take until the service runs again after it went down for the people.")
	second := feedback.Read(q, "The recovery time says how long it may take until the service runs again, and the recovery point how much data may be lost.")
	if d := feedback.Compare(q, first, second); !slices.Equal(d.Points, []string{"RPO is how much data may be lost"}) {
		t.Errorf("gained %q", d.Points)
	}
	if d := feedback.Compare(q, second, first); len(d.Points) > 0 {
		t.Errorf("gained %q", d.Points)
	}
}

func TestCompareTakesNothingForLostOrNewThatTheOtherMayHave(t *testing.T) {
	mail := question(t, "point-to-our-mail")
	for _, c := range []struct {
		name          string
		q             bank.Question
		first, second string
	}{
		{"a try of fewer words", mail,
			"I moved our 40 file servers to the cloud in 2021 because the lease ran out in nine months. I took the payroll share first as it was small, measured opening times before and after, and stopped twice when they doubled. In the end we paid 18% less and two outages a month became none. I'd start the firewall talk with the network team earlier.",
			"We moved to the cloud and it all went well.\nFirst I'd take payroll, small and quiet, I measured the opening times, then stopped twice when they doubled. Cost fell by 18% and we had no outage after. Next time I'd speak with the network team first."},
		{"figures in words", storyAsk, situation + " " + iSteps + " As a result the backlog fell from 40 to 6 a week.",
			situation + " " + iSteps + " As a result the backlog fell from forty to six a week."},
		{"half of it", storyAsk, situation + " " + iSteps + " As a result the backlog halved in the first month.",
			situation + " " + iSteps + " As a result the backlog fell by 50% in the first month."},
		{"a result said by the way", storyAsk, situation + " " + iSteps + " " + better,
			situation + " " + iSteps + " The wards don't ring us about it any more, thankfully."},
		{"a lesson said by the way", storyAsk, situation + " " + iSteps + " " + outcomes + " " + lesson,
			situation + " " + iSteps + " " + outcomes + " The wards see the queue first, so I look at it with them each month."},
	} {
		t.Run(c.name, func(t *testing.T) {
			first, second := feedback.Read(c.q, c.first), feedback.Read(c.q, c.second)
			for _, d := range []feedback.Difference{feedback.Compare(c.q, first, second), feedback.Compare(c.q, second, first)} {
				if !d.Known || len(d.Gained) > 0 || len(d.Lost) > 0 || len(d.Figures) > 0 {
					t.Errorf("gained %v, lost %v, figures %q", d.Gained, d.Lost, d.Figures)
				}
			}
		})
	}
}

func TestCompareKnowsAFigureHoweverItIsWritten(t *testing.T) {
	for _, c := range [][2]string{
		{"We closed 200 tickets in a week after that, it was 40 before.", "We closed two hundred tickets in a week after that, it was forty before."},
		{"The cost fell from 1.4k to 900 a month.", "the cost fell from 1400 to 900 per month"},
		{"The cost fell from 1.400 to 900 Euro a month.", "the cost fell from 1,400 to 900 euros per month"},
		{"The wait fell from 2.5 to 1 hour.", "the wait fell from 2,5 to 1 hour"},
		{"The wait fell by a third.", "the wait went down by about 33 percent"},
		{"The wait fell by a quarter.", "the wait went down by 25%"},
		{"Calls fell from 40 to 6 a week.", "calls fell from 40/week to 6/week"},
		{"We saved $12k a year.", "We saved 12 thousand dollars a year."},
		{"We saved 2 million a year.", "We saved 2m a year."},
		{"The backlog doubled first and then halved.", "the backlog went to twice as much and then half of it again"},
		{"Restore took 4h and not 2 days.", "the restore took four hours where it was two days before"},
		{"Users were three times faster.", "the users were 3x faster"},
		{"It took 25 minutes and not 50.", "it took twenty five minutes, not fifty"},
		{"We cut calls to a tenth.", "we cut calls by 90%"},
	} {
		first, second := attempt(situation, iSteps, c[0]), attempt(situation, iSteps, c[1])
		for _, d := range []feedback.Difference{feedback.Compare(storyAsk, first, second), feedback.Compare(storyAsk, second, first)} {
			if len(d.Figures) > 0 {
				t.Errorf("%q and %q: new are %q", c[0], c[1], d.Figures)
			}
		}
	}
	d := feedback.Compare(storyAsk, attempt(situation, iSteps, "Calls fell from 40 to 6 a week."), attempt(situation, iSteps, "Calls fell from 400 to 6 a week."))
	if len(d.Figures) != 1 {
		t.Errorf("another figure is not told: %q", d.Figures)
	}
}

func TestCompareKnowsNothingOfWhatWasNotAssessed(t *testing.T) {
	short, whole := attempt("I moved two people."), attempt(situation, iSteps, outcomes)
	for _, d := range []feedback.Difference{feedback.Compare(storyAsk, short, whole), feedback.Compare(storyAsk, whole, short)} {
		if d.Known || len(d.Gained)+len(d.Lost)+len(d.Figures)+len(d.Asked) > 0 || d.OwnPart() || d.Words[0] == d.Words[1] {
			t.Errorf("got %+v", d)
		}
	}
}

// Two long attempts with many sizes and no figures among them are compared at once.
func TestCompareTakesLittleTime(t *testing.T) {
	var steps, sizes strings.Builder
	for i := 0; sizes.Len() < 40_000; i++ {
		fmt.Fprintf(&steps, "I moved the server of site %c%c to another rack. ", 'a'+i%26, 'a'+i/26%26)
		fmt.Fprintf(&sizes, "The calls of site %c%c tripled. ", 'a'+i%26, 'a'+i/26%26)
	}
	first, second := attempt(steps.String()), attempt(sizes.String())
	start := time.Now()
	d := feedback.Compare(storyAsk, first, second)
	if took := time.Since(start); took > time.Second || len(d.Figures) < 500 {
		t.Errorf("took %v for %d figures", took, len(d.Figures))
	}
}
