package cli

import (
	"context"
	"os"

	"greenroom/bot"
	"greenroom/practice"
	"greenroom/storage"
)

// foundBefore returns a function that looks in the database file, if there is
// one, for the channel that a schedule had: it is asked only where Slack does not
// find the channel any more.
func foundBefore(ctx context.Context, p parts, team string) func(schedule, named string) string {
	return func(schedule, named string) string {
		if _, err := os.Stat(p.cfg.Storage); err != nil {
			return ""
		}
		// What is wrong with the file is told when it is opened to be used.
		store, err := storage.Open(ctx, p.cfg.Storage, team)
		if err != nil {
			return ""
		}
		tellMigrated(p.log, store)
		channel, err := practice.FoundBefore(ctx, store, schedule, named)
		if closed := store.Close(); err != nil || closed != nil || channel == "" {
			return ""
		}
		p.log.Warn("Slack does not find the channel of a schedule any more: it was renamed, or the bot is not in it; going on with the one that it was",
			"schedule", schedule, "channel", named, "id", channel)
		return channel
	}
}

// plainSchedules are the schedules without their calendars.
func plainSchedules(all []bot.Schedule) []practice.Schedule {
	out := make([]practice.Schedule, len(all))
	for i, s := range all {
		out[i] = s.Schedule
	}
	return out
}
