package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/practice"
)

// about are the kinds of posting that tell of a round.
var about = []practice.PostingKind{
	practice.PostBriefing, practice.PostTurn, practice.PostMore, practice.PostAsked, practice.PostClarified, practice.PostTurnTime,
	practice.PostLegTime, practice.PostClock, practice.PostReply, practice.PostBreak, practice.PostPaused, practice.PostLapsed,
	practice.PostHint, practice.PostRate, practice.PostPointer, practice.PostDebrief, practice.PostBars,
}

// A round may be gone, or its record unreadable, when a posting comes to be said.
func TestOfARoundThatCannotBeReadNothingIsSaid(t *testing.T) {
	inStudio(t, func(s *studio) {
		for _, kind := range about {
			_, err := s.bot.compose(context.Background(), practice.Posting{Key: "round/r0/x", Kind: kind, Ref: "r0", To: practice.Person(s.ws.PersonID("ana"))})
			if err == nil {
				t.Errorf("%s is put into words", kind)
			}
		}
	})
}

// What cannot be put into words keeps nothing else from being said.
func TestAPostingThatPanicsEndsNothing(t *testing.T) {
	inStudio(t, func(s *studio) {
		usual := composers[practice.PostMended]
		composers[practice.PostMended] = func(context.Context, *Bot, practice.Posting) (outgoing, error) {
			return outgoing{}, []error{}[len(s.shown())] // out of range
		}
		defer func() { composers[practice.PostMended] = usual }()
		s.put(practice.Posting{Key: "mended/weekdays", Kind: practice.PostMended, To: practice.Person(s.ws.PersonID("ben")), Ref: "weekdays"})
		s.plan()
		time.Sleep(5 * time.Second)
		if got := s.shown(); !slices.Equal(got, []string{"chart"}) {
			t.Errorf("Slack shows %v", got)
		}
		if waiting, err := s.bot.coach.StillToSay(context.Background()); err != nil || len(waiting) != 1 {
			t.Errorf("still waiting: %+v, %v", waiting, err)
		}
	})
}

