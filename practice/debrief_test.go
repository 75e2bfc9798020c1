package practice_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// debriefed returns the debrief of one's own round.
func (p candidate) debriefed(r practice.Round, leg int) practice.Debrief {
	p.o.t.Helper()
	d, err := p.o.coach.Debriefed(p.o.t.Context(), r.ID, leg, p.id)
	p.o.must(err)
	return d
}

// does types words in a round, one after the other.
func (p candidate) does(verbs ...string) {
	p.o.t.Helper()
	for _, verb := range verbs {
		c, ctx := p.o.coach, p.o.t.Context()
		do := map[string]func() (practice.Round, error){
			"done": func() (practice.Round, error) { return c.Done(ctx, p.word()) },
			"skip": func() (practice.Round, error) { return c.Skip(ctx, p.word()) },
			"end":  func() (practice.Round, error) { return c.EndRound(ctx, p.word()) },
			"stop": func() (practice.Round, error) { return c.CloseRound(ctx, p.word()) },
			"show": func() (practice.Round, error) { return c.Debrief(ctx, p.word()) },
			"next": func() (practice.Round, error) { return c.Continue(ctx, p.word()) },
		}[verb]
		_, err := do()
		p.o.must(err)
	}
}

func (p candidate) rates(turn, rating int) {
	p.o.t.Helper()
	r := p.round()
	_, err := p.o.coach.Rate(p.o.t.Context(), practice.Press{By: p.id, Round: r.ID, Step: practice.Step{Turn: turn, Stage: practice.Rating}}, rating)
	p.o.must(err)
}

// plain is an answer without a figure, a result or a lesson.
const plain = "I led the move of our mail to another provider. I wrote the plan, I asked the two seniors to check it, and I told every office on which day it would go."

func TestADebriefComesAfterTheRatingsAndNotBefore(t *testing.T) {
	o, ana, r := interviewing(t)
	refused := func(when string) {
		t.Helper()
		for leg := range 3 {
			_, err := o.coach.Debriefed(t.Context(), r.ID, leg, "ana")
			o.refusal(fmt.Sprint(when, ", leg ", leg), err, practice.ErrRunning)
		}
		_, _, err := o.coach.NewestDebrief(t.Context(), "ana")
		o.refusal(when+", the newest", err, practice.ErrNoDebrief)
	}
	refused("at the first question")
	ana.tells(story)
	ana.does("end")
	refused("while the ratings are open")
	ana.rates(0, 2)
	ana.does("show")
	if d := ana.debriefed(r, 0); d.Turns[0].Rating != 2 || len(d.Turns) != 1 {
		t.Errorf("it says %+v", d.Turns)
	}
	_, err := o.coach.Debriefed(t.Context(), r.ID, 0, "ben")
	o.refusal("somebody else's", err, practice.ErrNotYours)
	_, _, err = o.coach.NewestDebrief(t.Context(), "ben")
	o.refusal("the newest of somebody else", err, practice.ErrNoDebrief)
	rounds, err := o.coach.LastRounds(t.Context(), "ben", 5)
	if o.must(err); len(rounds) > 0 {
		t.Errorf("ben has %+v", rounds)
	}
}

func TestAFollowUpIsToldByWhatItBrought(t *testing.T) {
	for name, c := range map[string]struct {
		said    string
		brought []bank.Gap
		quote   string
		missed  bank.Gap
	}{
		"a figure":                {"It took 3 weekends, and calls to the desk fell from 90 a week to 9.", []bank.Gap{bank.GapEvidence}, "from 90", ""},
		"nothing new":             {"I can't say more about that, I really don't know.", nil, "", bank.GapEvidence},
		"nothing, in a few words": {"No idea.", nil, "", bank.GapEvidence},
		"no answer":               {"", nil, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, ana, r := interviewing(t)
			ana.tells(plain)
			ana.does("done")
			if p := ana.round().Turns[0].Probes; len(p) != 1 || p[0].Kind != bank.EvidenceKind {
				t.Fatalf("asked %+v", p)
			}
			if c.said != "" {
				ana.tells(c.said)
			}
			ana.does("stop")
			got := ana.debriefed(r, 0).Turns[0]
			p := got.Probed[0]
			for _, want := range c.brought {
				i := slices.Index(p.Brought, want)
				if i < 0 || !strings.Contains(p.Quotes[i], c.quote) {
					t.Errorf("brought %v, %q", p.Brought, p.Quotes)
				}
			}
			if c.brought == nil && len(p.Brought) > 0 || p.Missed != c.missed || (p.Said.ID != 0) != (c.said != "") {
				t.Errorf("brought %v, missed %q, said %v", p.Brought, p.Missed, p.Said.ID)
			}
			if !slices.Contains(got.Report.Missing(got.Q), bank.GapEvidence) {
				t.Error("what the follow-up brought counts for the answer")
			}
		})
	}
}

