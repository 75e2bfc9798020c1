package practice_test

import (
	"fmt"
	"testing"
	"time"

	"greenroom/practice"
)

// unconfirmed returns an office in which somebody asked for a question that was
// sent, and of which nobody knows yet whether it arrived.
func unconfirmed(t *testing.T) (*office, candidate, practice.Post) {
	t.Helper()
	o := newOffice(t)
	ana := o.person("ana")
	post := ana.wantsUnsent(practice.Wish{ID: "q03"})
	_, err := o.coach.Send(t.Context(), post.Key)
	o.must(err)
	o.wait(time.Second)
	return o, ana, post
}

// inThread says something in a thread of the DM in which no question is known.
func (p candidate) inThread(text string) practice.Said {
	p.o.t.Helper()
	said := p.types(text)
	said.Place = practice.Place{Channel: "D" + string(p.id), Thread: p.o.stamp()}
	p.o.wait(time.Second)
	said.Stamp = p.o.stamp()
	_, err := p.o.coach.HearRound(p.o.t.Context(), said)
	p.o.must(err)
	p.see()
	return said
}

// unheard fails the test unless that many people are told that nothing was kept.
func (o *office) unheard(want int) []practice.Posting {
	o.t.Helper()
	told := o.waiting(practice.PostUnheard)
	if len(told) != want {
		o.t.Fatalf("%d are told that nothing was kept, want %d: %+v", len(told), want, told)
	}
	o.view(func(tx practice.Tx) error {
		return tx.Strays(func(s practice.Said) bool {
			o.t.Errorf("still kept aside: %+v", s)
			return true
		})
	})
	return told
}

// Without a round somebody asks for a question, and says something while nobody
// knows whether it arrived.
func TestWhatBelongsToNothingIsNeverDroppedInSilence(t *testing.T) {
	t.Run("in a thread, when the question was refused", func(t *testing.T) {
		o, ana, post := unconfirmed(t)
		said := ana.inThread(story)
		ana.inThread(story)
		o.must(o.coach.Refuse(t.Context(), post.Key, "invalid_blocks"))
		ana.see()
		told := o.unheard(1)[0]
		if told.To != "ana" || told.Place != (practice.Place{Thread: said.Place.Thread}) {
			t.Errorf("it is told to %+v", told)
		}
	})
	t.Run("below, when the question was refused", func(t *testing.T) {
		o, ana, post := unconfirmed(t)
		ana.below(story, nil)
		o.must(o.coach.Refuse(t.Context(), post.Key, "invalid_blocks"))
		ana.see()
		if told := o.unheard(1)[0]; told.To != "ana" || told.Place.Thread != 0 {
			t.Errorf("it is told to %+v", told)
		}
	})
	t.Run("an answer in another thread is one to the question that stands below", func(t *testing.T) {
		o, ana, post := unconfirmed(t)
		said := ana.inThread(story)
		o.must(o.coach.Arrived(t.Context(), post.Key, "Dana", said.Place.Thread+1))
		if a := ana.the(); a.Text() != story || a.Question != "q03" {
			t.Errorf("it belongs to %+v", a)
		}
		o.unheard(0)
	})
	t.Run("so is a short one, as it is below", func(t *testing.T) {
		o, ana, post := unconfirmed(t)
		const short = "I rang the vendor and had the line swapped by noon."
		said := ana.inThread(short)
		o.must(o.coach.Arrived(t.Context(), post.Key, "Dana", said.Place.Thread+1))
		ana.see(short + " [comment]")
		o.unheard(0)
	})
	t.Run("a few words in another thread are not", func(t *testing.T) {
		o, ana, post := unconfirmed(t)
		said := ana.inThread("Thanks a lot!")
		o.must(o.coach.Arrived(t.Context(), post.Key, "Dana", said.Place.Thread+1))
		ana.see()
		o.unheard(1)
	})
	t.Run("nor is what was said before the question", func(t *testing.T) {
		o, ana, post := unconfirmed(t)
		said := ana.inThread(story)
		o.must(o.coach.Arrived(t.Context(), post.Key, "Dana", said.Stamp+1))
		ana.see()
		o.unheard(1)
	})
	t.Run("what was deleted meanwhile is let go", func(t *testing.T) {
		o, ana, post := unconfirmed(t)
		said := ana.inThread(story)
		o.must(o.coach.Unsay(t.Context(), practice.Unsaid{Place: said.Place, Stamp: said.Stamp, Private: true}))
		o.must(o.coach.Refuse(t.Context(), post.Key, "invalid_blocks"))
		o.unheard(0)
	})
	t.Run("a reply in a channel waits for the question there", func(t *testing.T) {
		o, ana, post := unconfirmed(t)
		ana.inThread(story)
		o.post = o.ask()
		_, err := o.coach.Send(t.Context(), o.post.Key)
		o.must(err)
		o.post.Stamp = o.stamp()
		ana.says(story)
		o.must(o.coach.Refuse(t.Context(), post.Key, "invalid_blocks"))
		o.must(o.coach.Arrived(t.Context(), o.post.Key, channel, o.post.Stamp))
		if a := ana.the(); a.Place.Channel != channel {
			t.Errorf("it belongs to %+v", a)
		}
		o.unheard(1)
	})
}

