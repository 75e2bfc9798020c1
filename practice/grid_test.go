package practice_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/practice"
)

var update = flag.Bool("update", false, "write the golden files anew")

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

type cell struct{ verb, form, variant, outcome string }
