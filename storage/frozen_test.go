package storage

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/bank"
	"greenroom/practice"
)

var update = flag.Bool("update", false, "freeze the file of the present format anew, and write down what is read off it")

// frozen are the files of the past in testdata, each beside what is read off it.
// format-1.db was written by the first program that kept anything, before posts
// were lists and answers had a tail; what it read off it then is what is read
// today, but for the follow-ups of a round's turns, which were fields of the turn.
// format-1-late.db is the last of that format. The newest is written by freeze.
var frozen = func() []string {
	names := []string{"format-1", "format-1-late"}
	for n := 2; n <= Format; n++ {
		names = append(names, fmt.Sprintf("format-%d", n))
	}
	return names
}()

// TestEveryFrozenFileIsReadAsItWasWritten opens the files of every format that
// there ever was.
func TestEveryFrozenFileIsReadAsItWasWritten(t *testing.T) {
	if *update {
		freeze(t, filepath.Join("testdata", frozen[len(frozen)-1]))
	}
	for _, name := range frozen {
		t.Run(name, func(t *testing.T) {
			path, was := thawed(t, name)
			s, err := OpenWith(context.Background(), path, "T1", Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if err := s.Check(context.Background()); err != nil {
				t.Error(err)
			}
			want, err := os.ReadFile(filepath.Join("testdata", name+".golden"))
			if err != nil {
				t.Fatal(err)
			}
			differ(t, written(t, s), string(want))
			copied := s.Migrated().Copy
			if old := name != frozen[len(frozen)-1]; old != (copied != "") {
				t.Fatalf("it was migrated as %+v", s.Migrated())
			} else if old {
				sameRecords(t, copied, was)
			}
		})
	}
}

// TestWhateverIsKeptIsFrozen fails for a bucket, or a field of a record, that came
// after the newest file was frozen.
func TestWhateverIsKeptIsFrozen(t *testing.T) {
	newest := filepath.Join("testdata", frozen[len(frozen)-1])
	want, err := os.ReadFile(newest + ".golden")
	if err != nil {
		t.Fatal(err)
	}
	if differ(t, written(t, broken(t, func(*bbolt.Tx) error { return nil })), string(want)); t.Failed() {
		t.Errorf("%s is not what everything puts now: freeze it anew with -update, or, where its format was released, another one beside it", newest)
	}
	path, _ := thawed(t, filepath.Base(newest))
	held := map[string]bool{}
	for k := range rows(t, path) {
		held[strings.SplitN(k, "\x00", 2)[0]] = true
	}
	for _, bucket := range buckets {
		if !held[string(bucket)] {
			t.Errorf("nothing is put into %s: have everything put a record there", bucket)
			continue
		}
		without := broken(t, func(tx *bbolt.Tx) error {
			return errors.Join(tx.DeleteBucket(bucket), makeBuckets(tx))
		})
		if written(deaf{t}, without) == string(want) {
			t.Errorf("nothing is read off %s: have written read the record that everything puts there", bucket)
		}
	}
}

// A deaf test hears of no errors.
type deaf struct{ testing.TB }

func (deaf) Error(...any) {}

// thawed returns a copy of a frozen file that may be changed, and its bytes.
func thawed(t *testing.T, name string) (path string, was []byte) {
	t.Helper()
	was, err := os.ReadFile(filepath.Join("testdata", name+".db"))
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "greenroom.db")
	if err := os.WriteFile(path, was, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, was
}

// sameRecords checks that a copy holds what the file held, in its format.
func sameRecords(t *testing.T, copied string, was []byte) {
	t.Helper()
	before := filepath.Join(t.TempDir(), "before.db")
	if err := os.WriteFile(before, was, 0o600); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(copied); err != nil || info.Mode() != 0o600 {
		t.Errorf("the copy has mode %v, %v", info.Mode(), err)
	}
	if a, b := rows(t, copied), rows(t, before); !maps.Equal(a, b) {
		t.Errorf("the copy %s has %d rows, the file had %d, or they differ", copied, len(a), len(b))
	}
}

// differ compares what is read line by line.
func differ(t *testing.T, got, want string) {
	t.Helper()
	count := map[string]int{}
	for line := range strings.Lines(got) {
		count[line]++
	}
	for line := range strings.Lines(want) {
		count[line]--
	}
	for line, n := range count {
		if n > 0 {
			t.Errorf("read, and not written down: %s", line)
		} else if n < 0 {
			t.Errorf("written down, and not read: %s", line)
		}
	}
}

// freeze writes a file that holds each kind of record, and what is read off it.
func freeze(t *testing.T, name string) {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "greenroom.db")
	s, err := OpenWith(ctx, path, "T1", Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(ctx, everything); err != nil {
		t.Fatal(err)
	}
	golden := written(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(name+".db", b, 0o600), os.WriteFile(name+".golden", []byte(golden), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// longAgo is when all that is frozen happened.
var longAgo = time.Date(2026, 3, 2, 9, 0, 0, 123456000, time.UTC)

// storied is the answer that is kept as a story and has earlier texts, returning
// what is kept of the questions that return to its person.
var (
	storied   = practice.FirstID(longAgo.Add(time.Minute))
	returning = full(practice.Retrying{Person: "U1"})
)

// everything puts a record of each kind, and of each state that is found by other
// rows than the rest.
func everything(tx practice.Tx) error {
	at := func(minutes int) time.Time { return longAgo.Add(time.Duration(minutes) * time.Minute) }
	stamp := func(minutes int) practice.Stamp { return practice.Stamp(at(minutes).UnixMicro()) }
	id := func(minutes int) practice.ID { return practice.FirstID(at(minutes)) }
	there := practice.Place{Channel: "C1", Thread: stamp(0)}
	var errs []error
	put := func(err error) { errs = append(errs, err) }

	post := practice.Post{
		Key: "daily/weekdays/2026-03-02T09:00", Schedule: "weekdays", Occurrence: "2026-03-02T09:00", Channel: "C1",
		Question: "why-this-employer", Ask: "Why do you want to work with us?", At: at(0), OpenUntil: at(7 * 24 * 60), Stamp: stamp(0),
	}
	put(tx.PutPost(post))
	post.Key, post.Occurrence, post.At, post.Stamp = "daily/weekdays/2026-03-03T09:00", "2026-03-03T09:00", at(24*60), 0
	put(tx.PutPost(post))
	put(tx.PutPost(full(practice.Post{Key: "daily/full", Channel: "C2", Stamp: stamp(2), Doubles: []practice.Stamp{stamp(3)}})))

	put(tx.PutAnswer(practice.Answer{
		ID: id(1), Person: "U1", Origin: practice.InThread, Question: "why-this-employer", Place: there, Attempt: 1, CreatedAt: at(1), EditedAt: at(9),
		Messages: []practice.Message{{Stamp: stamp(1), Text: "We moved the service desk to one queue.", Edited: stamp(9)}, {Stamp: stamp(2), Text: "The backlog fell from 400 to 60.", Aside: true}},
		Rating:   4, FollowUp: "What would you do otherwise?", Followed: true,
	}))
	put(tx.PutAnswer(practice.Answer{
		ID: id(20), Person: "U1", Origin: practice.InThread, Question: "why-this-employer", Place: there, Attempt: 2, CreatedAt: at(20), Late: true,
		Messages: []practice.Message{{Stamp: stamp(20), Text: "Ich habe geführt: naïve, 予算, 🙂 — and \"quoted\".\nA second line."}},
	}))
	put(tx.PutAnswer(practice.Answer{
		ID: id(3), Person: "U2", Origin: practice.InThread, Question: "why-this-employer", Place: there, Attempt: 1, CreatedAt: at(3), Comment: true,
		Messages: []practice.Message{{Stamp: stamp(3), Text: "nice"}},
	}))
	put(tx.PutAnswer(practice.Answer{
		ID: id(30), Person: "U2", Origin: practice.InPrivate, Question: "why-this-employer", Ask: "Why us?", Place: there, Attempt: 1, CreatedAt: at(30),
		Messages: []practice.Message{{Text: "Nobody else is to read this."}},
	}))
	put(tx.PutAnswer(practice.Answer{
		ID: id(31), Person: "U2", Origin: practice.InPrivate, Question: "why-this-employer", Place: there, Attempt: 2, CreatedAt: at(31),
		Messages: []practice.Message{{Text: "This one was put into the thread."}}, Published: stamp(32), Sharing: true,
	}))
	put(tx.PutAnswer(practice.Answer{
		ID: id(40), Person: "U3", Origin: practice.InRound, Question: "own-budget", Place: practice.Place{Channel: "D3", Thread: stamp(39)}, Attempt: 1,
		CreatedAt: at(40), Messages: []practice.Message{{Stamp: stamp(40), Text: "I cut the cloud bill by a third."}}, Round: "0running",
	}))
	put(tx.PutAnswer(practice.Answer{
		ID: id(41), Person: "U3", Origin: practice.ToFollowUp, Question: "own-budget", Place: practice.Place{Channel: "D3", Thread: stamp(39)}, Attempt: 1,
		CreatedAt: at(41), Messages: []practice.Message{{Stamp: stamp(41), Text: "By 11,000 euro."}}, Round: "0running",
	}))
	put(tx.PutAnswer(practice.Answer{ID: id(42), Person: "U9", Origin: practice.InThread, Place: there, Attempt: 1, Messages: []practice.Message{{Stamp: stamp(42), Text: "To be taken back."}}}))
	put(tx.DropAnswer(id(42)))
	put(tx.PutGone("C1", stamp(43)))
	put(tx.PutAnswer(full(practice.Answer{ID: id(44), Person: "U4", Origin: practice.InPrivate, Place: there})))
	for i := range 15 {
		if i == 5 { // the rest is a tail
			put(tx.(*transaction).settle())
		}
		put(tx.PutAnswer(practice.Answer{
			ID: id(50 + i), Person: "U5", Origin: practice.AsRetry, Question: "own-budget", Place: practice.Place{Channel: "D5", Thread: stamp(49)}, Attempt: i + 1,
			CreatedAt: at(50 + i), Messages: []practice.Message{{Stamp: stamp(50 + i), Text: fmt.Sprint("try ", i+1)}},
		}))
	}
	put(tx.PutPassed(id(50)))

	put(tx.PutStray(full(practice.Said{Place: practice.Place{Channel: "C1", Thread: stamp(4)}, Stamp: stamp(5), By: "U2"})))
	put(tx.PutAsked("C1", "why-this-employer", 300))
	put(tx.PutStanding(full(practice.Standing{Schedule: "weekdays", Seen: at(24 * 60)})))
	put(tx.PutFate("weekdays", "2026-03-02T09:00", practice.Posted))
	put(tx.PutPosting(practice.Posting{
		Key: "count/daily/weekdays/2026-03-02T09:00", Kind: practice.PostCount, Place: there, Ref: "daily/weekdays/2026-03-02T09:00", NotBefore: at(2),
		State: practice.Uncertain, Tries: 1, SentAt: at(3),
	}))
	put(tx.PutPosting(full(practice.Posting{Key: "full", Kind: practice.PostQuestion, Place: practice.Place{Channel: "C1"}, State: practice.Delivered, Stamp: stamp(0)})))
	put(tx.PutDeadline(practice.Deadline{At: at(60), Kind: practice.LapseDue, Ref: "0running"}))
	put(tx.PutRound(practice.Round{
		ID: "0running", Person: "U3", Choice: practice.Choice{Kind: practice.Technical, Length: practice.Express, Mode: practice.LiveMode, Level: bank.Senior},
		Turns: []practice.Turn{
			{Round: bank.Technical, Question: "own-budget", Ask: "What did you do with your budget?", Minutes: 8, Answer: id(40), AskedAt: at(39), Spent: 90 * time.Second, Hints: 1, Rating: 3,
				Probes: []practice.Probe{{Ask: "In numbers?", Checks: "evidence", AskedAt: at(40), Answer: id(41)}}},
			{Round: bank.Technical, Question: "patching", Ask: "How do you patch?", Minutes: 8},
		},
		Turn: 1, Stage: practice.Asking, StartedAt: at(38), TouchedAt: at(41), Since: at(41), Thread: stamp(39), Channel: "D3",
	}))
	put(tx.PutRound(full(practice.Round{ID: "0ended", Person: "U4", Stage: practice.Ended})))
	put(tx.PutProfile(full(practice.Profile{Person: "U1"})))
	_, _, err := tx.Once("slash/1", "0running", at(38))
	put(err)
	put(tx.PutAct(practice.Act{At: at(5), By: "U1", What: "pause weekdays"}))
	put(tx.PutSuggestion(full(practice.Suggestion{ID: id(6)})))
	put(tx.PutReading(full(practice.Reading{Post: "daily/weekdays/2026-03-02T09:00"})))
	put(tx.PutGap(practice.Gap{End: at(7), Owed: at(6)}))
	put(tx.PutTrouble(full(practice.Trouble{Channel: "C2"})))
	put(tx.PutTally(full(practice.Tally{Note: "no-result"})))
	put(tx.PutEarlier(storied, []practice.Version{full(practice.Version{Message: stamp(1)}), {Message: stamp(1), Text: "We moved it.", At: at(8)}}))
	put(tx.PutStory(full(practice.Story{ID: storied, Person: "U1"})))
	put(tx.PutPreparation(full(practice.Preparation{Person: "U1"})))
	put(errors.Join(tx.PutRetrying(returning), tx.PutDeadline(returning.Deadline())))
	put(tx.PutTombstone("U8", stamp(70)))
	put(tx.PutForgetting(full(practice.Forgetting{Person: "U8", Upto: stamp(70)})))
	put(tx.(*transaction).noteCopy("copies/greenroom.db", at(80)))
	return errors.Join(errs...)
}

// full returns a record with something in each field that has nothing yet.
func full[T any](record T) T {
	v := reflect.ValueOf(&record).Elem()
	for i := range v.NumField() {
		fillIn(v.Type().Field(i).Name, v.Field(i))
	}
	return record
}

func fillIn(name string, v reflect.Value) {
	if !v.IsZero() {
		return
	}
	if t, ok := v.Addr().Interface().(*time.Time); ok {
		*t = longAgo.Add(time.Duration(len(name)) * time.Hour)
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.ToLower(name))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(len(name)))
	case reflect.Uint64:
		v.SetUint(uint64(len(name)))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillIn(name, v.Index(0))
	case reflect.Map:
		k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fillIn(name, k)
		fillIn(name, e)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(k, e)
	case reflect.Struct:
		for i := range v.NumField() {
			fillIn(v.Type().Field(i).Name, v.Field(i))
		}
	default:
		panic("nothing is known of " + v.Type().String())
	}
}

// written reads all that a store holds through its own phrases, a line for each
// record and each way to find one.
func written(t testing.TB, s *Store) string {
	t.Helper()
	var out []string
	line := func(what string, v ...any) {
		for _, v := range v {
			what += " " + shown(reflect.ValueOf(v))
		}
		out = append(out, what)
	}
	must := func(err error) {
		if err != nil {
			t.Error(err)
		}
	}
	rolledBack := errors.New("what is read is not taken away")
	err := s.Update(context.Background(), func(x practice.Tx) error {
		tx := x.(*transaction)
		keys := func(bucket []byte) (out []string) {
			must(tx.under(bucket, nil, func(k, _ []byte) (bool, error) {
				out = append(out, string(k))
				return true, nil
			}))
			return out
		}
		people, places, channels, schedules := map[practice.Person]bool{}, map[practice.Place]bool{}, map[string]bool{}, map[string]bool{}
		for _, k := range keys(bucketAnswers) {
			a, err := tx.Answer(answerID([]byte(k)))
			must(err)
			line("answer", a)
			people[a.Person], places[a.Place] = true, true
			for _, m := range a.Messages {
				id, gone, err := tx.Heard(a.Place.Channel, m.Stamp)
				must(err)
				line("heard", a.Place.Channel, m.Stamp, id, gone)
			}
		}
		for p := range people {
			must(tx.AnswersBy(p, 0, func(a practice.Answer) bool { line("answer by", p, a.ID); return true }))
			must(tx.RoundsBy(p, func(r practice.Round) bool { line("round by", p, r.ID); return true }))
			if r, err := tx.RunningRound(p); err == nil {
				line("running", p, r.ID)
			}
			profile, err := tx.Profile(p)
			must(err)
			line("profile", profile)
			for at := range places {
				if a, err := tx.LatestAnswer(at, p); err == nil {
					line("latest", at, p, a.ID)
				}
			}
		}
		for at := range places {
			must(tx.AnswersIn(at, func(a practice.Answer) bool { line("answer in", at, a.ID); return true }))
			must(tx.SharedIn(at, func(a practice.Answer) bool { line("shared in", at, a.ID); return true }))
		}
		for _, k := range keys(bucketHeard) {
			channel, stamp := k[8:], practice.Stamp(number([]byte(k)))
			if _, gone, err := tx.Heard(channel, stamp); gone || err != nil {
				line("gone", channel, stamp, err)
			}
		}
		for _, k := range keys(bucketPosts) {
			p, err := tx.Post(k)
			must(err)
			line("post", p)
			channels[p.Channel], schedules[p.Schedule] = true, true
			for _, at := range append([]practice.Stamp{p.Stamp}, p.Doubles...) {
				if p, err := tx.PostAt(practice.Place{Channel: p.Channel, Thread: at}); err == nil {
					line("post at", at, p.Key)
				}
			}
			r, err := tx.Reading(k)
			must(err)
			line("reading", r)
		}
		for name := range schedules {
			found, err := tx.PostsOf(name, 100)
			must(err)
			for _, p := range found {
				line("post of", name, p.Key)
			}
			standing, err := tx.Standing(name)
			must(err)
			line("standing", standing)
		}
		for channel := range channels {
			found, err := tx.UnsurePosts(channel)
			must(err)
			for _, p := range found {
				line("unsure", p.Key)
			}
			strays, err := tx.TakeStrays(channel)
			must(err)
			for _, s := range strays {
				line("stray", s)
			}
			times, err := tx.Asked(channel)
			must(err)
			for q, n := range times {
				line("asked", channel, q, n)
			}
		}
		for _, k := range keys(bucketFates) {
			schedule, occurrence, _ := strings.Cut(k, "\x00")
			f, err := tx.Fate(schedule, occurrence)
			must(err)
			line("fate", schedule, occurrence, f)
		}
		for _, k := range keys(bucketPostings) {
			p, err := tx.Posting(k)
			must(err)
			line("posting", p)
		}
		must(tx.OpenPostings(func(p practice.Posting) bool { line("open", p.Key); return true }))
		must(tx.DueDeadlines(longAgo.AddDate(10, 0, 0), func(d practice.Deadline) bool { line("deadline", d); return true }))
		for _, k := range keys(bucketRounds) {
			r, err := tx.Round(k)
			must(err)
			line("round", r)
		}
		for _, k := range keys(bucketOnce) {
			was, first, err := tx.Once(k, "", longAgo)
			must(err)
			line("once", k, was, first)
		}
		acts, err := tx.Acts(100)
		must(err)
		for _, a := range acts {
			line("act", a)
		}
		must(tx.Suggestions(0, func(s practice.Suggestion) bool { line("suggestion", s); return true }))
		troubles, err := tx.Troubles()
		must(err)
		for _, x := range troubles {
			line("trouble", x)
		}
		tallies, err := tx.Tallies()
		must(err)
		for _, x := range tallies {
			line("tally", x)
		}
		for _, k := range keys(bucketEarlier) {
			versions, err := tx.Earlier(answerID([]byte(k)))
			must(err)
			line("earlier", answerID([]byte(k)), versions)
		}
		for p := range people {
			must(tx.StoriesBy(p, func(x practice.Story) bool { line("story", x); return true }))
		}
		for _, k := range keys(bucketPreparations) {
			x, err := tx.Preparation(practice.Person(k))
			must(err)
			line("preparation", x)
		}
		for _, k := range keys(bucketRetries) {
			x, err := tx.Retrying(practice.Person(k))
			must(err)
			line("retrying", x)
		}
		forgettings, err := tx.Forgettings()
		must(err)
		for _, x := range forgettings {
			upto, err := tx.Tombstone(x.Person)
			must(err)
			line("forgetting", x)
			line("tombstone", x.Person, upto)
		}
		must(tx.under(bucketCopies, nil, func(k, v []byte) (bool, error) {
			line("copy", string(k), int64(number(v)))
			return true, nil
		}))
		passed, err := tx.Passed()
		must(err)
		gap, err := tx.Gap()
		must(err)
		line("passed", passed)
		line("gap", gap)
		return rolledBack
	})
	if !errors.Is(err, rolledBack) {
		t.Error(err)
	}
	slices.Sort(out)
	return strings.Join(out, "\n") + "\n"
}

// shown writes a value without what is zero in it, so that fields that came later
// change nothing.
func shown(v reflect.Value) string {
	if !v.IsValid() {
		return "none"
	}
	if t, ok := v.Interface().(time.Time); ok {
		return t.UTC().Format(time.RFC3339Nano)
	}
	var parts []string
	switch v.Kind() {
	case reflect.String:
		return fmt.Sprintf("%q", v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				parts = append(parts, v.Type().Field(i).Name+": "+shown(v.Field(i)))
			}
		}
		slices.Sort(parts)
		return "{" + strings.Join(parts, ", ") + "}"
	case reflect.Slice:
		for i := range v.Len() {
			parts = append(parts, shown(v.Index(i)))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Map:
		for _, k := range v.MapKeys() {
			parts = append(parts, shown(k)+": "+shown(v.MapIndex(k)))
		}
		slices.Sort(parts)
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Bool:
		return fmt.Sprint(v.Bool())
	case reflect.Uint64:
		return fmt.Sprint(v.Uint())
	default:
		return fmt.Sprint(v.Int())
	}
}

// rows returns all rows of a file that nobody has open.
func rows(t *testing.T, path string) map[string]string {
	t.Helper()
	s, err := OpenWith(context.Background(), path, "", Options{AsIs: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	out := map[string]string{}
	tx, err := s.db.Begin(false)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	c := tx.Cursor()
	for name, _ := c.First(); name != nil; name, _ = c.Next() {
		b := tx.Bucket(name).Cursor()
		for k, v := b.First(); k != nil; k, v = b.Next() {
			out[string(name)+"\x00"+string(k)] = string(v)
		}
	}
	return out
}
