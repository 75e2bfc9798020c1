package practice_test

import (
	"slices"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

func TestNoQuestionReturnsBeforeAllWereAsked(t *testing.T) {
	o := newOffice(t)
	o.tick(weekdays, "MON 08:00")
	var asked []string
	for i := range 36 {
		o.now = day(t, "MON 09:00").AddDate(0, 0, i)
		o.must(o.coach.Tick(t.Context(), weekdays, calendar))
	}
	o.view(func(tx practice.Tx) error {
		posts, err := tx.PostsOf("weekdays", 100)
		for _, p := range posts {
			asked = append(asked, p.Question)
			if want := p.At.Add(7 * 24 * time.Hour); !p.OpenUntil.Equal(want) {
				t.Errorf("%s is open until %v, want %v", p.Key, p.OpenUntil, want)
			}
		}
		return err
	})
	for turn := range 3 {
		seen := map[string]bool{}
		for _, q := range asked[turn*12 : turn*12+12] {
			seen[q] = true
		}
		if len(seen) != 12 {
			t.Errorf("turn %d asked %d of 12 questions", turn, len(seen))
		}
	}
	if p, _, err := o.coach.PostIn(t.Context(), practice.Place{Channel: channel, Thread: 1}); err == nil {
		t.Errorf("a post without a message is found: %v", p)
	}
	st, err := o.coach.Status(t.Context(), weekdays)
	o.must(err)
	if st.Total != 12 || st.Left != 12 || len(st.Last) != 3 {
		t.Errorf("status: %d of %d left, %d posts", st.Left, st.Total, len(st.Last))
	}
}

func TestAQuestionThatIsAddedLaterIsAskedOnceATurnLikeTheOthers(t *testing.T) {
	o := newOffice(t)
	all := o.coach.Bank
	o.coach.Bank = bank.New(all.All()[:10])
	o.tick(weekdays, "MON 08:00")
	var asked []string
	for i := range 34 {
		if i == 20 { // after two turns of ten
			o.coach.Bank = all
		}
		o.now = day(t, "MON 09:00").AddDate(0, 0, i)
		o.must(o.coach.Tick(t.Context(), weekdays, calendar))
		o.view(func(tx practice.Tx) error {
			posts, err := tx.PostsOf("weekdays", 1)
			asked = append(asked, posts[0].Question)
			return err
		})
	}
	fresh, seen := asked[20:22], map[string]bool{}
	if slices.Sort(fresh); !slices.Equal(fresh, []string{"q10", "q11"}) {
		t.Errorf("the two that were added come first: %v", fresh)
	}
	for _, q := range asked[22:] {
		seen[q] = true
	}
	if len(seen) != 12 {
		t.Errorf("the turn after that: %v", asked[22:])
	}
}

func TestTheFocusOfAWeekdayComesFirst(t *testing.T) {
	o := newOffice(t)
	s := weekdays
	area := o.coach.Bank.All()[7].Area
	s.Focus = map[time.Weekday][]bank.Area{time.Monday: {area}}
	o.tick(s, "MON 08:00")
	o.tick(s, "MON 09:00")
	o.view(func(tx practice.Tx) error {
		posts, err := tx.PostsOf("weekdays", 1)
		if q, _ := o.coach.Bank.Find(posts[0].Question); q.Area != area {
			t.Errorf("asked about %s, want %s", q.Area, area)
		}
		return err
	})
}

func TestAScheduleThatSelectsNothingIsMissedAndAdminsAreTold(t *testing.T) {
	o := newOffice(t)
	s := weekdays
	s.Select.Areas = []bank.Area{"none"}
	o.tick(s, "MON 08:00")
	o.tick(s, "MON 09:00")
	o.tick(s, "TUE 09:00")
	if told := o.waiting(practice.PostBroken); len(told) != 1 || told[0].To != admin {
		t.Errorf("told: %+v", told)
	}
	if f := o.fate(s, "2026-11-23T09:00"); f != practice.Missed {
		t.Errorf("the occurrence was %s", f)
	}
	_, err := o.coach.PostNow(t.Context(), s, admin)
	o.refusal("post", err, practice.ErrNoQuestions)
}

func TestAQuestionThatWasRefusedCountsAsNeverAsked(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = bank.New(o.coach.Bank.All()[:1])
	for range 2 {
		o.arrives(o.ask().Key)
		o.wait(time.Minute)
	}
	p := o.ask()
	for range 2 {
		o.must(o.coach.Refuse(t.Context(), p.Key, "not_in_channel"))
	}
	o.view(func(tx practice.Tx) error {
		asked, err := tx.Asked(channel)
		if asked[p.Question] != 2 || err != nil {
			t.Errorf("asked %v, %v", asked, err)
		}
		unsure, err := tx.UnsurePosts(channel)
		if len(unsure) != 0 || err != nil {
			t.Errorf("unsure: %v, %v", unsure, err)
		}
		return nil
	})
	if f := o.fate(weekdays, p.Occurrence); f != practice.Failed {
		t.Errorf("its occurrence was %s", f)
	}
	told := o.waiting(practice.PostBroken)
	if len(told) != 1 || told[0].Why != "not_in_channel" || told[0].To != admin || told[0].Ref != "weekdays" {
		t.Errorf("told: %+v", told)
	}
	// Once what was wrong is mended the admin need not wait a minute.
	o.wait(10 * time.Second)
	if again := o.ask(); again.Key == p.Key || again.Question != p.Question {
		t.Errorf("posted %+v", again)
	}
}
