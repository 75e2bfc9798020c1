package view_test

import (
	"encoding/json"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

func TestOnlyALaterTryIsToldFromTheFirst(t *testing.T) {
	s := sample{}
	tries := s.tries()
	for _, c := range []struct {
		name  string
		tries []view.Try
		shown int // which of the tries is read
		want  bool
	}{
		{"the second of two", tries, 1, true},
		{"the first of two", tries, 0, false},
		{"the only one", tries[1:], 0, false},
		{"a second that says the same", []view.Try{{Answer: tries[0].Answer, Report: tries[1].Report}, {Answer: tries[1].Answer, Report: quiet(tries[1].Report)}}, 1, false},
	} {
		shown := c.tries[c.shown]
		words := view.FeedbackNote(s.question(), shown.Answer, shown.Report, c.tries).Text
		if got := strings.Contains(words, "since your first try") || strings.Contains(words, "Still open"); got != c.want {
			t.Errorf("%s: told apart %v, want %v:\n%s", c.name, got, c.want, words)
		}
	}
}

func TestAFigureIsAnotherOneWhereTheFirstTryHadOne(t *testing.T) {
	s := sample{}
	tries := s.tries()
	tries[1].Report = feedback.Read(s.question(), "Our mail failed every Monday in the warehouse. I moved the queue to a second server and tested it with the night shift. Faults fell from 30 to 18 a quarter.")
	for first, want := range map[string]string{
		"Our mail failed every Monday in the warehouse. I moved the queue to a second server and tested it with the night shift, and it was better.":     " a figure (“",
		"Our mail failed every Monday in the warehouse. I moved the queue to a second server, tested it, and calls about it fell from 40 to 12 a month.": " another figure (“",
	} {
		tries[0].Report = feedback.Read(s.question(), first)
		if words := view.FeedbackNote(s.question(), tries[1].Answer, tries[1].Report, tries).Text; !strings.Contains(words, want) {
			t.Errorf("after %q it doesn't say %q:\n%s", first, want, words)
		}
	}
}

// quiet is a report without notes, in which nothing is lost either.
func quiet(r feedback.Report) feedback.Report {
	r.Notes = nil
	return r
}

func TestWhatSomebodyThinksOfANoteShowsOnItsButton(t *testing.T) {
	s := sample{}
	for _, verdict := range []practice.Verdict{"", practice.Helpful, practice.Off} {
		a := s.answer()
		a.Votes = []practice.Vote{{Note: "another", Verdict: practice.Helpful}, {Note: s.report().Notes[0].Kind, Verdict: verdict}}
		j, err := json.Marshal(view.FeedbackNote(s.question(), a, s.report(), nil))
		if err != nil {
			t.Fatal(err)
		}
		for v, label := range map[practice.Verdict]string{practice.Helpful: `"✓ Helpful"`, practice.Off: `"✓ Off"`} {
			if got := strings.Contains(string(j), label); got != (v == verdict) {
				t.Errorf("with %q chosen, %s shows: %v", verdict, label, got)
			}
		}
	}
}

func TestNotesComeBackAsTheyWent(t *testing.T) {
	for _, where := range []view.Where{view.InFeedback, view.InKept, view.InReview, view.InMessage} {
		id, kind, got, ok := view.ParseNote(view.NoteValue(someID, feedback.NoteOwnPart, where))
		if id != someID || kind != feedback.NoteOwnPart || got != where || !ok {
			t.Errorf("%s came back as %v, %q, %q, %v", where, id, kind, got, ok)
		}
	}
	for _, s := range []string{"", "x/own-part/kept", someID.String() + "/own-part", someID.String() + "//kept", someID.String() + "/own-part/elsewhere", someID.String() + "/a/b/kept"} {
		if _, _, _, ok := view.ParseNote(s); ok {
			t.Errorf("%q was read", s)
		}
	}
}

func TestNobodyIsToldOfAVoteThatNobodyCast(t *testing.T) {
	words := view.Status(view.StatusData{Tallies: []practice.Tally{{Note: feedback.NoteResult}}}).Text
	if strings.Contains(words, "notes in their feedback") {
		t.Error(words)
	}
	words = view.Status(view.StatusData{Tallies: []practice.Tally{{Note: feedback.NoteResult}, {Note: feedback.NoteOwnPart, Off: 2}}}).Text
	if !strings.Contains(words, "0 helpful, 2 off") || strings.Contains(words, "Result") {
		t.Error(words)
	}
}

func TestWhatWasNotedIsDoneAndNotThere(t *testing.T) {
	first := "They never answered our calls, and they were always late, so I rang their director and changed the supplier in six weeks."
	second := "Their answer took nine days twice in May, so I rang their director and changed the supplier in six weeks."
	q := bank.Question{Ask: "Tell me about a supplier who didn't deliver.", Style: bank.Behavioural}
	var tries []view.Try
	for i, said := range []string{first, second} {
		a := practice.Answer{Attempt: i + 1, Messages: []practice.Message{{Text: said}}}
		tries = append(tries, view.Try{Answer: a, Report: feedback.Read(q, said)})
	}
	if words := view.CompareNote(q, tries, 0, 1).Text; !strings.Contains(words, "words that blame others (done)") {
		t.Errorf("it doesn't say that the blame is gone:\n%s", words)
	}
}
