package practice_test

import (
	"testing"

	"greenroom/bank"
	"greenroom/practice"
)

func TestReturns(t *testing.T) {
	weak := practice.Tried{Weakness: 1, Lacks: []bank.Gap{bank.GapResult}}
	good := practice.Tried{}
	rated := func(n int) practice.Tried { return practice.Tried{Rating: n, Weakness: float64(5-n) / 4} }
	for _, c := range []struct {
		name      string
		tried     practice.Tried
		days      int
		interview string
		want      string // empty: it returns no more
		near      bool
	}{
		{"a good answer returns after three days", good, 1, "", "2026-11-05", false},
		{"the second time after ten", good, 2, "", "2026-11-12", false},
		{"then after thirty", good, 3, "", "2026-12-02", false},
		{"a good answer after that is the last", good, 4, "", "", false},
		{"so is one on many days", good, 9, "", "", false},
		{"a poor answer returns the next day", weak, 1, "", "2026-11-03", false},
		{"a second one after three days", weak, 2, "", "2026-11-05", false},
		{"and then after ten", weak, 3, "", "2026-11-12", false},
		{"as long as it is poor", weak, 7, "", "2026-11-12", false},
		{"one that its person rated 2 is poor", rated(2), 1, "", "2026-11-03", false},
		{"one that they rated 3 is not, whatever it lacks", rated(3), 1, "", "2026-11-05", false},
		{"nor is one rated 5", rated(5), 2, "", "2026-11-12", false},

		{"an interview far off changes nothing", good, 3, "2027-03-01", "2026-12-02", false},
		{"one that comes after its time does not either", good, 1, "2026-11-06", "2026-11-05", false},
		{"before a near one it comes halfway", good, 3, "2026-11-20", "2026-11-11", true},
		{"and not on the very day", good, 1, "2026-11-05", "2026-11-03", true},
		{"of one that is later it comes when that is two weeks off at the earliest", good, 3, "2026-12-01", "2026-11-17", true},
		{"an attempt within two weeks of it is the one before it", practice.Tried{}, 3, "2026-11-12", "2026-12-02", false},
		{"a poor one comes anyway", weak, 2, "2026-11-10", "2026-11-05", false},
		{"the day before there is no day left", good, 1, "2026-11-03", "2026-11-05", false},
		{"what is done stays done", good, 4, "2026-11-10", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.tried.On, c.tried.Days = "2026-11-02", c.days
			on, near, ok := c.tried.Returns(c.interview)
			if on != c.want || near != c.near || ok != (c.want != "") {
				t.Errorf("returns on %q, near %v, %v, not on %q, %v", on, near, ok, c.want, c.near)
			}
		})
	}
}
