package cli

import "greenroom/config"

// notYet names the settings that are read and checked but that this version
// does not carry out, so that nobody relies on them unawares.
func notYet(cfg config.Config) []string {
	var out []string
	if cfg.Retention != 0 {
		out = append(out, "retention is not carried out by this version: old answers are kept")
	}
	return out
}
