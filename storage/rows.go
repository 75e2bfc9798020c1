package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/vmihailenco/msgpack/v5"

	"greenroom/practice"
)

// rowChecks say of the rows of a bucket what is wrong with one, if anything:
// that it can be read, that what it points to is there, and that what must find
// it does. Nothing of what people wrote stands in what they say.
var rowChecks = map[string]func(t *transaction, k, v []byte) error{
	string(bucketMeta):        (*transaction).checkOwn,
	string(bucketAnswers):     (*transaction).checkAnswer,
	string(bucketMine):        (*transaction).checkMine,
	string(bucketHeard):       (*transaction).checkHeard,
	string(bucketLatest):      (*transaction).checkLatest,
	string(bucketShared):      (*transaction).checkShared,
	string(bucketPosts):       (*transaction).checkPost,
	string(bucketPostAt):      func(t *transaction, _, v []byte) error { return t.leads(bucketPosts, v) },
	string(bucketPostsOf):     (*transaction).checkPostOf,
	string(bucketUnsure):      (*transaction).checkUnsure,
	string(bucketPostings):    (*transaction).checkPosting,
	string(bucketOpen):        (*transaction).checkOpen,
	string(bucketRounds):      (*transaction).checkRound,
	string(bucketRunning):     (*transaction).checkRunning,
	string(bucketRoundsBy):    (*transaction).checkRoundBy,
	string(bucketDeadlines):   func(_ *transaction, k, _ []byte) error { _, err := parseDeadline(k); return err },
	string(bucketStrays):      readable[saidRecord],
	string(bucketStandings):   readable[standingRecord],
	string(bucketProfiles):    readable[profileRecord],
	string(bucketActs):        readable[actRecord],
	string(bucketSuggestions): readable[suggestionRecord],
	string(bucketReadings):    readable[readingRecord],
	string(bucketTroubles):    readable[troubleRecord],
	string(bucketTallies):     readable[tallyRecord],
	string(bucketAsked):       (*transaction).checkAsked,
	string(bucketFates):       (*transaction).checkFate,
	string(bucketOnce):        (*transaction).checkOnce,

	string(bucketTombstones):   (*transaction).checkTombstone,
	string(bucketForgettings):  (*transaction).checkForgetting,
	string(bucketCopies):       (*transaction).checkCopy,
	string(bucketPreparations): readable[preparationRecord],
	string(bucketEarlier):      (*transaction).checkEarlier,
	string(bucketStories):      (*transaction).checkStory,
	string(bucketRetries):      (*transaction).checkRetry,
}

// rowsAtOnce is how many rows are looked at in one view: a long one keeps those
// who write from growing the file.
const rowsAtOnce = 2000

// checkRows looks at every row of every bucket in short views, each of which sees
// a row and what belongs to it in one state, whoever writes meanwhile.
func (s *Store) checkRows(ctx context.Context, progress func(done, of int)) error {
	of := 0
	sizes := map[string]int{}
	err := s.View(ctx, func(tx practice.Tx) error {
		for _, name := range buckets {
			sizes[string(name)] = tx.(*transaction).tx.Bucket(name).Stats().KeyN
			of += sizes[string(name)]
		}
		return nil
	})
	done := 0
	var wrong []error
	for _, name := range buckets {
		for from, more := []byte(nil), true; more && err == nil; {
			err = s.View(ctx, func(tx practice.Tx) error {
				var found []error
				var n int
				from, n, found = tx.(*transaction).checkSome(name, from)
				done += n
				wrong = append(wrong, found...)
				return nil
			})
			more = from != nil
			if len(wrong) > mostDamage {
				return errors.Join(append(wrong[:mostDamage], fmt.Errorf("%w: there is more", ErrDamaged))...)
			}
			progress(min(done, of), of)
		}
	}
	return errors.Join(append(wrong, err)...)
}

