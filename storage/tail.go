package storage

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/vmihailenco/msgpack/v5"

	"greenroom/practice"
)

// The rows that find an answer by its person and its place are not written with
// the answer but for many answers at once: a commit for one answer then touches a
// third of the pages, and of those many some share a page. The answers without
// such rows are the tail: those with an id above what meta's indexed says. It lies
// at the end of its bucket, is never longer than tailLength, and is looked through
// by whoever looks for an answer. It is a matter of the file alone, so every
// transaction sees it as of its own state, and a crash leaves nothing to mend.
const tailLength = 256

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

// authors says who gave the answers of the tail, in the order of their ids.
type authors struct {
	names []byte // one after the other
	each  []authored
}

type authored struct {
	id       practice.ID
	from, to int // in names
}

// add takes in an answer, wherever it belongs in the order.
func (a *authors) add(id practice.ID, by []byte) {
	i, known := slices.BinarySearchFunc(a.each, id, func(e authored, id practice.ID) int { return cmp.Compare(e.id, id) })
	if known {
		return
	}
	a.each = slices.Insert(a.each, i, authored{id: id, from: len(a.names), to: len(a.names) + len(by)})
	a.names = append(a.names, by...)
}

// authors reads who gave the answers of the tail; the calls of one commit do so once.
func (t *transaction) authors() (*authors, error) {
	if t.seen != nil && t.seen.authors != nil {
		return t.seen.authors, nil
	}
	a := &authors{}
	err := t.tail(func(id practice.ID, row []byte) (bool, error) {
		by, err := author(row)
		a.add(id, by)
		return true, err
	})
	if err != nil {
		return nil, err
	}
	t.seen.keepAuthors(a)
	return a, nil
}

// author reads of an answer's row who gave it, as msgpack writes it: behind the
// array's header comes a short text.
func author(row []byte) ([]byte, error) {
	const arrayHeader, short, shortMask = 3, 0xa0, 0xe0 // of 16 fields and more; of a text below 32 bytes
	if len(row) > arrayHeader && row[arrayHeader]&shortMask == short {
		from, n := arrayHeader+1, int(row[arrayHeader]&^shortMask)
		if row[0] == 0xdc && from+n <= len(row) {
			return row[from : from+n], nil
		}
	}
	d := msgpack.NewDecoder(bytes.NewReader(row))
	_, err := d.DecodeArrayLen()
	if err != nil {
		return nil, fmt.Errorf("decode an answer: %w", err)
	}
	by, err := d.DecodeString()
	if err != nil {
		return nil, fmt.Errorf("decode an answer: %w", err)
	}
	return []byte(by), nil
}

// tailOf visits the answers of a person in the tail, the newest first, until visit
// returns false.
func (t *transaction) tailOf(by practice.Person, visit func(practice.Answer) bool) (on bool, err error) {
	tail, err := t.authors()
	if err != nil {
		return false, err
	}
	for i := len(tail.each) - 1; i >= 0; i-- {
		if e := tail.each[i]; string(tail.names[e.from:e.to]) == string(by) {
			a, err := t.Answer(e.id)
			if err != nil || !visit(a) {
				return false, err
			}
		}
	}
	return true, nil
}

// index writes the rows of an answer, or leaves it in the tail as long as that is
// short. One whose id lies below what has its rows gets them at once.
func (t *transaction) index(a practice.Answer) error {
	if a.ID <= t.indexed() {
		return t.putRows(a)
	}
	tail, err := t.authors()
	if err != nil {
		return err
	}
	tail.add(a.ID, []byte(a.Person))
	if len(tail.each) <= tailLength {
		return nil
	}
	return t.settle()
}

// settle writes the rows of the whole tail.
func (t *transaction) settle() error {
	var last practice.ID
	var rows []practice.Answer
	err := t.tail(func(id practice.ID, row []byte) (bool, error) {
		a, err := beginning(id, row)
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
	t.seen.keepAuthors(nil)
	return t.put(bucketMeta, metaIndexed, idKey(last))
}

// putRows writes the rows that find an answer by its person and its place.
func (t *transaction) putRows(a practice.Answer) error {
	if err := t.put(bucketMine, mineKey(a.Person, a.ID), nil); err != nil || a.Origin != practice.InThread {
		return err
	}
	return t.put(bucketLatest, latestKey(a.Place, a.Person), idKey(a.ID))
}
