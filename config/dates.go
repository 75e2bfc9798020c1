package config

import (
	"errors"
	"strings"
	"time"
)

// Dates is a range of days, both ends included, each written "2006-01-02". A
// single day is a range of one.
type Dates struct {
	From, To string
}

// parseDates reads "2026-12-24" or "2026-12-24..2027-01-02".
func parseDates(s string) (Dates, error) {
	from, to, isRange := strings.Cut(s, "..")
	if !isRange {
		to = from
	}
	for _, date := range []string{from, to} {
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			return Dates{}, errors.New(`is not a date: write "2026-12-24", or a range like "2026-12-24..2027-01-02"`)
		}
	}
	if to < from {
		return Dates{}, errors.New("ends before it begins: write the earlier date first")
	}
	return Dates{From: from, To: to}, nil
}
