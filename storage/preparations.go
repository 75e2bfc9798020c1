package storage

import (
	"errors"

	"greenroom/bank"
	"greenroom/practice"
)

type preparationRecord struct {
	At           int64         `msgpack:"t"`
	Competencies []traceRecord `msgpack:"c"`
	Areas        []traceRecord `msgpack:"a"`
	Level        string        `msgpack:"l,omitempty"`
	LevelWords   string        `msgpack:"lw,omitempty"`
}

type traceRecord struct {
	Topic  string   `msgpack:"t"`
	Weight int      `msgpack:"w"`
	Words  []string `msgpack:"s,omitempty"`
}

func newTraceRecords[T ~string](traces []practice.Trace[T]) []traceRecord {
	var out []traceRecord
	for _, t := range traces {
		out = append(out, traceRecord{Topic: string(t.Topic), Weight: t.Weight, Words: t.Words})
	}
	return out
}

func traces[T ~string](records []traceRecord) []practice.Trace[T] {
	var out []practice.Trace[T]
	for _, r := range records {
		out = append(out, practice.Trace[T]{Topic: T(r.Topic), Weight: r.Weight, Words: r.Words})
	}
	return out
}

func (r preparationRecord) preparation(p practice.Person) practice.Preparation {
	return practice.Preparation{
		Person: p, At: fromMicros(r.At), Competencies: traces[bank.Competency](r.Competencies),
		Areas: traces[bank.Area](r.Areas), Level: bank.Level(r.Level), LevelWords: r.LevelWords,
	}
}

func (t *transaction) Preparation(p practice.Person) (practice.Preparation, error) {
	var r preparationRecord
	err := t.record(bucketPreparations, []byte(p), &r)
	if errors.Is(err, practice.ErrNotFound) {
		err = nil
	}
	return r.preparation(p), err
}

func (t *transaction) PutPreparation(p practice.Preparation) error {
	return t.putRecord(bucketPreparations, []byte(p.Person), preparationRecord{
		At: micros(p.At), Competencies: newTraceRecords(p.Competencies), Areas: newTraceRecords(p.Areas),
		Level: string(p.Level), LevelWords: p.LevelWords,
	})
}

func (t *transaction) DropPreparation(p practice.Person) error {
	return t.drop(bucketPreparations, []byte(p))
}
