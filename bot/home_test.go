package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/bot/socket"
	"greenroom/playground"
	"greenroom/practice"
	"greenroom/scheduler"
	"greenroom/storage"
)

// homeWithin is how long a Home tab may take that was drawn before.
const homeWithin = 20 * time.Millisecond

// practised returns how to start a bot, which knows nothing but what is stored,
// and somebody who answered on the last 200 weekdays, each time another question,
// and prepares for an interview.
func practised(t testing.TB) (start func() *Bot, ana practice.Person) {
	t.Helper()
	ctx := context.Background()
	ws, err := playground.New(playground.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pipe := ws.Pipe()
	client := pipe.Client()
	_, token := ws.Tokens()
	api := slack.New(token, slack.OptionAPIURL(playground.PipeURL+"api/"), slack.OptionHTTPClient(client))
	who, err := api.AuthTestContext(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s, err := storage.OpenWith(ctx, filepath.Join(t.TempDir(), "greenroom.db"), who.TeamID, storage.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		client.CloseIdleConnections()
		if err := errors.Join(s.Close(), ws.Close()); err != nil {
			t.Error(err)
		}
	})
	questions, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	weekdays, err := scheduler.Parse("0 9 * * 1-5", "Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	schedule := Schedule{
		Schedule: practice.Schedule{Name: "weekdays", Channel: ws.ChannelID("#interview-practice"), Zone: time.UTC},
		Upcoming: func(after time.Time, n int) (out []practice.Occurrence) {
			for _, o := range weekdays.Upcoming(after, n) {
				out = append(out, practice.Occurrence(o))
			}
			return out
		},
	}
	ana = practice.Person(ws.PersonID("ana"))
	now := time.Now().UTC().Truncate(time.Minute)
	if err := s.Update(ctx, func(tx practice.Tx) error { return answersOf(tx, ana, schedule, questions.All(), now) }); err != nil {
		t.Fatal(err)
	}
	return func() *Bot {
		return New(Options{
			Coach: &practice.Coach{Store: s, Bank: questions, Now: func() time.Time { return now }, Zone: time.UTC},
			Self:  who, Web: api, HTTP: client, Socket: socket.Options{}, Schedules: []Schedule{schedule},
			Log: slog.New(slog.DiscardHandler), Fatal: func(error) bool { return false },
		})
	}, ana
}

// answersOf has somebody answer what a schedule asked, and keep some as stories.
// The last question is open yet.
func answersOf(tx practice.Tx, p practice.Person, s Schedule, questions []bank.Question, now time.Time) error {
	const answers = 200
	asked := s.Upcoming(now.AddDate(0, 0, -answers*7/5-10), answers+1)
	var errs []error
	for i, o := range asked {
		q := questions[i%len(questions)]
		post := practice.Post{
			Key: "daily/" + s.Name + "/" + o.Name, Schedule: s.Name, Occurrence: o.Name, Channel: s.Channel, Question: q.ID, Ask: q.Ask,
			At: o.At, OpenUntil: now.AddDate(0, 0, 1), Stamp: practice.Stamp(o.At.UnixMicro()),
		}
		errs = append(errs, tx.PutPost(post), tx.PutFate(s.Name, o.Name, practice.Posted))
		if i == answers {
			break
		}
		at := o.At.Add(time.Hour)
		a := practice.Answer{
			ID: practice.FirstID(at), Person: p, Origin: practice.InThread, Question: q.ID, Place: post.Place(), Attempt: 1, CreatedAt: at,
			Messages: []practice.Message{{Stamp: practice.Stamp(at.UnixMicro()), Text: strings.Repeat(fmt.Sprintf(
				"In month %d we moved the service desk to one queue, because the backlog had grown. I asked each lead what hurt most and cut it from %d tickets to 60. ", i, 400+i), 5)}},
		}
		errs = append(errs, tx.PutAnswer(a))
		if i%10 == 0 {
			errs = append(errs, tx.PutStory(practice.Story{ID: a.ID, Person: p, Title: "One queue", At: at}))
		}
	}
	errs = append(errs,
		tx.PutProfile(practice.Profile{Person: p, Interview: now.AddDate(0, 0, 20).Format(time.DateOnly)}),
		tx.PutPreparation(practice.Preparation{Person: p, At: now.AddDate(0, 0, -20), Competencies: []practice.Trace[bank.Competency]{{Topic: questions[0].Competencies[0], Weight: 3}}}))
	return errors.Join(errs...)
}

// TestHomeComesAtOnce draws the Home tab of somebody with much behind them. The
// best of some times counts: the machine may be busy. The race detector takes much
// longer over everything.
func TestHomeComesAtOnce(t *testing.T) {
	within := homeWithin
	if built, ok := debug.ReadBuildInfo(); ok && slices.Contains(built.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		within *= 50
	}
	start, ana := practised(t)
	b := start()
	best := time.Hour
	for range 20 {
		began := time.Now()
		v, err := b.home(t.Context(), ana)
		if err != nil {
			t.Fatal(err)
		}
		if best = min(best, time.Since(began)); len(v.Blocks.BlockSet) < 30 {
			t.Fatalf("it has %d blocks", len(v.Blocks.BlockSet))
		}
	}
	if best > within {
		t.Errorf("it took %v, want %v", best, within)
	}
}

// BenchmarkHome draws it by a bot that has just started, and by one that drew it
// before.
func BenchmarkHome(b *testing.B) {
	start, ana := practised(b)
	draw := func(bot *Bot) {
		if _, err := bot.home(b.Context(), ana); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("the first time", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			bot := start()
			b.StartTimer()
			draw(bot)
		}
	})
	b.Run("again", func(b *testing.B) {
		bot := start()
		draw(bot)
		for b.Loop() {
			draw(bot)
		}
	})
}
