package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// checkedConfig runs config check on settings, on the Monday on which each world
// begins, and returns what it printed with FILE for the path.
func checkedConfig(t *testing.T, settings string) (code int, out, errs string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(monday))
		var stdout, stderr bytes.Buffer
		code = Run(t.Context(), []string{"config", "check", "-c", path}, strings.NewReader(""), &stdout, &stderr, func(string) string { return "" })
		out, errs = strings.ReplaceAll(stdout.String(), path, "FILE"), strings.ReplaceAll(stderr.String(), path, "FILE")
	})
	return code, out, errs
}

func TestConfigCheckSaysWhatTheSchedulesMeanAndWhenTheyPost(t *testing.T) {
	code, out, errs := checkedConfig(t, `admins: [U0456EFGH]
schedules:
  - name: weekdays
    channel: "#interviews"
    timezone: Europe/Berlin
    holidays: [DE-BY]
    skip: ["2026-11-25", "2026-12-28..2026-12-31", "2027-08-02", "2027-08-04"]
    reminder: "0 15 * * MON-FRI"
  - {name: night, channel: "#night", cron: "30 2 29-31 3 *", timezone: Europe/Berlin}
  - {name: friday-13th, channel: "#luck", cron: "0 9 13 * FRI", timezone: America/New_York}
`)
	want := `weekdays, in #interviews
  "0 9 * * MON-FRI": at 09:00 on Monday to Friday, Europe/Berlin
    Mon 23 Nov 2026 09:00 CET
    Tue 24 Nov 2026 09:00 CET
    Wed 25 Nov 2026: off (under skip)
    Thu 26 Nov 2026 09:00 CET
    Fri 27 Nov 2026 09:00 CET
    Mon 30 Nov 2026 09:00 CET
    After that, in a year:
      Fri 25 Dec 2026: off (Weihnachtstag)
      Mon 28 Dec 2026 to Thu 31 Dec 2026: off (under skip)
      Fri 1 Jan 2027: off (Neujahrstag)
      Wed 6 Jan 2027: off (Heilige Drei Könige)
      Fri 26 Mar 2027: off (Karfreitag)
      Mon 29 Mar 2027: off (Ostermontag)
      Thu 6 May 2027: off (Christi Himmelfahrt)
      Mon 17 May 2027: off (Pfingstmontag)
      Thu 27 May 2027: off (Fronleichnam)
      Mon 2 Aug 2027: off (under skip)
      Wed 4 Aug 2027: off (under skip)
      Mon 1 Nov 2027: off (Allerheiligen)
  reminder, "0 15 * * MON-FRI": at 15:00 on Monday to Friday
  asks one of 144 questions

night, in #night
  "30 2 29-31 3 *": at 02:30 on the 29th to 31st of March, Europe/Berlin
    Mon 29 Mar 2027 02:30 CEST
    Tue 30 Mar 2027 02:30 CEST
    Wed 31 Mar 2027 02:30 CEST
    Wed 29 Mar 2028 02:30 CEST
    Thu 30 Mar 2028 02:30 CEST
  asks one of 144 questions

friday-13th, in #luck
  "0 9 13 * FRI": at 09:00 on the 13th of the month, and on Friday as well (cron: either of the two is enough), America/New_York
    Fri 27 Nov 2026 09:00 EST
    Fri 4 Dec 2026 09:00 EST
    Fri 11 Dec 2026 09:00 EST
    Sun 13 Dec 2026 09:00 EST
    Fri 18 Dec 2026 09:00 EST
  asks one of 144 questions

FILE is all right: 3 schedules, 1 admin.
`
	// How many questions there are is no matter of this test.
	out = strings.ReplaceAll(out, out[strings.Index(out, "asks one of ")+len("asks one of "):strings.Index(out, " questions")], "144")
	if code != exitOK || errs != "" || out != want {
		t.Errorf("exit %d, %q\ngot\n%s\nwant\n%s", code, errs, out, want)
	}
}

