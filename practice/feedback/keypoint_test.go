package feedback_test

import (
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// question returns a question of the built-in pack.
func question(t *testing.T, id string) bank.Question {
	t.Helper()
	all := builtIn(t)
	i := slices.IndexFunc(all, func(q bank.Question) bool { return q.ID == id })
	if i < 0 {
		t.Fatalf("no question %q", id)
	}
	return all[i]
}

// made returns the beginnings of the key points that were found.
func made(r feedback.Report) []string {
	out := []string{}
	for _, k := range r.KeyPoints {
		if k.Present {
			first, _, _ := strings.Cut(k.Point, " ")
			out = append(out, first)
		}
	}
	return out
}

func noted(r feedback.Report, kind feedback.NoteKind) bool {
	return slices.ContainsFunc(r.Notes, func(n feedback.Note) bool { return n.Kind == kind })
}

func TestAKeyPointIsFoundInPlainAndSecondLanguageWords(t *testing.T) {
	for _, c := range []struct {
		question, answer string
		want             []string
	}{
		{"judging-project-return", "Simple return is gain minus cost over cost. I show it to the board for the small things that we buy.", []string{"Simple"}},
		{"judging-project-return", "ROI is the profit less the spending, divided by spending. That is what we show to the board in spring.", []string{"Simple"}},
		{"judging-project-return", "You look how many months until the money comes back, that is the payback, and it is easy to explain.", []string{"Payback"}},
		{"incident-vs-problem", "incident is when it brake now and you must to repair fast. a problem is its cause, and for it you have time.", []string{"Incident", "A"}},
		{"incident-vs-problem", "An incident means that we restore the service, if need be with a temporary fix, and look for reasons later on.", []string{"Incident", "A", "A"}},
	} {
		if got := made(feedback.Read(question(t, c.question), c.answer)); !slices.Equal(got, c.want) {
			t.Errorf("%q: found %q, want %q", c.answer, got, c.want)
		}
	}
}

func TestAKeyPointIsFoundInOtherWordsThanItsTerms(t *testing.T) {
	for _, c := range []struct {
		question, answer string
		want             []string // how the points begin
	}{
		{"recovery-point-and-time", "RPO is how much data you can afford to lose, measured backwards from the outage. RTO is how long until people can work again. " +
			"I ask the owner what an hour costs and how many hours of retyping they'd bear, and then I price it, because nobody pays for zero.",
			[]string{"The recovery point", "The recovery time", "The owner"}},
		{"names-that-do-not-resolve", "Inside the office you get a different answer from outside, and the bloke on VPN gets the wrong one of the two.", []string{"With a split view"}},
		{"which-cloud-service-model", "SaaS is the application all finished, and the customer clicks a few settings to configure it and that is all they ever do.", []string{"Software as"}},
		{"kinds-of-change", "A standard change has low risk and somebody documented it and said yes in advance, so it just gets done by the desk.", []string{"A standard change"}},
	} {
		r := feedback.Read(question(t, c.question), c.answer)
		for _, want := range c.want {
			if !slices.ContainsFunc(r.KeyPoints, func(k feedback.KeyPoint) bool { return k.Present && strings.HasPrefix(k.Point, want) && k.Quote != "" }) {
				t.Errorf("%s: %q not found in %q", c.question, want, c.answer)
			}
		}
	}
}

// Each strong example has every key point of its question in words that were made its
// terms. Without those, other words are to tell many of the points still; and neither
// the weak answers nor examples of other questions tell more than a few.
func TestKeyPointsAreToldApartInOtherWords(t *testing.T) {
	all := builtIn(t)
	total, retold, weak, elsewhere, others := 0, 0, 0, 0, 0
	for _, q := range all {
		for n, k := range q.KeyPoints {
			total++
			var rest []string
			for _, term := range k.Terms {
				one := q
				one.KeyPoints = []bank.KeyPoint{{Point: "x", Terms: []string{term}}}
				if !feedback.Read(one, q.Example).KeyPoints[0].Present && !strings.Contains(strings.ToLower(q.Example), strings.ToLower(term)) {
					rest = append(rest, term)
				}
			}
			without := q
			without.KeyPoints = slices.Clone(q.KeyPoints)
			without.KeyPoints[n].Terms = rest
			if feedback.Read(without, q.Example).KeyPoints[n].Present {
				retold++
			}
		}
		for _, k := range feedback.Read(q, q.Weak.Text).KeyPoints {
			if k.Present {
				weak++
			}
		}
		for _, o := range all {
			if o.ID == q.ID || len(o.KeyPoints) == 0 {
				continue
			}
			for _, k := range feedback.Read(q, o.Example).KeyPoints {
				others++
				if k.Present {
					elsewhere++
				}
			}
		}
	}
	t.Logf("of %d key points: %d told by the example without the terms that it has, %d by the weak answer; %d of %d by examples of other questions", total, retold, weak, elsewhere, others)
	if retold*5 < total*2 || weak*30 > total || elsewhere*50 > others {
		t.Error("these are too few, or too many")
	}
}

func TestTheTopicAloneMakesNoKeyPoint(t *testing.T) {
	for id, answer := range map[string]string{
		"judging-project-return": "Payback ignores what comes later, NPV does not. I have used both of them for boards, and I would do so again.",
		"failover-in-peak-hours": "RTO and RPO are of course the two big words here, and replication too, and everyone should know what they are.",
		"incident-vs-problem":    "A workaround is fine. I also like the restore. There is an incident process and there is a problem process as well.",
	} {
		for _, k := range feedback.Read(question(t, id), answer).KeyPoints {
			if k.Present && k.Point[0] != 'I' { // that an incident is restored, it does say
				t.Errorf("%q: %q found in %q", answer, k.Point, k.Quote)
			}
		}
	}
}

// "It is a computer made to run without a break": that it runs is too little to say.
func TestAPointThatDoesNotNameItsSubjectIsNotMadeByHalfOfIt(t *testing.T) {
	for _, k := range feedback.Read(question(t, "server-for-a-ten-year-old"), "A server is a big computer in a cellar, it runs hot and makes noise and we buy one every five years.").KeyPoints {
		if k.Present {
			t.Errorf("%q found in %q", k.Point, k.Quote)
		}
	}
}

func TestAKeyPointIsMissedOnlyWhereNoWordOfItIsSaid(t *testing.T) {
	q := bank.Question{Style: bank.Knowledge, Ask: "What is a backup good for?", KeyPoints: []bank.KeyPoint{
		{Point: "A copy is kept elsewhere", Terms: []string{"off site"}},
		{Point: "Restoring is rehearsed", Terms: []string{"test restore"}},
		{Point: "Ransomware cannot reach it", Terms: []string{"offline", "immutable"}},
	}}
	for answer, want := range map[string]string{
		"It is a thing that you have for a bad day, and every week somebody of us looks after it and writes that down.":            "A copy is kept elsewhere",
		"It is a replica for a bad day, and every week somebody of us looks after it and writes that down in a book.":              "Restoring is rehearsed",
		"It is a replica for a bad day, and every week we try the restoration of it and we write that down in a book.":             "Ransomware cannot reach it",
		"It is a replica for a bad day, we repair from it, and we have it offlined so that a bad person does not come to it ever.": "",
		"It is a replica for a bad day, you fix it with it, and the ransomwares do not come to it because it is in another house.": "",
	} {
		r := feedback.Read(q, answer)
		n := 0
		for _, note := range r.Notes {
			if note.Kind == feedback.NoteKeyPoints {
				n++
				if want == "" || !strings.Contains(note.Reason, want) {
					t.Errorf("%q: %s", answer, note.Reason)
				}
			}
		}
		if n > 1 || n == 0 && want != "" {
			t.Errorf("%q: %d notes on key points, want %q", answer, n, want)
		}
	}
	for _, answer := range []string{
		"Simple return is gain minus cost over cost. Payback ignores what comes later, NPV does not, and I measure again with the total.",
		"Return is the profit with less cost. The time until the money is back, and the value today of what comes later, and I check after one year.",
	} {
		if r := feedback.Read(question(t, "judging-project-return"), answer); noted(r, feedback.NoteKeyPoints) {
			t.Errorf("%q: %+v", answer, r.Notes)
		}
	}
}

func TestAnAnswerToSomethingElseIsDoubted(t *testing.T) {
	const backlog = "We had a ticket backlog of 1400. I killed the duplicates, closed the stale ones and put two people on anything " +
		"older than 30 days. By Easter we were down to 180 and the desk could breathe again."
	r := feedback.Read(question(t, "judging-project-return"), backlog)
	if !r.Assessed || len(r.Notes) != 1 || r.Notes[0].Kind != feedback.NoteTopic || !strings.HasPrefix(r.Notes[0].Reason, "I'm not sure this answers the question: ") {
		t.Errorf("assessed %v, notes %+v", r.Assessed, r.Notes)
	}
	if r := feedback.Read(question(t, "hardest-software-fault"), backlog); noted(r, feedback.NoteTopic) {
		t.Error("a story may be told in any words")
	}
	if r := feedback.Read(bank.Question{Style: bank.Knowledge, Ask: "What is a VLAN?"}, backlog); noted(r, feedback.NoteTopic) {
		t.Error("a question of one line does not say what belongs to its subject")
	}
}

func TestAnAnswerInItsSpeakersOwnWordsIsNotDoubted(t *testing.T) {
	for _, q := range builtIn(t) {
		for _, text := range []string{q.Example, q.Weak.Text} {
			if noted(feedback.Read(q, text), feedback.NoteTopic) {
				t.Errorf("%s: %s", q.ID, text)
			}
		}
	}
	for answer, id := range map[string]string{
		"ROI you get when you see what it brought and what it took, in percent, and if it is under ten then we do not do it at all.":                           "judging-project-return",
		"First I look what earns more than it eats, and after how many months it has eaten itself, and then there is what the bank would have given for it.":   "judging-project-return",
		"They have the house and the machine, and we have what is in it and who has a key, and if we leave the window open then it is us and not them at all.": "cloud-shared-responsibility",
	} {
		if r := feedback.Read(question(t, id), answer); noted(r, feedback.NoteTopic) {
			t.Errorf("%s: doubted: %s", id, answer)
		}
	}
}
