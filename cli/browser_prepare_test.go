package cli

import (
	"context"
	"testing"
	"time"
)

// playPrepare pastes a job advert, corrects what was found and sees the plan.
func playPrepare(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 1280, 900)
	defer p.leave()
	p.see(mainMessage, "Interview practice") // the page turns to it as it opens
	p.press("[data-test=sidebar-app]", "")
	p.press("[data-test=tab-home]", "")
	p.click("Prepare for an interview")
	p.see(modalBody, "Slack's boxes hold 3,000 characters")
	p.picture("prepare-form")
	p.enter(modalBody+" [data-block-id=advert] textarea", "IT Manager. You lead a team of 12 engineers and own the IT budget of 2.4m. You present quarterly reports to the board. No on-call duty.")
	p.enter(modalBody+" [data-block-id=advert_more] textarea", "What you bring: hands-on knowledge of Azure, ISO 27001 and vendor management.")
	// Where Ana is it may be tomorrow already.
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	p.pick("choice", time.Now().In(berlin).AddDate(0, 0, 30).Format(time.DateOnly))
	p.press("[data-test=modal-submit]", "")
	p.see(modalBody, "lead a team")
	p.see(modalBody, "in 30 days")
	p.picture("prepared")
	p.click("Topics and date")
	p.see("[data-test=modal-title]", "Topics and date")
	p.picture("prepare-correct")
	p.press("[data-test=modal-submit]", "")
	p.see(modalBody, "in 30 days")
	p.closeModal()
	p.see(home, "in 30 days")
	p.picture("prepare-home")
	p.press("[data-test=tab-messages]", "")
	await[bool](p, "waiting until the plan was told in the DM twice", `(selector) =>
		[...document.querySelectorAll(selector)].filter((e) => e.textContent.includes("in 30 days")).length >= 2`, mainMessage)
}
