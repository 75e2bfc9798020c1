package practice_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice"
)

// ours is told as "we" alone, which draws a note.
const ours = "We moved our mail to another provider last spring. We wrote a plan, we told every office, and we changed the servers over on a Saturday. In the end calls fell from 90 to 9."

// astray is a story with steps of its speaker's own that led to nothing.
const astray = "My football team won the match last night and I watched it with my friends and a pizza at home, and then I called my brother about the goals."

// noPart names users and a vendor whom its speaker does nothing with.
const noPart = "Downtime in the peak hours is the worst thing that can happen, and the users shouldn't feel anything of it, nor the vendor. High availability is there for that, with a failover that's automatic."

// weighed has a trade-off and a lesson beside its figures.
const weighed = "Last spring our ticket queue grew to four hundred, so I moved two people to triage. I chose to close the walk-in counter rather than the phones, although " +
	"our directors liked the counter. The backlog fell from 400 to 190 in six weeks. Next time I'd tell the service desk a week sooner."

// played plays an express round of three questions to its debrief: what is said
// to each, "" for nothing, and how it is rated.
func played(t *testing.T, said [3]string, ratings [3]int) practice.Debrief {
	t.Helper()
	_, ana, r := interviewing(t)
	for i, text := range said {
		if text != "" {
			ana.tells(text)
			ana.does("done")
			if ana.round().Stage == practice.Elaborating {
				ana.does("skip")
			}
		}
		for now := ana.round(); now.Turn == i && now.Stage != practice.Rating; {
			ended, err := ana.o.coach.Skip(t.Context(), ana.word())
			if ana.o.must(err); !ended.Running() {
				return ana.debriefed(r, 0)
			}
			now = ana.round()
		}
	}
	for i, rating := range ratings {
		if rating > 0 {
			ana.rates(i, rating)
		}
	}
	ana.does("show")
	return ana.debriefed(r, 0)
}

func TestWhatToWorkOnDiffersAndBeginsWithWhatWasRatedLow(t *testing.T) {
	for name, c := range map[string]struct {
		said    [3]string
		ratings [3]int
		want    string // the question and what is wrong, in order
	}{
		"the lowest rating first":                       {[3]string{story, ours, story}, [3]int{2, 0, 1}, "2 rated-low, 0 rated-low, 1 own-part"},
		"one left out before the notes":                 {[3]string{ours, "", story}, [3]int{0, 0, 4}, "1 left-out, 0 own-part"},
		"one note of a kind":                            {[3]string{ours, ours, story}, [3]int{}, "0 own-part"},
		"two left out, and then the note between":       {[3]string{"", ours, ""}, [3]int{}, "0 left-out, 1 own-part, 2 left-out"},
		"little found, where there is no note":          {[3]string{story, astray, ""}, [3]int{}, "2 left-out, 1 sparse"},
		"little found, but rated by its person":         {[3]string{story, astray, story}, [3]int{0, 4, 0}, ""},
		"too few words":                                 {[3]string{story, "No idea.", story}, [3]int{}, "1 too-short"},
		"a low rating of what has a note tells of that": {[3]string{story, ours, ""}, [3]int{0, 2, 0}, "1 own-part, 2 left-out"},
		"nothing to say where nothing is wrong":         {[3]string{story, story, weighed}, [3]int{5, 4, 3}, ""},
		"all left out":                                  {[3]string{}, [3]int{}, "0 left-out, 1 left-out, 2 left-out"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, w := range played(t, c.said, c.ratings).Work {
				what := string(w.Kind)
				if w.Kind == practice.Noted {
					what = string(w.Note.Kind)
				}
				got = append(got, fmt.Sprint(w.Turn, " ", what))
			}
			if s := strings.Join(got, ", "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

func TestTheQuestionAtWhichTheRoundEndedIsTheLastToWorkOn(t *testing.T) {
	_, ana, r := interviewing(t)
	ana.tells(ours)
	ana.does("done")
	for ana.round().Turn == 0 {
		_, err := ana.o.coach.Skip(t.Context(), ana.word())
		ana.o.must(err)
	}
	ana.does("stop")
	d := ana.debriefed(r, 0)
	if len(d.Work) != 2 || d.Work[0].Kind != practice.Noted || d.Work[1] != (practice.Work{Turn: 1, Kind: practice.LeftOut}) || !d.Turns[1].EndedHere() {
		t.Errorf("to work on: %+v", d.Work)
	}
}

func TestWhatCameOnlyWhenItWasAskedForIsWorkedOn(t *testing.T) {
	_, ana, r := interviewing(t)
	ana.tells(plain)
	ana.does("done")
	ana.tells("It took 3 weekends, and calls to the desk fell from 90 a week to 9.")
	ana.does("stop")
	d := ana.debriefed(r, 0)
	i := slices.IndexFunc(d.Work, func(w practice.Work) bool { return w.Kind == practice.OnlyAsked })
	if i < 0 || d.Work[i].Turn != 0 || !slices.Contains([]bank.Gap{bank.GapEvidence, bank.GapResult}, d.Work[i].Gap) {
		t.Errorf("to work on: %+v", d.Work)
	}
}

func TestWhatWentWellIsWhatWasFoundInItsOwnWords(t *testing.T) {
	for name, c := range map[string]struct {
		said [3]string
		want []bank.Gap
	}{
		"a figure first, then other things": {[3]string{weighed, story, ""}, []bank.Gap{bank.GapResult, bank.GapOwnPart}},
		"each question once":                {[3]string{weighed, weighed + " It cost us a party.", weighed + " It cost us two."}, []bank.Gap{bank.GapResult, bank.GapTradeOff, bank.GapReflection}},
		"no steps that led to nothing":      {[3]string{astray, "", ""}, nil},
		"nobody who only occurs":            {[3]string{noPart, "", ""}, nil},
		"nothing where nothing was said":    {[3]string{"", "No idea.", ""}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := played(t, c.said, [3]int{})
			var got []bank.Gap
			for _, g := range d.Well {
				got = append(got, g.What)
				if text := d.Turns[g.Turn].Said.Text(); g.Quote == "" || !strings.Contains(text, g.Quote) {
					t.Errorf("%s is quoted as %q, said was %q", g.What, g.Quote, text)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("it was %v, want %v: %+v", got, c.want, d.Well)
			}
		})
	}
}

func TestAFigureElsewhereInAnAnswerIsNotThatOfItsResult(t *testing.T) {
	apart := "Last spring every call took us 40 minutes. I moved two people to triage and trained the lead. As a result the complaints stopped, and our directors kept the desk."
	d := played(t, [3]string{apart, "", ""}, [3]int{})
	if len(d.Well) != 1 || d.Well[0].What != bank.GapResult {
		t.Fatalf("it went well: %+v", d.Well)
	}
	if g := d.Well[0]; g.Figure || strings.Contains(g.Quote, "40") {
		t.Errorf("the result is told as %+v", g)
	}
}
