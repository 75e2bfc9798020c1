package ops

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"greenroom/storage"
)

func TestACheckTellsHowFarItIsAndHowItCameOut(t *testing.T) {
	for _, test := range []struct {
		name    string
		found   error
		damaged bool
		said    string
	}{
		{"all is well", nil, false, ""},
		{"something is wrong", fmt.Errorf("check: %w: 3 answers are lost", storage.ErrDamaged), true, "3 answers are lost"},
		{"it could not look", errors.New("the store is closed"), false, "the store is closed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "s.sock")
			c := bot()
			c.Check = func(_ context.Context, progress func(done, of int)) error {
				for done := range 1001 {
					progress(done, 1000)
				}
				return test.found
			}
			running(t, path, c)
			client, err := Dial(path)
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			told, last := 0, 0
			err = client.Check(t.Context(), func(done, of int) { told++; last = done * 100 / of })
			if errors.Is(err, ErrUnsound) != test.damaged || (err == nil) != (test.said == "") || err != nil && !strings.Contains(err.Error(), test.said) {
				t.Errorf("got %v", err)
			}
			if told != 101 || last != 100 {
				t.Errorf("told %d times, up to %d %%", told, last)
			}
		})
	}
}

func TestABotThatEndsInTheMiddleOfACheckHasNotCheckedAnything(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.sock")
	c := bot()
	begun := make(chan struct{})
	c.Check = func(ctx context.Context, progress func(done, of int)) error {
		progress(1, 2)
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}
	stop := running(t, path, c)
	client, err := Dial(path)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	done := make(chan error, 1)
	go func() { done <- client.Check(t.Context(), func(int, int) {}) }()
	<-begun
	stop()
	if err := <-done; err == nil || errors.Is(err, ErrUnsound) {
		t.Errorf("got %v", err)
	}
}
