package practice_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/practice"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A situation is a round that has come to a point of which the grid tells.
type situation struct {
	o     *office
	ana   candidate
	id    string
	first practice.Said // what was said to the first question
	last  practice.Said // what was said last
	asked time.Time     // when the question before the one in hand was in hand
}

// A variant is a choice in which a round may go on otherwise.
type variant struct {
	name   string
	choice practice.Choice
}

var gridVariants = []variant{
	{"", practice.Choice{Kind: practice.Technical, Length: practice.Express, Mode: practice.PracticeMode, Manner: practice.Neutral}},
	{"live", practice.Choice{Kind: practice.Technical, Length: practice.Express, Mode: practice.LiveMode, Manner: practice.Neutral}},
	{"pressing", practice.Choice{Kind: practice.Technical, Length: practice.Express, Mode: practice.PracticeMode, Manner: practice.Pressing}},
	{"full loop", practice.Choice{Kind: practice.Loop, Length: practice.Express, Mode: practice.PracticeMode, Manner: practice.Neutral}},
}

// gridStages are the points of a round at which the grid presses everything:
// what leads from the beginning of its second question there, and in which
// variants that can be.
var gridStages = []struct {
	name string
	in   []string // variants; nil: in all
	come func(*situation)
}{
	{"asking, nothing said, nothing answered before", nil, func(s *situation) { s.second(false) }},
	{"asking, nothing said", nil, func(s *situation) { s.second(true) }},
	{"asking, answered", nil, func(s *situation) { s.second(true); s.tells(story) }},
	{"asking, answered in too few words", nil, func(s *situation) { s.second(true); s.tells("Well.") }},
	{"asking, answered, and that was deleted", nil, func(s *situation) { s.second(true); s.tells(story); s.ana.deletes(s.last) }},
	{"asking, paused, nothing said", nil, func(s *situation) { s.second(true); s.does((*practice.Coach).Pause) }},
	{"asking, paused, answered", nil, func(s *situation) { s.second(true); s.tells(story); s.does((*practice.Coach).Pause) }},
	{"elaborating", nil, (*situation).elaborating},
	{"elaborating, more said", nil, func(s *situation) { s.elaborating(); s.tells(story) }},
	{"elaborating, paused", nil, func(s *situation) { s.elaborating(); s.does((*practice.Coach).Pause) }},
	{"following, nothing said", nil, func(s *situation) { s.following(1) }},
	{"following, answered", nil, func(s *situation) { s.following(1); s.tells(aside) }},
	{"following, paused, nothing said", nil, func(s *situation) { s.following(1); s.does((*practice.Coach).Pause) }},
	{"following, paused, answered", nil, func(s *situation) { s.following(1); s.tells(aside); s.does((*practice.Coach).Pause) }},
	{"following, 2nd, nothing said", []string{"pressing"}, func(s *situation) { s.following(2) }},
	{"following, 2nd, answered", []string{"pressing"}, func(s *situation) { s.following(2); s.tells(aside) }},
	{"following, 3rd, nothing said", []string{"pressing"}, func(s *situation) { s.following(3) }},
	{"following, 3rd, answered", []string{"pressing"}, func(s *situation) { s.following(3); s.tells(aside) }},
	{"following at the last question of its round, answered", nil, (*situation).lastFollowing},
	{"the last question of its round, all others left out", nil, func(s *situation) { s.skips(2) }},
	{"rating", nil, (*situation).rating},
	{"rating, stopped", nil, func(s *situation) { s.second(true); s.does((*practice.Coach).EndRound) }},
	{"break", []string{"full loop"}, (*situation).breaking},
	{"break, nothing answered", []string{"full loop"}, func(s *situation) { s.skips(3) }},
	{"the second round of a loop", []string{"full loop"}, func(s *situation) { s.breaking(); s.does((*practice.Coach).Continue) }},
	{"rating of the second round of a loop", []string{"full loop"}, func(s *situation) {
		s.breaking()
		s.does((*practice.Coach).Continue)
		s.tells(story)
		s.does((*practice.Coach).Skip)
		s.does((*practice.Coach).Skip)
		s.does((*practice.Coach).Skip)
	}},
	{"ended, finished", []string{"", "live", "pressing"}, func(s *situation) { s.rating(); s.does((*practice.Coach).Debrief) }},
	{"ended, stopped", nil, func(s *situation) { s.second(true); s.does((*practice.Coach).CloseRound) }},
	{"ended, lapsed", nil, func(s *situation) { s.second(true); s.o.sweeps(8 * 24 * time.Hour) }},
}

