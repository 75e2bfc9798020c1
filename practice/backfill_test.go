package practice_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"greenroom/practice"
)

// next returns the key of the post to be read next, "" for none, and its reading.
func (o *office) next() (string, practice.Reading) {
	o.t.Helper()
	p, r, err := o.coach.NextReading(o.t.Context(), func(practice.Post) bool { return false })
	if errors.Is(err, practice.ErrNotFound) {
		return "", r
	}
	o.must(err)
	return p.Key, r
}

// gap is a time in which nobody listened.
func (o *office) gap() {
	o.t.Helper()
	o.wait(time.Minute)
	o.must(o.coach.Away(o.t.Context()))
	o.wait(time.Second)
}

// reads takes in a page of the thread that a reading is of.
func (o *office) reads(r practice.Reading, e practice.Excerpt) practice.Reading {
	o.t.Helper()
	var post practice.Post
	o.view(func(tx practice.Tx) (err error) {
		post, err = tx.Post(r.Post)
		return err
	})
	r, err := o.coach.TakeIn(o.t.Context(), post, r, e)
	o.must(err)
	return r
}

// readsAll reads every thread that is due, each in one page without news, and
// returns the posts in the order in which they were read.
func (o *office) readsAll() (keys []string) {
	o.t.Helper()
	for key, r := o.next(); key != ""; key, r = o.next() {
		if keys = append(keys, key); len(keys) > 50 {
			o.t.Fatalf("it never ends: %v", keys)
		}
		if r = o.reads(r, practice.Excerpt{}); !r.Done() {
			o.t.Fatalf("a reading of one page has not ended: %+v", r)
		}
	}
	return keys
}

// asksDaily has a question posted every day and returns their posts, oldest first.
func (o *office) asksDaily(days int) (posts []practice.Post) {
	o.t.Helper()
	for range days {
		o.post = o.ask()
		o.arrives(o.post.Key)
		posts = append(posts, o.post)
		o.wait(24 * time.Hour)
	}
	return posts
}

func TestThreadsAreReadAfterAGapNewestFirst(t *testing.T) {
	o := newOffice(t)
	posts := o.asksDaily(40)
	if got := o.readsAll(); len(got) != 6 {
		t.Errorf("without a gap the six open ones are read once in a while, not %d", len(got))
	}
	o.gap()
	o.wait(time.Minute)
	var want []string
	for _, p := range slices.Backward(posts[11:]) { // of the last 30 days
		want = append(want, p.Key)
	}
	if got := o.readsAll(); !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	o.wait(59 * time.Minute)
	if got := o.readsAll(); len(got) != 0 {
		t.Errorf("nothing is due, and these were read: %v", got)
	}
	o.wait(2 * time.Minute)
	if got := o.readsAll(); len(got) != 6 {
		t.Errorf("%d are read within the hour", len(got))
	}
}

func TestAReadingGoesOnWhereItWas(t *testing.T) {
	o := newOffice(t)
	posts := o.asksDaily(3)
	o.gap()
	o.wait(time.Minute)
	key, r := o.next()
	if key != posts[2].Key || !r.Whole || r.Cursor != "" {
		t.Fatalf("first comes %s, %+v", key, r)
	}
	o.reads(r, practice.Excerpt{Next: "two", Last: 50, Replies: 9, Latest: 90})
	// Down and up again: what was begun ends, what was never read follows, and what
	// was read before the second gap is read anew at the end.
	o.wait(time.Minute)
	o.gap()
	o.wait(time.Second)
	var order []string
	for key, r := o.next(); key != ""; key, r = o.next() {
		if len(order) == 0 && (r.Cursor != "two" || r.Upto != 50) {
			t.Errorf("it does not go on where it was: %+v", r)
		}
		order = append(order, key)
		o.reads(r, practice.Excerpt{})
	}
	if want := []string{posts[2].Key, posts[1].Key, posts[0].Key, posts[2].Key}; !slices.Equal(order, want) {
		t.Errorf("got %v\nwant %v", order, want)
	}
}

