package storage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/bank"
	"greenroom/practice"
)

// impersonal are the buckets whose records neither name a person nor hold what
// one wrote, with why. A new bucket belongs here, or into lifeIn below and into
// the erasers of practice/erase.go.
var impersonal = map[string]string{
	"meta":        "the file's own",
	"shared":      "a place and the id of an answer, which goes with that",
	"heard":       "a place and the id of an answer, which goes with that",
	"post-at":     "a place and the key of a post; of one's own questions it goes with that",
	"posts-of":    "a schedule and the key of a post; of one's own questions it goes with that",
	"unsure":      "a channel and the key of a post; of one's own questions it goes with that",
	"open":        "the key of a posting, which goes with that",
	"standings":   "schedules",
	"fates":       "schedules",
	"troubles":    "channels",
	"tallies":     "counts",
	"tombstones":  "a hash",
	"forgettings": "gone when the forgetting is over",
	"copies":      "paths",
}

const (
	whoGoes = practice.Person("UGONE")
	secret  = "xylophone"
)

// lifeIn writes whatever can be kept of a person.
func lifeIn(tx practice.Tx, at time.Time) error {
	stamp := practice.Stamp(at.UnixMicro())
	inThread := practice.Place{Channel: "C1", Thread: stamp - 9}
	id := practice.FirstID(at)
	a := practice.Answer{
		ID: id, Person: whoGoes, Origin: practice.InThread, Question: "q", Place: inThread, Attempt: 1, CreatedAt: at,
		Messages: []practice.Message{{Stamp: stamp, Text: secret + " one"}, {Stamp: stamp + 1, Text: secret + " two"}},
		Votes:    []practice.Vote{{Note: "result", Verdict: practice.Helpful}}, FollowUp: "and then?", SelfNote: secret + " note",
	}
	private := practice.Answer{
		ID: id + 1, Person: whoGoes, Origin: practice.InPrivate, Question: "q", Place: inThread, Attempt: 1, CreatedAt: at,
		Messages: []practice.Message{{Text: secret + " private"}}, Published: stamp + 2, Sharing: true,
	}
	suggestion := practice.Suggestion{ID: id + 2, By: whoGoes, At: at, Asked: practice.Proposal{Ask: secret + "?"}, Note: secret}
	taken := practice.Suggestion{
		ID: id + 3, By: whoGoes, At: at, Asked: practice.Proposal{Ask: secret + " draft?"}, Note: secret, Reason: secret,
		State: practice.SuggestionApproved, Taken: practice.Proposal{Ask: "How do you say no?"}, Question: "say-no", Decider: whoGoes,
	}
	decided := practice.Suggestion{ID: id + 4, By: "UOTHER", At: at, Asked: practice.Proposal{Ask: "Why?"}, Decider: whoGoes, State: practice.SuggestionDeclined}
	round := practice.Round{ID: "r1", Person: whoGoes, StartedAt: at, Stage: practice.Asking, Channel: "DGONE", Thread: stamp, Turns: []practice.Turn{{Question: "q", Ask: "Why?", Answer: id}}}
	over := round
	over.ID, over.EndedAt, over.Stage = "r0", at, practice.Ended
	alone := "alone/" + string(whoGoes) + "/1"
	_, _, once := tx.Once("retry/"+string(whoGoes)+"/2026-11-23", "", at)
	return errors.Join(
		tx.PutPost(practice.Post{Key: "daily/1", Schedule: "weekdays", Channel: "C1", Question: "q", At: at, Stamp: stamp - 9}),
		tx.PutAnswer(a), tx.PutAnswer(private), tx.PutSuggestion(suggestion), tx.PutSuggestion(taken), tx.PutSuggestion(decided),
		tx.PutRound(over), tx.PutRound(round),
		tx.PutProfile(practice.Profile{Person: whoGoes, InHand: alone, Zone: "Europe/Vienna"}),
		tx.PutPost(practice.Post{Key: alone, To: whoGoes, Channel: "DGONE", Question: "q", At: at, Stamp: stamp}),
		tx.PutPost(practice.Post{Key: alone + "x", To: whoGoes, Question: "q", At: at}),
		tx.PutReading(practice.Reading{Post: alone, Replies: 2}),
		tx.PutStray(practice.Said{Place: inThread, Stamp: stamp + 4, By: whoGoes, Text: secret}),
		tx.PutAsked("@"+string(whoGoes), "q", 2),
		tx.PutAct(practice.Act{At: at, By: whoGoes, What: "pause weekdays"}),
		tx.PutDeadline(practice.Deadline{At: at.Add(time.Hour), Kind: practice.FollowUpDue, Ref: id.String()}),
		tx.PutDeadline(practice.Deadline{At: at.Add(time.Hour), Kind: practice.LapseDue, Ref: "r1"}),
		tx.PutDeadline(practice.Deadline{At: at.Add(48 * time.Hour), Kind: "retry", Ref: string(whoGoes)}),
		tx.PutPosting(practice.Posting{Key: "round/r1/turn", Kind: practice.PostTurn, To: whoGoes, Ref: "r1", Since: at}),
		tx.PutPosting(practice.Posting{Key: "answer/" + private.ID.String(), Kind: practice.PostAnswer, Place: inThread, Ref: private.ID.String(), State: practice.Delivered}),
		tx.PutEarlier(id, []practice.Version{{Message: stamp, Text: secret + " before", At: at}}),
		tx.PutStory(practice.Story{ID: id, Person: whoGoes, Title: secret + " title", At: at}),
		tx.PutRetrying(practice.Retrying{Person: whoGoes, Next: at}),
		tx.PutPreparation(practice.Preparation{Person: whoGoes, At: at, LevelWords: secret}),
		tx.PutDeadline(practice.Deadline{At: at.AddDate(0, 1, 0), Kind: practice.InterviewDue, Ref: "2026-12-23/" + string(whoGoes)}),
		tx.PutPosting(practice.Posting{Key: "home/" + string(whoGoes), Kind: practice.PostHome, To: whoGoes}),
		tx.PutPosting(practice.Posting{Key: "suggestion/x/for/boss", Kind: practice.PostSuggestion, To: "boss", Ref: suggestion.ID.String(), State: practice.Delivered, Channel: "DBOSS", Stamp: stamp}),
		once,
	)
}

