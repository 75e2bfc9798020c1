package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"greenroom/ops"
	"greenroom/storage"
)

// roomy is how much free space the database's disk should have.
const roomy = 100 << 20

// storage checks the database. While a bot has it, the bot looks through it. team
// is the workspace that it must belong to, or "" where that is not known.
func (d doctor) storage(ctx context.Context, running *ops.Status, team string) {
	path := d.cfg.Storage
	defer d.room(filepath.Dir(path))
	defer d.copies(path)
	if running != nil {
		d.held(ctx, path, *running)
		return
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.unmade(path)
		return
	case err != nil:
		d.wrong("let this user read it", "storage: %v", err)
		return
	case info.IsDir():
		d.mistake("name a file under storage", "storage: %s is a directory", path)
		return
	case info.Mode().Perm()&0o077 != 0:
		d.wrong("chmod 600 "+path, "storage: others on this machine can read %s", path)
	}
	store, err := storage.OpenWith(ctx, path, team, storage.Options{AsIs: true})
	switch {
	case errors.Is(err, storage.ErrHeld):
		d.wrong(fmt.Sprintf("if it has just been started, try again in a moment; else run doctor as the user that it runs as, since it does not answer at %s", controlSocket(d.cfg)), "%v", err)
		return
	case errors.Is(err, storage.ErrForeign):
		d.wrong("give this workspace a file of its own under storage, or use the tokens of the other workspace", "%v", err)
		return
	case errors.Is(err, storage.ErrNewer):
		d.wrong("update the greenroom on this machine, or do as it says", "%v", err)
		return
	case errors.Is(err, storage.ErrDamaged), errors.Is(err, storage.ErrNotAStore):
		d.wrong(putBack, "%v", err)
		return
	case err != nil:
		d.wrong("let this user read and write the file and its directory", "%v", err)
		return
	}
	err = store.CheckWith(ctx, d.progress(path))
	of, formatErr := store.Format()
	if err = errors.Join(err, formatErr, store.Close()); err != nil {
		d.wrong(putBack, "%v", err)
		return
	}
	d.ok("storage: %s, %s, checked and whole", path, size(info.Size()))
	if of < storage.Format {
		d.note("storage: it has format %d; when the bot starts it copies the file beside itself and brings it to format %d, which needs %s of room",
			of, storage.Format, size(2*info.Size()))
	}
}

const putBack = "move the file away and put the last backup in its place"

// held has the running bot look through its database.
func (d doctor) held(ctx context.Context, path string, running ops.Status) {
	client, err := ops.Dial(controlSocket(d.cfg))
	if err == nil {
		defer client.Close()
		err = client.Check(ctx, d.progress(path))
	}
	switch {
	case errors.Is(err, ops.ErrUnsound):
		d.wrong("stop the bot, then "+putBack, "storage: %v", err)
	case err != nil:
		d.wrong("look at the bot's log and start it again, so that it runs the program that is installed", "storage: %s is not checked: %v", path, err)
	default:
		d.ok("storage: %s is held by the running bot, %s, checked and whole", path, size(running.StoreBytes))
	}
}

// progress says every few seconds how far the check of a database is.
func (d doctor) progress(path string) func(done, of int) {
	last := time.Now()
	return func(done, of int) {
		if time.Since(last) < progressEach {
			return
		}
		last = time.Now()
		fmt.Fprintf(d.err, "Checking %s: %d of %d records …\n", path, done, of)
	}
}

const progressEach = 2 * time.Second

// copies tells of what lies beside the database since it was brought to a newer
// format: it takes room, and holds what people wrote.
func (d doctor) copies(path string) {
	copies, err := storage.Copies(path)
	if err != nil || len(copies) == 0 {
		return
	}
	var bytes int64
	for _, c := range copies {
		if info, err := os.Stat(c); err == nil {
			bytes += info.Size()
		}
	}
	d.note("storage: as it was before an update it lies in %s (%s); remove that once all is well", strings.Join(copies, " and "), size(bytes))
}

// unmade checks that the database can be made where there is none yet.
func (d doctor) unmade(path string) {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, ".greenroom-doctor-*")
	if err != nil {
		do := "let the user that the bot runs as write there"
		if errors.Is(err, fs.ErrNotExist) {
			do = "mkdir -p " + dir
		}
		d.wrong(do, "storage: %s cannot be made: %v", path, err)
		return
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		d.wrong("look at the disk", "storage: %v", err)
		return
	}
	d.ok("storage: %s will be made at the first start", path)
}

// room looks at what can be known of the disk that holds the database.
func (d doctor) room(dir string) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err == nil {
		if free := uint64(disk.Bavail) * uint64(disk.Bsize); free < roomy {
			d.wrong("make room: answers cannot be kept on a full disk", "storage: the disk of %s has only %s left", dir, size(int64(free)))
		}
	}
	if kernel, risky := riskyFastCommit(dir, "/proc"); risky {
		d.wrong("update the kernel (5.10.94, 5.15.27 or any later one), or switch it off: tune2fs -O ^fast_commit",
			"storage: %s lies on ext4 with fast_commit, and this kernel (%s) can lose what was written when the power goes", dir, kernel)
	}
}
