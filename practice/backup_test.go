package practice_test

import (
	"testing"
	"time"

	"greenroom/practice"
)

// toldOfBackups returns how many messages about failed backups wait, and
// delivers them.
func (o *office) toldOfBackups() (n int) {
	o.t.Helper()
	waiting, err := o.coach.Waiting(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	for _, p := range waiting {
		if p.Kind != practice.PostBackupFailed {
			continue
		}
		n++
		if _, err := o.coach.Send(o.t.Context(), p.Key); err != nil {
			o.t.Fatal(err)
		}
		if err := o.coach.Arrived(o.t.Context(), p.Key, "D1", practice.Stamp(o.now.UnixMicro())); err != nil {
			o.t.Fatal(err)
		}
	}
	return n
}

func TestAdminsHearOnceOfBackupsThatFailUntilOneIsMade(t *testing.T) {
	o := newOffice(t)
	o.coach.Admins = append(o.coach.Admins, "second")
	for _, step := range []struct {
		name string
		does func() error
		told int // admins
	}{
		{"one is made", func() error { return o.coach.BackupMade(t.Context()) }, 0},
		{"it fails", func() error { return o.coach.BackupFailed(t.Context(), "no space left on device") }, 2},
		{"it fails again", func() error { return o.coach.BackupFailed(t.Context(), "not a directory") }, 0},
		{"one is made", func() error { return o.coach.BackupMade(t.Context()) }, 0},
		{"another is made", func() error { return o.coach.BackupMade(t.Context()) }, 0},
		{"it fails anew", func() error { return o.coach.BackupFailed(t.Context(), "no space left on device") }, 2},
	} {
		if err := step.does(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if n := o.toldOfBackups(); n != step.told {
			t.Errorf("when %s %d admins are told, want %d", step.name, n, step.told)
		}
		o.now = o.now.Add(24 * time.Hour)
	}
}

func TestAFailureThatWasMendedBeforeItWasToldIsNotTold(t *testing.T) {
	o := newOffice(t)
	for _, do := range []func() error{
		func() error { return o.coach.BackupFailed(t.Context(), "no space left on device") },
		func() error { return o.coach.BackupMade(t.Context()) },
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	if n := o.toldOfBackups(); n != 0 {
		t.Errorf("%d admins are told", n)
	}
}