// aside answers a follow-up, and leaves others open.
const aside = "I sat down with the three of them every Thursday, and we went through the list from the top to the bottom together."

// newSituation begins a round, whose first question arrives.
func newSituation(t testing.TB, c practice.Choice) *situation {
	o := newOffice(t)
	o.coach.Bank = smallBank(60)
	r, err := o.coach.BeginRound(t.Context(), "ana", c)
	o.must(err)
	s := &situation{o: o, ana: o.person("ana"), id: r.ID}
	s.arrive()
	return s
}

// arrive delivers all that is planned, and lets a minute go by.
func (s *situation) arrive() {
	s.o.t.Helper()
	all, err := s.o.coach.Waiting(s.o.t.Context())
	s.o.must(err)
	for _, p := range all {
		s.o.arrives(p.Key)
	}
	s.o.wait(time.Minute)
}

func (s *situation) round() practice.Round {
	s.o.t.Helper()
	r, err := s.o.coach.RoundOf(s.o.t.Context(), s.id)
	s.o.must(err)
	return r
}

func (s *situation) tells(text string) {
	s.o.t.Helper()
	s.last = s.ana.tells(text)
	if s.first.Stamp == 0 {
		s.first = s.last
	}
	s.o.wait(time.Minute)
}

func (s *situation) does(verb func(*practice.Coach, context.Context, practice.Press) (practice.Round, error)) {
	s.o.t.Helper()
	s.asked = s.o.now
	_, err := verb(s.o.coach, s.o.t.Context(), s.ana.word())
	s.o.must(err)
	s.arrive()
}

// second comes to the second question.
func (s *situation) second(answered bool) {
	s.o.t.Helper()
	if answered {
		s.tells("To the first question: " + story)
	}
	s.does((*practice.Coach).Skip)
}

func (s *situation) skips(n int) {
	for range n {
		s.does((*practice.Coach).Skip)
	}
}

func (s *situation) elaborating() {
	s.second(true)
	s.tells("Well.")
	s.does((*practice.Coach).Done)
	s.is(practice.Elaborating, 0)
}

// following comes to the nth follow-up to the second question.
func (s *situation) following(n int) {
	s.o.t.Helper()
	s.second(true)
	s.tells(story)
	s.does((*practice.Coach).Done)
	for range n - 1 {
		s.tells(aside)
		s.does((*practice.Coach).Done)
	}
	s.is(practice.Following, n)
}

func (s *situation) lastFollowing() {
	s.second(true)
	s.does((*practice.Coach).Skip)
	s.tells(story)
	s.does((*practice.Coach).Done)
	s.is(practice.Following, 1)
	s.tells(aside)
}

func (s *situation) rating() {
	s.second(true)
	s.does((*practice.Coach).Skip)
	s.tells(story)
	s.does((*practice.Coach).Skip)
	s.is(practice.Rating, 0)
}

func (s *situation) breaking() {
	s.rating()
	s.does((*practice.Coach).Debrief)
	s.is(practice.Break, 0)
}

func (s *situation) is(stage practice.Stage, probe int) {
	s.o.t.Helper()
	if at := s.round().Step(); at.Stage != stage || at.Probe != probe {
		s.o.t.Fatalf("the round is at %+v, not %s %d", at, stage, probe)
	}
}

// A gridVerb is something that can happen to a round; on is the step that a
// button is meant for.
type gridVerb struct {
	name string
	do   func(c *practice.Coach, ctx context.Context, s *situation, by practice.Person, on practice.Press) (what string, err error)
	as   []string // forms; nil: it is neither a word nor a button
}

var (
	anyForm = []string{"word", "button", "of its start", "of question 1"}
	theirs  = []string{"word", "button", "of question 1"}
)

