package practice_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

const queues = "How do you keep ticket queues short?"

// suggests has a person suggest a question, in a form of its own.
func (p candidate) suggests(ask string) practice.Suggestion {
	p.o.t.Helper()
	p.o.wait(time.Minute)
	s, err := p.o.coach.Suggest(p.o.t.Context(), p.id, practice.Proposal{Ask: ask, Area: "cloud"}, "met at a panel", p.o.now.String())
	p.o.must(err)
	return s
}

// objects fails the test where suggesting is not met with that objection.
func (p candidate) objects(ask string, want practice.ObjectionKind) practice.Objection {
	p.o.t.Helper()
	var o practice.Objection
	_, err := p.o.coach.Suggest(p.o.t.Context(), p.id, practice.Proposal{Ask: ask}, "", ask)
	if !errors.As(err, &o) || o.Kind != want {
		p.o.t.Errorf("%q: got %v, want %q", ask, err, want)
	}
	return o
}

func TestAnApprovedSuggestionIsAskedLikeTheOthers(t *testing.T) {
	o := newOffice(t)
	s := o.person("ben").suggests(queues)
	if cards := o.waiting(practice.PostSuggestion); len(cards) != 1 || cards[0].To != admin || cards[0].Ref != s.ID.String() {
		t.Fatalf("admins are told by %+v", cards)
	}
	o.arrives(o.waiting(practice.PostSuggestion)[0].Key)
	before := o.coach.Questions().Len()
	o.wait(time.Hour)
	s, err := o.coach.Approve(t.Context(), s.ID, admin)
	o.must(err)
	if s.Question != "suggested-how-do-you-keep-ticket-queues-short" || s.Decider != admin || s.DecidedAt != o.now {
		t.Errorf("decided as %+v", s)
	}
	q, ok := o.coach.Find(s.Question)
	if !ok || q.Ask != queues || q.Round != bank.Technical || q.Style != bank.Approach || q.Level != bank.Manager || q.Minutes == 0 || len(q.Structure.Parts) == 0 {
		t.Errorf("it is in the bank as %+v, %v", q, ok)
	}
	if n := o.coach.Questions().Len(); n != before+1 {
		t.Errorf("%d questions, want one more than %d", n, before)
	}
	for kind, to := range map[practice.PostingKind]practice.Person{practice.PostDecision: "ben", practice.PostSuggestionNow: admin} {
		if p := o.waiting(kind); len(p) != 1 || p[0].To != to {
			t.Errorf("%s: %+v", kind, p)
		}
	}
	acts, err := o.coach.Acts(t.Context(), 1)
	o.must(err)
	if acts[0].By != admin || acts[0].What != "approve suggestion "+s.ID.String() {
		t.Errorf("kept as %+v", acts)
	}
	// It takes its turn in the channel, and in a round.
	asked := map[string]bool{}
	for range o.coach.Questions().Len() {
		o.wait(time.Hour)
		asked[o.ask().Question] = true
	}
	if !asked[s.Question] {
		t.Error("it was not asked in the channel")
	}
	found := false
	for i := range 20 {
		o.wait(time.Hour)
		who := practice.Person(fmt.Sprint("candidate", i))
		r, err := o.coach.BeginRound(t.Context(), who, practice.Choice{Kind: practice.Technical})
		o.must(err)
		found = found || slices.ContainsFunc(r.Turns, func(turn practice.Turn) bool { return turn.Question == s.Question })
	}
	if !found {
		t.Error("it was in none of 20 technical rounds")
	}
	// Another coach on the store, as after a restart.
	again := &practice.Coach{Store: o.coach.Store, Bank: o.coach.Bank.With([]bank.Employer{{ID: "river-mill"}}), Now: o.coach.Now}
	o.must(again.LoadSuggestions(t.Context()))
	if _, ok := again.Questions().Find(s.Question); !ok {
		t.Error("after a restart it is not asked any more")
	}
	if _, ok := again.Questions().Employer("river-mill"); !ok {
		t.Error("beside a suggestion the employers are gone")
	}
}

