package cli

import (
	"context"
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
)

// Answers that people give in the browser tests.
const (
	goodAnswer = "When I came to the clinic we had 2 outages a month. I moved the booking system to a second line and tested the switch every week with the front desk. " +
		"After that we had none for a year, and I learned to test before I promise."
	vagueAnswer = "I always make sure that the team communicates well and that everybody is aligned, because in the end good service is about people and about processes."
)

const (
	mainMessage   = "[data-test=messages] [data-test=message]"
	threadMessage = "[data-test=thread-messages] [data-test=message]"
	threadPrivate = "[data-test=thread-messages] [data-test=ephemeral]"
	mainPrivate   = "[data-test=messages] [data-test=ephemeral]"
	modalBody     = "[data-test=modal] .modal-body"
)

func playNewcomer(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 1280, 800)
	defer p.leave()
	p.see("[data-test=person-switch]", "You are Ana")
	p.see("[data-test=conversation-title]", "interview-practice")
	p.see(mainMessage, "Interview practice")
	p.see(mainMessage, "Nobody has answered yet.")
	p.see(mainMessage, "Reply in this thread: everyone here sees it.")
	for _, label := range []string{"Guidance", "Follow-ups", "Answer privately"} {
		p.see(mainMessage+" [data-test=block-button]", label)
	}
	p.see("[data-test=hints]", "/interview")
	p.see("[data-test=app-state]", "")
	// Put away, the hints stay away until they are asked for.
	p.press("[data-test=hints-close]", "")
	p.gone("[data-test=hints]", "")
	p.visit(g.url)
	p.see(mainMessage, "Interview practice")
	p.never("[data-test=hints]", "")
	p.press("[data-test=hints-again]", "")
	p.see("[data-test=hints]", "Guidance")
}

func playThread(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 1280, 800)
	defer p.leave()
	p.press(mainMessage+" [data-test=reply]", "")
	p.see("[data-test=thread]", "Thread")
	answer := p.fitting(mainMessage + " .block-rich")
	p.reply(answer)
	p.see(mainMessage, "1 person has answered.")
	p.see("[data-test=thread-summary]", "1 reply")
	p.see(threadPrivate, "An interviewer might ask next")
	p.see(threadPrivate+" [data-test=only-you]", "Only visible to you")
	p.picture("playground-light")
	p.press("[data-test=theme]", "") // from the system's to light
	p.press("[data-test=theme]", "") // and to dark
	p.picture("playground-dark")
	p.press("[data-test=theme]", "")
	p.press(threadPrivate+" [data-test=block-button]", "Feedback")
	p.see("[data-test=modal-title]", "Feedback")
	p.see(modalBody, "words, about")
	p.closeModal()
	// The same by the message's own menu.
	p.press(threadMessage+":has([data-test=edit]) [data-test=more]", "")
	p.press("[data-test=message-shortcut]", "Feedback on this answer")
	p.see("[data-test=modal-title]", "Feedback")
	p.closeModal()
	// An edit is followed, and the thread says so.
	p.press(threadMessage+" [data-test=edit]", "")
	p.enter("[data-test=edit-text]", answer+" It cost us 300 euros a month.")
	p.press("[data-test=edit-save]", "")
	p.see(threadMessage, "300 euros a month")
	p.see("[data-test=edited]", "(edited)")
	// Nobody else sees what only Ana was asked.
	p.become("Ben Carter")
	p.press("[data-test=thread-summary]", "")
	p.see(threadMessage, "300 euros a month")
	p.never("[data-test=ephemeral]", "")
	// Feedback is for one's own answers.
	p.press(threadMessage+" [data-test=more]", "")
	p.press("[data-test=message-shortcut]", "Feedback on this answer")
	p.see("[data-test=ephemeral]", "somebody else's")
}

func playGuidance(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 1280, 800)
	defer p.leave()
	p.click("Guidance")
	p.see("[data-test=modal-title]", "Guidance")
	p.see(modalBody, "Why it's asked")
	p.see(modalBody, "Good signs")
	p.picture("guidance")
	p.never(modalBody, "A strong answer")
	p.click("Show an example")
	p.see(modalBody, "A strong answer")
	p.see(modalBody, "A weak answer")
	p.closeModal()
	p.click("Follow-ups")
	p.see("[data-test=modal-title]", "Follow-ups")
	p.see(modalBody, "It checks")
	p.closeModal()
	// The same for somebody who asks in the thread.
	p.press(mainMessage+" [data-test=reply]", "")
	p.reply("@greenroom why")
	p.see(threadPrivate, "Why it's asked")
	p.see(mainMessage, "Nobody has answered yet.")
}

func playPrivately(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 1280, 800)
	defer p.leave()
	p.become("Dmitri Volkov")
	p.click("Answer privately")
	p.see("[data-test=modal-title]", "Answer privately")
	p.see(modalBody, "nobody in Slack sees it")
	p.press("[data-test=modal-submit]", "")
	p.see("[data-test=field-error]", "Please fill in this field.")
	p.enter(modalBody+" textarea", "I had a queue of 400 tickets.")
	p.gone("[data-test=field-error]", "")
	// By parts and back: what was written stays.
	p.click("By parts")
	p.see(modalBody, "(optional)")
	p.click("One box")
	p.gone(modalBody, "(optional)")
	if got := p.value(modalBody + " textarea"); got != "I had a queue of 400 tickets." {
		t.Errorf("after By parts and back the box holds %q", got)
	}
	p.enter(modalBody+" textarea", goodAnswer)
	p.press("[data-test=modal-submit]", "")
	p.see("[data-test=modal-title]", "Your answer is kept")
	p.see(modalBody, "Nobody else in Slack sees it")
	p.never("[data-test=thread-summary]", "")
	p.click("Post it in the thread")
	p.see(modalBody, "going into the thread")
	p.closeModal()
	p.press("[data-test=thread-summary]", "")
	p.see(threadMessage, "@dmitri answered:")
	p.see(threadMessage, "2 outages a month")
	// Others see it, and cannot take it away.
	p.become("Ben Carter")
	p.press("[data-test=thread-summary]", "")
	p.see(threadMessage, "2 outages a month")
	p.press(threadMessage+" [data-test=block-button]", "Remove")
	p.see("[data-test=ephemeral]", "somebody else's")
	p.become("Dmitri Volkov")
	p.press("[data-test=thread-summary]", "")
	p.press(threadMessage+" [data-test=block-button]", "Remove")
	p.see("[data-test=ephemeral]", "I've taken it out of the thread")
	p.gone(threadMessage, "2 outages a month")
}

// fitting returns the beginning of a strong answer to the question that the
// last element of a selector shows, about as much as people type.
func (p *page) fitting(selector string) string {
	p.t.Helper()
	questions, err := bank.Load(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	ask := await[string](p, "reading the question", `(selector) => [...document.querySelectorAll(selector)].at(-1)?.innerText.trim()`, selector)
	for _, q := range questions.All() {
		if q.Ask != ask && !slices.Contains(q.Also, ask) {
			continue
		}
		answer, rest := "", q.Example
		for len(strings.Fields(answer)) < 40 && rest != "" {
			sentence, after, _ := strings.Cut(rest, ". ")
			answer, rest = answer+strings.Join(strings.Fields(sentence), " ")+". ", after
		}
		return strings.TrimSpace(answer)
	}
	p.t.Fatalf("the bank does not have the question %q", ask)
	return ""
}
