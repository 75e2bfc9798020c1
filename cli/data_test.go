package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/ops"
	"greenroom/playground"
	"greenroom/practice"
	"greenroom/storage"
)

const answerText = "I moved our backups to a second site, and the restore took 40 minutes where it had taken nine hours."

// database is where the patient's database is.
func (p *patient) database() string { return filepath.Join(filepath.Dir(p.path), "greenroom.db") }

// answered puts an answer of Ana's into the database, which nobody may hold.
func (p *patient) answered() {
	p.t.Helper()
	questions, err := bank.Load(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	store, err := storage.Open(p.t.Context(), p.database(), "")
	if err != nil {
		p.t.Fatal(err)
	}
	coach := &practice.Coach{Store: store, Bank: questions, Now: time.Now}
	q := questions.All()[0]
	_, err = coach.AnswerPrivately(p.t.Context(), practice.Place{Channel: "C0PRACTICE", Thread: 1}, q.ID, q.Ask, practice.Person(p.ws.PersonID("ana")), answerText, "form")
	if err = errors.Join(err, store.Close()); err != nil {
		p.t.Fatal(err)
	}
}

// start runs the bot until the test ends, and returns when it is connected.
func (p *patient) start() {
	p.t.Helper()
	if err := os.WriteFile(p.path, []byte(p.config), 0o600); err != nil {
		p.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(p.t.Context())
	var log bytes.Buffer
	done := make(chan int, 1)
	go func() {
		done <- Run(ctx, []string{"run", "-c", p.path}, strings.NewReader(""), &log, &log, func(key string) string { return p.env[key] })
	}()
	p.t.Cleanup(func() {
		cancel()
		if code := <-done; code != 0 {
			p.t.Errorf("the bot exits with %d:\n%s", code, log.String())
		}
	})
	for !p.connected() {
		select {
		case code := <-done:
			done <- code
			p.t.Fatalf("the bot ends at once:\n%s", log.String())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func (p *patient) connected() bool {
	client, err := ops.Dial(p.database() + ".sock")
	if err != nil {
		return false
	}
	defer client.Close()
	status, err := client.Status(p.t.Context())
	return err == nil && status.Connections == status.Wanted
}

// twice runs a test on a patient without a bot that runs, and on one with it.
func twice(t *testing.T, test func(t *testing.T, p *patient)) {
	t.Run("stopped", func(t *testing.T) {
		p := newPatient(t, playground.Options{})
		p.answered()
		test(t, p)
	})
	t.Run("running", func(t *testing.T) {
		p := newPatient(t, playground.Options{})
		p.answered()
		p.start()
		test(t, p)
	})
}

func TestExport(t *testing.T) {
	twice(t, func(t *testing.T, p *patient) {
		ana := p.ws.PersonID("ana")
		code, out, errs := p.run("export", "--user", ana, "--format", "json")
		if code != 0 || errs != "" {
			t.Fatalf("exit %d: %s", code, errs)
		}
		var e practice.Export
		if err := json.Unmarshal([]byte(out), &e); err != nil || string(e.Person) != ana || len(e.Answers) != 1 || e.Answers[0].Text != answerText {
			t.Errorf("exported %+v: %v", e, err)
		}

		for _, format := range []string{"md", "csv"} {
			if code, out, errs := p.run("export", "--user", ana, "--format", format); code != 0 || !strings.Contains(out, "nine hours") {
				t.Errorf("%s: exit %d, %s\n%s", format, code, errs, out)
			}
		}

		file := filepath.Join(t.TempDir(), "ana.csv")
		if err := os.WriteFile(file, []byte("an older one"), 0o644); err != nil {
			t.Fatal(err)
		}
		code, out, errs = p.run("export", "--user", ana, "--format", "csv", "-o", file)
		if code != 0 || !strings.HasPrefix(out, "Exported "+ana+" to "+file) {
			t.Errorf("exit %d, %q, %s", code, out, errs)
		}
		info, err := os.Stat(file)
		if err != nil || info.Mode() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}
		if content, _ := os.ReadFile(file); !strings.Contains(string(content), "nine hours") {
			t.Errorf("the file holds %s", content)
		}
		if list, _ := os.ReadDir(filepath.Dir(file)); len(list) != 1 {
			t.Errorf("beside the export there is %v", list)
		}
	})
}

func TestExportOfNobody(t *testing.T) {
	twice(t, func(t *testing.T, p *patient) {
		file := filepath.Join(t.TempDir(), "x.md")
		code, out, errs := p.run("export", "--user", "U0NOBODY00", "-o", file)
		if code != 1 || out != "" || errs != "greenroom: nothing is kept of U0NOBODY00: there is nothing to export\n" {
			t.Errorf("exit %d, %q, %q", code, out, errs)
		}
		if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a file was made: %v", err)
		}
	})
}

func TestExportToWhatIsNoFile(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.answered()
	for _, path := range []string{os.DevNull, t.TempDir()} {
		code, _, errs := p.run("export", "--user", p.ws.PersonID("ana"), "-o", path)
		if code != 1 || !strings.Contains(errs, "is no ordinary file") {
			t.Errorf("%s: exit %d, %s", path, code, errs)
		}
	}
}

func TestExportIsOfAMemberID(t *testing.T) {
	for _, user := range []string{"bob", "@bob", ""} {
		code, out, errs := greenroom(t, "export", "--user", user, "-c", "nowhere.yaml")
		if code != 2 || out != "" || !strings.HasPrefix(errs, fmt.Sprintf("greenroom: --user %q is not a member id: it begins with U or W", user)) {
			t.Errorf("%q: exit %d, %q, %s", user, code, out, errs)
		}
	}
}

// Nothing is copied before it is known that it can be put somewhere.
func TestADirectoryThatIsNotThereIsNamed(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.answered()
	dir := filepath.Join(t.TempDir(), "nope")
	for _, args := range [][]string{{"export", "--user", p.ws.PersonID("ana"), "-o", filepath.Join(dir, "x.md")}, {"backup", filepath.Join(dir, "b.db")}} {
		code, out, errs := p.run(args...)
		if code != 1 || out != "" || !strings.HasSuffix(errs, ": there is no directory "+dir+": make it, or name another\n") || strings.Contains(errs, "Copying") {
			t.Errorf("%s: exit %d, %q, %s", args[0], code, out, errs)
		}
	}
	for _, args := range [][]string{{"export", "--user", p.ws.PersonID("ana"), "-o", filepath.Join(p.path, "x.md")}, {"backup", filepath.Join(p.path, "b.db")}} {
		code, out, errs := p.run(args...)
		if code != 1 || out != "" || !strings.HasSuffix(errs, p.path+" is no directory: name another\n") {
			t.Errorf("%s: exit %d, %q, %s", args[0], code, out, errs)
		}
	}
}

func TestBackup(t *testing.T) {
	twice(t, func(t *testing.T, p *patient) {
		file := filepath.Join(t.TempDir(), "copy.db")
		code, out, errs := p.run("backup", file)
		if code != 0 || !strings.HasPrefix(out, "Backed up to "+file+": ") || !strings.Contains(out, " KiB, checked, in ") || !strings.HasPrefix(errs, "Copying ") {
			t.Errorf("exit %d, %q, %q", code, out, errs)
		}
		if info, err := os.Stat(file); err != nil || info.Mode() != 0o600 {
			t.Errorf("%v, %v", info, err)
		}
		code, _, errs = p.run("backup", file)
		if code != 1 || !strings.Contains(errs, "is there already") {
			t.Errorf("over an existing file: exit %d, %s", code, errs)
		}

		// The copy is a database that can be used in the other's place.
		p.change("admins", "storage: "+file+"\nadmins")
		code, out, errs = p.run("export", "--user", p.ws.PersonID("ana"))
		if code != 0 || !strings.Contains(out, "nine hours") {
			t.Errorf("the copy: exit %d, %s\n%s", code, errs, out)
		}
	})
}

func TestBackupNeedsNoGoodPacks(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.answered()
	p.config += "packs: [gone]\n"
	if code, _, errs := p.run("backup", filepath.Join(t.TempDir(), "copy.db")); code != 0 {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func TestNoDatabaseIsMadeByAskingForOne(t *testing.T) {
	p := newPatient(t, playground.Options{})
	for _, args := range [][]string{{"backup", filepath.Join(t.TempDir(), "copy.db")}, {"export", "--user", "U0ANA0000"}} {
		code, out, errs := p.run(args...)
		if code != 1 || out != "" || !strings.Contains(errs, "there is no database at "+p.database()+" yet") {
			t.Errorf("%s: exit %d, %q, %q", args[0], code, out, errs)
		}
	}
	if left, _ := filepath.Glob(p.database() + "*"); len(left) > 0 {
		t.Errorf("made: %v", left)
	}
}

func TestADatabaseThatIsHeldNamesItsHolder(t *testing.T) {
	p := newPatient(t, playground.Options{})
	store, err := storage.Open(t.Context(), p.database(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	code, _, errs := p.run("backup", filepath.Join(t.TempDir(), "copy.db"))
	if code != 1 || !strings.Contains(errs, "another greenroom has the file open (process ") || !strings.Contains(errs, "does not answer at") {
		t.Errorf("exit %d, %s", code, errs)
	}
}

func TestABotThatHasJustBeenStartedIsWaitedFor(t *testing.T) {
	p := newPatient(t, playground.Options{})
	store, err := storage.Open(t.Context(), p.database(), "")
	if err != nil {
		t.Fatal(err)
	}
	// What holds the file is gone by the time that the command looks again.
	time.AfterFunc(300*time.Millisecond, func() { store.Close() })
	if code, _, errs := p.run("backup", filepath.Join(t.TempDir(), "copy.db")); code != 0 {
		t.Errorf("exit %d, %s", code, errs)
	}
}

func TestDoctorAsksTheRunningBot(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.start()
	out := p.diagnosed(0, "the bot is running: process ", "connected to Slack (2 connections)", "is held by the running bot", "All is well.\nType /interview post")
	if strings.Contains(out, "greenroom run") {
		t.Error("it says to start the bot")
	}
	if n := p.ws.Calls()["apps.connections.open"]; n != 2 {
		t.Errorf("connections were asked for %d times, by the bot twice", n)
	}
}

func TestManifestCommand(t *testing.T) {
	code, out, errs := greenroom(t, "manifest")
	if code != 0 || errs != "" || !json.Valid([]byte(out)) || !strings.Contains(out, `"socket_mode_enabled": true`) {
		t.Errorf("exit %d, %s\n%s", code, errs, out)
	}
	code, out, errs = greenroom(t, "manifest", "--url")
	if code != 0 || errs != "" || !strings.HasPrefix(out, "https://api.slack.com/apps?new_app=1&manifest_json=%7B") || strings.Count(out, "\n") != 1 {
		t.Errorf("exit %d, %s\n%s", code, errs, out)
	}
}

func TestASecondBotNamesTheFirstThoughItAlsoTakesTheAddressForHealth(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := newPatient(t, playground.Options{})
	p.config += "http: " + free.Addr().String() + "\n"
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	p.start()
	code, _, errs := p.run("run")
	if code != 1 || !strings.Contains(errs, "another greenroom has the file open") || !strings.Contains(errs, fmt.Sprint("process ", os.Getpid())) {
		t.Errorf("exit %d: %s", code, errs)
	}
}
