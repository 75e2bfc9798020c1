package storage

import (
	"greenroom/bank"
	"greenroom/practice"
)

// A storyRecord lies under its person and the id of its answer.
type storyRecord struct {
	_msgpack     struct{} `msgpack:",as_array"` //nolint:unused // read by msgpack
	Title        string
	Competencies []string
	At           int64
}

func newStoryRecord(s practice.Story) storyRecord {
	r := storyRecord{Title: s.Title, At: micros(s.At)}
	for _, c := range s.Competencies {
		r.Competencies = append(r.Competencies, string(c))
	}
	return r
}

func (r storyRecord) story(p practice.Person, id practice.ID) practice.Story {
	s := practice.Story{ID: id, Person: p, Title: r.Title, At: fromMicros(r.At)}
	for _, c := range r.Competencies {
		s.Competencies = append(s.Competencies, bank.Competency(c))
	}
	return s
}

func (t *transaction) Story(p practice.Person, id practice.ID) (practice.Story, error) {
	var r storyRecord
	if err := t.record(bucketStories, mineKey(p, id), &r); err != nil {
		return practice.Story{}, err
	}
	return r.story(p, id), nil
}

func (t *transaction) PutStory(s practice.Story) error {
	return t.putRecord(bucketStories, mineKey(s.Person, s.ID), newStoryRecord(s))
}

func (t *transaction) DropStory(p practice.Person, id practice.ID) error {
	k := mineKey(p, id)
	if _, kept := t.get(bucketStories, k); !kept {
		return nil
	}
	return t.drop(bucketStories, k)
}

func (t *transaction) StoriesBy(p practice.Person, visit func(practice.Story) bool) error {
	prefix := key(nil).name(string(p))
	return t.downFrom(bucketStories, prefix, nil, func(k []byte) (bool, error) {
		s, err := t.Story(p, practice.ID(number(k[len(prefix):])))
		if err != nil {
			return false, err
		}
		return visit(s), nil
	})
}
