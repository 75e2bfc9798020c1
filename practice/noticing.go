package practice

import "time"

// noticing is a Tx that notices that a posting was written, and since when that
// can be delivered, and of whom something has changed that their home shows.
type noticing struct {
	Tx
	now     time.Time
	planned bool
	changed []Person // somebody may be named more than once
}

// of notices that something of a person's was written, with what came of it.
func (t *noticing) of(p Person, err error) error {
	t.changed = append(t.changed, p)
	return err
}

func (t *noticing) PutAnswer(a Answer) error     { return t.of(a.Person, t.Tx.PutAnswer(a)) }
func (t *noticing) PutRound(r Round) error       { return t.of(r.Person, t.Tx.PutRound(r)) }
func (t *noticing) PutProfile(p Profile) error   { return t.of(p.Person, t.Tx.PutProfile(p)) }
func (t *noticing) PutStory(s Story) error       { return t.of(s.Person, t.Tx.PutStory(s)) }
func (t *noticing) PutRetrying(r Retrying) error { return t.of(r.Person, t.Tx.PutRetrying(r)) }

func (t *noticing) PutPreparation(p Preparation) error {
	return t.of(p.Person, t.Tx.PutPreparation(p))
}

func (t *noticing) DropStory(p Person, id ID) error { return t.of(p, t.Tx.DropStory(p, id)) }
func (t *noticing) DropPreparation(p Person) error  { return t.of(p, t.Tx.DropPreparation(p)) }

func (t *noticing) DropAnswer(id ID) error {
	a, err := t.Answer(id)
	if err != nil {
		return t.Tx.DropAnswer(id) // of nobody
	}
	return t.of(a.Person, t.Tx.DropAnswer(id))
}

func (t *noticing) PutPosting(p Posting) error {
	t.planned = true
	if p.Since.IsZero() {
		if p.Since = t.now; p.NotBefore.After(t.now) {
			p.Since = p.NotBefore
		}
	}
	return t.Tx.PutPosting(p)
}
