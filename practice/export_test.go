package practice_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/practice"
)

// exports returns a person's export as its JSON reads, and the JSON.
func (p candidate) exports() (map[string]any, string) {
	p.o.t.Helper()
	e, err := p.o.coach.Export(p.o.t.Context(), p.id, func(in practice.Place, at practice.Stamp) string {
		return fmt.Sprintf("https://example.test/%s/%d", in.Channel, at)
	})
	p.o.must(err)
	b, err := json.Marshal(e)
	p.o.must(err)
	var out map[string]any
	p.o.must(json.Unmarshal(b, &out))
	keeps(p.o.t, out)
	return out, string(b)
}

// list returns the objects of a list in an export.
func list(v any) (out []map[string]any) {
	for _, x := range v.([]any) {
		out = append(out, x.(map[string]any))
	}
	return out
}

func TestNeitherExportNorDebriefShowsQuestionsThatWereNotPut(t *testing.T) {
	o, ana, r := interviewing(t)
	if len(r.Turns) < 2 {
		t.Fatal("the round has nothing to come")
	}
	e, whole := ana.exports()
	if turns := list(list(e["rounds"])[0]["turns"]); len(turns) != 1 || turns[0]["ask"] != r.Turns[0].Ask || strings.Contains(whole, r.Turns[1].Question) {
		t.Errorf("what is to come shows in %s", whole)
	}
	ana.tells(story)
	_, err := o.coach.CloseRound(t.Context(), ana.word())
	o.must(err)
	d, err := o.coach.Debriefed(t.Context(), r.ID, 0, "ana")
	o.must(err)
	if len(d.Turns) != 1 {
		t.Errorf("%d questions in the debrief of 1", len(d.Turns))
	}
	for _, line := range d.Competencies {
		if line.Asked != 1 {
			t.Errorf("%s was asked %d times", line.Competency, line.Asked)
		}
	}
}

