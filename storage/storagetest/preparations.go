package storagetest

import "greenroom/practice"

var preparations = []test{
	{"what somebody prepares for comes back whole, theirs alone, and is gone when dropped", func(s *shelf) {
		p := sample[practice.Preparation]()
		put := func(p practice.Preparation) func(practice.Tx) error {
			return func(tx practice.Tx) error { return tx.PutPreparation(p) }
		}
		of := func(who practice.Person) func(practice.Tx) (practice.Preparation, error) {
			return func(tx practice.Tx) (practice.Preparation, error) { return tx.Preparation(who) }
		}
		other := practice.Preparation{Person: p.Person + "x", Level: "senior"}
		s.put(put(p), put(other))
		s.reopen()
		comesBack(s, p, of(p.Person))
		comesBack(s, other, of(other.Person))
		comesBack(s, practice.Preparation{Person: "nobody"}, of("nobody"))

		bare := practice.Preparation{Person: p.Person}
		s.put(put(bare))
		comesBack(s, bare, of(p.Person))
		drop := func(tx practice.Tx) error { return tx.DropPreparation(p.Person) }
		s.put(put(p), drop, drop)
		s.reopen()
		comesBack(s, bare, of(p.Person))
		comesBack(s, other, of(other.Person))
	}},
}
