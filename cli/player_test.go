package cli

import (
	"fmt"
	"strings"

	"greenroom/practice"
)

// A player plays a script.
type player struct {
	*world
	name    string            // who is "as" now
	seen    map[string]spot   // what each person saw last
	past    map[string][]spot // all that each person saw: the newest that has a button is what they click
	own     map[string]spot   // what each person said last: it is what they edit
	form    map[string]string // what was filled in since the last submit
	fields  map[string]string // the errors of the last submit
	channel string            // what the practice channel was renamed to
}

type spot struct{ channel, thread, ts string }

// newPlayer returns a player for tests that say with a script's lines what
// people do, and do the rest themselves.
func newPlayer(w *world) *player {
	return &player{world: w, name: "ana", seen: map[string]spot{}, past: map[string][]spot{}, own: map[string]spot{}, form: map[string]string{}}
}

// plays plays lines of a script; one that goes wrong ends the test.
func (p *player) plays(scripts ...string) {
	p.t.Helper()
	for line := range strings.Lines(strings.Join(scripts, "\n")) {
		line = strings.TrimSpace(line)
		if err := p.does(line); err != nil {
			p.t.Fatalf("%s: %v", line, err)
		}
	}
}

// does plays one line.
func (p *player) does(line string) error {
	word, rest, _ := strings.Cut(line, " ")
	do, known := verbs[word]
	if !known {
		return fmt.Errorf("unknown verb %q", word)
	}
	return do(p, strings.TrimSpace(rest))
}

// answersOf returns the texts of all that is kept of a person, newest first.
func (w *world) answersOf(name string) []string {
	w.t.Helper()
	e, err := w.assembly.coach.Export(w.t.Context(), practice.Person(w.ws.PersonID(name)), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, a := range e.Answers {
		out = append(out, a.Text)
	}
	return out
}
