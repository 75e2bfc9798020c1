package feedback_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

var story = bank.Question{ID: "hard-project", Style: bank.Behavioural, Ask: "Tell me about a hard project that you have led."}

const strong = "At the law firm the file server filled up every Friday. I traced it to one scanner, " +
	"moved its folder and wrote a clean-up job that runs at night. Since then it has not filled up once, " +
	"and calls about it went from eleven a week to none. Next time I would look at the scanner first."

func TestAnswersThatAreNotAssessed(t *testing.T) {
	for name, answer := range map[string]string{
		"an empty answer":                "",
		"fourteen words":                 "I moved the folder and wrote a job that cleans it up every night",
		"only mentions":                  strings.Repeat("<@U123ABC> ", 30),
		"only emoji":                     strings.Repeat(":tada: 🎉 ", 30),
		"only links":                     strings.Repeat("<https://example.com/a/b/c> ", 30),
		"German":                         "Ich habe den Server in der Kanzlei neu aufgesetzt, weil er jeden Freitag voll war, und seitdem ist es nicht mehr passiert.",
		"French":                         "Nous avons remplacé le serveur de fichiers parce qu'il était plein chaque vendredi, et depuis il n'y a plus de problème.",
		"Polish":                         "Wymieniłem serwer plików, ponieważ był pełny w każdy piątek, i od tego czasu nie ma już z tym żadnych problemów w firmie.",
		"Russian":                        "Я заменил файловый сервер, потому что он каждую пятницу был полон, и с тех пор это не случалось ни разу за год.",
		"a question's length of padding": strings.Repeat("We always did our best for the users. ", 28),
		"padding without full stops":     strings.Repeat("we always did our best for the users ", 28),
		"Latin-1":                        "I moved the caf\xe9's till to the new network and then I wrote down for the owner what to do next time.",
		"UTF-16":                         strings.Join(strings.Split("I moved the till of the shop to the new network and then I wrote down for the owner what to do.", ""), "\x00"),
		"a program":                      strings.Repeat("\x7fELF\x02\x01\x01\x00\x00\x00 the \x03\x04 and \x05\x06 was ", 20),
		"the question, twice":            "Tell me about a hard project that you have led. Tell me about a hard project that you have led. Yes.",
		"the question and three words":   "Tell me about a hard project that you have led. No idea, sorry. Tell me about a hard project that you have led.",
	} {
		t.Run(name, func(t *testing.T) {
			r := feedback.Read(story, answer)
			if r.Assessed || r.Reason == "" {
				t.Fatalf("assessed %v, reason %q", r.Assessed, r.Reason)
			}
			if r.FollowUp != "" || r.Ownership != "" || len(r.Notes)+len(r.Hedges)+len(r.Measures) > 0 || len(r.Lacks()) > 0 {
				t.Errorf("more than a reason is filled in: %+v", r)
			}
		})
	}
}

func TestAfterAShortAnswerMoreIsAskedFor(t *testing.T) {
	asked := map[string]bool{}
	for _, style := range bank.Styles() {
		q := bank.Question{Style: style, Ask: "Tell me about a hard project that you have led.", FollowUps: []bank.FollowUp{{Ask: "What did you give up?", Kind: bank.TradeOff}}}
		for _, answer := range []string{"I moved the servers.", strings.Repeat("I moved the servers. ", 20), "<@U123ABC>"} {
			r := feedback.Read(q, answer)
			next := r.Next(q)
			if r.Assessed || r.FollowUp != "" || next.Kind != bank.Depth || next.Checks == "" || !strings.HasPrefix(next.Ask, "Can you tell me more: ") {
				t.Errorf("%s, %q: asks %+v", style, answer, next)
			}
			asked[next.Ask] = true
		}
	}
	if len(asked) != len(bank.Styles()) {
		t.Errorf("each style asks in its own way: %v", asked)
	}
	for _, answer := range []string{
		"Ich habe den Server in der Kanzlei neu aufgesetzt, weil er jeden Freitag voll war, und seitdem ist es nicht mehr passiert.",
		strings.Repeat(story.Ask+" ", 2),
	} {
		if next := feedback.Read(story, answer).Next(story); next.Ask != "" {
			t.Errorf("%q: asks %q", answer, next.Ask)
		}
	}
}

func TestWhatIsSaidAgainIsSaidOnce(t *testing.T) {
	const said = "I always take care that the users are happy, and I communicate with all of the stakeholders at eye level. "
	once, often := feedback.Read(story, said), feedback.Read(story, strings.Repeat(said, 28))
	often.Words, often.Seconds = once.Words, once.Seconds
	a, _ := json.Marshal(once)
	b, _ := json.Marshal(often)
	if string(a) != string(b) {
		t.Errorf("once: %s\n28 times: %s", a, b)
	}
	padded := feedback.Read(story, strings.Repeat(strong+"\n", 12))
	if plain := feedback.Read(story, strong); padded.Parts != plain.Parts || len(padded.Hedges) != len(plain.Hedges) {
		t.Errorf("got %+v", padded.Parts)
	}
	if r := feedback.Read(story, "1. I moved it\n2. I tested it\n3. I wrote it down\n4. I told them so"); !r.Assessed {
		t.Errorf("numbers of a list are no repeats: %s", r.Reason)
	}
}

