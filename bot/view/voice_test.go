package view_test

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// interviewing returns what an interviewer of some manners says in a round.
func (s sample) interviewing(q bank.Question, manners ...practice.Manner) map[string]view.Message {
	q.Also = s.times("Which outage did you lead, and how did it go?")
	out := map[string]view.Message{}
	for _, m := range manners {
		r := s.round()
		r.Choice.Manner = m
		r.Turns[1].Curveball, r.Turns[1].Answer, r.Turns[1].Probes = true, 0, []practice.Probe{
			{Ask: s.words("What did you decide first?"), Checks: s.words("Their own part."), Kind: bank.OwnPart},
			{Ask: s.words("How many were cut off?"), Checks: s.words("A figure behind the claim."), Kind: bank.EvidenceKind},
			{Ask: s.words("Here 2 people look after 14 sites. What of that would you do first with us?"), Checks: s.words("Whether it carries over."), Kind: bank.Depth, Twist: true},
		}
		last := len(r.Turns) - 1
		r.Turns[last].Answer = 0
		advised := r
		advised.Turns = slices.Clone(r.Turns)
		advised.Turns[1].Advice = practice.BeSpecific
		short := advised
		short.Turns = slices.Clone(r.Turns)
		short.Turns[1].More, short.Turns[1].Advice = true, practice.Breathe
		for name, said := range map[string]view.Message{
			"turn-first": view.Turn(r, 0, false), "turn-curveball": view.Turn(r, 1, false), "turn-after-skip": view.Turn(r, 2, false),
			"turn-reverse": view.Turn(r, last, false), "asked-2": view.Asked(r, 1, 2, false), "asked-3": view.Asked(r, 1, 3, false),
			"asked": view.Asked(advised, 1, 1, false),
			"more":  view.More(short, 1, bank.Behavioural, feedback.TooShort), "more-again": view.More(r, 1, bank.Knowledge, feedback.SaysItTwice),
			"more-none": view.More(r, 1, bank.Behavioural, feedback.HasNone),
			"more-asks": view.More(r, 1, bank.Approach, feedback.AsksAgain), "more-english": view.More(r, 1, bank.Approach, feedback.NotEnglish),
			"turn-time": view.TurnTime(r, 1, 80), "turn-time-up": view.TurnTime(r, 1, 100), "leg-time": view.LegTime(r, 80), "leg-time-up": view.LegTime(r, 100),
			"clarified": view.Clarified(r, 1, 0, q), "clarified-twist": view.Clarified(r, 1, 3, q), "break": view.InBreak(r, bank.Strategy),
		} {
			out[string(m)+"-"+name] = said
		}
	}
	loop := s.round()
	loop.Choice = practice.Choice{Kind: practice.Loop, Length: practice.Full, Mode: practice.LiveMode, Level: bank.Senior, Manner: practice.Pressing}
	loop.Turns[2].Curveball, loop.Turns[0].Round = true, bank.Screening
	out["briefing-loop"] = view.Briefing(loop, bank.Employer{}, now)
	return out
}

// spoken returns what the interviewer says before a question: our own words, of
// which the first stands in a section.
func spoken(m view.Message) string {
	for _, b := range m.Blocks {
		if s, ok := b.(*slack.SectionBlock); ok {
			return s.Text.Text
		}
	}
	return ""
}

// played is a long round of a manner, in which each question but every fifth was
// answered and drew all follow-ups.
func played(id string, m practice.Manner) practice.Round {
	r := practice.Round{ID: id, Choice: practice.Choice{Manner: m}}
	kinds := bank.FollowUpKinds()
	for i := range 22 {
		t := practice.Turn{Ask: "Why?", Round: bank.Rounds()[min(i/8, 2)], Answer: someID, More: i%3 != 2, Curveball: i == 10 || i == 18, Reverse: i == 7 || i == 15 || i == 21, Noted: 100, Clarified: true}
		if i%5 == 4 || i%5 == 3 {
			t.Answer = 0
		}
		for p := range 3 {
			t.Probes = append(t.Probes, practice.Probe{Ask: "How?", Kind: kinds[(i/4+p)%len(kinds)], Twist: p == 2 && i%2 == 1})
		}
		r.Turns = append(r.Turns, t)
	}
	return r
}

func TestTheInterviewerNeverSaysTheSameLineTwiceInARow(t *testing.T) {
	q := bank.Question{Ask: "Why not?"}
	for _, m := range practice.Manners() {
		for seed := range 10 {
			r := played(fmt.Sprint("round", seed), m)
			last := map[string]string{}
			says := func(what string, m view.Message) {
				t.Helper()
				if got := spoken(m); got == last[what] || got == "" {
					t.Errorf("%s twice: %q", what, got)
				} else {
					last[what] = got
				}
			}
			for i := range r.Turns {
				says("lead-in", view.Turn(r, i, false))
				for p := range 3 {
					says("follow-up", view.Asked(r, i, p+1, false))
				}
				if r.Turns[i].More {
					says("more", view.More(r, i, bank.Approach, feedback.NotEnglish))
				}
				says("other words", view.Clarified(r, i, 0, q))
			}
			if t.Failed() {
				t.FailNow()
			}
		}
	}
}

func TestTheInterviewerSaysTheSameInTheSameRoundAndVariesByRound(t *testing.T) {
	first := map[string]bool{}
	for seed := range 30 {
		r := played(fmt.Sprint("round", seed), practice.Friendly)
		again := played(r.ID, practice.Friendly)
		if once, twice := view.Turn(r, 3, false).Text, view.Turn(again, 3, false).Text; once != twice {
			t.Errorf("the same turn reads %q and then %q", once, twice)
		}
		first[spoken(view.Turn(r, 0, false))] = true
	}
	if len(first) < 2 {
		t.Errorf("every round begins with %v", first)
	}
}

