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

// debriefOf is the debrief of a running round's leg or of a whole round, of one
// knowledge question answered with that text.
func debriefOf(stage practice.Stage, text string, kind practice.WorkKind) practice.Debrief {
	q := bank.Question{ID: "q", Ask: "What is in the room?", Style: bank.Knowledge}
	turn := practice.Turn{Question: "q", Ask: q.Ask, Answer: 1, Minutes: 5}
	read := feedback.Read(q, text)
	for _, name := range []string{"router", "switch", "cable", "printer", "server", "modem", "antenna"} {
		read.KeyPoints = append(read.KeyPoints, feedback.KeyPoint{Point: "There is one " + name, Present: strings.Contains(text, name), Quote: name})
	}
	return practice.Debrief{
		Round: practice.Round{ID: "r", Choice: practice.DefaultChoice, Stage: stage, Turns: []practice.Turn{turn}},
		Turns: []practice.Debriefed{{Turn: turn, N: 1, Q: q, Known: true, Open: true, Said: practice.Answer{ID: 1}, Report: read, Whole: read}},
		Work:  []practice.Work{{Kind: kind}},
	}
}

func TestAQuestionThatWasNeverAnsweredIsNotTriedAgain(t *testing.T) {
	d := debriefOf(practice.Ended, "", practice.LeftOut)
	d.Round.Turns[0].Answer, d.Turns[0].Answer, d.Turns[0].Said = 0, 0, practice.Answer{}
	other := practice.Turn{Question: "q", Answer: 2}
	d.Round.Turns = append(d.Round.Turns, other)
	if got := reads(t, d); !strings.Contains(got, `"Try question 1"`) || !strings.Contains(got, "You ended the round at this one") {
		t.Errorf("it reads %s", got)
	}
}

func TestWhoHasNothingToAFollowUpIsNotToldThatItWasAnswered(t *testing.T) {
	d := debriefOf(practice.Ended, "There is a router in it and a switch, and I would test the cable between them first of all.", practice.LeftOut)
	d.Turns[0].Probed = []practice.Followed{{
		Probe: practice.Probe{Ask: "Where did it fail you?", Checks: "An honest look back", Answer: 2}, Said: practice.Answer{ID: 2},
		Missed: bank.GapReflection, None: true,
	}}
	got := reads(t, d)
	if strings.Contains(got, "You answered it") || !strings.Contains(got, "which is fine. It checks: An honest look back.") {
		t.Errorf("it reads %s", got)
	}
}

// reads returns what the messages of a debrief say.
func reads(t *testing.T, d practice.Debrief) string {
	t.Helper()
	all, err := json.Marshal(view.Debrief(d))
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestADebriefSaysWhatFitsTheAnswer(t *testing.T) {
	const german = "Im Raum stehen ein Schrank und ein paar Geräte, und ich würde zuerst mit dem Team sprechen und dann einen Plan schreiben."
	const full = "In our room there is a router, a switch, a cable, a printer, a server, a modem and an antenna, and each of them has its own place on the shelf."
	const little = "In our room there is a router, and I think that it's the most important one of all the things that are in there, more or less."
	for name, c := range map[string]struct {
		stage     practice.Stage
		text      string
		kind      practice.WorkKind
		has, lack string
	}{
		"no advice on the subject where only the language was at fault": {practice.Ended, german, practice.TooShort, "simple English words", "find out the rest"},
		"a short one gets the advice for its kind alone":                {practice.Ended, "Mostly the disks.", practice.TooShort, "fewer than 15 words here, too few to say anything fair about them. Say what you do know", "\x00"},
		"who has none is told that it is fine":                          {practice.Ended, "No idea.", practice.TooShort, "It's fine not to know it: tell what comes closest", "\x00"},
		"an answer with little in it is told what is missing":           {practice.Ended, little, practice.Sparse, "Missing: ", "happy with it"},
		"points that there is no room for are counted":                  {practice.Ended, full, practice.RatedLow, "1 more of the points that belong to it", "\x00"},
		"another round is offered after the round":                      {practice.Ended, full, practice.RatedLow, "Another round", "\x00"},
		"but not while it goes on":                                      {practice.Break, full, practice.RatedLow, "My answers", "Another round"},
	} {
		t.Run(name, func(t *testing.T) {
			got := reads(t, debriefOf(c.stage, c.text, c.kind))
			if !strings.Contains(got, c.has) || strings.Contains(got, c.lack) {
				t.Errorf("want %q and not %q in\n%s", c.has, c.lack, got)
			}
		})
	}
}

func TestBeforeIsExplainedOnlyWhereItIsSaid(t *testing.T) {
	before := practice.Standard{Share: practice.Share{Found: 3, Wanted: 6}, Answers: 1}
	for name, c := range map[string]struct {
		now  practice.Standard
		says bool
	}{
		"with a figure beside it": {practice.Standard{Share: practice.Share{Found: 4, Wanted: 6}, Answers: 1}, true},
		"with too little said":    {practice.Standard{Answers: 1}, false},
	} {
		d := debriefOf(practice.Ended, "", practice.LeftOut)
		d.Competencies = []practice.Competence{{Competency: "budgeting", Asked: 1, Answered: 1, Now: c.now, Before: before}}
		if got := reads(t, d); strings.Contains(got, "rounds of the last year") != c.says {
			t.Errorf("%s it reads %s", name, got)
		}
	}
}
