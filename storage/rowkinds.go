package storage

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"greenroom/practice"
)

// sized returns an error unless a value has the one length that it can have.
func sized(v []byte, n int) error {
	if len(v) != n {
		return fmt.Errorf("it has %d bytes instead of %d", len(v), n)
	}
	return nil
}

// checkOwn looks at what the store keeps of itself. Names that it does not know
// are those of a later program.
func (t *transaction) checkOwn(k, v []byte) error {
	switch string(k) {
	case string(metaVersion):
		return sized(v, 4)
	case string(metaPassed), string(metaIndexed):
		return sized(v, 8)
	case string(metaSecret):
		return sized(v, secretSize)
	case string(metaGap):
		return readable[gapRecord](t, k, v)
	}
	return nil
}

func (t *transaction) checkAsked(_, v []byte) error {
	if _, n := binary.Uvarint(v); n <= 0 || n != len(v) {
		return errors.New("it is no number")
	}
	return nil
}

func (t *transaction) checkFate(_, v []byte) error {
	switch practice.Fate(v) {
	case practice.Posted, practice.Missed, practice.Skipped, practice.Failed:
		return nil
	}
	return errors.New("it is no fate")
}

func (t *transaction) checkOnce(_, v []byte) error {
	if len(v) < 8 {
		return errors.New("it has no time")
	}
	return nil
}

func (t *transaction) checkTombstone(k, v []byte) error {
	if _, there := t.get(bucketMeta, metaSecret); !there {
		return errors.New("the key of its hash is not there")
	}
	return errors.Join(sized(k, sha256.Size), sized(v, 8))
}

func (t *transaction) checkForgetting(k, v []byte) error {
	if err := readable[forgettingRecord](t, k, v); err != nil {
		return err
	}
	upto, err := t.Tombstone(practice.Person(k))
	if err == nil && upto == 0 {
		return fmt.Errorf("%w in %s", errUnfound, bucketTombstones)
	}
	return err
}

// checkCopy looks at the row alone: a copy may have been taken elsewhere.
func (t *transaction) checkCopy(_, v []byte) error { return sized(v, 8) }

func (t *transaction) checkEarlier(k, v []byte) error {
	if err := readable[[]versionRecord](t, k, v); err != nil {
		return err
	}
	_, err := t.leadsToAnswer(k)
	return err
}

func (t *transaction) checkStory(k, v []byte) error {
	if err := readable[storyRecord](t, k, v); err != nil {
		return err
	}
	a, err := t.leadsToAnswer(k[len(k)-8:])
	if err == nil && !bytes.Equal(k, mineKey(a.Person, a.ID)) {
		return errElse
	}
	return err
}

// checkRetry looks for the deadline as well, without which nothing is ever offered
// again. Of who is being forgotten it goes first.
func (t *transaction) checkRetry(k, v []byte) error {
	var r retryRecord
	if err := decode(v, &r); err != nil {
		return err
	}
	if _, leaving := t.get(bucketForgettings, k); leaving || r.Next == 0 {
		return nil
	}
	return t.foundBy(bucketDeadlines, deadlineKey(r.retrying(practice.Person(k)).Deadline()))
}
