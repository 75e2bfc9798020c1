package storagetest

import (
	"errors"
	"fmt"

	"greenroom/practice"
)

var postsAndSchedules = []test{
	{"a post is found by its message once that is known", func(s *shelf) {
		p := practice.Post{Key: "p", Schedule: "s", Channel: "#general", At: noon(0)}
		s.put(putPost(p))
		s.postAt(practice.Place{Channel: "#general"}, "")
		same(s, "unsure", s.unsure("#general"), []string{"p"})
		// The name of the channel became its id.
		p.Channel, p.Stamp = "C1", 77
		s.put(putPost(p))
		s.reopen()
		s.postAt(practice.Place{Channel: "C1", Thread: 77}, "p")
		s.postAt(practice.Place{Channel: "C1", Thread: 78}, "")
		s.postAt(practice.Place{Channel: "C10", Thread: 77}, "")
		same(s, "unsure", s.unsure("#general"), nil)
		same(s, "unsure", s.unsure("C1"), nil)
	}},

	{"unsure are the posts of a channel without a message, and no other's", func(s *shelf) {
		s.put(putPost(practice.Post{Key: "b", Channel: "C1"}), putPost(practice.Post{Key: "a", Channel: "C1"}),
			putPost(practice.Post{Key: "c", Channel: "C10"}), putPost(practice.Post{Key: "d", Channel: "C1", Stamp: 5}))
		same(s, "unsure", s.unsure("C1"), []string{"a", "b"})
		same(s, "unsure", s.unsure("C"), nil)
	}},

	{"a post that was refused is not unsure any more", func(s *shelf) {
		s.put(putPost(practice.Post{Key: "a", Schedule: "s", Channel: "C1"}), putPost(practice.Post{Key: "b", Channel: "C1"}),
			putPost(practice.Post{Key: "a", Schedule: "s", Channel: "C1", Refused: true}))
		same(s, "unsure", s.unsure("C1"), []string{"b"})
		same(s, "of its schedule", s.postsOf("s", 9), []string{"a"})
	}},

	{"the posts of a schedule come newest first", func(s *shelf) {
		for i, minute := range []int{3, 1, 2} {
			s.put(putPost(practice.Post{Key: fmt.Sprint("k", i), Schedule: "s", At: noon(minute)}))
		}
		s.put(putPost(practice.Post{Key: "other", Schedule: "s2", At: noon(9)}), putPost(practice.Post{Key: "k2", Schedule: "s", At: noon(2), Stamp: 5}))
		same(s, "two", s.postsOf("s", 2), []string{"k0", "k2"})
		same(s, "all", s.postsOf("s", 9), []string{"k0", "k2", "k1"})
		same(s, "none", s.postsOf("s", 0), nil)
		same(s, "of another", s.postsOf("s2", 9), []string{"other"})
		same(s, "of an unknown", s.postsOf("", 9), nil)
	}},

	{"a post that is written anew is found by what it says now", func(s *shelf) {
		s.put(putPost(practice.Post{Key: "k", Schedule: "s", Channel: "C1", At: noon(1), Stamp: 5}),
			putPost(practice.Post{Key: "l", Schedule: "s", Channel: "C1", At: noon(2), Stamp: 6}),
			putPost(practice.Post{Key: "k", Schedule: "s", Channel: "C1", At: noon(3), Stamp: 7}))
		same(s, "posts", s.postsOf("s", 9), []string{"k", "l"})
		s.postAt(practice.Place{Channel: "C1", Thread: 5}, "")
		s.postAt(practice.Place{Channel: "C1", Thread: 7}, "k")
	}},

	{"a post that was read is read as it is after each write of the same transaction", func(s *shelf) {
		p := practice.Post{Key: "k", Schedule: "s", Channel: "C1", Ask: "before", At: noon(1), Stamp: 5, Doubles: []practice.Stamp{6}}
		other := practice.Post{Key: "l", Schedule: "s", Channel: "C1", Ask: "another", At: noon(2), Stamp: 7}
		s.put(putPost(p), putPost(other), func(tx practice.Tx) error {
			asks := func(at practice.Stamp, want string) error {
				got, err := tx.PostAt(practice.Place{Channel: "C1", Thread: at})
				if err != nil || got.Ask != want {
					return fmt.Errorf("at %d: %q, %w, want %q", at, got.Ask, err, want)
				}
				for i := range got.Doubles {
					got.Doubles[i]++ // what was returned is the caller's
				}
				return nil
			}
			err := errors.Join(asks(5, "before"), asks(5, "before"), asks(7, "another"), asks(6, "before"))
			p.Ask = "after"
			err = errors.Join(err, tx.PutPost(p), asks(5, "after"), asks(6, "after"), tx.DropPost("k"))
			if _, gone := tx.Post("k"); !errors.Is(gone, practice.ErrNotFound) {
				err = errors.Join(err, fmt.Errorf("dropped: %w", gone))
			}
			return errors.Join(err, asks(7, "another"))
		})
	}},

	{"strays are taken once, in the order of their stamps", func(s *shelf) {
		stray := func(channel string, at, edited practice.Stamp) func(practice.Tx) error {
			return func(tx practice.Tx) error {
				return tx.PutStray(practice.Said{Place: practice.Place{Channel: channel, Thread: 1}, Stamp: at, Edited: edited, Text: fmt.Sprint(at, edited)})
			}
		}
		s.put(stray("C1", 30, 0), stray("C1", 20, 25), stray("C10", 1, 0), stray("C1", 20, 0), stray("C1", 20, 0))
		s.reopen()
		same(s, "strays of C1", s.strays("C1"), []string{"20 0", "20 25", "30 0"})
		same(s, "taken again", s.strays("C1"), nil)
		same(s, "strays of C10", s.strays("C10"), []string{"1 0"})
	}},

	{"questions are counted for each channel", func(s *shelf) {
		s.put(func(tx practice.Tx) error { return tx.PutAsked("C1", "q", 300) },
			func(tx practice.Tx) error { return tx.PutAsked("C1", "r", 0) },
			func(tx practice.Tx) error { return tx.PutAsked("C10", "q", 1) })
		s.counts("C1", map[string]int{"q": 300, "r": 0})
		s.counts("C10", map[string]int{"q": 1})
	}},

	{"fates are those of one schedule's occurrence", func(s *shelf) {
		s.put(func(tx practice.Tx) error { return tx.PutFate("s", "2026-11-23T09:00", practice.Missed) })
		s.view(func(tx practice.Tx) error {
			for _, c := range [][2]string{{"s2", "2026-11-23T09:00"}, {"s", "2026-11-23T09:0"}, {"s", "2026-11-24T09:00"}} {
				if _, err := tx.Fate(c[0], c[1]); !errors.Is(err, practice.ErrNotFound) {
					s.t.Errorf("Fate(%q): %v", c, err)
				}
			}
			return nil
		})
	}},
}

