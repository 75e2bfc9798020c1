package practice

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// A Debrief is the report at the end of a round.
type Debrief struct {
	Round        Round
	Leg          int              // which of its rounds, from 1; 0: the whole
	Turns        []Debriefed      // those that were put
	Competencies []CompetencyLine // in the order of the bank's list
	Work         []Work           // at most three, the most helpful first
}

// A Debriefed is one question of a round with what was read off its answer.
type Debriefed struct {
	Turn
	Index  int // of the turn in its round
	N      int // of "question n of m"; zero for the candidate's own questions
	Q      bank.Question
	Said   Answer // zero ID: not answered, or deleted since
	Report feedback.Report
	Probed []feedback.Report // of each follow-up's answer; not Assessed where it has none
}

// A CompetencyLine sums up a competency over a round.
type CompetencyLine struct {
	Competency bank.Competency
	Asked      int
	Answered   int
	Rated      int // answers with a rating of their person's own
	Ratings    int // their sum
}

// A Work is something to work on: a note on the answer of a turn, or, without a
// Kind, a turn that was left out, answered in too few words, or rated low.
type Work struct {
	Turn int // index in the round's turns
	Note feedback.Note
}

// mostWork is how many things to work on a debrief names.
const mostWork = 3

// Debriefed returns the debrief of a round of a person's own: of its leg of that
// number, from 1, or with 0 of the whole.
func (c *Coach) Debriefed(ctx context.Context, round string, leg int, by Person) (Debrief, error) {
	var d Debrief
	err := c.Store.View(ctx, func(tx Tx) error {
		r, err := pressed(tx, Press{By: by, Round: round})
		if err != nil {
			return err
		}
		d = Debrief{Round: r, Leg: leg}
		legs := r.Legs()
		for i, t := range r.Begun() {
			if leg > 0 && (leg > len(legs) || t.Round != legs[leg-1]) {
				continue
			}
			line, err := c.debriefed(tx, t)
			if err != nil {
				return err
			}
			line.Index = i
			line.N, _ = r.Counted(i)
			d.Turns = append(d.Turns, line)
		}
		return nil
	})
	if err != nil {
		return Debrief{}, err
	}
	d.Competencies = competencyLines(d.Turns)
	d.Work = toWorkOn(d.Turns)
	return d, nil
}

// PlanDebrief plans the messages of a debrief after its first: how many it takes
// is known only when it is put into words. first is the posting of that.
func (c *Coach) PlanDebrief(ctx context.Context, first Posting, messages int) error {
	return c.update(ctx, func(tx Tx) error {
		for i := 1; i < messages; i++ {
			p := Posting{Key: fmt.Sprintf("%s/%d", first.Key, i), Kind: PostDebrief, To: first.To, Ref: first.Ref, N: i, Sub: first.Sub}
			if err := plan(tx, p); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *Coach) debriefed(tx Tx, t Turn) (Debriefed, error) {
	q, _ := c.Find(t.Question)
	q.ID, q.Ask = t.Question, t.Ask
	d := Debriefed{Turn: t, Q: q}
	a, err := answerIf(tx, t.Answer)
	if err != nil {
		return d, err
	}
	if d.Said = a; a.ID != 0 && !t.Reverse {
		d.Report = feedback.Read(q, a.Text())
	}
	for _, p := range t.Probes {
		f, err := answerIf(tx, p.Answer)
		if err != nil {
			return d, err
		}
		var read feedback.Report
		if f.ID != 0 {
			probe := followUpOf(q)
			probe.Ask = p.Ask
			read = feedback.Read(probe, f.Text())
		}
		d.Probed = append(d.Probed, read)
	}
	return d, nil
}

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

// Used returns how long the questions of the round took together, pauses left out.
func (d Debrief) Used() time.Duration {
	var sum time.Duration
	for _, t := range d.Turns {
		sum += t.Spent
	}
	return sum
}

func competencyLines(turns []Debriefed) []CompetencyLine {
	sums := map[bank.Competency]*CompetencyLine{}
	for _, t := range turns {
		if t.Reverse {
			continue
		}
		for _, k := range t.Q.Competencies {
			if sums[k] == nil {
				sums[k] = &CompetencyLine{Competency: k}
			}
			line := sums[k]
			line.Asked++
			if t.Said.ID == 0 {
				continue
			}
			line.Answered++
			if t.Rating > 0 {
				line.Rated++
				line.Ratings += t.Rating
			}
		}
	}
	var out []CompetencyLine
	for _, k := range bank.Competencies() {
		if line := sums[k]; line != nil {
			out = append(out, *line)
		}
	}
	return out
}

// toWorkOn takes the first note of each answer, those of answers rated low first,
// and no kind of note twice; then what went wrong without a note.
func toWorkOn(turns []Debriefed) []Work {
	var out []Work
	seen := map[feedback.NoteKind]bool{}
	for _, rated := range []func(int) bool{
		func(r int) bool { return r == 1 || r == 2 },
		func(r int) bool { return r == 0 || r > 2 },
	} {
		for i, t := range turns {
			if !rated(t.Rating) || len(out) == mostWork {
				continue
			}
			for _, n := range t.Report.Notes {
				if !seen[n.Kind] {
					seen[n.Kind] = true
					out = append(out, Work{Turn: i, Note: n})
					break
				}
			}
		}
	}
	// Then what there is nothing to note about: it was left out, too short, or its
	// person says themselves that it was weak.
	for i, t := range turns {
		weak := t.Said.ID == 0 || !t.Report.Assessed || t.Rating == 1 || t.Rating == 2
		named := slices.ContainsFunc(out, func(w Work) bool { return w.Turn == i })
		if weak && !named && !t.Reverse && len(out) < mostWork {
			out = append(out, Work{Turn: i})
		}
	}
	return out
}
