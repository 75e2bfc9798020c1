package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/goccy/go-yaml"

	"greenroom/bank"
	"greenroom/bot"
	"greenroom/config"
	"greenroom/practice"
	"greenroom/scheduler"
)

// configFlag names the settings file of a command that works with a bot's data.
type configFlag struct {
	Config string `short:"c" help:"The settings file." placeholder:"FILE" default:"config.yaml"`
}

// loadConfig reads the settings and the packs that they name. All that is wrong
// in both is one error, and bad usage. Placeholders of the example are not
// looked for: see config.Config.Placeholders.
func loadConfig(path string) (config.Config, *bank.Bank, error) {
	cfg, err := config.Load(path, configChecks())
	packs := cfg.Packs
	if err != nil {
		packs = packsOf(path)
	}
	questions, wrong := bank.Load(packs)
	if err := errors.Join(err, wrong); err != nil {
		return config.Config{}, nil, usage(err)
	}
	return cfg, questions, nil
}

// configChecks are what the settings are held against.
func configChecks() config.Checks {
	book := holidayBook{}
	return config.Checks{
		Zone: func(zone string) error {
			_, err := scheduler.Zone(zone)
			return err
		},
		Schedule: func(cron, zone string) error {
			_, err := scheduler.Parse(cron, zone)
			return err
		},
		Holidays: scheduler.Region,
		Posts:    func(s config.Schedule) error { return everPosts(s, book, time.Now()) },
		Rounds:   words(bank.Rounds()), Areas: words(bank.Areas()),
		Competencies: words(bank.Competencies()), Levels: words(bank.Levels()),
	}
}

// packsOf returns the packs that settings with mistakes name, as far as that
// can be told, so that the mistakes in them are reported with the others.
func packsOf(path string) []string {
	var file struct {
		Packs []string `yaml:"packs"`
	}
	src, err := os.ReadFile(path)
	if err != nil || yaml.Unmarshal(src, &file) != nil {
		return nil
	}
	var packs []string
	for _, dir := range file.Packs {
		switch {
		case dir == "": // one of the mistakes
		case filepath.IsAbs(dir):
			packs = append(packs, dir)
		default:
			packs = append(packs, filepath.Join(filepath.Dir(path), dir))
		}
	}
	return packs
}

// schedules returns the schedules of the settings with their calendars. Their
// channels are as configured: names are not resolved yet.
func schedules(cfg config.Config) ([]bot.Schedule, error) {
	var out []bot.Schedule
	book := holidayBook{}
	for _, s := range cfg.Schedules {
		spec, err := scheduler.Parse(s.Cron, s.Timezone)
		if err != nil {
			return nil, usage(fmt.Errorf("schedule %s: %q %w", s.Name, s.Cron, err))
		}
		holidays, err := book.of(s.Holidays)
		if err != nil {
			return nil, usage(fmt.Errorf("schedule %s, holidays: %q %w", s.Name, s.Holidays, err))
		}
		rules := practice.Schedule{
			Name: s.Name, Channel: s.Channel, CatchUp: s.CatchUp, OpenFor: s.OpenFor, Zone: spec.Location(),
			Spec:     s.Cron + " " + s.Timezone,
			Holidays: holidays,
			Select: bank.Selection{
				Rounds: named[bank.Round](s.Questions.Rounds), Areas: named[bank.Area](s.Questions.Areas),
				Competencies: named[bank.Competency](s.Questions.Competencies), Levels: named[bank.Level](s.Questions.Levels),
			},
		}
		for _, dates := range s.Skip {
			rules.Skip = append(rules.Skip, practice.DateRange(dates))
		}
		for day, areas := range s.WeeklyFocus {
			if rules.Focus == nil {
				rules.Focus = map[time.Weekday][]bank.Area{}
			}
			rules.Focus[day] = named[bank.Area](areas)
		}
		reminder, err := calendarOf(s.Reminder, s.Timezone)
		if err != nil {
			return nil, usage(fmt.Errorf("schedule %s: reminder: %w", s.Name, err))
		}
		digest, err := calendarOf(s.Digest, s.Timezone)
		if err != nil {
			return nil, usage(fmt.Errorf("schedule %s: digest: %w", s.Name, err))
		}
		out = append(out, bot.Schedule{
			Schedule: rules, Meaning: spec.String(), Reminder: reminder, Digest: digest,
			Due: func(after, until time.Time) []practice.Occurrence {
				return occurrences(spec.Between(after, until))
			},
			Upcoming: func(after time.Time, n int) []practice.Occurrence {
				return upcoming(spec, rules, after, n)
			},
			Coming: func(after time.Time, n int) []practice.Coming {
				return coming(spec, rules, after, n)
			},
		})
	}
	return out, nil
}

// calendarOf returns the calendar of a cron spec; of none it is never due.
func calendarOf(cron, zone string) (practice.Calendar, error) {
	if cron == "" {
		return practice.Calendar{}, nil
	}
	spec, err := scheduler.Parse(cron, zone)
	if err != nil {
		return practice.Calendar{}, fmt.Errorf("%q %w", cron, err)
	}
	return practice.Calendar{Spec: cron + " " + zone, Due: func(after, until time.Time) []practice.Occurrence {
		return occurrences(spec.Between(after, until))
	}}, nil
}

func occurrences(in []scheduler.Occurrence) []practice.Occurrence {
	out := make([]practice.Occurrence, len(in))
	for i, o := range in {
		out[i] = practice.Occurrence(o)
	}
	return out
}

// words returns names of a kind as plain strings.
func words[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, w := range in {
		out[i] = string(w)
	}
	return out
}

// named returns plain strings as names of a kind; none stays nil.
func named[T ~string](in []string) []T {
	var out []T
	for _, w := range in {
		out = append(out, T(w))
	}
	return out
}