func TestAWithdrawnSuggestionIsKnownButNotAsked(t *testing.T) {
	o := newOffice(t)
	s := o.person("ben").suggests(queues)
	_, err := o.coach.Approve(t.Context(), s.ID, admin)
	o.must(err)
	s, err = o.coach.Withdraw(t.Context(), s.ID, admin)
	o.must(err)
	if _, ok := o.coach.Questions().Find(s.Question); ok {
		t.Error("it is asked still")
	}
	if q, ok := o.coach.Find(s.Question); !ok || q.Ask != queues {
		t.Errorf("what was answered to it has lost its question: %+v", q)
	}
	if n := len(o.waiting(practice.PostDecision)); n != 1 {
		t.Errorf("its person is told %d times", n)
	}
	// Suggested again it is another question.
	second := o.person("ben").suggests(queues)
	second, err = o.coach.Approve(t.Context(), second.ID, admin)
	o.must(err)
	if second.Question != s.Question+"-2" {
		t.Errorf("it has the id %s", second.Question)
	}
}

func TestADecisionIsMadeOnceAndByAdminsAlone(t *testing.T) {
	o := newOffice(t)
	o.coach.Admins = append(o.coach.Admins, "second")
	ben := o.person("ben")
	s := ben.suggests(queues)
	for what, decide := range map[string]func() (practice.Suggestion, error){
		"approve":    func() (practice.Suggestion, error) { return o.coach.Approve(t.Context(), s.ID, "ben") },
		"approve as": func() (practice.Suggestion, error) { return o.coach.ApproveAs(t.Context(), s.ID, "ben", s.Asked) },
		"decline":    func() (practice.Suggestion, error) { return o.coach.Decline(t.Context(), s.ID, "ben", "no") },
		"withdraw":   func() (practice.Suggestion, error) { return o.coach.Withdraw(t.Context(), s.ID, "ben") },
		"judge":      func() (practice.Suggestion, error) { return o.coach.Judge(t.Context(), s.ID, "ben") },
	} {
		_, err := decide()
		o.refusal(what, err, practice.ErrNotAdmin)
	}
	_, err := o.coach.SuggestionsFor(t.Context(), "ben", 0)
	o.refusal("the list", err, practice.ErrNotAdmin)
	_, err = o.coach.Withdraw(t.Context(), s.ID, admin)
	o.refusal("withdraw what waits", err, practice.ErrAlready)

	_, err = o.coach.Decline(t.Context(), s.ID, admin, " We ask that one already. ")
	o.must(err)
	late, err := o.coach.Approve(t.Context(), s.ID, "second")
	o.refusal("approve what is declined", err, practice.ErrAlready)
	if late.State != practice.SuggestionDeclined || late.Decider != admin || late.Reason != "We ask that one already." {
		t.Errorf("the second admin is shown %+v", late)
	}
	if n := len(o.waiting(practice.PostDecision)); n != 1 {
		t.Errorf("its person is told %d times", n)
	}
	if n := o.coach.Questions().Len(); n != o.coach.Bank.Len() {
		t.Errorf("%d questions are asked of %d", n, o.coach.Bank.Len())
	}
	_, err = o.coach.Approve(t.Context(), 99, admin)
	o.refusal("approve what is not there", err, practice.ErrNotFound)
}

func TestAnAdminApprovesWhatTheyMadeOfIt(t *testing.T) {
	o := newOffice(t)
	s := o.person("ben").suggests(queues)
	var objection practice.Objection
	for ask, want := range map[string]practice.ObjectionKind{"": practice.NoWording, "How old are you?": practice.Unasked, "how did you handle case 3": practice.AskedAlready} {
		_, err := o.coach.ApproveAs(t.Context(), s.ID, admin, practice.Proposal{Ask: ask, Area: "cloud"})
		if !errors.As(err, &objection) || objection.Kind != want {
			t.Errorf("%q: %v", ask, err)
		}
	}
	_, err := o.coach.ApproveAs(t.Context(), s.ID, admin, practice.Proposal{Ask: queues, Also: "Are you married?", Area: "cloud"})
	if !errors.As(err, &objection) || !objection.Also {
		t.Errorf("the other wording: %v", err)
	}
	_, err = o.coach.ApproveAs(t.Context(), s.ID, admin, practice.Proposal{Ask: queues})
	if !errors.As(err, &objection) || objection.Kind != practice.NoArea {
		t.Errorf("without an area: %v", err)
	}
	s, err = o.coach.ApproveAs(t.Context(), s.ID, admin, practice.Proposal{
		Ask: "  How do you keep\nticket queues short? ", Also: "What shortens a queue?", Style: bank.Knowledge, Area: "measuring", Level: bank.Senior, Minutes: 3,
		Competencies: []bank.Competency{"budgeting", "nonsense", "budgeting", "leadership"},
	})
	o.must(err)
	q, _ := o.coach.Find(s.Question)
	if q.Ask != queues || q.Wording(1) != "What shortens a queue?" || q.Style != bank.Knowledge || q.Round != bank.Strategy || q.Level != bank.Senior || q.Minutes != 3 ||
		!slices.Equal(q.Competencies, []bank.Competency{"budgeting", "leadership"}) {
		t.Errorf("got %+v", q)
	}
}

