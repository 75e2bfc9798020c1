package practice

import (
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
)

// followedUp returns a question of a round with an answer and one follow-up's, read.
func followedUp(t *testing.T, question, answer string, kind bank.FollowUpKind, followed string) Debriefed {
	t.Helper()
	b, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	q, ok := b.Find(question)
	if !ok {
		t.Fatalf("no question %s", question)
	}
	words := func(id ID, text string) Answer { return Answer{ID: id, Messages: []Message{{Stamp: 1, Text: text}}} }
	d := Debriefed{Q: q, Said: words(1, answer), Probed: []Followed{{Probe: Probe{Kind: kind}, Said: words(2, followed)}}}
	d.read()
	return d
}

func TestAFollowUpsAnswerTakesNothingFromTheFirst(t *testing.T) {
	d := followedUp(t, "skills-stretched",
		"In 2021 our payroll run failed on the 24th because a certificate had run out. I called the vendor, had a new one issued in two hours, and ran the payments by hand for 40 people. Everyone was paid on time. Since then we have a list of certificates with dates.",
		bank.EvidenceKind, "I decided it alone, after I asked our finance lead, and it cost us one afternoon of two people.")
	if !d.Report.Parts.Result.Present {
		t.Fatal("the first answer's result is not read")
	}
	if !d.Whole.Parts.Result.Present || slices.Contains(d.Whole.Unheard(), bank.GapResult) || d.Probed[0].Missed == bank.GapResult {
		t.Errorf("with its follow-up it lacks %v, which still misses %q", d.Whole.Unheard(), d.Probed[0].Missed)
	}
}

func TestWhoAnswersWhatSomethingCostIsNotToldThatTheyDidNot(t *testing.T) {
	const answer = "In 2022 nobody in my team of nine had been on a course for two years. I blocked Wednesday afternoon in the rota, from two to five, no tickets, and I took the phone myself. Each one chose a subject and showed it to the others after four weeks. After a year seven had passed a certificate and we'd spent 60% less on consultants."
	for name, c := range map[string]struct {
		said   string
		missed bank.Gap
	}{
		"at some length":  {"The queue got slower on Wednesdays: mean wait went from 9 to 14 minutes, and the head of permits accepted it after I showed her the plan.", ""},
		"in a word or so": {"Not that I know.", bank.GapTradeOff},
	} {
		t.Run(name, func(t *testing.T) {
			d := followedUp(t, "team-that-learns", answer, bank.TradeOff, c.said)
			if !slices.Contains(d.Report.Unheard(), bank.GapTradeOff) {
				t.Fatal("the first answer tells it")
			}
			if got, want := d.Whole.Parts.Result.Quote, d.Report.Parts.Result.Quote; got != want {
				t.Errorf("what came of it is now %q, and was %q", got, want)
			}
			if got := d.Probed[0].Missed; got != c.missed || slices.Contains(d.Whole.Unheard(), bank.GapTradeOff) != (c.missed != "") {
				t.Errorf("misses %q, and not heard is %v", got, d.Whole.Unheard())
			}
		})
	}
}

func TestAFollowUpsAnswerThatCannotBeReadTakesNothingFromTheOthers(t *testing.T) {
	const inGerman = "Das war so, dass wir die Zertifikate nicht auf der Liste hatten, und ich habe dann den Anbieter angerufen und mit ihm vereinbart, dass wir ein neues bekommen, und dann haben wir die Zahlungen von Hand gemacht, und alle waren froh, weil es am Ende doch noch gut ausgegangen ist und niemand auf sein Geld warten musste. Danach haben wir eine Liste mit allen Daten gemacht und diese wird jetzt jede Woche angesehen. "
	d := followedUp(t, "skills-stretched", "In 2021 our payroll run failed on the 24th. I called the vendor and had a new certificate in two hours.", bank.EvidenceKind, strings.Repeat(inGerman, 3))
	if !d.Report.Assessed {
		t.Fatal("the first answer is not read")
	}
	if !d.Whole.Assessed || d.Whole.Parts.Action != d.Report.Parts.Action {
		t.Errorf("with its follow-up it is %q: %+v", d.Whole.Reason, d.Whole.Parts)
	}
	if p := d.Probed[0]; len(p.Brought) > 0 || p.Missed == "" {
		t.Errorf("the follow-up brought %v, and %q is missed", p.Brought, p.Missed)
	}
}
