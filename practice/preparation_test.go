package practice_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/storage"
)

func TestAPreparation(t *testing.T) {
	o := newOffice(t)
	advert := practice.ReadAdvert(charityAdvert)
	for date, want := range map[string]error{
		"": nil, "2026-11-23": nil, "2027-11-23": nil, "2026-12-03": nil,
		"2026-11-22": practice.ErrNoInterviewDay, "2027-11-24": practice.ErrNoInterviewDay, "soon": practice.ErrNoInterviewDay, "2026-02-30": practice.ErrNoInterviewDay,
	} {
		if _, err := o.coach.Prepare(t.Context(), "ana", advert, date); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", date, err, want)
		}
	}
	_, err := o.coach.Prepare(t.Context(), "ana", advert, "2026-12-03")
	o.must(err)
	p, date, err := o.coach.Preparing(t.Context(), "ana")
	o.must(err)
	if date != "2026-12-03" || !p.At.Equal(o.now) || len(p.Areas) != len(advert.Areas) || p.Level != bank.Senior {
		t.Errorf("prepares for %s: %+v", date, p)
	}
	// What is left as it was keeps its words, and what is chosen has none.
	p, err = o.coach.Correct(t.Context(), "ana", []bank.Competency{"budgeting", "cybersecurity"}, []bank.Area{"explaining"}, "2026-12-04")
	o.must(err)
	if len(p.Competencies) != 2 || len(p.Competencies[0].Words) == 0 || p.Competencies[1].Topic != "cybersecurity" || p.Competencies[1].Words != nil || len(p.Areas) != 1 || p.Level != bank.Senior {
		t.Errorf("corrected it is %+v", p)
	}
	// It is nobody else's.
	if p, date, err := o.coach.Preparing(t.Context(), "ben"); err != nil || date != "" || !p.At.IsZero() {
		t.Errorf("ben prepares for %s, %+v, %v", date, p, err)
	}
	o.must(o.coach.NoInterview(t.Context(), "ben"))
	if err := o.coach.InterviewOver(t.Context(), "ben", "2026-12-04"); !errors.Is(err, practice.ErrStale) {
		t.Errorf("ben ends ana's interview: %v", err)
	}
	// Another date leaves what is prepared for; the end of it takes both.
	o.must(o.coach.SetInterview(t.Context(), "ana", "2026-12-07"))
	if p, date, _ := o.coach.Preparing(t.Context(), "ana"); date != "2026-12-07" || len(p.Competencies) != 2 {
		t.Errorf("prepares for %s, %+v", date, p)
	}
	e, err := o.coach.Export(t.Context(), "ana", nil)
	o.must(err)
	if e.Preparation == nil || e.Preparation.Interview != "2026-12-07" || len(e.Preparation.Competencies) != 2 || e.Empty() {
		t.Errorf("exported is %+v", e.Preparation)
	}
	if e, err := o.coach.Export(t.Context(), "ben", nil); err != nil || e.Preparation != nil {
		t.Errorf("ben's export has %+v, %v", e.Preparation, err)
	}
	for _, old := range []string{"", "2026-12-03", "2026-12-07"} {
		if err := o.coach.InterviewOver(t.Context(), "ana", old); !errors.Is(err, practice.ErrStale) {
			t.Errorf("an interview on %q is over: %v", old, err)
		}
	}
	o.now = time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC)
	o.must(o.coach.InterviewOver(t.Context(), "ana", "2026-12-07"))
	if p, date, _ := o.coach.Preparing(t.Context(), "ana"); date != "" || !p.At.IsZero() {
		t.Errorf("prepares for %s, %+v", date, p)
	}
	if err := o.coach.InterviewOver(t.Context(), "ana", "2026-12-07"); !errors.Is(err, practice.ErrStale) {
		t.Errorf("over twice: %v", err)
	}
}

func TestSomebodyIsAskedOnceHowTheirInterviewWent(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(o *office)
		want string
	}{
		{"the day after", func(o *office) {}, "interview/ana/2026-12-04"},
		{"not of one that was moved", func(o *office) { o.must(o.coach.SetInterview(t.Context(), "ana", "2027-01-04")) }, ""},
		{"not of one that was called off", func(o *office) { o.must(o.coach.NoInterview(t.Context(), "ana")) }, ""},
		{"once of one that was moved there and back", func(o *office) {
			o.must(o.coach.SetInterview(t.Context(), "ana", "2027-01-04"))
			o.must(o.coach.SetInterview(t.Context(), "ana", "2026-12-04"))
		}, "interview/ana/2026-12-04"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			o.must(o.coach.SetInterview(t.Context(), "ana", "2026-12-04")) // a Friday
			c.do(o)
			if c.want == "" {
				o.must(o.coach.Store.View(t.Context(), func(tx practice.Tx) error {
					return tx.DueDeadlines(time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC), func(d practice.Deadline) bool {
						t.Errorf("%+v is left", d)
						return true
					})
				}))
			}
			o.now = time.Date(2026, 12, 7, 8, 59, 0, 0, time.UTC)
			o.must(o.coach.Sweep(t.Context()))
			waiting, err := o.coach.Waiting(t.Context())
			o.must(err)
			if len(waiting) > 0 {
				t.Errorf("on the weekend it says %+v", waiting)
			}
			for range 3 {
				o.now = o.now.Add(time.Minute)
				o.must(o.coach.Sweep(t.Context()))
			}
			waiting, err = o.coach.Waiting(t.Context())
			o.must(err)
			var got []string
			for _, p := range waiting {
				got = append(got, p.Key)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("it says %v, want %q", got, c.want)
			}
		})
	}
}

