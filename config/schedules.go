package config

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
)

var (
	scheduleName = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
	channelID    = regexp.MustCompile(`^[CG][A-Z0-9]{6,}$`)
	channelName  = regexp.MustCompile(`^#[^\s#@<>,.]{1,80}$`)
)

func (r *reader) schedules(dst *[]Schedule) func(ast.Node) {
	return func(n ast.Node) {
		names := map[string]bool{}
		r.list(n, "schedules", func(n ast.Node) {
			s := r.schedule(n, names)
			*dst = append(*dst, s)
		})
	}
}

// schedule reads one schedule. Its cron specs are checked once its zone is
// known, which may stand below them, and whether it ever posts once all of it is
// known to be right.
func (r *reader) schedule(n ast.Node, names map[string]bool) Schedule {
	s := DefaultSchedule()
	what := "a schedule"
	before := len(r.mistakes)
	cronAt := n // where the spec stands, if it does
	var specs []func()
	cron := func(key string, dst *string) func(ast.Node) {
		return func(n ast.Node) {
			if key == "cron" {
				cronAt = n
			}
			specs = append(specs, func() {
				r.checked(key, dst, func(spec string) error {
					if spec == "" && key != "cron" || r.check.Schedule == nil {
						return nil
					}
					zone := s.Timezone
					if zone == "" {
						// The zone is missing or wrong, and reported as such; the
						// fields can be judged all the same.
						zone = "UTC"
					}
					return r.check.Schedule(spec, zone)
				})(n)
			})
		}
	}
	r.object(n, what,
		field{key: "name", required: "a short word of a-z, 0-9 and -, which stays the same for ever",
			read: r.checked("name", &s.Name, func(name string) error {
				if !scheduleName.MatchString(name) {
					return errors.New("is not a name: use a-z, 0-9 and -, at most 64 of them")
				}
				if names[name] {
					return errors.New("is the name of another schedule: give each its own")
				}
				names[name] = true
				return nil
			})},
		field{key: "channel", required: `the channel's id, or "#name" in quotes, since # begins a comment`,
			read: r.checked("channel", &s.Channel, channel)},
		field{key: "cron", read: cron("cron", &s.Cron)},
		field{key: "timezone", required: "an IANA name such as Europe/Berlin",
			read: r.checked("timezone", &s.Timezone, func(zone string) error {
				if r.check.Zone == nil {
					return nil
				}
				return r.check.Zone(zone)
			})},
		field{key: "questions", read: r.selection(&s.Questions)},
		field{key: "weekly_focus", read: r.weeklyFocus(&s.WeeklyFocus)},
		field{key: "skip", read: r.skip(&s.Skip)},
		field{key: "holidays", read: r.texts("holidays", &s.Holidays, func(region string) error {
			if r.check.Holidays == nil {
				return nil
			}
			return r.check.Holidays(region)
		})},
		field{key: "catch_up", read: r.duration("catch_up", &s.CatchUp, positive)},
		field{key: "open_for", read: r.duration("open_for", &s.OpenFor, positive)},
		field{key: "reminder", read: cron("reminder", &s.Reminder)},
		field{key: "digest", read: cron("digest", &s.Digest)},
	)
	for _, check := range specs {
		check()
	}
	if len(r.mistakes) == before && r.check.Posts != nil {
		if err := r.check.Posts(s); err != nil {
			r.wrong(cronAt, "cron: %q %v", s.Cron, err)
		}
	}
	return s
}

func channel(s string) error {
	switch {
	case channelID.MatchString(s):
		return nil
	case channelName.MatchString(s) && s == strings.ToLower(s):
		return nil
	case strings.HasPrefix(s, "#"):
		return errors.New("is not a channel's name: Slack's are lower case, without spaces or full stops")
	}
	return errors.New(`is not a channel: give its id, which begins with C or G, or its name as "#name"`)
}

func positive(d time.Duration) error {
	if d <= 0 {
		return errors.New("is nothing: it must be more than zero")
	}
	return nil
}

func (r *reader) selection(dst *Selection) func(ast.Node) {
	return func(n ast.Node) {
		r.object(n, "questions",
			field{key: "rounds", read: r.texts("rounds", &dst.Rounds, oneOf("round", r.check.Rounds))},
			field{key: "areas", read: r.texts("areas", &dst.Areas, oneOf("area", r.check.Areas))},
			field{key: "competencies", read: r.texts("competencies", &dst.Competencies, oneOf("competency", r.check.Competencies))},
			field{key: "levels", read: r.texts("levels", &dst.Levels, oneOf("level", r.check.Levels))},
		)
	}
}

// weekdays are the keys of weekly_focus, by time.Weekday.
var weekdays = []string{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"}

func (r *reader) weeklyFocus(dst *map[time.Weekday][]string) func(ast.Node) {
	return func(n ast.Node) {
		var byDay [7][]string
		fields := make([]field, len(weekdays))
		for day, key := range weekdays {
			fields[day] = field{key: key, read: r.texts(fmt.Sprintf("weekly_focus of %s", key), &byDay[day], oneOf("area", r.check.Areas))}
		}
		r.object(n, "weekly_focus", fields...)
		focus := map[time.Weekday][]string{}
		for day, areas := range byDay {
			if len(areas) > 0 {
				focus[time.Weekday(day)] = slices.Compact(areas)
			}
		}
		if len(focus) > 0 {
			*dst = focus
		}
	}
}

func (r *reader) skip(dst *[]Dates) func(ast.Node) {
	return func(n ast.Node) {
		r.list(n, "skip", func(n ast.Node) {
			s, ok := r.text(n, "skip")
			if !ok {
				return
			}
			d, err := parseDates(s)
			if err != nil {
				r.wrong(n, "skip: %q %v", s, err)
				return
			}
			*dst = append(*dst, d)
		})
	}
}
