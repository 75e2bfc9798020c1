// Package storagetest holds the contract of practice.Store as a test, which
// every store runs. What it says of a store is what package practice relies on.
package storagetest

import (
	"context"
	"io"
	"slices"
	"testing"
	"time"

	"greenroom/practice"
)

// A Store is a practice.Store that can be closed and opened again.
type Store interface {
	practice.Store
	io.Closer
}

// Run tests a store. open opens the store that is kept in dir, making it the
// first time; Run closes what it opens, and opens a dir again only after that.
func Run(t *testing.T, open func(t testing.TB, dir string) Store) {
	for _, group := range [][]test{transactions, records, answers, postsAndSchedules, outbox, rounds, suggestions, readings, votes, preparations, forgetting, versions, stories, retries, ages} {
		for _, test := range group {
			t.Run(test.name, func(t *testing.T) {
				s := &shelf{t: t, dir: t.TempDir(), open: open}
				s.store = open(t, s.dir)
				t.Cleanup(s.close)
				test.run(s)
			})
		}
	}
}

// A test is one sentence of the contract.
type test struct {
	name string
	run  func(*shelf)
}

// A shelf is the store under test, with what makes tests short.
type shelf struct {
	t     testing.TB
	dir   string
	open  func(t testing.TB, dir string) Store
	store Store
}

func (s *shelf) close() {
	s.t.Helper()
	if err := s.store.Close(); err != nil {
		s.t.Errorf("Close: %v", err)
	}
}

// reopen closes the store and opens it again.
func (s *shelf) reopen() {
	s.t.Helper()
	s.close()
	s.store = s.open(s.t, s.dir)
}

// update runs f and fails the test on an error. f must not end the test itself:
// it may run on another caller's goroutine.
func (s *shelf) update(f func(practice.Tx) error) {
	s.t.Helper()
	if err := s.store.Update(context.Background(), f); err != nil {
		s.t.Fatalf("Update: %v", err)
	}
}

func (s *shelf) view(f func(practice.Tx) error) {
	s.t.Helper()
	if err := s.store.View(context.Background(), f); err != nil {
		s.t.Fatalf("View: %v", err)
	}
}

// put writes with each of the functions in a transaction of its own.
func (s *shelf) put(writes ...func(practice.Tx) error) {
	s.t.Helper()
	for _, w := range writes {
		s.update(w)
	}
}

func putAnswer(a practice.Answer) func(practice.Tx) error {
	return func(tx practice.Tx) error { return tx.PutAnswer(a) }
}

func putPost(p practice.Post) func(practice.Tx) error {
	return func(tx practice.Tx) error { return tx.PutPost(p) }
}

func putPosting(p practice.Posting) func(practice.Tx) error {
	return func(tx practice.Tx) error { return tx.PutPosting(p) }
}

func putRound(r practice.Round) func(practice.Tx) error {
	return func(tx practice.Tx) error { return tx.PutRound(r) }
}

// same fails the test where two lists differ.
func same[T comparable](s *shelf, what string, got, want []T) {
	s.t.Helper()
	if !slices.Equal(got, want) {
		s.t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// noon is a time for records that need one, minutes later where asked.
func noon(minutes int) time.Time {
	return time.Date(2026, 11, 23, 12, minutes, 0, 0, time.UTC)
}
