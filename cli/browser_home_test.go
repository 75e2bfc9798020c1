package cli

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// playHome practises with the Home tab open on two devices, and looks at what it
// makes of that.
func playHome(t *testing.T, browser context.Context) {
	g := serve(t)
	desk := openPage(t, browser, g.url+"?theme=light", 1280, 1000)
	defer desk.leave()
	desk.see(mainMessage, "Interview practice") // the page turns to it as it opens
	desk.press("[data-test=sidebar-app]", "")
	desk.press("[data-test=tab-home]", "")
	desk.see(home, "Welcome to Greenroom")
	desk.see(home, "Today's question")
	desk.see(home, "Answer in its thread")

	phone := openPage(t, browser, g.url+"?theme=dark", 390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulateScale(2))
	defer phone.leave()
	phone.see(mainMessage, "Interview practice")
	phone.press(mainMessage+" [data-test=more]", "")
	phone.press("[data-test=menu-item]", "Reply in thread")
	phone.reply(goodAnswer)
	// What was said on the phone shows on the desk, without a click there.
	desk.see(home, "Your streak: 1 day")
	desk.see(home, "2 outages a month")
	desk.gone(home, "Today's question")

	desk.press("[data-test=tab-messages]", "")
	for i, area := range []string{"Cloud", "Security", "Continuity", "Projects", "Vendors", "Budget"} {
		desk.say("question " + area)
		desk.see(mainMessage, "Your question · "+area)
		desk.say(fmt.Sprintf("Case %d. %s", i, goodAnswer))
		desk.see(mainMessage, fmt.Sprintf("Case %d.", i))
	}
	desk.press("[data-test=tab-home]", "")
	desk.see(home, "Case 5.")
	desk.see(home, "The last 3 against the 3 before")
	desk.picture("home-progress-wide")
	desk.fits()
	desk.click("Show as a chart")
	desk.press("[data-test=tab-messages]", "")
	desk.see(mainMessage+" [data-test=chart]", "Questions tried, by competency")
	desk.see(mainMessage, "Your streak: 1 day")
	desk.picture("progress-wide")

	for _, theme := range []string{"dark", "light"} {
		phone.visit(g.url + "?theme=" + theme)
		phone.press("[data-test=back]", "")
		phone.press("[data-test=sidebar-app]", "")
		phone.press("[data-test=tab-home]", "")
		phone.see(home, "What your answers have")
		phone.picture("home-progress-narrow-" + theme)
		phone.fits()
	}
	desk.visit(g.url + "?theme=dark")
	desk.press("[data-test=sidebar-app]", "")
	desk.press("[data-test=tab-home]", "")
	desk.see(home, "What your answers have")
	desk.picture("home-progress-wide-dark")
	// Two devices: each shows what was changed on the other.
	desk.click("Turn feedback off")
	phone.see(home, "only when you ask")
	phone.click("Turn reminders on")
	desk.see(home, "Reminders: on")
	desk.see(home, "only when you ask")
}