func TestTheExportHasTheDocumentedShape(t *testing.T) {
	o, ana, r := interviewing(t)
	said := ana.tells(story + " In the round.")
	_, err := o.coach.HearRound(t.Context(), ana.changes(said, story+" In the round, edited."))
	o.must(err)
	_, err = o.coach.Done(t.Context(), ana.word())
	o.must(err)
	ana.tells("The follow-up's answer.")
	_, err = o.coach.Done(t.Context(), ana.word())
	o.must(err)
	ana.tells(story + " Deleted later.")
	_, err = o.coach.EndRound(t.Context(), ana.word())
	o.must(err)
	_, err = o.coach.Rate(t.Context(), practice.Press{By: "ana", Round: r.ID, Step: practice.Step{Turn: 0}}, 3)
	o.must(err)
	_, err = o.coach.Debrief(t.Context(), ana.word())
	o.must(err)
	o.must(o.coach.Delete(t.Context(), ana.all()[2].ID, "ana"))

	o.post = o.ask()
	o.arrives(o.post.Key)
	o.now = o.post.OpenUntil.Add(time.Hour)
	thread := ana.says(story + " In the thread.")
	ana.privately(story+" In private.", "form1")
	o.person("ben").says(story + " The secret of another.")

	got, text := ana.exports()
	keys := func(m map[string]any) (out []string) {
		for k := range m {
			out = append(out, k)
		}
		slices.Sort(out)
		return out
	}
	has := func(what string, m map[string]any, want ...string) {
		t.Helper()
		for _, k := range want {
			if _, ok := m[k]; !ok {
				t.Errorf("%s has no %q, only %v", what, k, keys(m))
			}
		}
	}
	has("the export", got, "person", "exported_at", "settings", "answers", "rounds")
	answers, rounds := list(got["answers"]), list(got["rounds"])
	if len(answers) != 4 || len(rounds) != 1 {
		t.Fatalf("%d answers and %d rounds: %s", len(answers), len(rounds), text)
	}
	for i, want := range []struct {
		origin, text string
		late         bool
		rating       any
	}{
		{"round", story + " In the round, edited.", false, 3.0},
		{"follow-up", "The follow-up's answer.", false, nil},
		{"post", story + " In the thread.", true, nil},
		{"private", story + " In private.", true, nil},
	} {
		a := answers[i]
		has("an answer", a, "id", "question", "ask", "origin", "text", "created_at", "edited_at", "late", "rating", "parts", "permalink")
		if a["origin"] != want.origin || a["text"] != want.text || a["late"] != want.late || a["rating"] != want.rating || a["ask"] == "" {
			t.Errorf("answer %d is %v", i, a)
		}
		if at, err := time.Parse(time.RFC3339, a["created_at"].(string)); err != nil || at.Before(monday) {
			t.Errorf("answer %d was created at %v", i, a["created_at"])
		}
		if edited := a["edited_at"] != nil; edited != (i == 0) {
			t.Errorf("answer %d was edited at %v", i, a["edited_at"])
		}
		if n := strings.Count(text, want.text); n != 1 {
			t.Errorf("the text of answer %d stands there %d times", i, n)
		}
	}
	if want := fmt.Sprintf("https://example.test/%s/%d", channel, thread.Stamp); answers[2]["permalink"] != want {
		t.Errorf("permalink %v, want %v", answers[2]["permalink"], want)
	}
	if answers[3]["permalink"] != "" {
		t.Errorf("a private answer has a permalink: %v", answers[3]["permalink"])
	}

	round := rounds[0]
	has("a round", round, "id", "kind", "mode", "started_at", "ended_at", "ending", "turns")
	if round["kind"] != "technical" || round["mode"] != "practice" || round["ending"] != "stopped" || round["ended_at"] == nil {
		t.Errorf("the round is %v", round)
	}
	turns := list(round["turns"])
	for _, turn := range turns {
		has("a turn", turn, "question", "answer", "follow_up", "follow_up_answer", "rating", "seconds")
	}
	if turns[0]["answer"] != answers[0]["id"] || turns[0]["follow_up_answer"] != answers[1]["id"] || turns[0]["rating"] != 3.0 || turns[0]["follow_up"] == "" {
		t.Errorf("the first turn is %v", turns[0])
	}
	// The answer to the second was deleted, the third was never asked.
	for _, turn := range turns[1:] {
		if turn["answer"] != nil || turn["follow_up_answer"] != nil || turn["rating"] != nil {
			t.Errorf("a turn without an answer is %v", turn)
		}
	}
	if strings.Contains(text, "secret") || strings.Contains(text, "Deleted later") {
		t.Error("the export has what is not one's own, or no longer there")
	}
}

func TestTheExportOfSomebodyNewIsEmptyNotNull(t *testing.T) {
	o := newOffice(t)
	got, text := o.person("new").exports()
	if got["person"] != "new" || len(list(got["answers"])) != 0 || len(list(got["rounds"])) != 0 {
		t.Error(text)
	}
}

func TestTheExportListsEveryFollowUpAndTheRoundOfALoop(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = smallBank(60)
	ana := o.person("ana")
	r, err := o.coach.BeginRound(t.Context(), "ana", practice.Choice{Kind: practice.Loop, Length: practice.Express, Manner: practice.Pressing})
	o.must(err)
	o.arrives("round/" + r.ID + "/briefing")
	ana.tells(plain)
	ana.does("done")
	ana.tells("It took 3 weekends, and calls to the desk fell from 90 a week to 9.")
	ana.does("done")
	if n := len(ana.round().Turns[0].Probes); n != 2 {
		t.Fatalf("%d follow-ups", n)
	}
	e, _ := ana.exports()
	round := list(e["rounds"])[0]
	turn := list(round["turns"])[0]
	more := list(turn["more_follow_ups"])
	if round["manner"] != "pressing" || turn["round"] != "screening" || turn["follow_up"] == "" || turn["follow_up_answer"] == nil {
		t.Errorf("the round is %v", round)
	}
	if len(more) != 1 || more[0]["ask"] == turn["follow_up"] || more[0]["ask"] == "" || more[0]["answer"] != nil {
		t.Errorf("more follow-ups: %v", more)
	}
}
