package storage

import (
	"errors"

	"greenroom/practice"
)

// A versionRecord is how one message of an answer once read. They stand apart
// from their answer, so that whoever looks through answers does not read them.
type versionRecord struct {
	_msgpack struct{} `msgpack:",as_array"` //nolint:unused // read by msgpack
	Message  int64
	Text     string
	At       int64
}

func (t *transaction) Earlier(id practice.ID) ([]practice.Version, error) {
	var records []versionRecord
	err := t.record(bucketEarlier, idKey(id), &records)
	if errors.Is(err, practice.ErrNotFound) {
		return nil, nil
	}
	var out []practice.Version
	for _, r := range records {
		out = append(out, practice.Version{Message: practice.Stamp(r.Message), Text: r.Text, At: fromMicros(r.At)})
	}
	return out, err
}

func (t *transaction) PutEarlier(id practice.ID, versions []practice.Version) error {
	if len(versions) == 0 {
		if _, there := t.get(bucketEarlier, idKey(id)); !there {
			return nil
		}
		return t.drop(bucketEarlier, idKey(id))
	}
	records := make([]versionRecord, len(versions))
	for i, v := range versions {
		records[i] = versionRecord{Message: int64(v.Message), Text: v.Text, At: micros(v.At)}
	}
	return t.putRecord(bucketEarlier, idKey(id), records)
}
