package cli

import (
	"context"
	"fmt"
	"testing"
	"time"
)

// playSettings changes one's own settings in the Home tab.
func playSettings(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 1280, 900)
	defer p.leave()
	p.see(mainMessage, "Interview practice") // the page turns to it as it opens
	p.press("[data-test=sidebar-app]", "")
	p.press("[data-test=tab-home]", "")
	p.see(home, "Reminders: off")
	p.click("Turn reminders on")
	p.see(home, "Reminders: on")
	p.see(home, "Europe/Berlin, as Slack has it")
	until := time.Now().AddDate(0, 0, 10)
	p.pick("settings.snooze", until.Format(time.DateOnly))
	p.see(home, "I send none before "+until.Format("Mon 2 Jan 2006"))
	p.choose("settings.zone", "America/New York")
	p.see(home, "America/New_York, as you chose")
	p.picture("settings")
	p.click("End the snooze")
	p.see(home, "To take a break")
	p.click("Turn reminders off")
	p.see(home, "Reminders: off")
}

// pick picks a date.
func (p *page) pick(action, date string) {
	p.t.Helper()
	await[bool](p, fmt.Sprintf("picking %s in %s", date, action), `(action, date) => {
		const e = [...document.querySelectorAll("input[data-action-id='" + action + "']")].filter((e) => e.checkVisibility()).at(-1);
		if (!e) return false;
		e.value = date;
		e.dispatchEvent(new Event("change", { bubbles: true }));
		return true;
	}`, action, date)
}