func TestSomebodyWhoFliesToTheirInterviewIsAskedAfterIt(t *testing.T) {
	o := newOffice(t)
	o.must(o.coach.SawZone(t.Context(), "ana", "Pacific/Auckland"))
	o.must(o.coach.SetInterview(t.Context(), "ana", "2026-12-02")) // a Wednesday
	o.must(o.coach.SawZone(t.Context(), "ana", "America/Los_Angeles"))
	asked := func(at time.Time) int {
		o.now = at
		o.must(o.coach.Sweep(t.Context()))
		return len(o.waiting(practice.PostHowItWent))
	}
	nine := time.Date(2026, 12, 3, 17, 0, 0, 0, time.UTC) // in Los Angeles
	if asked(nine.Add(-20*time.Hour)) != 0 || asked(nine.Add(-time.Minute)) != 0 {
		t.Error("it asks while the interview may be to come")
	}
	if asked(nine) != 1 {
		t.Error("it does not ask at nine the day after")
	}
}

func TestACountdownFollowsWhatIsPractised(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = smallBank(42)
	if plan, p, err := o.coach.Countdown(t.Context(), "ana"); err != nil || plan.Interview != "" || !p.At.IsZero() {
		t.Errorf("without an interview: %+v, %+v, %v", plan, p, err)
	}
	_, err := o.coach.Correct(t.Context(), "ana", []bank.Competency{"budgeting"}, []bank.Area{"cloud"}, "2026-12-08")
	o.must(err)
	step := func() practice.DayStep {
		t.Helper()
		plan, _, err := o.coach.Countdown(t.Context(), "ana")
		o.must(err)
		return plan.Steps[0]
	}
	if s := step(); s.Day != "2026-11-23" || s.Kind != practice.StepQuestion || s.Competency != "budgeting" || s.Done {
		t.Fatalf("Monday has %+v", s)
	}
	post, err := o.coach.Ask(t.Context(), "ana", step().Wish(), "once")
	o.must(err)
	o.arrives(post.Key)
	// An answer of somebody else's is none of hers.
	_, err = o.coach.AnswerPrivately(t.Context(), practice.Place{}, post.Question, post.Ask, "ben", story, "f0")
	o.must(err)
	if step().Done {
		t.Error("ben's answer counts")
	}
	_, err = o.coach.AnswerPrivately(t.Context(), practice.Place{}, post.Question, post.Ask, "ana", "I would watch the budget and that is all there is to say about it, more or less, I think.", "f1")
	o.must(err)
	if s := step(); !s.Done || s.Competency != "budgeting" {
		t.Errorf("after the answer: %+v", s)
	}
	o.now = o.now.AddDate(0, 0, 1)
	if s := step(); s.Day != "2026-11-24" || s.Done {
		t.Errorf("Tuesday has %+v", s)
	}
}

func TestRoundsLeanToWhatTheAdvertAsksFor(t *testing.T) {
	b := pack(t)
	wanted := practice.Needs{Wanted: map[string]float64{"area vendors": 1, "area continuity": 1, "competency cybersecurity": 1}}
	express := practice.Choice{Length: practice.Express}
	before, _ := shares(t, b, bank.Technical, express, practice.Needs{})
	after, _ := shares(t, b, bank.Technical, express, wanted)
	if after["vendors"] < before["vendors"]+10 || after["continuity"] < before["continuity"]+10 || after["projects"] > before["projects"] {
		t.Errorf("shares %v became %v", before, after)
	}
}

// Of an advert the words of each find are kept, and no other byte.
func TestTheAdvertItselfIsNotKept(t *testing.T) {
	dir := t.TempDir()
	s, err := storage.OpenWith(t.Context(), filepath.Join(dir, "greenroom.db"), "T1", storage.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	c := &practice.Coach{Store: s, Bank: smallBank(12), Now: func() time.Time { return monday }}
	advert := practice.ReadAdvert("Zanzibarquux Ltd. wants somebody who is paid 12345.\n" + charityAdvert)
	if _, err := c.Prepare(t.Context(), "ana", advert, "2026-12-03"); err != nil {
		t.Fatal(err)
	}
	e, err := c.Export(t.Context(), "ana", nil)
	if err != nil {
		t.Fatal(err)
	}
	if j, err := json.Marshal(e); err != nil || !strings.Contains(string(j), "plain English") {
		t.Errorf("the export is %s, %v", j, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, gone := range []string{"Zanzibarquux", "12345", "Harbour Lights", "40 shelters", "cycle to work"} {
			if bytes.Contains(b, []byte(gone)) {
				t.Errorf("%s holds %q", f, gone)
			}
		}
	}
}
