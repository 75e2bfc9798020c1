// Package ops is what a running process offers to those who operate it: health
// and metrics over HTTP, and a control socket by which a second command has it
// make a backup or an export, since it alone may open the database file.
package ops

import "time"

// A Status is how a running bot stands. Its JSON is what Client.Status reads
// from another process, possibly of another version: fields are only ever added.
type Status struct {
	Version string    `json:"version"`
	PID     int       `json:"pid"`
	Started time.Time `json:"started"`

	Connections int    `json:"connections"`          // to Slack, up now
	Wanted      int    `json:"wanted"`               // connections that are kept
	Others      int    `json:"others"`               // connections of other processes with the same token
	LastError   string `json:"last_error,omitempty"` // why a connection ended or could not be made

	Envelopes uint64 `json:"envelopes"` // received since the start
	Retried   uint64 `json:"retried"`   // of those, not for the first time
	Malformed uint64 `json:"malformed"` // that could not be read

	Waiting    int     `json:"waiting"`                  // postings that are not delivered yet
	Oldest     float64 `json:"oldest_waiting,omitempty"` // seconds since the oldest of them could have been
	Unreadable int     `json:"unreadable,omitempty"`     // postings that cannot be read, and are never delivered
	StoreBytes int64   `json:"store_bytes"`              // size of the database file

	Backup *BackupStatus `json:"backup,omitempty"` // nil where none are made by themselves
}
