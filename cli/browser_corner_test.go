package cli

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func playCorners(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 1280, 800)
	defer p.leave()
	// What can be typed shows while it is typed, and Enter takes it.
	p.press("[data-test=composer]", "")
	p.typeKeys("/int")
	p.see("[data-test=completion-option]", "interview")
	p.typeKeys(kb.Enter)
	p.see("[data-test=command-hint]", "/interview")
	if got := p.value("[data-test=composer]"); got != "/interview " {
		t.Errorf("the completion left %q", got)
	}
	p.typeKeys("help" + kb.Enter)
	p.see(mainPrivate, "Practise anywhere")
	p.see(mainPrivate, "For admins")
	p.say("/interview status")
	p.see(mainPrivate, "weekdays")
	p.say("/interview frobnicate")
	p.see(mainPrivate, "frobnicate")
	p.inSight(mainPrivate, "frobnicate")
	// Whoever reads above is taken to the answer to their own command.
	p.do(chromedp.ScrollIntoView(mainMessage))
	p.say("/interview flummox")
	p.inSight(mainPrivate, "flummox")
	// A file.
	file := filepath.Join(t.TempDir(), "whiteboard.png")
	if err := os.WriteFile(file, onePixel(t), 0o600); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles("[data-test=file-input]", []string{file}))
	p.see("[data-test=upload]:not([aria-busy])", "whiteboard.png")
	p.say("Our plan")
	p.see(mainMessage, "Our plan")
	p.see(mainMessage+" [data-test=file]", "whiteboard.png")
	// The app's Home, then its DM, by what the person last did there.
	p.press("[data-test=sidebar-app]", "")
	p.press("[data-test=tab-home]", "")
	p.see("[data-test=home]", "You haven't answered anything yet")
	p.picture("home")
	p.press("[data-test=tab-messages]", "")
	p.say("help")
	p.see(mainMessage, "In our DM")
	// Others do not have that conversation.
	p.become("Ben Carter")
	p.press("[data-test=sidebar-app]", "")
	p.see("[data-test=empty]", "the very beginning of your conversation")
	p.never(mainMessage, "")
	p.say("/interview status")
	p.see(mainPrivate, "Only admins can do that")
}

func playPhone(t *testing.T, browser context.Context) {
	g := serve(t)
	p := openPage(t, browser, g.url, 390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulateScale(2))
	defer p.leave()
	p.see(mainMessage, "Interview practice")
	p.press("[data-test=hints-close]", "")
	p.gone("[data-test=hints]", "")
	p.picture("phone")
	p.fits()
	p.press("[data-test=back]", "")
	p.see("[data-test=sidebar]", "Channels")
	p.fits()
	p.press("[data-test=sidebar-channel][data-name=interview-practice]", "")
	p.click("Guidance")
	p.see(modalBody, "Why it's asked")
	p.fits()
	p.closeModal()
	p.press(mainMessage+" [data-test=more]", "")
	p.press("[data-test=menu-item]", "Reply in thread")
	p.reply(goodAnswer)
	p.see(threadPrivate, "An interviewer might ask next")
	p.fits()
	await[bool](p, "waiting until no message's menu lies over its words", `() =>
		[...document.querySelectorAll("[data-test=thread-messages] [data-test=more]")].every((e) =>
			e.closest(".message").querySelector(".message-main").getBoundingClientRect().right <= e.getBoundingClientRect().left)`)
	p.press("[data-test=thread-back]", "")
	p.see(mainMessage, "1 person has answered.")
	p.say("/interview help")
	p.see(mainPrivate, "Practise anywhere")
	p.say("/interview screening express")
	p.press(mainPrivate+" [data-test=block-button]", "Open the round")
	await[bool](p, "waiting for all of the app's name in the head", `() =>
		[...document.querySelectorAll("[data-test=conversation-title], [data-test=conversation-title] *")].every((e) => e.scrollWidth <= e.clientWidth || !e.clientWidth)`)
	p.press(mainMessage+" [data-test=thread-summary]", "")
	p.see(threadMessage, "Question 1 of 3")
	p.fits()
}

func playRestart(t *testing.T, browser context.Context) {
	dir := t.TempDir()
	g := serve(t, "--data", dir)
	p := openPage(t, browser, g.url, 1280, 800)
	p.press(mainMessage+" [data-test=reply]", "")
	p.reply(goodAnswer)
	p.see(mainMessage, "1 person has answered.")
	p.see(threadPrivate, "An interviewer might ask next")
	p.say("/interview screening express")
	p.press(mainPrivate+" [data-test=block-button]", "Open the round")
	p.press(mainMessage+" [data-test=thread-summary]", "")
	p.see(threadMessage, "Question 1 of 3")
	p.reply(vagueAnswer)
	p.leave()
	g.stop()

	g = serve(t, "--data", dir)
	p.visit(g.url)
	defer p.leave()
	p.press("[data-test=sidebar-channel][data-name=interview-practice]", "")
	p.see(mainMessage, "1 person has answered.")
	if n := p.count(mainMessage, "Interview practice"); n != 1 {
		t.Errorf("after the restart there are %d questions", n)
	}
	p.press("[data-test=thread-summary]", "")
	p.see(threadMessage, "2 outages a month")
	// The round goes on where it was, with the buttons of before.
	p.press("[data-test=sidebar-app]", "")
	p.press(mainMessage+" [data-test=thread-summary]", "")
	p.see(threadMessage, "the team communicates well")
	p.press(threadMessage+" [data-test=block-button]", "Done")
	p.see(threadMessage, "· follow-up")
	// And there is still one answer to find, and what was said in the round.
	p.say("/interview review")
	p.see(modalBody, "2 outages a month")
	p.closeModal()
}

// fits fails when the page is wider than the window.
func (p *page) fits() {
	p.t.Helper()
	if over := run(p, chromedp.Evaluate[int](`document.documentElement.scrollWidth - innerWidth`)); over > 0 {
		p.t.Errorf("the page is %d pixels wider than the window", over)
	}
}
