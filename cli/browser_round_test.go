package cli

import (
	"context"
	"strings"
	"testing"
)

const (
	threadButton = threadMessage + " [data-test=block-button]"
	threadChart  = threadMessage + " [data-test=chart]"
	home         = "[data-test=home]"
)

// playRound takes a short round from its form to its debrief, by buttons and by
// words, in its thread and below it, and finds the debrief again in Home.
func playRound(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 1280, 800)
	defer p.leave()
	p.say("/interview")
	p.see("[data-test=modal-title]", "Mock interview")
	p.choose("choice", "Express")
	p.choose("choice", "Friendly")
	p.picture("round-form")
	p.press("[data-test=modal-submit]", "")
	p.see(modalBody, "ready in your DM")
	p.click("Open the round")
	p.closeModal()
	p.see("[data-test=conversation-title]", "Greenroom")
	p.see(mainMessage, "Screening round")
	p.see(mainMessage, "Your interviewer is friendly.")
	p.see(mainMessage, "Clock: 0 of")
	p.press("[data-test=thread-summary]", "")
	p.see(threadMessage, "Answer in this thread")
	p.see(threadMessage, "Question 1 of 3")
	p.picture("round-question")
	// A hint, an answer in the thread, and one to the follow-up.
	answer := p.fitting("[data-test=thread-messages] .block-rich")
	p.press(threadButton, "Hint")
	p.see(threadMessage, "A hint for question 1")
	p.reply(answer)
	p.press(threadButton, "Done")
	p.see(threadMessage, "· follow-up")
	p.reply("I spoke with each of the 4 seniors alone, and then with all of them.")
	p.picture("round")
	p.press(threadButton, "Done")
	// What is unclear is put in other words, and what is said below the thread
	// belongs to the answer, which the bot says once.
	p.see(threadMessage, "Question 2 of 3")
	p.reply("Sorry, could you rephrase that?")
	p.see(threadMessage, "If it can be read in two ways")
	p.say(vagueAnswer)
	p.see(mainMessage, "I've put that into your answer to question 2")
	p.say("I told them so in our meeting each Monday, too.")
	p.see(mainMessage, "each Monday")
	p.press(threadButton, "Pause")
	p.see(threadMessage, "The clock stands still at question 2")
	p.press(threadButton, "Resume")
	p.see(threadMessage, "What you wrote before is kept")
	p.reply("done")
	p.see(threadMessage+":last-of-type", "· follow-up")
	p.press(threadButton, "Skip")
	p.see(threadMessage, "Question 3 of 3")
	p.press(threadButton, "Skip")
	if n := p.count(mainMessage, "I've put that into your answer"); n != 1 {
		t.Errorf("the bot points to the thread %d times", n)
	}
	p.see(threadMessage, "how did each answer go?")
	p.choose("round.rate", "3 · solid")
	p.picture("ratings")
	p.press(threadButton, "Show the debrief")
	p.see(threadMessage, "Debrief: screening round")
	p.see(threadMessage, "You answered 2 of 3 questions")
	p.see(threadMessage, "What to work on next")
	p.see(threadMessage, "You left this one out")
	p.see(threadMessage, "By competency")
	p.see(threadChart, "Parts found, by competency")
	p.see(threadMessage, "Put in other words")
	p.see(threadMessage, "With a hint")
	p.see(threadMessage, "Skipped.")
	p.see(threadMessage, "You gave it 3 of 5.")
	p.picture("debrief")
	// As a file it has the answers in full.
	p.press(threadButton, "As a file")
	p.see(threadPrivate, "in our DM as a file")
	if file := p.download(mainMessage + " [data-test=file]"); !strings.Contains(file, "# Debrief: screening round") || !strings.Contains(file, "each Monday") {
		t.Errorf("the debrief as a file is:\n%s", file)
	}
	// What is to be worked on is asked again with a press.
	p.press(threadButton, "Try question 3")
	p.see(mainMessage, "Your question")
	// Home has the debrief, too.
	p.press("[data-test=tab-home]", "")
	p.see(home, "Your last round")
	p.see(home, "You answered 2 of 3 questions in under 1 min and rated 1 of them: 3 of 5")
	p.picture("home-round")
	p.press(home+" [data-test=block-button]", "Debrief")
	p.see("[data-test=modal-title]", "Debrief")
	p.see(modalBody, "What to work on next")
	p.picture("debrief-form")
	p.click("Next: the questions")
	p.see(modalBody, "Question 3 of 3")
	p.picture("debrief-form-questions")
	p.closeModal()
}

// playLoop takes the first round of a full loop in a workspace without charts,
// and ends the loop in its break.
func playLoop(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 1280, 800)
	defer p.leave()
	p.press("[data-test=misbehave]", "")
	p.press("[data-test=faults] label", "No charts")
	p.press("[data-test=fault-on]", "")
	p.gone("[data-test=faults]", "")
	p.say("/interview loop express live")
	p.press(mainPrivate+" [data-test=block-button]", "Open the round")
	p.see(mainMessage, "Full loop")
	p.press("[data-test=thread-summary]", "")
	for _, n := range []string{"1", "2"} {
		p.see(threadMessage, "Question "+n+" of 3")
		p.reply(p.fitting("[data-test=thread-messages] .block-rich"))
		p.press(threadButton, "Done")
		p.see(threadMessage, "Question "+n+" of 3 · follow-up")
		p.press(threadButton, "Skip")
	}
	p.see(threadMessage, "Question 3 of 3")
	p.press(threadButton, "Skip")
	p.press(threadButton, "Show the debrief")
	p.see(threadMessage, "Debrief: screening round, 1 of 3 of your full loop")
	p.see(threadMessage+" [data-test=file]", "Parts found, by competency")
	p.see(threadMessage, "Parts found, by competency (percent).")
	p.see(threadMessage, "Next is the technical round.")
	p.picture("break")
	p.press("[data-test=tab-home]", "")
	p.see(home, "Your full loop is in a break. Next is the technical round.")
	p.press("[data-test=tab-messages]", "")
	p.press("[data-test=thread-summary]", "")
	p.press(threadButton, "End here")
	p.press("[data-test=confirm-yes]", "")
	p.see(threadMessage, "Your full loop is over")
	if n := p.count(threadMessage, "What to work on next"); n != 1 {
		t.Errorf("the debrief is there %d times", n)
	}
}
