package cli

import (
	"fmt"
	"strings"
	"time"

	"greenroom/scheduler"
)

// configCmd works with the settings file.
type configCmd struct {
	Check configCheckCmd `cmd:"" help:"Check the settings, name every mistake, and say what the schedules mean and when they post next."`
}

// configCheckCmd checks the settings and the packs that they name. It needs
// neither tokens nor Slack.
type configCheckCmd struct{ configFlag }

func (c configCheckCmd) Run(std Streams) error {
	cfg, questions, err := loadConfig(c.Config)
	if err != nil {
		return err
	}
	due, err := schedules(cfg)
	if err != nil {
		return err
	}
	var b strings.Builder
	now := time.Now()
	for i, s := range cfg.Schedules {
		spec, err := scheduler.Parse(s.Cron, s.Timezone)
		if err != nil {
			return usage(err)
		}
		fmt.Fprintf(&b, "%s, in %s\n", s.Name, s.Channel)
		fmt.Fprintf(&b, "  %q: %s\n", spec.Text(), spec)
		lines := agenda(spec, due[i].Schedule, now)
		if len(lines) == 0 {
			lines = []string{"no question comes in the next 10 years"}
		}
		for _, line := range lines {
			fmt.Fprintf(&b, "    %s\n", line)
		}
		for _, other := range []struct{ key, cron string }{{"reminder", s.Reminder}, {"digest", s.Digest}} {
			if spec, err := scheduler.Parse(other.cron, s.Timezone); err == nil {
				fmt.Fprintf(&b, "  %s, %q: %s\n", other.key, spec.Text(), spec.Meaning())
			}
		}
		fmt.Fprintf(&b, "  asks one of %s\n\n", counted(len(questions.Select(due[i].Select)), "question"))
	}
	if what := erases(cfg); what != "" {
		fmt.Fprintf(&b, "note: %s\n\n", what)
	}
	fmt.Fprint(std.Out, b.String())
	if err := cfg.Placeholders(); err != nil {
		return usage(fmt.Errorf("%s is well formed, and still has placeholders of the example:\n%w", c.Config, err))
	}
	fmt.Fprintf(std.Out, "%s is all right: %s, %s.\n", c.Config,
		counted(len(cfg.Schedules), "schedule"), counted(len(cfg.Admins), "admin"))
	return nil
}
