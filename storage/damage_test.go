package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/practice"
)

// damages are what a disk may have made of a page.
var damages = map[string]func(page []byte){
	"zeros":          func(p []byte) { clear(p) },
	"ones":           func(p []byte) { copy(p, strings.Repeat("\xff", len(p))) },
	"another kind":   func(p []byte) { binary.NativeEndian.PutUint16(p[pageFlags:], 0x33) },
	"a branch":       func(p []byte) { binary.NativeEndian.PutUint16(p[pageFlags:], branchPage) },
	"too many":       func(p []byte) { binary.NativeEndian.PutUint16(p[pageCount:], 0xfff0) },
	"too long":       func(p []byte) { binary.NativeEndian.PutUint32(p[pageOverflow:], 0x7fffffff) },
	"wrong elements": func(p []byte) { copy(p[pageHeader:pageHeader+48], strings.Repeat("\x5a", 48)) },
}

// damaging is set in the process that the test starts of itself.
const damaging = "GREENROOM_TEST_DAMAGE"

// What bbolt makes of a damaged page it may make of it in a goroutine of its own,
// so that only another process can tell.
func TestADamagedPageNeverEndsTheProcess(t *testing.T) {
	if os.Getenv(damaging) != "" {
		damageEachPage(t)
		return
	}
	child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.timeout=3m")
	child.Env = append(os.Environ(), damaging+"=1")
	if out, err := child.CombinedOutput(); err != nil {
		t.Errorf("%v\n%.4000s", err, out)
	}
}

// damageEachPage damages a store that ended well and one that a crash ended, one
// page after the other in every way, and does with it all that can be done.
func damageEachPage(t *testing.T) {
	crashed, ended := someStore(t)
	for state, whole := range map[string][]byte{"after a crash": crashed, "after its end": ended} {
		size := os.Getpagesize()
		for page := 2; page < len(whole)/size; page++ {
			for _, kind := range slices.Sorted(maps.Keys(damages)) {
				b := slices.Clone(whole)
				damages[kind](b[page*size : (page+1)*size])
				about := fmt.Sprintf("%s, page %d, %s", state, page, kind)
				fmt.Println(about)                   // the last line of a process that ends here
				use(t, about, b, kind != "too long") // each of so many pages is set free by itself, which takes minutes
			}
		}
	}
}

// someStore returns the bytes of a store that is open still, and of the same closed.
func someStore(t *testing.T) (crashed, ended []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "greenroom.db")
	s, err := OpenWith(context.Background(), path, "T1", Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Update(context.Background(), everything)
	for id := range 12 {
		err = errors.Join(err, s.Update(context.Background(), func(tx practice.Tx) error {
			return tx.PutAnswer(practice.Answer{
				ID: practice.FirstID(time.Unix(int64(id), 0)), Person: "U1", Origin: practice.InPrivate,
				Messages: []practice.Message{{Text: strings.Repeat("We halved the queue. ", 60)}},
			})
		}))
	}
	crashed, readErr := os.ReadFile(path)
	if err := errors.Join(err, readErr, s.Close()); err != nil {
		t.Fatal(err)
	}
	if ended, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	return crashed, ended
}

// use does with a damaged file what a bot, its commands and somebody's forgetting do.
func use(t *testing.T, about string, b []byte, writes bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "greenroom.db")
	fresh := func() {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx := context.Background()
	for _, asIs := range []bool{false, true} {
		fresh()
		s, err := OpenWith(ctx, path, "T1", Options{NoSync: true, AsIs: asIs})
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotAStore) {
				t.Errorf("%s: opened with %v", about, err)
			}
			continue
		}
		unsound := s.Check(ctx)
		_ = s.View(ctx, func(tx practice.Tx) error {
			return tx.AnswersBy("U1", 0, func(practice.Answer) bool { return true })
		})
		if writes || unsound == nil {
			_ = s.Backup(ctx, path+".backup")
			_ = os.Remove(path + ".backup")
			if asIs {
				_ = s.Close()
				continue
			}
			_ = s.Update(ctx, func(tx practice.Tx) error { return tx.PutAsked("C1", "q", 1) })
			_ = s.Scrub(ctx)
		}
		_ = s.Close()
	}
	fresh()
	err := Rewrite(ctx, path, "T1", func(s practice.Store) error {
		return s.Update(ctx, func(tx practice.Tx) error {
			var all []practice.ID
			err := tx.AnswersBy("U1", 0, func(a practice.Answer) bool { all = append(all, a.ID); return true })
			for _, id := range all {
				err = errors.Join(err, tx.EraseAnswer(id))
			}
			return errors.Join(err, tx.Erased())
		})
	})
	if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotAStore) {
		t.Errorf("%s: rewritten with %v", about, err)
	}
}