// judging are words that judge an answer, which nobody has judged yet.
var judging = regexp.MustCompile(`(?i)\b(great|excellent|perfect answer|well done|impressive|good answer|nice answer|wrong|bad|poor|weak|wonderful|brilliant|fantastic|awesome|love that)\b`)

func TestEachMannerHasItsVoice(t *testing.T) {
	var all strings.Builder
	said := (sample{}).interviewing((sample{}).question(), practice.Manners()...)
	for _, name := range slices.Sorted(maps.Keys(said)) {
		fmt.Fprintf(&all, "== %s\n%s\n\n", name, said[name].Text)
	}
	const file = "testdata/voices.golden"
	if *update {
		if err := os.WriteFile(file, []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if all.String() != string(want) {
		t.Errorf("%s has changed; look at it and run the tests with -update\n%s", file, firstDifference(want, []byte(all.String())))
	}
}

func TestTheInterviewerJudgesNothing(t *testing.T) {
	for name, m := range (sample{}).interviewing((sample{}).question(), practice.Manners()...) {
		if judging.MatchString(m.Text) {
			t.Errorf("%s judges: %s", name, m.Text)
		}
		if words := strings.ReplaceAll(m.Text, "<!date", ""); strings.Contains(words, "!") {
			t.Errorf("%s shouts, or has a hole in it: %s", name, m.Text)
		}
	}
}

func TestTheCoachAdvisesOnceAndOnlyInPractice(t *testing.T) {
	r := played("round", practice.Neutral)
	r.Choice.Mode = practice.PracticeMode
	tips := func() (n int) {
		for i := range r.Turns {
			n += strings.Count(view.Turn(r, i, false).Text, "*Tip:*")
		}
		return n
	}
	if n := tips(); n != 2 {
		t.Errorf("%d tips with the questions, want one for the first curveball and one for the first own questions", n)
	}
	r.Choice.Mode = practice.LiveMode
	if n := tips(); n != 0 {
		t.Errorf("%d tips in a live round", n)
	}
	if n := strings.Count(view.Briefing(r, bank.Employer{}, now).Text, "*Tip:*"); n != 2 {
		t.Errorf("%d tips in the briefing", n)
	}
	for _, a := range practice.AllAdvice() {
		if !strings.Contains(view.Hint(r, 0, bank.Question{}, a).Text, "*Tip:*") {
			t.Errorf("no words for %q", a)
		}
	}
}

func TestAllThatCanBeTypedNowIsInTheHelp(t *testing.T) {
	r := (sample{}).round()
	paused, rating, pause, following, live := r, r, r, r, r
	paused.PausedAt, rating.Stage, pause.Stage, following.Stage, live.Choice.Mode = now, practice.Rating, practice.Break, practice.Following, practice.LiveMode
	for name, c := range map[string]struct {
		round    practice.Round
		has, not []string
	}{
		"asking":    {r, []string{"done", "hint", "clarify", "skip", "pause", "end"}, []string{"resume", "continue"}},
		"live":      {live, []string{"done", "clarify", "skip", "pause", "end"}, []string{"hint"}},
		"following": {following, []string{"done", "clarify", "skip", "pause", "end"}, []string{"hint"}},
		"paused":    {paused, []string{"resume", "end"}, []string{"done", "continue"}},
		"break":     {pause, []string{"continue", "end"}, []string{"done", "resume"}},
		"rating":    {rating, []string{"done"}, []string{"end", "skip"}},
	} {
		m := view.Help(false, &c.round)
		now, _, _ := strings.Cut(m.Text, "*Mock rounds*")
		for _, w := range c.has {
			if !strings.Contains(now, "`"+w+"`") {
				t.Errorf("%s: %q is missing in %q", name, w, now)
			}
		}
		for _, w := range c.not {
			if strings.Contains(now, "`"+w+"`") {
				t.Errorf("%s: %q is in %q", name, w, now)
			}
		}
		if n := len(m.Text); n > 1600 {
			t.Errorf("%s: the help has %d characters, more than a phone shows", name, n)
		}
	}
}

func TestAFollowUpIntoTheDepthIsPutInOtherWordsByItsQuestion(t *testing.T) {
	r := practice.Round{Turns: []practice.Turn{{Ask: "Why us?", Probes: []practice.Probe{{Ask: "What of it is hard?", Kind: bank.Depth}}}}}
	for style, want := range map[bank.Style]string{bank.Behavioural: "one real moment", bank.Motivation: "what's behind it"} {
		if got := view.Clarified(r, 0, 1, bank.Question{Style: style}).Text; !strings.Contains(got, want) {
			t.Errorf("%s: %s", style, got)
		}
	}
}

func TestWhoHasNoneIsToldOnceThatItIsFine(t *testing.T) {
	r := sample{}.round()
	r.Turns[0].More, r.Turns[0].Advice = true, practice.BeHonest
	tip := "It's fine not to have done it."
	if got := view.More(r, 0, bank.Behavioural, feedback.HasNone).Text; strings.Contains(got, tip) {
		t.Errorf("it reads %s", got)
	}
	if got := view.More(r, 0, bank.Behavioural, feedback.TooShort).Text; !strings.Contains(got, tip) {
		t.Errorf("without such words it reads %s", got)
	}
}
