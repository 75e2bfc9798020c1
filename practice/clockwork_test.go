package practice_test

import (
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// passes lets time go by as the bot does: what is due is done every five seconds,
// and what was planned arrives.
func (o *office) passes(r practice.Round, d time.Duration) {
	o.t.Helper()
	for end := o.now.Add(d); o.now.Before(end); {
		o.sweeps(5 * time.Second)
		all, err := o.coach.Waiting(o.t.Context())
		o.must(err)
		for _, p := range all {
			if p.Ref != r.ID || p.NotBefore.After(o.now) {
				continue
			}
			_, err := o.coach.Send(o.t.Context(), p.Key)
			o.must(err)
			o.must(o.coach.Arrived(o.t.Context(), p.Key, "Dana", o.stamp()))
		}
	}
}

// noted returns the notes on time that a round was given, in their order.
func (o *office) noted(r practice.Round) string {
	o.t.Helper()
	var out []string
	for turn := range r.Turns {
		for _, what := range []string{"turn/%/time/80", "turn/%/time/100"} {
			key := "round/" + r.ID + "/" + strings.Replace(what, "%", string(rune('0'+turn)), 1)
			if p := o.posting(key); p.Key != "" {
				out = append(out, strings.TrimPrefix(key, "round/"+r.ID+"/"))
			}
		}
	}
	for _, what := range []string{"time/80", "time/100"} {
		if p := o.posting("round/" + r.ID + "/" + what); p.Key != "" {
			out = append(out, what)
		}
	}
	return strings.Join(out, " ")
}

func TestNotesOnTimeComeFromTheDeliveryOn(t *testing.T) {
	o, ana, r := interviewing(t)
	minute := time.Duration(r.Turns[0].Minutes) * time.Minute / 100
	o.passes(r, 78*minute)
	if got := o.noted(r); got != "" {
		t.Errorf("before 80 %%: %q", got)
	}
	o.passes(r, 4*minute)
	if got := o.noted(r); got != "turn/0/time/80" {
		t.Errorf("at 80 %%: %q", got)
	}
	_, err := o.coach.Pause(t.Context(), ana.word())
	o.must(err)
	o.passes(r, 2*time.Hour)
	if got := o.noted(r); got != "turn/0/time/80" {
		t.Errorf("in a pause: %q", got)
	}
	_, err = o.coach.Resume(t.Context(), ana.word())
	o.must(err)
	o.passes(r, 10*minute)
	if got := o.noted(r); got != "turn/0/time/80" {
		t.Errorf("soon after the pause: %q", got)
	}
	o.passes(r, 12*minute)
	if got := o.noted(r); got != "turn/0/time/80 turn/0/time/100" {
		t.Errorf("at 100 %%: %q", got)
	}
	// What is written after the end of time is kept, and goes on as before.
	ana.tells(story)
	next, err := o.coach.Done(t.Context(), ana.word())
	o.must(err)
	if ana.see(story); next.Stage != practice.Following {
		t.Errorf("it is at %s", next.Stage)
	}
}

func TestAQuestionThatWasNotDeliveredTakesNoTime(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = smallBank(40)
	r, err := o.coach.BeginRound(t.Context(), "ana", express)
	o.must(err)
	o.arrives("round/" + r.ID + "/briefing")
	o.sweeps(3 * time.Hour)
	if got := o.noted(r); got != "" {
		t.Errorf("noted %q", got)
	}
	o.arrives("round/" + r.ID + "/turn/0")
	if used := o.person("ana").round().Used(o.now); used > time.Minute {
		t.Errorf("it took %v", used)
	}
}

func TestAQuestionLeftBeforeItsTimeIsNotNoted(t *testing.T) {
	o, ana, r := interviewing(t)
	o.passes(r, time.Duration(r.Turns[0].Minutes)*time.Minute*7/10)
	_, err := o.coach.Skip(t.Context(), ana.word())
	o.must(err)
	o.passes(r, time.Duration(r.Turns[0].Minutes)*time.Minute*5/10)
	if got := o.noted(r); got != "" {
		t.Errorf("noted %q", got)
	}
}

func TestWhereBothTimesAreDueOneNoteComes(t *testing.T) {
	o, ana, r := interviewing(t)
	for range 2 {
		o.passes(r, time.Duration(r.Turns[0].Minutes)*time.Minute*19/20)
		_, err := o.coach.Skip(t.Context(), ana.word())
		o.must(err)
	}
	o.passes(r, 5*time.Second)
	o.sweeps(time.Duration(3*r.Turns[0].Minutes) * time.Minute) // the bot slept
	o.passes(r, time.Minute)
	if got := o.noted(r); got != "turn/0/time/80 turn/1/time/80 time/100" {
		t.Errorf("noted %q", got)
	}
}

func TestTheClockIsShownOnceAMinuteWhileItRuns(t *testing.T) {
	o, ana, r := interviewing(t)
	key := "round/" + r.ID + "/clock"
	var sent []time.Time
	watch := func(d time.Duration) (n int) {
		t.Helper()
		for end := o.now.Add(d); o.now.Before(end); {
			o.passes(r, 5*time.Second)
			if p := o.posting(key); !p.SentAt.IsZero() && (len(sent) == 0 || p.SentAt.After(sent[len(sent)-1])) {
				sent = append(sent, p.SentAt)
				n++
			}
		}
		return n
	}
	if n := watch(10 * time.Minute); n < 8 || n > 11 {
		t.Errorf("%d updates in 10 minutes", n)
	}
	for range 4 { // whatever happens, there is one a minute
		_, err := o.coach.Pause(t.Context(), ana.word())
		o.must(err)
		watch(5 * time.Second)
		_, err = o.coach.Resume(t.Context(), ana.word())
		o.must(err)
		watch(5 * time.Second)
	}
	watch(time.Minute)
	_, err := o.coach.Pause(t.Context(), ana.word())
	o.must(err)
	watch(time.Minute)
	if n := watch(time.Hour); n != 0 {
		t.Errorf("%d updates in a pause", n)
	}
	_, err = o.coach.Resume(t.Context(), ana.word())
	o.must(err)
	watch(time.Duration(3*r.Minutes()) * time.Minute)
	if n := watch(3 * time.Hour); n > 0 {
		t.Errorf("%d updates after three times the time", n)
	}
	for i := 1; i < len(sent); i++ {
		if apart := sent[i].Sub(sent[i-1]); apart < time.Minute {
			t.Errorf("updates %d and %d are %v apart", i-1, i, apart)
		}
	}
}

func TestTheHeadOfARoundShowsWhatBecameOfIt(t *testing.T) {
	for _, c := range []struct {
		name string
		then func(o *office, ana candidate)
	}{
		{"its question was left long after the time", func(o *office, ana candidate) {
			_, err := o.coach.Skip(t.Context(), ana.word())
			o.must(err)
		}},
		{"it was forgotten", func(o *office, _ candidate) { o.sweeps(8 * 24 * time.Hour) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, ana, r := interviewing(t)
			o.passes(r, time.Duration(4*r.Minutes())*time.Minute)
			if p := o.posting("round/" + r.ID + "/clock"); p.State != practice.Delivered {
				t.Fatalf("long after the time its clock is %+v", p)
			}
			c.then(o, ana)
			if p := o.posting("round/" + r.ID + "/clock"); p.State != practice.Planned {
				t.Errorf("it is %+v", p)
			}
		})
	}
}

func TestTheMannerChangesNothingAboutTheAssessment(t *testing.T) {
	for _, said := range []string{story, vague, "It went well.", "We moved the mail server in May 2024 with 2 vendors, and in the end 900 people had it back in 4 hours and I wrote the report for the board."} {
		type outcome struct {
			stage  practice.Stage
			first  string
			kind   bank.FollowUpKind
			advice practice.Advice
			report string
		}
		var first outcome
		for i, m := range practice.Manners() {
			o := newOffice(t)
			o.coach.Bank = smallBank(40)
			choice := express
			choice.Manner = m
			_, err := o.coach.BeginRound(t.Context(), "ana", choice)
			o.must(err)
			ana := o.person("ana")
			ana.tells(said)
			r, err := o.coach.Done(t.Context(), ana.word())
			o.must(err)
			q, _ := o.coach.Bank.Find(r.Turns[0].Question)
			q.Ask = r.Turns[0].Ask
			read := feedback.Read(q, ana.all()[0].Text())
			got := outcome{r.Stage, r.Now().FollowUp().Ask, r.Now().FollowUp().Kind, r.Now().Advice, strings.Join([]string{read.Reason, read.FollowUp, string(read.Ownership)}, "/")}
			if i == 0 {
				first = got
			} else if got != first {
				t.Errorf("%q: a %s interviewer makes %+v of it, a friendly one %+v", said, m, got, first)
			}
		}
	}
}
