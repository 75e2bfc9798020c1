package cli

import (
	"context"
	"testing"
)

// playStory keeps an answer as a story and finds it again in the DM, on a desk and
// on a phone.
func playStory(t *testing.T, browser context.Context) {
	g := serve(t)
	const (
		title = "[data-test=modal-title]"
		night = "The night the second line held"
	)
	p := openPage(t, browser, g.url, 1280, 900)
	p.see(mainMessage, "Interview practice") // the page turns to it as it opens
	p.press("[data-test=sidebar-app]", "")
	p.press("[data-test=tab-messages]", "")
	p.say("stories")
	p.see(mainMessage, "You have no stories yet.")
	p.say("question stubborn-recurring-fault")
	p.see(mainMessage, "Your question")
	p.say(goodAnswer)
	p.see(mainMessage, "An interviewer might ask next")
	p.say("/interview review")
	p.click("Open")
	p.see(title, "Your answer")
	p.click("Keep as a story")
	p.see(title, "Keep as a story")
	p.see(modalBody, "What does it show?")
	p.enter(modalBody+" [data-block-id=title] input", night)
	p.picture("story-form")
	p.press("[data-test=modal-submit]", "")
	p.see(modalBody, "Kept as a story:")
	p.see(modalBody, night)
	p.picture("story-kept")
	p.press("[data-test=modal-close]", "")
	p.see(title, "Your answer")
	p.closeModal()
	p.say("stories")
	p.see(mainMessage, "1. "+night)
	p.see(mainMessage, "It could also serve:")
	p.picture("stories")
	p.leave()

	p = openPage(t, browser, g.url+"?theme=dark", 390, 844)
	defer p.leave()
	p.see(mainMessage, "Interview practice")
	p.say("/interview stories")
	p.see(title, "My stories")
	p.see(modalBody, "1. "+night)
	p.fits()
	p.picture("stories-phone-dark")
	p.click("Change")
	p.see(title, "Your story")
	p.fits()
	p.picture("story-change-phone-dark")
	p.closeModal()
}
