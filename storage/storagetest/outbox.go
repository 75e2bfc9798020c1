package storagetest

import (
	"fmt"
	"time"

	"greenroom/practice"
)

var outbox = []test{
	{"postings wait in the order in which they were written", func(s *shelf) {
		for _, k := range []string{"z", "a", "m"} {
			s.put(putPosting(practice.Posting{Key: k}))
		}
		s.reopen()
		s.put(putPosting(practice.Posting{Key: "b"}))
		same(s, "waiting", s.waiting(9), []string{"z", "a", "m", "b"})
		same(s, "the first two", s.waiting(2), []string{"z", "a"})
	}},

	{"a posting keeps its place until it is delivered or refused", func(s *shelf) {
		for _, k := range []string{"a", "b", "c"} {
			s.put(putPosting(practice.Posting{Key: k}))
		}
		for _, state := range []practice.PostingState{practice.Sending, practice.Uncertain, practice.Planned} {
			s.turn("a", state)
			same(s, fmt.Sprint("in state ", state), s.waiting(9), []string{"a", "b", "c"})
		}
		s.turn("a", practice.Delivered)
		s.turn("b", practice.Refused)
		same(s, "waiting", s.waiting(9), []string{"c"})
		s.reopen()
		same(s, "after reopening", s.waiting(9), []string{"c"})
	}},

	{"a posting that is planned anew goes to the end", func(s *shelf) {
		s.put(putPosting(practice.Posting{Key: "a"}), putPosting(practice.Posting{Key: "b"}))
		s.turn("a", practice.Delivered)
		s.put(putPosting(practice.Posting{Key: "a"}))
		same(s, "after its delivery", s.waiting(9), []string{"b", "a"})
		s.put(putPosting(practice.Posting{Key: "b"}))
		same(s, "while it waited", s.waiting(9), []string{"a", "b"})
	}},

	{"deadlines come earliest first and none before its time", func(s *shelf) {
		due := func(minute int, ref string) practice.Deadline {
			return practice.Deadline{At: noon(minute), Kind: practice.FollowUpDue, Ref: ref}
		}
		for _, d := range []practice.Deadline{due(3, "c"), due(1, "a"), due(2, "b"), due(1, "a"), due(5, "e")} {
			s.put(func(tx practice.Tx) error { return tx.PutDeadline(d) })
		}
		s.reopen()
		same(s, "due", s.due(noon(3), 9), []string{"a", "b", "c"})
		same(s, "the first", s.due(noon(3), 1), []string{"a"})
		same(s, "too early", s.due(noon(0), 9), nil)
		s.put(func(tx practice.Tx) error { return tx.DropDeadline(due(2, "b")) },
			func(tx practice.Tx) error { return tx.DropDeadline(due(2, "c")) })
		same(s, "after one was dropped", s.due(noon(9), 9), []string{"a", "c", "e"})
	}},

	{"two kinds of deadline may be due at one time for one thing", func(s *shelf) {
		for _, k := range []practice.DeadlineKind{practice.FollowUpDue, practice.LapseDue} {
			s.put(func(tx practice.Tx) error {
				return tx.PutDeadline(practice.Deadline{At: noon(1), Kind: k, Ref: "x"})
			})
		}
		s.put(func(tx practice.Tx) error {
			return tx.DropDeadline(practice.Deadline{At: noon(1), Kind: practice.LapseDue, Ref: "x"})
		})
		same(s, "due", s.due(noon(1), 9), []string{"x"})
	}},
}

var rounds = []test{
	{"a round is its person's running one until it has ended", func(s *shelf) {
		r := practice.Round{ID: "r1", Person: "U1", Stage: practice.Asking}
		s.put(putRound(r), putRound(practice.Round{ID: "r9", Person: "U10", Stage: practice.Asking}))
		s.running("U1", "r1")
		r.Stage = practice.Rating
		s.put(putRound(r))
		s.running("U1", "r1")
		r.Stage = practice.Ended
		s.put(putRound(r))
		s.reopen()
		s.running("U1", "")
		s.running("U10", "r9")
		s.put(putRound(practice.Round{ID: "r2", Person: "U1", Stage: practice.Asking}))
		// A late change of the old round does not end the new one.
		s.put(putRound(r))
		s.running("U1", "r2")
	}},

	{"a person's rounds come newest first", func(s *shelf) {
		for _, id := range []string{"0001", "0003", "0002"} {
			s.put(putRound(practice.Round{ID: id, Person: "U1", Stage: practice.Ended}))
		}
		s.put(putRound(practice.Round{ID: "0009", Person: "U10"}), putRound(practice.Round{ID: "0001", Person: "U1", Stage: practice.Ended}))
		for stop, want := range map[int][]string{9: {"0003", "0002", "0001"}, 1: {"0003"}} {
			s.view(func(tx practice.Tx) error {
				var got []string
				err := tx.RoundsBy("U1", func(r practice.Round) bool {
					got = append(got, r.ID)
					return len(got) < stop
				})
				same(s, "rounds", got, want)
				return err
			})
		}
	}},
}

func (s *shelf) waiting(stop int) (keys []string) {
	s.t.Helper()
	s.view(func(tx practice.Tx) error {
		return tx.OpenPostings(func(p practice.Posting) bool {
			keys = append(keys, p.Key)
			return len(keys) < stop
		})
	})
	return keys
}

// turn brings a posting into a state.
func (s *shelf) turn(key string, state practice.PostingState) {
	s.t.Helper()
	s.update(func(tx practice.Tx) error {
		p, err := tx.Posting(key)
		if err != nil {
			return err
		}
		p.State = state
		return tx.PutPosting(p)
	})
}

func (s *shelf) due(now time.Time, stop int) (refs []string) {
	s.t.Helper()
	s.view(func(tx practice.Tx) error {
		return tx.DueDeadlines(now, func(d practice.Deadline) bool {
			refs = append(refs, d.Ref)
			return len(refs) < stop
		})
	})
	return refs
}

func (s *shelf) running(p practice.Person, want string) {
	s.t.Helper()
	s.view(func(tx practice.Tx) error {
		r, err := tx.RunningRound(p)
		if r.ID != want || (err == nil) != (want != "") {
			s.t.Errorf("RunningRound(%s) = %q, %v; want %q", p, r.ID, err, want)
		}
		return nil
	})
}
