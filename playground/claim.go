package playground

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// claim holds the workspace's directory until [Workspace.unclaim], so that two
// processes do not overwrite each other's state. The file that it locks names
// its holder; the system lets go of it when the process ends in any way.
func (ws *Workspace) claim() error {
	if ws.dir == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Join(ws.dir, "files"), 0o700); err != nil {
		return fmt.Errorf("make the workspace's directory: %w", err)
	}
	path := filepath.Join(ws.dir, "playground.lock")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("claim the workspace's directory: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		holder, _ := os.ReadFile(path)
		err = errors.Join(err, f.Close())
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return fmt.Errorf("claim %s: %w", path, err)
		}
		return fmt.Errorf("another playground (%s) uses the directory %s: end it, or name another directory", strings.TrimSpace(string(holder)), ws.dir)
	}
	if err := f.Truncate(0); err == nil {
		// On a full disk the claim stands without its name.
		_, _ = fmt.Fprintf(f, "process %d\n", os.Getpid())
	}
	ws.claimed = f
	return nil
}

// unclaim lets go of the directory. The file stays: were it removed, two
// processes could hold two files of one name.
func (ws *Workspace) unclaim() error {
	if ws.claimed == nil {
		return nil
	}
	f := ws.claimed
	ws.claimed = nil
	return errors.Join(f.Truncate(0), f.Close())
}
