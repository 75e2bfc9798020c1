package cli

import (
	"fmt"

	"greenroom/config"
)

// notYet names the settings that are read and checked but that this version
// does not carry out, so that nobody relies on them unawares.
func notYet(cfg config.Config) []string {
	var out []string
	if cfg.Retention != 0 {
		out = append(out, "retention is not carried out by this version: old answers are kept")
	}
	for _, s := range cfg.Schedules {
		if s.Reminder != "" {
			out = append(out, fmt.Sprintf("schedule %s: reminder is not carried out by this version: nobody is reminded", s.Name))
		}
		if s.Digest != "" {
			out = append(out, fmt.Sprintf("schedule %s: digest is not carried out by this version: none is posted", s.Name))
		}
	}
	return out
}
