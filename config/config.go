// Package config reads the settings file, strictly and whole: every mistake in
// it is reported at once, with its line, its column and what to do. What a
// setting is for is no matter of this package; the checks that need to know
// (cron specs, zones, areas) are handed in by the caller.
//
// Tokens are never in the file; environment.go reads them.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"
)

// Config is one settings file, checked, with the defaults filled in.
type Config struct {
	Storage     string     // path of the database file, resolved against the settings file's directory
	Admins      []string   // Slack member ids; at least one
	Connections int        // Socket Mode connections, 1 to 10
	Packs       []string   // directories with a team's own questions, resolved like Storage
	Schedules   []Schedule // may be empty: mock rounds only
	Feedback    Feedback
	Retention   time.Duration // answers older than this are erased; 0 keeps them
	Backup      Backup
	HTTP        string // listen address of health and metrics; "" for none
	Log         Log
}

// A Schedule says what is asked where and when.
type Schedule struct {
	Name        string // unique and stable: history hangs on it
	Channel     string // an id, or "#name"
	Cron        string // five fields, read in Timezone
	Timezone    string // an IANA name
	Questions   Selection
	WeeklyFocus map[time.Weekday][]string // areas to focus on that day
	Skip        []Dates                   // days without a question
	Holidays    []string                  // regions whose public holidays are without one, too
	CatchUp     time.Duration             // how late a missed question is still posted
	OpenFor     time.Duration             // how long answers count as in time
	Reminder    string                    // a cron spec, or ""
	Digest      string                    // a cron spec, or ""
}

// A Selection narrows the questions down. An empty list does not narrow.
type Selection struct {
	Rounds, Areas, Competencies, Levels []string
}

// Feedback says how the bot comes back to a first answer in a thread.
type Feedback struct {
	FollowUp bool          // whether one private follow-up is sent
	After    time.Duration // how long the author is silent before it is
}

// Log says what is logged and how.
type Log struct {
	Level  slog.Level
	Format string // "text" or "json"
}

// Default returns what every key has that the file leaves out. Admins and
// Schedules are empty, since only the team knows them.
func Default() Config {
	return Config{
		Storage:     "greenroom.db",
		Connections: 2,
		Feedback:    Feedback{FollowUp: true, After: 20 * time.Second},
		Backup:      Backup{Dir: "backups", Keep: 14},
		Log:         Log{Level: slog.LevelInfo, Format: "text"},
	}
}

// DefaultSchedule returns what every key of a schedule has that the file
// leaves out. Name, Channel and Timezone have no default.
func DefaultSchedule() Schedule {
	return Schedule{
		Cron:    "0 9 * * MON-FRI",
		CatchUp: 6 * time.Hour,
		OpenFor: 7 * 24 * time.Hour,
	}
}

// The values that config.example.yaml has for keys without a default.
const (
	placeholderAdmin   = "U0123ABCD"
	placeholderChannel = "C0123ABCD"
)

// Placeholders reports the required settings that still have the example
// file's value, each by its name, or nil. Such a file is well formed, and
// nothing can be run with it.
func (c Config) Placeholders() error {
	var found []error
	if slices.Contains(c.Admins, placeholderAdmin) {
		found = append(found, fmt.Errorf("admins: %s is the example's placeholder; put your own Slack member id there (your profile, the ⋮ menu, Copy member ID)", placeholderAdmin))
	}
	for _, s := range c.Schedules {
		if s.Channel == placeholderChannel {
			found = append(found, fmt.Errorf("schedule %s, channel: %s is the example's placeholder; put the channel's id there, or its name as %q", s.Name, placeholderChannel, "#name"))
		}
	}
	return errors.Join(found...)
}