// checkSome looks at the next rows of a bucket and returns the key to go on from,
// nil at the end.
func (t *transaction) checkSome(bucket, from []byte) (next []byte, n int, wrong []error) {
	check := rowChecks[string(bucket)]
	c := t.tx.Bucket(bucket).Cursor()
	k, v := seek(c, from)
	for ; k != nil && n < rowsAtOnce; n++ {
		if err := sound(check, t, k, v); err != nil && len(wrong) <= mostDamage {
			wrong = append(wrong, fmt.Errorf("%w: %s %q: %w", ErrDamaged, bucket, k, err))
		}
		k, v = c.Next()
	}
	return bytes.Clone(k), n, wrong
}

// sound runs a check, which a key of no sense may make panic.
func sound(check func(*transaction, []byte, []byte) error, t *transaction, k, v []byte) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("it makes no sense (%s)", panicked(p))
		}
	}()
	return check(t, k, v)
}

// readable checks that a row is a record of its type.
func readable[T any](_ *transaction, _, v []byte) error {
	var r T
	return decode(v, &r)
}

var errUnfound = errors.New("nothing finds it")

// leads checks that a key has a row in a bucket.
func (t *transaction) leads(bucket, k []byte) error {
	if _, there := t.get(bucket, k); !there {
		return fmt.Errorf("it leads to %s %q, which is not there", bucket, k)
	}
	return nil
}

// foundBy checks that a row which finds another is there.
func (t *transaction) foundBy(bucket, k []byte) error {
	if _, there := t.get(bucket, k); !there {
		return fmt.Errorf("%w in %s", errUnfound, bucket)
	}
	return nil
}

func (t *transaction) checkAnswer(k, v []byte) error {
	var r answerRecord
	if err := decode(v, &r); err != nil {
		return err
	}
	a, err := r.answer(answerID(k))
	if err != nil {
		return err
	}
	for _, m := range a.Messages {
		if m.Stamp == 0 || named(a.ID, m.Stamp) {
			continue
		}
		if _, found := t.get(bucketHeard, heardKey(a.Place.Channel, m.Stamp)); !found {
			return fmt.Errorf("%w by its message of %d", errUnfound, m.Stamp)
		}
	}
	if a.Published != 0 {
		err = t.foundBy(bucketShared, sharedKey(a.Place).number(uint64(a.ID)))
	}
	if a.ID > t.indexed() {
		return err // the tail is looked through by whoever looks for an answer
	}
	err = errors.Join(err, t.foundBy(bucketMine, mineKey(a.Person, a.ID)))
	if a.Origin == practice.InThread {
		err = errors.Join(err, t.foundBy(bucketLatest, latestKey(a.Place, a.Person)))
	}
	return err
}

// leadsToAnswer returns of the answer that a row finds what rows are made of.
func (t *transaction) leadsToAnswer(id []byte) (practice.Answer, error) {
	if len(id) != 8 {
		return practice.Answer{}, fmt.Errorf("it leads to %q, which is no answer", id)
	}
	row, there := t.get(bucketAnswers, id)
	if !there {
		return practice.Answer{}, t.leads(bucketAnswers, id)
	}
	return beginning(answerID(id), row)
}

// beginning reads of an answer's row no more than who said it, how and where: the
// text behind that is most of the row.
func beginning(id practice.ID, row []byte) (practice.Answer, error) {
	d := msgpack.GetDecoder()
	defer msgpack.PutDecoder(d)
	d.Reset(bytes.NewReader(row))
	_, err := d.DecodeArrayLen()
	var r answerRecord
	if err = errors.Join(err, d.DecodeMulti(&r.Person, &r.Origin, &r.Question, &r.Ask, &r.Channel, &r.Thread)); err != nil {
		return practice.Answer{}, fmt.Errorf("decode %T: %w", r, err)
	}
	return r.answer(id)
}

var errElse = errors.New("what it leads to belongs elsewhere")

func (t *transaction) checkMine(k, _ []byte) error {
	a, err := t.leadsToAnswer(k[len(k)-8:])
	if err == nil && !bytes.Equal(k, mineKey(a.Person, a.ID)) {
		return errElse
	}
	if err == nil && a.ID > t.indexed() {
		return errors.New("its answer is found twice: by this row and in the tail")
	}
	return err
}

