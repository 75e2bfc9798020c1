package cli

import (
	"context"
	"testing"
)

// playAsked looks through the bank and is asked what it found, in the DM.
func playAsked(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 1280, 800)
	defer p.leave()
	p.say("/interview browse")
	p.see(modalBody, "1 to 8 of")
	p.picture("browse")
	p.click("Next")
	p.see(modalBody, "9 to 16 of")
	p.choose("browse.area", "Cloud")
	p.see(modalBody, "Cloud · Technical")
	p.click("Ask me this")
	p.see(modalBody, "in our DM")
	p.closeModal()
	p.press("[data-test=sidebar-app]", "")
	p.press("[data-test=tab-messages]", "")
	p.see(mainMessage, "Your question · Cloud")
	p.say(goodAnswer)
	p.see(mainMessage, "An interviewer might ask next")
	p.say("feedback")
	p.see(mainMessage, "spoken")
	p.picture("asked")
	p.say("question why-this-employer")
	p.see(mainMessage, "Your question · Motivation")
}
