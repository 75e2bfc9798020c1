package storage

import (
	"errors"

	"greenroom/practice"
)

type retryRecord struct {
	Off     bool              `msgpack:"x,omitempty"`
	Stopped bool              `msgpack:"p,omitempty"`
	At      string            `msgpack:"t,omitempty"`
	Next    int64             `msgpack:"n,omitempty"`
	Offers  int               `msgpack:"c,omitempty"`
	Silent  int               `msgpack:"s,omitempty"`
	Last    offerRecord       `msgpack:"l,omitempty"`
	Offered map[string]uint64 `msgpack:"o,omitempty"`
	Rest    []string          `msgpack:"r,omitempty"`
}

type offerRecord struct {
	Key      string `msgpack:"k,omitempty"`
	Question string `msgpack:"q,omitempty"`
	Answer   uint64 `msgpack:"a,omitempty"`
	Day      string `msgpack:"d,omitempty"`
	Heeded   bool   `msgpack:"h,omitempty"`
}

func newRetryRecord(r practice.Retrying) retryRecord {
	out := retryRecord{
		Off: r.Off, Stopped: r.Stopped, At: r.At, Next: micros(r.Next), Offers: r.Offers, Silent: r.Silent, Rest: r.Rest,
		Last: offerRecord{Key: r.Last.Key, Question: r.Last.Question, Answer: uint64(r.Last.Answer), Day: r.Last.Day, Heeded: r.Last.Heeded},
	}
	for question, id := range r.Offered {
		if out.Offered == nil {
			out.Offered = map[string]uint64{}
		}
		out.Offered[question] = uint64(id)
	}
	return out
}

func (r retryRecord) retrying(p practice.Person) practice.Retrying {
	out := practice.Retrying{
		Person: p, Off: r.Off, Stopped: r.Stopped, At: r.At, Next: fromMicros(r.Next), Offers: r.Offers, Silent: r.Silent, Rest: r.Rest,
		Last: practice.Offer{Key: r.Last.Key, Question: r.Last.Question, Answer: practice.ID(r.Last.Answer), Day: r.Last.Day, Heeded: r.Last.Heeded},
	}
	for question, id := range r.Offered {
		if out.Offered == nil {
			out.Offered = map[string]practice.ID{}
		}
		out.Offered[question] = practice.ID(id)
	}
	return out
}

func (t *transaction) Retrying(p practice.Person) (practice.Retrying, error) {
	var r retryRecord
	err := t.record(bucketRetries, []byte(p), &r)
	if errors.Is(err, practice.ErrNotFound) {
		err = nil
	}
	return r.retrying(p), err
}

func (t *transaction) PutRetrying(r practice.Retrying) error {
	return t.putRecord(bucketRetries, []byte(r.Person), newRetryRecord(r))
}

func (t *transaction) DropRetrying(p practice.Person) error {
	r, err := t.Retrying(p)
	if err != nil {
		return err
	}
	if !r.Next.IsZero() {
		if err := t.DropDeadline(r.Deadline()); err != nil {
			return err
		}
	}
	return t.drop(bucketRetries, []byte(p))
}
