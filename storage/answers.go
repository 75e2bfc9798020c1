package storage

import (
	"encoding/binary"
	"errors"
	"slices"

	"greenroom/practice"
)

func (t *transaction) Answer(id practice.ID) (practice.Answer, error) {
	var r answerRecord
	if err := t.record(bucketAnswers, idKey(id), &r); err != nil {
		return practice.Answer{}, err
	}
	return r.answer(id)
}

func (t *transaction) PutAnswer(a practice.Answer) error {
	old, err := t.Answer(a.ID)
	fresh := errors.Is(err, practice.ErrNotFound)
	if err != nil && !fresh {
		return err
	}
	// Read once the answer is there, the tail would have it already.
	tail, err := t.authors()
	if err != nil {
		return err
	}
	id := idKey(a.ID)
	if err := t.putRecord(bucketAnswers, id, newAnswerRecord(a)); err != nil {
		return err
	}
	for _, m := range a.Messages {
		if m.Stamp == 0 || named(a.ID, m.Stamp) || slices.ContainsFunc(old.Messages, func(o practice.Message) bool { return o.Stamp == m.Stamp }) {
			continue
		}
		if err := t.put(bucketHeard, heardKey(a.Place.Channel, m.Stamp), id); err != nil {
			return err
		}
	}
	if err := t.share(old, a); err != nil {
		return err
	}
	if !fresh {
		return t.move(old, a)
	}
	t.answers++
	return t.index(a, tail)
}

// move has an answer that is in another place now found there. Those in the tail
// are found by what stands in them.
func (t *transaction) move(old, a practice.Answer) error {
	if old.Place == a.Place || a.Origin != practice.InThread || a.ID > t.indexed() {
		return nil
	}
	k := latestKey(old.Place, a.Person)
	if v, _ := t.get(bucketLatest, k); len(v) == 8 && practice.ID(number(v)) == a.ID {
		if err := t.earlier(k, old); err != nil {
			return err
		}
	}
	k = latestKey(a.Place, a.Person)
	if v, _ := t.get(bucketLatest, k); len(v) == 8 && practice.ID(number(v)) > a.ID {
		return nil
	}
	return t.put(bucketLatest, k, idKey(a.ID))
}