func (s *shelf) postAt(in practice.Place, want string) {
	s.t.Helper()
	s.view(func(tx practice.Tx) error {
		p, err := tx.PostAt(in)
		if p.Key != want || (want == "") != errors.Is(err, practice.ErrNotFound) {
			s.t.Errorf("PostAt(%v) = %q, %v; want %q", in, p.Key, err, want)
		}
		return nil
	})
}

func (s *shelf) unsure(channel string) (keys []string) {
	s.t.Helper()
	s.view(func(tx practice.Tx) error {
		posts, err := tx.UnsurePosts(channel)
		for _, p := range posts {
			keys = append(keys, p.Key)
		}
		return err
	})
	return keys
}

func (s *shelf) postsOf(schedule string, n int) (keys []string) {
	s.t.Helper()
	s.view(func(tx practice.Tx) error {
		posts, err := tx.PostsOf(schedule, n)
		for _, p := range posts {
			keys = append(keys, p.Key)
		}
		return err
	})
	return keys
}

func (s *shelf) strays(channel string) (texts []string) {
	s.t.Helper()
	s.update(func(tx practice.Tx) error {
		texts = nil
		said, err := tx.TakeStrays(channel)
		for _, x := range said {
			texts = append(texts, x.Text)
		}
		return err
	})
	return texts
}