// A note on the round's time says something after its question was left, too; a
// note on the time of a question does not.
func TestANoteOnTimeIsSaidWhileWhatItTellsOfIsInHand(t *testing.T) {
	inStudio(t, func(s *studio) {
		ana := practice.Person(s.ws.PersonID("ana"))
		turns := []practice.Turn{{Question: "a", Ask: "A?", Minutes: 8, Round: "screening"}, {Question: "b", Ask: "B?", Minutes: 8, Round: "screening"}, {Question: "c", Ask: "C?", Minutes: 8, Round: "technical"}}
		r, err := practice.Begin("r1", ana, practice.DefaultChoice, "", turns, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		said := func(r practice.Round, kind practice.PostingKind) string {
			if err := s.store.Update(context.Background(), func(tx practice.Tx) error { return tx.PutRound(r) }); err != nil {
				t.Fatal(err)
			}
			out, err := s.bot.compose(context.Background(), practice.Posting{Key: "round/r1/x", Kind: kind, Ref: "r1", To: ana, Sub: 80})
			if err != nil {
				return err.Error()
			}
			return out.words.Text
		}
		skip := func(r practice.Round) practice.Round {
			next, err := r.Skip(practice.InHand, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			return next
		}
		paused, err := r.Pause(time.Now())
		if err != nil {
			t.Fatal(err)
		}
		second := skip(r.Shown(time.Now(), time.Now()))
		for _, c := range []struct {
			when string
			r    practice.Round
			kind practice.PostingKind
			want string
		}{
			{"the question is in hand", r.Shown(time.Now(), time.Now()), practice.PostTurnTime, "left for this question"},
			{"the next question is in hand", second, practice.PostTurnTime, errNothingToSay.Error()},
			{"the next question is on its way", second, practice.PostLegTime, "left of the round"},
			{"there is a pause", paused, practice.PostLegTime, errNothingToSay.Error()},
			{"there is a break", skip(second), practice.PostLegTime, errNothingToSay.Error()},
		} {
			if got := said(c.r, c.kind); !strings.Contains(got, c.want) {
				t.Errorf("%s when %s: %q, want %q", c.kind, c.when, got, c.want)
			}
		}
	})
}

// Slack delivers a command again whose ack it did not see.
func TestACommandThatIsDeliveredAgainMovesARoundOnce(t *testing.T) {
	inStudio(t, func(s *studio) {
		ana := practice.Person(s.ws.PersonID("ana"))
		turns := []practice.Turn{{Question: "a", Ask: "A?"}, {Question: "b", Ask: "B?"}, {Question: "c", Ask: "C?"}}
		r, err := practice.Begin("r1", ana, practice.DefaultChoice, "", turns, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if err := s.store.Update(context.Background(), func(tx practice.Tx) error { return tx.PutRound(r) }); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			trigger string
			turn    int
		}{{"1.a", 1}, {"1.a", 1}, {"2.b", 2}} {
			in := command{from: origin{person: ana, channel: "C1", trigger: c.trigger}, typed: "skip", words: []string{"skip"}}
			if _, err := in.act(context.Background(), s.bot); err != nil {
				t.Fatal(err)
			}
			if r, err := s.bot.coach.Running(context.Background(), ana); err != nil || r.Turn != c.turn {
				t.Errorf("after %s it is at turn %d, %v, want %d", c.trigger, r.Turn, err, c.turn)
			}
		}
	})
}

// The word that ends the ratings of a round of a loop brings its debrief, and not
// a second one beside it.
func TestTheWordDebriefBringsOneDebrief(t *testing.T) {
	inStudio(t, func(s *studio) {
		ana := practice.Person(s.ws.PersonID("ana"))
		choice := practice.DefaultChoice
		choice.Kind = practice.Loop
		turns := []practice.Turn{{Question: "a", Ask: "A?", Answer: 7, Round: "screening"}, {Question: "b", Ask: "B?", Round: "technical"}}
		r, err := practice.Begin("r1", ana, choice, "", turns, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		r.Stage = practice.Rating
		a := practice.Answer{ID: 7, Person: ana, Origin: practice.InRound, Question: "a", Ask: "A?", Round: "r1", Attempt: 1, CreatedAt: time.Now()}
		if err := s.store.Update(context.Background(), func(tx practice.Tx) error { return errors.Join(tx.PutRound(r), tx.PutAnswer(a)) }); err != nil {
			t.Fatal(err)
		}
		say := func(ts string) string {
			in := saidInDM{said: practice.Said{By: ana, Place: practice.Place{Channel: "D1"}, Stamp: stamp(ts), Text: "debrief"}, ts: ts}
			r, err := in.act(context.Background(), s.bot)
			if err != nil {
				t.Fatal(err)
			}
			var out []string
			for _, n := range r.notes {
				out = append(out, n.words.Text)
			}
			return strings.Join(out, "\n")
		}
		if got := say("1700000000.000100"); strings.Contains(got, "Debrief: ") {
			t.Errorf("the ratings end with %q", got)
		}
		if got := say("1700000001.000100"); !strings.Contains(got, "Debrief: ") {
			t.Errorf("in the break it says %q", got)
		}
	})
}

// Where the head of a round was deleted its clock is no longer shown, and the
// round goes on below.
func TestAHeadThatIsGoneIsDrawnNoMore(t *testing.T) {
	inStudio(t, func(s *studio) {
		ana := practice.Person(s.ws.PersonID("ana"))
		dm, err := s.bot.web.dm(context.Background(), ana)
		if err != nil {
			t.Fatal(err)
		}
		r, err := practice.Begin("r1", ana, practice.DefaultChoice, "", []practice.Turn{{Question: "a", Ask: "A?", Minutes: 8}}, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		r.Channel, r.Thread = dm, stamp("946684800.000900")
		clock := practice.Posting{Key: "round/r1/clock", Kind: practice.PostClock, To: ana, Ref: "r1"}
		if err := s.store.Update(context.Background(), func(tx practice.Tx) error {
			return errors.Join(tx.PutRound(r), tx.PutPosting(clock))
		}); err != nil {
			t.Fatal(err)
		}
		s.bot.post.wake()
		time.Sleep(5 * time.Second)
		if r, err := s.bot.coach.Running(context.Background(), ana); err != nil || r.Thread != 0 {
			t.Errorf("the thread is still held to be at %v, %v", r.Thread, err)
		}
		if waiting, err := s.bot.coach.StillToSay(context.Background()); err != nil || len(waiting) > 0 {
			t.Errorf("still waiting: %+v, %v", waiting, err)
		}
	})
}
