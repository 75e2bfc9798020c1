package storage

import (
	"errors"

	"greenroom/practice"
)

// A readingRecord is an array, since there is one for each post.
type readingRecord struct {
	_msgpack struct{} `msgpack:",as_array"` //nolint:unused // read by msgpack
	AsOf     int64
	Replies  int
	Latest   int64
	Begun    int64
	Whole    bool
	Cursor   string
	Upto     int64
	Count    int
	Last     int64
	Again    bool
	Over     bool
}

func (t *transaction) Reading(post string) (practice.Reading, error) {
	var r readingRecord
	err := t.record(bucketReadings, []byte(post), &r)
	if errors.Is(err, practice.ErrNotFound) {
		err = nil
	}
	return practice.Reading{
		Post: post, AsOf: fromMicros(r.AsOf), Replies: r.Replies, Latest: practice.Stamp(r.Latest), Begun: fromMicros(r.Begun),
		Whole: r.Whole, Cursor: r.Cursor, Upto: practice.Stamp(r.Upto), Count: r.Count, Last: practice.Stamp(r.Last),
		Again: r.Again, Over: r.Over,
	}, err
}

func (t *transaction) PutReading(r practice.Reading) error {
	return t.putRecord(bucketReadings, []byte(r.Post), readingRecord{
		AsOf: micros(r.AsOf), Replies: r.Replies, Latest: int64(r.Latest), Begun: micros(r.Begun), Whole: r.Whole,
		Cursor: r.Cursor, Upto: int64(r.Upto), Count: r.Count, Last: int64(r.Last), Again: r.Again, Over: r.Over,
	})
}

func (t *transaction) PostsSince(since practice.Stamp, visit func(practice.Post) bool) error {
	c := t.tx.Bucket(bucketPostAt).Cursor()
	for k, v := c.Last(); k != nil && practice.Stamp(number(k)) >= since; k, v = c.Prev() {
		p, err := t.Post(string(v))
		if err != nil {
			return err
		}
		if !visit(p) {
			return nil
		}
	}
	return nil
}

// metaGap holds the practice.Gap.
var metaGap = []byte("gap")

type gapRecord struct {
	_msgpack struct{} `msgpack:",as_array"` //nolint:unused // read by msgpack
	End      int64
	Owed     int64
}

func (t *transaction) Gap() (practice.Gap, error) {
	var r gapRecord
	err := t.record(bucketMeta, metaGap, &r)
	if errors.Is(err, practice.ErrNotFound) {
		err = nil
	}
	return practice.Gap{End: fromMicros(r.End), Owed: fromMicros(r.Owed)}, err
}

func (t *transaction) PutGap(g practice.Gap) error {
	return t.putRecord(bucketMeta, metaGap, gapRecord{End: micros(g.End), Owed: micros(g.Owed)})
}

// A troubleRecord is written under its channel.
type troubleRecord struct {
	_msgpack struct{} `msgpack:",as_array"` //nolint:unused // read by msgpack
	Schedule string
	Cause    string
	Told     []string
	Since    int64
	Retry    int64
	Posting  bool
}

func (r troubleRecord) trouble(channel string) practice.Trouble {
	return practice.Trouble{
		Channel: channel, Schedule: r.Schedule, Cause: r.Cause, Told: r.Told, Since: fromMicros(r.Since), Retry: fromMicros(r.Retry),
		Posting: r.Posting,
	}
}

func (t *transaction) Trouble(channel string) (practice.Trouble, error) {
	var r troubleRecord
	err := t.record(bucketTroubles, []byte(channel), &r)
	return r.trouble(channel), err
}

func (t *transaction) PutTrouble(p practice.Trouble) error {
	return t.putRecord(bucketTroubles, []byte(p.Channel), troubleRecord{
		Schedule: p.Schedule, Cause: p.Cause, Told: p.Told, Since: micros(p.Since), Retry: micros(p.Retry), Posting: p.Posting,
	})
}

func (t *transaction) DropTrouble(channel string) error {
	return t.drop(bucketTroubles, []byte(channel))
}

func (t *transaction) Troubles() ([]practice.Trouble, error) {
	var out []practice.Trouble
	err := t.under(bucketTroubles, nil, func(k, v []byte) (bool, error) {
		var r troubleRecord
		err := decode(v, &r)
		out = append(out, r.trouble(string(k)))
		return true, err
	})
	return out, err
}
