package storage

import (
	"bytes"
	"encoding/binary"
	"errors"

	"greenroom/bank"
	"greenroom/practice"
)

// A postRecord is an array, since one is read for each answer.
type postRecord struct {
	_msgpack   struct{} `msgpack:",as_array"` //nolint:unused // read by msgpack
	Key        string
	Schedule   string
	Occurrence string
	Channel    string
	Question   string
	Ask        string
	At         int64
	OpenUntil  int64
	Stamp      int64
	Refused    bool
	To         string
	Wish       [4]string
	Gone       bool
	Doubles    []int64
	Again      bool   // of the wish
	Style      string // that was wished for
	Story      uint64
}

func newPostRecord(p practice.Post) postRecord {
	r := postRecord{
		Key: p.Key, Schedule: p.Schedule, Occurrence: p.Occurrence, Channel: p.Channel, Question: p.Question,
		Ask: p.Ask, At: micros(p.At), OpenUntil: micros(p.OpenUntil), Stamp: int64(p.Stamp), Refused: p.Refused,
		To: string(p.To), Wish: [4]string{p.Wish.ID, string(p.Wish.Area), string(p.Wish.Competency), string(p.Wish.Round)},
		Gone: p.Gone, Again: p.Wish.Again, Style: string(p.Wish.Style), Story: uint64(p.Wish.Story),
	}
	for _, at := range p.Doubles {
		r.Doubles = append(r.Doubles, int64(at))
	}
	return r
}

func (r postRecord) post() practice.Post {
	p := practice.Post{
		Key: r.Key, Schedule: r.Schedule, Occurrence: r.Occurrence, Channel: r.Channel, Question: r.Question,
		Ask: r.Ask, At: fromMicros(r.At), OpenUntil: fromMicros(r.OpenUntil), Stamp: practice.Stamp(r.Stamp), Refused: r.Refused,
		To: practice.Person(r.To), Wish: practice.Wish{
			ID: r.Wish[0], Area: bank.Area(r.Wish[1]), Competency: bank.Competency(r.Wish[2]), Round: bank.Round(r.Wish[3]), Again: r.Again,
			Style: bank.Style(r.Style), Story: practice.ID(r.Story),
		},
		Gone: r.Gone,
	}
	for _, at := range r.Doubles {
		p.Doubles = append(p.Doubles, practice.Stamp(at))
	}
	return p
}

func (t *transaction) Post(k string) (practice.Post, error) {
	if p, ok := t.seen.postOf(k); ok {
		return p, nil
	}
	var r postRecord
	err := t.record(bucketPosts, []byte(k), &r)
	if err == nil {
		t.seen.keepPost(r)
	}
	return r.post(), err
}

func (t *transaction) PostAt(in practice.Place) (practice.Post, error) {
	k, ok := t.get(bucketPostAt, heardKey(in.Channel, in.Thread))
	if !ok {
		return practice.Post{}, practice.ErrNotFound
	}
	return t.Post(string(k))
}

func (t *transaction) PutPost(p practice.Post) error {
	old, err := t.Post(p.Key)
	if err != nil && !errors.Is(err, practice.ErrNotFound) {
		return err
	}
	fresh := err != nil
	if err := t.putRecord(bucketPosts, []byte(p.Key), newPostRecord(p)); err != nil {
		return err
	}
	if !fresh && !bytes.Equal(postsOfKey(old), postsOfKey(p)) {
		if err := t.drop(bucketPostsOf, postsOfKey(old)); err != nil {
			return err
		}
	}
	if !fresh && old.Stamp != 0 && old.Place() != p.Place() {
		if err := t.drop(bucketPostAt, heardKey(old.Channel, old.Stamp)); err != nil {
			return err
		}
	}
	if err := t.put(bucketPostsOf, postsOfKey(p), nil); err != nil {
		return err
	}
	// The channel of a name is known only once the post has arrived.
	for _, channel := range []string{old.Channel, p.Channel} {
		if _, unsure := t.get(bucketUnsure, key(nil).name(channel).text(p.Key)); unsure {
			if err := t.drop(bucketUnsure, key(nil).name(channel).text(p.Key)); err != nil {
				return err
			}
		}
	}
	if p.Stamp == 0 && p.Refused {
		return nil
	}
	if p.Stamp == 0 {
		return t.put(bucketUnsure, key(nil).name(p.Channel).text(p.Key), nil)
	}
	for _, at := range p.Doubles {
		if err := t.put(bucketPostAt, heardKey(p.Channel, at), []byte(p.Key)); err != nil {
			return err
		}
	}
	return t.put(bucketPostAt, heardKey(p.Channel, p.Stamp), []byte(p.Key))
}

func postsOfKey(p practice.Post) key { return key(nil).name(p.Schedule).time(p.At).text(p.Key) }

