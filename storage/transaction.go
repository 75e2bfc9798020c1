package storage

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

// A transaction is a practice.Tx on a bbolt transaction. What it returns is
// copied out, since bbolt's bytes die with the transaction.
type transaction struct {
	tx       *bbolt.Tx
	writable bool
	wrote    bool
	answers  int      // new ones that were put
	seen     *seen    // nil: nothing is remembered
	lately   *authors // of the tail, in a view; nil: not known yet
}

var errReadOnly = errors.New("write in a view")

func (t *transaction) get(bucket, k []byte) ([]byte, bool) {
	var v []byte
	if t.seen != nil {
		v = t.seen.row(bucket, k)
	} else {
		v = t.tx.Bucket(bucket).Get(k)
	}
	return v, v != nil
}

func (t *transaction) put(bucket, k, v []byte) error {
	if !t.writable {
		return errReadOnly
	}
	t.wrote = true
	if v == nil {
		// Until it is committed bbolt does not tell a nil value from none.
		v = []byte{}
	}
	t.seen.forget(bucket)
	b := t.tx.Bucket(bucket)
	if ordered[string(bucket)] {
		b.FillPercent = fill
	}
	if err := b.Put(k, v); err != nil {
		return fmt.Errorf("put into %s: %w", bucket, err)
	}
	return nil
}

func (t *transaction) drop(bucket, k []byte) error {
	if !t.writable {
		return errReadOnly
	}
	t.wrote = true
	t.seen.forget(bucket)
	if err := t.tx.Bucket(bucket).Delete(k); err != nil {
		return fmt.Errorf("delete from %s: %w", bucket, err)
	}
	return nil
}

// putRecord encodes a record and puts it.
func (t *transaction) putRecord(bucket, k []byte, record any) error {
	b, err := encode(record)
	if err != nil {
		return err
	}
	return t.put(bucket, k, b)
}

// record decodes the record of a key, or returns ErrNotFound.
func (t *transaction) record(bucket, k []byte, into any) error {
	v, ok := t.get(bucket, k)
	if !ok {
		return missing{bucket, string(k)}
	}
	return decode(v, into)
}

// A missing is the error for a record that is not there. Most are looked for
// only to see that they are new, so its words wait until somebody reads them.
type missing struct {
	bucket []byte
	key    string
}

func (m missing) Error() string {
	return fmt.Sprintf("%s %q: %v", m.bucket, m.key, practice.ErrNotFound)
}
func (m missing) Unwrap() error { return practice.ErrNotFound }

// under visits the keys that begin with prefix, in order, until visit returns false.
func (t *transaction) under(bucket, prefix []byte, visit func(k, v []byte) (bool, error)) error {
	c := t.tx.Bucket(bucket).Cursor()
	for k, v := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if on, err := visit(k, v); err != nil || !on {
			return err
		}
	}
	return nil
}

// downFrom visits the keys that begin with prefix and lie below before, from the
// last to the first, until visit returns false. A nil before begins at the last.
func (t *transaction) downFrom(bucket, prefix, before []byte, visit func(k []byte) (bool, error)) error {
	c := t.tx.Bucket(bucket).Cursor()
	end := before
	if end == nil {
		// No key continues a prefix with nine bytes of 0xff: what follows it is a
		// time or an id of eight.
		end = append(bytes.Clone(prefix), bytes.Repeat([]byte{0xff}, 9)...)
	}
	k, _ := c.Seek(end)
	if k == nil {
		k, _ = c.Last()
	} else {
		k, _ = c.Prev()
	}
	for ; k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Prev() {
		if on, err := visit(k); err != nil || !on {
			return err
		}
	}
	return nil
}

// Once remembers keys with their time, which what was kept with them follows.
func (t *transaction) Once(k, ref string, at time.Time) (was string, first bool, err error) {
	if v, known := t.get(bucketOnce, []byte(k)); known {
		return string(v[min(len(v), 8):]), false, nil
	}
	return "", true, t.put(bucketOnce, []byte(k), key(nil).time(at).text(ref))
}

func (t *transaction) Profile(p practice.Person) (practice.Profile, error) {
	var r profileRecord
	err := t.record(bucketProfiles, []byte(p), &r)
	if errors.Is(err, practice.ErrNotFound) {
		err = nil
	}
	return r.profile(p), err
}

func (t *transaction) Profiles(visit func(practice.Profile) bool) error {
	return t.under(bucketProfiles, nil, func(k, v []byte) (bool, error) {
		var r profileRecord
		if err := decode(v, &r); err != nil {
			return false, err
		}
		return visit(r.profile(practice.Person(k))), nil
	})
}

func (t *transaction) PutProfile(p practice.Profile) error {
	return t.putRecord(bucketProfiles, []byte(p.Person), newProfileRecord(p))
}

func (t *transaction) PutAct(a practice.Act) error {
	if !t.writable {
		return errReadOnly
	}
	seq, err := t.tx.Bucket(bucketActs).NextSequence()
	if err != nil {
		return fmt.Errorf("number an act: %w", err)
	}
	return t.putRecord(bucketActs, key(nil).time(a.At).number(seq), actRecord{At: micros(a.At), By: string(a.By), What: a.What})
}

func (t *transaction) Acts(n int) ([]practice.Act, error) {
	var out []practice.Act
	c := t.tx.Bucket(bucketActs).Cursor()
	for k, v := c.Last(); k != nil && len(out) < n; k, v = c.Prev() {
		var r actRecord
		if err := decode(v, &r); err != nil {
			return nil, err
		}
		out = append(out, practice.Act{At: fromMicros(r.At), By: practice.Person(r.By), What: r.What})
	}
	return out, nil
}
