package storage_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/storage"
)

// An answer whose id was made from its first message is found by it without a
// row in heard; its other messages have one each.
func TestAMessageIsHeardWhetherOrNotItNamedItsAnswer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "greenroom.db")
	s := open(t, path)
	questions, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	first := time.Date(2026, 11, 23, 9, 30, 0, 123_000, time.UTC)
	at := func(n int) practice.Stamp {
		return practice.Stamp(first.Add(time.Duration(n) * time.Minute).UnixMicro())
	}
	coach := &practice.Coach{Store: s, Bank: questions, Now: func() time.Time { return first }}
	post := practice.Post{Key: "daily/a/1", Schedule: "a", Channel: "C1", At: first, OpenUntil: first.Add(time.Hour), Stamp: at(-30)}
	ctx := context.Background()
	err = s.Update(ctx, func(tx practice.Tx) error { return tx.PutPost(post) })
	say := func(by practice.Person, n int) practice.ID {
		h, hearing := coach.Hear(ctx, practice.Said{Place: post.Place(), Stamp: at(n), By: by, Text: "one word after the other"})
		err = errors.Join(err, hearing)
		return h.Answer
	}
	a := say("UA", 2)
	say("UA", 3)
	say("UA", 1) // which arrives late, and so named nothing
	b := say("UB", 5)
	if again := say("UA", 2); again != a || a == b || a == 0 || b == 0 {
		t.Errorf("answers %v and %v, and %v when the first was said again", a, b, again)
	}
	heard := func(channel string, n int, id practice.ID, gone bool) {
		t.Helper()
		view := s.View(ctx, func(tx practice.Tx) error {
			got, is, err := tx.Heard(channel, at(n))
			if got != id || is != gone {
				t.Errorf("Heard(%s, %d) = %v, %v, want %v, %v", channel, n, got, is, id, gone)
			}
			return err
		})
		err = errors.Join(err, view)
	}
	heard("C1", 1, a, false)
	heard("C1", 3, a, false)
	heard("C1", 5, b, false)
	heard("C2", 2, 0, false)
	heard("C1", 4, 0, false)
	err = errors.Join(err, coach.Delete(ctx, a, "UA"))
	for n := 1; n <= 3; n++ {
		heard("C1", n, 0, true)
	}
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestAFirstMessageTakesNoRowOfItsOwn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "greenroom.db")
	s, err := storage.OpenWith(context.Background(), path, "T1", storage.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)
	coach := &practice.Coach{Store: s, Now: func() time.Time { return at }}
	post := practice.Post{Key: "daily/a/1", Channel: "C1", At: at, OpenUntil: at, Stamp: 1}
	err = s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutPost(post) })
	_, hearing := coach.Hear(context.Background(), practice.Said{Place: post.Place(), Stamp: practice.Stamp(at.UnixMicro()), By: "UA", Text: "yes"})
	if err := errors.Join(err, hearing, s.Close()); err != nil {
		t.Fatal(err)
	}
	edit(t, path, func(tx *bbolt.Tx) error {
		if k, _ := tx.Bucket([]byte("heard")).Cursor().First(); k != nil {
			t.Errorf("heard has a row %q", k)
		}
		return nil
	})
}
