package storagetest

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"greenroom/practice"
)

var records = []test{
	{"every field of every record comes back", func(s *shelf) {
		answer, post, posting := sample[practice.Answer](), sample[practice.Post](), sample[practice.Posting]()
		round, profile, said := sample[practice.Round](), sample[practice.Profile](), sample[practice.Said]()
		standing, act, deadline := sample[practice.Standing](), sample[practice.Act](), sample[practice.Deadline]()
		suggestion := sample[practice.Suggestion]()
		s.put(putAnswer(answer), putPost(post), putPosting(posting), putRound(round),
			func(tx practice.Tx) error { return tx.PutProfile(profile) },
			func(tx practice.Tx) error { return tx.PutStray(said) },
			func(tx practice.Tx) error { return tx.PutStanding(standing) },
			func(tx practice.Tx) error { return tx.PutAct(act) },
			func(tx practice.Tx) error { return tx.PutDeadline(deadline) },
			func(tx practice.Tx) error { return tx.PutSuggestion(suggestion) },
		)
		s.reopen()
		comesBack(s, answer, func(tx practice.Tx) (practice.Answer, error) { return tx.Answer(answer.ID) })
		comesBack(s, post, func(tx practice.Tx) (practice.Post, error) { return tx.Post(post.Key) })
		comesBack(s, posting, func(tx practice.Tx) (practice.Posting, error) { return tx.Posting(posting.Key) })
		comesBack(s, round, func(tx practice.Tx) (practice.Round, error) { return tx.Round(round.ID) })
		comesBack(s, profile, func(tx practice.Tx) (practice.Profile, error) { return tx.Profile(profile.Person) })
		comesBack(s, []practice.Said{said}, func(tx practice.Tx) ([]practice.Said, error) { return tx.TakeStrays(said.Place.Channel) })
		comesBack(s, standing, func(tx practice.Tx) (practice.Standing, error) { return tx.Standing(standing.Schedule) })
		comesBack(s, []practice.Act{act}, func(tx practice.Tx) ([]practice.Act, error) { return tx.Acts(1) })
		comesBack(s, suggestion, func(tx practice.Tx) (practice.Suggestion, error) { return tx.Suggestion(suggestion.ID) })
		comesBack(s, deadline, func(tx practice.Tx) (d practice.Deadline, err error) {
			err = tx.DueDeadlines(deadline.At, func(due practice.Deadline) bool { d = due; return true })
			return d, err
		})
	}},

	{"every origin, state and fate comes back", func(s *shelf) {
		for i, origin := range []practice.Origin{practice.InThread, practice.InPrivate, practice.InRound, practice.ToFollowUp, practice.AsRetry} {
			a := practice.Answer{ID: practice.ID(i + 1), Person: "U1", Origin: origin}
			s.put(putAnswer(a))
			comesBack(s, a, func(tx practice.Tx) (practice.Answer, error) { return tx.Answer(a.ID) })
		}
		for state := practice.Planned; state <= practice.Refused; state++ {
			p := practice.Posting{Key: fmt.Sprint("k", state), Seq: uint64(state) + 1, State: state, Since: time.UnixMicro(1_795_000_000_000_000).UTC()}
			s.put(putPosting(p))
			comesBack(s, p, func(tx practice.Tx) (practice.Posting, error) { return tx.Posting(p.Key) })
		}
		for _, fate := range []practice.Fate{practice.Posted, practice.Missed, practice.Skipped, practice.Failed} {
			s.put(func(tx practice.Tx) error { return tx.PutFate("s", "2026-11-23T09:00", fate) })
			comesBack(s, fate, func(tx practice.Tx) (practice.Fate, error) { return tx.Fate("s", "2026-11-23T09:00") })
		}
	}},

	{"a record replaces the one of its key, and an emptied field is empty", func(s *shelf) {
		answer, round, standing := sample[practice.Answer](), sample[practice.Round](), sample[practice.Standing]()
		s.put(putAnswer(answer), putRound(round), func(tx practice.Tx) error { return tx.PutStanding(standing) })
		bareAnswer := practice.Answer{ID: answer.ID, Person: answer.Person, Origin: answer.Origin, Place: answer.Place}
		bareRound := practice.Round{ID: round.ID, Person: round.Person}
		bareStanding := practice.Standing{Schedule: standing.Schedule}
		s.put(putAnswer(bareAnswer), putRound(bareRound), func(tx practice.Tx) error { return tx.PutStanding(bareStanding) })
		comesBack(s, bareAnswer, func(tx practice.Tx) (practice.Answer, error) { return tx.Answer(answer.ID) })
		comesBack(s, bareRound, func(tx practice.Tx) (practice.Round, error) { return tx.Round(round.ID) })
		comesBack(s, bareStanding, func(tx practice.Tx) (practice.Standing, error) { return tx.Standing(standing.Schedule) })
	}},

	{"any text comes back byte for byte", func(s *shelf) {
		for i, text := range []string{"", " ", "日本語 👩🏽‍💻", "a\x00b", "not \xff UTF-8", strings.Repeat("long ", 10_000)} {
			a := practice.Answer{ID: practice.ID(i + 1), Person: "U1", Origin: practice.InPrivate, Messages: []practice.Message{{Text: text}}}
			s.put(putAnswer(a))
			comesBack(s, a, func(tx practice.Tx) (practice.Answer, error) { return tx.Answer(a.ID) })
		}
	}},

	{"what is returned belongs to the caller", func(s *shelf) {
		s.put(putAnswer(sample[practice.Answer]()))
		var got practice.Answer
		s.view(func(tx practice.Tx) (err error) {
			got, err = tx.Answer(sample[practice.Answer]().ID)
			return err
		})
		for i := range 500 { // what the view saw is overwritten in the store
			s.put(func(tx practice.Tx) error { return tx.PutAsked("C1", fmt.Sprint("q", i), i) })
		}
		s.equal("the answer after the view", got, sample[practice.Answer]())
		got.Messages[0].Text = "changed by the caller"
		comesBack(s, sample[practice.Answer](), func(tx practice.Tx) (practice.Answer, error) {
			return tx.Answer(sample[practice.Answer]().ID)
		})
	}},

	{"a missing record is not found", func(s *shelf) {
		for name, read := range map[string]func(practice.Tx) error{
			"Answer": func(tx practice.Tx) error { _, err := tx.Answer(1); return err },
			"LatestAnswer": func(tx practice.Tx) error {
				_, err := tx.LatestAnswer(practice.Place{Channel: "C1", Thread: 1}, "U1")
				return err
			},
			"Post":         func(tx practice.Tx) error { _, err := tx.Post("none"); return err },
			"PostAt":       func(tx practice.Tx) error { _, err := tx.PostAt(practice.Place{Channel: "C1", Thread: 1}); return err },
			"Fate":         func(tx practice.Tx) error { _, err := tx.Fate("none", "none"); return err },
			"Posting":      func(tx practice.Tx) error { _, err := tx.Posting("none"); return err },
			"Round":        func(tx practice.Tx) error { _, err := tx.Round("none"); return err },
			"Suggestion":   func(tx practice.Tx) error { _, err := tx.Suggestion(1); return err },
			"Story":        func(tx practice.Tx) error { _, err := tx.Story("U1", 1); return err },
			"RunningRound": func(tx practice.Tx) error { _, err := tx.RunningRound("U1"); return err },
		} {
			s.view(func(tx practice.Tx) error {
				if err := read(tx); !errors.Is(err, practice.ErrNotFound) {
					return fmt.Errorf("%s: got %v, want ErrNotFound", name, err)
				}
				return nil
			})
		}
	}},

	{"every profile is visited until that is enough", func(s *shelf) {
		for _, p := range []practice.Person{"U1", "U2", "U3"} {
			s.put(func(tx practice.Tx) error {
				return tx.PutProfile(practice.Profile{Person: p, Reminders: practice.RemindersOn})
			})
		}
		for most, want := range map[int]int{1: 1, 2: 2, 9: 3} {
			seen := map[practice.Profile]bool{}
			s.view(func(tx practice.Tx) error {
				return tx.Profiles(func(p practice.Profile) bool {
					seen[p] = p.Reminders == practice.RemindersOn && p.Person != ""
					return len(seen) < most
				})
			})
			s.equal(fmt.Sprintf("profiles seen, %d wanted", most), len(seen), want)
		}
	}},

	{"where a zero value is promised a missing record is one", func(s *shelf) {
		comesBack(s, practice.Profile{Person: "U1"}, func(tx practice.Tx) (practice.Profile, error) { return tx.Profile("U1") })
		comesBack(s, practice.Standing{Schedule: "s"}, func(tx practice.Tx) (practice.Standing, error) { return tx.Standing("s") })
		comesBack(s, practice.Tally{Note: "result"}, func(tx practice.Tx) (practice.Tally, error) { return tx.Tally("result") })
		comesBack(s, nil, practice.Tx.Tallies)
		comesBack(s, map[string]int{}, func(tx practice.Tx) (map[string]int, error) { return tx.Asked("C1") })
		s.update(func(tx practice.Tx) error {
			id, gone, err := tx.Heard("C1", 1)
			if id != 0 || gone || err != nil {
				return fmt.Errorf("Heard: %v %v %v", id, gone, err)
			}
			posts, err := tx.PostsOf("s", 3)
			unsure, err2 := tx.UnsurePosts("C1")
			strays, err3 := tx.TakeStrays("C1")
			acts, err4 := tx.Acts(3)
			if len(posts)+len(unsure)+len(strays)+len(acts) != 0 {
				return fmt.Errorf("got %v %v %v %v", posts, unsure, strays, acts)
			}
			return errors.Join(err, err2, err3, err4,
				tx.AnswersBy("U1", 0, func(practice.Answer) bool { return true }),
				tx.AnswersIn(practice.Place{Channel: "C1"}, func(practice.Answer) bool { return true }),
				tx.OpenPostings(func(practice.Posting) bool { return true }),
				tx.DueDeadlines(noon(0), func(practice.Deadline) bool { return true }),
				tx.RoundsBy("U1", func(practice.Round) bool { return true }),
				tx.Suggestions(0, func(practice.Suggestion) bool { return true }),
				tx.DropAnswer(1), tx.DropDeadline(practice.Deadline{At: noon(0), Kind: practice.LapseDue, Ref: "r"}))
		})
	}},

	{"a key comes up for the first time once", func(s *shelf) {
		once := func(k string, want bool) {
			s.t.Helper()
			s.update(func(tx practice.Tx) error {
				was, first, err := tx.Once(k, "ref of "+k, noon(0))
				if first != want {
					return fmt.Errorf("Once(%q) = %v", k, first)
				}
				if !first && was != "ref of "+k {
					return fmt.Errorf("Once(%q) was given %q the first time", k, was)
				}
				return err
			})
		}
		once("form/1", true)
		once("form/1", false)
		once("form/10", true)
		s.reopen()
		once("form/1", false)
		// A key of an update that failed never came up.
		_ = s.store.Update(s.t.Context(), func(tx practice.Tx) error {
			_, _, _ = tx.Once("form/2", "ref of form/2", noon(0))
			return errOnPurpose
		})
		once("form/2", true)
	}},

	{"acts come newest first, those of one instant too", func(s *shelf) {
		for i, at := range []time.Time{noon(0), noon(1), noon(1), noon(2)} {
			s.put(func(tx practice.Tx) error { return tx.PutAct(practice.Act{At: at, By: "U1", What: fmt.Sprint(i)}) })
		}
		for n, want := range map[int][]string{0: nil, 2: {"3", "2"}, 9: {"3", "2", "1", "0"}} {
			s.view(func(tx practice.Tx) error {
				acts, err := tx.Acts(n)
				var got []string
				for _, a := range acts {
					got = append(got, a.What)
				}
				same(s, fmt.Sprintf("Acts(%d)", n), got, want)
				return err
			})
		}
	}},
}

