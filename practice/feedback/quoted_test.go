package feedback_test

import (
	"fmt"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// quotes counts for the parts that are found and there which quotes are of a passage
// that shows them, as a person marked it, and names those that aren't.
func quotes(list []labelled) (right int, wrong []string) {
	for _, l := range list {
		parts := l.read().Parts
		for name, part := range map[string]feedback.Part{
			"context": parts.Context, "action": parts.Action, "evidence": parts.Evidence, "result": parts.Result, "learning": parts.Learning,
		} {
			switch {
			case !part.Present || len(l.Spans[name]) == 0:
			case l.shows(name, part.Quote):
				right++
			default:
				wrong = append(wrong, fmt.Sprintf("%s %s", l.ID, name))
			}
		}
	}
	return right, wrong
}

// shows reports whether half of a quote, or of a passage that shows a part, is the
// other's.
func (l labelled) shows(part, quote string) bool {
	at := strings.Index(l.Answer, quote)
	for _, span := range l.Spans[part] {
		from := strings.Index(l.Answer, span)
		common := min(at+len(quote), from+len(span)) - max(at, from)
		if at >= 0 && from >= 0 && 2*common >= min(len(quote), len(span)) {
			return true
		}
	}
	return false
}

// What is quoted for a part is a passage that shows it.
func TestQuotesShowTheirPart(t *testing.T) {
	for file, floor := range map[string]float64{"tune.jsonl": 0.97, "kept.jsonl": 0.92, "examples.jsonl": 0.97} {
		right, wrong := quotes(examples(t, file))
		if got := share(right, len(wrong)); got < floor {
			t.Errorf("%s: %.3f of the quotes show their part, want %.2f: %q", file, got, floor, wrong)
		}
	}
}

// Speech that was written down has no stops: each part is quoted by words of its own.
func TestAPartOfSpeechWithoutStopsIsQuotedByItsWords(t *testing.T) {
	l := labelled{Style: "behavioural", Ask: "Tell me about a service you made better.", Answer: "so at the housing association in march the rent line was ringing off the hook " +
		"every monday because the statements went out on sunday night and everybody opened them at breakfast and i asked the print people to spread it " +
		"over the five days by postcode and wrote a page that says what each line on the thing means and the monday calls went from two hundred to about forty " +
		"and these days i ask who reads a letter before i ask what it costs"}
	parts := l.read().Parts
	for _, c := range []struct{ part, quote, want string }{
		{"action", parts.Action.Quote, "i asked the print people to spread it over the five days by postcode and wrote a page that says what each line on the thing means"},
		{"result", parts.Result.Quote, "the monday calls went from two hundred to about forty"},
		{"learning", parts.Learning.Quote, "these days i ask who reads a letter before i ask what it costs"},
	} {
		if c.quote != c.want {
			t.Errorf("%s is quoted by %q, want %q", c.part, c.quote, c.want)
		}
	}
}

// A part is not quoted by the sentence that holds a password where another shows it too.
func TestASecretIsNotQuotedAsAPart(t *testing.T) {
	r := feedback.Read(bank.Question{Style: bank.Behavioural, Ask: "Tell me about a restore that failed."},
		"In May our ERP database was corrupted by a controller fault. I opened the vault with password: Sommer2023!x, wrote a restore script and moved forty tables to the spare server. "+
			"Then I had the copy from our second site brought by car. It was up again by noon.")
	if len(r.Confidential) == 0 || !r.Parts.Action.Present || strings.Contains(r.Parts.Action.Quote, "Sommer") {
		t.Errorf("of %v the action is quoted by %q", r.Confidential, r.Parts.Action.Quote)
	}
}

// A password stays one where it's said again, and a note repeats it as little as a part.
func TestASecretIsQuotedNowhereButInTheNoteOnIt(t *testing.T) {
	for _, said := range []string{
		"In May our ERP database was corrupted by a controller fault. The password was Sommer2023!x and I told nobody. " +
			"I wrote a restore script, typed Sommer2023!x into forty tables and moved them to the spare server. " +
			"Then I had the copy from our second site brought by car. It was up again by noon.",
		"In May 2023 the order database of the Leeds plant had stopped. We logged on with sa / Sommer2023! and we restored forty tables from the tape. We moved the shop to the spare server. We typed in two days of orders by hand.",
		"In May the database of the Leeds plant stopped. I chose to log on with sa / Sommer2023x rather than to wait for the vendor, because the shop was down. I moved forty tables to the spare server, and it was up by noon.",
		// where nothing else shows the part
		"Last autumn a new profile for 400 laptops had the wrong gateway in it. I logged into the firewall with admin / Sommer2023! and opened the old gateway again, and I wrote to all. It took 20 minutes till sales could work.",
		// by itself in a sentence
		"In May the database stopped and nobody in sales could log in for two days. The admin password: Sommer2023!x. The people waited for it a long time. Sommer2023!x.",
		"In May the database stopped. I handled it with the password Sommer2023!x somehow. It was a hard week for all the people in sales, and everybody was tired at the end of it.",
	} {
		r := feedback.Read(bank.Question{Style: bank.Behavioural, Ask: "Tell me about a restore that failed."}, said)
		if len(r.Notes) < 1 || r.Notes[0].Kind != feedback.NoteConfidential {
			t.Fatalf("%q: the notes are %+v", said, r.Notes)
		}
		for _, quote := range []string{r.Parts.Context.Quote, r.Parts.Action.Quote, r.Parts.Evidence.Quote, r.Parts.Result.Quote, r.TradeOff.Quote, r.Because.Quote} {
			if strings.Contains(quote, "Sommer") {
				t.Errorf("a part is quoted by %q", quote)
			}
		}
		for _, n := range r.Notes[1:] {
			if strings.Contains(n.Quote, "Sommer") {
				t.Errorf("the note on %s quotes %q", n.Kind, n.Quote)
			}
		}
	}
}

// What was so at first came of a step as well; what it came to in the end is told last.
func TestAResultIsQuotedByWhatItCameToInTheEnd(t *testing.T) {
	for said, want := range map[string]string{
		"In Graz I became the boss of the four people I had shared a room with. I talked with each of them alone in the first week. I gave Pavel, who had wanted the post, the new data centre. " +
			"In the first two months he was cold. After he had shown it to the directors himself, that changed, and he is my deputy today.": "After he had shown it",
		"In March the label printers of hall 2 stopped every week. I swapped the print server and had the electrician there. " +
			"In the end it was the radio of the forklift chargers. I moved it to another channel and the printers have run since.": "printers have run since",
	} {
		if got := feedback.Read(story, said).Parts.Result.Quote; !strings.Contains(got, want) {
			t.Errorf("%q: the result is quoted by %q, want %q", said, got, want)
		}
	}
}

// Of what somebody would do in a given case nothing has come yet.
func TestAPlanHasNoResult(t *testing.T) {
	for _, c := range []struct {
		style     bank.Style
		ask, said string
	}{
		{bank.Situational, "The scanners are down, payroll has a broken import, and an auditor is in reception. What do you do first?",
			"Scanners first, no scanning no trucks.\nbut 5 min to sort out all three:\n- desk lead takes the scanners, calls the network provider\n" +
				"- i call payroll myself, ask what time the bank really cuts off\n- auditor gets coffee and the office manager, i ask for 10.30"},
		{bank.Approach, "You'll have read our advert closely. Which thing in it haven't you done yet, and how would you learn it here?",
			"In your advert is written SAP migration to S4. I must say honest, this I have not made as responsible person. I was in the project of the other plant only as the one who is responsible for interface, 12 interfaces to the warehouse. " +
				"What I would do: first two weeks I would sit with the key users and I let me show the month end. " +
				"Then I would call my old colleague from this project, he has made it two times, and ask what has gone wrong by him. And I would say openly in the team who knows it better than me."},
	} {
		r := feedback.Read(bank.Question{Style: c.style, Ask: c.ask}, c.said)
		if r.Parts.Result.Present || c.style == bank.Situational && r.Parts.Evidence.Present {
			t.Errorf("%q: result %q, evidence %q", c.said, r.Parts.Result.Quote, r.Parts.Evidence.Quote)
		}
	}
}

// What somebody studied, what was so before the story, a line of a log, and what leads
// in what was said make poor quotes where there are better ones.
func TestAPartIsQuotedByTheBetterSentence(t *testing.T) {
	const log = "2023-03-14 02:11:07,114 ERROR [pool-7-thread-12] c.a.order.Importer - Deadlock found when trying to get lock; try restarting transaction"
	for _, c := range []struct{ said, part, want string }{
		{"I studied business informatics in Linz and then worked for four years in a consultancy in Vienna. " +
			"In 2019 the brewery in Graz had an ERP system which nobody had updated since the spring of 2011. I made a list of its two thousand changes with two key users and kept 140. We went live in January.",
			"context", "In 2019 the brewery"},
		{"In May our ERP database was corrupted by a controller fault. I started the restore from the night before, and it broke off at 63 percent. The tape had been written for months without anybody reading it back. " +
			"I called the vendor, and then had the copy from our second site brought by car, which was two days old. We typed in two days of orders by hand, with eleven people. " +
			"Since then I have one restore done every Friday, of a system that's drawn by lot, and the result goes on the wall.",
			"result", "I started the restore"},
		{"Here's the log that took me three weeks:\n" + log + "\nFirst everyone said it was the database, then the network, then the import file. I went through the times and saw that it happened only when the stock count ran longer than 20 minutes. " +
			"So I asked our developer to log the order in which the two jobs locked their tables, and they were the wrong way round. We turned one round, it was four lines. No deadlock since.",
			"context", "First everyone said"},
		{"It was my deputy, Karin, who corrected people in meetings until nobody said anything any more. I'd waited four months, which was cowardly. I asked her for a walk and said: \"In the last three meetings you've interrupted Jan eleven times, I counted, and he's stopped bringing ideas. I need his ideas.\" " +
			"She cried, and then she was angry that I'd counted. I said that I should have told her in the first month, and I was sorry for that. We agreed that I'd touch my pen when she did it. She asked Jan for coffee the same week. He's presented at every meeting since, and she's told me in her review that it was the most useful half hour in the job.",
			"action", "I asked her for a walk and said: \"In the last"},
	} {
		q := bank.Question{Style: bank.Behavioural, Ask: "Tell me about the hardest feedback you've had to give somebody at work. What did you say, and what became of it?"}
		parts := feedback.Read(q, c.said).Parts
		got := map[string]string{"context": parts.Context.Quote, "action": parts.Action.Quote, "result": parts.Result.Quote}[c.part]
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%s is quoted by %q, want %q", c.part, got, c.want)
		}
	}
}

// The scene of a story told without stops is quoted to the end of a clause.
func TestASceneOfSpeechEndsWithAClause(t *testing.T) {
	r := feedback.Read(story, "so it was a tuesday in march at the plant in linz and one of our payroll clerks rang the desk and said her mailbox was sending mails she hadn't written "+
		"and i took the call over myself because i was standing next to the agent and i told her to leave the machine on and unplug the cable and then i called our provider and had them cut all the sessions")
	if got, want := r.Parts.Context.Quote, "at the plant in linz"; !strings.HasSuffix(got, want) {
		t.Errorf("the scene is quoted by %q, which does not end with %q", got, want)
	}
}
