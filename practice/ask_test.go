package practice_test

import (
	"slices"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// wants has a person asked a question in their DM, which arrives.
func (p candidate) wants(w practice.Wish) practice.Post {
	p.o.t.Helper()
	post := p.wantsUnsent(w)
	post.Stamp, post.Channel = p.o.arrives(post.Key), "D"+string(p.id)
	return post
}

// wantsUnsent is wants before the question is on its way.
func (p candidate) wantsUnsent(w practice.Wish) practice.Post {
	p.o.t.Helper()
	p.o.wait(time.Minute)
	post, err := p.o.coach.Ask(p.o.t.Context(), p.id, w, p.o.now.String())
	p.o.must(err)
	return post
}

// below says something in the DM outside every thread, as the answer that it
// reads like; want is what becomes of it, nil where it is kept.
func (p candidate) below(text string, want error) {
	p.o.t.Helper()
	p.hearsBelow(text, false, want)
}

// brief is below for what could be a word to the bot.
func (p candidate) brief(text string, want error) {
	p.o.t.Helper()
	p.hearsBelow(text, true, want)
}

func (p candidate) hearsBelow(text string, brief bool, want error) {
	p.o.t.Helper()
	said := p.types(text)
	said.Place = practice.Place{Channel: "D" + string(p.id)}
	_, err := p.o.coach.HearBelow(p.o.t.Context(), said, brief)
	p.o.refusal(text, err, want)
}

func TestAQuestionIsAskedOnceHoweverOftenItIsDelivered(t *testing.T) {
	o := newOffice(t)
	one, err := o.coach.Ask(t.Context(), "ben", practice.Wish{}, "trigger")
	o.must(err)
	two, err := o.coach.Ask(t.Context(), "ben", practice.Wish{}, "trigger")
	o.must(err)
	if one.Key != two.Key || one.Question != two.Question || len(o.waiting(practice.PostAlone)) != 1 {
		t.Errorf("asked %s, then %s; %d wait", one.Key, two.Key, len(o.waiting(practice.PostAlone)))
	}
}

func TestNoQuestionReturnsUntilAllWereAsked(t *testing.T) {
	o := newOffice(t)
	ben := o.person("ben")
	var got []string
	for range o.coach.Bank.Len() {
		got = append(got, ben.wants(practice.Wish{}).Question)
	}
	if slices.Sort(got); len(slices.Compact(got)) != o.coach.Bank.Len() {
		t.Errorf("asked %v", got)
	}
}

func TestADisabledQuestionIsNotAskedByItsIDAndStaysKnown(t *testing.T) {
	o := newOffice(t)
	off := o.coach.Bank.All()
	off[0].Disabled = true
	o.coach.Bank = bank.New(off)
	_, err := o.coach.Ask(t.Context(), "ben", practice.Wish{ID: off[0].ID}, "trigger")
	o.refusal("asked by its id", err, practice.ErrNoQuestion)
	s := o.person("ben").suggests(queues)
	_, err = o.coach.Approve(t.Context(), s.ID, admin)
	o.must(err)
	if _, known := o.coach.Find(off[0].ID); !known {
		t.Error("what was answered to it has lost its question, once a suggestion is asked too")
	}
}

func TestAnotherOneIsLikeTheOneBefore(t *testing.T) {
	o := newOffice(t)
	ben := o.person("ben")
	for _, w := range []practice.Wish{{Area: "cloud"}, {Competency: "budgeting"}, {}} {
		if got := (practice.Post{Wish: w}).Another(bank.Question{Area: "change"}); got != w {
			t.Errorf("after %+v: %+v", w, got)
		}
	}
	post := ben.wants(practice.Wish{ID: "q03"})
	q, _ := o.coach.Find("q03")
	if got, want := post.Another(q), (practice.Wish{Area: q.Area}); got != want {
		t.Errorf("after a question of one's choice: %+v, want %+v", got, want)
	}
}

func TestWhatIsSaidBelowIsSaidToTheQuestionInHand(t *testing.T) {
	o := newOffice(t)
	ben := o.person("ben")
	ben.below(story, practice.ErrNotFound)
	ben.wants(practice.Wish{})
	ben.below(story, nil)
	ben.see(story)
	o.wait(13 * time.Hour)
	ben.below("Half a day later it is about something else, and says so.", practice.ErrNotFound)
	ben.see(story)
}

func TestAFewWordsBelowCountWhileTheAnswerGoesOn(t *testing.T) {
	o := newOffice(t)
	ben := o.person("ben")
	ben.wants(practice.Wish{})
	ben.brief("stats", practice.ErrNotFound)
	ben.below(story, nil)
	ben.brief("It saved 40,000.", nil)
	ben.see(story + " / It saved 40,000.")
	o.wait(time.Hour)
	ben.brief("stats", practice.ErrNotFound)
}

func TestARoundTakesWhatIsSaidBelow(t *testing.T) {
	o := newOffice(t)
	ben := o.person("ben")
	ben.wants(practice.Wish{})
	o.wait(time.Minute)
	_, err := o.coach.BeginRound(t.Context(), "ben", practice.Choice{Kind: practice.Screening, Length: practice.Express})
	o.must(err)
	ben.below(story, practice.ErrNotFound)
	ben.wants(practice.Wish{})
	ben.below(story, practice.ErrNotFound)

	// Once it has ended, a question asked since is answered below, rated or not.
	o.wait(time.Minute)
	_, err = o.coach.EndRound(t.Context(), practice.Press{By: "ben"})
	o.must(err)
	ben.wants(practice.Wish{})
	ben.below(story, nil)
	ben.see(story)
}

func TestWhatIsSaidWhileItIsUncertainWhetherTheQuestionArrived(t *testing.T) {
	o := newOffice(t)
	ben := o.person("ben")
	post := ben.wantsUnsent(practice.Wish{})
	ben.below("It cannot be there yet, so this is about something else.", practice.ErrNotFound)
	o.wait(time.Second)
	_, err := o.coach.Send(t.Context(), post.Key)
	o.must(err)
	o.wait(time.Second)
	at := o.stamp()
	ben.below(story, nil)
	ben.see()
	o.must(o.coach.Doubtful(t.Context(), post.Key, "timeout"))
	ben.brief("It saved 40,000.", practice.ErrNotFound)
	o.must(o.coach.Arrived(t.Context(), post.Key, "Dben", at))
	ben.see(story)
}

func TestAQuestionThatCouldNotBeAskedCountsAsNeverAsked(t *testing.T) {
	o := newOffice(t)
	ben := o.person("ben")
	post := ben.wantsUnsent(practice.Wish{ID: "q03"})
	_, err := o.coach.Send(t.Context(), post.Key)
	o.must(err)
	ben.below(story, nil)
	o.must(o.coach.Refuse(t.Context(), post.Key, "messages_tab_disabled"))
	o.view(func(tx practice.Tx) error {
		asked, err := tx.Asked("@ben")
		if asked["q03"] != 0 {
			t.Errorf("asked %d times", asked["q03"])
		}
		unsure, _ := tx.UnsurePosts("")
		if len(unsure) != 0 {
			t.Errorf("%d are still unsure", len(unsure))
		}
		return err
	})
	o.wait(time.Hour)
	ben.wants(practice.Wish{})
	ben.see() // what was said to that one is not said to this one
}
