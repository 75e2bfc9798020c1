package storage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"greenroom/practice"
	"greenroom/storage"
)

// told is an answer with a word in it that nobody else says.
func told(id practice.ID, by practice.Person, word string) practice.Answer {
	return practice.Answer{
		ID: id, Person: by, Origin: practice.InThread, Question: "q", Place: practice.Place{Channel: "C1", Thread: 5}, Attempt: 1,
		Messages: []practice.Message{{Stamp: practice.Stamp(id), Text: word + strings.Repeat(" and so on", 60)}},
	}
}

func erase(s practice.Store, ids ...practice.ID) error {
	return s.Update(context.Background(), func(tx practice.Tx) error {
		for _, id := range ids {
			if err := tx.EraseAnswer(id); err != nil {
				return err
			}
		}
		return tx.Erased()
	})
}

// holds reports whether any file below a directory holds these bytes.
func holds(t testing.TB, dir, what string) bool {
	t.Helper()
	found := false
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		found = found || bytes.Contains(b, []byte(what))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestNothingOfWhatWasErasedIsLeftInTheFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "greenroom.db")
	s := open(t, path)
	var theirs []practice.ID
	for i := range practice.ID(400) {
		by, word := practice.Person("UOTHER"), fmt.Sprintf("others%d", i)
		if i%3 == 0 {
			by, word = "UGONE", fmt.Sprintf("xylophone%d", i)
			theirs = append(theirs, 1000+i)
		}
		a := told(1000+i, by, word)
		for range 2 { // the second time it is edited
			if err := s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAnswer(a) }); err != nil {
				t.Fatal(err)
			}
			a.Messages[0].Text = "edited " + a.Messages[0].Text
		}
	}
	for len(theirs) > 0 {
		n := min(40, len(theirs))
		if err := erase(s, theirs[:n]...); err != nil {
			t.Fatal(err)
		}
		theirs = theirs[n:]
	}
	if !holds(t, dir, "xylophone") {
		t.Fatal("the test is of no use: the pages were used anew already")
	}
	if left, err := s.Unscrubbed(context.Background()); err != nil || !left {
		t.Errorf("Unscrubbed: %v, %v", left, err)
	}
	// Whoever reads an earlier state meanwhile goes on to see it; others write.
	begun, done := make(chan bool), make(chan error, 1)
	go func() {
		done <- s.View(context.Background(), func(tx practice.Tx) error {
			close(begun)
			time.Sleep(50 * time.Millisecond)
			a, err := tx.Answer(1001)
			if err == nil && !strings.HasPrefix(a.Text(), "edited others1 ") {
				err = fmt.Errorf("read %q", a.Text())
			}
			return err
		})
	}()
	<-begun
	var writing sync.WaitGroup
	for i := range practice.ID(20) {
		writing.Go(func() {
			if err := putAsked(s, fmt.Sprint("q", i), 1); err != nil {
				t.Error(err)
			}
		})
	}
	if err := errors.Join(s.Scrub(context.Background()), <-done); err != nil {
		t.Fatal(err)
	}
	writing.Wait()
	for _, word := range []string{"xylophone", "UGONE"} {
		if holds(t, dir, word) {
			t.Errorf("%q is left in the file", word)
		}
	}
	if left, err := s.Unscrubbed(context.Background()); err != nil || left {
		t.Errorf("Unscrubbed afterwards: %v, %v", left, err)
	}
	if err := errors.Join(s.Check(context.Background()), s.Close()); err != nil { // which looks through the file, too
		t.Error(err)
	}
	again := opened(t, path)
	n := 0
	err := again.View(context.Background(), func(tx practice.Tx) error {
		return tx.AnswersBy("UOTHER", 0, func(practice.Answer) bool { n++; return true })
	})
	if err != nil || n != 266 {
		t.Errorf("%d answers of the others are left, %v", n, err)
	}
}

func TestAScrubWaitsForWhoReadsAnEarlierState(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "greenroom.db"))
	put := func(tx practice.Tx) error { return tx.PutAnswer(told(7, "U1", "xylophone")) }
	if err := s.Update(context.Background(), put); err != nil {
		t.Fatal(err)
	}
	err := s.View(context.Background(), func(tx practice.Tx) error {
		if err := erase(s, 7); err != nil {
			return err
		}
		soon, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
		defer cancel()
		if err := s.Scrub(soon); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("while it is read: %v", err)
		}
		a, err := tx.Answer(7)
		if a.Person != "U1" {
			t.Errorf("read %+v", a)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Scrub(context.Background()); err != nil {
		t.Error(err)
	}
}

// A file that grows is mapped anew, which only transactions are kept from seeing.
func TestAScrubGoesOnWhileTheFileGrows(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "greenroom.db"))
	ctx := context.Background()
	grown := make(chan error, 1)
	go func() {
		grown <- func() error {
			long := strings.Repeat("x", 40_000)
			for i := range practice.ID(300) {
				if err := s.Update(ctx, func(tx practice.Tx) error { return tx.PutAnswer(told(1000+i, "U1", long)) }); err != nil {
					return err
				}
			}
			return nil
		}()
	}()
	for scrubs := 0; ; scrubs++ {
		select {
		case err := <-grown:
			if err != nil || scrubs == 0 {
				t.Errorf("%d scrubs, %v", scrubs, err)
			}
			return
		default:
			if err := s.Scrub(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A crash at any time leaves a file that opens: what is zeroed belongs to no state
// to which one could come back.
func TestACopyTakenInTheMiddleOfAScrubIsWhole(t *testing.T) {
	storage.ShortenTail(t, 256)
	dir := t.TempDir()
	path := filepath.Join(dir, "greenroom.db")
	s := opened(t, path)
	for i := range practice.ID(300) {
		if err := s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAnswer(told(1000+i, "U1", "xylophone")) }); err != nil {
			t.Fatal(err)
		}
	}
	for i := range practice.ID(30) {
		if err := erase(s, 1000+10*i); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- s.Scrub(context.Background()) }()
		time.Sleep(time.Duration(i) * 20 * time.Microsecond)
		b, err := os.ReadFile(path) // as it stands at a kill: nobody writes but the scrub
		if err := errors.Join(err, <-done); err != nil {
			t.Fatal(err)
		}
		copied := filepath.Join(t.TempDir(), "copy.db")
		if err := os.WriteFile(copied, b, 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := storage.Open(context.Background(), copied, "T1")
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		err = c.View(context.Background(), func(tx practice.Tx) error {
			return tx.AnswersBy("U1", 0, func(practice.Answer) bool { n++; return true })
		})
		if err := errors.Join(err, c.Check(context.Background()), c.Close()); err != nil || n != 299-int(i) {
			t.Fatalf("%d answers, %v", n, err)
		}
	}
}