func (t *transaction) checkHeard(_, v []byte) error {
	if len(v) == 0 {
		return nil // gone
	}
	_, err := t.leadsToAnswer(v)
	return err
}

func (t *transaction) checkLatest(k, v []byte) error {
	a, err := t.leadsToAnswer(v)
	if err == nil && (a.Origin != practice.InThread || !bytes.Equal(k, latestKey(a.Place, a.Person))) {
		return errElse
	}
	return err
}

func (t *transaction) checkShared(k, _ []byte) error {
	id := k[len(k)-8:]
	if err := t.leads(bucketAnswers, id); err != nil {
		return err
	}
	a, err := t.Answer(answerID(id))
	if err == nil && (a.Published == 0 || !bytes.Equal(k, sharedKey(a.Place).number(uint64(a.ID)))) {
		return errElse
	}
	return err
}

func (t *transaction) checkPost(k, v []byte) error {
	var r postRecord
	if err := decode(v, &r); err != nil {
		return err
	}
	p := r.post()
	if p.Key != string(k) {
		return errElse
	}
	err := t.foundBy(bucketPostsOf, postsOfKey(p))
	switch {
	case p.Stamp != 0:
		err = errors.Join(err, t.foundBy(bucketPostAt, heardKey(p.Channel, p.Stamp)))
	case !p.Refused:
		err = errors.Join(err, t.foundBy(bucketUnsure, key(nil).name(p.Channel).text(p.Key)))
	}
	return err
}

// leadsToPost checks that a row leads to a post for which it was made.
func (t *transaction) leadsToPost(post, k []byte, of func(practice.Post) key) error {
	if err := t.leads(bucketPosts, post); err != nil {
		return err
	}
	p, err := t.Post(string(post))
	if err == nil && !bytes.Equal(k, of(p)) {
		return errElse
	}
	return err
}

func (t *transaction) checkPostOf(k, _ []byte) error {
	return t.leadsToPost(k[bytes.IndexByte(k, 0)+9:], k, postsOfKey)
}

func (t *transaction) checkUnsure(k, _ []byte) error {
	return t.leadsToPost(k[bytes.IndexByte(k, 0)+1:], k, func(p practice.Post) key { return key(nil).name(p.Channel).text(p.Key) })
}

func (t *transaction) checkPosting(k, v []byte) error {
	var r postingRecord
	if err := decode(v, &r); err != nil {
		return err
	}
	switch p := r.posting(); {
	case p.Key != string(k):
		return errElse
	case p.Open():
		return t.foundBy(bucketOpen, key(nil).number(p.Seq))
	}
	return nil
}

func (t *transaction) checkOpen(k, v []byte) error {
	if err := t.leads(bucketPostings, v); err != nil {
		return err
	}
	p, err := t.Posting(string(v))
	if err == nil && (!p.Open() || !bytes.Equal(k, key(nil).number(p.Seq))) {
		return errElse
	}
	return err
}

func (t *transaction) checkRound(k, v []byte) error {
	var r roundRecord
	if err := decode(v, &r); err != nil {
		return err
	}
	if r.ID != string(k) {
		return errElse
	}
	err := t.foundBy(bucketRoundsBy, key(nil).name(r.Person).text(r.ID))
	if r.round().Running() {
		err = errors.Join(err, t.foundBy(bucketRunning, []byte(r.Person)))
	}
	return err
}

func (t *transaction) checkRunning(k, v []byte) error {
	if err := t.leads(bucketRounds, v); err != nil {
		return err
	}
	r, err := t.Round(string(v))
	if err == nil && (string(r.Person) != string(k) || !r.Running()) {
		return errElse
	}
	return err
}

func (t *transaction) checkRoundBy(k, _ []byte) error {
	person, id, _ := bytes.Cut(k, []byte{0})
	if err := t.leads(bucketRounds, id); err != nil {
		return err
	}
	r, err := t.Round(string(id))
	if err == nil && string(r.Person) != string(person) {
		return errElse
	}
	return err
}
