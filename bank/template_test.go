package bank

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// newPack writes the template, changed by f, and returns its directory.
func newPack(t *testing.T, change func(text string) string) string {
	t.Helper()
	fsys, err := Template()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{about, "questions.yaml"} {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(change(string(data))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestTheTemplateIsAPackAsItStands(t *testing.T) {
	dir := newPack(t, func(text string) string { return text })
	b, err := Load([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	all := b.All()
	if q := all[len(all)-1]; q.Area != "infrastructure" || q.Style != Situational {
		t.Errorf("the last question is %+v", q)
	}
}

// A "#" without a blank after it stands before what can be used.
var usable = regexp.MustCompile(`(?m)^( *)#([^ ]|  )`)

func TestTheTemplateIsAPackWithAllThatItOffers(t *testing.T) {
	dir := newPack(t, func(text string) string { return usable.ReplaceAllString(text, "$1$2") })
	b, err := Load([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	q, ok := b.Find("branch-wants-own-line")
	if !ok || q.Why == "" || len(q.FollowUps) != 1 || len(q.KeyPoints) != 1 || !q.Curveball || q.Anchors.Five == "" || q.Weak.Text == "" {
		t.Errorf("got %+v", q)
	}
	if q, _ := b.Find("failover-in-peak-hours"); !q.Disabled {
		t.Error("what is switched off can still be asked")
	}
	if q, _ := b.Find("why-this-employer"); q.Ask != "Why us, of all the hospitals in the region?" {
		t.Errorf("what is overridden still asks %q", q.Ask)
	}
}
