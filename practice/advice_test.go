package practice_test

import (
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice"
)

// vague is an answer without a case and without a figure.
const vague = "Communication is very important and a good manager always listens to everybody, sets clear goals and keeps the team motivated in every situation."

func TestAnAnswerDrawsTheAdviceThatItNeeds(t *testing.T) {
	for _, c := range []struct {
		name, said string
		mode       practice.Mode
		want       practice.Advice
	}{
		{"too short", "It went well.", practice.PracticeMode, practice.Breathe},
		{"only the question again", "How did you handle case 0? How did you handle case 4? How did you handle case 8? Well, how did you handle case, yes.", practice.PracticeMode, practice.AskBack},
		{"what anyone could say", vague, practice.PracticeMode, practice.BeSpecific},
		{"no experience", "I have never led anything like that, because our company was small and the owner decided all of it himself together with his accountant.", practice.PracticeMode, practice.BeHonest},
		{"no experience, and how to learn it", "I have never led anything like that, so I took a course on it last spring, I asked my director to let me shadow her on the next one, and our hand-over went from forty minutes to ten.", practice.PracticeMode, ""},
		{"never, but of luck", "I've never missed a deadline: last spring our ticket queue grew to four hundred, so I moved two people to triage and the backlog fell by half in six weeks.", practice.PracticeMode, ""},
		{"a case with a figure", story, practice.PracticeMode, ""},
		{"too short, live", "It went well.", practice.LiveMode, ""},
		{"what anyone could say, live", vague, practice.LiveMode, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			o.coach.Bank = smallBank(40)
			choice := express
			choice.Mode = c.mode
			_, err := o.coach.BeginRound(t.Context(), "ana", choice)
			o.must(err)
			ana := o.person("ana")
			said := c.said
			if c.want == practice.AskBack {
				said = strings.Repeat(ana.round().Now().Ask+" ", 4)
			}
			ana.tells(said)
			r, err := o.coach.Done(t.Context(), ana.word())
			o.must(err)
			if got := r.Turns[0].Advice; got != c.want {
				t.Errorf("advised %q, want %q (it is at %s)", got, c.want, r.Stage)
			}
		})
	}
}

func TestNoAdviceIsGivenTwiceInARound(t *testing.T) {
	o, ana, _ := interviewing(t)
	var got []practice.Advice
	for range 3 {
		ana.tells(vague)
		r, err := o.coach.Done(t.Context(), ana.word())
		o.must(err)
		if r.Stage != practice.Following {
			t.Fatalf("it is at %s", r.Stage)
		}
		got = append(got, r.Now().Advice)
		_, err = o.coach.Skip(t.Context(), ana.word())
		o.must(err)
	}
	if want := []practice.Advice{practice.BeSpecific, "", ""}; !slices.Equal(got, want) {
		t.Errorf("advised %q, want %q", got, want)
	}
}

func TestAQuestionDrawsOnePieceOfAdviceAtMost(t *testing.T) {
	o, ana, _ := interviewing(t)
	ana.tells("It went well.")
	r, err := o.coach.Done(t.Context(), ana.word())
	o.must(err)
	if r.Stage != practice.Elaborating || r.Now().Advice != practice.Breathe {
		t.Fatalf("it is at %s with %q", r.Stage, r.Now().Advice)
	}
	ana.tells(vague)
	r, err = o.coach.Done(t.Context(), ana.word())
	o.must(err)
	if r.Stage != practice.Following || r.Now().Advice != practice.Breathe {
		t.Errorf("it is at %s with %q", r.Stage, r.Now().Advice)
	}
}

// roundOf returns a round of turns, the last one in hand.
func roundOf(mode practice.Mode, turns ...practice.Turn) practice.Round {
	return practice.Round{ID: "r", Choice: practice.Choice{Mode: mode}, Turns: turns, Turn: len(turns) - 1, Stage: practice.Asking}
}

func TestAdviceWithAQuestionComesWithTheFirstOfItsKind(t *testing.T) {
	plain, curve, own := practice.Turn{}, practice.Turn{Curveball: true}, practice.Turn{Reverse: true}
	r := roundOf(practice.PracticeMode, plain, curve, own, plain, curve, own)
	live := roundOf(practice.LiveMode, r.Turns...)
	for i, want := range []practice.Advice{"", practice.Logical, practice.TwoWay, "", "", ""} {
		if got := r.PutWith(i); got != want {
			t.Errorf("turn %d: %q, want %q", i, got, want)
		}
		if got := live.PutWith(i); got != "" {
			t.Errorf("turn %d of a live round: %q", i, got)
		}
	}
	if got := live.Briefed(); !slices.Contains(got, practice.Logical) || len(got) > 2 {
		t.Errorf("a live round with a curveball is briefed with %q", got)
	}
	if got := r.Briefed(); !slices.Equal(got, []practice.Advice{practice.TakeTime, practice.AskBack}) {
		t.Errorf("a round is briefed with %q", got)
	}
}

func TestEachHintHasItsOwnAdvice(t *testing.T) {
	styles := map[string]bank.Style{"b": bank.Behavioural, "k": bank.Knowledge, "s": bank.Situational}
	find := func(id string) (bank.Question, bool) { q := bank.Question{ID: id, Style: styles[id]}; return q, true }
	hint := func(q string) practice.Turn { return practice.Turn{Question: q, Hints: 1} }
	r := roundOf(practice.PracticeMode, hint("b"), practice.Turn{Question: "b"}, hint("b"), hint("b"), hint("s"), hint("k"))
	for i, want := range []practice.Advice{practice.BeSpecific, practice.BeHonest, practice.BeHonest, "", practice.Logical, ""} {
		if got := r.HintWith(i, find); got != want {
			t.Errorf("turn %d: %q, want %q", i, got, want)
		}
	}
	r = roundOf(practice.PracticeMode, practice.Turn{Question: "b", Advice: practice.BeSpecific}, hint("b"))
	if got := r.HintWith(1, find); got != practice.BeHonest {
		t.Errorf("after an answer drew the first, a hint says %q", got)
	}
}

func TestWhoSaysThatTheyHaveNotDoneItIsToldThatHonestyIsFine(t *testing.T) {
	rest := " The company was small, and the owner decided most of it together with his accountant and with the bank."
	for said, want := range map[string]bool{
		"I have never run a budget.":                         true,
		"To be honest, I've never had to fire anybody.":      true,
		"I haven’t worked with Azure yet.":                   true,
		"I don't have much experience with networks.":        true,
		"I have no experience of that.":                      true,
		"I'm not very familiar with ITIL.":                   true,
		"I've actually never done a migration of that size.": true,
		"I have little hands-on experience there.":           true,

		"I've never missed a deadline.":                      false,
		"I have never had an outage longer than an hour.":    false,
		"I never shout.":                                     false,
		"She had never run a budget, so I sat with her.":     false,
		"They have no experience of outages.":                false,
		"I haven't lost anybody since.":                      false,
		"I have ten years of experience with that.":          false,
		"I have never run one, but I'd take a course on it.": false,
		"I've never used it. I'd shadow our engineer first.": false,
		"My team was not familiar with it, I was.":           false,
	} {
		o, ana, _ := interviewing(t)
		ana.tells(said + rest)
		r, err := o.coach.Done(t.Context(), ana.word())
		o.must(err)
		if got := r.Turns[0].Advice == practice.BeHonest; got != want {
			t.Errorf("%q: %q", said, r.Turns[0].Advice)
		}
	}
}
