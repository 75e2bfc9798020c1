package practice_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// given has ana answer a question in a form with that text.
func (o *office) given(text string) practice.Answer {
	o.t.Helper()
	o.wait(time.Second)
	a, err := o.coach.AnswerPrivately(o.t.Context(), practice.Place{}, "q01", "Asked.", "ana", text, fmt.Sprint("form", o.now.UnixNano()))
	o.must(err)
	return a
}

func TestASearchMindsNeitherCaseNorAccents(t *testing.T) {
	const rest = " and so I moved two people to triage, and the backlog fell by half within six weeks."
	for _, c := range []struct{ said, typed string }{
		{"The BACKUP failed", "backup"},
		{"The backups had failed", "Backup fail"},
		{"In Zürich a café closed", "zurich cafe"},
		{"In Zurich a cafe closed", "Zürich café"},
		{"In Zu\u0308rich", "Zürich"},
		{"The Straße in Łódź", "strasse lodz"},
		{"İstanbul went down", "istanbul"},
		{"We don’t patch", "don't"},
		{"The change freeze — all of it", "freeze - all"},
		{"A change\n\n freeze", `"change freeze"`},
		{"Ещё раз", "еще"},
		{"日本語の話", "語の"},
		{"It cost 38,000 euros", "38,000"},
		{"x\u200by team", "xy"},
		{"Tiếng Việt", "tieng viet"},
	} {
		t.Run(c.said, func(t *testing.T) {
			o := newOffice(t)
			o.given("Nothing of it here" + rest)
			want := o.given(c.said + rest)
			page, err := o.coach.Mine(t.Context(), "ana", practice.Filter{Text: c.typed}, 0)
			o.must(err)
			if len(page.Answers) != 1 || page.Answers[0].Answer.ID != want.ID || page.Next != 0 {
				t.Errorf("%q finds %d answers", c.typed, len(page.Answers))
			}
		})
	}
}

func TestASearchWantsAllItsWordsAndPhrasesInTheirOrder(t *testing.T) {
	o := newOffice(t)
	a := o.given(story + " We froze each change on Friday.")
	_, err := o.coach.NoteToSelf(t.Context(), a.ID, "ana", "Say the VENDOR's name")
	o.must(err)
	for typed, want := range map[string]int{
		"froze change": 1, "change froze": 1, `"change froze"`: 0, "froze nobody": 0, "vendor": 1, "vendor froze": 1, "": 1, `""`: 1, `"`: 1, "  ": 1,
	} {
		page, err := o.coach.Mine(t.Context(), "ana", practice.Filter{Text: typed}, 0)
		o.must(err)
		if len(page.Answers) != want {
			t.Errorf("%q finds %d answers, want %d", typed, len(page.Answers), want)
		}
		other, err := o.coach.Mine(t.Context(), "ben", practice.Filter{Text: typed}, 0)
		o.must(err)
		if len(other.Answers) != 0 {
			t.Errorf("%q shows ben what is ana's", typed)
		}
	}
}

func TestTheFiltersOfStyleAndStars(t *testing.T) {
	o, ana := reviewing(t, 6)
	all := ana.all()
	for _, i := range []int{1, 4} {
		_, err := o.coach.Star(t.Context(), all[i].ID, "ana", true)
		o.must(err)
	}
	for name, c := range map[string]struct {
		f    practice.Filter
		want []string
	}{
		"starred":                   {practice.Filter{Starred: true}, []string{"q04", "q01"}},
		"a style":                   {practice.Filter{Style: bank.Behavioural, Starred: true}, []string{"q04", "q01"}},
		"a style that is not there": {practice.Filter{Style: bank.Knowledge}, nil},
		"starred, with words":       {practice.Filter{Starred: true, Text: "answer 4"}, []string{"q04"}},
	} {
		if got := slices.Concat(ana.pages(c.f)...); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
	_, err := o.coach.Star(t.Context(), all[4].ID, "ana", false)
	o.must(err)
	if got := slices.Concat(ana.pages(practice.Filter{Starred: true})...); !slices.Equal(got, []string{"q01"}) {
		t.Errorf("with one star less: %v", got)
	}
}

func TestASearchEndsBeforeItTakesLongAndGoesOn(t *testing.T) {
	o := newOffice(t)
	const many = 6000
	o.must(o.coach.Store.Update(t.Context(), func(tx practice.Tx) error {
		for i := range many {
			at := o.now.Add(time.Duration(i) * time.Minute)
			a := practice.Answer{
				ID: practice.FirstID(at), Person: "ana", Origin: practice.InPrivate, Question: "q01", Ask: "Asked.", Attempt: 1,
				CreatedAt: at, Messages: []practice.Message{{Text: story}},
			}
			if i%2500 == 7 {
				a.Messages[0].Text += " It was the needle."
			}
			if err := tx.PutAnswer(a); err != nil {
				return err
			}
		}
		return nil
	}))
	found, looked, pages := 0, 0, 0
	for from := practice.ID(0); ; pages++ {
		page, err := o.coach.Mine(t.Context(), "ana", practice.Filter{Text: "needle"}, from)
		o.must(err)
		found += len(page.Answers)
		looked += page.Looked
		if page.Next == 0 {
			break
		}
		if page.Looked == 0 || page.Looked > 2500 || page.Back.IsZero() {
			t.Fatalf("a page that is not full looked through %d, back to %v", page.Looked, page.Back)
		}
		from = page.Next
	}
	if found != 3 || pages != 2 || looked != 5000 {
		t.Errorf("found %d on %d pages more, looked through %d", found, pages, looked)
	}

	page, err := o.coach.Mine(t.Context(), "ana", practice.Filter{NeedsWork: true, Text: "needle"}, 0)
	o.must(err)
	if page.Looked == 0 || page.Looked > 2500 {
		t.Errorf("with feedback to be worked out it looked through %d", page.Looked)
	}
	page, err = o.coach.Mine(t.Context(), "ana", practice.Filter{NeedsWork: true}, 0)
	o.must(err)
	if len(page.Answers) < 10 && page.Looked > 100 {
		t.Errorf("feedback was worked out for %d", page.Looked)
	}
}

func TestALiveRoundDoesNotTellWhatNeedsWork(t *testing.T) {
	o := newOffice(t)
	ana := o.person("ana")
	live := express
	live.Mode = practice.LiveMode
	_, err := o.coach.BeginRound(t.Context(), "ana", live)
	o.must(err)
	ana.tells("Well, we had some problems with the tickets and then we sort of handled it together, and it was fine in the end I guess.")
	answers := func(f practice.Filter) int {
		page, err := o.coach.Mine(t.Context(), "ana", f, 0)
		o.must(err)
		return len(page.Answers)
	}
	if all, weak := answers(practice.Filter{}), answers(practice.Filter{NeedsWork: true}); all != 1 || weak != 0 {
		t.Errorf("in the round %d answers are listed, %d as needing work", all, weak)
	}
	_, err = o.coach.EndRound(t.Context(), ana.word())
	o.must(err)
	_, err = o.coach.Debrief(t.Context(), ana.word())
	o.must(err)
	if weak := answers(practice.Filter{NeedsWork: true}); weak != 1 {
		t.Errorf("after its debrief %d need work", weak)
	}
}
