package scheduler

import (
	"math"
	"slices"
	"testing"
	"time"
)

func TestOccurrencesAroundClockChanges(t *testing.T) {
	for _, tc := range []struct {
		name, spec, zone, after, until string
		want                           []string // name, then instant
	}{
		{"an ordinary day", "0 9 * * *", "Europe/Berlin", "2026-11-23T00:00:00Z", "2026-11-23T23:00:00Z", []string{
			"2026-11-23T09:00 2026-11-23T09:00:00+01:00"}},
		{"a time in the spring gap comes right after it", "30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z", []string{
			"2026-03-29T02:30 2026-03-29T03:00:00+02:00", "2026-03-30T02:30 2026-03-30T02:30:00+02:00"}},
		{"all that falls on the end of the gap is one, by the earliest name", "*/30 1-3 29 3 *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", []string{
			"2026-03-29T01:00 2026-03-29T01:00:00+01:00", "2026-03-29T01:30 2026-03-29T01:30:00+01:00",
			"2026-03-29T02:00 2026-03-29T03:00:00+02:00", "2026-03-29T03:30 2026-03-29T03:30:00+02:00"}},
		{"the end of the gap keeps its own name when nothing else falls on it", "0 3 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", []string{
			"2026-03-29T03:00 2026-03-29T03:00:00+02:00"}},
		{"a time in the autumn overlap comes once, at its first", "30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z", []string{
			"2026-10-25T02:30 2026-10-25T02:30:00+02:00", "2026-10-26T02:30 2026-10-26T02:30:00+01:00"}},
		{"nothing comes in the second pass of an overlap", "*/30 * * * *", "Europe/Berlin", "2026-10-25T00:29:00Z", "2026-10-25T02:00:00Z", []string{
			"2026-10-25T02:30 2026-10-25T02:30:00+02:00", "2026-10-25T03:00 2026-10-25T03:00:00+01:00"}},
		{"New York in spring", "30 2 * * *", "America/New_York", "2026-03-08T00:00:00-05:00", "2026-03-08T23:00:00-04:00", []string{
			"2026-03-08T02:30 2026-03-08T03:00:00-04:00"}},
		{"New York in autumn", "30 1 * * *", "America/New_York", "2026-11-01T00:00:00-04:00", "2026-11-01T23:00:00-05:00", []string{
			"2026-11-01T01:30 2026-11-01T01:30:00-04:00"}},
		{"a gap of half an hour", "15 2 * * *", "Australia/Lord_Howe", "2026-10-03T12:00:00Z", "2026-10-04T10:00:00Z", []string{
			"2026-10-04T02:15 2026-10-04T02:30:00+11:00"}},
		{"an overlap of half an hour", "45 1 * * *", "Australia/Lord_Howe", "2026-04-04T12:00:00Z", "2026-04-05T10:00:00Z", []string{
			"2026-04-05T01:45 2026-04-05T01:45:00+11:00"}},
		{"a gap at midnight, Cairo", "0 0 * * *", "Africa/Cairo", "2026-04-23T12:00:00Z", "2026-04-25T12:00:00Z", []string{
			"2026-04-24T00:00 2026-04-24T01:00:00+03:00", "2026-04-25T00:00 2026-04-25T00:00:00+03:00"}},
		{"a gap at midnight, Havana", "0 0 * * *", "America/Havana", "2026-03-07T12:00:00Z", "2026-03-08T12:00:00Z", []string{
			"2026-03-08T00:00 2026-03-08T01:00:00-04:00"}},
		{"an overlap at midnight, Havana", "30 0 * * *", "America/Havana", "2026-10-31T12:00:00Z", "2026-11-01T12:00:00Z", []string{
			"2026-11-01T00:30 2026-11-01T00:30:00-04:00"}},
		{"an overlap over midnight does not bring the day before back", "30 23 * * *", "America/Sao_Paulo", "2018-02-17T12:00:00Z", "2018-02-18T12:00:00Z", []string{
			"2018-02-17T23:30 2018-02-17T23:30:00-02:00"}},
		{"a gap at midnight, São Paulo", "@daily", "America/Sao_Paulo", "2018-11-03T12:00:00Z", "2018-11-04T12:00:00Z", []string{
			"2018-11-04T00:00 2018-11-04T01:00:00-02:00"}},
		{"a gap over midnight joins two days, by the name on the first", "45 23,0 * * *", "America/Toronto", "1919-03-30T12:00:00Z", "1919-03-31T12:00:00Z", []string{
			"1919-03-30T23:45 1919-03-31T00:30:00-04:00", "1919-03-31T00:45 1919-03-31T00:45:00-04:00"}},
		{"the clock goes back for Ramadan", "30 2 * * *", "Africa/Casablanca", "2026-02-14T12:00:00Z", "2026-02-15T12:00:00Z", []string{
			"2026-02-15T02:30 2026-02-15T02:30:00+01:00"}},
		{"and forward after it", "30 2 * * *", "Africa/Casablanca", "2026-03-21T12:00:00Z", "2026-03-22T12:00:00Z", []string{
			"2026-03-22T02:30 2026-03-22T03:00:00+01:00"}},
		{"a day that never was has none", "0 9 * * *", "Pacific/Apia", "2011-12-28T00:00:00-10:00", "2012-01-01T00:00:00+14:00", []string{
			"2011-12-28T09:00 2011-12-28T09:00:00-10:00", "2011-12-29T09:00 2011-12-29T09:00:00-10:00", "2011-12-31T09:00 2011-12-31T09:00:00+14:00"}},
		{"local mean time had seconds", "0,30 0 1 4 *", "Europe/Berlin", "1893-03-31T12:00:00Z", "1893-04-01T12:00:00Z", []string{
			"1893-04-01T00:00 1893-04-01T00:06:32+01:00", "1893-04-01T00:30 1893-04-01T00:30:00+01:00"}},
		{"the 31st skips the shorter months", "0 9 31 * *", "UTC", "2026-01-31T10:00:00Z", "2026-08-30T00:00:00Z", []string{
			"2026-03-31T09:00 2026-03-31T09:00:00Z", "2026-05-31T09:00 2026-05-31T09:00:00Z", "2026-07-31T09:00 2026-07-31T09:00:00Z"}},
		{"the last day of a leap year that the zone knows by rule alone", "0 9 * * *", "Europe/Berlin", "2096-12-30T12:00:00Z", "2097-01-01T12:00:00Z", []string{
			"2096-12-31T09:00 2096-12-31T09:00:00+01:00", "2097-01-01T09:00 2097-01-01T09:00:00+01:00"}},
		{"the start is out and the end is in", "0 * * * *", "UTC", "2026-11-23T09:00:00Z", "2026-11-23T11:00:00Z", []string{
			"2026-11-23T10:00 2026-11-23T10:00:00Z", "2026-11-23T11:00 2026-11-23T11:00:00Z"}},
		{"nothing in between", "0 9 * * *", "UTC", "2026-11-23T09:00:00Z", "2026-11-24T08:59:59Z", nil},
		{"an end before the start", "0 9 * * *", "UTC", "2026-11-23T09:00:00Z", "2026-11-20T08:59:59Z", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := parse(t, tc.spec, tc.zone)
			var got []string
			for _, o := range s.Between(instant(t, tc.after), instant(t, tc.until)) {
				got = append(got, o.Name+" "+o.At.Format(time.RFC3339))
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestNextReachesFar(t *testing.T) {
	for _, tc := range []struct{ spec, after, want string }{
		{"0 0 29 2 *", "2026-11-23T09:00:00Z", "2028-02-29T00:00"},
		{"0 0 29 2 *", "2096-03-01T00:00:00Z", "2104-02-29T00:00"},
		{"0 0 29 2 */7", "2088-03-01T00:00:00Z", "2128-02-29T00:00"}, // a Sunday; 2100 is no leap year
		{"59 23 31 12 *", "2026-12-31T23:59:00Z", "2027-12-31T23:59"},
		{"* * * * *", "2026-11-23T09:00:59.999999999Z", "2026-11-23T09:01"},
	} {
		if o, ok := parse(t, tc.spec, "UTC").Next(instant(t, tc.after)); !ok || o.Name != tc.want {
			t.Errorf("%q after %s: %v, %v; want %s", tc.spec, tc.after, o, ok, tc.want)
		}
	}
}

// A bot that is restarted after each occurrence meets the same ones as a bot
// that never stops.
func TestStepByStepIsTheSameAsAllAtOnce(t *testing.T) {
	for _, zone := range []string{"Europe/Berlin", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia"} {
		s := parse(t, "*/30 * * * *", zone)
		from, until := instant(t, "2011-01-01T00:00:00Z"), instant(t, "2012-06-01T00:00:00Z")
		at := from
		for i, want := range s.Between(from, until) {
			got, ok := s.Next(at)
			if !ok || got != want {
				t.Fatalf("%s: step %d leads to %v, want %v", zone, i, got, want)
			}
			at = got.At
		}
	}
}

func TestNextEndsWithTheCalendar(t *testing.T) {
	s := parse(t, "0 9 * * *", "Europe/Berlin")
	for _, after := range []time.Time{time.Unix(math.MaxInt64/2, 0), time.Date(9999, 12, 31, 9, 0, 0, 0, time.UTC)} {
		if o, ok := s.Next(after); ok {
			t.Errorf("after %v comes %v, want none", after, o)
		}
	}
	if _, ok := (Spec{}).Next(time.Unix(0, 0)); ok {
		t.Error("the zero spec fires")
	}
	if o, ok := s.Next(time.Time{}); !ok || o.Date() != "0001-01-01" {
		t.Errorf("after the zero time comes %v, %v, want its first day", o, ok)
	}
}

func TestUpcomingGivesAsManyAsAsked(t *testing.T) {
	s := parse(t, "0 9 * * MON-FRI", "Europe/Berlin")
	from := instant(t, "2026-11-27T12:00:00+01:00")
	for n, want := range map[int][]string{
		-1: nil,
		0:  nil,
		1:  {"2026-11-30"},
		3:  {"2026-11-30", "2026-12-01", "2026-12-02"},
	} {
		var got []string
		for _, o := range s.Upcoming(from, n) {
			got = append(got, o.Date())
		}
		if !slices.Equal(got, want) {
			t.Errorf("Upcoming(%d) = %v, want %v", n, got, want)
		}
	}
}

func BenchmarkNext(b *testing.B) {
	s := parse(b, "0 9 * * MON-FRI", "Europe/Berlin")
	at := instant(b, "2026-11-23T09:00:00Z")
	for b.Loop() {
		if _, ok := s.Next(at); !ok {
			b.Fatal("none")
		}
	}
}
