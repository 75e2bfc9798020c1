package cli

import (
	"context"
	"strings"
	"testing"
)

// playForget has everything of one's own erased, from Home.
func playForget(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 1280, 900)
	p.press(mainMessage+" [data-test=reply]", "")
	p.reply(goodAnswer)
	p.see(mainMessage, "1 person has answered.")
	p.see(threadPrivate, "An interviewer might ask next")
	p.press("[data-test=sidebar-app]", "")
	p.press("[data-test=tab-messages]", "")
	p.say("review")
	p.see(mainMessage, "2 outages a month")
	p.press("[data-test=tab-home]", "")
	p.see(home, "2 outages a month")
	p.picture("forget-home")
	p.click("Forget me…")
	p.see(modalBody, "What goes, for good")
	p.see(modalBody, "1 answer, with ratings")
	p.see(modalBody, "What stays")
	p.see(modalBody, "in threads it's 1 message, here: 1")
	p.picture("forget-ask")
	p.closeModal()
	p.leave()

	p = openPage(t, browser, g.url+"?theme=dark", 390, 844)
	p.see(mainMessage, "Interview practice")
	p.press("[data-test=back]", "")
	p.press("[data-test=sidebar-app]", "")
	p.press("[data-test=tab-home]", "")
	p.see(home, "2 outages a month") // nothing went by being asked
	p.click("Forget me…")
	p.see(modalBody, "What goes, for good")
	p.fits()
	p.picture("forget-ask-phone-dark")
	p.click("Erase everything")
	p.see(modalBody, "I'm erasing it all now.")
	p.picture("forgetting-phone-dark")
	p.closeModal()
	p.gone(home, "2 outages a month")
	p.press("[data-test=tab-messages]", "")
	p.see(mainMessage, "All gone.")
	p.see(mainMessage, "1 answer included")
	p.gone(mainMessage, "2 outages a month") // what the bot said before goes after its last word
	p.fits()
	p.picture("forgotten-phone-dark")
	p.leave()

	p = openPage(t, browser, g.url, 1280, 900)
	defer p.leave()
	p.see("[data-test=thread-summary]", "1 reply") // what she wrote herself stays
	p.press("[data-test=sidebar-app]", "")
	p.press("[data-test=tab-messages]", "")
	p.say("export")
	p.see(mainMessage, "Here's all that I keep of you: 0 answers")
	if file := p.download(mainMessage + " [data-test=file]"); !strings.Contains(file, "0 answers, 0 rounds") || strings.Contains(file, "outages") {
		t.Errorf("the export says:\n%s", file)
	}
	p.picture("forgotten-export")
	p.press("[data-test=tab-home]", "")
	p.see(home, "Welcome to Greenroom")
	p.picture("forgotten-home")
}
