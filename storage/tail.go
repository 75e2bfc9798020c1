package storage

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/maphash"
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
// transaction sees it as of its own state, and a crash leaves nothing to mend. Who
// gave its answers is remembered from commit to commit, so that few look at the rows.
//
// A thousand people's rows lie on hundreds of pages. The more of them are written at
// once, the fewer times each page is: with 2048 instead of 256 a third of the pages.
// Only tests change it.
var tailLength = 2048

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

// authors says who gave the answers of the tail, in whatever order. Many transactions
// share it: what is added stands behind what others see, and only the one transaction
// that writes may add.
type authors []authored

type authored struct {
	id  practice.ID
	sum uint64 // of by: nearly all that are somebody else's are told by it
	by  practice.Person
}

var authorSeed = maphash.MakeSeed()

// with returns the authors with that of another answer.
func (a authors) with(id practice.ID, by practice.Person) authors {
	return append(a, authored{id: id, sum: maphash.String(authorSeed, string(by)), by: by})
}

// without returns the authors without that of an answer.
func (a authors) without(id practice.ID) authors {
	return slices.DeleteFunc(slices.Clone(a), func(e authored) bool { return e.id == id })
}

// of returns the answers of a person, the newest last.
func (a authors) of(by practice.Person) []practice.ID {
	var ids []practice.ID
	sum := maphash.String(authorSeed, string(by))
	for i := range a {
		if e := &a[i]; e.sum == sum && e.by == by {
			ids = append(ids, e.id)
		}
	}
	slices.Sort(ids)
	return ids
}

// A lately is who gave the answers of the tail as of a commit.
type lately struct {
	commit  int
	authors authors
}

// asOf returns the authors if they are those of that commit, else nil.
func (l *lately) asOf(commit int) *authors {
	if l == nil || l.commit != commit {
		return nil
	}
	return &l.authors
}

// remember keeps who gave the answers of the tail as of a commit, if that is the
// newest.
func (s *Store) remember(commit int, a authors) {
	l := &lately{commit: commit, authors: a}
	for was := s.lately.Load(); was == nil || was.commit < commit; was = s.lately.Load() {
		if s.lately.CompareAndSwap(was, l) {
			return
		}
	}
}

// authors returns who gave the answers of the tail, and reads it where that is not
// remembered: first of all, and after a commit by others than Update.
func (t *transaction) authors() (authors, error) {
	if t.lately != nil {
		return *t.lately, nil
	}
	if t.seen != nil && t.seen.authors != nil {
		return *t.seen.authors, nil
	}
	var a authors
	err := t.tail(func(id practice.ID, row []byte) (bool, error) {
		by, err := author(row)
		a = a.with(id, practice.Person(by))
		return true, err
	})
	if err != nil {
		return nil, err
	}
	if t.writable {
		t.seen.keepAuthors(a)
	} else {
		t.lately = &a
	}
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

// tailOf visits the answers of a person in the tail that come before one, the newest
// first, until visit returns false; before is 0 for all of them.
func (t *transaction) tailOf(by practice.Person, before practice.ID, visit func(practice.Answer) bool) (on bool, err error) {
	tail, err := t.authors()
	if err != nil {
		return false, err
	}
	for _, id := range slices.Backward(tail.of(by)) {
		if before != 0 && id >= before {
			continue
		}
		a, err := t.Answer(id)
		if err != nil || !visit(a) {
			return false, err
		}
	}
	return true, nil
}

// index writes the rows of an answer, or leaves it in the tail as long as that is
// short. One whose id lies below what has its rows gets them at once.
// It is given the tail without the answer.
func (t *transaction) index(a practice.Answer, tail authors) error {
	if a.ID <= t.indexed() {
		return t.putAll(rowsOf(a))
	}
	tail = tail.with(a.ID, a.Person)
	t.seen.keepAuthors(tail)
	if len(tail) <= tailLength {
		return nil
	}
	return t.settle()
}

// settle writes the rows of the whole tail.
func (t *transaction) settle() error {
	var last practice.ID
	var rows []row
	err := t.tail(func(id practice.ID, v []byte) (bool, error) {
		a, err := beginning(id, v)
		rows, last = append(rows, rowsOf(a)...), id
		return true, err
	})
	if err != nil || last == 0 {
		return err
	}
	// In the order of their keys each is put near the last, and few have to make room.
	// Of one key the last holds, which is that of the newest.
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(bytes.Compare(a.bucket, b.bucket), bytes.Compare(a.k, b.k))
	})
	if err := t.putAll(rows); err != nil {
		return err
	}
	t.seen.keepAuthors(nil)
	return t.put(bucketMeta, metaIndexed, idKey(last))
}

// A row is what is put under a key of a bucket.
type row struct{ bucket, k, v []byte }

func (t *transaction) putAll(rows []row) error {
	for _, r := range rows {
		if err := t.put(r.bucket, r.k, r.v); err != nil {
			return err
		}
	}
	return nil
}

// rowsOf returns the rows that find an answer by its person and its place.
func rowsOf(a practice.Answer) []row {
	rows := []row{{bucketMine, mineKey(a.Person, a.ID), nil}}
	if a.Origin == practice.InThread {
		rows = append(rows, row{bucketLatest, latestKey(a.Place, a.Person), idKey(a.ID)})
	}
	return rows
}
