package practice

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"greenroom/bank"
)

// MostWaiting is how many of a person's suggestions may wait for an admin at a
// time.
const MostWaiting = 5

// Suggest keeps a question that a person suggests, and has every admin told. A
// proposal that is not taken returns an [Objection]. form names the form that was
// sent, so that sending it twice suggests once.
func (c *Coach) Suggest(ctx context.Context, by Person, p Proposal, note, form string) (Suggestion, error) {
	p, note = p.tidy(), strings.TrimSpace(note)
	if utf8.RuneCountInString(note) > MostNoted {
		return Suggestion{}, ErrTooLong
	}
	var out Suggestion
	err := c.update(ctx, func(tx Tx) error {
		now := c.Now()
		id, err := freshSuggestion(tx, FirstID(now))
		if err != nil {
			return err
		}
		was, first, err := tx.Once("suggestion/"+form, id.String(), now)
		if err != nil {
			return err
		}
		if !first {
			if id, err = ParseID(was); err == nil {
				out, err = tx.Suggestion(id)
			}
			return err
		}
		if err := c.takes(tx, p, by, 0); err != nil {
			return err
		}
		out = Suggestion{ID: id, By: by, At: now, Asked: p, Note: note, State: SuggestionWaits}
		if err := tx.PutSuggestion(out); err != nil {
			return err
		}
		for _, admin := range c.Admins {
			card := Posting{Key: cardKey(id, admin), Kind: PostSuggestion, To: admin, Ref: id.String()}
			if err := plan(tx, card); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// freshSuggestion returns the first id from one on that no suggestion has.
func freshSuggestion(tx Tx, id ID) (ID, error) {
	for ; ; id++ {
		_, err := tx.Suggestion(id)
		if errors.Is(err, ErrNotFound) {
			return id, nil
		}
		if err != nil {
			return 0, err
		}
	}
}

// takes returns the [Objection] to a tidy proposal, or nil. suggester is who
// suggests it, nobody where an admin decides on one; of is the suggestion that is
// decided on.
func (c *Coach) takes(tx Tx, p Proposal, suggester Person, of ID) error {
	wordings := []string{p.Ask}
	if p.Also != "" {
		wordings = append(wordings, p.Also)
	}
	var approved, waiting []bank.Question
	theirs := 0
	err := tx.Suggestions(0, func(s Suggestion) bool {
		switch {
		case s.State == SuggestionApproved:
			approved = append(approved, s.Asks())
		case s.State == SuggestionWaits && s.ID != of:
			waiting = append(waiting, bank.Question{ID: s.ID.String(), Ask: s.Asked.Ask})
			if s.By == suggester {
				theirs++
			}
		}
		return true
	})
	if err != nil {
		return err
	}
	asked, waits := []*bank.Bank{c.Bank, bank.New(approved)}, bank.New(waiting)
	for i, wording := range wordings {
		o, ok := objection(wording)
		for _, b := range asked {
			if q, found := b.Asking(wording); ok && found {
				o, ok = Objection{Kind: AskedAlready, Like: q.Ask}, false
			}
		}
		if q, found := waits.Asking(wording); ok && found {
			o, ok = Objection{Kind: WaitsAlready, Like: q.Ask}, false
		}
		if !ok {
			o.Also = i > 0
			return o
		}
	}
	if suggester != "" && theirs >= MostWaiting {
		return Objection{Kind: ManyWaiting}
	}
	return nil
}

// Filled returns what a suggestion would be approved as: what its person left
// open is chosen as well as it can be told. Only the area may stay open.
func (c *Coach) Filled(s Suggestion) Proposal { return s.Asked.filled(c.Bank) }

// Approve has a suggestion asked as it was suggested, at an admin's word. Where
// it was decided already it returns the suggestion with ErrAlready; an
// [Objection] says what has to be changed first.
func (c *Coach) Approve(ctx context.Context, id ID, by Person) (Suggestion, error) {
	return c.approve(ctx, id, by, c.Filled)
}

// ApproveAs is Approve with what an admin made of the suggestion.
func (c *Coach) ApproveAs(ctx context.Context, id ID, by Person, p Proposal) (Suggestion, error) {
	return c.approve(ctx, id, by, func(Suggestion) Proposal { return p.filled(c.Bank) })
}

func (c *Coach) approve(ctx context.Context, id ID, by Person, as func(Suggestion) Proposal) (Suggestion, error) {
	return c.decide(ctx, id, by, "approve suggestion ", func(tx Tx, s Suggestion) (Suggestion, error) {
		if s.State != SuggestionWaits {
			return s, ErrAlready
		}
		p := as(s)
		if err := c.takes(tx, p, "", id); err != nil {
			return s, err
		}
		if p.Area == "" {
			return s, Objection{Kind: NoArea}
		}
		given := map[string]bool{}
		err := tx.Suggestions(0, func(s Suggestion) bool {
			given[s.Question] = true
			return true
		})
		if err != nil {
			return s, err
		}
		return s.Approve(p, questionID(p.Ask, func(id string) bool {
			_, known := c.Bank.Find(id)
			return known || given[id]
		}), by, c.Now())
	})
}

// Decline says no to a suggestion, at an admin's word. The reason, which may be
// empty, is passed on. Where it was decided already it returns the suggestion
// with ErrAlready.
func (c *Coach) Decline(ctx context.Context, id ID, by Person, reason string) (Suggestion, error) {
	if utf8.RuneCountInString(reason) > MostNoted {
		return Suggestion{}, ErrTooLong
	}
	return c.decide(ctx, id, by, "decline suggestion ", func(_ Tx, s Suggestion) (Suggestion, error) {
		return s.Decline(reason, by, c.Now())
	})
}

// Withdraw has an approved suggestion not asked any more. What was answered to
// it stays.
func (c *Coach) Withdraw(ctx context.Context, id ID, by Person) (Suggestion, error) {
	return c.decide(ctx, id, by, "withdraw suggestion ", func(_ Tx, s Suggestion) (Suggestion, error) {
		return s.Withdraw(by, c.Now())
	})
}

// decide applies an admin's decision to a suggestion, has the admins' messages
// show it, and tells its person where it was theirs to wait for.
func (c *Coach) decide(ctx context.Context, id ID, by Person, what string, verb func(Tx, Suggestion) (Suggestion, error)) (Suggestion, error) {
	var out Suggestion
	err := c.act(ctx, by, what+id.String(), func(tx Tx) error {
		s, err := tx.Suggestion(id)
		if err != nil {
			return err
		}
		out = s
		waited := s.State == SuggestionWaits
		if s, err = verb(tx, s); err != nil {
			return err
		}
		out = s
		if err := tx.PutSuggestion(s); err != nil {
			return err
		}
		if err := c.redrawCards(tx, id); err != nil || !waited || s.By == by {
			return err
		}
		return plan(tx, Posting{Key: "suggestion/" + id.String() + "/told", Kind: PostDecision, To: s.By, Ref: id.String()})
	})
	if err != nil {
		return out, err
	}
	// It is decided, whether or not its asker still waits.
	return out, c.LoadSuggestions(context.WithoutCancel(ctx))
}

// redrawCards plans to show in each admin's message what has become of a
// suggestion.
func (c *Coach) redrawCards(tx Tx, id ID) error {
	for _, admin := range c.Admins {
		_, err := tx.Posting(cardKey(id, admin))
		if errors.Is(err, ErrNotFound) {
			continue // they were no admin then, or it is too long ago
		}
		if err != nil {
			return err
		}
		redraw := Posting{Key: cardKey(id, admin) + "/now", Kind: PostSuggestionNow, To: admin, Ref: id.String()}
		if err := planAgain(tx, redraw, c.Now(), 0); err != nil {
			return err
		}
	}
	return nil
}

// cardKey is the key of the message that shows a suggestion to an admin.
func cardKey(id ID, admin Person) string {
	return "suggestion/" + id.String() + "/for/" + string(admin)
}

// Card returns the message that shows a suggestion to an admin; ErrNotDelivered
// while it is not known where it stands.
func (c *Coach) Card(ctx context.Context, id ID, admin Person) (Posting, error) {
	var out Posting
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		out, err = tx.Posting(cardKey(id, admin))
		return err
	})
	switch {
	case err == nil && out.Open():
		err = ErrNotDelivered
	case err == nil && out.Stamp == 0:
		err = ErrNotFound
	}
	return out, err
}

// Suggestion returns a suggestion, whoever's it is: for postings about it, never
// for somebody who asks (see Judge).
func (c *Coach) Suggestion(ctx context.Context, id ID) (Suggestion, error) {
	var out Suggestion
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		out, err = tx.Suggestion(id)
		return err
	})
	return out, err
}

