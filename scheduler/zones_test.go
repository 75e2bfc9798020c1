package scheduler

import (
	"archive/zip"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var everyTransition = flag.Bool("every-transition", false, "check every clock change of every zone, not a sample (minutes)")

// TestEveryZoneAgreesWithAWalkThroughTime holds the calendar against a model
// that knows nothing of zones: it walks through the instants of 48 hours before
// and after a clock change, or a day drawn from the years 1970 to 2037, and writes
// down what the local clock shows.
func TestEveryZoneAgreesWithAWalkThroughTime(t *testing.T) {
	names, err := os.ReadFile("testdata/zones.txt")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(2026, 11))
	checked := 0
	for _, name := range strings.Fields(string(names)) {
		zone, err := Zone(name)
		if err != nil {
			t.Errorf("zone %s: %v", name, err)
			continue
		}
		changes := clockChanges(zone)
		random.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
		for i, change := range changes {
			if i >= 1 && !unusual(change) && !*everyTransition {
				continue
			}
			checked++
			checkAround(t, random, name, change)
		}
		days := 20
		if !*everyTransition {
			days = random.IntN(4) / 3 // of every fourth zone
		}
		for range days {
			checked++
			checkAround(t, random, name, someDay(random, zone))
		}
		if t.Failed() {
			return
		}
	}
	least := 700
	if *everyTransition {
		least = 40_000
	}
	if checked < least {
		t.Errorf("only %d clock changes and days were checked", checked)
	}
	t.Logf("%d clock changes and days were checked", checked)
}

// someDay draws a time from the years 1970 to 2037.
func someDay(random *rand.Rand, zone *time.Location) time.Time {
	return time.Date(1970, 1, 1+random.IntN(68*365), random.IntN(24), 0, 0, 0, zone)
}

// The list of zones is that of the database which the program has in it.
func TestNoZoneOfTheDatabaseIsLeftOut(t *testing.T) {
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("there is no go command to ask for the database: ", err)
	}
	database, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Skip("this toolchain has no zip of the database: ", err)
	}
	defer database.Close()
	listed, err := os.ReadFile("testdata/zones.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Fields(string(listed))
	for _, f := range database.File {
		if !strings.HasSuffix(f.Name, "/") && !slices.Contains(names, f.Name) {
			t.Errorf("testdata/zones.txt lacks %s", f.Name)
		}
	}
}

// clockChanges returns the instants up to 2040 at which the zone's clock jumps.
func clockChanges(zone *time.Location) []time.Time {
	var changes []time.Time
	at := time.Date(1800, 1, 1, 0, 0, 0, 0, zone)
	for {
		end, last := periodEnd(at)
		if last || end.Year() > 2040 {
			return changes
		}
		if jump(end) != 0 {
			changes = append(changes, end)
		}
		at = end
	}
}

// jump returns how far the clock is put forward at the change.
func jump(change time.Time) time.Duration {
	_, before := change.Add(-1).Zone()
	_, after := change.Zone()
	return time.Duration(after-before) * time.Second
}

// unusual reports a change that is always checked: a jump of hours, or another
// change close by.
func unusual(change time.Time) bool {
	start, _ := change.Add(-1).ZoneBounds()
	_, end := change.ZoneBounds()
	near := !start.IsZero() && change.Sub(start) < 72*time.Hour || !end.IsZero() && end.Sub(change) < 72*time.Hour
	return jump(change).Abs() >= 3*time.Hour || near
}

// step returns how finely the change must be walked through.
func step(change time.Time) time.Duration {
	for _, at := range []time.Time{change.Add(-1), change} {
		if _, offset := at.Zone(); offset%60 != 0 {
			return time.Second
		}
	}
	if change.Unix()%60 != 0 {
		return time.Second
	}
	return time.Minute
}

