package bot

import (
	"testing"
	"time"
)

func TestChartsAreTriedAgainWhereTheClockWasSetBack(t *testing.T) {
	var c charts
	now := time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	c.refused(now.AddDate(3, 0, 0)) // by a clock that was wrong
	if !c.try(now) {
		t.Error("none is tried for years")
	}
	c.refused(now)
	if c.try(now.Add(chartless-time.Second)) || !c.try(now.Add(chartless)) {
		t.Error("after a refusal they rest for another time than a day")
	}
}
