package ops

import "github.com/prometheus/client_golang/prometheus"

// snapshot is a Status as metrics, for one reading of them.
type snapshot struct {
	Status
	ready bool
}

// A metric is how one value of the Status is told.
type metric struct {
	kind  prometheus.ValueType
	about *prometheus.Desc
	value func(snapshot) float64
}

func gauge(name, help string, value func(snapshot) float64) metric {
	return metric{prometheus.GaugeValue, prometheus.NewDesc("greenroom_"+name, help, nil, nil), value}
}

func counter(name, help string, value func(snapshot) float64) metric {
	m := gauge(name, help, value)
	m.kind = prometheus.CounterValue
	return m
}

// metrics are what the Status tells; the names are a contract.
func metrics() []metric {
	return []metric{
		gauge("ready", "1 while the bot is connected to Slack and its store takes writes.", func(s snapshot) float64 {
			if s.ready {
				return 1
			}
			return 0
		}),
		gauge("start_time_seconds", "When the bot was started, in Unix time.", func(s snapshot) float64 {
			return float64(s.Started.UnixMilli()) / 1000
		}),
		gauge("connections", "Connections to Slack that are up.", func(s snapshot) float64 { return float64(s.Connections) }),
		gauge("connections_wanted", "Connections to Slack that are kept.", func(s snapshot) float64 { return float64(s.Wanted) }),
		gauge("connections_of_others", "Connections that other processes hold with the same app-level token.", func(s snapshot) float64 {
			return float64(s.Others)
		}),
		counter("envelopes_received_total", "Envelopes received from Slack.", func(s snapshot) float64 { return float64(s.Envelopes) }),
		counter("envelopes_retried_total", "Envelopes that Slack sent not for the first time.", func(s snapshot) float64 { return float64(s.Retried) }),
		counter("envelopes_malformed_total", "Envelopes that could not be read.", func(s snapshot) float64 { return float64(s.Malformed) }),
		gauge("postings_waiting", "Messages that are not delivered yet.", func(s snapshot) float64 { return float64(s.Waiting) }),
		gauge("postings_oldest_age_seconds", "For how long the oldest of these could have been delivered; 0 with none.", func(s snapshot) float64 { return s.Oldest }),
		gauge("postings_unreadable", "Messages in the database that cannot be read, and are never delivered.", func(s snapshot) float64 {
			return float64(s.Unreadable)
		}),
		gauge("store_bytes", "Size of the database file.", func(s snapshot) float64 { return float64(s.StoreBytes) }),
	}
}

// backupMetrics are told where backups are made by themselves.
func backupMetrics() []metric {
	return []metric{
		gauge("backup_last_success_timestamp_seconds", "When the newest backup was made, in Unix time; 0 for none.", func(s snapshot) float64 {
			if s.Backup.Newest.IsZero() {
				return 0
			}
			return float64(s.Backup.Newest.Unix())
		}),
		gauge("backup_failing", "1 while the last try to make a backup failed.", func(s snapshot) float64 {
			if s.Backup.Why != "" {
				return 1
			}
			return 0
		}),
		gauge("backup_last_duration_seconds", "How long the newest backup took, its check with it; 0 until one was made since the start.", func(s snapshot) float64 {
			return s.Backup.Took.Seconds()
		}),
		gauge("backup_bytes", "Size of the newest backup.", func(s snapshot) float64 { return float64(s.Backup.Bytes) }),
		gauge("backups_kept", "Backups that are there.", func(s snapshot) float64 { return float64(s.Backup.Kept) }),
	}
}

// told are the metrics that this Status has.
func (s snapshot) told() []metric {
	if s.Backup == nil {
		return metrics()
	}
	return append(metrics(), backupMetrics()...)
}

// info names the version, as a label.
func info() *prometheus.Desc {
	return prometheus.NewDesc("greenroom_info", "The version that is running, as a label.", []string{"version"}, nil)
}

// Describe is part of prometheus.Collector.
func (s snapshot) Describe(out chan<- *prometheus.Desc) {
	out <- info()
	for _, m := range s.told() {
		out <- m.about
	}
}

// Collect is part of prometheus.Collector.
func (s snapshot) Collect(out chan<- prometheus.Metric) {
	out <- prometheus.MustNewConstMetric(info(), prometheus.GaugeValue, 1, s.Version)
	for _, m := range s.told() {
		out <- prometheus.MustNewConstMetric(m.about, m.kind, m.value(s))
	}
}