// checkAround compares the calendar with the model around a change.
func checkAround(t *testing.T, random *rand.Rand, name string, change time.Time) {
	t.Helper()
	shown := change.Hour()
	specs := []rule{
		{minutes: []int{0, random.IntN(60)}, hours: span(0, 23)},
		{minutes: []int{random.IntN(60)}, hours: []int{(shown + 23) % 24, shown}},
		{minutes: []int{0}, hours: []int{0}},
		{minutes: []int{random.IntN(60)}, hours: []int{random.IntN(24)}, weekdays: []int{int(change.Weekday())}},
	}
	if random.IntN(5) == 0 {
		specs = append(specs, rule{minutes: span(0, 59), hours: span(0, 23)})
	}
	// Wide enough for the whole local date of the change, whatever the jump.
	around := 48*time.Hour + jump(change).Abs()
	from, until := change.Add(-around), change.Add(around)
	model := walk(from, until, step(change))
	for _, r := range specs {
		want := model.occurrences(r)
		got := map[string]string{}
		// The walk begins at a full minute; the start itself is out here.
		for _, o := range parse(t, r.String(), name).Between(from.Add(-time.Minute), until) {
			if model.inner(o.Name[:10]) {
				got[o.Name] = o.At.UTC().Format(time.RFC3339)
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s, %q around %s: the calendar and the model differ:\n%s", name, r, change.Format(time.RFC3339), difference(got, want))
			return
		}
	}
}

// A rule is a cron spec from which text and meaning follow in different ways.
type rule struct {
	minutes, hours, weekdays []int // no weekdays: every day
}

func (r rule) String() string {
	join := func(n []int) string { return strings.ReplaceAll(strings.Trim(fmt.Sprint(n), "[]"), " ", ",") }
	if r.weekdays == nil {
		return fmt.Sprintf("%s %s * * *", join(r.minutes), join(r.hours))
	}
	return fmt.Sprintf("%s %s * * %s", join(r.minutes), join(r.hours), join(r.weekdays))
}

func (r rule) has(wall time.Time) bool {
	return slices.Contains(r.minutes, wall.Minute()) && slices.Contains(r.hours, wall.Hour()) &&
		(r.weekdays == nil || slices.Contains(r.weekdays, int(wall.Weekday())))
}

// A record is what a local clock showed on a walk: at each instant at which it
// showed a full minute, and at each to which it had jumped. Walls are local
// times in seconds, as if in UTC.
type record struct {
	instants []time.Time
	walls    []int64
	first    map[int64]time.Time // by wall
	dates    []string            // seen, in order
}

// walk goes from full minute to full minute of the local clock, and by the step
// through each minute in which the clock was put forward or back.
func walk(from, until time.Time, step time.Duration) record {
	r := record{first: make(map[int64]time.Time, 4000)}
	var due int64 // what the clock shows next unless it is put forward or back
	var stride time.Duration
	for at := from.Truncate(time.Minute); !at.After(until); at = at.Add(stride) {
		_, offset := at.Zone()
		wall := at.Unix() + int64(offset)
		jumped := wall != due
		stride = step
		if step < time.Minute && wall%60 == 0 {
			if _, soon := at.Add(time.Minute).Zone(); soon == offset {
				stride = time.Minute
			}
		}
		due = wall + int64(stride/time.Second)
		if wall%60 != 0 && !jumped {
			continue
		}
		r.instants = append(r.instants, at)
		r.walls = append(r.walls, wall)
		if _, seen := r.first[wall]; !seen {
			r.first[wall] = at
		}
		if wall%3600 == 0 || jumped {
			if date := at.Format(time.DateOnly); !slices.Contains(r.dates, date) {
				r.dates = append(r.dates, date)
			}
		}
	}
	return r
}

// inner reports whether the date is walked through from end to end.
func (r record) inner(date string) bool { return r.dates[0] < date && date < r.dates[len(r.dates)-1] }

// occurrences returns the instants that the rule's wall-clock minutes have by
// the record: when one was shown, the first time; when it was jumped over, the
// instant after the jump; by the earliest name.
func (r record) occurrences(rule rule) map[string]string {
	byInstant := map[time.Time]string{}
	for seconds := r.walls[0] / 60 * 60; seconds < r.walls[len(r.walls)-1]; seconds += 60 {
		wall := time.Unix(seconds, 0).UTC()
		if !rule.has(wall) || !slices.Contains(r.dates, wall.Format(time.DateOnly)) {
			continue
		}
		at, shown := r.first[seconds]
		if !shown {
			at = r.instants[slices.IndexFunc(r.walls, func(w int64) bool { return w > seconds })]
		}
		if _, taken := byInstant[at]; !taken {
			byInstant[at] = wall.Format("2006-01-02T15:04")
		}
	}
	byName := map[string]string{}
	for at, name := range byInstant {
		if r.inner(name[:10]) {
			byName[name] = at.UTC().Format(time.RFC3339)
		}
	}
	return byName
}

func difference(got, want map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if want[name] != got[name] {
			fmt.Fprintf(&b, "  %s: calendar %s, model %q\n", name, got[name], want[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if _, ok := got[name]; !ok {
			fmt.Fprintf(&b, "  %s: calendar none, model %s\n", name, want[name])
		}
	}
	return b.String()
}

func span(low, high int) []int {
	var all []int
	for n := low; n <= high; n++ {
		all = append(all, n)
	}
	return all
}
