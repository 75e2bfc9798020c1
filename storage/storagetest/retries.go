package storagetest

import (
	"errors"
	"fmt"

	"greenroom/practice"
)

var retries = []test{
	{"what returns to a person comes back, and nobody else's", func(s *shelf) {
		r := practice.Retrying{
			Person: "U1", Off: true, Stopped: true, At: "17:30", Next: noon(3), Offers: 4, Silent: 2,
			Last:    practice.Offer{Key: "retry/U1/x", Question: "q1", Answer: 7, Day: "2026-11-23", Heeded: true},
			Offered: map[string]practice.ID{"q1": 7, "q2": 9}, Rest: []string{"q3", "q4"},
		}
		s.put(func(tx practice.Tx) error { return tx.PutRetrying(r) })
		s.reopen()
		comesBack(s, r, func(tx practice.Tx) (practice.Retrying, error) { return tx.Retrying("U1") })
		comesBack(s, practice.Retrying{Person: "U2"}, func(tx practice.Tx) (practice.Retrying, error) { return tx.Retrying("U2") })
		r = practice.Retrying{Person: "U1", Offers: 5}
		s.put(func(tx practice.Tx) error { return tx.PutRetrying(r) })
		comesBack(s, r, func(tx practice.Tx) (practice.Retrying, error) { return tx.Retrying("U1") })
	}},

	{"what returns to a person goes with its deadline, and nobody else's", func(s *shelf) {
		for _, p := range []practice.Person{"U1", "U2"} {
			r := practice.Retrying{Person: p, Next: noon(1), Rest: []string{"q1"}}
			s.put(func(tx practice.Tx) error { return errors.Join(tx.PutRetrying(r), tx.PutDeadline(r.Deadline())) })
		}
		s.put(func(tx practice.Tx) error { return errors.Join(tx.DropRetrying("U1"), tx.DropRetrying("U3")) })
		comesBack(s, practice.Retrying{Person: "U1"}, func(tx practice.Tx) (practice.Retrying, error) { return tx.Retrying("U1") })
		comesBack(s, []string{"U2"}, func(tx practice.Tx) (out []string, err error) {
			err = tx.DueDeadlines(noon(2), func(d practice.Deadline) bool {
				out = append(out, d.Ref)
				return true
			})
			if len(out) != 1 && err == nil {
				err = fmt.Errorf("due are %q", out)
			}
			return out, err
		})
	}},
}
