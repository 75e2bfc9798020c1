package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/ops"
	"greenroom/playground"
	"greenroom/practice"
	"greenroom/storage"
)

// withBackups has a world back up every night into a directory.
func withBackups(dir string) func(*world) {
	return func(w *world) {
		w.cfg.Backup.Cron, w.cfg.Backup.Dir, w.cfg.Backup.Keep = "15 3 * * *", dir, 2
	}
}

// copies returns what lies in a directory of backups.
func (w *world) copies() (paths []string) {
	w.t.Helper()
	paths, err := filepath.Glob(filepath.Join(w.cfg.Backup.Dir, "*"))
	if err != nil {
		w.t.Fatal(err)
	}
	return paths
}

func TestTheBotBacksUpByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(newWorld(t, withBackups(filepath.Join(t.TempDir(), "made", "if missing"))))
		defer p.close()
		if copies := p.copies(); len(copies) != 1 {
			t.Fatalf("at the first start there are %q", copies)
		}
		p.plays("wait 1h", "see post: Reply in this thread", "as ben", "reply "+story, "wait 30s", "see private: Feedback",
			"wait 24h", "see post: Reply in this thread", "wait 1h")
		p.plays("as ana", "command /interview status", "see private: Newest backup: Tue 24 Nov 03:15 UTC, 2 kept")
		_, told := p.scrape()
		if told["greenroom_backups_kept"] != 2 || told[`greenroom_backups_total{outcome="made"}`] != 2 || told["greenroom_backup_failing"] != 0 ||
			int64(told["greenroom_backup_last_success_timestamp_seconds"]) != time.Date(2026, 11, 24, 3, 15, 0, 0, time.UTC).Unix() {
			t.Errorf("the metrics tell %v, %v", told["greenroom_backups_kept"], told["greenroom_backup_last_success_timestamp_seconds"])
		}
		// Down over a night: it is made up for at the start.
		p.end()
		time.Sleep(20 * time.Hour)
		p.start()
		copies := p.copies()
		if len(copies) != 2 || !strings.HasSuffix(copies[0], "-20261124T031500Z.db") || !strings.Contains(copies[1], "-20261125T") {
			t.Errorf("after the second night there are %q", copies)
		}
		for _, path := range copies {
			info, err := os.Stat(path)
			if err != nil || info.Mode() != 0o600 {
				t.Errorf("%s: %v, %v", path, info.Mode(), err)
			}
			store, err := storage.Open(t.Context(), path, "")
			if err != nil {
				t.Fatal(err)
			}
			coach := &practice.Coach{Store: store, Bank: p.bank, Now: time.Now}
			e, err := coach.Export(t.Context(), practice.Person(p.ws.PersonID("ben")), nil)
			if err := errors.Join(err, store.Check(t.Context()), store.Close()); err != nil || len(e.Answers) != 1 || e.Answers[0].Text != story {
				t.Errorf("%s holds %+v, %v", path, e.Answers, err)
			}
		}
		p.plays("wait 3h", "see post: Reply in this thread")
	})
}

func TestAdminsAreToldOnceOfABackupThatFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "backups")
		p := newPlayer(newWorld(t, withBackups(dir)))
		defer p.close()
		older := p.copies()
		// A file stands where the directory was.
		if err := errors.Join(os.Rename(dir, dir+".away"), os.WriteFile(dir, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
		p.plays("wait 1h", "see post: Reply in this thread", "wait 20h", "as ana", "see dm: couldn't be backed up")
		p.plays("command /interview status", "see private: The last backup failed")
		if _, told := p.scrape(); told["greenroom_backup_failing"] != 1 || told[`greenroom_backups_total{outcome="failed"}`] < 2 {
			t.Error("the metrics do not tell that it fails")
		}
		// A restart does not have it told again.
		p.plays("restart", "wait 2h")
		if err := errors.Join(os.Remove(dir), os.Rename(dir+".away", dir)); err != nil {
			t.Fatal(err)
		}
		p.plays("wait 2h", "see post: Reply in this thread", "as ana", "command /interview status", "see private: Newest backup: Tue 24 Nov")
		if copies := p.copies(); len(copies) != 2 || copies[0] != older[0] {
			t.Errorf("there are %q", copies)
		}
		if p.log.forgive("backup failed") < 2 {
			t.Error("the log does not tell that it failed")
		}
	})
}

func TestThePlaygroundLeavesATeamsBackupsAlone(t *testing.T) {
	c := playgroundCmd{}
	cfg, questions, err := c.settings()
	if err != nil {
		t.Fatal(err)
	}
	cfg.Backup.Cron, cfg.Backup.Dir = "* * * * *", filepath.Join(t.TempDir(), "backups")
	p := newPatient(t, playground.Options{})
	url := strings.TrimSuffix(p.env["SLACK_API_URL"], "api/")
	a, err := c.assemble(t.Context(), cfg, questions, p.ws, t.TempDir(), url, Streams{Err: new(strings.Builder)})
	if err != nil {
		t.Fatal(err)
	}
	if a.saved != nil {
		t.Error("it would make backups")
	}
	if err := a.store.Close(); err != nil {
		t.Error(err)
	}
}

func TestDoctorLooksAtTheBackups(t *testing.T) {
	for _, test := range []struct {
		name, setting string
		code          int
		said          []string
	}{
		{"none", "", 0, []string{"backups: none are made by themselves"}},
		{"a directory that is made", "backup: {cron: 15 3 * * *, dir: new/one}\n", 0, []string{"backups: at 03:15 every day", "new/one, the newest 14 are kept; the next: "}},
		{"no directory", "backup: {cron: 15 3 * * *, dir: config.yaml/x}\n", 1, []string{"WRONG", "not a directory"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPatient(t, playground.Options{})
			p.config += test.setting
			p.diagnosed(test.code, test.said...)
			if _, err := os.Stat(filepath.Join(filepath.Dir(p.path), "new")); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the doctor made it: %v", err)
			}
		})
	}
	t.Run("of a running bot", func(t *testing.T) {
		p := newPatient(t, playground.Options{})
		p.config += "backup: {cron: 15 3 * * *}\n"
		p.start()
		for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
			client, err := ops.Dial(p.database() + ".sock")
			if err != nil {
				t.Fatal(err)
			}
			status, err := client.Status(t.Context())
			client.Close()
			if err == nil && status.Backup != nil && status.Backup.Kept == 1 {
				break
			}
		}
		p.diagnosed(0, "backups: the newest is of ", "KiB, checked; 1 kept")
	})
}

func TestHealthOfTheRunningBot(t *testing.T) {
	p := newPatient(t, playground.Options{})
	if code, _, errs := p.run("health"); code != 1 || !strings.Contains(errs, "no bot is running on this file") {
		t.Errorf("before the start: exit %d, %s", code, errs)
	}
	p.start()
	if code, out, errs := p.run("health"); code != 0 || !strings.HasPrefix(out, "Alive: process ") {
		t.Errorf("exit %d, %q, %s", code, out, errs)
	}
	if code, out, errs := p.run("health", "--ready"); code != 0 || out != "Ready.\n" {
		t.Errorf("exit %d, %q, %s", code, out, errs)
	}
}
