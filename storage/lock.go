package storage

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
)

// A lock is a file that is held for the life of a store and names its holder.
// The database file itself is made, replaced and compacted only under it.
type lock struct{ f *os.File }

// acquire takes the lock or says at once who has it.
func acquire(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer f.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		if holder := holder(f); holder != "" {
			return nil, fmt.Errorf("%w (%s)", ErrHeld, holder)
		}
		return nil, ErrHeld
	}
	host, _ := os.Hostname()
	name := fmt.Sprintf("process %d on %s\n", os.Getpid(), host)
	if err := errors.Join(f.Truncate(0), writeAt(f, name)); err != nil {
		// A full disk must not keep the bot from starting: the lock holds without its name.
		_ = f.Truncate(0)
	}
	return &lock{f: f}, nil
}

func writeAt(f *os.File, s string) error {
	_, err := f.WriteAt([]byte(s), 0)
	return err
}

func holder(f *os.File) string {
	b, _ := io.ReadAll(io.NewSectionReader(f, 0, 200))
	return strings.TrimSpace(string(b))
}

// release lets the lock go. The file stays: removing it would let two processes
// hold two files of one name.
func (l *lock) release() {
	_ = l.f.Truncate(0)
	_ = l.f.Close()
}
