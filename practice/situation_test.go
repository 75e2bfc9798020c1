package practice_test

import (
	"context"
	"testing"
	"time"

	"greenroom/practice"
)

// A situation is a round that has come to a point of which the grid tells.
type situation struct {
	o     *office
	ana   candidate
	id    string
	first practice.Said // what was said to the first question
	last  practice.Said // what was said last
	asked time.Time     // when the question before the one in hand was in hand
}

// aside answers a follow-up, and leaves others open.
const aside = "I sat down with the three of them every Thursday, and we went through the list from the top to the bottom together."

// newSituation begins a round, whose first question arrives.
func newSituation(t testing.TB, c practice.Choice) *situation {
	o := newOffice(t)
	o.coach.Bank = smallBank(60)
	r, err := o.coach.BeginRound(t.Context(), "ana", c)
	o.must(err)
	s := &situation{o: o, ana: o.person("ana"), id: r.ID}
	s.arrive()
	return s
}

// arrive delivers all that is planned, and lets a minute go by.
func (s *situation) arrive() {
	s.o.t.Helper()
	all, err := s.o.coach.Waiting(s.o.t.Context())
	s.o.must(err)
	for _, p := range all {
		s.o.arrives(p.Key)
	}
	s.o.wait(time.Minute)
}

func (s *situation) round() practice.Round {
	s.o.t.Helper()
	r, err := s.o.coach.RoundOf(s.o.t.Context(), s.id)
	s.o.must(err)
	return r
}

func (s *situation) tells(text string) {
	s.o.t.Helper()
	s.last = s.ana.tells(text)
	if s.first.Stamp == 0 {
		s.first = s.last
	}
	s.o.wait(time.Minute)
}

func (s *situation) does(verb func(*practice.Coach, context.Context, practice.Press) (practice.Round, error)) {
	s.o.t.Helper()
	s.asked = s.o.now
	_, err := verb(s.o.coach, s.o.t.Context(), s.ana.word())
	s.o.must(err)
	s.arrive()
}

// second comes to the second question.
func (s *situation) second(answered bool) {
	s.o.t.Helper()
	if answered {
		s.tells("To the first question: " + story)
	}
	s.does((*practice.Coach).Skip)
}

func (s *situation) skips(n int) {
	for range n {
		s.does((*practice.Coach).Skip)
	}
}

func (s *situation) elaborating() {
	s.second(true)
	s.tells("Well.")
	s.does((*practice.Coach).Done)
	s.is(practice.Elaborating, 0)
}

// following comes to the nth follow-up to the second question.
func (s *situation) following(n int) {
	s.o.t.Helper()
	s.second(true)
	s.tells(story)
	s.does((*practice.Coach).Done)
	for range n - 1 {
		s.tells(aside)
		s.does((*practice.Coach).Done)
	}
	s.is(practice.Following, n)
}

func (s *situation) lastFollowing() {
	s.second(true)
	s.does((*practice.Coach).Skip)
	s.tells(story)
	s.does((*practice.Coach).Done)
	s.is(practice.Following, 1)
	s.tells(aside)
}

func (s *situation) rating() {
	s.second(true)
	s.does((*practice.Coach).Skip)
	s.tells(story)
	s.does((*practice.Coach).Skip)
	s.is(practice.Rating, 0)
}

func (s *situation) breaking() {
	s.rating()
	s.does((*practice.Coach).Debrief)
	s.is(practice.Break, 0)
}

func (s *situation) is(stage practice.Stage, probe int) {
	s.o.t.Helper()
	if at := s.round().Step(); at.Stage != stage || at.Probe != probe {
		s.o.t.Fatalf("the round is at %+v, not %s %d", at, stage, probe)
	}
}
