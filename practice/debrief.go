package practice

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// A Debrief is the report at the end of a round, read off the answers as they
// are now: one that was edited or deleted since reads so.
type Debrief struct {
	Round        Round
	Leg          int          // which of its rounds, from 1; 0: the whole
	Legs         []LegLine    // of the whole of a full loop: the rounds that were begun
	Turns        []Debriefed  // those that were put
	Competencies []Competence // in the order of the bank's list
	Well         []Good       // at most three
	Work         []Work       // at most three, the most helpful first
}

// A Debriefed is one question of a round with what was read off its answer.
type Debriefed struct {
	Turn
	Index  int // of the turn in its round
	N      int // of "question n of m"; zero for the candidate's own questions
	Q      bank.Question
	Known  bool            // the bank has it
	Open   bool            // and can ask it
	Said   Answer          // zero ID: not answered, or deleted since
	Report feedback.Report // of that answer alone
	Whole  feedback.Report // of it with the answers to its follow-ups
	Probed []Followed      // the follow-ups, in their order
}

// A Followed is a follow-up of a round with what came of it.
type Followed struct {
	Probe
	Said    Answer     // zero ID: not answered, or deleted since
	Brought []bank.Gap // what was missing before its answer and is there since
	Quotes  []string   // the words of each of Brought; "" where there is no one sentence
	Missed  bank.Gap   // what it was after and is missing still; empty: nothing
	None    bool       // its answer says no more than that there is none
}

// A LegLine sums up one round of a full loop.
type LegLine struct {
	Round    bank.Round
	Asked    int // questions; the candidate's own are not counted
	Answered int
	Minutes  int // that were planned
	Spent    time.Duration
	Share
}

// DebriefAtOnce is how many questions one message of a debrief shows.
const DebriefAtOnce = 3

// Debriefed returns the debrief of a round of a person's own: of its leg of that
// number, from 1, or with 0 of the whole. While what it is about is still going
// on it is refused.
func (c *Coach) Debriefed(ctx context.Context, round string, leg int, by Person) (Debrief, error) {
	d := Debrief{Leg: leg}
	var before []told
	err := c.Store.View(ctx, func(tx Tx) error {
		r, err := pressed(tx, Press{By: by, Round: round})
		if err != nil {
			return err
		}
		if !r.debriefable(leg) {
			return ErrRunning
		}
		d.Round, d.Turns = r, nil
		legs := r.Legs()
		for i, t := range r.Begun() {
			if leg > 0 && (leg > len(legs) || t.Round != legs[leg-1]) {
				continue
			}
			line, err := c.recall(tx, t)
			if err != nil {
				return err
			}
			line.Index = i
			line.N, _ = r.Counted(i)
			d.Turns = append(d.Turns, line)
		}
		before, err = c.before(tx, r)
		return err
	})
	if err != nil {
		return Debrief{}, err
	}
	// Reading takes longer than a view of the store should.
	for i := range d.Turns {
		d.Turns[i].read()
	}
	if d.Leg == 0 && len(d.Round.Legs()) > 1 {
		d.Legs = legLines(d.Turns)
	}
	d.Competencies = competences(d.Turns, before)
	d.Well = wentWell(d.Turns)
	d.Work = toWorkOn(d.Turns)
	return d, nil
}

// debriefable reports whether the leg of that number, or with 0 the round, is over.
func (r Round) debriefable(leg int) bool {
	legs := len(r.Legs())
	if leg > legs {
		return false // it was never begun
	}
	return !r.Running() || leg > 0 && (leg < legs || r.Stage == Break)
}

// Tells reports whether it may be said what an answer of the round has or lacks: in
// a live one only once its leg was debriefed.
func (r Round) Tells(id ID) bool {
	if r.Choice.Mode != LiveMode {
		return true
	}
	leg := 0
	for i, t := range r.Begun() {
		if i == 0 || t.Round != r.Turns[i-1].Round {
			leg++
		}
		if t.Answer == id || slices.ContainsFunc(t.Probes, func(p Probe) bool { return p.Answer == id }) {
			return r.debriefable(leg)
		}
	}
	return !r.Running()
}

// Debriefs returns the leg whose debrief is the newest of a round: 0 for the
// whole. ok is false where there is none yet.
func (r Round) Debriefs() (leg int, ok bool) {
	for leg := len(r.Legs()); r.Running() && leg > 0; leg-- {
		if r.debriefable(leg) {
			return leg, true
		}
	}
	return 0, !r.Running()
}