// comesBack fails the test where read does not return the record.
func comesBack[T any](s *shelf, want T, read func(practice.Tx) (T, error)) {
	s.t.Helper()
	s.update(func(tx practice.Tx) error {
		got, err := read(tx)
		s.equal(fmt.Sprintf("%T", want), got, want)
		return err
	})
}

func (s *shelf) equal(what string, got, want any) {
	s.t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		s.t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// sample returns a record of which every field is set, each to another value, so
// that a field that a store forgets is missed. Where a value has a meaning to
// the store it is a fitting one.
func sample[T any]() T {
	var v T
	n := 0
	set(reflect.ValueOf(&v).Elem(), &n)
	switch r := any(&v).(type) {
	case *practice.Answer:
		r.Origin = practice.AsRetry
	case *practice.Posting:
		r.State = practice.Refused
	}
	return v
}

// set gives a value and all that it holds something other than zero.
func set(v reflect.Value, n *int) {
	*n++
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(noon(*n).Add(time.Duration(*n) * time.Microsecond)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("text-", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(*n))
	case reflect.Struct:
		for i := range v.NumField() {
			set(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			set(v.Index(i), n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		set(v.Elem(), n)
	case reflect.Map:
		k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		set(k, n)
		set(e, n)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(k, e)
	default:
		panic(fmt.Sprintf("storagetest: no sample of a %s", v.Type()))
	}
}
