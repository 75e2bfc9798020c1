package ops

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// quiet is a log that nobody reads.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// bot is a Control that answers as a running bot would.
func bot() Control {
	return Control{
		Backup: func(_ context.Context, path string) error { return os.WriteFile(path, []byte("copy"), 0o600) },
		Export: func(_ context.Context, user, format string) ([]byte, error) {
			if user != "U0ANA0000" {
				return nil, fmt.Errorf("export %s: %w", user, ErrNothing)
			}
			return []byte(format + " of " + user), nil
		},
		Status: func(context.Context) (Status, error) {
			return Status{Version: "1.2.3", Connections: 2, Wanted: 2, StoreBytes: 4096}, nil
		},
		Ready: func(context.Context) error { return errors.New("not connected to Slack") },
	}
}

// running serves the Control at path until the test or stop ends it.
func running(t *testing.T, path string, c Control) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- ServeControl(ctx, path, c, quiet()) }()
	for {
		client, err := Dial(path)
		if err == nil {
			client.Close()
			break
		}
		select {
		case err := <-done:
			t.Fatalf("it stopped at once: %v", err)
		default:
		}
	}
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-done; err != nil {
			t.Errorf("it ended with %v", err)
		}
	}
	t.Cleanup(stop)
	return stop
}

// dial reaches a bot that must be there.
func dial(t *testing.T, path string) *Client {
	t.Helper()
	c, err := Dial(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func socketIn(t *testing.T) string { return filepath.Join(t.TempDir(), "greenroom.db.sock") }

func TestASecondCommandReachesTheRunningBot(t *testing.T) {
	path := socketIn(t)
	running(t, path, bot())
	c := dial(t, path)

	status, err := c.Status(t.Context())
	if err != nil || status.Version != "1.2.3" || status.Connections != 2 || status.StoreBytes != 4096 {
		t.Errorf("status %+v, %v", status, err)
	}
	if err := c.Ready(t.Context()); err == nil || err.Error() != "not connected to Slack" {
		t.Errorf("ready: %v", err)
	}
	content, err := c.Export(t.Context(), "U0ANA0000", "csv")
	if err != nil || string(content) != "csv of U0ANA0000" {
		t.Errorf("export %q, %v", content, err)
	}
	if _, err := c.Export(t.Context(), "U0NOBODY0", "csv"); !errors.Is(err, ErrNothing) {
		t.Errorf("the export of somebody unknown gives %v", err)
	}
}

func TestABackupGoesWhereTheSecondCommandMeans(t *testing.T) {
	path := socketIn(t)
	running(t, path, bot())
	dir := t.TempDir()
	t.Chdir(dir)
	if err := dial(t, path).Backup(t.Context(), "copy.db"); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(filepath.Join(dir, "copy.db")); err != nil || string(content) != "copy" {
		t.Errorf("%q, %v", content, err)
	}
}

func TestWhatWentWrongIsToldInTheBotsWords(t *testing.T) {
	path := socketIn(t)
	c := bot()
	c.Backup = func(context.Context, string) error { return errors.New("back up x to y: no space left on device") }
	running(t, path, c)
	err := dial(t, path).Backup(t.Context(), "y")
	if err == nil || err.Error() != "back up x to y: no space left on device" {
		t.Errorf("got %v", err)
	}
}

func TestOnlyThisUserCanOpenTheSocket(t *testing.T) {
	path := socketIn(t)
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	running(t, path, bot())
	info, err := os.Lstat(path)
	if err != nil || info.Mode() != fs.ModeSocket|0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestWithoutABotThereIsNobodyToAsk(t *testing.T) {
	path := socketIn(t)
	if _, err := Dial(path); !errors.Is(err, ErrNotRunning) {
		t.Errorf("before any start: %v", err)
	}
	stop := running(t, path, bot())
	stop()
	if _, err := Dial(path); !errors.Is(err, ErrNotRunning) {
		t.Errorf("after the end: %v", err)
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the socket is left: %v", err)
	}
}

func TestASocketLeftByACrashIsReplaced(t *testing.T) {
	path := socketIn(t)
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path})
	if err != nil {
		t.Fatal(err)
	}
	l.SetUnlinkOnClose(false)
	l.Close()
	if _, err := Dial(path); !errors.Is(err, ErrNotRunning) {
		t.Errorf("the dead socket gives %v", err)
	}
	running(t, path, bot())
	if _, err := dial(t, path).Status(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAFileThatIsNoSocketIsLeftAlone(t *testing.T) {
	path := socketIn(t)
	if err := os.WriteFile(path, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := ServeControl(t.Context(), path, bot(), quiet())
	if err == nil || !strings.Contains(err.Error(), "no socket") {
		t.Errorf("got %v", err)
	}
	if content, _ := os.ReadFile(path); string(content) != "precious" {
		t.Errorf("the file holds %q", content)
	}
}

func TestAPathTooLongForASocketHasAStandIn(t *testing.T) {
	t.Setenv("TMPDIR", shortDir(t))
	path := filepath.Join(t.TempDir(), strings.Repeat("a-long-name/", 12), "greenroom.db.sock")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(path, "greenroom.db", "another.db", 1)
	stop := running(t, path, bot())
	if _, err := dial(t, path).Status(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := Dial(other); !errors.Is(err, ErrNotRunning) {
		t.Errorf("another file's bot: %v", err)
	}
	stop()
	if left, _ := os.ReadDir(ownDir()); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAStandInDirectoryThatOthersMayWriteIsRefused(t *testing.T) {
	t.Setenv("TMPDIR", shortDir(t))
	if err := os.Mkdir(ownDir(), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(ownDir(), 0o777); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), strings.Repeat("x", 120)+".sock")
	if err := ServeControl(t.Context(), path, bot(), quiet()); err == nil || !strings.Contains(err.Error(), "this user's alone") {
		t.Errorf("the bot: %v", err)
	}
	if _, err := Dial(path); err == nil || errors.Is(err, ErrNotRunning) {
		t.Errorf("the second command: %v", err)
	}
}

// shortDir is a directory with a path short enough for what lies in it.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "gr")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func TestTheSameFileByAnotherNameIsTheSameBot(t *testing.T) {
	path := socketIn(t)
	running(t, path, bot())
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Dir(path), link); err != nil {
		t.Fatal(err)
	}
	if _, err := dial(t, filepath.Join(link, "greenroom.db.sock")).Status(t.Context()); err != nil {
		t.Errorf("by a link: %v", err)
	}
	t.Chdir(filepath.Dir(path))
	if _, err := dial(t, "greenroom.db.sock").Status(t.Context()); err != nil {
		t.Errorf("by a relative path: %v", err)
	}
}

func TestAStopBreaksOffWhatWasAskedFor(t *testing.T) {
	path := socketIn(t)
	begun := make(chan struct{})
	c := bot()
	c.Backup = func(ctx context.Context, _ string) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}
	stop := running(t, path, c)
	client := dial(t, path)
	ended := make(chan error, 1)
	go func() { ended <- client.Backup(context.Background(), "x") }()
	<-begun
	start := time.Now()
	stop()
	if took := time.Since(start); took > stopWithin {
		t.Errorf("it took %v to stop", took)
	}
	if err := <-ended; err == nil {
		t.Error("the backup is said to be done")
	}
}

func TestWhoeverGivesUpWaitingStopsTheBackup(t *testing.T) {
	path := socketIn(t)
	begun, gone := make(chan struct{}), make(chan struct{})
	c := bot()
	c.Backup = func(ctx context.Context, _ string) error {
		close(begun)
		<-ctx.Done()
		close(gone)
		return ctx.Err()
	}
	running(t, path, c)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-begun; cancel() }()
	if err := dial(t, path).Backup(ctx, "x"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	<-gone
}