// recall returns a turn with what was said in it, not read yet.
func (c *Coach) recall(tx Tx, t Turn) (Debriefed, error) {
	q, known := c.Find(t.Question)
	_, open := c.Questions().Find(t.Question)
	open = open && !q.Disabled
	q.ID, q.Ask = t.Question, t.Ask
	d := Debriefed{Turn: t, Q: q, Known: known, Open: open}
	said, err := answerIf(tx, t.Answer)
	if err != nil {
		return d, err
	}
	d.Said = said
	for _, p := range t.Probes {
		said, err := answerIf(tx, p.Answer)
		if err != nil {
			return d, err
		}
		d.Probed = append(d.Probed, Followed{Probe: p, Said: said})
	}
	return d, nil
}

// read reads the answers, each follow-up's together with those before it that can
// be read: what it brought is what was not there without it.
func (d *Debriefed) read() {
	if d.Said.ID == 0 || d.Reverse {
		return
	}
	text := d.Said.Text()
	d.Report = feedback.Read(d.Q, text)
	d.Whole = d.Report
	for i := range d.Probed {
		p := &d.Probed[i]
		if p.Said.ID == 0 {
			continue
		}
		with := text + "\n\n" + p.Said.Text()
		next := feedback.Read(d.Q, with).After(d.Whole)
		if d.Whole.Assessed && !next.Assessed {
			next = d.Whole // what cannot be read, be it for its language, brings nothing
		} else {
			text = with
		}
		alone := feedback.Read(d.Q, p.Said.Text())
		p.None = alone.Why() == feedback.HasNone || alone.TellsNone()
		if g := askedOutright[p.Kind]; g != "" && plainly(alone) {
			next = next.Granting(g)
		}
		missing := next.Missing(d.Q)
		for _, g := range d.Whole.Missing(d.Q) {
			if !slices.Contains(missing, g) && (g != askedOutright[p.Kind] || next.Quote(g) != "") {
				p.Brought = append(p.Brought, g)
				p.Quotes = append(p.Quotes, within(next.Quote(g), p.Said.Text()))
			}
		}
		for _, g := range sought[p.Kind] {
			if slices.Contains(missing, g) && !slices.ContainsFunc(sought[p.Kind], func(g bank.Gap) bool { return slices.Contains(p.Brought, g) }) {
				p.Missed = g
				break
			}
		}
		d.Whole = next
	}
}

// within returns words if the text has them.
func within(words, text string) string {
	if !strings.Contains(text, words) {
		return ""
	}
	return words
}

// sought is what each kind of follow-up is after.
var sought = map[bank.FollowUpKind][]bank.Gap{
	bank.OwnPart:      {bank.GapOwnPart, bank.GapDepth},
	bank.EvidenceKind: {bank.GapEvidence, bank.GapResult},
	bank.Reflection:   {bank.GapReflection},
	bank.Alignment:    {bank.GapAlignment},
	bank.TradeOff:     {bank.GapTradeOff},
	bank.Depth:        {bank.GapDepth},
}

// askedOutright names what a kind of follow-up asks for outright and people tell in
// more ways than are noticed: who answers plainly has told it.
var askedOutright = map[bank.FollowUpKind]bank.Gap{
	bank.TradeOff: bank.GapTradeOff, bank.Alignment: bank.GapAlignment, bank.Reflection: bank.GapReflection,
}

// plainly reports whether something was said, and not only what anyone could say.
func plainly(r feedback.Report) bool { return r.Assessed && !r.Generic && !r.Hedged }

// answerIf returns an answer, or the zero one where there is none any more.
func answerIf(tx Tx, id ID) (Answer, error) {
	if id == 0 {
		return Answer{}, nil
	}
	a, err := tx.Answer(id)
	if errors.Is(err, ErrNotFound) {
		return Answer{}, nil
	}
	return a, err
}

// Used returns how long the questions took together, pauses left out.
func (d Debrief) Used() time.Duration {
	var sum time.Duration
	for _, t := range d.Turns {
		sum += t.Spent
	}
	return sum
}

// legLines sums up the rounds of a full loop.
func legLines(turns []Debriefed) []LegLine {
	var out []LegLine
	for _, t := range turns {
		if len(out) == 0 || out[len(out)-1].Round != t.Round {
			out = append(out, LegLine{Round: t.Round})
		}
		l := &out[len(out)-1]
		l.Minutes += t.Minutes
		l.Spent += t.Spent
		if t.Reverse {
			continue
		}
		l.Asked++
		if t.Said.ID != 0 {
			l.Answered++
			l.Share = l.plus(foundIn(t.Q, t.Whole))
		}
	}
	return out
}
