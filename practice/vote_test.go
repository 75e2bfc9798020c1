package practice_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/practice"
	"greenroom/practice/feedback"
)

// weStory is an answer to a question for a story that draws the note on one's
// own part.
const weStory = "Last spring our ticket queue grew to four hundred. We moved two people to triage, and we wrote down what each kind of ticket needs. The backlog fell by half in six weeks."

// votable is an answer of ana's with the kind of a note to it.
func votable(t *testing.T) (o *office, ana candidate, a practice.Answer, kind feedback.NoteKind) {
	o = asking(t)
	ana = o.person("ana")
	a = ana.privately(weStory, "form1")
	rv, err := o.coach.One(t.Context(), a.ID, "ana")
	o.must(err)
	notes := feedback.Read(rv.Question, a.Text()).Notes
	if len(notes) == 0 {
		t.Fatal("no note to vote on")
	}
	return o, ana, a, notes[0].Kind
}

// tallied is what is counted, as "kind helpful/off".
func (o *office) tallied() string {
	o.t.Helper()
	all, err := o.coach.Tallies(o.t.Context())
	o.must(err)
	var out []string
	for _, t := range all {
		out = append(out, fmt.Sprintf("%s %d/%d", t.Note, t.Helpful, t.Off))
	}
	return strings.Join(out, ", ")
}

func TestAVoteOnANote(t *testing.T) {
	type vote struct {
		by      practice.Person
		verdict practice.Verdict
		refused error
	}
	for _, c := range []struct {
		name  string
		votes []vote
		want  string // helpful/off
	}{
		{"is counted", []vote{{"ana", practice.Helpful, nil}}, "1/0"},
		{"is counted once when its button is pressed twice", []vote{{"ana", practice.Off, nil}, {"ana", practice.Off, nil}}, "0/1"},
		{"can be changed, and counts as the last was", []vote{{"ana", practice.Helpful, nil}, {"ana", practice.Off, nil}}, "0/1"},
		{"can be changed back", []vote{{"ana", practice.Off, nil}, {"ana", practice.Helpful, nil}, {"ana", practice.Off, nil}, {"ana", practice.Helpful, nil}}, "1/0"},
		{"is nobody's but the author's", []vote{{"ben", practice.Off, practice.ErrNotYours}}, ""},
		{"is helpful or off and nothing else", []vote{{"ana", "great", practice.ErrStale}, {"ana", "", practice.ErrStale}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, _, a, kind := votable(t)
			for _, v := range c.votes {
				_, err := o.coach.Vote(t.Context(), a.ID, v.by, practice.Vote{Note: kind, Verdict: v.verdict})
				o.refusal("vote", err, v.refused)
			}
			want := ""
			if c.want != "" {
				want = string(kind) + " " + c.want
			}
			if got := o.tallied(); got != want {
				t.Errorf("counted %q, want %q", got, want)
			}
		})
	}
}

func TestAVoteIsOnANoteThatWasGiven(t *testing.T) {
	o, _, a, kind := votable(t)
	_, err := o.coach.Vote(t.Context(), a.ID, "ana", practice.Vote{Note: "made-up", Verdict: practice.Off})
	o.refusal("vote on a note that nobody gave", err, practice.ErrNoNote)
	_, err = o.coach.Vote(t.Context(), a.ID, "ana", practice.Vote{Note: kind, Verdict: practice.Off})
	o.must(err)
	// Rewritten the answer no longer draws it; what was said of it can still be changed.
	_, err = o.coach.Rewrite(t.Context(), a.ID, "ana", strings.ReplaceAll(strings.ReplaceAll(weStory, "We ", "I "), " we ", " I "))
	o.must(err)
	_, err = o.coach.Vote(t.Context(), a.ID, "ana", practice.Vote{Note: kind, Verdict: practice.Helpful})
	o.must(err)
	if got := o.tallied(); got != string(kind)+" 1/0" {
		t.Errorf("counted %q", got)
	}
}

func TestADeletedAnswerTakesItsVotesAndLeavesTheCounts(t *testing.T) {
	o, ana, a, kind := votable(t)
	_, err := o.coach.Vote(t.Context(), a.ID, "ana", practice.Vote{Note: kind, Verdict: practice.Helpful})
	o.must(err)
	if _, whole := ana.exports(); !strings.Contains(whole, `"votes":[{"note":"`+string(kind)+`","verdict":"helpful"}]`) {
		t.Errorf("the vote is not in the export: %s", whole)
	}
	o.must(o.coach.Delete(t.Context(), a.ID, "ana"))
	if got := o.tallied(); got != string(kind)+" 1/0" {
		t.Errorf("counted %q", got)
	}
	_, err = o.coach.Vote(t.Context(), a.ID, "ana", practice.Vote{Note: kind, Verdict: practice.Off})
	o.refusal("vote on what is gone", err, practice.ErrNotYours)
	if _, whole := ana.exports(); strings.Contains(whole, "verdict") {
		t.Errorf("a vote is left: %s", whole)
	}
}

func TestFeedbackOffIsInTheExport(t *testing.T) {
	o := asking(t)
	ana := o.person("ana")
	for off, want := range map[bool]bool{true: true, false: false} {
		o.must(o.coach.SetFeedback(t.Context(), "ana", !off))
		if _, whole := ana.exports(); strings.Contains(whole, `"feedback":"off"`) != want {
			t.Errorf("with feedback off = %v the export reads %s", off, whole)
		}
	}
}

func TestAttemptsAreOnesOwnToTheSameQuestionOldestFirst(t *testing.T) {
	o := asking(t)
	ana, ben := o.person("ana"), o.person("ben")
	ben.privately(story, "form0")
	first := ana.privately(weStory, "form1")
	ana.privately("Too short.", "form2")
	second := ana.retries(first.ID, story, "form3")
	o.wait(time.Hour)
	o.post = o.ask()
	o.arrives(o.post.Key)
	ana.privately(story, "form4") // to another question
	all, err := o.coach.Attempts(t.Context(), second)
	o.must(err)
	var got []practice.ID
	for _, a := range all {
		got = append(got, a.ID)
	}
	if want := []practice.ID{first.ID, second.ID}; !slices.Equal(got, want) {
		t.Errorf("attempts are %v, want %v", got, want)
	}
}
