package view

import (
	"strconv"
	"time"

	"github.com/slack-go/slack"
)

// A Backup is what an admin is told of the backups that are made by themselves.
type Backup struct {
	Newest time.Time // when it was made; zero for none
	Kept   int
	Why    string // why the last try failed; empty where it did not
}

// BackupFailed tells an admin that a backup could not be made; why is the
// system's word for it.
func BackupFailed(why string) Message {
	return message(
		own("*The database couldn't be backed up.*"),
		rich(line(text(oneLine(packed(either(why, "No reason is known."), 500))))),
		own("The older backups are untouched, answers are still kept, and I try again by myself. `/interview status` says when it works again."),
	)
}

// backupLine is the backups in the status.
func backupLine(b *Backup) []slack.RichTextElement {
	switch {
	case b == nil:
		return nil
	case b.Why != "":
		return []slack.RichTextElement{line(bold("The last backup failed: "), text(oneLine(packed(b.Why, 300)))), line(newestBackup(b)...)}
	}
	return []slack.RichTextElement{line(newestBackup(b)...)}
}

func newestBackup(b *Backup) []slack.RichTextSectionElement {
	if b.Newest.IsZero() {
		return []slack.RichTextSectionElement{text("No backup yet")}
	}
	return []slack.RichTextSectionElement{
		text("Newest backup: " + b.Newest.UTC().Format("Mon 2 Jan 15:04") + " UTC, " + strconv.Itoa(b.Kept) + " kept"),
	}
}
