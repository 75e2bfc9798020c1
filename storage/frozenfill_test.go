package storage

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

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
