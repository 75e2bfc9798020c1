package bot

import (
	"context"
	"errors"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// A live round has no hints, wherever they are looked for.
func TestTheQuestionInHandOfALiveRoundHasNoGuidance(t *testing.T) {
	inStudio(t, func(s *studio) {
		ana := practice.Person(s.ws.PersonID("ana"))
		s.bot.coach.Bank = bank.New([]bank.Question{{ID: "a", Ask: "A?", Round: "technical"}, {ID: "b", Ask: "B?", Round: "technical"}})
		choice := practice.DefaultChoice
		choice.Kind, choice.Mode = practice.Technical, practice.LiveMode
		r, err := practice.Begin("r1", ana, choice, "", []practice.Turn{{Question: "a", Ask: "A?", Answer: 7, Round: "technical"}, {Question: "b", Ask: "B?", Round: "technical"}}, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		answer := practice.Answer{ID: 7, Person: ana, Origin: practice.InRound, Question: "a", Ask: "A?", Round: "r1", Attempt: 1, CreatedAt: time.Now()}
		post := practice.Post{Key: "daily/weekdays/x", Question: "a", Ask: "A?", Channel: "C1", Stamp: 42, At: time.Now()}
		if err := s.store.Update(context.Background(), func(tx practice.Tx) error {
			return errors.Join(tx.PutRound(r), tx.PutAnswer(answer), tx.PutPost(post))
		}); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			action, value string
			want          error
		}{
			{view.ActGuide, "a", practice.ErrLive}, {view.ActExample, "a", practice.ErrLive}, {view.ActGuide, "b", nil}, {view.ActExample, "b", nil},
			{view.ActGuidance, post.Key, practice.ErrLive}, {view.ActFollowUps, post.Key, practice.ErrLive},
			{view.ActTryAgain, practice.ID(7).String(), practice.ErrLive}, {view.ActFeedback, practice.ID(7).String(), practice.ErrLive},
		} {
			_, err := click{from: origin{person: ana, channel: "D1", trigger: "1"}, action: c.action, value: c.value}.act(context.Background(), s.bot)
			if !errors.Is(err, c.want) {
				t.Errorf("%s on %s: %v, want %v", c.action, c.value, err, c.want)
			}
		}
		in := askInThread{from: origin{person: ana, channel: "C1", thread: timestamp(42)}, word: "example", typed: "example", once: "E1"}
		if _, err := in.act(context.Background(), s.bot); !errors.Is(err, practice.ErrLive) {
			t.Errorf("a mention in the thread of its question: %v", err)
		}
	})
}