func TestEnglishOfAnyKindIsAssessed(t *testing.T) {
	for name, answer := range map[string]string{
		"second-language English": "I have make the new server and I put there the scanner of Łódź, and the people was very happy after, no more calls in Friday.",
		"terse notes":             "Retail. Backlog 1,400. Killed dupes, closed stale, two people on anything over 30 days. 180 by Easter.",
		"names and products":      "Migrated Müller AG from Exchange 2016 and Citrix to Office 365 and Intune with Jürgen and François in Zürich.",
		"dialect and no capitals": "aye so i went doon tae the server room mysel and i pulled the plug, and it wis fine after that so it wis",
	} {
		t.Run(name, func(t *testing.T) {
			if r := feedback.Read(story, answer); !r.Assessed {
				t.Errorf("not assessed: %s", r.Reason)
			}
		})
	}
}

func TestWordsCountsWhatIsSaid(t *testing.T) {
	for text, want := range map[string]int{
		"":                       0,
		"I don't know":           3,
		"self-service, 24 hours": 3,
		"<@U1> ask <https://a.b/c|the wiki> :+1:": 3,
		"*bold* &amp; _italic_ ~gone~ `code`":     4,
		"> quoted\n• one\n• two\n- three":         4,
		"<#C1|general> and <!here>":               2,
		"\u202eabc\u202c \x00\x01 def\u200b":      2,
	} {
		if got := feedback.Words(text); got != want {
			t.Errorf("Words(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestSlackMarkupIsReadThrough(t *testing.T) {
	plain := feedback.Read(story, strong)
	marked := strings.NewReplacer("law firm", "*law firm*", "I traced", "<@U42> I _traced_", "scanner,", "<https://wiki/x|scanner>,", "eleven a week", "`eleven` a week :tada:").Replace(strong)
	r := feedback.Read(story, "> "+marked)
	if r.Words != plain.Words || r.Ownership != plain.Ownership || r.Parts.Evidence.Present != plain.Parts.Evidence.Present || r.Parts.Learning != plain.Parts.Learning {
		t.Errorf("marked up: %+v\nplain: %+v", r, plain)
	}
	if q := r.Parts.Context.Quote; !strings.Contains(marked, q) || !strings.Contains(q, "*law firm*") {
		t.Errorf("the quote is not the answer's own bytes: %q", q)
	}
}

func TestAStrongAnswerIsLeftAlone(t *testing.T) {
	r := feedback.Read(story, strong)
	p := r.Parts
	for _, part := range []feedback.Part{p.Context, p.Action, p.Evidence, p.Result, p.Learning} {
		if !part.Present || part.Quote == "" {
			t.Errorf("a part is missing: %+v", p)
		}
	}
	if len(r.Notes) > 0 || r.Generic || r.Hedged || r.Ownership != feedback.OwnI {
		t.Errorf("got %+v", r)
	}
}

func TestNumbersThatAreNoEvidence(t *testing.T) {
	for _, s := range []string{
		"In 2019 I moved the branch in Porto to Windows 11 and ISO 27001 with two colleagues and a van.",
		"We watch it 24/7, 365 days a year, with the 3-2-1 rule and 802.1X on every port in the building.",
		"I would aim for 99.9 percent uptime and I hope that tickets will fall by half one day.",
		"I led 23 people in 4 countries from 2017 to 2023 and we met at 5:40 on 3 March in room 12.",
		"I called Anna at ten, sat with her for two days and took half a year to get to know the site.",
	} {
		if r := feedback.Read(story, s); r.Parts.Evidence.Present {
			t.Errorf("evidence in %q: %q", s, r.Parts.Evidence.Quote)
		}
	}
}

func TestFiguresThatAreEvidence(t *testing.T) {
	for _, s := range []string{
		"The wait at the desk fell by a third after I had put the common answers on one page.",
		"I moved the job to the night, and the report now takes four minutes instead of two hours.",
		"The line was down for six hours that Friday and I drove over with the spare switch myself.",
		"I renegotiated the contract with the carrier and that saved us £12,000 in the first year.",
		"I cleaned the alert rules with the team and pages went from nearly every night to once a month.",
	} {
		if r := feedback.Read(story, s); !r.Parts.Evidence.Present {
			t.Errorf("no evidence in %q", s)
		}
	}
}

func TestWishesAndDenialsAreNoResult(t *testing.T) {
	for _, s := range []string{
		"I rewired the second floor of the clinic in May. Hopefully the calls stopped, I did not look.",
		"I rewired the second floor of the clinic in May, but we never got the number of calls down.",
		"I rewired the second floor of the clinic in May. The calls should go down by half next year.",
		"I rewired the second floor of the clinic in May. As a result of good work users are generally happy.",
	} {
		if r := feedback.Read(story, s); r.Parts.Result.Present {
			t.Errorf("a result in %q: %q", s, r.Parts.Result.Quote)
		}
	}
}

func TestWhoseActionsAreTold(t *testing.T) {
	for answer, want := range map[string]feedback.Ownership{
		"We picked the vendor, we trained the clerks and we moved one floor a week until it was done.":                  feedback.OwnWe,
		"I picked the vendor, trained the clerks and moved one floor a week until the whole house was done.":            feedback.OwnI,
		"I picked the vendor and wrote the plan. Then we trained the clerks together and we moved the floors at night.": feedback.OwnMixed,
		"There was a vendor and a plan, and the floors were moved at night by people from some other company.":          feedback.OwnNone,
		"They would say that I am fair, and I think that I am happy when it is quiet and the coffee is good.":           feedback.OwnNone,
	} {
		if got := feedback.Read(story, answer).Ownership; got != want {
			t.Errorf("%q: %q, want %q", answer, got, want)
		}
	}
}

func TestWhatIsHadDoneIsDoneAndWhatIsHadIsNot(t *testing.T) {
	situation := bank.Question{Style: bank.Situational, Ask: "A team has bought a tool of its own. What do you do?"}
	for answer, want := range map[string]bool{
		"I'd have it blocked at the firewall the same morning, and after that I would sit down with all of them.":      true,
		"Of course we've got a dashboard with all of the important figures on it, and they're nearly always green.":    false,
		"I've worked with Windows, Linux, Cisco and lots of other things in all of my jobs, and with many of people.":  false,
		"You lose the know-how, the quality is worse in the end, and nobody is any the happier for it in my own view.": false,
	} {
		if r := feedback.Read(situation, answer); r.Parts.Action.Present != want {
			t.Errorf("%q: action %q", answer, r.Parts.Action.Quote)
		}
	}
	if own := feedback.Read(story, "After that I had to drive to the site myself, rebuilt the array and sat beside it until the morning came.").Ownership; own != feedback.OwnI {
		t.Errorf("ownership %q", own)
	}
}

func TestFillersLowerNothing(t *testing.T) {
	with := strings.NewReplacer(". I ", ". So, um, I ", "and wrote", "and, you know, wrote").Replace(strong)
	a, b := feedback.Read(story, strong), feedback.Read(story, with)
	if len(b.Notes) > len(a.Notes) || b.Generic || b.Ownership != a.Ownership || !b.Parts.Action.Present || !b.Parts.Result.Present {
		t.Errorf("with fillers: %+v", b)
	}
	if !b.Hedged {
		t.Errorf("fillers are reported, got %q", b.Hedges)
	}
}

func TestWhereSomebodyWorkedIsASceneAndNoStep(t *testing.T) {
	for answer, want := range map[string][2]string{ // the situation and the step
		"I began in 2011 at a call centre. After two years I moved to networks because nobody else wanted the job in the basement.": {
			"I began in 2011 at a call centre.", "After two years I moved to networks because nobody else wanted the job in the basement."},
		"I worked at a hospital in Graz from 2012. I replaced the core switches in one night with two electricians.": {
			"I worked at a hospital in Graz from 2012.", "I replaced the core switches in one night with two electricians."},
		"I began in a call centre. I moved to networks because in 2014 the only engineer of the bank left for Spain.": {
			"", "I moved to networks because in 2014 the only engineer of the bank left for Spain."},
	} {
		p := feedback.Read(story, answer).Parts
		if got := [2]string{p.Context.Quote, p.Action.Quote}; got != want {
			t.Errorf("%q: %q", answer, got)
		}
	}
}

func TestWhatTurnsUpIsNoResult(t *testing.T) {
	const before = "I listed all contracts of the museum with their notice dates. "
	for _, s := range []string{
		"The first contract renewal came up for 180.000 euro a year.",
		"A problem came up and I wrote to the vendor.",
		"Then the vendor came up with another price.",
	} {
		if r := feedback.Read(story, before+s); r.Parts.Result.Present {
			t.Errorf("%q: result %q", s, r.Parts.Result.Quote)
		}
	}
	if r := feedback.Read(story, "I swapped the power supply of the museum's server. It came up after that at half past six."); !r.Parts.Result.Present {
		t.Error("a server that came up is a result")
	}
}

// No part may be missing where nothing is said to be missing.
func TestWhatWasNotFoundIsLacking(t *testing.T) {
	for _, q := range builtIn(t) {
		for _, text := range []string{q.Example, q.Weak.Text, strong} {
			r := feedback.Read(q, text)
			if len(r.Notes) > 0 || len(r.Lacks()) > 0 {
				continue
			}
			has := present(r.Parts)
			for _, part := range wantedOf[q.Style] {
				if !has[part] {
					t.Errorf("%s: nothing is lacking and no %s was found in %q", q.ID, part, text)
				}
			}
			for _, k := range r.KeyPoints {
				if !k.Present && q.Style == bank.Knowledge {
					t.Errorf("%s: nothing is lacking and not found: %s", q.ID, k.Point)
				}
			}
		}
	}
}

// wantedOf names the parts that each style wants.
var wantedOf = map[bank.Style][]string{
	bank.Behavioural: {"context", "action", "evidence", "result", "learning"},
	bank.Approach:    {"action", "evidence", "learning"},
	bank.Situational: {"context", "action", "evidence"},
	bank.Motivation:  {"evidence"},
}

func TestAStoryWithoutItsSceneLacksIt(t *testing.T) {
	r := feedback.Read(story, "I traced the fault to one scanner, moved its folder and wrote a clean-up job for the users instead of a new disk. "+
		"Since then calls went from eleven a week to none. Next time I would look at the scanner first.")
	if r.Parts.Context.Present || len(r.Notes) > 0 || !slices.Equal(r.Lacks(), []bank.Gap{bank.GapContext}) || r.FollowUp == "" {
		t.Errorf("context %q, notes %+v, lacks %v", r.Parts.Context.Quote, r.Notes, r.Lacks())
	}
}

func TestKnowledgeAndMotivationAreNotAskedForAResult(t *testing.T) {
	for _, q := range []bank.Question{
		{Style: bank.Knowledge, Ask: "What is a VLAN?"},
		{Style: bank.Motivation, Ask: "Why do you want this job?"},
		{Style: bank.Situational, Ask: "The mail server is down. What do you do?"},
		{Style: bank.Approach, Ask: "How do you plan a move?"},
	} {
		for _, n := range feedback.Read(q, strong).Notes {
			if n.Kind == feedback.NoteResult || n.Kind == feedback.NoteEvidence || n.Kind == feedback.NoteOwnPart {
				t.Errorf("%s: note %+v", q.Style, n)
			}
		}
	}
}

func TestTheFollowUpAsksForWhatIsMissing(t *testing.T) {
	q := story
	q.FollowUps = []bank.FollowUp{
		{Ask: "What would you do otherwise?", Kind: bank.Reflection},
		{Ask: "And what was your own part in it?", Kind: bank.OwnPart},
	}
	r := feedback.Read(q, "We picked the vendor, we trained the clerks and we moved one floor a week until it was done.")
	if r.FollowUp != q.FollowUps[1].Ask || r.Next(q) != q.FollowUps[1] || r.Lacks()[0] != bank.GapOwnPart {
		t.Errorf("asks %q for %v", r.FollowUp, r.Lacks())
	}
	q.FollowUps = nil
	if r := feedback.Read(q, strong); r.FollowUp == "" || slices.Contains(r.Lacks(), bank.GapResult) {
		t.Errorf("asks %q for %v", r.FollowUp, r.Lacks())
	}
}

func TestKeyPointsAreFoundInAnyForm(t *testing.T) {
	q := bank.Question{Style: bank.Knowledge, Ask: "How do a firewall and an IDS differ?", KeyPoints: []bank.KeyPoint{
		{Point: "a firewall blocks", Terms: []string{"block", "drop traffic"}},
		{Point: "an IDS alerts", Terms: []string{"raise an alert", "alert"}},
		{Point: "tuning", Terms: []string{"false positive"}},
	}}
	r := feedback.Read(q, "The firewall is blocking what the rules forbid at the edge. The IDS looks on and only alerts somebody.")
	got := []bool{r.KeyPoints[0].Present, r.KeyPoints[1].Present, r.KeyPoints[2].Present}
	if !slices.Equal(got, []bool{true, true, false}) || r.KeyPoints[2].Quote != "" {
		t.Errorf("got %+v", r.KeyPoints)
	}
}

func TestListsAreNeverNullInJSON(t *testing.T) {
	for _, answer := range []string{"", strong} {
		b, err := json.Marshal(feedback.Read(story, answer))
		if err != nil || strings.Contains(string(b), "null") {
			t.Errorf("%s, %v", b, err)
		}
	}
}

func present(p feedback.Parts) map[string]bool {
	return map[string]bool{
		"context": p.Context.Present, "action": p.Action.Present, "evidence": p.Evidence.Present,
		"result": p.Result.Present, "learning": p.Learning.Present,
	}
}
