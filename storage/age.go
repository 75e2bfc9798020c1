package storage

import (
	"bytes"

	"greenroom/practice"
)

func (t *transaction) RoundsAfter(after string, visit func(practice.Round) bool) error {
	return t.from(bucketRounds, after, func(k, v []byte) (bool, error) {
		if string(k) == after {
			return true, nil
		}
		var r roundRecord
		if err := decode(v, &r); err != nil {
			return false, err
		}
		return visit(r.round()), nil
	})
}

func (t *transaction) Strays(visit func(practice.Said) bool) error {
	return t.under(bucketStrays, nil, func(k, v []byte) (bool, error) {
		var r saidRecord
		if err := decode(v, &r); err != nil {
			return false, err
		}
		channel, _, _ := bytes.Cut(k, []byte{0})
		return visit(r.said(string(channel))), nil
	})
}

func (t *transaction) DropStray(s practice.Said) error { return t.drop(bucketStrays, strayKey(s)) }

func strayKey(s practice.Said) key {
	return key(nil).name(s.Place.Channel).stamp(s.Stamp).stamp(s.Edited)
}
