package ops

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Backups are the copies of the database that a running bot makes by itself.
// Tick is called again and again; the rest may be called at any time.
type Backups struct {
	Dir  string // where they lie; made, for this user alone, where it is missing
	Name string // what their file names begin with: that of the database's file
	Keep int    // how many of the newest stay, at least one

	// Due reports whether one is due at a time after the first, up to and
	// including the second.
	Due func(after, until time.Time) bool
	// Write writes a whole and checked copy to a file that is not there yet, or
	// leaves nothing and says why.
	Write  func(ctx context.Context, path string) error
	Size   func() int64                                // of the database, in bytes
	Made   func(ctx context.Context) error             // called after each success
	Failed func(ctx context.Context, why string) error // called after each failure with its reason
	Meter  *Meter
	Log    *slog.Logger

	mu     sync.Mutex
	status BackupStatus
	fails  int       // since the last success
	retry  time.Time // not before
}

// A BackupStatus is how the backups stand. Its JSON is read by other processes.
type BackupStatus struct {
	Dir    string        `json:"dir"`
	Kept   int           `json:"kept"`            // backups that are there
	Newest time.Time     `json:"newest,omitzero"` // when it was made; zero for none
	Bytes  int64         `json:"bytes"`           // its size
	Took   time.Duration `json:"took,omitempty"`  // nanoseconds; zero until one was made since the start
	Failed time.Time     `json:"failed,omitzero"` // since when it fails, zero after a success
	Why    string        `json:"why,omitempty"`   // the last failure, empty after a success
}

// Outcomes of a backup.
const (
	backupMade   = "made"
	backupFailed = "failed"
)

// How long to wait after a failure: doubled each time.
const (
	firstRetry = time.Minute
	lastRetry  = time.Hour
)

// Status returns how they stand, as of the last Tick.
func (b *Backups) Status() BackupStatus {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.status
}

// Tick makes a backup if one has become due since the newest was made, the time
// that no process ran included, or if there is none yet. After a failure it is
// tried again, less and less often, and nothing is removed. Its error is that of
// ctx: every other is logged, counted and told.
func (b *Backups) Tick(ctx context.Context) error {
	now := time.Now()
	kept, err := b.list(now)
	if err == nil && len(kept) > 0 && !b.Due(kept[0].at, now) {
		b.settle(kept, 0)
		return nil
	}
	if b.resting(now) {
		return nil
	}
	if err == nil {
		err = b.make(ctx, now)
	}
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		b.failed(ctx, kept, now, err)
		return nil
	}
	b.Meter.backups.WithLabelValues(backupMade).Inc()
	took := time.Since(now)
	if kept, err = b.list(now); err == nil && len(kept) > 0 {
		b.Log.Info("backed up", "file", kept[0].path, "bytes", kept[0].bytes, "ms", took.Milliseconds())
		kept = b.prune(kept)
	}
	b.settle(kept, took)
	if err := b.Made(ctx); err != nil {
		b.Log.Error("it cannot be kept that backups work", "err", err)
	}
	return nil
}

// resting reports whether it is too early to try again.
func (b *Backups) resting(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	// A retry further away than any was set by a clock that has been set back since.
	return now.Before(b.retry) && b.retry.Sub(now) <= lastRetry
}

// settle takes note of what is there after a success; took is zero if none was
// made.
func (b *Backups) settle(kept []copied, took time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if took == 0 {
		took = b.status.Took
	}
	b.fails, b.retry = 0, time.Time{}
	b.status = b.standing(kept)
	b.status.Took = took
}

func (b *Backups) standing(kept []copied) BackupStatus {
	s := BackupStatus{Dir: b.Dir, Kept: len(kept)}
	if len(kept) > 0 {
		s.Newest, s.Bytes = kept[0].at, kept[0].bytes
	}
	return s
}

// failed takes note of a failure and has it told.
func (b *Backups) failed(ctx context.Context, kept []copied, now time.Time, why error) {
	b.Meter.backups.WithLabelValues(backupFailed).Inc()
	b.mu.Lock()
	s := b.status // where the directory cannot be read, what was there is all that is known
	if len(kept) > 0 {
		s = b.standing(kept)
	}
	s.Dir, s.Took, s.Failed, s.Why = b.Dir, b.status.Took, b.status.Failed, why.Error()
	if s.Failed.IsZero() {
		s.Failed = now
	}
	b.status = s
	wait := min(firstRetry<<min(b.fails, 10), lastRetry)
	b.fails++
	b.retry = now.Add(wait)
	b.mu.Unlock()
	b.Log.Error("backup failed; the older ones are kept", "err", why, "again_in", wait)
	if err := b.Failed(ctx, why.Error()); err != nil {
		b.Log.Error("admins cannot be told of the failed backup", "err", err)
	}
}

