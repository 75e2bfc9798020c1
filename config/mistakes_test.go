package config

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestAllMistakesAreNamedAtOnceWithTheirPlace(t *testing.T) {
	src := `storag: x
storage: ""
admins: [U0456EFGH, bob, 12]
connections: 11
packs: dir
schedules:
  - name: Week days
    channel: general
    cron: "0 9 * *"
    timezone: Europe/Berln
    questions: {rounds: [technicl], competencies: [x]}
    weekly_focus: {MOM: [cloud], TUE: [clod]}
    skip: ["2026-12-24..2026-12-01", 2026-13-01]
    catch_up: 6
    open_for: 0s
    reminder: "x"
  - name: a
    channel: #general
    timezone: UTC
  - name: a
    name: b
    channel: "#General"
  - x
feedback: {follow_up: yes, after: 25h}
retention: 12h
http: ":9464"
log: {level: loud, format: jsn}
backup: {cron: "every night", dir: "", keep: 0}
`
	want := []string{
		`1:1: the file has no key "storag"; did you mean "storage"?`,
		`2:10: storage: "" is empty`,
		`3:21: admins: "bob" is not a member id`,
		`3:26: admins must be a text: put it in quotes`,
		`4:14: connections must be a whole number from 1 to 10`,
		`5:8: packs must be a list`,
		`7:11: name: "Week days" is not a name`,
		`8:14: channel: "general" is not a channel: give its id`,
		`9:11: cron: "0 9 * *" has not five fields`,
		`10:15: timezone: "Europe/Berln" is not in the time zone database`,
		`11:26: rounds: "technicl" is no round; did you mean "technical"?`,
		`11:52: competencies: "x" is no competency; known are leadership, cybersecurity`,
		`12:20: weekly_focus has no key "MOM"; did you mean "MON"?`,
		`12:40: weekly_focus of TUE: "clod" is no area; did you mean "cloud"?`,
		`13:12: skip: "2026-12-24..2026-12-01" ends before it begins`,
		`13:38: skip: "2026-13-01" is not a date`,
		`14:15: catch_up needs a unit`,
		`15:15: open_for: "0s" is nothing`,
		`16:15: reminder: "x" has not five fields`,
		`17:5: a schedule needs channel: the channel's id, or "#name" in quotes`,
		`20:5: a schedule needs timezone: an IANA name`,
		`20:11: name: "a" is the name of another schedule`,
		`21:5: name is given twice: keep one`,
		`22:14: channel: "#General" is not a channel's name: Slack's are lower case`,
		`23:5: a schedule must be a set of keys and values`,
		`24:23: follow_up must be true or false`,
		`24:35: after: "25h" is too long: 24h is the most`,
		`25:12: retention: "12h" is too short: 1d is the least`,
		`26:7: http: ":9464" names no host`,
		`27:14: level: "loud" is no log level; known are debug, info, warn, error`,
		`27:28: format: "jsn" is no log format; did you mean "json"?`,
		`28:16: backup cron: "every night" has not five fields`,
		`28:36: backup dir: "" is empty: name a directory for this bot's backups alone`,
		`28:46: backup keep must be a whole number from 1 to 10000`,
	}
	c, err := Parse("config.yaml", []byte(src), checks)
	if err == nil {
		t.Fatalf("taken: %+v", c)
	}
	got := strings.Split(err.Error(), "\n")
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Errorf("missing: %s", want[i])
		case i >= len(want):
			t.Errorf("too much: %s", got[i])
		case !strings.HasPrefix(got[i], "config.yaml:"+want[i]):
			t.Errorf("mistake %d:\n got %s\nwant config.yaml:%s…", i, got[i], want[i])
		}
	}
}

