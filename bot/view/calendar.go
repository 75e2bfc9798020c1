package view

import (
	"time"

	"greenroom/practice"
)

// A date as a schedule's own place writes it, with the year and without.
const (
	LongDate  = "Mon 2 Jan 2006"
	shortDate = "Mon 2 Jan"
)

// When says when an occurrence comes by its schedule's own clock, "Mon 23 Nov
// 09:00 CET", or which days are off and why: "Thu 24 Dec: off (Christmas Eve)".
// The layout is that of the dates. It is not for mrkdwn: the holidays' names may
// not be ours.
func When(c practice.Coming, layout string) string {
	if c.Off {
		return offDays(c, layout) + ": off (" + whyOff(c) + ")"
	}
	said := c.At.Format(layout + " 15:04 MST")
	if wall, err := time.Parse("2006-01-02T15:04", c.Name); err == nil && wall.Format("15:04") != c.At.Format("15:04") {
		said += " (the clocks skip " + wall.Format("15:04") + ")"
	}
	return said
}

// offDays names the days off, by their dates alone: the first occurrence on one
// may come at another date, where the clocks skip midnight.
func offDays(c practice.Coming, layout string) string {
	first, err := time.Parse(time.DateOnly, c.Date())
	last, wrong := time.Parse(time.DateOnly, c.Last)
	switch {
	case err != nil:
		return c.Name
	case wrong != nil || last.Equal(first):
		return first.Format(layout)
	}
	return first.Format(layout) + " to " + last.Format(layout)
}

func whyOff(c practice.Coming) string {
	if c.Holiday == "" {
		return "under skip"
	}
	return c.Holiday
}
