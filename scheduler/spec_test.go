package scheduler

import (
	"strings"
	"testing"
	"time"
)

func TestParseRefusesWithTheReason(t *testing.T) {
	for _, tc := range []struct{ name, spec, zone, want string }{
		{"an empty spec", "  ", "UTC", "is empty"},
		{"four fields", "0 9 * *", "UTC", "has 4 fields"},
		{"six fields", "0 0 9 * * MON", "UTC", "has 6 fields"},
		{"a zone prefix that panics in the library", "TZ=", "UTC", "begins with a zone"},
		{"another that panics", "CRON_TZ=UTC", "UTC", "begins with a zone"},
		{"a well-formed zone prefix", "CRON_TZ=Europe/Berlin 0 9 * * *", "UTC", "begins with a zone"},
		{"a bare interval", "@every 5m", "UTC", "@every is not taken"},
		{"a reboot", "@reboot", "UTC", "@reboot is not taken"},
		{"an unknown word", "@noon", "UTC", "no word that is known"},
		{"a word with fields behind it", "@daily 5", "UTC", "no word that is known"},
		{"a day that no year has", "0 0 30 2 *", "UTC", "never fires"},
		{"the 31st of short months", "0 0 31 4,6,9,11 *", "UTC", "never fires"},
		{"a minute of 60", "60 9 * * *", "UTC", "has minute 60: use 0 to 59"},
		{"an hour of 25", "0 25 * * *", "UTC", "has hour 25: use 0 to 23"},
		{"a day of no month", "0 9 0 * *", "UTC", "has day of month 0: use 1 to 31"},
		{"a month that no year has", "0 9 * 1-13 *", "UTC", "has month 13: use 1 to 12 or JAN to DEC"},
		{"a month in another tongue", "0 9 * OKT *", "UTC", "has month OKT: use 1 to 12 or JAN to DEC"},
		{"a day in another tongue", "0 9 * * MIT", "UTC", "has day of week MIT: use 0 to 7 or MON to SUN"},
		{"a name where a number belongs", "0 MON * * *", "UTC", "has hour MON: use 0 to 23"},
		{"a weekday of 8", "0 9 * * 8", "UTC", "has day of week 8: use 0 to 7 or MON to SUN"},
		{"a range that runs backwards", "0 17-9 * * *", "UTC", "ends before it begins"},
		{"a week that runs backwards", "0 9 * * 5-0", "UTC", "ends before it begins"},
		{"a step of nothing", "*/0 9 * * *", "UTC", "has a step of 0 in minute: use 1 or more"},
		{"a step of nothing on Sundays", "0 9 * * 7/0", "UTC", "has a step of 0 in day of week: use 1 or more"},
		{"a star with an end, which the library would take", "*-5 9 * * *", "UTC", `the minute "*-5" cannot be read`},
		{"a sign, which the library would take", "+5 9 * * *", "UTC", `the minute "+5" cannot be read`},
		{"an empty element, which the library would take", "0 9,,10 * * *", "UTC", `the hour "9,,10" cannot be read`},
		{"an empty zone", "0 9 * * *", "", "is empty"},
		{"the machine's zone", "0 9 * * *", "Local", "depends on the machine"},
		{"an unknown zone", "0 9 * * *", "Europe/Berln", "not in the time zone database"},
		{"a path for a zone", "0 9 * * *", "../etc/passwd", "not in the time zone database"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Parse(tc.spec, tc.zone)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("Parse(%q, %q) = %v, want an error with %q", tc.spec, tc.zone, err, tc.want)
			}
		})
	}
}

// The days are those of the week from Monday 2026-11-23 to Sunday 29.
func TestDaysOfTheWeek(t *testing.T) {
	for spec, want := range map[string]string{
		"0 9 * * MON-FRI":   "23 24 25 26 27",
		"0 9 * * mon,Wed":   "23 25",
		"0 9 * * 0":         "29",
		"0 9 * * 7":         "29",
		"0 9 * * SUN":       "29",
		"0 9 * * 5-7":       "27 28 29",
		"0 9 * * FRI-SUN":   "27 28 29",
		"0 9 * * SAT-7":     "28 29",
		"0 9 * * 0-7":       "23 24 25 26 27 28 29",
		"0 9 * * 1-7/2":     "23 25 27 29",
		"0 9 * * MON-SUN/3": "23 26 29",
		"0 9 * * SUN-TUE":   "23 24 29",
		"0 9 * * 7,3":       "25 29",
		"0 9 * * */2":       "24 26 28 29",
		"0 9 24 * FRI":      "24 27", // either day is enough
		"0 9 */2 * FRI":     "27",    // a star leaves the day open: both must match
		"0 9 ? * TUE":       "24",
		"0 9 23-24,28 11 *": "23 24 28",
		"0 9 * DEC *":       "",
		"@daily":            "23 24 25 26 27 28 29",
		"@weekly":           "29",
	} {
		t.Run(spec, func(t *testing.T) {
			s := parse(t, spec, "UTC")
			var got []string
			for _, o := range s.Between(instant(t, "2026-11-22T23:59:59Z"), instant(t, "2026-11-29T23:59:59Z")) {
				got = append(got, o.Name[8:10])
			}
			if got := strings.Join(got, " "); got != want {
				t.Errorf("days %q, want %q", got, want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, spec := range []string{"0 9 * * MON-FRI", "TZ=", "TZ=0", "CRON_TZ=UTC", "TZ=TZ=TZ=", "@every -1s", "@daily", "0 0 29 2 */2", "*/7 1-5/2 7/2 * SUN-7"} {
		f.Add(spec, "Europe/Berlin")
	}
	after := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, spec, zone string) {
		s, err := Parse(spec, zone)
		if err != nil {
			return
		}
		o, ok := s.Next(after)
		if !ok || !o.At.After(after) {
			t.Errorf("Parse(%q, %q) is taken, yet its next is %v, %v", spec, zone, o, ok)
		}
		if s.Meaning() == "" {
			t.Errorf("Parse(%q, %q) is taken, and means nothing", spec, zone)
		}
	})
}

func parse(t testing.TB, spec, zone string) Spec {
	t.Helper()
	s, err := Parse(spec, zone)
	if err != nil {
		t.Fatalf("Parse(%q, %q): %v", spec, zone, err)
	}
	return s
}

func instant(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