func TestAReplyCountsWhileItsPostIsUncertain(t *testing.T) {
	uncertain := func(t *testing.T) (*office, candidate) {
		o := newOffice(t)
		o.post = o.ask()
		_, err := o.coach.Send(t.Context(), o.post.Key)
		o.must(err)
		o.wait(10 * time.Second)
		o.must(o.coach.Doubtful(t.Context(), o.post.Key, "timeout"))
		o.post.Stamp = o.stamp() // it did arrive, only nobody was told
		return o, o.person("ana")
	}
	found := func(o *office) {
		o.t.Helper()
		o.must(o.coach.Arrived(o.t.Context(), o.post.Key, channel, o.post.Stamp))
	}
	t.Run("said, edited and deleted before the post is found", func(t *testing.T) {
		o, ana := uncertain(t)
		said := ana.says("Frist.")
		ana.edits(said, story)
		slip := ana.says("Wrong thread.")
		ana.deletes(slip)
		other := ana.types("In another thread.")
		other.Place.Thread++
		o.hears(other)
		ana.see()
		found(o)
		ana.see(story)
		o.counted(1)
		o.view(func(tx practice.Tx) error {
			if left, err := tx.UnsurePosts(channel); len(left) != 0 || err != nil {
				t.Errorf("unsure: %v %v", left, err)
			}
			return nil
		})
		ana.says("And more.")
		ana.see(story + " / And more.")
	})
	t.Run("a reply in a thread of another post that is uncertain too waits for that", func(t *testing.T) {
		o, ana := uncertain(t)
		first := o.post
		o.wait(2 * time.Minute)
		o.post = o.ask()
		_, err := o.coach.Send(t.Context(), o.post.Key)
		o.must(err)
		o.post.Stamp = o.stamp()
		ana.says(story)
		o.must(o.coach.Arrived(t.Context(), first.Key, channel, first.Stamp))
		ana.see()
		found(o)
		ana.see(story)
	})
	t.Run("of a post that was refused nothing is kept", func(t *testing.T) {
		o, ana := uncertain(t)
		ana.says(story)
		o.must(o.coach.Refuse(t.Context(), o.post.Key, "is_archived"))
		ana.says("Nor later: " + story)
		err := o.coach.Store.Update(t.Context(), func(tx practice.Tx) error {
			if left, err := tx.TakeStrays(channel); len(left) != 0 || err != nil {
				return fmt.Errorf("strays: %v %v", left, err)
			}
			return nil
		})
		o.must(err)
	})
	t.Run("before it was ever sent nobody can have replied", func(t *testing.T) {
		o := newOffice(t)
		o.post = o.ask()
		o.post.Stamp = o.stamp()
		o.person("ana").says(story)
		o.must(o.coach.Store.Update(t.Context(), func(tx practice.Tx) error {
			if left, err := tx.TakeStrays(channel); len(left) != 0 || err != nil {
				return fmt.Errorf("strays: %v %v", left, err)
			}
			return nil
		}))
	})
}

// In a running round somebody asks for a question, sees it before it is known
// here that it arrived, and answers.
func TestWhatIsSaidInTheThreadOfAQuestionThatMayHaveArrived(t *testing.T) {
	begin := func(t *testing.T) (*office, candidate, practice.Post, practice.Said) {
		o, ana, _ := interviewing(t)
		post := ana.wantsUnsent(practice.Wish{ID: "q03"})
		_, err := o.coach.Send(t.Context(), post.Key)
		o.must(err)
		o.wait(time.Second)
		said := ana.types(story)
		said.Place = practice.Place{Channel: "Dana", Thread: o.stamp()}
		o.wait(time.Second)
		said.Stamp = o.stamp()
		_, err = o.coach.HearRound(t.Context(), said)
		o.must(err)
		ana.see()
		return o, ana, post, said
	}
	t.Run("is its answer when it did", func(t *testing.T) {
		o, ana, post, said := begin(t)
		o.must(o.coach.Arrived(t.Context(), post.Key, "Dana", said.Place.Thread))
		if a := ana.the(); a.Text() != story || a.Question != "q03" || a.Round != "" {
			t.Errorf("it belongs to %+v", a)
		}
	})
	t.Run("is the round's when that was refused", func(t *testing.T) {
		o, ana, post, _ := begin(t)
		o.must(o.coach.Refuse(t.Context(), post.Key, "invalid_blocks"))
		if a := ana.the(); a.Text() != story || a.Origin != practice.InRound || a.Round == "" {
			t.Errorf("it belongs to %+v", a)
		}
	})
	t.Run("is the round's when that stands elsewhere", func(t *testing.T) {
		o, ana, post, said := begin(t)
		o.must(o.coach.Arrived(t.Context(), post.Key, "Dana", said.Place.Thread+1))
		if a := ana.the(); a.Text() != story || a.Origin != practice.InRound || a.Round == "" {
			t.Errorf("it belongs to %+v", a)
		}
	})
}
