package storage_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"greenroom/practice"
	"greenroom/storage"
)

// bigAnswer is an answer that does not fit a small disk many times.
func bigAnswer(id int) practice.Answer {
	return practice.Answer{
		ID: practice.ID(id), Person: "U1", Origin: practice.InPrivate,
		Messages: []practice.Message{{Text: strings.Repeat("x", 30_000)}},
	}
}

// fillUp writes answers until one is not saved, and returns how many were.
func fillUp(s practice.Store) (saved int, err error) {
	for saved < 10_000 {
		err := s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAnswer(bigAnswer(saved + 1)) })
		if err != nil {
			return saved, err
		}
		saved++
	}
	return saved, errors.New("the disk never got full")
}

// throughAFullDisk fills the disk under a store, makes room and looks whether
// all that was acknowledged is there, and nothing else.
func throughAFullDisk(path string, makeRoom func() error) error {
	s, err := storage.Open(context.Background(), path, "T1")
	if err != nil {
		return err
	}
	saved, err := fillUp(s)
	if !errors.Is(err, practice.ErrNotSaved) || errors.Is(err, storage.ErrSync) {
		return fmt.Errorf("full after %d answers: %w", saved, err)
	}
	if err := count(s, saved); err != nil {
		return fmt.Errorf("while full: %w", err)
	}
	for range 3 { // small ones may still find room in the file
		if err := s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAnswer(bigAnswer(saved + 1)) }); err == nil {
			return errors.New("an answer was kept on a full disk")
		}
		if err := s.Writable(context.Background()); err != nil && !errors.Is(err, practice.ErrNotSaved) {
			return fmt.Errorf("writable while full: %w", err)
		}
	}
	if err := makeRoom(); err != nil {
		return err
	}
	if err := s.Writable(context.Background()); err != nil {
		return fmt.Errorf("writable with room again: %w", err)
	}
	err = s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAnswer(bigAnswer(saved + 1)) })
	if err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	if err := errors.Join(count(s, saved+1), s.Check(context.Background()), s.Close()); err != nil {
		return err
	}
	if s, err = storage.Open(context.Background(), path, "T1"); err != nil {
		return err
	}
	return errors.Join(count(s, saved+1), s.Close())
}

func count(s practice.Store, want int) error {
	n := 0
	err := s.View(context.Background(), func(tx practice.Tx) error {
		n = 0
		return tx.AnswersBy("U1", 0, func(a practice.Answer) bool { n++; return len(a.Text()) == 30_000 })
	})
	if err == nil && n != want {
		err = fmt.Errorf("%d answers, want %d", n, want)
	}
	return err
}

func TestOnAFullDiskNothingIsSavedAndTheStoreGoesOnWithRoom(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("no small disk to be had: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 512<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := throughAFullDisk(filepath.Join(dir, "greenroom.db"), func() error { return os.Remove(ballast) }); err != nil {
		t.Error(err)
	}
}

// limited is set in the process that TestWithAFileThatMayNotGrow starts of itself.
const limited = "GREENROOM_TEST_LIMITED_FILE"

func TestWithAFileThatMayNotGrowNothingIsSavedAndTheStoreGoesOnWithRoom(t *testing.T) {
	if path := os.Getenv(limited); path != "" {
		if err := throughALimit(path); err != nil {
			t.Fatal(err)
		}
		return
	}
	child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	child.Env = append(os.Environ(), limited+"="+filepath.Join(t.TempDir(), "greenroom.db"))
	if out, err := child.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func throughALimit(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		return err
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1 << 20, Max: was.Max}); err != nil {
		return err
	}
	return throughAFullDisk(path, func() error { return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was) })
}
