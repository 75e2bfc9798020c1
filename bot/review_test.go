package bot

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// Whoever forges a button or a form about somebody else's answer is refused,
// learns nothing and changes nothing.
func TestNobodyReviewsAnswersOfOthers(t *testing.T) {
	inStudio(t, func(s *studio) {
		ana, ben := practice.Person(s.ws.PersonID("ana")), practice.Person(s.ws.PersonID("ben"))
		s.bot.coach.Bank = bank.New([]bank.Question{{ID: "a", Ask: "A?", Also: []string{"Or a?"}, Round: "technical"}})
		const text = "Last spring our ticket queue grew to four hundred, so I moved two people to triage and the backlog fell by half in six weeks."
		first := practice.Answer{
			ID: 7, Person: ana, Origin: practice.InPrivate, Question: "a", Ask: "A?", Attempt: 1, CreatedAt: time.Now(),
			Messages: []practice.Message{{Text: text}}, SelfNote: "Only mine.",
		}
		second, others := first, first
		second.ID, second.Attempt = 8, 2
		others.ID, others.Person, others.SelfNote = 9, ben, ""
		ctx := context.Background()
		if err := s.store.Update(ctx, func(tx practice.Tx) error {
			return errors.Join(tx.PutAnswer(first), tx.PutAnswer(second), tx.PutAnswer(others),
				tx.PutEarlier(7, []practice.Version{{Text: "Before.", At: time.Now()}}))
		}); err != nil {
			t.Fatal(err)
		}
		id, gone := first.ID.String(), practice.ID(1234).String()
		forged := func(id string) map[string]string {
			own := others.ID.String()
			return map[string]string{
				view.ActReviewOpen: id, view.ActTryAgain: id, view.ActDelete: id, view.ActStar: id, view.ActUnstar: id, view.ActSelfNote: id,
				view.ActRate: id + "/3", view.ActEarlier: id, view.ActForgetEarlier: id, view.ActFeedback: id, view.ActEdit: id, view.ActEditFirst: id, view.ActPublish: id,
				view.ActUnpublish: id, view.ActCompare: own + "." + id, view.ActHelpful: id + "/result/review",
			}
		}
		by := origin{person: ben, channel: "D1", trigger: "1"}
		for _, target := range []string{id, gone, "no id", ""} {
			for action, value := range forged(target) {
				r, err := click{from: by, action: action, value: value}.act(ctx, s.bot)
				if refusalIn(err) == nil || r.opens != nil || r.shows != nil || len(r.notes) > 0 {
					t.Errorf("%s on %q in a message: %v", action, value, err)
				}
				in := &modal{id: "V1", meta: "again:" + target}
				r, err = click{from: by, action: action, value: value, view: in}.act(ctx, s.bot)
				if err == nil && (r.shows == nil || !saysNothingOf(r.shows, text, "Only mine", "Before")) || err != nil && refusalIn(err) == nil {
					t.Errorf("%s on %q in a page: %v", action, value, err)
				}
			}
			for _, c := range []click{
				{action: view.ActHints, value: "again:" + target, view: &modal{id: "V1", meta: "again:" + target}},
				{action: view.ActHints, value: "again:" + target},
				{action: view.ActCompareFirst, value: target, view: &modal{id: "V1", meta: view.PairValue(9, 9)}},
				{action: view.ActCompareSecond, value: target, view: &modal{id: "V1", meta: view.PairValue(9, 9)}},
				{action: view.ActCompareSecond, value: "0000000000009", view: &modal{id: "V1", meta: target}},
				{action: view.ActCompareFirst, value: target}, {action: view.ActReviewFilter, value: "form"},
			} {
				c.from = by
				r, err := c.act(ctx, s.bot)
				if err == nil && (r.shows == nil || !saysNothingOf(r.shows, text, "Only mine")) || err != nil && refusalIn(err) == nil {
					t.Errorf("%s on %q: %v", c.action, c.value, err)
				}
			}
			for callback, meta := range map[string]string{view.CallSelfNote: target, view.CallRetry: "again:" + target + ":1", view.CallEdit: "edit:" + target} {
				values := map[string]map[string]slack.BlockAction{
					"self-note": {"text": {Value: "Forged."}}, "answer": {"text": {Value: "Forged. " + text}},
				}
				if _, err := (submission{from: by, view: modal{id: "V2", callback: callback, meta: meta, values: values}}).act(ctx, s.bot); refusalIn(err) == nil {
					t.Errorf("%s on %q: %v", callback, meta, err)
				}
			}
		}
		if err := s.store.View(ctx, func(tx practice.Tx) error {
			for _, want := range []practice.Answer{first, second, others} {
				a, err := tx.Answer(want.ID)
				if err != nil {
					return err
				}
				if a.Text() != text || a.Starred || a.Rating != 0 || a.SelfNote != want.SelfNote || a.Votes != nil || a.Sharing {
					t.Errorf("after that it is %+v", a)
				}
			}
			n := 0
			if err := tx.AnswersBy(ben, 0, func(practice.Answer) bool { n++; return true }); n != 1 {
				return errors.Join(err, errors.New("ben has other answers now"))
			}
			versions, err := tx.Earlier(7)
			if len(versions) != 1 {
				t.Errorf("earlier texts: %v", versions)
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	})
}

// saysNothingOf reports whether none of the words stands in a view.
func saysNothingOf(v *slack.ModalViewRequest, words ...string) bool {
	raw, _ := json.Marshal(v)
	j := string(raw)
	for _, w := range words {
		if strings.Contains(j, w) {
			return false
		}
	}
	return true
}

func TestWhatNarrowsTheListInWords(t *testing.T) {
	for typed, want := range map[string]practice.Filter{
		"starred":                         {Starred: true},
		"stars":                           {Starred: true},
		"technical needs work":            {Round: bank.Technical, NeedsWork: true},
		"service management starred":      {Area: "service-management", Starred: true},
		"emotional intelligence":          {Competency: "emotional-intelligence"},
		"strategy":                        {Area: "strategy"},
		"strategy round":                  {Round: bank.Strategy},
		"behavioral weak":                 {Style: bank.Behavioural, NeedsWork: true},
		"cloud search needs work starred": {Area: "cloud", Text: "needs work starred"},
		`search "change freeze".`:         {Text: `"change freeze"`},
	} {
		if got, wrong := parseFilter(strings.Fields(typed)); got != want || wrong != "" {
			t.Errorf("%q is %+v, %q; want %+v", typed, got, wrong, want)
		}
	}
	for typed, want := range map[string]string{"the plan": "the", "starred please": "please", "search": "search", "cloud frobnicate": "frobnicate"} {
		if _, wrong := parseFilter(strings.Fields(typed)); wrong != want {
			t.Errorf("of %q it does not know %q, want %q", typed, wrong, want)
		}
	}
}

func TestWordsAsTheyWereTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"Review search  Pune": "Review search Pune", "Please review search Pune!": "review search Pune", "review SEARCH Zürich": "review SEARCH Zürich",
		"review search İzmir": "review search İzmir",
	} {
		words := strings.Fields(spoken(typed))
		if got := strings.Join(asTyped(typed, words), " "); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
	if got := asTyped("", nil); len(got) != 0 {
		t.Errorf("of nothing: %q", got)
	}
}

func TestNotesToSelfAsTheyAreTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"note to self: Begin with the figure.": "Begin with the figure.", "Note to self begin sooner": "begin sooner", "NOTE TO SELF:\nTwo\nlines": "Two\nlines",
		"note to selfish people": "", "note to self": "", "note to self:": "", "a note to self: x": "",
	} {
		if got, ok := notingToSelf(typed); got != want || ok != (want != "") {
			t.Errorf("%q notes %q, %v", typed, got, ok)
		}
	}
}