var gridVerbs = []gridVerb{
	{"done", gridPress((*practice.Coach).Done), anyForm},
	{"skip", gridPress((*practice.Coach).Skip), anyForm},
	{"hint", gridPress((*practice.Coach).Hint), anyForm},
	{"clarify", gridPress((*practice.Coach).Clarify), anyForm},
	{"pause", gridPress((*practice.Coach).Pause), theirs},
	{"resume", gridPress((*practice.Coach).Resume), theirs},
	{"continue", gridPress((*practice.Coach).Continue), theirs},
	{"end", gridPress((*practice.Coach).EndRound), theirs},
	{"debrief", gridPress((*practice.Coach).Debrief), theirs},
	{"close", gridPress((*practice.Coach).CloseRound), []string{"word"}},
	{"rate 4", func(c *practice.Coach, ctx context.Context, _ *situation, _ practice.Person, on practice.Press) (string, error) {
		_, err := c.Rate(ctx, on, 4)
		return "", err
	}, []string{"button", "of question 1"}},
	{"heard", func(c *practice.Coach, ctx context.Context, s *situation, by practice.Person, _ practice.Press) (string, error) {
		return gridHears(c, ctx, s.writes(by, s.o.now, "And this."))
	}, nil},
	{"heard below", func(c *practice.Coach, ctx context.Context, s *situation, by practice.Person, _ practice.Press) (string, error) {
		said := s.writes(by, s.o.now, "And this.")
		said.Place.Thread = 0
		return gridHears(c, ctx, said)
	}, nil},
	{"heard late", func(c *practice.Coach, ctx context.Context, s *situation, by practice.Person, _ practice.Press) (string, error) {
		return gridHears(c, ctx, s.writes(by, s.asked.Add(-10*time.Second), "And that."))
	}, nil},
	{"edited, the last", func(c *practice.Coach, ctx context.Context, s *situation, by practice.Person, _ practice.Press) (string, error) {
		return gridEdits(c, ctx, s, by, s.last)
	}, nil},
	{"edited, of question 1", func(c *practice.Coach, ctx context.Context, s *situation, by practice.Person, _ practice.Press) (string, error) {
		return gridEdits(c, ctx, s, by, s.first)
	}, nil},
	{"deleted, the last", func(c *practice.Coach, ctx context.Context, s *situation, by practice.Person, _ practice.Press) (string, error) {
		return gridDeletes(c, ctx, s.last, by)
	}, nil},
	{"seven days go by", func(c *practice.Coach, ctx context.Context, s *situation, by practice.Person, _ practice.Press) (string, error) {
		if by != "ana" {
			return "", errImpossible
		}
		s.o.wait(7 * 24 * time.Hour)
		return "", c.Sweep(ctx)
	}, nil},
	{"begin another", func(c *practice.Coach, ctx context.Context, s *situation, by practice.Person, _ practice.Press) (string, error) {
		r, err := c.BeginRound(ctx, by, express)
		if err == nil && r.ID != s.id {
			return "another begins", nil
		}
		return "", err
	}, nil},
}

func gridPress(verb func(*practice.Coach, context.Context, practice.Press) (practice.Round, error)) func(*practice.Coach, context.Context, *situation, practice.Person, practice.Press) (string, error) {
	return func(c *practice.Coach, ctx context.Context, _ *situation, _ practice.Person, on practice.Press) (string, error) {
		_, err := verb(c, ctx, on)
		return "", err
	}
}

// writes makes a message in the round's thread, or in the DM of somebody else.
func (s *situation) writes(by practice.Person, at time.Time, text string) practice.Said {
	r := s.round()
	said := practice.Said{Place: practice.Place{Channel: r.Channel, Thread: r.Thread}, By: by, Text: text, Stamp: practice.Stamp(at.UnixMicro())}
	if by != r.Person {
		said.Place = practice.Place{Channel: "D" + string(by)}
	}
	return said
}

func gridHears(c *practice.Coach, ctx context.Context, said practice.Said) (string, error) {
	h, err := c.HearRound(ctx, said)
	if err != nil || h.Answer == 0 {
		return "", err
	}
	r, err := c.RoundOf(ctx, h.Round.ID)
	return "kept with " + slotOf(r, h.Answer), err
}

// slotOf names the slot of a round that holds an answer.
func slotOf(r practice.Round, id practice.ID) string {
	for i, t := range r.Turns {
		if t.Answer == id {
			return fmt.Sprintf("question %d", i+1)
		}
		for n, p := range t.Probes {
			if p.Answer == id {
				return fmt.Sprintf("follow-up %d of question %d", n+1, i+1)
			}
		}
	}
	return "nothing"
}

