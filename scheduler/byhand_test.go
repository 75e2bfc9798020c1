package scheduler

import (
	"slices"
	"testing"
	"time"
)

// TestExamplesWorkedOutByHand has what a paper calendar says: for each spec the
// next occurrences after the local midnight that begins a date, as names; where
// the local clock shows another time then, with that behind an arrow.
func TestExamplesWorkedOutByHand(t *testing.T) {
	for _, tc := range []struct {
		name, spec, zone, from string
		want                   []string
	}{
		// The words.
		{"@yearly", "@yearly", "Europe/Berlin", "2026-11-23", []string{"2027-01-01T00:00", "2028-01-01T00:00"}},
		{"@annually", "@annually", "Europe/Berlin", "2026-11-23", []string{"2027-01-01T00:00"}},
		{"@monthly", "@monthly", "Europe/Berlin", "2026-11-23", []string{"2026-12-01T00:00", "2027-01-01T00:00", "2027-02-01T00:00"}},
		{"@weekly, which is on Sunday", "@weekly", "Europe/Berlin", "2026-11-23", []string{"2026-11-29T00:00", "2026-12-06T00:00"}},
		{"@daily, in the hour that Berlin has twice, and after it", "@daily", "Europe/Berlin", "2026-10-24", []string{"2026-10-25T00:00", "2026-10-26T00:00", "2026-10-27T00:00"}},
		{"@midnight is @daily", "@midnight", "UTC", "2026-11-23", []string{"2026-11-24T00:00"}},
		{"@hourly, over the hour that Berlin has not", "@hourly", "Europe/Berlin", "2026-03-29", []string{
			"2026-03-29T01:00", "2026-03-29T02:00>03:00", "2026-03-29T04:00"}},
		{"@hourly, over the hour that Berlin has twice", "@hourly", "Europe/Berlin", "2026-10-25", []string{
			"2026-10-25T01:00", "2026-10-25T02:00", "2026-10-25T03:00"}},

		// Gaps and overlaps.
		{"Berlin, half past two in spring", "30 2 * * *", "Europe/Berlin", "2027-03-27", []string{"2027-03-27T02:30", "2027-03-28T02:30>03:00", "2027-03-29T02:30"}},
		{"Berlin, half past two in autumn", "30 2 * * *", "Europe/Berlin", "2027-10-30", []string{"2027-10-30T02:30", "2027-10-31T02:30", "2027-11-01T02:30"}},
		{"New York, half past two in spring", "30 2 * * SUN", "America/New_York", "2027-03-08", []string{"2027-03-14T02:30>03:00", "2027-03-21T02:30"}},
		{"New York, half past one in autumn", "30 1 * * SUN", "America/New_York", "2027-11-01", []string{"2027-11-07T01:30", "2027-11-14T01:30"}},
		{"Lord Howe puts the clock forward by half an hour", "0,20,40 2 * * *", "Australia/Lord_Howe", "2026-10-04", []string{
			"2026-10-04T02:00>02:30", "2026-10-04T02:40", "2026-10-05T02:00"}},
		{"Lord Howe puts the clock back by half an hour", "30,50 1 * * *", "Australia/Lord_Howe", "2027-04-04", []string{
			"2027-04-04T01:30", "2027-04-04T01:50", "2027-04-05T01:30"}},
		{"Cairo has no midnight on the last Friday of April", "@daily", "Africa/Cairo", "2026-04-22", []string{"2026-04-23T00:00", "2026-04-24T00:00>01:00", "2026-04-25T00:00"}},
		{"Cairo has its last hour of October's last Thursday twice", "30 23 * * *", "Africa/Cairo", "2026-10-29", []string{"2026-10-29T23:30", "2026-10-30T23:30"}},
		{"Havana has no midnight on the second Sunday of March", "15 0 * * *", "America/Havana", "2026-03-07", []string{"2026-03-07T00:15", "2026-03-08T00:15>01:00", "2026-03-09T00:15"}},
		{"Havana has midnight twice on the first Sunday of November", "@daily", "America/Havana", "2026-10-31", []string{"2026-11-01T00:00", "2026-11-02T00:00"}},
		{"Casablanca leaves its summer time for Ramadan", "15 2 * * *", "Africa/Casablanca", "2026-02-14", []string{"2026-02-14T02:15", "2026-02-15T02:15", "2026-02-16T02:15"}},
		{"Casablanca comes back from it", "15 2 * * *", "Africa/Casablanca", "2026-03-21", []string{"2026-03-21T02:15", "2026-03-22T02:15>03:00", "2026-03-23T02:15"}},
		{"Apia had no 30 December 2011", "0 9 * * *", "Pacific/Apia", "2011-12-29", []string{"2011-12-29T09:00", "2011-12-31T09:00", "2012-01-01T09:00"}},
		{"nor a Friday in that week", "0 9 * * FRI", "Pacific/Apia", "2011-12-20", []string{"2011-12-23T09:00", "2012-01-06T09:00"}},
		{"Kwajalein had no 21 August 1993", "@daily", "Pacific/Kwajalein", "1993-08-19", []string{"1993-08-20T00:00", "1993-08-22T00:00"}},
		{"Dublin's winter time is the exception, which changes nothing", "30 1 * * *", "Europe/Dublin", "2026-03-28", []string{"2026-03-28T01:30", "2026-03-29T01:30>02:00", "2026-03-30T01:30"}},
		{"Troll puts the clock forward by two hours", "0 2 * * *", "Antarctica/Troll", "2026-03-29", []string{"2026-03-29T02:00>03:00", "2026-03-30T02:00"}},
		{"Kathmandu is a quarter of an hour off", "45 5 * * *", "Asia/Kathmandu", "2026-11-23", []string{"2026-11-23T05:45"}},

		// Month ends and leap years.
		{"the 30th skips February", "0 9 30 * *", "UTC", "2027-01-01", []string{"2027-01-30T09:00", "2027-03-30T09:00", "2027-04-30T09:00"}},
		{"the 31st skips four months more", "0 9 31 * *", "UTC", "2027-01-01", []string{
			"2027-01-31T09:00", "2027-03-31T09:00", "2027-05-31T09:00", "2027-07-31T09:00", "2027-08-31T09:00", "2027-10-31T09:00", "2027-12-31T09:00"}},
		{"29 February", "0 9 29 2 *", "UTC", "2026-11-23", []string{"2028-02-29T09:00", "2032-02-29T09:00"}},
		{"29 February over a century that has none", "0 9 29 2 *", "UTC", "2096-03-01", []string{"2104-02-29T09:00"}},
		{"29 February in 2000, which had one", "0 9 29 2 *", "UTC", "1999-03-01", []string{"2000-02-29T09:00"}},
		{"the last days of a year", "0 9 30,31 12 *", "UTC", "2026-12-31", []string{"2026-12-31T09:00", "2027-12-30T09:00"}},

		// Fields.
		{"a step over all", "*/20 9 * * *", "UTC", "2026-11-23", []string{"2026-11-23T09:00", "2026-11-23T09:20", "2026-11-23T09:40", "2026-11-24T09:00"}},
		{"a step from a start to the end", "50/4 9 * * *", "UTC", "2026-11-23", []string{"2026-11-23T09:50", "2026-11-23T09:54", "2026-11-23T09:58", "2026-11-24T09:50"}},
		{"a step over a range", "0 8-18/5 * * *", "UTC", "2026-11-23", []string{"2026-11-23T08:00", "2026-11-23T13:00", "2026-11-23T18:00", "2026-11-24T08:00"}},
		{"a step that does not divide begins anew each hour", "*/25 * * * *", "UTC", "2026-11-23", []string{
			"2026-11-23T00:25", "2026-11-23T00:50", "2026-11-23T01:00", "2026-11-23T01:25"}},
		{"a list with a range", "0 7,9-10,7 * * *", "UTC", "2026-11-23", []string{"2026-11-23T07:00", "2026-11-23T09:00", "2026-11-23T10:00", "2026-11-24T07:00"}},
		{"names in any case", "0 9 * jan,Mar Mon", "UTC", "2026-11-23", []string{"2027-01-04T09:00", "2027-01-11T09:00", "2027-01-18T09:00", "2027-01-25T09:00", "2027-03-01T09:00"}},
		{"a range of months by name", "0 9 1 NOV-DEC *", "UTC", "2026-11-23", []string{"2026-12-01T09:00", "2027-11-01T09:00"}},
		{"7 is Sunday", "0 9 * * 7", "UTC", "2026-11-23", []string{"2026-11-29T09:00"}},
		{"0 is Sunday, too", "0 9 * * 0", "UTC", "2026-11-23", []string{"2026-11-29T09:00"}},
		{"Saturday to Sunday by number", "0 9 * * 6-7", "UTC", "2026-11-23", []string{"2026-11-28T09:00", "2026-11-29T09:00", "2026-12-05T09:00"}},
		{"Friday to Sunday by name", "0 9 * * FRI-SUN", "UTC", "2026-11-23", []string{"2026-11-27T09:00", "2026-11-28T09:00", "2026-11-29T09:00"}},
		{"the 13th or a Friday, for both days are given", "0 9 13 * FRI", "UTC", "2026-12-05", []string{
			"2026-12-11T09:00", "2026-12-13T09:00", "2026-12-18T09:00"}},
		{"the 13th of a month whose 13th is a Friday, once", "0 9 13 * FRI", "UTC", "2026-11-08", []string{"2026-11-13T09:00", "2026-11-20T09:00"}},
		{"odd dates that are Fridays, for the star leaves the date open", "0 9 */2 * FRI", "UTC", "2026-11-01", []string{
			"2026-11-13T09:00", "2026-11-27T09:00", "2026-12-11T09:00"}},
		{"the first Monday of the month cannot be said so: it is the first week, or Mondays", "0 9 1-7 * MON", "UTC", "2026-11-05", []string{
			"2026-11-05T09:00", "2026-11-06T09:00", "2026-11-07T09:00", "2026-11-09T09:00"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := parse(t, tc.spec, tc.zone)
			midnight, err := time.ParseInLocation(time.DateOnly, tc.from, s.Location())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, o := range s.Upcoming(midnight, len(tc.want)) {
				shown := o.Name
				if clock := o.At.Format("15:04"); clock != o.Name[len("2006-01-02T"):] {
					shown += ">" + clock
				}
				got = append(got, shown)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestDayAfterGoesOnFromBehindADate(t *testing.T) {
	for _, tc := range []struct{ name, spec, zone, first, want string }{
		{"the next day", "0 9,15 * * *", "Europe/Berlin", "2026-11-23T09:00", "2026-11-24T09:00"},
		{"over the day that never was", "@hourly", "Pacific/Apia", "2011-12-29T05:00", "2011-12-31T00:00"},
		{"over a midnight that the clocks skip", "@hourly", "Africa/Cairo", "2026-04-23T07:00", "2026-04-24T00:00"},
		{"over a midnight that comes twice", "@hourly", "America/Havana", "2026-10-31T23:00", "2026-11-01T00:00"},
		{"from the last minute of a date", "59 23 * * *", "America/Sao_Paulo", "2018-02-17T23:59", "2018-02-18T23:59"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := parse(t, tc.spec, tc.zone)
			wall, err := time.ParseInLocation("2006-01-02T15:04", tc.first, s.Location())
			if err != nil {
				t.Fatal(err)
			}
			o, _ := s.Next(wall.Add(-time.Minute))
			if o.Name != tc.first {
				t.Fatalf("the first is %s", o.Name)
			}
			if next, _ := s.Next(s.DayAfter(o)); next.Name != tc.want {
				t.Errorf("went on with %s, want %s", next.Name, tc.want)
			}
		})
	}
}
