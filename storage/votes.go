package storage

import (
	"errors"

	"greenroom/practice"
)

type voteRecord struct {
	_msgpack struct{} `msgpack:",as_array"` //nolint:unused // read by msgpack
	Note     string
	Verdict  string
}

func newVoteRecords(votes []practice.Vote) []voteRecord {
	var out []voteRecord
	for _, v := range votes {
		out = append(out, voteRecord{Note: string(v.Note), Verdict: string(v.Verdict)})
	}
	return out
}

func votes(records []voteRecord) []practice.Vote {
	var out []practice.Vote
	for _, r := range records {
		out = append(out, practice.Vote{Note: practice.NoteKind(r.Note), Verdict: practice.Verdict(r.Verdict)})
	}
	return out
}

type tallyRecord struct {
	Helpful int `msgpack:"h"`
	Off     int `msgpack:"o"`
}

func (r tallyRecord) tally(note string) practice.Tally {
	return practice.Tally{Note: practice.NoteKind(note), Helpful: r.Helpful, Off: r.Off}
}

func (t *transaction) Tally(note practice.NoteKind) (practice.Tally, error) {
	var r tallyRecord
	err := t.record(bucketTallies, []byte(note), &r)
	if errors.Is(err, practice.ErrNotFound) {
		err = nil
	}
	return r.tally(string(note)), err
}

func (t *transaction) PutTally(x practice.Tally) error {
	return t.putRecord(bucketTallies, []byte(x.Note), tallyRecord{Helpful: x.Helpful, Off: x.Off})
}

func (t *transaction) Tallies() ([]practice.Tally, error) {
	var out []practice.Tally
	err := t.under(bucketTallies, nil, func(k, v []byte) (bool, error) {
		var r tallyRecord
		if err := decode(v, &r); err != nil {
			return false, err
		}
		out = append(out, r.tally(string(k)))
		return true, nil
	})
	return out, err
}
