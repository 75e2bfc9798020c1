package storage

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"greenroom/practice"
)

func TestCommitsAreToldWithTheirNewAnswers(t *testing.T) {
	var commits, answers int
	s, err := OpenWith(context.Background(), filepath.Join(t.TempDir(), "greenroom.db"), "T1", Options{
		Committed: func(took time.Duration, n int) {
			commits++
			answers += n
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put := func(tx practice.Tx) error { return tx.PutAnswer(practice.Answer{ID: 1, Person: "U1"}) }
	refused := errors.New("no")
	for _, f := range []func(practice.Tx) error{
		put,
		put, // the same again is no new one
		func(practice.Tx) error { return nil },
		func(tx practice.Tx) error {
			return errors.Join(tx.PutAnswer(practice.Answer{ID: 2, Person: "U1"}), refused)
		},
	} {
		if err := s.Update(context.Background(), f); err != nil && !errors.Is(err, refused) {
			t.Error(err)
		}
	}
	if commits != 2 || answers != 1 {
		t.Errorf("%d commits with %d answers were told, want 2 with 1", commits, answers)
	}
}

func TestAStoreThatKeptNothingLastIsAskedAgain(t *testing.T) {
	s, _ := filled(t, t.TempDir())
	s.unkept.Store(true) // as after a commit on a full disk
	if err := s.Writable(context.Background()); err != nil || s.unkept.Load() {
		t.Errorf("with room: %v", err)
	}
	s.unkept.Store(true)
	s.fail.Do(func() { close(s.failed) })
	if err := s.Writable(context.Background()); !errors.Is(err, ErrSync) {
		t.Errorf("after a failed sync: %v", err)
	}
}
