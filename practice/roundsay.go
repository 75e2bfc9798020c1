package practice

import (
	"fmt"
)

// moved keeps a round as it is after a verb and plans what is to be said next,
// if the verb moved it on.
func (c *Coach) moved(tx Tx, before, after Round) error {
	if err := tx.PutRound(after); err != nil {
		return err
	}
	if err := c.keepTime(tx, before, after); err != nil {
		return err
	}
	at := after.Step()
	if before.Step() == at {
		return nil
	}
	switch after.Stage {
	case Asking:
		return after.say(tx, PostTurn, fmt.Sprintf("turn/%d", at.Turn), at)
	case Elaborating:
		return after.say(tx, PostMore, fmt.Sprintf("more/%d", at.Turn), at)
	case Following:
		what := fmt.Sprintf("follow-up/%d", at.Turn)
		if at.Probe > 1 {
			what += fmt.Sprintf("/%d", at.Probe)
		}
		return after.say(tx, PostAsked, what, at)
	case Rating:
		return after.say(tx, PostRate, after.ofLeg("rate"), Step{Turn: after.legStart()})
	case Break:
		if before.Stage == Rating {
			if err := after.debriefLeg(tx); err != nil {
				return err
			}
		}
		return after.say(tx, PostBreak, after.ofLeg("break"), Step{Turn: after.Turn})
	}
	return after.sayEnd(tx, before.Stage == Break)
}

// sayEnd plans the debrief of a round that is over. Of a loop that came beyond its
// first break each round is debriefed on its own, and the whole in short.
func (r Round) sayEnd(tx Tx, inBreak bool) error {
	legs := len(r.Legs())
	switch {
	case legs == 1 && inBreak && r.legAnswered(): // the debrief of its one round stands right above
		return r.say(tx, PostLoopOver, "over", Step{})
	case legs == 1 && inBreak:
		return r.say(tx, PostDebrief, "debrief", Step{})
	case legs == 1:
		return r.sayDebrief(tx, "debrief", 0)
	case !inBreak && r.legAnswered():
		if err := r.debriefLeg(tx); err != nil {
			return err
		}
	}
	return r.sayWhole(tx, "debrief", 0)
}

// ofLeg names what is said at the end of the leg in hand.
func (r Round) ofLeg(what string) string {
	if r.Choice.Kind != Loop {
		return what
	}
	return fmt.Sprintf("leg/%d/%s", len(r.Legs()), what)
}

// debriefLeg plans the debrief of the leg in hand.
func (r Round) debriefLeg(tx Tx) error {
	return r.sayDebrief(tx, r.ofLeg("debrief"), len(r.Legs()))
}

// say plans a posting of the round, in the DM of its person: of its N the turn is
// at, and of its Sub the probe.
func (r Round) say(tx Tx, kind PostingKind, what string, at Step) error {
	return plan(tx, Posting{Key: "round/" + r.ID + "/" + what, Kind: kind, To: r.Person, Ref: r.ID, N: at.Turn, Sub: at.Probe})
}

// sayDebrief plans the messages of the debrief of a leg, or with 0 of the whole:
// what matters most first, with its figures as bars, then the questions. What
// turns out to hold nothing is left out.
func (r Round) sayDebrief(tx Tx, what string, leg int) error {
	if err := r.sayWhole(tx, what, leg); err != nil {
		return err
	}
	legs, n := r.Legs(), 0
	for _, t := range r.Begun() {
		if leg == 0 || t.Round == legs[leg-1] {
			n++
		}
	}
	for i := 1; (i-1)*DebriefAtOnce < n; i++ {
		if err := r.say(tx, PostDebrief, fmt.Sprintf("%s/%d", what, i), Step{Turn: i, Probe: leg}); err != nil {
			return err
		}
	}
	return nil
}

// sayWhole is sayDebrief without the questions.
func (r Round) sayWhole(tx Tx, what string, leg int) error {
	if err := r.say(tx, PostDebrief, what, Step{Probe: leg}); err != nil {
		return err
	}
	return r.say(tx, PostBars, what+"/bars", Step{Probe: leg})
}