func (t *transaction) PostsOf(schedule string, n int) ([]practice.Post, error) {
	var out []practice.Post
	prefix := key(nil).name(schedule)
	err := t.downFrom(bucketPostsOf, prefix, nil, func(k []byte) (bool, error) {
		if len(out) == n {
			return false, nil
		}
		p, err := t.Post(string(k[len(prefix)+8:]))
		out = append(out, p)
		return true, err
	})
	return out, err
}

func (t *transaction) UnsurePosts(channel string) ([]practice.Post, error) {
	var out []practice.Post
	prefix := key(nil).name(channel)
	err := t.under(bucketUnsure, prefix, func(k, _ []byte) (bool, error) {
		p, err := t.Post(string(k[len(prefix):]))
		out = append(out, p)
		return true, err
	})
	return out, err
}

type saidRecord struct {
	Thread int64  `msgpack:"t"`
	Stamp  int64  `msgpack:"s"`
	Edited int64  `msgpack:"e"`
	By     string `msgpack:"b"`
	Text   string `msgpack:"x"`
	Aside  bool   `msgpack:"a"`
	Clip   bool   `msgpack:"c"`
	Spoken bool   `msgpack:"v"`
}

func (r saidRecord) said(channel string) practice.Said {
	return practice.Said{
		Place: practice.Place{Channel: channel, Thread: practice.Stamp(r.Thread)}, Stamp: practice.Stamp(r.Stamp),
		Edited: practice.Stamp(r.Edited), By: practice.Person(r.By), Text: r.Text, Aside: r.Aside, Clip: r.Clip, Spoken: r.Spoken,
	}
}

func (t *transaction) PutStray(s practice.Said) error {
	return t.putRecord(bucketStrays, strayKey(s), saidRecord{
		Thread: int64(s.Place.Thread), Stamp: int64(s.Stamp), Edited: int64(s.Edited), By: string(s.By), Text: s.Text, Aside: s.Aside, Clip: s.Clip, Spoken: s.Spoken,
	})
}

func (t *transaction) TakeStrays(channel string) ([]practice.Said, error) {
	var out []practice.Said
	var keys [][]byte
	err := t.under(bucketStrays, key(nil).name(channel), func(k, v []byte) (bool, error) {
		var r saidRecord
		if err := decode(v, &r); err != nil {
			return false, err
		}
		keys = append(keys, append([]byte(nil), k...))
		out = append(out, r.said(channel))
		return true, nil
	})
	for _, k := range keys {
		err = errors.Join(err, t.drop(bucketStrays, k))
	}
	return out, err
}

func (t *transaction) Asked(channel string) (map[string]int, error) {
	out := map[string]int{}
	prefix := key(nil).name(channel)
	err := t.under(bucketAsked, prefix, func(k, v []byte) (bool, error) {
		n, _ := binary.Uvarint(v)
		out[string(k[len(prefix):])] = int(n)
		return true, nil
	})
	return out, err
}

func (t *transaction) PutAsked(channel, question string, times int) error {
	return t.put(bucketAsked, key(nil).name(channel).text(question), binary.AppendUvarint(nil, uint64(times)))
}

type standingRecord struct {
	Paused   bool   `msgpack:"p"`
	SkipNext bool   `msgpack:"n"`
	Seen     int64  `msgpack:"s"`
	Spec     string `msgpack:"c"`
	Named    string `msgpack:"d"`
	Channel  string `msgpack:"h"`
	LeftOut  string `msgpack:"l"`
}

func (t *transaction) Standing(schedule string) (practice.Standing, error) {
	var r standingRecord
	err := t.record(bucketStandings, []byte(schedule), &r)
	if errors.Is(err, practice.ErrNotFound) {
		err = nil
	}
	return practice.Standing{
		Schedule: schedule, Paused: r.Paused, SkipNext: r.SkipNext, Seen: fromMicros(r.Seen), Spec: r.Spec, LeftOut: r.LeftOut,
		Named: r.Named, Channel: r.Channel,
	}, err
}

func (t *transaction) PutStanding(s practice.Standing) error {
	return t.putRecord(bucketStandings, []byte(s.Schedule), standingRecord{
		Paused: s.Paused, SkipNext: s.SkipNext, Seen: micros(s.Seen), Spec: s.Spec, LeftOut: s.LeftOut,
		Named: s.Named, Channel: s.Channel,
	})
}

func (t *transaction) Fate(schedule, occurrence string) (practice.Fate, error) {
	v, ok := t.get(bucketFates, key(nil).name(schedule).text(occurrence))
	if !ok {
		return "", practice.ErrNotFound
	}
	return practice.Fate(v), nil
}

func (t *transaction) PutFate(schedule, occurrence string, f practice.Fate) error {
	return t.put(bucketFates, key(nil).name(schedule).text(occurrence), []byte(f))
}
