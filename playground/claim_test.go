package playground

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// Two playgrounds on one directory would overwrite each other's state.
func TestOneWorkspacePerDirectory(t *testing.T) {
	dir := t.TempDir()
	first, err := New(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(Options{Dir: dir}); err == nil || !strings.Contains(err.Error(), "process "+strconv.Itoa(os.Getpid())) || !strings.Contains(err.Error(), dir) {
		t.Errorf("the second got %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := New(Options{Dir: dir})
	if err != nil {
		t.Fatalf("after the first ended: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

// A workspace that could not be made leaves its directory to the next try.
func TestFailedStartLetsGo(t *testing.T) {
	dir := t.TempDir()
	if _, err := New(Options{Dir: dir, Channels: []Channel{{Name: "x", Members: []string{"nobody"}}}}); err == nil {
		t.Fatal("a channel with nobody was made")
	}
	ws, err := New(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	ws.Close()
}
