package storagetest

import (
	"errors"
	"fmt"

	"greenroom/practice"
)

var forgetting = []test{
	{"a tombstone is found by its person alone, and the latest counts", func(s *shelf) {
		s.view(func(tx practice.Tx) error {
			upto, err := tx.Tombstone("U1")
			if upto != 0 {
				s.t.Errorf("of somebody new it is %d", upto)
			}
			if _, err := tx.Alias("U1"); !errors.Is(err, practice.ErrNotFound) {
				s.t.Errorf("their alias: %v", err)
			}
			return err
		})
		s.put(
			func(tx practice.Tx) error { return tx.PutTombstone("U1", 7) },
			func(tx practice.Tx) error { return tx.PutTombstone("U1", 9) },
		)
		var alias practice.Person
		s.view(func(tx practice.Tx) (err error) {
			alias, err = tx.Alias("U1")
			return err
		})
		s.reopen()
		s.view(func(tx practice.Tx) error {
			one, err := tx.Tombstone("U1")
			two, err2 := tx.Tombstone("U2")
			again, err3 := tx.Alias("U1")
			other, err4 := tx.Alias("U2")
			if one != 9 || two != 0 || again != alias || other == alias || alias == "" || alias == "U1" {
				s.t.Errorf("tombstones %d and %d, aliases %q, %q and %q", one, two, alias, again, other)
			}
			return errors.Join(err, err2, err3, err4)
		})
	}},

	{"a forgetting comes back until it is dropped", func(s *shelf) {
		x := sample[practice.Forgetting]()
		s.put(func(tx practice.Tx) error { return tx.PutForgetting(x) })
		s.reopen()
		comesBack(s, x, func(tx practice.Tx) (practice.Forgetting, error) {
			all, err := tx.Forgettings()
			if len(all) != 1 {
				return practice.Forgetting{}, fmt.Errorf("there are %d: %w", len(all), err)
			}
			return all[0], err
		})
		s.put(func(tx practice.Tx) error {
			return errors.Join(tx.DropForgetting(x.Person), tx.DropForgetting("U404"), tx.Erased())
		})
		s.view(func(tx practice.Tx) error {
			all, err := tx.Forgettings()
			if len(all) != 0 {
				s.t.Errorf("left: %+v", all)
			}
			return err
		})
	}},

	{"an erased answer leaves no mark of its messages, and others stay", func(s *shelf) {
		in := practice.Place{Channel: "C1", Thread: 5}
		answer := func(id practice.ID, by practice.Person, at practice.Stamp) practice.Answer {
			return practice.Answer{
				ID: id, Person: by, Origin: practice.InThread, Place: in, Attempt: 1, Published: at,
				Messages: []practice.Message{{Stamp: at, Text: "one"}, {Stamp: at + 1, Text: "two"}},
			}
		}
		for id := range practice.ID(40) {
			s.put(putAnswer(answer(100+2*id, "U1", practice.Stamp(1000+4*id))), putAnswer(answer(101+2*id, "U2", practice.Stamp(1002+4*id))))
		}
		s.put(func(tx practice.Tx) error {
			for id := range practice.ID(40) {
				if err := tx.EraseAnswer(100 + 2*id); err != nil {
					return err
				}
			}
			return tx.EraseAnswer(7)
		})
		s.reopen()
		s.view(func(tx practice.Tx) error {
			theirs, others := 0, 0
			err := errors.Join(
				tx.AnswersBy("U1", 0, func(practice.Answer) bool { theirs++; return true }),
				tx.AnswersBy("U2", 0, func(practice.Answer) bool { others++; return true }),
				tx.SharedIn(in, func(a practice.Answer) bool {
					if a.Person != "U2" {
						s.t.Errorf("still shared: %+v", a)
					}
					return true
				}),
			)
			if theirs != 0 || others != 40 {
				s.t.Errorf("%d and %d answers are left", theirs, others)
			}
			if _, none := tx.LatestAnswer(in, "U1"); !errors.Is(none, practice.ErrNotFound) {
				s.t.Errorf("the latest in the thread: %v", none)
			}
			for at := practice.Stamp(1000); at < 1160; at++ {
				id, gone, err2 := tx.Heard("C1", at)
				if theirs := at%4 < 2; gone || err2 != nil || theirs != (id == 0) {
					s.t.Errorf("message %d is held by %d, gone %v, %v", at, id, gone, err2)
				}
			}
			return err
		})
	}},

	{"what is dropped is found no more, in any way", func(s *shelf) {
		round := practice.Round{ID: "r1", Person: "U1", Stage: practice.Asking}
		post := practice.Post{Key: "alone/U1/1", To: "U1", Channel: "D1", Stamp: 7, Doubles: []practice.Stamp{9}}
		unsure := practice.Post{Key: "alone/U1/2", To: "U1", Channel: "D1"}
		other := practice.Post{Key: "alone/U11/1", To: "U11", Channel: "D2", Stamp: 8}
		s.put(
			putRound(round), putPost(post), putPost(unsure), putPost(other),
			putPosting(practice.Posting{Key: "b", To: "U1"}), putPosting(practice.Posting{Key: "a", To: "U2"}),
			func(tx practice.Tx) error { return tx.PutReading(practice.Reading{Post: post.Key, Replies: 3}) },
			func(tx practice.Tx) error { return tx.PutProfile(practice.Profile{Person: "U1", Zone: "UTC"}) },
			func(tx practice.Tx) error {
				return errors.Join(tx.PutAsked("@U1", "q", 1), tx.PutAsked("@U11", "q", 1))
			},
			func(tx practice.Tx) error {
				return errors.Join(
					tx.PutStray(practice.Said{Place: practice.Place{Channel: "C1", Thread: 5}, Stamp: 6, By: "U1"}),
					tx.PutStray(practice.Said{Place: practice.Place{Channel: "C1", Thread: 5}, Stamp: 8, By: "U1"}),
					tx.PutStray(practice.Said{Place: practice.Place{Channel: "C1", Thread: 5}, Stamp: 7, By: "U2"}),
				)
			},
			func(tx practice.Tx) error { return tx.PutAct(practice.Act{At: noon(0), By: "U1", What: "pause"}) },
			putSuggestion(practice.Suggestion{ID: 5, By: "U1"}),
			func(tx practice.Tx) error { _, _, err := tx.Once("k1", "r", noon(0)); return err },
			func(tx practice.Tx) error { _, _, err := tx.Once("k2", "s", noon(0)); return err },
		)
		var posts, postings, onces []string
		walk := func(tx practice.Tx) error {
			posts, postings, onces = nil, nil, nil
			return errors.Join(
				tx.PostsUnder("alone/U1/", func(p practice.Post) bool { posts = append(posts, p.Key); return true }),
				tx.PostingsFrom("", func(p practice.Posting) bool { postings = append(postings, p.Key); return true }),
				tx.OncesFrom("k", func(key, ref string) bool { onces = append(onces, key+ref); return true }),
			)
		}
		s.view(walk)
		same(s, "posts", posts, []string{post.Key, unsure.Key})
		same(s, "postings", postings, []string{"a", "b"})
		same(s, "keys", onces, []string{"k1r", "k2s"})
		for range 2 { // the second time nothing is there
			s.put(func(tx practice.Tx) error {
				return errors.Join(
					tx.DropRound("r1"), tx.DropPost(post.Key), tx.DropPost(unsure.Key), tx.DropPosting("b"), tx.DropProfile("U1"), tx.DropAsked("@U1"),
					tx.DropStrays("U1", 7), tx.DropSuggestion(5), tx.DropOnce("k1"), tx.RenameActor("U1", "hash"),
				)
			})
		}
		s.reopen()
		s.view(walk)
		same(s, "posts afterwards", posts, nil)
		same(s, "postings afterwards", postings, []string{"a"})
		same(s, "keys afterwards", onces, []string{"k2s"})
		s.view(func(tx practice.Tx) error {
			_, noRound := tx.RunningRound("U1")
			_, noPost := tx.PostAt(post.Place())
			_, noDouble := tx.PostAt(practice.Place{Channel: "D1", Thread: 9})
			_, noSuggestion := tx.Suggestion(5)
			for what, err := range map[string]error{"round": noRound, "post": noPost, "double": noDouble, "suggestion": noSuggestion} {
				if !errors.Is(err, practice.ErrNotFound) {
					s.t.Errorf("%s: %v", what, err)
				}
			}
			rounds, open := 0, 0
			asked, err := tx.Asked("@U1")
			others, err2 := tx.Asked("@U11")
			unsure, err3 := tx.UnsurePosts("D1")
			newest, err4 := tx.PostsOf("", 9)
			reading, err5 := tx.Reading(post.Key)
			profile, err6 := tx.Profile("U1")
			acts, err7 := tx.Acts(9)
			if len(asked) != 0 || len(others) != 1 || len(unsure) != 0 || len(newest) != 1 || reading.Replies != 0 || profile.Zone != "" ||
				len(acts) != 1 || acts[0].By != "hash" || acts[0].What != "pause" {
				s.t.Errorf("left: %v, %v, %v, %v, %v, %v, %v", asked, others, unsure, newest, reading, profile, acts)
			}
			err8 := errors.Join(
				tx.RoundsBy("U1", func(practice.Round) bool { rounds++; return true }),
				tx.OpenPostings(func(practice.Posting) bool { open++; return true }),
			)
			if rounds != 0 || open != 1 {
				s.t.Errorf("%d rounds and %d open postings", rounds, open)
			}
			return errors.Join(err, err2, err3, err4, err5, err6, err7, err8)
		})
		s.update(func(tx practice.Tx) error {
			strays, err := tx.TakeStrays("C1")
			if len(strays) != 2 || strays[0].By != "U2" || strays[1].Stamp != 8 {
				s.t.Errorf("strays: %+v", strays)
			}
			return err
		})
	}},
}
