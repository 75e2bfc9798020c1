package config

import (
	"errors"

	"github.com/goccy/go-yaml/ast"
)

// Backup says when the bot makes copies of its database by itself.
type Backup struct {
	Cron string // five fields, read in UTC; "" for never
	Dir  string // where they lie, resolved like Storage
	Keep int    // how many of the newest stay, at least 1
}

// BackupZone is the time zone in which Backup's cron is read: one without gaps
// and repeats.
const BackupZone = "UTC"

func (r *reader) backup(dst *Backup) func(ast.Node) {
	return func(n ast.Node) {
		r.object(n, "backup",
			field{key: "cron", read: r.checked("backup cron", &dst.Cron, func(spec string) error {
				if spec == "" || r.check.Schedule == nil {
					return nil
				}
				return r.check.Schedule(spec, BackupZone)
			})},
			field{key: "dir", read: r.checked("backup dir", &dst.Dir, func(s string) error {
				if s == "" {
					return errors.New("is empty: name a directory for this bot's backups alone")
				}
				return nil
			})},
			field{key: "keep", read: r.integer("backup keep", &dst.Keep, 1, 10_000)},
		)
	}
}
