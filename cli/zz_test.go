package cli
import ("testing";"github.com/chromedp/chromedp")
func TestZZ(t *testing.T) {
	b := startBrowser(t)
	g := serve(t)
	p := openPage(t, b, g.url, 1280, 800)
	defer p.leave()
	run(p, chromedp.Evaluate[bool](`console.error("E1", {a:1}); fetch("/nope"); setTimeout(() => { throw new Error("E2") }); Promise.reject(new Error("E3")); fetch("http://127.0.0.1:1/").catch(()=>{}); true`))
	p.see("body","")
	run(p, chromedp.Evaluate[bool](`new Promise(r => setTimeout(() => r(true), 300))`, chromedp.EvalAwaitPromise))
}