// mentions returns which buckets of a file name the person or hold their text.
func mentions(t *testing.T, path string) (in []string, all []string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			all = append(all, string(name))
			return b.ForEach(func(k, v []byte) error {
				for _, what := range []string{string(whoGoes), secret} {
					if bytes.Contains(k, []byte(what)) || bytes.Contains(v, []byte(what)) {
						in = append(in, string(name))
					}
				}
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(in)
	return slices.Compact(in), all
}

func TestNothingIsLeftOfAForgottenPerson(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "greenroom.db")
	s := open(t, path)
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	ctx := context.Background()
	if err := errors.Join(s.Update(ctx, func(tx practice.Tx) error { return lifeIn(tx, at) }), s.Close()); err != nil {
		t.Fatal(err)
	}
	before, all := mentions(t, path)
	for _, name := range all {
		why, none := impersonal[name]
		if none && why == "" {
			t.Errorf("bucket %s: say why nothing in it is anybody's", name)
		}
		// The rows of the newest answers are not written yet.
		if !none && !slices.Contains(before, name) && name != "mine" && name != "latest" {
			t.Errorf("bucket %s is new: write something of a person's into it in lifeIn, and erase it in practice/erase.go; or say why it is impersonal", name)
		}
	}
	s = open(t, path)
	now := at.Add(time.Minute)
	questions, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	coach := &practice.Coach{Store: s, Bank: questions, Now: func() time.Time { return now }, Admins: []practice.Person{"boss"}}
	k, err := coach.Kept(ctx, whoGoes)
	if err != nil || k.Answers != 2 || k.Rounds != 2 || k.Suggestions != 2 || k.Approved != 1 || k.Shared != 1 || k.Messages != 2 || len(k.Said) != 1 {
		t.Errorf("kept %+v, %v", k, err)
	}
	if err := coach.Forget(ctx, practice.Forgetting{Person: whoGoes}, now); err != nil {
		t.Fatal(err)
	}
	if err := coach.Forget(ctx, practice.Forgetting{Person: whoGoes}, now); !errors.Is(err, practice.ErrAlready) {
		t.Errorf("the second time: %v", err)
	}
	f, err := coach.Erase(ctx, whoGoes)
	if err != nil || f.Count != 2 {
		t.Fatalf("%+v, %v", f, err)
	}
	if err := errors.Join(coach.Forgotten(ctx, whoGoes, "", 0), s.Scrub(ctx)); err != nil {
		t.Fatal(err)
	}
	var removed []string
	err = s.View(ctx, func(tx practice.Tx) error {
		taken, err := tx.Suggestion(practice.FirstID(at) + 3)
		if taken.Question != "say-no" || taken.Taken.Ask != "How do you say no?" || taken.By != "" {
			t.Errorf("the approved question is %+v", taken)
		}
		acts, err2 := tx.Acts(2)
		if len(acts) != 2 || acts[1].What != "pause weekdays" || len(acts[1].By) != 64 || acts[0].By != acts[1].By {
			t.Errorf("the acts are %+v", acts)
		}
		return errors.Join(err, err2, tx.OpenPostings(func(p practice.Posting) bool {
			removed = append(removed, fmt.Sprint(p.Kind, " ", p.Place.Channel))
			return true
		}))
	})
	slices.Sort(removed)
	if want := []string{"count C1", "removal C1", "removal DBOSS"}; err != nil || !slices.Equal(removed, want) {
		t.Errorf("waiting: %v, %v", removed, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := mentions(t, path); len(left) > 0 {
		t.Errorf("left in %v", left)
	}
	for _, what := range []string{string(whoGoes), secret} {
		if holds(t, dir, what) {
			t.Errorf("%q is left in the file", what)
		}
	}
}

func TestOnlyWhatWasSaidBeforeIsForgotten(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "greenroom.db"))
	ctx := context.Background()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	questions, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	coach := &practice.Coach{Store: s, Bank: questions, Now: func() time.Time { return now }}
	post := practice.Post{Key: "daily/1", Schedule: "weekdays", Channel: "C1", Question: "q", At: now, OpenUntil: now.Add(time.Hour), Stamp: practice.Stamp(now.UnixMicro())}
	if err := s.Update(ctx, func(tx practice.Tx) error { return tx.PutPost(post) }); err != nil {
		t.Fatal(err)
	}
	said := func(text string) practice.Said {
		now = now.Add(time.Second)
		return practice.Said{Place: post.Place(), Stamp: practice.Stamp(now.UnixMicro()), By: whoGoes, Text: text + " with fifteen words or more behind it so that it is an answer and no remark"}
	}
	old := said("what was")
	late := said("never heard until now")
	if _, err := coach.Hear(ctx, old); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Second)
	if err := coach.Forget(ctx, practice.Forgetting{Person: whoGoes}, now); err != nil {
		t.Fatal(err)
	}
	fresh := said("what is")
	edited := old
	edited.Edited, edited.Text = practice.Stamp(now.UnixMicro()), old.Text+", edited"
	for _, m := range []practice.Said{fresh, old, late, edited} { // the last three come again, or late
		if _, err := coach.Hear(ctx, m); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := coach.Erase(ctx, whoGoes); err != nil {
		t.Fatal(err)
	}
	for _, m := range []practice.Said{old, late, edited} {
		if h, err := coach.Hear(ctx, m); err != nil || h.Answer != 0 {
			t.Errorf("%q was heard: %+v, %v", m.Text, h, err)
		}
	}
	page, err := coach.Mine(ctx, whoGoes, practice.Filter{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Answers) != 1 || page.Answers[0].Answer.Text() != fresh.Text {
		t.Errorf("kept %+v", page.Answers)
	}
}