func TestWhatIsNotTakenIsSaidWithItsReason(t *testing.T) {
	o := newOffice(t)
	ben := o.person("ben")
	ben.objects("", practice.NoWording)
	ben.objects(" \n ", practice.NoWording)
	ben.objects("Why us?", practice.WordingShort)
	ben.objects("Cloud costs are far too high", practice.NoQuestion)
	ben.objects("?!?", practice.NoQuestion)
	ben.objects("How do you "+strings.Repeat("very ", 60)+"well?", practice.WordingLong)
	if o := ben.objects("Are you married?", practice.Unasked); o.Ground != practice.GroundMarriage {
		t.Errorf("the ground is %q", o.Ground)
	}
	if o := ben.objects("TELL me, about the case 3", practice.AskedAlready); o.Like != "How did you handle case 3?" {
		t.Errorf("like %q", o.Like)
	}
	if o := ben.objects("how did you handle the case 3", practice.AskedAlready); o.Like != "How did you handle case 3?" {
		t.Errorf("like %q", o.Like)
	}
	ben.suggests(queues)
	if o := o.person("chioma").objects("how do you keep the ticket queues short", practice.WaitsAlready); o.Like != queues {
		t.Errorf("like %q", o.Like)
	}
	for i := range 4 {
		ben.suggests(fmt.Sprintf("How would you solve riddle %d?", i))
	}
	ben.objects("How would you solve riddle 5?", practice.ManyWaiting)
	o.person("chioma").suggests("How would you solve riddle 5?")
	if n := len(o.waiting(practice.PostSuggestion)); n != 6 {
		t.Errorf("admins are told of %d suggestions", n)
	}
}

func TestAFormSentTwiceSuggestsOnce(t *testing.T) {
	o := newOffice(t)
	var first practice.Suggestion
	for i := range 2 {
		// Refused and sent again, a form has one id all the while.
		_, err := o.coach.Suggest(t.Context(), "ben", practice.Proposal{Ask: "Are you gay?"}, "", "V1")
		if i == 0 && err == nil {
			t.Error("taken")
		}
		s, err := o.coach.Suggest(t.Context(), "ben", practice.Proposal{Ask: queues}, "", "V1")
		o.must(err)
		if first.ID == 0 {
			first = s
		}
		if s.ID != first.ID {
			t.Error("it was kept twice")
		}
	}
	page, err := o.coach.SuggestionsFor(t.Context(), admin, 0)
	o.must(err)
	if len(page.Waiting) != 1 || len(o.waiting(practice.PostSuggestion)) != 1 {
		t.Errorf("%d wait", len(page.Waiting))
	}
}

func TestAnAdminMayApproveTheirOwn(t *testing.T) {
	o := newOffice(t)
	s := o.person(admin).suggests(queues)
	_, err := o.coach.Approve(t.Context(), s.ID, admin)
	o.must(err)
	if n := len(o.waiting(practice.PostDecision)); n != 0 {
		t.Error("they are told what they did themselves")
	}
}

