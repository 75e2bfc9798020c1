package practice_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"greenroom/bank"
	"greenroom/practice"
)

// foundIn returns the topics of the replies as the tables write them.
func foundIn(replies []practice.Reply) string {
	var out []string
	for _, r := range replies {
		if r.Topic == "" {
			out = append(out, "?")
		} else {
			out = append(out, string(r.Topic))
		}
	}
	return strings.Join(out, " ")
}

// everything is an employer with a fact for each topic.
func everything() bank.Employer {
	e := bank.Employer{ID: "everything"}
	for _, t := range bank.EmployerTopics() {
		e.Facts = append(e.Facts, bank.Fact{Topic: t, Says: "This is about " + string(t) + ". There is more."})
	}
	return e
}

// readRight returns how many of the questions are read right, and names the others.
func readRight(t *testing.T, questions []ownQuestion) (right int) {
	t.Helper()
	e := everything()
	for _, q := range questions {
		if got := foundIn(practice.ReplyTo(e, q.said, nil)); got == q.topics {
			right++
		} else {
			t.Logf("%q was read as %q, not %q", q.said, got, q.topics)
		}
	}
	return right
}

func TestOwnQuestionsAreReadAsTheyAreMeant(t *testing.T) {
	for name, questions := range map[string][]ownQuestion{
		"before the rules": askedFirst, "in fresh words": askedAfresh, "in others": askedLast, "once more": askedAtLast, "plainly": askedPlainly,
	} {
		if right := readRight(t, questions); right < len(questions) {
			t.Errorf("%s: %d of %d are read right", name, right, len(questions))
		}
	}
}

func builtInEmployer(t *testing.T, id string) bank.Employer {
	t.Helper()
	b, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	e, ok := b.Employer(id)
	if !ok {
		t.Fatalf("no employer %s", id)
	}
	return e
}

func TestAReplyIsWhatTheSheetSays(t *testing.T) {
	e := builtInEmployer(t, "arneiro-energy")
	got := practice.ReplyTo(e, "Who's on the team? And what are the next steps? Is there parking?", nil)
	says, _ := e.Says(bank.TopicTeam)
	want := []practice.Reply{
		{Topic: bank.TopicTeam, Asked: "Who's on the team", Says: says, Known: true},
		{Topic: bank.TopicNextSteps, Asked: "what are the next steps"}, // that sheet has nothing on it
		{Asked: "Is there parking"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAQuestionIsGivenBackWithoutWhatJoinsTheNextToIt(t *testing.T) {
	got := practice.ReplyTo(everything(), "How many vendors do you have and which ticket system do you use?", nil)
	if len(got) != 2 || got[0].Asked != "How many vendors do you have" || got[1].Asked != "which ticket system do you use" {
		t.Errorf("replied to was %+v", got)
	}
}

func TestWhatWasToldIsNotToldAgainInFull(t *testing.T) {
	e := builtInEmployer(t, "arneiro-energy")
	got := practice.ReplyTo(e, "how big is the team again", []bank.Topic{bank.TopicTeam})
	want := []practice.Reply{{Topic: bank.TopicTeam, Asked: "how big is the team again", Says: "Small: you, Tiago full time, and Inês for half the week, who also does our members' magazine.", Known: true, Told: true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOfManyQuestionsTheLastReplySaysHowManyWait(t *testing.T) {
	got := practice.ReplyTo(everything(), "- team size\n- budget\n- how is success measured?\n- on call?\n- who is my boss\n", nil)
	if len(got) != 3 || got[0].Left+got[1].Left != 0 || got[2].Left != 2 || foundIn(got) != "team budget success" {
		t.Errorf("%+v", got)
	}
	// What waits is told when it is asked again.
	if got := practice.ReplyTo(everything(), "on call? who is my boss", []bank.Topic{"team", "budget", "success"}); foundIn(got) != "on-call reports-to" || got[1].Told {
		t.Errorf("%+v", got)
	}
}

func TestOneTopicHasOneReplyAndSoHasAllThatNoSheetHolds(t *testing.T) {
	if got := practice.ReplyTo(everything(), "How big is the team? How many people would I manage? What's the salary? And the parking?", nil); foundIn(got) != "team ?" {
		t.Errorf("%+v", got)
	}
}

func TestMarkupIsNoPartOfAQuestion(t *testing.T) {
	got := practice.ReplyTo(everything(), "<@U024BE7LH> what's the *budget* like? &amp; who's on the `team`? :thinking_face:", nil)
	if foundIn(got) != "budget team" || strings.ContainsAny(got[0].Asked, "*<>") {
		t.Errorf("%+v", got)
	}
}

func TestAVeryLongMessageIsReadQuickly(t *testing.T) {
	for _, piece := range []string{"what would you say about that and how is it and ", "what, ", "? ", " ", "1. ", "team ", "how is the team, ", "i start "} {
		long := strings.Repeat(piece, 40_000/len(piece))
		began := time.Now()
		got := practice.ReplyTo(everything(), long, nil)
		if took := time.Since(began); took > 2*time.Second || len(got) > 3 {
			t.Errorf("%d replies to %q again and again after %s", len(got), piece, took)
		}
		for _, r := range got {
			if n := len([]rune(r.Asked)); n > 150 {
				t.Errorf("a question of %d characters is given back", n)
			}
		}
	}
}

func FuzzOwnQuestionsAreReadWithoutHarm(f *testing.F) {
	for _, q := range slices.Concat(askedFirst, askedAfresh, askedLast, askedAtLast, askedPlainly) {
		f.Add(q.said)
	}
	f.Add("1.\n-\n?!;:\xff\u2019' and or")
	f.Fuzz(func(t *testing.T, said string) {
		for _, r := range practice.ReplyTo(everything(), said, nil) {
			if r.Asked == "" || r.Known != (r.Says != "") {
				t.Errorf("%q was replied to with %+v", said, r)
			}
		}
	})
}
