package config

import (
	"errors"
	"regexp"
	"strconv"
	"time"
)

var durationPattern = regexp.MustCompile(`^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$`)

// A century is more than any setting needs, and far from where a Duration ends.
const longestDuration = 100 * 365 * 24 * time.Hour

var errDuration = errors.New("is not a length of time: write days, hours, minutes and seconds like 7d, 6h, 20s or 1d12h")

// parseDuration reads days, hours, minutes and seconds in that order, such as
// "7d", "1d12h" or "0s". A day is 24 hours.
func parseDuration(s string) (time.Duration, error) {
	m := durationPattern.FindStringSubmatch(s)
	if m == nil || s == "" {
		return 0, errDuration
	}
	var sum time.Duration
	for i, unit := range []time.Duration{24 * time.Hour, time.Hour, time.Minute, time.Second} {
		if m[i+1] == "" {
			continue
		}
		n, err := strconv.ParseInt(m[i+1], 10, 64)
		if err != nil || n > int64(longestDuration/unit) {
			return 0, errors.New("is longer than a hundred years")
		}
		sum += time.Duration(n) * unit
	}
	if sum > longestDuration {
		return 0, errors.New("is longer than a hundred years")
	}
	return sum, nil
}