func TestSuggestionsAreInTheirPersonsExport(t *testing.T) {
	o := newOffice(t)
	s := o.person("ben").suggests(queues)
	_, err := o.coach.Decline(t.Context(), s.ID, admin, "too narrow")
	o.must(err)
	e, err := o.coach.Export(t.Context(), "ben", nil)
	o.must(err)
	if len(e.Suggestions) != 1 || e.Suggestions[0].Ask != queues || e.Suggestions[0].Note != "met at a panel" || e.Suggestions[0].Reason != "too narrow" {
		t.Errorf("got %+v", e.Suggestions)
	}
	if e, err = o.coach.Export(t.Context(), "chioma", nil); err != nil || !e.Empty() {
		t.Errorf("somebody else's has %+v, %v", e.Suggestions, err)
	}
}

func TestTheListOfApprovedOnesGoesOn(t *testing.T) {
	o := newOffice(t)
	for i := range 20 {
		s := o.person("ben").suggests(fmt.Sprintf("How would you solve riddle %d?", i))
		_, err := o.coach.Approve(t.Context(), s.ID, admin)
		o.must(err)
	}
	var seen []string
	for below := practice.ID(0); ; {
		page, err := o.coach.SuggestionsFor(t.Context(), admin, below)
		o.must(err)
		for _, s := range page.Approved {
			seen = append(seen, s.Asked.Ask)
		}
		if below = page.Next; below == 0 {
			break
		}
	}
	if len(seen) != 20 || seen[0] != "How would you solve riddle 19?" || seen[19] != "How would you solve riddle 0?" {
		t.Errorf("the pages show %q", seen)
	}
}

func TestIDsOfSuggestedQuestionsAreShortAndTheirOwn(t *testing.T) {
	o := newOffice(t)
	ids := map[string]bool{}
	for _, ask := range []string{
		"How do you decide " + strings.Repeat("whether it is worth it and ", 9) + "when?",
		"How do you decide " + strings.Repeat("whether it is worth it and ", 9) + "where?",
		"あなたはどのようにチームを率いますか？", "どのように予算を守りますか？", "How do you Ünïcöde?",
	} {
		s := o.person("ben").suggests(ask)
		s, err := o.coach.Approve(t.Context(), s.ID, admin)
		o.must(err)
		if ids[s.Question] || len(s.Question) > 64 || !strings.HasPrefix(s.Question, "suggested-") || strings.HasSuffix(s.Question, "-") {
			t.Errorf("%q has the id %q", ask, s.Question)
		}
		ids[s.Question] = true
	}
}

func TestTheBankIsReadWhileItChanges(t *testing.T) {
	o := newOffice(t)
	o.coach.Wake = nil
	var s []practice.Suggestion
	for i := range 4 {
		s = append(s, o.person("ben").suggests(fmt.Sprintf("How would you solve riddle %d?", i)))
	}
	var wg sync.WaitGroup
	for _, one := range s {
		wg.Go(func() {
			_, err := o.coach.Approve(t.Context(), one.ID, admin)
			if err != nil {
				t.Error(err)
			}
		})
		wg.Go(func() {
			for range 50 {
				_ = o.coach.Questions().Len()
				_, _ = o.coach.Find("suggested-how-would-you-solve-riddle-1")
			}
		})
	}
	wg.Wait()
	if n := o.coach.Questions().Len() - o.coach.Bank.Len(); n != 4 {
		t.Errorf("%d of 4 are in", n)
	}
}

func TestEveryBuiltInQuestionCouldHaveBeenSuggested(t *testing.T) {
	b, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(t)
	o.coach.Bank = bank.New(nil)
	o.now = monday
	guessed := 0
	for i, q := range b.All() {
		o.wait(time.Second)
		_, err := o.coach.Suggest(t.Context(), practice.Person(fmt.Sprint("U", i)), practice.Proposal{Ask: q.Ask, Area: q.Area}, "", q.ID)
		if err != nil {
			t.Errorf("%q: %v", q.Ask, err)
		}
		if q.Style == o.coach.Filled(practice.Suggestion{Asked: practice.Proposal{Ask: q.Ask}}).Style {
			guessed++
		}
	}
	if part := float64(guessed) / float64(b.Len()); part < 0.6 {
		t.Errorf("the style was told for %.0f %% of the questions", 100*part)
	}
}
