package storage

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"time"

	"github.com/vmihailenco/msgpack/v5"

	"greenroom/practice"
)

// The records as they are stored. They stand apart from practice's types so that
// those can change freely. The rule of evolution: a record written as an array
// only ever gets new fields at its end, one written as a map new names; a field
// is never renamed, moved or given another meaning. Times are microseconds
// since 1970, 0 for the zero time.

// answerRecord is an array, since there are a million of them: the names of the
// fields would take more room than their values.
type answerRecord struct {
	_msgpack  struct{} `msgpack:",as_array"` //nolint:unused // read by msgpack
	Person    string
	Origin    uint8
	Question  string
	Ask       string
	Channel   string
	Thread    int64
	Attempt   int
	Comment   bool
	CreatedAt int64
	EditedAt  int64
	Late      bool
	Rating    int
	FollowUp  string
	Followed  bool
	Round     string
	Published int64
	Sharing   bool
	Messages  []messageRecord
	Probed    bool
	Alone     bool
	Below     bool
	Votes     []voteRecord
	Starred   bool
	SelfNote  string
}

type messageRecord struct {
	_msgpack struct{} `msgpack:",as_array"` //nolint:unused // read by msgpack
	Stamp    int64
	Text     string
	Edited   int64
	Aside    bool
}

// origins gives each origin its number in the file, which is its place here.
var origins = []practice.Origin{
	practice.InThread, practice.InPrivate, practice.InRound, practice.ToFollowUp, practice.AsRetry,
}

func newAnswerRecord(a practice.Answer) answerRecord {
	r := answerRecord{
		Person: string(a.Person), Question: a.Question, Ask: a.Ask, Channel: a.Place.Channel, Thread: int64(a.Place.Thread),
		Attempt: a.Attempt, Comment: a.Comment, CreatedAt: micros(a.CreatedAt), EditedAt: micros(a.EditedAt), Late: a.Late,
		Rating: a.Rating, FollowUp: a.FollowUp, Followed: a.Followed, Round: a.Round, Published: int64(a.Published),
		Sharing: a.Sharing, Probed: a.Probed, Alone: a.Alone, Below: a.Below, Starred: a.Starred, SelfNote: a.SelfNote,
		Messages: make([]messageRecord, len(a.Messages)),
	}
	r.Votes = newVoteRecords(a.Votes)
	for i, o := range origins {
		if o == a.Origin {
			r.Origin = uint8(i)
		}
	}
	for i, m := range a.Messages {
		r.Messages[i] = messageRecord{Stamp: int64(m.Stamp), Text: m.Text, Edited: int64(m.Edited), Aside: m.Aside}
	}
	return r
}

func (r answerRecord) answer(id practice.ID) (practice.Answer, error) {
	if int(r.Origin) >= len(origins) {
		return practice.Answer{}, fmt.Errorf("answer %s: unknown origin %d", id, r.Origin)
	}
	a := practice.Answer{
		ID: id, Person: practice.Person(r.Person), Origin: origins[r.Origin], Question: r.Question, Ask: r.Ask,
		Place:   practice.Place{Channel: r.Channel, Thread: practice.Stamp(r.Thread)},
		Attempt: r.Attempt, Comment: r.Comment, CreatedAt: fromMicros(r.CreatedAt), EditedAt: fromMicros(r.EditedAt),
		Late: r.Late, Rating: r.Rating, FollowUp: r.FollowUp, Followed: r.Followed, Round: r.Round,
		Published: practice.Stamp(r.Published), Sharing: r.Sharing, Probed: r.Probed, Alone: r.Alone, Below: r.Below,
		Votes: votes(r.Votes), Starred: r.Starred, SelfNote: r.SelfNote,
	}
	for _, m := range r.Messages {
		a.Messages = append(a.Messages, practice.Message{
			Stamp: practice.Stamp(m.Stamp), Text: m.Text, Edited: practice.Stamp(m.Edited), Aside: m.Aside,
		})
	}
	return a, nil
}

func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func fromMicros(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

// encode writes a record; it cannot fail for the types that are stored here, but
// says so if it does.
func encode(v any) ([]byte, error) {
	b, err := msgpack.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode %T: %w", v, err)
	}
	return b, nil
}

// decode reads a record. One that was written before its type gained its last
// fields has zero values there.
func decode(b []byte, v any) error {
	err := msgpack.Unmarshal(b, v)
	if err != nil {
		if whole, ok := padded(b, reflect.TypeOf(v).Elem()); ok {
			err = msgpack.Unmarshal(whole, v)
		}
	}
	if err != nil {
		return fmt.Errorf("decode %T: %w", v, err)
	}
	return nil
}

// padded returns an array that is too short for its type with nothing in the
// places of what it lacks; ok is false for anything else. The decoder takes
// arrays of the very length alone.
func padded(b []byte, t reflect.Type) (whole []byte, ok bool) {
	if t.Kind() != reflect.Struct || t.NumField() == 0 || t.Field(0).Name != "_msgpack" {
		return nil, false
	}
	d := msgpack.NewDecoder(bytes.NewReader(b))
	n, err := d.DecodeArrayLen()
	fields := t.NumField() - 1
	if err != nil || n < 0 || n >= fields {
		return nil, false
	}
	rest, err := io.ReadAll(d.Buffered())
	if err != nil {
		return nil, false
	}
	var out bytes.Buffer
	e := msgpack.NewEncoder(&out)
	if err := e.EncodeArrayLen(fields); err != nil {
		return nil, false
	}
	out.Write(rest)
	for range fields - n {
		if err := e.EncodeNil(); err != nil {
			return nil, false
		}
	}
	return out.Bytes(), true
}
