package cli

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A page is the playground as one person has it on their screen. Its verbs are
// what that person does and sees; each waits for what it needs, and what does
// not come in time fails the test.
type page struct {
	t   *testing.T
	ctx context.Context

	mu     sync.Mutex
	faults []string // what went wrong in the browser
	closed bool
}

// openPage opens a window of its own, with storage of its own.
func openPage(t *testing.T, browser context.Context, url string, width, height int64, options ...chromedp.EmulateViewportOption) *page {
	t.Helper()
	p := &page{t: t}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.heard))
	p.ctx = ctx
	t.Cleanup(func() {
		p.mu.Lock()
		p.closed = true
		faults := p.faults
		p.mu.Unlock()
		cancel()
		for _, f := range faults {
			t.Errorf("in the browser: %s", f)
		}
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(width, height, options...))
	p.visit(url)
	return p
}

// heard keeps what no page should have: exceptions, errors and warnings in the
// console, and requests that fail.
func (p *page) heard(event any) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		fault = "exception: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			fault += " " + e.ExceptionDetails.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type != "error" && e.Type != "warning" && e.Type != "assert" {
			return
		}
		fault = "console." + string(e.Type) + ":"
		for _, a := range e.Args {
			fault += " " + a.Description + string(a.Value)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level != "error" && e.Entry.Level != "warning" {
			return
		}
		fault = string(e.Entry.Source) + " " + string(e.Entry.Level) + ": " + e.Entry.Text + " " + e.Entry.URL
	case *network.EventLoadingFailed:
		if e.Canceled { // left behind by going elsewhere
			return
		}
		fault = "request failed: " + string(e.Type) + " " + e.ErrorText
	case *network.EventResponseReceived:
		if e.Response.Status < 400 {
			return
		}
		fault = fmt.Sprintf("request refused: %d %s", int(e.Response.Status), e.Response.URL)
	default:
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed {
		p.faults = append(p.faults, fault)
	}
}

func (p *page) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

func run[T any](p *page, a chromedp.Action[T]) T {
	p.t.Helper()
	out, err := chromedp.Run(p.ctx, a)
	if err != nil {
		p.t.Fatal(err)
	}
	return out
}

// visit goes to an address and waits for the workspace.
func (p *page) visit(url string) {
	p.t.Helper()
	p.do(chromedp.Navigate(url))
	p.see("[data-test=conversation-title]", "")
}

// leave goes elsewhere, so that the workspace may end.
func (p *page) leave() {
	p.t.Helper()
	p.do(chromedp.Navigate("about:blank"))
}

