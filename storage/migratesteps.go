package storage

import (
	"bytes"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"
)

// makeBuckets makes the buckets that a file does not have yet.
func makeBuckets(tx *bbolt.Tx) error {
	for _, name := range buckets {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return fmt.Errorf("add %s: %w", name, err)
		}
	}
	return nil
}

// rewrite replaces the values of a bucket by what change makes of them; nil leaves
// one as it is.
func rewrite(tx *bbolt.Tx, bucket []byte, change func(v []byte) ([]byte, error)) error {
	const atOnce = 1000
	b := tx.Bucket(bucket)
	type row struct{ k, v []byte }
	for from, more := []byte(nil), true; more; {
		var changed []row
		c := b.Cursor()
		k, v := seek(c, from)
		for n := 0; k != nil && n < atOnce; n++ {
			now, err := change(v)
			if err != nil {
				return err
			}
			if now != nil {
				changed = append(changed, row{bytes.Clone(k), now})
			}
			k, v = c.Next()
		}
		// A cursor does not outlive a change of its bucket.
		from, more = bytes.Clone(k), k != nil
		for _, r := range changed {
			if err := b.Put(r.k, r.v); err != nil {
				return err
			}
		}
	}
	return nil
}

// postOfNames and postingOfNames are how posts and postings were written at
// first: by names, which took more room than what they named.
type postOfNames struct {
	Key        string `msgpack:"k"`
	Schedule   string `msgpack:"s"`
	Occurrence string `msgpack:"o"`
	Channel    string `msgpack:"c"`
	Question   string `msgpack:"q"`
	Ask        string `msgpack:"a"`
	At         int64  `msgpack:"t"`
	OpenUntil  int64  `msgpack:"u"`
	Stamp      int64  `msgpack:"m"`
}

type postingOfNames struct {
	Key       string `msgpack:"k"`
	Kind      string `msgpack:"d"`
	Channel   string `msgpack:"c"`
	Thread    int64  `msgpack:"t"`
	To        string `msgpack:"p"`
	Ref       string `msgpack:"r"`
	N         int    `msgpack:"n"`
	At        int64  `msgpack:"a"`
	Why       string `msgpack:"w"`
	NotBefore int64  `msgpack:"b"`
	Seq       uint64 `msgpack:"q"`
	State     int    `msgpack:"s"`
	Tries     int    `msgpack:"y"`
	Looks     int    `msgpack:"l"`
	SentAt    int64  `msgpack:"e"`
	Stamp     int64  `msgpack:"m"`
	Went      string `msgpack:"g"`
}

// byNames reports whether a record was written by names.
func byNames(v []byte) bool {
	return len(v) > 0 && (v[0]&0xf0 == 0x80 || v[0] == 0xde || v[0] == 0xdf)
}

// listPosts writes the posts and postings that were written by names as lists.
func listPosts(tx *bbolt.Tx) error {
	err := rewrite(tx, bucketPosts, func(v []byte) ([]byte, error) {
		var r postOfNames
		if !byNames(v) {
			return nil, nil
		}
		if err := decode(v, &r); err != nil {
			return nil, err
		}
		return encode(postRecord{
			Key: r.Key, Schedule: r.Schedule, Occurrence: r.Occurrence, Channel: r.Channel, Question: r.Question, Ask: r.Ask,
			At: r.At, OpenUntil: r.OpenUntil, Stamp: r.Stamp,
		})
	})
	if err != nil {
		return err
	}
	return rewrite(tx, bucketPostings, func(v []byte) ([]byte, error) {
		var r postingOfNames
		if !byNames(v) {
			return nil, nil
		}
		if err := decode(v, &r); err != nil {
			return nil, err
		}
		return encode(postingRecord{
			Key: r.Key, Kind: r.Kind, Channel: r.Channel, Thread: r.Thread, To: r.To, Ref: r.Ref, N: r.N, At: r.At, Why: r.Why,
			NotBefore: r.NotBefore, Seq: r.Seq, State: r.State, Tries: r.Tries, Looks: r.Looks, SentAt: r.SentAt, Stamp: r.Stamp, Went: r.Went,
		})
	})
}

// listFollowUps writes rounds anew whose turns knew one follow-up each.
func listFollowUps(tx *bbolt.Tx) error {
	return rewrite(tx, bucketRounds, func(v []byte) ([]byte, error) {
		var r roundRecord
		if err := decode(v, &r); err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(r.Turns, func(t turnRecord) bool { return t.FollowUp != "" || t.Round == "" }) {
			return nil, nil
		}
		return encode(newRoundRecord(r.round()))
	})
}

// findAnswers writes the rows that find answers by their person and place, as far
// as they are missing, and those that find the private ones put into a thread,
// which came later. In a file from before there was a tail nothing says that all
// answers have their rows, so that each would be found twice.
func findAnswers(tx *bbolt.Tx) error {
	t := &transaction{tx: tx, writable: true}
	indexed := t.indexed()
	c := tx.Bucket(bucketAnswers).Cursor()
	last := indexed
	for k, v := c.First(); k != nil; k, v = c.Next() {
		var r answerRecord
		if err := decode(v, &r); err != nil {
			return err
		}
		id := answerID(k)
		a, err := r.answer(id)
		if err != nil {
			return err
		}
		if _, found := t.get(bucketMine, mineKey(a.Person, id)); !found {
			if err := t.putAll(rowsOf(a)); err != nil {
				return err
			}
		}
		if a.Published != 0 {
			if err := t.put(bucketShared, sharedKey(a.Place).number(uint64(id)), nil); err != nil {
				return err
			}
		}
		last = max(last, id)
	}
	if last == 0 {
		return nil
	}
	return t.put(bucketMeta, metaIndexed, idKey(last))
}
