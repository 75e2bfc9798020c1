package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

// broken returns a store that held everything and was then changed behind its back.
func broken(t *testing.T, change func(tx *bbolt.Tx) error) *Store {
	t.Helper()
	s, err := OpenWith(context.Background(), filepath.Join(t.TempDir(), "greenroom.db"), "T1", Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := errors.Join(s.Update(context.Background(), everything), s.db.Update(change)); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestACheckLooksAtEachBucket(t *testing.T) {
	names := map[string]bool{}
	for _, b := range buckets {
		if names[string(b)] = true; rowChecks[string(b)] == nil {
			t.Errorf("rowChecks says nothing of the rows of %s", b)
		}
	}
	for name := range rowChecks {
		if !names[name] {
			t.Errorf("rowChecks tells of %s, which is no bucket", name)
		}
	}
}

func TestACheckFindsEveryRowThatLeadsNowhereAndEveryRecordThatNothingFinds(t *testing.T) {
	for name, said := range map[string]string{
		"answers": "", "mine": "nothing finds it in mine", "latest": "nothing finds it in latest", "shared": "nothing finds it in shared",
		"posts": "it leads to posts", "post-at": "nothing finds it in post-at", "posts-of": "nothing finds it in posts-of", "unsure": "nothing finds it in unsure",
		"postings": "it leads to postings", "open": "nothing finds it in open",
		"rounds": "it leads to rounds", "rounds-by": "nothing finds it in rounds-by", "running": "nothing finds it in running",
	} {
		t.Run("the first row of "+name+" is gone", func(t *testing.T) {
			s := broken(t, func(tx *bbolt.Tx) error {
				k, _ := tx.Bucket([]byte(name)).Cursor().First()
				return tx.Bucket([]byte(name)).Delete(k)
			})
			if err := s.Check(context.Background()); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), said) {
				t.Errorf("got %v", err)
			}
		})
	}
	for _, bucket := range buckets {
		name := string(bucket)
		if name == "meta" {
			continue // a later program may keep more there
		}
		t.Run("there is a row too many in "+name, func(t *testing.T) {
			s := broken(t, func(tx *bbolt.Tx) error { return tx.Bucket(bucket).Put([]byte("\x01stray"), []byte("\xc1stray")) })
			if err := s.Check(context.Background()); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), name+` "\x01stray"`) {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("a row leads to another's", func(t *testing.T) {
		s := broken(t, func(tx *bbolt.Tx) error {
			b := tx.Bucket(bucketMine)
			k, _ := b.Cursor().First()
			other := append([]byte("U99\x00"), k[bytes.IndexByte(k, 0)+1:]...)
			return errors.Join(b.Delete(bytes.Clone(k)), b.Put(other, []byte{}))
		})
		if err := s.Check(context.Background()); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "U99") || !strings.Contains(err.Error(), "belongs elsewhere") {
			t.Errorf("got %v", err)
		}
	})
	for what, c := range map[string]struct {
		bucket []byte
		begins string // the keys of the rows that are gone
		said   string
	}{
		"the answer of a story":               {bucketAnswers, string(idKey(storied)), "stories \"U1\\x00"},
		"the answer of an earlier text":       {bucketAnswers, string(idKey(storied)), "earlier \""},
		"when to look what to offer":          {bucketDeadlines, string(deadlineKey(returning.Deadline())), "retries \"U1\": nothing finds it in deadlines"},
		"the tombstone of who is forgotten":   {bucketTombstones, "", "forgettings \"U8\": nothing finds it in tombstones"},
		"the key of the hashes of tombstones": {bucketMeta, "secret", "the key of its hash is not there"},
	} {
		t.Run(what+" is gone", func(t *testing.T) {
			s := broken(t, func(tx *bbolt.Tx) error {
				n := 0
				cursor := tx.Bucket(c.bucket).Cursor()
				for k, _ := cursor.Seek([]byte(c.begins)); bytes.HasPrefix(k, []byte(c.begins)) && k != nil; k, _ = cursor.Seek([]byte(c.begins)) {
					n++
					if err := cursor.Delete(); err != nil {
						return err
					}
				}
				if n == 0 {
					return fmt.Errorf("%s has no row %q", c.bucket, c.begins)
				}
				return nil
			})
			if err := s.Check(context.Background()); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), c.said) {
				t.Errorf("got %v", err)
			}
		})
	}
	for what, c := range map[string]struct {
		bucket []byte
		k, v   []byte
	}{
		"a story of another's answer":           {bucketStories, mineKey("U2", storied), []byte{0x93, 0xa1, 't', 0xc0, 0}},
		"a number that is none":                 {bucketAsked, []byte("C1\x00q"), []byte{0x80}},
		"a fate that is none":                   {bucketFates, []byte("weekdays\x00x"), []byte("lost")},
		"a tombstone that is too short":         {bucketTombstones, make([]byte, 32), []byte{1}},
		"a last answer passed that is too long": {bucketMeta, metaPassed, make([]byte, 9)},
	} {
		t.Run(what+" is there", func(t *testing.T) {
			s := broken(t, func(tx *bbolt.Tx) error { return tx.Bucket(c.bucket).Put(c.k, c.v) })
			if err := s.Check(context.Background()); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), fmt.Sprintf("%s %q", c.bucket, c.k)) {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("nothing where a deadline of somebody who is being forgotten is gone", func(t *testing.T) {
		s := broken(t, func(*bbolt.Tx) error { return nil })
		err := s.Update(context.Background(), func(tx practice.Tx) error {
			return errors.Join(tx.DropDeadline(returning.Deadline()), tx.PutTombstone("U1", 1), tx.PutForgetting(practice.Forgetting{Person: "U1", Upto: 1}))
		})
		if err := errors.Join(err, s.Check(context.Background())); err != nil {
			t.Errorf("it goes before the rest of what is theirs: %v", err)
		}
	})
	t.Run("nothing at all", func(t *testing.T) {
		last, all := 0, 0
		s := broken(t, func(*bbolt.Tx) error { return nil })
		if err := s.CheckWith(context.Background(), func(done, of int) { last, all = done, of }); err != nil || last != all || all < 70 {
			t.Errorf("%d of %d rows, %v", last, all, err)
		}
	})
	t.Run("the last of more rows than are looked at in one view", func(t *testing.T) {
		all := 0
		s := broken(t, func(tx *bbolt.Tx) error {
			for i := range 2 * rowsAtOnce {
				if err := tx.Bucket(bucketOnce).Put(idKey(practice.ID(i)), idKey(1)); err != nil {
					return err
				}
				if err := tx.Bucket(bucketStrays).Put(idKey(practice.ID(i)), []byte{0x80}); err != nil {
					return err
				}
			}
			return tx.Bucket(bucketStrays).Put(idKey(1<<63), []byte{0xc1})
		})
		err := s.CheckWith(context.Background(), func(done, _ int) { all = done })
		if !errors.Is(err, ErrDamaged) || strings.Count(err.Error(), "strays") != 1 || all < 4*rowsAtOnce {
			t.Errorf("after %d rows: %v", all, err)
		}
	})
	t.Run("so much that not all is told", func(t *testing.T) {
		s := broken(t, func(tx *bbolt.Tx) error {
			for i := range 50 {
				if err := tx.Bucket(bucketOpen).Put([]byte{9, byte(i)}, []byte("none")); err != nil {
					return err
				}
			}
			return nil
		})
		if err := s.Check(context.Background()); !errors.Is(err, ErrDamaged) || strings.Count(err.Error(), "\n") > 2*mostDamage {
			t.Errorf("got %v", err)
		}
	})
}

func TestACheckEndsWithItsContext(t *testing.T) {
	s := broken(t, func(*bbolt.Tx) error { return nil })
	ctx, cancel := context.WithCancel(context.Background())
	err := s.CheckWith(ctx, func(int, int) { cancel() })
	if !errors.Is(err, context.Canceled) || errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

// While the bot runs, what one view of the check saw is not what the next sees.
func TestACheckWhileOthersWriteFindsNothing(t *testing.T) {
	s := broken(t, func(*bbolt.Tx) error { return nil })
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		var err error
		for i := 0; ctx.Err() == nil && err == nil; i++ {
			id := practice.FirstID(longAgo.Add(time.Duration(1000+i) * time.Minute))
			in := practice.Place{Channel: "C1", Thread: practice.Stamp(longAgo.UnixMicro())}
			err = s.Update(context.Background(), func(tx practice.Tx) error {
				a := practice.Answer{ID: id, Person: practice.Person(fmt.Sprint("U", i%7)), Origin: practice.InThread, Place: in, Attempt: 1, Messages: []practice.Message{{Stamp: practice.Stamp(i + 1), Text: "More."}}}
				post := practice.Posting{Key: fmt.Sprint("count/", i%50), Kind: practice.PostCount, State: practice.PostingState(i % 4)}
				old, err := tx.Posting(post.Key)
				if err == nil {
					post.Seq = old.Seq
				}
				drop := practice.FirstID(longAgo.Add(time.Duration(1000+i/2) * time.Minute))
				return errors.Join(tx.PutAnswer(a), tx.PutPosting(post), tx.DropAnswer(drop))
			})
		}
		done <- err
	}()
	for range 20 {
		if err := s.Check(context.Background()); err != nil {
			t.Error(err)
			break
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
