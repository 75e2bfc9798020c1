package storage

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/practice"
)

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