func TestAPlainAnswerToAFollowUpIsNotSaidToMissWhatItWasAskedFor(t *testing.T) {
	for name, c := range map[string]struct {
		said   string
		missed bank.Gap
		none   bool
	}{
		"what it cost, in plain words": {"The queue got slower on Wednesdays: mean wait went from 9 to 14 minutes, and the head of permits accepted it after I showed her the plan for six weeks.", "", false},
		"nothing in it":                {"I guess it was kind of fine for everybody, maybe, as such things usually are for us here.", bank.GapTradeOff, false},
		"a few words":                  {"No idea.", bank.GapTradeOff, true},
	} {
		t.Run(name, func(t *testing.T) {
			_, ana, r := interviewing(t)
			ana.tells("In 2022 nobody in my team of nine had been on a course for two years. I agreed it with our director and with HR, blocked Wednesday afternoon in the rota, and took the phone myself. After a year seven had passed a certificate and we'd spent 60% less on consultants. I learned that the hours only hold if the boss keeps them too.")
			ana.does("done")
			if p := ana.round().Turns[0].Probes; len(p) != 1 || p[0].Kind != bank.TradeOff {
				t.Fatalf("asked %+v", p)
			}
			ana.tells(c.said)
			ana.does("stop")
			d := ana.debriefed(r, 0)
			if p := d.Turns[0].Probed[0]; p.Missed != c.missed || p.None != c.none {
				t.Errorf("missed %q, none %v", p.Missed, p.None)
			}
			if len(d.Well) == 0 || !strings.Contains(d.Well[0].Quote, "seven had passed") {
				t.Errorf("went well: %+v", d.Well)
			}
		})
	}
}

func TestADebriefReadsTheAnswersAsTheyAreNow(t *testing.T) {
	o, ana, r := interviewing(t)
	said := ana.tells(plain)
	ana.does("done", "skip")
	gone := ana.tells(story)
	ana.does("stop")
	before := ana.debriefed(r, 0)
	if before.Turns[0].Whole.Parts.Evidence.Present || before.Turns[1].Said.ID == 0 {
		t.Fatalf("it says %+v", before.Turns)
	}
	// Edited and deleted after the debrief, both are read anew.
	_, err := o.coach.HearRound(t.Context(), ana.changes(said, plain+" In the end 240 people had their mail on Monday, and the desk got 9 calls instead of 90."))
	o.must(err)
	ana.deletes(gone)
	after := ana.debriefed(r, 0)
	if !after.Turns[0].Whole.Parts.Evidence.Present {
		t.Error("the edit is not read")
	}
	if after.Turns[1].Said.ID != 0 || !slices.ContainsFunc(after.Work, func(w practice.Work) bool { return w.Turn == 1 && w.Kind == practice.LeftOut }) {
		t.Errorf("what was deleted is there: %+v, %+v", after.Turns[1].Said, after.Work)
	}
	last, err := o.coach.LastRounds(t.Context(), "ana", 5)
	if o.must(err); len(last) != 1 || last[0].Answered != 1 || last[0].Asked != 2 {
		t.Errorf("the last round is %+v", last)
	}
	// A question that the pack has lost is told by its wording.
	o.coach.Bank = smallBank(1)
	if d := ana.debriefed(r, 0); d.Turns[0].Q.Ask != r.Turns[0].Ask || d.Turns[0].Known && r.Turns[0].Question != "q00" {
		t.Errorf("it is told as %+v", d.Turns[0].Q)
	}
}

