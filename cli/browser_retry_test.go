package cli

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/playground"
	"greenroom/practice"
	"greenroom/storage"
)

// playAgain tries a question again that went badly some days ago.
func playAgain(t *testing.T, browser context.Context) {
	dir := t.TempDir()
	serve(t, "--data", dir).stop() // it makes the workspace and its store
	ask := answeredBefore(t, dir)
	g := serve(t, "--data", dir)

	p := openPage(t, browser, g.url+"?theme=dark", 390, 844)
	p.see(mainMessage, "Interview practice") // the page turns to it as it opens
	p.press("[data-test=back]", "")
	p.press("[data-test=sidebar-app]", "")
	p.press("[data-test=tab-home]", "")
	p.see(home, "Worth another try: 1 question")
	p.fits()
	p.picture("retry-home-phone-dark")
	p.leave()

	p = openPage(t, browser, g.url, 1280, 900)
	defer p.leave()
	p.see(mainMessage, "Interview practice")
	p.press("[data-test=sidebar-app]", "")
	p.press("[data-test=tab-home]", "")
	p.see(home, "Worth another try: 1 question")
	p.see(home, ask)
	p.see(home, "You answered it 5 days ago. Still missing:")
	p.picture("retry-home")
	p.click("Try again")
	p.see(modalBody, "in our DM")
	p.picture("retry-asked")
	p.closeModal()
	p.press("[data-test=tab-messages]", "")
	p.see(mainMessage, ask)
	p.say(goodAnswer)
	p.see(mainMessage, "An interviewer might ask next")
	p.picture("retry-answered")
	p.press("[data-test=tab-home]", "")
	p.see(home, "2 outages a month")
	p.gone(home, "Worth another try")
	p.picture("retry-home-after")
	p.press("[data-test=tab-messages]", "")
	p.say("/interview retry")
	p.see(mainPrivate, "Nothing is due to be tried again.")
}

// answeredBefore keeps a weak answer of Ana's of five days ago in a playground's
// directory, and returns what it was asked. Nothing is offered to her by itself,
// whatever hour it is when the test runs.
func answeredBefore(t *testing.T, dir string) (ask string) {
	t.Helper()
	const question = "stubborn-recurring-fault"
	ws, err := playground.New(playground.Options{App: appOf()})
	if err != nil {
		t.Fatal(err)
	}
	ana := practice.Person(ws.PersonID("ana"))
	questions, bankErr := bank.Load(nil)
	store, err := storage.Open(t.Context(), filepath.Join(dir, "greenroom.db"), "")
	if err := errors.Join(err, bankErr, ws.Close()); err != nil {
		t.Fatal(err)
	}
	q, ok := questions.Find(question)
	if !ok {
		t.Fatalf("no question %s", question)
	}
	coach := &practice.Coach{Store: store, Bank: questions, Now: func() time.Time { return time.Now().AddDate(0, 0, -5) }}
	_, err = coach.AnswerPrivately(t.Context(), practice.Place{}, question, q.Ask, ana, vagueAnswer, "form")
	if err := errors.Join(err, coach.SetRetries(t.Context(), ana, false), store.Close()); err != nil {
		t.Fatal(err)
	}
	return q.Ask
}