// spare is how much room must be left beside a copy: a backup must not be what
// fills the disk that answers are kept on.
const spare = 16 << 20

// make writes a new backup.
func (b *Backups) make(ctx context.Context, now time.Time) error {
	if err := os.MkdirAll(b.Dir, 0o700); err != nil {
		return fmt.Errorf("make the directory for backups: %w", err)
	}
	if err := b.clear(); err != nil {
		return err
	}
	var disk syscall.Statfs_t
	if err := syscall.Statfs(b.Dir, &disk); err == nil {
		need := b.Size() + spare
		if free := int64(disk.Bavail) * int64(disk.Bsize); free < need {
			return fmt.Errorf("back up to %s: %w: %d MiB are free and %d are needed", b.Dir, syscall.ENOSPC, free>>20, need>>20+1)
		}
	}
	return b.Write(ctx, filepath.Join(b.Dir, b.Name+stampOf(now)+suffix))
}

// clear removes what a crash in the middle of a backup has left.
func (b *Backups) clear() error {
	parts, err := filepath.Glob(filepath.Join(escaped(b.Dir), "*"+suffix+".part"))
	if err != nil {
		return fmt.Errorf("look for unfinished backups: %w", err)
	}
	for _, part := range parts {
		if _, ours := b.time(strings.TrimSuffix(filepath.Base(part), ".part")); !ours {
			continue
		}
		if err := os.Remove(part); err != nil {
			return fmt.Errorf("remove an unfinished backup: %w", err)
		}
	}
	return nil
}

// escaped is a path for Glob, whatever is in it.
func escaped(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}

// prune removes all but the newest and returns what is left.
func (b *Backups) prune(kept []copied) (left []copied) {
	for i, c := range kept {
		if i < max(b.Keep, 1) {
			left = append(left, c)
			continue
		}
		if err := os.Remove(c.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			b.Log.Error("an old backup cannot be removed", "file", c.path, "err", err)
			left = append(left, c)
			continue
		}
		b.Log.Info("old backup removed", "file", c.path)
	}
	return left
}

// A copied is one backup that is there.
type copied struct {
	path  string
	at    time.Time
	bytes int64
}

// list returns the backups up to now, newest first. Those of a time to come were
// made by a clock that was wrong: they are left alone until then. Files of other
// names are none of ours.
func (b *Backups) list(now time.Time) ([]copied, error) {
	files, err := os.ReadDir(b.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for backups: %w", err)
	}
	var out []copied
	for _, f := range files {
		at, ours := b.time(f.Name())
		if !ours || !f.Type().IsRegular() || at.After(now) {
			continue
		}
		c := copied{path: filepath.Join(b.Dir, f.Name()), at: at}
		if info, err := f.Info(); err == nil {
			c.bytes = info.Size()
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(x, y copied) int { return cmp.Compare(y.at.UnixNano(), x.at.UnixNano()) })
	return out, nil
}

// Files returns the paths of all backups that are there, those of a time to come
// too.
func (b *Backups) Files() ([]string, error) {
	kept, err := b.list(time.Unix(1<<40, 0))
	var out []string
	for _, c := range kept {
		out = append(out, c.path)
	}
	return out, err
}

// A backup is named after the database and the time: greenroom.db becomes
// greenroom-20260301T031500Z.db.
const (
	stampForm = "-20060102T150405Z"
	suffix    = ".db"
)

func stampOf(t time.Time) string { return t.UTC().Format(stampForm) }

// time reads when a backup was made off its file's name.
func (b *Backups) time(name string) (time.Time, bool) {
	name, whole := strings.CutSuffix(name, suffix)
	stamp, ours := strings.CutPrefix(name, b.Name)
	if !whole || !ours {
		return time.Time{}, false
	}
	at, err := time.Parse(stampForm, stamp)
	return at, err == nil
}