func TestAThreadThatLooksTheSameCostsOnePage(t *testing.T) {
	o := asking(t)
	first := practice.Excerpt{Next: "two", Last: 50, Replies: 9, Latest: 90}
	o.gap()
	_, r := o.next()
	if r = o.reads(r, first); r.Done() {
		t.Fatal("a thread that was never read was not read whole")
	}
	if r = o.reads(r, practice.Excerpt{Last: 90}); !r.Done() || r.Replies != 9 || r.Latest != 90 {
		t.Fatalf("got %+v", r)
	}
	o.wait(2 * time.Hour)
	_, r = o.next()
	if r = o.reads(r, first); !r.Done() {
		t.Error("it was read on though it looks the same")
	}
	for name, news := range map[string]practice.Excerpt{
		"one more":              {Next: "two", Last: 50, Replies: 10, Latest: 95},
		"one less":              {Next: "two", Last: 50, Replies: 8, Latest: 90},
		"one for another":       {Next: "two", Last: 50, Replies: 9, Latest: 95},
		"a parent that is gone": {Next: "two", Last: 50},
	} {
		o.wait(2 * time.Hour)
		_, r := o.next()
		if r = o.reads(r, news); r.Done() {
			t.Errorf("%s: it was not read on", name)
		}
		o.reads(r, practice.Excerpt{Last: 90})
	}
	// An edit shows in no count: after a gap it is read whole all the same.
	o.gap()
	_, r = o.next()
	if r = o.reads(r, practice.Excerpt{Next: "two", Last: 50}); r.Done() {
		t.Error("after a gap it was not read whole")
	}
}

func TestWhatIsReadChangesOnlyWhatIsNew(t *testing.T) {
	o := asking(t)
	ben, chioma := o.person("ben"), o.person("chioma")
	kept := ben.says(story)
	gone := chioma.says(story)
	edited := ben.changes(kept, story+" And once more.")
	fresh := chioma.types("We then " + story)
	emoji := ben.types("🎉")
	o.wait(3 * time.Hour)
	o.gap()
	held, err := o.coach.Held(t.Context(), o.post, 0, math.MaxInt64)
	o.must(err)
	if slices.Sort(held); !slices.Equal(held, []practice.Stamp{kept.Stamp, gone.Stamp}) {
		t.Errorf("held are %v", held)
	}
	page := practice.Excerpt{
		Listed: []practice.Listed{{Said: edited}, {Said: fresh}, {Said: emoji, OnlyIfKnown: true}}, Unsaid: []practice.Stamp{gone.Stamp}, Last: emoji.Stamp,
	}
	for range 2 { // the second time changes nothing
		_, r := o.next()
		o.reads(r, page)
		ben.see(story + " And once more.")
		chioma.see("We then " + story)
		o.counted(2)
		o.gap()
		o.wait(time.Second)
	}
	// What was said hours ago gets no follow-up.
	o.must(o.coach.Sweep(t.Context()))
	if asked := o.waiting(practice.PostFollowUp); len(asked) != 0 {
		t.Errorf("a follow-up goes to %v", asked)
	}
	// And what was deleted is not taken in again.
	o.hears(gone)
	chioma.see("We then " + story)
}

func TestHeldAreTheMessagesOfEveryAttempt(t *testing.T) {
	o := asking(t)
	ben := o.person("ben")
	one, two := ben.says(story), ben.says(story)
	ben.triesAgain()
	three := ben.says(story)
	ben.triesAgain()
	for _, c := range []struct {
		after, upto practice.Stamp
		want        []practice.Stamp
	}{
		{0, math.MaxInt64, []practice.Stamp{one.Stamp, two.Stamp, three.Stamp}},
		{one.Stamp, math.MaxInt64, []practice.Stamp{two.Stamp, three.Stamp}},
		{one.Stamp, two.Stamp, []practice.Stamp{two.Stamp}},
		{three.Stamp, math.MaxInt64, nil},
	} {
		held, err := o.coach.Held(t.Context(), o.post, c.after, c.upto)
		o.must(err)
		if slices.Sort(held); !slices.Equal(held, c.want) {
			t.Errorf("after %d up to %d: got %v, want %v", c.after, c.upto, held, c.want)
		}
	}
}

