package storage

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"greenroom/practice"
)

// metaSecret is the key of the hashes under which tombstones are kept: without it
// they tell nobody whose they are. It is made with the first.
var metaSecret = []byte("secret")

// secretSize is its length in bytes.
const secretSize = 32

// hash returns the hash of a person's id; ok is false where there is no secret
// yet, and so no tombstone.
func (t *transaction) hash(p practice.Person) (sum []byte, ok bool) {
	secret, ok := t.get(bucketMeta, metaSecret)
	if !ok {
		return nil, false
	}
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(p))
	return h.Sum(nil), true
}

func (t *transaction) Tombstone(p practice.Person) (practice.Stamp, error) {
	sum, ok := t.hash(p)
	if !ok {
		return 0, nil
	}
	v, ok := t.get(bucketTombstones, sum)
	if !ok {
		return 0, nil
	}
	if len(v) != 8 {
		return 0, fmt.Errorf("read a tombstone: %w: %d bytes", ErrDamaged, len(v))
	}
	return practice.Stamp(number(v)), nil
}

func (t *transaction) PutTombstone(p practice.Person, upto practice.Stamp) error {
	if !t.writable {
		return errReadOnly
	}
	if _, ok := t.hash(p); !ok {
		secret := make([]byte, secretSize)
		_, _ = rand.Read(secret) // which never fails
		if err := t.put(bucketMeta, metaSecret, secret); err != nil {
			return err
		}
	}
	sum, _ := t.hash(p)
	return t.put(bucketTombstones, sum, key(nil).stamp(upto))
}

func (t *transaction) Alias(p practice.Person) (practice.Person, error) {
	sum, ok := t.hash(p)
	if !ok {
		return "", fmt.Errorf("alias of somebody: %w", practice.ErrNotFound)
	}
	return practice.Person(hex.EncodeToString(sum)), nil
}

type forgettingRecord struct {
	At     int64  `msgpack:"t"`
	Upto   int64  `msgpack:"u"`
	DM     string `msgpack:"d,omitempty"`
	Word   int64  `msgpack:"w,omitempty"`
	Step   int    `msgpack:"s,omitempty"`
	From   string `msgpack:"f,omitempty"`
	Erased bool   `msgpack:"e,omitempty"`
	Count  int    `msgpack:"n,omitempty"`
}

func (t *transaction) Forgettings() ([]practice.Forgetting, error) {
	var out []practice.Forgetting
	err := t.under(bucketForgettings, nil, func(k, v []byte) (bool, error) {
		var r forgettingRecord
		err := decode(v, &r)
		out = append(out, practice.Forgetting{
			Person: practice.Person(k), At: fromMicros(r.At), Upto: practice.Stamp(r.Upto), DM: r.DM, Word: practice.Stamp(r.Word),
			Step: r.Step, From: r.From, Erased: r.Erased, Count: r.Count,
		})
		return true, err
	})
	return out, err
}

func (t *transaction) PutForgetting(f practice.Forgetting) error {
	return t.putRecord(bucketForgettings, []byte(f.Person), forgettingRecord{
		At: micros(f.At), Upto: int64(f.Upto), DM: f.DM, Word: int64(f.Word), Step: f.Step, From: f.From, Erased: f.Erased, Count: f.Count,
	})
}

func (t *transaction) DropForgetting(p practice.Person) error {
	return t.drop(bucketForgettings, []byte(p))
}

// Erased marks the file with a value of its own each time, so that Scrub sees
// whether something was erased while it was at work.
func (t *transaction) Erased() error {
	mark := make([]byte, 16)
	_, _ = rand.Read(mark)
	return t.put(bucketMeta, metaUnscrubbed, mark)
}