func TestSingleMistakes(t *testing.T) {
	schedule := func(lines string) string {
		return minimal + "schedules:\n  - name: a\n    channel: C0123ABCD\n    timezone: UTC\n    " + lines
	}
	for _, tc := range []struct{ name, src, want string }{
		{"an empty file", "", "1:1: the file needs admins"},
		{"only comments", "# nothing\n", "1:1: the file needs admins"},
		{"a list for a file", "- a\n", "the file must be a set of keys"},
		{"no admins in the list", "admins: []\n", "1:9: admins is empty"},
		{"an empty entry", "admins: [U0456EFGH, ~]\n", "1:21: admins has an empty entry"},
		{"what YAML cannot read", "admins: [U0456EFGH\n", "1:9: this is not YAML"},
		{"a tab", minimal + "log:\n\tlevel: info\n", "3:1: this is not YAML: a tab stands where the indentation is: indent with spaces"},
		{"bytes that are no text", "admins: [\xff]", "this is not UTF-8 text"},
		{"a second file in the file", minimal + "---\na: b\n", "3:1: a second document begins here"},
		{"a use without an anchor", minimal + "storage: *db\n", "2:10: *db stands for nothing"},
		{"a merge key", minimal + "feedback: &f {}\nlog:\n  <<: *f\n", "4:3: merge keys are not read here"},
		{"a number of connections in quotes", minimal + "connections: \"2\"\n", "2:14: connections must be a whole number"},
		{"no connections", minimal + "connections: 0\n", "2:14: connections must be a whole number"},
		{"fewer connections than none", minimal + "connections: -1\n", "2:14: connections must be a whole number"},
		{"no port", minimal + "http: localhost\n", `2:7: http: "localhost" is not an address`},
		{"a port that is none", minimal + "http: localhost:http\n", "has no such port"},
		{"an empty cron", schedule(`cron: ""`), `6:11: cron: "" has not five fields`},
		{"a person for a channel", schedule("channel: U0456EFGH"), "channel is given twice"},
		{"a Slack DM", minimal + "schedules: [{name: a, timezone: UTC, channel: D0123ABCD}]", `2:47: channel: "D0123ABCD" is not a channel`},
		{"one date instead of a list", schedule("skip: 2026-12-24"), "6:11: skip must be a list"},
		{"a day that no year has", schedule("skip: [2026-02-30]"), `"2026-02-30" is not a date`},
		{"one region instead of a list", schedule("holidays: US"), "6:15: holidays must be a list"},
		{"a region that nobody knows", schedule("holidays: [US, XX]"), `6:20: holidays: "XX" is no region`},
		{"all of its days are off", schedule("skip: [2026-12-25]\n    cron: \"0 9 25 12 *\""), `7:11: cron: "0 9 25 12 *" never posts`},
		{"a length of time without a unit, in quotes", schedule(`open_for: "7"`), `"7" is not a length of time`},
		{"a day in another tongue", schedule("weekly_focus: {LU: [cloud]}"), `has no key "LU"; known are SUN, MON, TUE, WED, THU, FRI, SAT`},
		{"a day in small letters", schedule("weekly_focus: {mon: [cloud]}"), `did you mean "MON"?`},
		{"a set where a text belongs", minimal + "http: {port: 80}\n", "2:7: http must be a single text"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Parse("config.yaml", []byte(tc.src), checks)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
}

func TestAFileThatIsNotThereSaysWhatToDo(t *testing.T) {
	_, err := Load(filepath.Join(t.TempDir(), "config.yaml"), checks)
	if err == nil || !strings.Contains(err.Error(), "config.yaml: there is no such file: copy config.example.yaml") {
		t.Errorf("got %v", err)
	}
}

func TestADirectoryForAFileSaysSo(t *testing.T) {
	dir := t.TempDir()
	_, err := Load(dir, checks)
	if err == nil || err.Error() != dir+": this is a directory: name the file in it, such as "+filepath.Join(dir, "config.yaml") {
		t.Errorf("got %v", err)
	}
}

func TestMemberIDs(t *testing.T) {
	for id, want := range map[string]bool{"U0123ABCD": true, "W0123ABCD": true, "bob": false, "@bob": false, "": false, "C0123ABCD": false, "u0123abcd": false} {
		if got := MemberID(id) == nil; got != want {
			t.Errorf("%q: %v", id, got)
		}
	}
}
