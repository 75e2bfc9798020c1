package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestANewPackPassesTheCheckAndIsNeverOverwritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ours")
	code, out, errs := greenroom(t, "bank", "new", dir)
	if code != 0 || !strings.Contains(out, "greenroom bank check --pack "+dir) {
		t.Fatalf("code %d, output %q, errors %q", code, out, errs)
	}
	if code, _, errs := greenroom(t, "bank", "check", "--pack", dir); code != 0 && strings.Contains(errs, dir) {
		t.Errorf("the check says: %s", errs)
	}
	file := filepath.Join(dir, "questions.yaml")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := greenroom(t, "bank", "new", dir); code != 2 || !strings.Contains(errs, "is there already") {
		t.Errorf("code %d, errors %q", code, errs)
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != "mine" {
		t.Errorf("it was overwritten: %q, %v", b, err)
	}
}