func (t *transaction) EraseAnswer(id practice.ID) error {
	a, err := t.Answer(id)
	if errors.Is(err, practice.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := t.DropAnswer(id); err != nil {
		return err
	}
	for _, m := range a.Messages {
		if m.Stamp == 0 {
			continue
		}
		if err := t.drop(bucketHeard, heardKey(a.Place.Channel, m.Stamp)); err != nil {
			return err
		}
	}
	return nil
}

func (t *transaction) DropRound(id string) error {
	r, err := t.Round(id)
	if errors.Is(err, practice.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if running, ok := t.get(bucketRunning, []byte(r.Person)); ok && string(running) == id {
		if err := t.drop(bucketRunning, []byte(r.Person)); err != nil {
			return err
		}
	}
	if err := t.drop(bucketRoundsBy, key(nil).name(string(r.Person)).text(id)); err != nil {
		return err
	}
	return t.drop(bucketRounds, []byte(id))
}

func (t *transaction) DropProfile(p practice.Person) error {
	return t.drop(bucketProfiles, []byte(p))
}

func (t *transaction) DropPost(k string) error {
	p, err := t.Post(k)
	if errors.Is(err, practice.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	errs := []error{
		t.drop(bucketPostsOf, postsOfKey(p)), t.drop(bucketUnsure, key(nil).name(p.Channel).text(k)),
		t.drop(bucketReadings, []byte(k)), t.drop(bucketPosts, []byte(k)),
	}
	for _, at := range append(p.Doubles, p.Stamp) {
		if at == 0 {
			continue
		}
		if owner, _ := t.get(bucketPostAt, heardKey(p.Channel, at)); string(owner) == k {
			errs = append(errs, t.drop(bucketPostAt, heardKey(p.Channel, at)))
		}
	}
	return errors.Join(errs...)
}

func (t *transaction) DropPosting(k string) error {
	p, err := t.Posting(k)
	if errors.Is(err, practice.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(t.drop(bucketOpen, key(nil).number(p.Seq)), t.drop(bucketPostings, []byte(k)))
}

func (t *transaction) DropSuggestion(id practice.ID) error {
	return t.drop(bucketSuggestions, idKey(id))
}

func (t *transaction) DropAsked(channel string) error {
	return t.dropEach(bucketAsked, key(nil).name(channel), func([]byte) (bool, error) { return true, nil })
}

func (t *transaction) DropStrays(by practice.Person, upto practice.Stamp) error {
	return t.dropEach(bucketStrays, nil, func(v []byte) (bool, error) {
		var r saidRecord
		err := decode(v, &r)
		return practice.Person(r.By) == by && practice.Stamp(r.Stamp) <= upto, err
	})
}

func (t *transaction) DropOnce(k string) error { return t.drop(bucketOnce, []byte(k)) }

func (t *transaction) RenameActor(p, alias practice.Person) error {
	renamed := map[string]actRecord{}
	err := t.under(bucketActs, nil, func(k, v []byte) (bool, error) {
		var r actRecord
		err := decode(v, &r)
		if r.By == string(p) {
			r.By = string(alias)
			renamed[string(k)] = r
		}
		return true, err
	})
	for k, r := range renamed {
		if err == nil {
			err = t.putRecord(bucketActs, []byte(k), r)
		}
	}
	return err
}

// dropEach drops the records under a prefix of which gone says so.
func (t *transaction) dropEach(bucket, prefix []byte, gone func(v []byte) (bool, error)) error {
	var drop [][]byte
	err := t.under(bucket, prefix, func(k, v []byte) (bool, error) {
		is, err := gone(v)
		if is {
			drop = append(drop, bytes.Clone(k))
		}
		return true, err
	})
	for _, k := range drop {
		if err == nil {
			err = t.drop(bucket, k)
		}
	}
	return err
}

func (t *transaction) PostsUnder(prefix string, visit func(practice.Post) bool) error {
	return t.under(bucketPosts, []byte(prefix), func(_, v []byte) (bool, error) {
		var r postRecord
		if err := decode(v, &r); err != nil {
			return false, err
		}
		return visit(r.post()), nil
	})
}

func (t *transaction) PostingsFrom(from string, visit func(practice.Posting) bool) error {
	return t.from(bucketPostings, from, func(_, v []byte) (bool, error) {
		var r postingRecord
		if err := decode(v, &r); err != nil {
			return false, err
		}
		return visit(r.posting()), nil
	})
}

func (t *transaction) OncesFrom(from string, visit func(key, ref string) bool) error {
	return t.from(bucketOnce, from, func(k, v []byte) (bool, error) {
		return visit(string(k), string(v[min(len(v), 8):])), nil
	})
}

// from visits the keys from one on, in order, until visit returns false.
func (t *transaction) from(bucket []byte, from string, visit func(k, v []byte) (bool, error)) error {
	c := t.tx.Bucket(bucket).Cursor()
	for k, v := c.Seek([]byte(from)); k != nil; k, v = c.Next() {
		if on, err := visit(k, v); err != nil || !on {
			return err
		}
	}
	return nil
}

// noteCopy remembers where a backup is written.
func (t *transaction) noteCopy(path string, at time.Time) error {
	return t.put(bucketCopies, []byte(path), key(nil).time(at))
}

// copies returns where backups were written.
func (t *transaction) copies() (paths []string, err error) {
	err = t.under(bucketCopies, nil, func(k, _ []byte) (bool, error) {
		paths = append(paths, string(k))
		return true, nil
	})
	return paths, err
}
