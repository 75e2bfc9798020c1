package practice_test

import (
	"fmt"
	"testing"
	"time"

	"greenroom/practice"
)

// TestAnyOrderOfArrivalEndsInTheSameState lets what two messages went through
// arrive in every order, each event once or twice.
func TestAnyOrderOfArrivalEndsInTheSameState(t *testing.T) {
	for _, c := range []struct {
		name   string
		delete bool
		want   string
	}{
		{"edited twice", false, "third " + story},
		{"edited twice and deleted", true, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := asking(t)
			type event func(ana candidate, shift practice.Stamp)
			heard := func(said practice.Said) event {
				return func(ana candidate, shift practice.Stamp) {
					said := said
					said.By, said.Stamp = ana.id, said.Stamp+shift
					o.hears(said)
				}
			}
			ana := o.person("ana")
			first := ana.types("first")
			events := []event{heard(first), heard(ana.changes(first, "second "+story)), heard(ana.changes(first, "third "+story))}
			if c.delete {
				events = append(events, func(ana candidate, shift practice.Stamp) {
					said := first
					said.Stamp += shift
					ana.deletes(said)
				})
			}
			n := 0
			permute(len(events), func(order []int) {
				// Each order has a person and messages of its own.
				n++
				who := o.person(practice.Person(fmt.Sprint("ana", n)))
				for i, e := range order {
					events[e](who, practice.Stamp(n))
					if i%2 == 1 {
						events[e](who, practice.Stamp(n))
					}
				}
				if c.want == "" {
					who.see()
				} else {
					who.see(c.want)
				}
				if t.Failed() {
					t.Fatalf("in the order %v", order)
				}
			})
		})
	}
}

// TestMessagesMayArriveInAnyOrder does the same with three messages, one of them
// deleted and another late.
func TestMessagesMayArriveInAnyOrder(t *testing.T) {
	o := asking(t)
	open := o.now
	n := 0
	permute(4, func(order []int) {
		n++
		ana := o.person(practice.Person(fmt.Sprint("ana", n)))
		o.now = open.Add(time.Duration(n) * time.Minute)
		first, slip := ana.types("At first it was chaos."), ana.types("Wrong thread, sorry.")
		o.now = o.post.OpenUntil.Add(time.Duration(n) * time.Minute)
		last := ana.types(story)
		events := []func(){
			func() { o.hears(first) }, func() { o.hears(slip) }, func() { o.hears(last) }, func() { ana.deletes(slip) },
		}
		for _, e := range order {
			events[e]()
		}
		ana.see("At first it was chaos. / " + story)
		if a := ana.the(); !a.CreatedAt.Equal(first.Stamp.Time()) {
			t.Errorf("there since %v, want %v", a.CreatedAt, first.Stamp.Time())
		}
		if t.Failed() {
			t.Fatalf("in the order %v", order)
		}
	})
}

// permute calls f with every order of 0 to n-1.
func permute(n int, f func([]int)) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	var rest func(k int)
	rest = func(k int) {
		if k == n {
			f(order)
			return
		}
		for i := k; i < n; i++ {
			order[k], order[i] = order[i], order[k]
			rest(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	rest(0)
}