func (t *transaction) DropAnswer(id practice.ID) error {
	a, err := t.Answer(id)
	if errors.Is(err, practice.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, m := range a.Messages {
		if m.Stamp == 0 {
			continue
		}
		if err := t.PutGone(a.Place.Channel, m.Stamp); err != nil {
			return err
		}
	}
	if err := errors.Join(t.share(a, practice.Answer{}), t.PutEarlier(id, nil)); err != nil {
		return err
	}
	if err := t.DropStory(a.Person, id); err != nil {
		return err
	}
	if id > t.indexed() {
		tail, err := t.authors()
		if err != nil {
			return err
		}
		t.seen.keepAuthors(tail.without(id))
		return t.drop(bucketAnswers, idKey(id))
	}
	if a.Origin == practice.InThread {
		k := latestKey(a.Place, a.Person)
		if v, _ := t.get(bucketLatest, k); len(v) == 8 && practice.ID(number(v)) == id {
			if err := t.earlier(k, a); err != nil {
				return err
			}
		}
	}
	if err := t.drop(bucketMine, mineKey(a.Person, id)); err != nil {
		return err
	}
	return t.drop(bucketAnswers, idKey(id))
}

// earlier makes the attempt before a the latest in its place, if there is one.
func (t *transaction) earlier(latest key, a practice.Answer) error {
	var before practice.Answer
	err := t.AnswersBy(a.Person, a.ID, func(b practice.Answer) bool {
		if b.Origin == practice.InThread && b.Place == a.Place {
			before = b
			return false
		}
		// Nobody answers a post before it is there.
		return !b.CreatedAt.Before(a.Place.Thread.Time())
	})
	if err != nil {
		return err
	}
	if before.ID == 0 {
		return t.drop(bucketLatest, latest)
	}
	return t.put(bucketLatest, latest, idKey(before.ID))
}

// share has an answer found in the thread in which it stands now, and not where
// it stood before.
func (t *transaction) share(old, a practice.Answer) error {
	if old.Published != 0 && (a.Published == 0 || a.Place != old.Place) {
		if err := t.drop(bucketShared, sharedKey(old.Place).number(uint64(old.ID))); err != nil {
			return err
		}
	}
	if a.Published == 0 {
		return nil
	}
	return t.put(bucketShared, sharedKey(a.Place).number(uint64(a.ID)), nil)
}

func sharedKey(in practice.Place) key { return key(nil).stamp(in.Thread).name(in.Channel) }

func (t *transaction) SharedIn(in practice.Place, visit func(practice.Answer) bool) error {
	prefix := sharedKey(in)
	return t.under(bucketShared, prefix, func(k, _ []byte) (bool, error) {
		a, err := t.Answer(practice.ID(number(k[len(prefix):])))
		if err != nil {
			return false, err
		}
		return visit(a), nil
	})
}

func (t *transaction) LatestAnswer(in practice.Place, by practice.Person) (practice.Answer, error) {
	tail, err := t.authors()
	if err != nil {
		return practice.Answer{}, err
	}
	for _, id := range slices.Backward(tail.of(by)) {
		a, err := t.leadsToAnswer(idKey(id))
		if err != nil {
			return practice.Answer{}, err
		}
		if a.Origin == practice.InThread && a.Place == in {
			return t.Answer(id)
		}
	}
	v, ok := t.get(bucketLatest, latestKey(in, by))
	if !ok || len(v) != 8 {
		return practice.Answer{}, practice.ErrNotFound
	}
	return t.Answer(practice.ID(number(v)))
}

func (t *transaction) AnswersIn(in practice.Place, visit func(practice.Answer) bool) error {
	recent := map[practice.Person]practice.Answer{} // what the rows do not know yet
	err := t.tail(func(id practice.ID, row []byte) (bool, error) {
		a, err := beginning(id, row)
		if err == nil && a.Origin == practice.InThread && a.Place == in {
			a, err = t.Answer(id)
			recent[a.Person] = a
		}
		return true, err
	})
	if err != nil {
		return err
	}
	for _, a := range recent {
		if !visit(a) {
			return nil
		}
	}
	return t.under(bucketLatest, key(nil).stamp(in.Thread).name(in.Channel), func(_, v []byte) (bool, error) {
		a, err := t.Answer(practice.ID(number(v)))
		if err != nil {
			return false, err
		}
		if _, newer := recent[a.Person]; newer {
			return true, nil
		}
		return visit(a), nil
	})
}

func (t *transaction) AnswersBy(by practice.Person, before practice.ID, visit func(practice.Answer) bool) error {
	on, err := t.tailOf(by, before, visit)
	if err != nil || !on {
		return err
	}
	prefix := key(nil).name(string(by))
	var from []byte
	if before != 0 {
		from = mineKey(by, before)
	}
	return t.downFrom(bucketMine, prefix, from, func(k []byte) (bool, error) {
		a, err := t.Answer(practice.ID(number(k[len(prefix):])))
		if err != nil {
			return false, err
		}
		return visit(a), nil
	})
}

func (t *transaction) AnswersAfter(after practice.ID, visit func(practice.Answer) bool) error {
	c := t.tx.Bucket(bucketAnswers).Cursor()
	for k, v := c.Seek(idKey(after + 1)); k != nil; k, v = c.Next() {
		var r answerRecord
		if err := decode(v, &r); err != nil {
			return err
		}
		a, err := r.answer(practice.ID(number(k)))
		if err != nil || !visit(a) {
			return err
		}
	}
	return nil
}

// metaPassed holds the id of the last answer that was passed.
var metaPassed = []byte("passed")

func (t *transaction) Passed() (practice.ID, error) {
	v, ok := t.get(bucketMeta, metaPassed)
	if !ok || len(v) != 8 {
		return 0, nil
	}
	return practice.ID(number(v)), nil
}

func (t *transaction) PutPassed(id practice.ID) error {
	return t.put(bucketMeta, metaPassed, idKey(id))
}

func (t *transaction) Heard(channel string, at practice.Stamp) (id practice.ID, gone bool, err error) {
	v, ok := t.get(bucketHeard, heardKey(channel, at))
	if !ok {
		id, err = t.namedAfter(channel, at)
		return id, false, err
	}
	if len(v) != 8 {
		return 0, true, nil
	}
	return practice.ID(binary.BigEndian.Uint64(v)), false, nil
}

// named reports whether the id of an answer was made from the time of a message.
// It mostly was from the first one's, and then finds the answer by itself: with
// no row in heard a commit writes fewer pages, and the file is smaller.
func named(id practice.ID, at practice.Stamp) bool {
	return practice.FirstID(at.Time()) <= id && id < practice.FirstID((at+1).Time())
}

// namedAfter returns the answer named after a message that holds it, or 0.
func (t *transaction) namedAfter(channel string, at practice.Stamp) (practice.ID, error) {
	c := t.tx.Bucket(bucketAnswers).Cursor()
	for k, v := c.Seek(idKey(practice.FirstID(at.Time()))); k != nil; k, v = c.Next() {
		id := practice.ID(number(k))
		if !named(id, at) {
			break
		}
		var r answerRecord
		if err := decode(v, &r); err != nil {
			return 0, err
		}
		if r.Channel == channel && slices.ContainsFunc(r.Messages, func(m messageRecord) bool { return m.Stamp == int64(at) }) {
			return id, nil
		}
	}
	return 0, nil
}

func (t *transaction) PutGone(channel string, at practice.Stamp) error {
	return t.put(bucketHeard, heardKey(channel, at), nil)
}

func heardKey(channel string, at practice.Stamp) key { return key(nil).stamp(at).text(channel) }

func mineKey(by practice.Person, id practice.ID) key {
	return key(nil).name(string(by)).number(uint64(id))
}

func latestKey(in practice.Place, by practice.Person) key {
	return key(nil).stamp(in.Thread).name(in.Channel).text(string(by))
}
