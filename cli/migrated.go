package cli

import (
	"log/slog"

	"greenroom/storage"
)

// tellMigrated logs that the database was of an older format, and where it lies
// as it was.
func tellMigrated(log *slog.Logger, s *storage.Store) {
	if m := s.Migrated(); m.From != 0 {
		log.Info("database brought up to date; what it was before lies beside it, and can be removed once all is well",
			"from_format", m.From, "to_format", m.To, "copy", m.Copy)
	}
}
