package storage

import (
	"errors"
	"fmt"
	"time"

	"greenroom/practice"
)

// A postingRecord is an array, since one is read for each answer.
type postingRecord struct {
	_msgpack  struct{} `msgpack:",as_array"` //nolint:unused // read by msgpack
	Key       string
	Kind      string
	Channel   string
	Thread    int64
	To        string
	Ref       string
	N         int
	At        int64
	Why       string
	NotBefore int64
	Seq       uint64
	State     int
	Tries     int
	Fails     int
	Looks     int
	SentAt    int64
	Stamp     int64
	Went      string
	Since     int64
	Unseen    bool
	Sub       int
}

func newPostingRecord(p practice.Posting) postingRecord {
	return postingRecord{
		Key: p.Key, Kind: string(p.Kind), Channel: p.Place.Channel, Thread: int64(p.Place.Thread), To: string(p.To),
		Ref: p.Ref, N: p.N, At: int64(p.At), Why: p.Why, NotBefore: micros(p.NotBefore), Seq: p.Seq, State: int(p.State),
		Tries: p.Tries, Fails: p.Fails, Looks: p.Looks, SentAt: micros(p.SentAt), Stamp: int64(p.Stamp), Went: p.Channel,
		Since: micros(p.Since), Unseen: p.Unseen, Sub: p.Sub,
	}
}

func (r postingRecord) posting() practice.Posting {
	return practice.Posting{
		Key: r.Key, Kind: practice.PostingKind(r.Kind), Place: practice.Place{Channel: r.Channel, Thread: practice.Stamp(r.Thread)},
		To: practice.Person(r.To), Ref: r.Ref, N: r.N, At: practice.Stamp(r.At), Why: r.Why, NotBefore: fromMicros(r.NotBefore),
		Seq: r.Seq, State: practice.PostingState(r.State), Tries: r.Tries, Fails: r.Fails, Looks: r.Looks, SentAt: fromMicros(r.SentAt),
		Stamp: practice.Stamp(r.Stamp), Channel: r.Went, Since: fromMicros(r.Since), Unseen: r.Unseen, Sub: r.Sub,
	}
}

func (t *transaction) Posting(k string) (practice.Posting, error) {
	if p, ok := t.seen.postingOf(k); ok {
		return p, nil
	}
	var r postingRecord
	err := t.record(bucketPostings, []byte(k), &r)
	if err == nil {
		t.seen.keepPosting(r)
	}
	return r.posting(), err
}

func (t *transaction) PutPosting(p practice.Posting) error {
	old, err := t.Posting(p.Key)
	if err != nil && !errors.Is(err, practice.ErrNotFound) {
		return err
	}
	if err == nil && old.Open() {
		if err := t.drop(bucketOpen, key(nil).number(old.Seq)); err != nil {
			return err
		}
	}
	if p.Seq == 0 {
		if !t.writable {
			return errReadOnly
		}
		if p.Seq, err = t.tx.Bucket(bucketPostings).NextSequence(); err != nil {
			return fmt.Errorf("number a posting: %w", err)
		}
	}
	if err := t.putRecord(bucketPostings, []byte(p.Key), newPostingRecord(p)); err != nil || !p.Open() {
		return err
	}
	return t.put(bucketOpen, key(nil).number(p.Seq), []byte(p.Key))
}

func (t *transaction) OpenPostings(visit func(practice.Posting) bool) error {
	var unreadable practice.UnreadableError
	err := t.under(bucketOpen, nil, func(_, v []byte) (bool, error) {
		p, err := t.Posting(string(v))
		if err != nil {
			unreadable.Records++
			unreadable.Err = errors.Join(unreadable.Err, fmt.Errorf("read an open posting: %w: %w", ErrDamaged, err))
			return true, nil
		}
		return visit(p), nil
	})
	if err == nil && unreadable.Records > 0 {
		err = &unreadable
	}
	return err
}

func (t *transaction) PutDeadline(d practice.Deadline) error {
	return t.put(bucketDeadlines, deadlineKey(d), nil)
}

func (t *transaction) DropDeadline(d practice.Deadline) error {
	return t.drop(bucketDeadlines, deadlineKey(d))
}

func (t *transaction) DueDeadlines(now time.Time, visit func(practice.Deadline) bool) error {
	var unreadable error
	err := t.under(bucketDeadlines, nil, func(k, _ []byte) (bool, error) {
		d, err := parseDeadline(k)
		if err != nil {
			unreadable = errors.Join(unreadable, err)
			return true, nil
		}
		return !d.At.After(now) && visit(d), nil
	})
	return errors.Join(err, unreadable)
}

func deadlineKey(d practice.Deadline) key {
	return key(nil).time(d.At).name(string(d.Kind)).text(d.Ref)
}

func parseDeadline(k []byte) (practice.Deadline, error) {
	for i := 8; i < len(k); i++ {
		if k[i] == 0 {
			return practice.Deadline{At: fromMicros(int64(number(k))), Kind: practice.DeadlineKind(k[8:i]), Ref: string(k[i+1:])}, nil
		}
	}
	return practice.Deadline{}, fmt.Errorf("read a deadline: %w: no kind in %d bytes", ErrDamaged, len(k))
}
