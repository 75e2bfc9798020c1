package practice

import (
	"context"
	"errors"
	"time"

	"greenroom/bank"
)

// pageSize is how many answers a page of one's own answers shows.
const pageSize = 10

// A Filter narrows one's own answers. Zero fields let everything through.
type Filter struct {
	Area       bank.Area
	Competency bank.Competency
	Round      bank.Round
	Style      bank.Style
	NeedsWork  bool   // rated 1 or 2, or the first note is about a missing part
	Starred    bool   // by their author
	Text       string // words that are in it or in its author's note, whatever their case and accents
}

// LongestSearch is how long the text of a filter may be, in characters; what is
// beyond is left out.
const LongestSearch = 60

// A Reviewed is an answer with the question as it was asked. Known is false
// where the bank no longer has it; then only its wording is left.
type Reviewed struct {
	Answer   Answer
	Question bank.Question
	Known    bool
	After    string // what was asked before, where it answers a follow-up to it
	AsStory  string // the title of its story, read for one answer alone; empty: it is none
}

// A Page is some of one's own answers, newest first. Next is where the page
// after it begins, zero at the end. A page that is not full though there is a
// next one ended because enough was looked through: Looked is how many answers
// that were, and Back when the last of them was given; both zero otherwise.
type Page struct {
	Answers []Reviewed
	Next    ID
	Looked  int
	Back    time.Time
}

// What is looked through for one page at the most, so that it comes at once
// however much there is: an answer counts once, or more where it is long, and
// one whose feedback has to be worked out as readingCost of them.
const (
	mostLooked  = 2500
	readingCost = 25
)

// costs is what looking at an answer costs.
func costs(a Answer, reads bool) int {
	n := 1
	for _, m := range a.Messages {
		n += len(m.Text) / 2000
	}
	if reads {
		n *= readingCost
	}
	return n
}

// Mine returns a page of a person's own answers beginning below before (zero:
// at the newest). Comments are not listed.
func (c *Coach) Mine(ctx context.Context, by Person, f Filter, before ID) (Page, error) {
	var page Page
	words := newNeedle(f.Text)
	err := c.Store.View(ctx, func(tx Tx) error {
		page = Page{}
		left, looked := mostLooked, 0
		var running Round
		var err error
		if f.NeedsWork {
			if running, err = tx.RunningRound(by); err != nil && !errors.Is(err, ErrNotFound) {
				return err
			}
		}
		var last Answer // that was looked at
		var fault error
		err = tx.AnswersBy(by, before, func(a Answer) bool {
			if left <= 0 {
				page.Next, page.Looked, page.Back = last.ID, looked, last.CreatedAt
				return false
			}
			looked, last = looked+1, a
			left -= costs(a, false)
			if a.Comment || f.Starred && !a.Starred || !words.in(a) {
				return true
			}
			q, err := c.asked(tx, a)
			if err != nil {
				fault = err
				return false
			}
			if !f.takes(q) {
				return true
			}
			if f.NeedsWork {
				if a.Round != "" && a.Round == running.ID && !running.Tells(a.ID) {
					return true // a live round tells nothing before its debrief
				}
				if a.Rating == 0 {
					left -= costs(a, true)
				}
				if !c.needsWork(asked{a, q}) {
					return true
				}
			}
			if len(page.Answers) == pageSize {
				page.Next = page.Answers[pageSize-1].Answer.ID
				return false
			}
			page.Answers = append(page.Answers, c.reviewed(a, q))
			return true
		})
		return errors.Join(err, fault)
	})
	return page, err
}

func (c *Coach) reviewed(a Answer, q bank.Question) Reviewed {
	of, known := c.Find(a.Question)
	rv := Reviewed{Answer: a, Question: q, Known: known}
	if a.Probed {
		rv.After = of.Ask
	}
	return rv
}

// takes reports whether the filter lets answers to a question through.
func (f Filter) takes(q bank.Question) bool {
	return (f.Style == "" || f.Style == q.Style) && bank.Only(f.Round, f.Area, f.Competency).Has(q)
}

// needsWork reports whether an answer should be tried again: its person rated it
// low, or, unrated, it lacks what its question wants.
func (c *Coach) needsWork(a asked) bool {
	if a.Rating != 0 {
		return a.Rating <= weakRating
	}
	f := c.findings.of(a)
	return f.noted && len(f.lacks()) > 0
}

// One returns an answer to its author.
func (c *Coach) One(ctx context.Context, id ID, by Person) (Reviewed, error) {
	var out Reviewed
	err := c.Store.View(ctx, func(tx Tx) error {
		a, err := mine(tx, id, by)
		if err != nil {
			return err
		}
		q, err := c.asked(tx, a)
		if err != nil {
			return err
		}
		out = c.reviewed(a, q)
		out.AsStory, err = asStory(tx, a)
		return err
	})
	return out, err
}

// Latest returns a person's newest answer that is no comment, or ErrNotFound.
func (c *Coach) Latest(ctx context.Context, by Person) (Reviewed, error) {
	page, err := c.Mine(ctx, by, Filter{}, 0)
	if err == nil && len(page.Answers) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Reviewed{}, err
	}
	return page.Answers[0], nil
}

// Delete takes an answer away for good; if it was published its message goes too.
func (c *Coach) Delete(ctx context.Context, id ID, by Person) error {
	return c.update(ctx, func(tx Tx) error {
		a, err := mine(tx, id, by)
		if err != nil {
			return err
		}
		if a.Sharing {
			if err := c.unpublish(tx, &a); err != nil {
				return err
			}
		}
		if err := tx.DropAnswer(id); err != nil || a.Origin != InThread || a.Comment {
			return err
		}
		return c.recount(tx, a.Place)
	})
}
