package storage

import (
	"bytes"

	"github.com/vmihailenco/msgpack/v5"

	"greenroom/practice"
)

// The rows that find an answer by its person and its place are not written with
// the answer but for many answers at once: a commit for one answer then touches a
// third of the pages. The answers without such rows are the tail: those with an id
// above what meta's indexed says. It lies at the end of its bucket, is never
// longer than tailLength, and is looked through by whoever looks for an answer.
// It is a matter of the file alone, so every transaction sees it as of its own
// state, and a crash leaves nothing to mend.
const tailLength = 12

// metaIndexed holds the id of the last answer that has its rows.
var metaIndexed = []byte("indexed")

// indexed returns the id up to which all answers have their rows.
func (t *transaction) indexed() practice.ID {
	v, ok := t.get(bucketMeta, metaIndexed)
	if !ok || len(v) != 8 {
		return 0
	}
	return practice.ID(number(v))
}

// tail visits the rows of the tail in the order of their ids until visit returns
// false.
func (t *transaction) tail(visit func(id practice.ID, row []byte) (bool, error)) error {
	c := t.tx.Bucket(bucketAnswers).Cursor()
	for k, v := c.Seek(idKey(t.indexed() + 1)); k != nil; k, v = c.Next() {
		if on, err := visit(practice.ID(number(k)), v); err != nil || !on {
			return err
		}
	}
	return nil
}

// tailOf returns the answers of a person in the tail, oldest first.
func (t *transaction) tailOf(by practice.Person) ([]practice.Answer, error) {
	// A row begins with its array's header and the person: most are told apart
	// without decoding them.
	person, err := msgpack.Marshal(string(by))
	if err != nil {
		return nil, err
	}
	var out []practice.Answer
	err = t.tail(func(id practice.ID, row []byte) (bool, error) {
		if len(row) < arrayHeader || !bytes.HasPrefix(row[arrayHeader:], person) {
			return true, nil
		}
		var r answerRecord
		if err := decode(row, &r); err != nil {
			return false, err
		}
		a, err := r.answer(id)
		out = append(out, a)
		return true, err
	})
	return out, err
}

// arrayHeader is how many bytes a record of 16 to 65,535 fields begins with.
const arrayHeader = 3

// index writes the rows of an answer, or leaves it in the tail as long as that is
// short. One whose id lies below what has its rows gets them at once.
func (t *transaction) index(a practice.Answer) error {
	if a.ID <= t.indexed() {
		return t.putRows(a)
	}
	n := 0
	err := t.tail(func(practice.ID, []byte) (bool, error) {
		n++
		return true, nil
	})
	if err != nil || n <= tailLength {
		return err
	}
	return t.settle()
}

// settle writes the rows of the whole tail.
func (t *transaction) settle() error {
	var last practice.ID
	var rows []practice.Answer
	err := t.tail(func(id practice.ID, row []byte) (bool, error) {
		var r answerRecord
		if err := decode(row, &r); err != nil {
			return false, err
		}
		a, err := r.answer(id)
		rows, last = append(rows, a), id
		return true, err
	})
	for _, a := range rows {
		if err == nil {
			err = t.putRows(a)
		}
	}
	if err != nil || last == 0 {
		return err
	}
	return t.put(bucketMeta, metaIndexed, idKey(last))
}

// putRows writes the rows that find an answer by its person and its place.
func (t *transaction) putRows(a practice.Answer) error {
	if err := t.put(bucketMine, mineKey(a.Person, a.ID), nil); err != nil || a.Origin != practice.InThread {
		return err
	}
	return t.put(bucketLatest, latestKey(a.Place, a.Person), idKey(a.ID))
}
