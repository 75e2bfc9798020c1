package config

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const minimal = "admins: [U0456EFGH]\n"

// checks know what the tests use; a spec is good when it has five fields.
var checks = Checks{
	Zone: func(zone string) error {
		if zone != "Europe/Berlin" && zone != "UTC" {
			return errors.New("is not in the time zone database")
		}
		return nil
	},
	Schedule: func(cron, zone string) error {
		if len(strings.Fields(cron)) != 5 {
			return errors.New("has not five fields")
		}
		return nil
	},
	Holidays: func(region string) error {
		if region != "DE-BY" && region != "US" {
			return errors.New("is no region")
		}
		return nil
	},
	Posts: func(s Schedule) error {
		if slices.Contains(s.Skip, Dates{"2026-12-25", "2026-12-25"}) && s.Cron == "0 9 25 12 *" {
			return errors.New("never posts")
		}
		return nil
	},
	Rounds:       []string{"screening", "technical", "strategy"},
	Areas:        []string{"cloud", "people", "service-management"},
	Competencies: []string{"leadership", "cybersecurity"},
	Levels:       []string{"new-manager", "manager", "senior"},
}

func TestTheExampleShowsTheDefaults(t *testing.T) {
	c, err := Load("../config.example.yaml", checks)
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.Storage = "../greenroom.db"
	want.Backup.Dir = "../backups"
	want.Admins = []string{placeholderAdmin}
	schedule := DefaultSchedule()
	schedule.Name, schedule.Channel, schedule.Timezone = "weekdays", placeholderChannel, "Europe/Berlin"
	want.Schedules = []Schedule{schedule}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Errorf("the example differs from the defaults (-default +example):\n%s", diff)
	}
}

// Whoever adds a key must show it in the example, with a word about it.
func TestTheExampleHasEveryKey(t *testing.T) {
	src, err := os.ReadFile("../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	known := "storage admins connections packs schedules name channel cron timezone questions rounds areas competencies levels " +
		"weekly_focus skip holidays catch_up open_for reminder digest feedback follow_up after retention backup dir keep http log level format"
	_, unknown := Parse("x.yaml", []byte("x: 1\nschedules: [{x: 1, questions: {x: 1}}]\nfeedback: {x: 1}\nbackup: {x: 1}\nlog: {x: 1}"), checks)
	for _, key := range strings.Fields(known) {
		if !strings.Contains(string(src), key+":") {
			t.Errorf("the example has no %s", key)
		}
	}
	for _, line := range strings.Split(unknown.Error(), "\n") {
		_, listed, ok := strings.Cut(line, "known are ")
		if !ok {
			continue
		}
		for _, key := range strings.Split(listed, ", ") {
			if !strings.Contains(" "+known+" ", " "+key+" ") {
				t.Errorf("the reader knows %s, which this test and perhaps the example do not", key)
			}
		}
	}
}

func TestThePlaceholdersAreRefusedByName(t *testing.T) {
	c, err := Load("../config.example.yaml", checks)
	if err != nil {
		t.Fatal(err)
	}
	err = c.Placeholders()
	if err == nil {
		t.Fatal("the example can be run as it is")
	}
	for _, want := range []string{"admins: U0123ABCD", "schedule weekdays, channel: C0123ABCD"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q lacks %q", err, want)
		}
	}
	c.Admins, c.Schedules[0].Channel = []string{"U0456EFGH"}, "#interviews"
	if err := c.Placeholders(); err != nil {
		t.Errorf("with both filled in: %v", err)
	}
}

func TestEverySettingIsRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "config.yaml")
	src := `
storage: data/bot.db
admins: [U0456EFGH, W0789IJKL]
connections: 4
packs: [packs/ours, /srv/packs/../theirs]
schedules:
  - name: weekdays
    channel: "#interviews"
    cron: "30 8 * * MON-THU"
    timezone: Europe/Berlin
    questions: {rounds: [technical], areas: [cloud], competencies: [leadership], levels: [manager, senior]}
    weekly_focus: {MON: [cloud], SUN: [people, cloud]}
    skip: ["2026-10-03", 2026-12-24..2027-01-02]
    holidays: [DE-BY, US]
    catch_up: 1d12h
    open_for: 90m
    reminder: "0 15 * * MON-THU"
    digest: "30 16 * * FRI"
  - {name: fridays, channel: G0123ABCD, timezone: UTC}
feedback: {follow_up: false, after: 0s}
retention: 400d
backup: {cron: "15 3 * * *", dir: /srv/backups, keep: 30}
http: 127.0.0.1:9464
log: {level: debug, format: json}
`
	if err := os.WriteFile(path, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Load(path, checks)
	if err != nil {
		t.Fatal(err)
	}
	const day = 24 * time.Hour
	want := Config{
		Storage:     filepath.Join(dir, "data/bot.db"),
		Admins:      []string{"U0456EFGH", "W0789IJKL"},
		Connections: 4,
		Packs:       []string{filepath.Join(dir, "packs/ours"), "/srv/theirs"},
		Schedules: []Schedule{
			{
				Name: "weekdays", Channel: "#interviews", Cron: "30 8 * * MON-THU", Timezone: "Europe/Berlin",
				Questions:   Selection{Rounds: []string{"technical"}, Areas: []string{"cloud"}, Competencies: []string{"leadership"}, Levels: []string{"manager", "senior"}},
				WeeklyFocus: map[time.Weekday][]string{time.Monday: {"cloud"}, time.Sunday: {"people", "cloud"}},
				Skip:        []Dates{{"2026-10-03", "2026-10-03"}, {"2026-12-24", "2027-01-02"}},
				Holidays:    []string{"DE-BY", "US"},
				CatchUp:     36 * time.Hour, OpenFor: 90 * time.Minute,
				Reminder: "0 15 * * MON-THU", Digest: "30 16 * * FRI",
			},
			{Name: "fridays", Channel: "G0123ABCD", Cron: "0 9 * * MON-FRI", Timezone: "UTC", CatchUp: 6 * time.Hour, OpenFor: 7 * day},
		},
		Feedback:  Feedback{FollowUp: false, After: 0},
		Retention: 400 * day,
		Backup:    Backup{Cron: "15 3 * * *", Dir: "/srv/backups", Keep: 30},
		HTTP:      "127.0.0.1:9464",
		Log:       Log{Level: slog.LevelDebug, Format: "json"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAKeyLeftOutOrLeftEmptyHasItsDefault(t *testing.T) {
	want := Default()
	want.Admins = []string{"U0456EFGH"}
	for name, src := range map[string]string{
		"left out":                minimal,
		"left empty":              minimal + "storage:\nconnections:\npacks:\nschedules:\nfeedback:\nretention:\nhttp:\nlog:\n",
		"empty texts":             minimal + "retention: \"\"\nhttp: \"\"\n",
		"objects with no keys":    minimal + "feedback: {}\nlog: {}\n",
		"lists with nothing":      minimal + "packs: []\nschedules: []\n",
		"Windows line ends":       strings.ReplaceAll(minimal+"http:\n", "\n", "\r\n"),
		"a mark at the beginning": "\ufeff" + minimal,
		"a document start":        "---\n" + minimal,
		"an anchor and its use":   "admins: [&ana U0456EFGH]\n",
	} {
		got, err := Parse("", []byte(src), checks)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestDurations(t *testing.T) {
	const day = 24 * time.Hour
	for src, want := range map[string]time.Duration{
		"7d": 7 * day, "6h": 6 * time.Hour, "20s": 20 * time.Second, "1d12h": 36 * time.Hour,
		"1d2h3m4s": day + 2*time.Hour + 3*time.Minute + 4*time.Second, "0s": 0, "90m": 90 * time.Minute, "36500d": longestDuration,
	} {
		if got, err := parseDuration(src); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", src, got, err, want)
		}
	}
	for _, src := range []string{"", "7", "d", "1h1d", "1h 1m", "-1h", "1.5h", "1w", "5ms", "1d1d", "36501d", "36500d1s", "99999999999999999999s"} {
		if got, err := parseDuration(src); err == nil {
			t.Errorf("%q is taken for %v", src, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	example, err := os.ReadFile("../config.example.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, src := range []string{string(example), minimal, "a: &a [*a]", "? x\n: y", "schedules: [{name: }]", "- a", "{", "a: *b", "<<: {a: b}"} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		_, err := Parse("config.yaml", []byte(src), checks)
		if mistakes, ok := errors.AsType[Mistakes](err); err != nil && (!ok || len(mistakes) == 0) {
			t.Errorf("an error without a mistake: %v", err)
		}
	})
}