// await polls a function of the page until it returns something. Arguments that
// are empty arrive as undefined.
func await[T any](p *page, what, function string, args ...any) T {
	p.t.Helper()
	out, err := chromedp.Run(p.ctx, chromedp.PollFunction[T](function, chromedp.WithPollingArgs(args...), chromedp.WithPollingTimeout(browserPatience)))
	if err != nil {
		shown, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body.innerText`))
		if *screenshots != "" {
			p.picture("failed-" + strings.ReplaceAll(p.t.Name(), "/", "-"))
		}
		p.t.Fatalf("%s: %v; the page shows:\n%s", what, err, strings.TrimSpace(shown))
	}
	return out
}

// see waits until something that a selector names is visible and holds a text.
func (p *page) see(selector, text string) {
	p.t.Helper()
	await[bool](p, fmt.Sprintf("waiting for %q in %s", text, selector), `(selector, text = "") =>
		[...document.querySelectorAll(selector)].some((e) => e.checkVisibility() && e.innerText.replace(/\s+/g, " ").includes(text))`, selector, text)
}

// inSight waits until the end of something that a selector names and that holds
// a text can be read without scrolling.
func (p *page) inSight(selector, text string) {
	p.t.Helper()
	await[bool](p, fmt.Sprintf("waiting until %q in %s is in sight", text, selector), `(selector, text) =>
		[...document.querySelectorAll(selector)].some((e) => {
			const box = e.getBoundingClientRect();
			return e.innerText.includes(text) && document.elementFromPoint(box.left + box.width / 2, box.bottom - 4)?.closest(selector) === e;
		})`, selector, text)
}

// gone waits until nothing that a selector names holds a text.
func (p *page) gone(selector, text string) {
	p.t.Helper()
	await[bool](p, fmt.Sprintf("waiting until %q is gone from %s", text, selector), `(selector, text = "") =>
		![...document.querySelectorAll(selector)].some((e) => e.checkVisibility() && e.innerText.replace(/\s+/g, " ").includes(text))`, selector, text)
}

// never fails when something that a selector names holds a text now.
func (p *page) never(selector, text string) {
	p.t.Helper()
	if p.count(selector, text) > 0 {
		p.t.Errorf("%q is in %s and should not be", text, selector)
	}
}

// count returns how many elements that a selector names hold a text now.
func (p *page) count(selector, text string) int {
	p.t.Helper()
	return run(p, chromedp.Evaluate[int](fmt.Sprintf(
		`[...document.querySelectorAll(%q)].filter((e) => e.checkVisibility() && e.innerText.includes(%q)).length`, selector, text)))
}

// value returns what a field holds.
func (p *page) value(selector string) string {
	p.t.Helper()
	return run(p, chromedp.Value(selector))
}

// settled waits until nothing moves: two frames are alike and no animation runs.
func (p *page) settled() {
	p.t.Helper()
	await[bool](p, "waiting until nothing moves", `() => document.getAnimations().every((a) => a.playState !== "running")`)
}

// press clicks the last thing that a selector names and of whose lines one
// is the label, once it is in view, at rest, and under the pointer. An empty label is
// any.
func (p *page) press(selector, label string) {
	p.t.Helper()
	at := await[[]float64](p, fmt.Sprintf("pressing %q in %s", label, selector), `(selector, label = "") => {
		const fits = (e) => e.checkVisibility() && !e.disabled && (!label || e.innerText.split("\n").some((line) => line.trim() === label));
		const e = [...document.querySelectorAll(selector)].filter(fits).at(-1);
		if (!e) return null;
		const box = e.getBoundingClientRect();
		const at = [box.left + box.width / 2, box.top + box.height / 2];
		const same = String(window.pressing?.at) === String(at);
		window.pressing = { at, frames: same ? window.pressing.frames + 1 : 0 };
		if (window.pressing.frames < 3) return null;
		window.pressing = null;
		const hit = document.elementFromPoint(...at);
		if (hit && e.contains(hit)) {
			window.pressed = null;
			window.listening?.abort(); // to a click that was never heard
			window.listening = new AbortController();
			addEventListener("click", (event) => (window.pressed = e.contains(event.target)), { capture: true, once: true, signal: window.listening.signal });
			return at;
		}
		e.scrollIntoView({ block: "center" });
		return null;
	}`, selector, label)
	p.do(chromedp.MouseEvent("mouseMoved", at[0], at[1]), chromedp.MouseClickXY(at[0], at[1]))
	// A page that is drawn anew between the button's going down and coming up hears no click.
	if run(p, chromedp.Evaluate[bool]("window.pressed === null")) && p.count(selector, label) > 0 {
		p.do(chromedp.MouseClickXY(at[0], at[1]))
	}
}

// enter puts a text into a field, in place of what it held.
func (p *page) enter(selector, text string) {
	p.t.Helper()
	p.press(selector, "")
	run(p, chromedp.Evaluate[bool](`(document.activeElement.select?.(), true)`))
	if _, err := chromedp.Call(p.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		p.t.Fatal(err)
	}
}

// typeKeys presses the keys of a text one after the other.
func (p *page) typeKeys(text string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(text))
}

// say writes a message, or a command, into the conversation and sends it.
func (p *page) say(text string) {
	p.t.Helper()
	p.enter("[data-test=composer]", text)
	p.typeKeys(kb.Enter)
}

// reply writes a message into the open thread and sends it.
func (p *page) reply(text string) {
	p.t.Helper()
	p.enter("[data-test=thread-composer]", text)
	p.typeKeys(kb.Enter)
	if !strings.HasPrefix(text, "@") {
		p.see(threadMessage, text)
	}
}

// click presses a button of the bot's by its words.
func (p *page) click(label string) {
	p.t.Helper()
	p.press("[data-test=block-button]", label)
}

// choose picks an option of the last select of an action by its words.
func (p *page) choose(action, label string) {
	p.t.Helper()
	// The browser draws the list of a select itself, out of the page's reach.
	await[bool](p, fmt.Sprintf("choosing %q in %s", label, action), `(action, label) => {
		const e = [...document.querySelectorAll("select[data-action-id='" + action + "']")].filter((e) => e.checkVisibility())
			.filter((e) => [...e.options].some((o) => o.text === label)).at(-1);
		if (!e) return false;
		const option = [...e.options].find((o) => o.text === label);
		e.value = option.value;
		e.dispatchEvent(new Event("change", { bubbles: true }));
		return true;
	}`, action, label)
}

// become switches to another person.
func (p *page) become(name string) {
	p.t.Helper()
	p.press("[data-test=person-switch]", "")
	p.press("[data-test=person-option]", name)
	first, _, _ := strings.Cut(name, " ")
	p.see("[data-test=person-switch]", "You are "+first)
}

// closeModal closes the form or page on top and waits until it is away.
func (p *page) closeModal() {
	p.t.Helper()
	p.press("[data-test=modal-close]", "")
	p.gone("[data-test=modal]", "")
}

// download returns what is in the last file that a selector names, once it is there.
func (p *page) download(selector string) string {
	p.t.Helper()
	p.see(selector, "")
	return await[string](p, "reading a file", `async (selector) => {
		const file = [...document.querySelectorAll(selector)].at(-1);
		return (await fetch(file.href)).text();
	}`, selector)
}