// Judge returns a suggestion to an admin.
func (c *Coach) Judge(ctx context.Context, id ID, by Person) (Suggestion, error) {
	if !c.Admin(by) {
		return Suggestion{}, ErrNotAdmin
	}
	return c.Suggestion(ctx, id)
}

// A SuggestionPage is what admins see of the suggestions.
type SuggestionPage struct {
	Waiting  []Suggestion // oldest first
	More     int          // that wait beside these
	Approved []Suggestion // newest first
	Next     ID           // of the approved ones, below which the next page begins; zero: there is none
}

// How many a page shows.
const (
	waitingShown  = 10
	approvedShown = 15
)

// SuggestionsFor returns to an admin what waits, and the approved ones that were
// suggested below an id, zero for the newest.
func (c *Coach) SuggestionsFor(ctx context.Context, by Person, below ID) (SuggestionPage, error) {
	if !c.Admin(by) {
		return SuggestionPage{}, ErrNotAdmin
	}
	var out SuggestionPage
	err := c.Store.View(ctx, func(tx Tx) error {
		out = SuggestionPage{}
		err := tx.Suggestions(0, func(s Suggestion) bool {
			if s.State == SuggestionWaits {
				out.Waiting = append([]Suggestion{s}, out.Waiting...)
			}
			return true
		})
		if err != nil {
			return err
		}
		return tx.Suggestions(below, func(s Suggestion) bool {
			if s.State != SuggestionApproved {
				return true
			}
			if len(out.Approved) == approvedShown {
				out.Next = out.Approved[approvedShown-1].ID
				return false
			}
			out.Approved = append(out.Approved, s)
			return true
		})
	})
	if n := len(out.Waiting) - waitingShown; n > 0 {
		out.Waiting, out.More = out.Waiting[:waitingShown], n
	}
	return out, err
}
