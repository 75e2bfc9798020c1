package feedback_test

import (
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

var missedDate = bank.Question{
	ID: "missed", Style: bank.Behavioural, Ask: "Tell me about a date you had agreed to and then saw that you'd miss. What did you do?",
	FollowUps: []bank.FollowUp{{Ask: "Which part of that was yours alone?", Kind: bank.OwnPart}},
}

func TestWhoHonestlyHasNoneIsToldThatItIsFine(t *testing.T) {
	for _, answer := range []string{
		"Honestly no idea, I have never done anything like this and do not want to make something up here today.",
		"I can't remember one right now, sorry. In my job so far I was always lucky with this kind of thing I think.",
		"To be honest that never happened to me in all these years, so I can't really tell you anything about it.",
		"I haven't led a project yet, I'm only in this job since last year and before I was on the desk.",
		"hm no, I cant think of one sorry, nothing comes to mind at the moment and i dont want to invent something",
		"I have no experience with that. I don't want to make anything up, I hope that is fine for you.",
		"I don't have one. I have never been in such a situation and I would not know what to tell you.",
	} {
		r := feedback.Read(missedDate, answer)
		if !r.Assessed || len(r.Notes) != 1 || !strings.Contains(r.Notes[0].Reason, "fine") || !strings.Contains(r.Notes[0].Try, "closest") || !strings.Contains(r.FollowUp, "closest") {
			t.Errorf("%q: assessed %v, notes %+v, follow-up %q", answer, r.Assessed, r.Notes, r.FollowUp)
		}
		if len(r.Measures)+len(r.Stakeholders) > 0 || !r.TellsNone() {
			t.Errorf("%q touches on %v and %v", answer, r.Measures, r.Stakeholders)
		}
		if next := r.NextAfter(missedDate, []bank.FollowUp{r.Next(missedDate)}); next.Ask != "" {
			t.Errorf("%q: then asks %q", answer, next.Ask)
		}
	}
}

func TestWhoHasNoneInFewWordsIsAskedForWhatComesClosest(t *testing.T) {
	for _, answer := range []string{
		"I honestly cannot remember one. I always deliver.", "No idea.", "That never happened to me.", "I can't remember one", "never had that", "I haven't led a project yet.",
	} {
		r := feedback.Read(missedDate, answer)
		if r.Assessed || r.Why() != feedback.HasNone || !strings.Contains(r.Reason, "fine") {
			t.Errorf("%q: %q, %q", answer, r.Why(), r.Reason)
		}
		if next := r.Next(missedDate); !strings.Contains(next.Ask, "closest") {
			t.Errorf("%q: asks %q", answer, next.Ask)
		}
	}
	if r := feedback.Read(missedDate, "I moved two people to triage."); r.Why() != feedback.TooShort {
		t.Errorf("a few words of a story are %q", r.Why())
	}
}

func TestAStoryThatBeginsOrEndsWithNoIdeaIsAStory(t *testing.T) {
	for _, answer := range []string{
		"I had no idea how, so I asked the vendor for their checklist and went through it with my two technicians on a Sunday.",
		"I had never done a migration before. I asked Tom, who had, wrote down his steps and moved the first ten mailboxes the same night.",
		"I can't remember the exact day, but I rang the head of sales two weeks before and told her we'd be late.",
		"I rang the customer two weeks before the date and moved the training to May. I have no idea what they thought of it.",
		"I've never missed one, because I plan a buffer of two weeks into each and tell the owner every Friday where we stand.",
		"I haven't led a project yet. What comes closest is the printer change: I wrote the list of rooms and did two a day.",
		"I don't have one way of doing it. I ask the owner first, then I write down what they need and by when.",
		"The parish offices went from a shared password on the fridge to a key fob each. No idea why it went so well, the weather maybe.",
		"Never happened to me, but if it did I'd ring the owner at once and tell them the new date and what they get until then.",
	} {
		r := feedback.Read(missedDate, answer)
		for _, n := range r.Notes {
			if strings.Contains(n.Reason, "fine") {
				t.Errorf("%q: %+v", answer, n)
			}
		}
	}
}

// What is told of others, or of what they never do, is an answer too: nobody who gives
// one is told that it's fine to have none.
func TestWhatWasNeverSoOrIsNotRememberedIsPartOfAnAnswer(t *testing.T) {
	knowledge := bank.Question{Style: bank.Knowledge, Ask: "What is the difference between RTO and RPO?"}
	approach := bank.Question{Style: bank.Approach, Ask: "How do you deal with a difficult customer?"}
	for _, c := range []struct {
		q      bank.Question
		answer string
	}{
		{missedDate, "I don't know any manager who likes this. I call the person the same day, say the new date and what i will do different."},
		{missedDate, "We have never missed one since then. The trick is a weekly call with the owner and a list."},
		{missedDate, "I never had a team that misses dates. Every Monday we look at the board together and move what does not fit."},
		{missedDate, "Never happened again after we put the check in. The check is a script that compares both lists at night."},
		{missedDate, "I can not remember the year. The firewall project was late, the boss was told on Friday, he moved the launch."},
		{missedDate, "I haven't met my target that month. The director got a call from me, plus a new plan with dates."},
		{missedDate, "My first thought: no idea. Then a colleague showed me the runbook and the service was up at noon."},
		{missedDate, "I have never managed to please everyone. The sales head was angry, the rest got their laptops on time and said thanks."},
		{missedDate, "I wouldn't know the date by heart. Usually the owner hears from me first, then the board, then the users by mail."},
		{missedDate, "I have not come to this with a plan. The plan came from the team, they know the systems, and the customers got a new date."},
		{missedDate, "i never had this before. everybody was in panic, the phones were ringing, the mail was down and nobody knew who is in charge"},
		{missedDate, "Never done that without telling the boss first. Boss tells the board, the board decides, users hear it from the desk."},
		{missedDate, "We didn't have anything in place, it was chaos. Now there's a plan, a list of people and a date that everyone knows."},
		{missedDate, "My boss said no idea, ask the vendor, the vendor said no idea, ask your boss. In the end the date was moved and users were told late."},
		{knowledge, "If you have no idea of your RPO then you have none. It is the age of the last backup."},
		{knowledge, "no backup means RPO is the whole data, you have nothing. RTO is the time to run again"},
		{knowledge, "I've never met both terms in one contract. RPO looks back to the last backup, RTO looks ahead to the service."},
		{approach, "No customer is difficult when you have no idea of their day. Listening first, then a small promise that I keep."},
	} {
		if feedback.Read(c.q, c.answer).TellsNone() {
			t.Errorf("tells none: %q", c.answer)
		}
	}
	for _, answer := range []string{
		"no idea sorry never had this in my job, we are small shop and nobody complain so far i think",
		"I have not yet had the chance to do this, my manager is doing these things in our department.",
		"This never happened to me so far. We plan always with buffer so I never had to tell anybody bad news.",
		"Sorry I don't know this one, I never worked with budgets before, my boss does all of that.",
	} {
		if !feedback.Read(missedDate, answer).TellsNone() {
			t.Errorf("does not tell none: %q", answer)
		}
	}
}