func TestADeletedPostIsLeftAlone(t *testing.T) {
	o := asking(t)
	ben := o.person("ben")
	ben.says(story)
	o.must(o.coach.Deleted(t.Context(), o.post.Place(), ""))
	counts := len(o.waiting(practice.PostCount))
	o.person("chioma").says(story) // below what is left of it
	if got := len(o.waiting(practice.PostCount)); got != counts {
		t.Error("its count is brought up to date")
	}
	ben.see(story)
	o.view(func(tx practice.Tx) error {
		p, err := tx.Post(o.post.Key)
		fate, _ := tx.Fate(p.Schedule, p.Occurrence)
		if !p.Gone || fate != practice.Posted {
			t.Errorf("got %+v, %s", p, fate)
		}
		return err
	})
	o.must(o.coach.Vanished(t.Context(), o.post))
	o.gap()
	if key, _ := o.next(); key != "" {
		t.Errorf("the thread of %s is read though there is none", key)
	}
	ben.see(story)
	// A message that is no post's is nobody's business.
	o.must(o.coach.Deleted(t.Context(), practice.Place{Channel: channel, Thread: 5}, "daily/none"))
}

func TestAPostThatIsDeletedBeforeItIsKnownIsNotRepeated(t *testing.T) {
	o := newOffice(t)
	p := o.ask()
	_, err := o.coach.Send(t.Context(), p.Key)
	o.must(err)
	o.must(o.coach.Doubtful(t.Context(), p.Key, "no answer"))
	o.must(o.coach.Deleted(t.Context(), practice.Place{Channel: "C9", Thread: 77}, p.Key)) // another channel's
	if got := o.posting(p.Key); got.State != practice.Uncertain {
		t.Fatalf("got %+v", got)
	}
	o.must(o.coach.Deleted(t.Context(), practice.Place{Channel: channel, Thread: 77}, p.Key))
	if got := o.posting(p.Key); got.State != practice.Delivered || got.Stamp != 77 {
		t.Errorf("got %+v", got)
	}
	// The answer comes after all.
	o.must(o.coach.Arrived(t.Context(), p.Key, channel, 77))
}

func TestAReadingOfADoubleSaysNothingOfTheQuestionThatStays(t *testing.T) {
	for name, happens := range map[string]func(*office, practice.Post, practice.Reading){
		"what was read is an empty place": func(o *office, was practice.Post, r practice.Reading) {
			_, err := o.coach.TakeIn(o.t.Context(), was, r, practice.Excerpt{Gone: true})
			o.must(err)
		},
		"what was read is gone": func(o *office, was practice.Post, _ practice.Reading) {
			o.must(o.coach.Vanished(o.t.Context(), was))
		},
		"what was read lacks what was said under the other": func(o *office, was practice.Post, r practice.Reading) {
			_, err := o.coach.TakeIn(o.t.Context(), was, r, practice.Excerpt{Unsaid: []practice.Stamp{o.person("ben").the().Messages[0].Stamp}})
			o.must(err)
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := asking(t)
			was, first := o.post, o.post.Stamp-40
			o.person("ben").says(story)
			o.gap()
			_, r := o.next()
			o.must(o.coach.Doubled(t.Context(), was.Key, first, []practice.Stamp{was.Stamp}))
			happens(o, was, r)
			o.view(func(tx practice.Tx) error {
				p, err := tx.Post(was.Key)
				if p.Gone || p.Stamp != first {
					t.Errorf("got %+v", p)
				}
				return err
			})
			o.person("ben").see(story)
			if key, r := o.next(); key != was.Key || !r.Whole || r.Upto != 0 {
				t.Errorf("next is %q, %+v, want its thread whole", key, r)
			}
			o.readsAll()
		})
	}
}

func TestAGapOfAClockThatWasSetBackIsMadeUpForOnce(t *testing.T) {
	o := asking(t)
	o.wait(3 * time.Hour)
	o.gap()
	o.readsAll()
	o.wait(-2 * time.Hour)
	for range 2 {
		if read := o.readsAll(); len(read) > 1 {
			t.Errorf("read were %v", read)
		}
		o.wait(2 * time.Minute)
	}
}
