package scheduler

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
)

// Holidays are public holidays: their names, in the language of the place, by
// date, "2006-01-02".
type Holidays map[string]string

// The years whose holidays are worked out.
const firstHolidayYear, lastHolidayYear = 2000, 2099

// library guards the holiday library: some of its rules change what they are
// called on.
var library sync.Mutex

// NewHolidays returns the days on which offices are closed in any of the regions,
// of the years 2000 to 2099. A region is an ISO 3166 code of a country, or of a
// part of it, such as US or DE-BY. An error is worded to follow the code that it
// is about.
//
// An office keeps the day on which a holiday is observed: the Monday after it, or
// another day by the rule of the place, where it falls on a weekend. That day of
// the weekend counts as well, for those who practise then. A weekday from which
// a holiday was moved away is a working day.
func NewHolidays(regionCodes ...string) (Holidays, error) {
	library.Lock()
	defer library.Unlock()
	// By itself the library reckons in the machine's zone, in which the midnight
	// that begins a day may be missing.
	cal.DefaultLoc = time.UTC
	days := Holidays{}
	for _, code := range regionCodes {
		if err := Region(code); err != nil {
			return nil, err
		}
		for year := firstHolidayYear; year <= lastHolidayYear; year++ {
			for _, h := range regions[code] {
				actual, observed := h.Calc(year)
				days.add(observed, h.Name)
				if cal.IsWeekend(actual) {
					days.add(actual, h.Name)
				}
			}
		}
	}
	return days, nil
}

// add notes a holiday. A date that is one already keeps its names.
func (d Holidays) add(day time.Time, name string) {
	if day.IsZero() {
		return // the holiday was not kept that year
	}
	date := day.Format(time.DateOnly)
	switch had := d[date]; {
	case had == "":
		d[date] = name
	case !slices.Contains(strings.Split(had, ", "), name):
		d[date] = had + ", " + name
	}
}

// Region returns an error, worded to follow the code, for one that NewHolidays
// does not know.
func Region(code string) error {
	if _, ok := regions[code]; !ok {
		return unknownRegion(code)
	}
	return nil
}

// Regions returns the codes that NewHolidays knows, sorted.
func Regions() []string { return slices.Sorted(maps.Keys(regions)) }

// unknownRegion says what is known instead of a code: the code that was likely
// meant, the parts of the country, or the countries.
func unknownRegion(code string) error {
	if code == "" {
		return errors.New("is empty: write an ISO 3166 code such as US or DE-BY")
	}
	meant := strings.NewReplacer("_", "-", "/", "-", " ", "-").Replace(strings.ToUpper(strings.TrimSpace(code)))
	if meant == "UK" {
		meant = "GB" // as everybody calls it
	}
	if _, ok := regions[meant]; ok {
		return fmt.Errorf("is no region whose holidays are known; did you mean %q?", meant)
	}
	country, part, _ := strings.Cut(meant, "-")
	var near, countries []string
	for _, known := range Regions() {
		of, _, _ := strings.Cut(known, "-")
		if of == country {
			near = append(near, known)
		}
		if !slices.Contains(countries, of) {
			countries = append(countries, of)
		}
	}
	switch {
	case len(near) == 0:
		return fmt.Errorf("is no region whose holidays are known: put its dates under skip; known are those in %s", strings.Join(countries, ", "))
	case part == "":
		return fmt.Errorf("has holidays that differ from part to part; known are %s", strings.Join(near, ", "))
	}
	return fmt.Errorf("is no region whose holidays are known; of %s there are %s", country, strings.Join(near, ", "))
}
