package cli

import (
	"strings"

	"greenroom/practice"
)

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
		word, rest, _ := strings.Cut(line, " ")
		if err := verbs[word](p, strings.TrimSpace(rest)); err != nil {
			p.t.Fatalf("%s: %v", line, err)
		}
	}
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