func TestConfigCheckSaysWhatTheClocksSkip(t *testing.T) {
	_, out, _ := checkedConfig(t, `admins: [U0456EFGH]
schedules: [{name: night, channel: "#night", cron: "30 2 28 3 *", timezone: Europe/Berlin}]
`)
	if want := "Sun 28 Mar 2027 03:00 CEST (the clocks skip 02:30)"; !strings.Contains(out, want) {
		t.Errorf("want %q, got\n%s", want, out)
	}
}

func TestConfigCheckNamesAllMistakesAtOnce(t *testing.T) {
	code, out, errs := checkedConfig(t, `admins: [U0456EFGH]
schedules:
  - {name: a, channel: "#a", timezone: Europe/Berlin, holidays: [DE-BX, UK]}
  - {name: b, channel: "#b", timezone: Europe/Berlin, cron: "0 9 25 12 *", holidays: [DE]}
  - {name: c, channel: "#c", timezone: Europe/Berlin, cron: "0 9 30 2 *"}
  - {name: d, channel: "#d", timezone: Europe/Berlin, cron: "* * * * *", skip: [2026-01-01..2099-01-01]}
  - {name: e, channel: "#e", timezone: Europe/Berlin, cron: "0 0 29 2 */7"}
  - name: f
    channel: "#f"
    timezone: Europe/Berlin
    skip: [2026-01-01..2099-01-01]
`)
	want := []string{
		`FILE:3:66: holidays: "DE-BX" is no region whose holidays are known; of DE there are DE, DE-BB,`,
		`FILE:3:73: holidays: "UK" is no region whose holidays are known; did you mean "GB"?`,
		`FILE:4:61: cron: "0 9 25 12 *" never posts: each of its 5 days in the next 5 years is a day off (the first, Fri 25 Dec 2026, is Weihnachtstag)`,
		`FILE:5:61: cron: "0 9 30 2 *" never fires: no year has such a day`,
		`FILE:6:61: cron: "* * * * *" never posts: each of its 1827 days in the next 5 years is a day off`,
		`FILE:8:5: cron: "0 9 * * MON-FRI" never posts: each of its 1305 days in the next 5 years is a day off (the first, Mon 23 Nov 2026, is under skip)`,
	}
	got := strings.Split(strings.TrimPrefix(strings.TrimSpace(errs), "greenroom: "), "\n")
	if code != exitUsage || out != "" || len(got) != len(want) {
		t.Fatalf("exit %d, %q, %d mistakes:\n%s", code, out, len(got), errs)
	}
	for i, line := range got {
		if !strings.HasPrefix(line, want[i]) {
			t.Errorf("got  %s\nwant %s", line, want[i])
		}
	}
}

func TestConfigCheckDoesNotPassThePlaceholdersOfTheExample(t *testing.T) {
	example, err := os.ReadFile("../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	code, out, errs := checkedConfig(t, string(example))
	if code != exitUsage || !strings.Contains(errs, "admins: U0123ABCD is the example's placeholder") || !strings.Contains(out, "at 09:00 on Monday to Friday, Europe/Berlin") {
		t.Errorf("exit %d, %s%s", code, out, errs)
	}
}

func TestWhatWillBeErasedIsSaidWhereverSettingsAreLookedAt(t *testing.T) {
	const want = "retention: answers and rounds are erased when they are 400 days old"
	settings := "admins: [U0456EFGH]\nretention: 400d\n"
	if code, out, errs := checkedConfig(t, settings); code != 0 || !strings.Contains(out, want) {
		t.Errorf("config check ends with %d and prints %s%s", code, out, errs)
	}
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	Run(t.Context(), []string{"doctor", "-c", path}, strings.NewReader(""), &out, &out, func(string) string { return "" })
	if !strings.Contains(out.String(), want) {
		t.Errorf("doctor prints %s", out.String())
	}
}
