package cli

import (
	"slices"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/config"
	"greenroom/practice"
)

func TestSchedulesCarryAllThatIsSet(t *testing.T) {
	s := config.DefaultSchedule()
	s.Name, s.Channel, s.Timezone = "weekdays", "#practice", "Europe/Berlin"
	s.Questions = config.Selection{Rounds: []string{"technical"}, Areas: []string{"cloud"}, Competencies: []string{"cybersecurity"}, Levels: []string{"senior"}}
	s.WeeklyFocus = map[time.Weekday][]string{time.Monday: {"cloud"}}
	s.Skip = []config.Dates{{From: "2026-11-24", To: "2026-11-25"}}
	s.Holidays = []string{"US"}
	out, err := schedules(config.Config{Schedules: []config.Schedule{s}})
	if err != nil || len(out) != 1 {
		t.Fatal(out, err)
	}
	got := out[0]
	if got.Name != s.Name || got.Channel != s.Channel || got.CatchUp != 6*time.Hour || got.OpenFor != 7*24*time.Hour || got.Zone.String() != s.Timezone {
		t.Errorf("%+v", got.Schedule)
	}
	if got.Select.Rounds[0] != bank.Technical || got.Select.Areas[0] != "cloud" || got.Select.Competencies[0] != "cybersecurity" || got.Select.Levels[0] != bank.Senior {
		t.Errorf("selects %+v", got.Select)
	}
	if got.Spec != s.Cron+" Europe/Berlin" {
		t.Errorf("its spec is %q", got.Spec)
	}
	if !slices.Equal(got.Focus[time.Monday], []bank.Area{"cloud"}) || got.Skip[0] != (practice.DateRange{From: "2026-11-24", To: "2026-11-25"}) {
		t.Errorf("focus %v, skip %v", got.Focus, got.Skip)
	}

	monday := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC) // nine in Berlin
	var next []string
	for _, o := range got.Upcoming(monday, 3) {
		next = append(next, o.Name)
	}
	if want := []string{"2026-11-27T09:00", "2026-11-30T09:00", "2026-12-01T09:00"}; !slices.Equal(next, want) {
		t.Errorf("upcoming %v, want %v", next, want)
	}
	if thanksgiving, off := got.DayOff("2026-11-26"); !off || thanksgiving != "Thanksgiving Day" {
		t.Errorf("Thanksgiving: %v, %q", off, thanksgiving)
	}
	// A day off is due all the same: what becomes of it is not the calendar's affair.
	if due := got.Due(monday.Add(-time.Minute), monday.Add(24*time.Hour)); len(due) != 2 || due[0].At.Compare(monday) != 0 {
		t.Errorf("due %v", due)
	}
}