func TestEarlierRoundsOfAYearAreWhatARoundIsMeasuredBy(t *testing.T) {
	o, ana, _ := interviewing(t)
	o.coach.Bank = bank.New([]bank.Question{{
		ID: "q00", Ask: "Tell me about a move that you led.", Style: bank.Behavioural, Round: bank.Technical, Area: "cloud", Level: bank.Manager,
		Competencies: []bank.Competency{"budgeting"},
	}})
	ana.does("stop")
	plays := func(text string, rating int) practice.Debrief {
		t.Helper()
		r, err := o.coach.BeginRound(t.Context(), "ana", express)
		o.must(err)
		o.arrives("round/" + r.ID + "/briefing")
		ana.tells(text)
		ana.does("end")
		if rating > 0 {
			ana.rates(0, rating)
		}
		ana.does("show")
		return ana.debriefed(r, 0)
	}
	first := plays(plain, 2)
	if line := first.Competencies[0]; line.Competency != "budgeting" || line.Before.Answers != 0 || line.Now.Answers != 1 || line.Now.Ratings != 2 {
		t.Fatalf("the first round: %+v", first.Competencies)
	}
	o.wait(300 * 24 * time.Hour)
	second := plays(story, 4)
	line := second.Competencies[0]
	if line.Before.Share != first.Competencies[0].Now.Share || line.Before.Rated != 1 {
		t.Errorf("the second is measured by %+v, not %+v", line.Before, first.Competencies[0].Now)
	}
	now, _ := line.Now.Percent()
	before, ok := line.Before.Percent()
	if !ok || now <= before {
		t.Errorf("a story with figures has %d %%, a plain one %d %%", now, before)
	}
	o.wait(100 * 24 * time.Hour)
	if line := plays("No idea.", 0).Competencies[0]; line.Before.Answers != 1 || line.Now.Wanted != 0 || line.Now.Answers != 1 {
		t.Errorf("more than a year later: %+v", line)
	}
	// What comes later changes nothing about an earlier debrief.
	if again := ana.debriefed(first.Round, 0).Competencies[0]; again.Before.Answers != 0 {
		t.Errorf("the first round is measured by %+v", again.Before)
	}
}

func TestEachRoundOfALoopIsDebriefedOnceAndTheWholeAtItsEnd(t *testing.T) {
	began := func() (*office, candidate, practice.Round) {
		o := newOffice(t)
		o.coach.Bank = smallBank(60)
		ana := o.person("ana")
		r, err := o.coach.BeginRound(t.Context(), "ana", practice.Choice{Kind: practice.Loop, Length: practice.Express})
		o.must(err)
		o.arrives("round/" + r.ID + "/briefing")
		return o, ana, ana.round()
	}
	debriefs := func(o *office, r practice.Round) string {
		var out []string
		for what := range strings.FieldsSeq(o.said(r)) {
			if strings.Contains(what, "debrief") || strings.Contains(what, "break") || what == "over" {
				out = append(out, what)
			}
		}
		return strings.Join(out, " ")
	}
	leg := func(o *office, ana candidate) { // skips through a leg, but for its first answer
		ana.tells(story)
		ana.does("done")
		for {
			r, err := o.coach.Skip(t.Context(), ana.word())
			if o.must(err); r.Stage == practice.Rating {
				break
			}
		}
		ana.does("show")
	}
	const one, two = "leg/1/debrief leg/1/debrief/bars leg/1/debrief/1", "leg/2/debrief leg/2/debrief/bars leg/2/debrief/1"

	t.Run("to the end", func(t *testing.T) {
		o, ana, r := began()
		leg(o, ana)
		if newest, n, err := o.coach.NewestDebrief(t.Context(), "ana"); err != nil || newest != r.ID || n != 1 {
			t.Errorf("in the break the newest is %s, %d, %v", newest, n, err)
		}
		ana.does("next")
		_, err := o.coach.Debriefed(t.Context(), r.ID, 2, "ana")
		o.refusal("the leg that runs", err, practice.ErrRunning)
		leg(o, ana)
		ana.does("next")
		leg(o, ana)
		if got, want := debriefs(o, r), one+" leg/1/break "+two+" leg/2/break leg/3/debrief leg/3/debrief/bars leg/3/debrief/1 debrief debrief/bars"; got != want {
			t.Errorf("said %q", got)
		}
		whole := ana.debriefed(r, 0)
		if len(whole.Legs) != 3 || whole.Legs[1].Round != bank.Technical || whole.Legs[1].Asked != 3 || whole.Legs[1].Answered != 1 || whole.Legs[1].Wanted == 0 {
			t.Errorf("its rounds are %+v", whole.Legs)
		}
		if d := ana.debriefed(r, 2); len(d.Turns) != 3 || d.Turns[0].Round != bank.Technical || d.Legs != nil {
			t.Errorf("the second round has %+v", d.Turns)
		}
	})
	t.Run("stopped in its first round", func(t *testing.T) {
		o, ana, r := began()
		ana.tells(story)
		ana.does("end", "show")
		if got := debriefs(o, r); got != "debrief debrief/bars debrief/1" {
			t.Errorf("said %q", got)
		}
	})
	t.Run("closed with an answer in its second", func(t *testing.T) {
		o, ana, r := began()
		leg(o, ana)
		ana.does("next")
		ana.tells(story)
		ana.does("stop")
		if got := debriefs(o, r); got != one+" leg/1/break "+two+" debrief debrief/bars" {
			t.Errorf("said %q", got)
		}
	})
	t.Run("stopped in the break", func(t *testing.T) {
		o, ana, r := began()
		leg(o, ana)
		ana.does("end")
		if got := debriefs(o, r); got != one+" leg/1/break over" {
			t.Errorf("said %q", got)
		}
	})
}