func gridEdits(c *practice.Coach, ctx context.Context, s *situation, by practice.Person, said practice.Said) (string, error) {
	if said.Stamp == 0 {
		return "", errImpossible
	}
	said.By, said.Text, said.Edited = by, "Edited. "+story, s.o.stamp()
	h, err := c.HearRound(ctx, said)
	if err != nil {
		return "", err
	}
	rv, err := c.One(ctx, h.Answer, "ana")
	if err == nil && !strings.Contains(rv.Answer.Text(), "Edited.") {
		return "left as it was", nil
	}
	if errors.Is(err, practice.ErrNotYours) {
		return "still deleted", nil
	}
	return "reads as edited", err
}

func gridDeletes(c *practice.Coach, ctx context.Context, said practice.Said, by practice.Person) (string, error) {
	if said.Stamp == 0 || by != said.By {
		return "", errImpossible
	}
	err := c.Unsay(ctx, practice.Unsaid{Place: said.Place, Stamp: said.Stamp, Private: true})
	return "gone", err
}

var (
	errImpossible = errors.New("cannot be")
	errUndo       = errors.New("undo")
)

// outcome tells what comes of a verb, and undoes it.
func (s *situation) outcome(v gridVerb, form string, by practice.Person) string {
	s.o.t.Helper()
	ctx := s.o.t.Context()
	before, now := s.round(), s.o.now
	defer func() { s.o.now = now }()
	on := practice.Press{By: by, Round: s.id, Step: before.Step()}
	switch form {
	case "word":
		on.Round, on.Step = "", practice.InHand
	case "of question 1":
		on.Step = practice.Step{Turn: 0, Stage: practice.Asking}
		if v.name == "debrief" {
			on.Step.Stage = practice.Rating
		}
	case "of its start":
		on.Step = practice.Step{Turn: before.Turn, Stage: practice.Asking}
		if on.Step == before.Step() {
			return ""
		}
	}
	var out string
	err := s.o.coach.Store.Update(ctx, func(tx practice.Tx) error {
		c := s.o.inside(tx)
		was := postingsOf(ctx, c)
		what, err := v.do(c, ctx, s, by, on)
		if errors.Is(err, errImpossible) {
			return errUndo
		}
		after, e := tx.Round(s.id)
		if e != nil {
			return e
		}
		out = told(before, after, what, err)
		var says []string
		for key, p := range postingsOf(ctx, c) {
			if old, ok := was[key]; (!ok || old.State != p.State) && p.Kind != practice.PostClock && p.Kind != practice.PostCount {
				what, _, parts := strings.Cut(strings.TrimPrefix(key, "round/"+s.id+"/"), "debrief/")
				if parts {
					what += "debrief" // it takes several messages
				}
				says = append(says, what)
			}
		}
		slices.Sort(says)
		if says = slices.Compact(says); len(says) > 0 && !strings.HasPrefix(what, "another") {
			out += ", says " + strings.Join(says, " and ")
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		s.o.t.Fatal(err)
	}
	return out
}

func postingsOf(ctx context.Context, c *practice.Coach) map[string]practice.Posting {
	out := map[string]practice.Posting{}
	all, _ := c.Waiting(ctx)
	for _, p := range all {
		out[p.Key] = p
	}
	return out
}

// told tells how a round has changed.
func told(before, after practice.Round, what string, err error) string {
	if err != nil {
		if fmt.Sprint(before) != fmt.Sprint(after) {
			return "REFUSED AND CHANGED: " + err.Error()
		}
		return "no: " + err.Error()
	}
	var out []string
	if what != "" {
		out = append(out, what)
	}
	if at := after.Step(); at != before.Step() {
		to := string(at.Stage)
		switch at.Stage {
		case practice.Asking:
			to = fmt.Sprintf("question %d", at.Turn+1)
		case practice.Elaborating:
			to = fmt.Sprintf("more of question %d", at.Turn+1)
		case practice.Following:
			to = fmt.Sprintf("follow-up %d of question %d", at.Probe, at.Turn+1)
		case practice.Ended:
			to += ", " + string(after.Ending)
		}
		out = append(out, "-> "+to)
	}
	if p := !after.PausedAt.IsZero(); p != !before.PausedAt.IsZero() {
		out = append(out, map[bool]string{true: "paused", false: "goes on"}[p])
	}
	for i := range after.Turns {
		if a, b := after.Turns[i], before.Turns[i]; a.Rating != b.Rating {
			out = append(out, fmt.Sprintf("question %d rated %d", i+1, a.Rating))
		}
	}
	if len(out) == 0 {
		out = append(out, "stays")
	}
	return strings.Join(out, ", ")
}

// TestTheGrid prints what comes of everything that can happen to a round, at
// every point of one, by whomever. Read it as the person who pressed it.
func TestTheGrid(t *testing.T) {
	var b strings.Builder
	b.WriteString(`What comes of each verb at each point of a round (go test ./practice -run Grid -update).

The second question is in hand unless it says otherwise. "word" is what is typed, "button" the
button of what is in hand, "of its start" that of the question to which more or a follow-up was
asked, "of question 1" that of an earlier question. Where a round that is live, pressing or a
full loop differs, a line below says so. Below the line is what another person gets who does the
same with what they see, and an admin who is another person too.
`)
	for _, stage := range gridStages {
		fmt.Fprintf(&b, "\n== %s\n", stage.name)
		var mine, others table
		for _, v := range gridVariants {
			if stage.in != nil && !slices.Contains(stage.in, v.name) {
				continue
			}
			s := newSituation(t, v.choice)
			stage.come(s)
			for _, verb := range gridVerbs {
				forms := verb.as
				if forms == nil {
					forms = []string{""}
				}
				for _, form := range forms {
					mine.add(verb.name, form, v.name, s.outcome(verb, form, "ana"))
					if len(mine.variants) > 1 {
						continue
					}
					other, boss := s.outcome(verb, form, "ben"), s.outcome(verb, form, admin)
					if other != boss {
						t.Errorf("%s, %s: another person gets %q, an admin %q", stage.name, verb.name, other, boss)
					}
					others.add(verb.name, form, v.name, other)
				}
			}
		}
		mine.print(&b)
		b.WriteString("--\n")
		others.printShort(&b)
	}
	golden(t, "testdata/grid.golden", b.String())
}

// A table is the outcomes at one point of a round.
type table struct {
	cells    []cell
	variants []string
}

type cell struct{ verb, form, variant, outcome string }

func (t *table) add(verb, form, variant, outcome string) {
	if outcome == "" {
		return
	}
	if !slices.Contains(t.variants, variant) {
		t.variants = append(t.variants, variant)
	}
	t.cells = append(t.cells, cell{verb, form, variant, outcome})
}

// print writes a line for each verb and outcome, with the forms that have it.
func (t *table) print(b *strings.Builder) {
	var done []cell
	for _, c := range t.cells {
		c.form = ""
		if c.variant != t.variants[0] || slices.Contains(done, c) {
			continue
		}
		done = append(done, c)
		var forms, unlike []string
		for _, d := range t.cells {
			if d.verb == c.verb && d.variant == c.variant && d.outcome == c.outcome && d.form != "" {
				forms = append(forms, d.form)
			}
		}
		for _, d := range t.cells {
			if d.verb == c.verb && d.variant != c.variant && d.outcome != c.outcome && (d.form == "" || slices.Contains(forms, d.form)) {
				if line := fmt.Sprintf("%46s %s\n", d.variant+":", d.outcome); !slices.Contains(unlike, line) {
					unlike = append(unlike, line)
				}
			}
		}
		name := c.verb
		if len(forms) > 0 {
			name += ": " + strings.Join(forms, ", ")
		}
		fmt.Fprintf(b, "%-46s %s\n%s", name, c.outcome, strings.Join(unlike, ""))
	}
}

// printShort writes a line for each outcome.
func (t *table) printShort(b *strings.Builder) {
	var done []string
	for _, c := range t.cells {
		if slices.Contains(done, c.outcome) {
			continue
		}
		done = append(done, c.outcome)
		var who []string
		for _, d := range t.cells {
			name := d.verb
			if d.form != "" && d.form != "word" {
				name = "buttons"
			}
			if d.outcome == c.outcome && !slices.Contains(who, name) {
				who = append(who, name)
			}
		}
		fmt.Fprintf(b, "%-46s %s\n", c.outcome, strings.Join(who, ", "))
	}
}

// golden compares a text with the file that holds how it should read.
func golden(t *testing.T, file, text string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(text, "\n"), strings.Split(string(b), "\n")
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("line %d of %s:\n got %s\nwant %s", i+1, file, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%s has %d lines, want %d", file, len(want), len(got))
	}
}
