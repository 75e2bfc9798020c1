package scheduler

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// The expected dates are from the calendars that the countries publish.
func TestHolidaysAreTheDaysThatAnOfficeKeeps(t *testing.T) {
	for _, tc := range []struct {
		name, regions, from, to string
		want                    []string
	}{
		{"Bavaria's of half a year", "DE-BY", "2026-01-01", "2026-06-30", []string{
			"Thu 2026-01-01 Neujahrstag", "Tue 2026-01-06 Heilige Drei Könige", "Fri 2026-04-03 Karfreitag", "Mon 2026-04-06 Ostermontag",
			"Fri 2026-05-01 Tag der Arbeit", "Thu 2026-05-14 Christi Himmelfahrt", "Mon 2026-05-25 Pfingstmontag", "Thu 2026-06-04 Fronleichnam"}},
		{"Epiphany is none in Berlin, Women's Day is", "DE-BE", "2026-01-02", "2026-03-31", []string{"Sun 2026-03-08 Frauentag"}},
		{"Good Friday moves with the moon", "DE", "2038-04-20", "2038-04-30", []string{"Fri 2038-04-23 Karfreitag", "Mon 2038-04-26 Ostermontag"}},
		{"a Saturday is kept on the Friday before in the United States", "US", "2026-07-01", "2026-07-10", []string{
			"Fri 2026-07-03 Independence Day", "Sat 2026-07-04 Independence Day"}},
		{"a New Year on Saturday is kept in the old year", "US", "2027-12-26", "2028-01-05", []string{
			"Fri 2027-12-31 New Year's Day", "Sat 2028-01-01 New Year's Day"}},
		{"Christmas on a weekend is kept on Monday and Tuesday in England", "GB-ENG", "2027-12-24", "2027-12-31", []string{
			"Sat 2027-12-25 Christmas Day", "Sun 2027-12-26 Boxing Day", "Mon 2027-12-27 Christmas Day", "Tue 2027-12-28 Boxing Day"}},
		{"Orthodox Easter", "GR", "2026-04-08", "2026-04-14", []string{"Fri 2026-04-10 Μεγάλη Παρασκευή", "Mon 2026-04-13 Δευτέρα του Πάσχα"}},
		{"two regions together, each holiday once", "DE US", "2026-12-20", "2027-01-05", []string{
			"Fri 2026-12-25 Weihnachtstag, Christmas Day", "Sat 2026-12-26 Zweiter Weihnachtsfeiertag", "Fri 2027-01-01 Neujahrstag, New Year's Day"}},
		{"the last year that is worked out", "DE", "2099-12-25", "2099-12-31", []string{"Fri 2099-12-25 Weihnachtstag", "Sat 2099-12-26 Zweiter Weihnachtsfeiertag"}},
		{"no region, no holidays", "", "2026-01-01", "2026-12-31", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			days, err := NewHolidays(strings.Fields(tc.regions)...)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, date := range slices.Sorted(maps.Keys(days)) {
				if tc.from <= date && date <= tc.to {
					day, err := time.Parse(time.DateOnly, date)
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, day.Format("Mon ")+date+" "+days[date])
				}
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestAWorkdayFromWhichAHolidayWasMovedIsNoDayOff(t *testing.T) {
	// Juneteenth of 2027 is a Saturday; the Friday is kept, and the Monday is not.
	days, err := NewHolidays("US")
	if err != nil {
		t.Fatal(err)
	}
	if days["2027-06-18"] == "" || days["2027-06-21"] != "" {
		t.Errorf("Friday %q, Monday %q", days["2027-06-18"], days["2027-06-21"])
	}
}

// No region may lack the two days on which offices are closed nearly everywhere,
// and none may have so many that half of its rules must be wrong.
func TestEveryRegionHasAPlausibleYear(t *testing.T) {
	for _, code := range Regions() {
		days, err := NewHolidays(code)
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		for year := firstHolidayYear + 15; year <= 2050; year++ {
			n := 0
			for day := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == year; day = day.AddDate(0, 0, 1) {
				if days[day.Format(time.DateOnly)] != "" {
					n++
				}
			}
			if n < 6 || n > 24 {
				t.Errorf("%s has %d holidays in %d", code, n, year)
			}
			if newYear := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly); days[newYear] == "" {
				t.Errorf("%s: %s is no holiday", code, newYear)
			}
		}
	}
}

func TestAnUnknownRegionIsRefusedWithTheNearestKnown(t *testing.T) {
	for code, want := range map[string]string{
		"":       "is empty",
		"UK":     `did you mean "GB"?`,
		"de-by":  `did you mean "DE-BY"?`,
		"DE_BY":  `did you mean "DE-BY"?`,
		" US":    `did you mean "US"?`,
		"DE-XX":  "of DE there are DE, DE-BB, DE-BE",
		"GB-SCT": "of GB there are GB, GB-ENG, GB-WLS",
		"US-CA":  "of US there are US",
		"AU":     "differ from part to part; known are AU-ACT, AU-NSW",
		"Bayern": "put its dates under skip; known are those in AT, AU, BE,",
	} {
		if _, err := NewHolidays(code); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", code, err, want)
		}
	}
}

// Some rules of the library change what they are called on.
func TestHolidaysCanBeWorkedOutSideBySide(t *testing.T) {
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if days, err := NewHolidays("JP"); err != nil || days["2026-03-20"] == "" {
				t.Errorf("the equinox is no holiday: %v", err)
			}
		})
	}
	all.Wait()
}
