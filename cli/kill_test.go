package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"greenroom/playground"
	"greenroom/storage"
)

// A station is a workspace on a loopback port with the real program beside it,
// in a process that can be killed.
type station struct {
	t      testing.TB
	ws     *playground.Workspace
	wire   *wire
	dir    string
	binary string
	env    []string
}

// buildProgram builds the program and returns where it is.
func buildProgram(t testing.TB) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "greenroom")
	if out, err := exec.Command("go", "build", "-o", binary, "greenroom").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return binary
}

func newStation(t testing.TB, binary string) *station {
	return newStationIn(t, binary, playground.Options{}, `
  - {name: yearly, channel: "#interview-practice", cron: "0 9 29 2 *", timezone: Europe/Berlin}`)
}

// newStationIn is newStation in a workspace of those options, with those
// schedules.
func newStationIn(t testing.TB, binary string, o playground.Options, schedules string) *station {
	t.Helper()
	dir := t.TempDir()
	s := &station{t: t, dir: dir, binary: binary}
	o.App = appOf()
	ws, err := playground.New(o)
	if err != nil {
		t.Fatal(err)
	}
	s.ws, s.wire = ws, newWire(ws.Handler())
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: s.wire}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() {
		if err := errors.Join(server.Close(), ws.Close()); err != nil {
			t.Error(err)
		}
	})
	app, token := ws.Tokens()
	s.env = append(os.Environ(), "SLACK_APP_TOKEN="+app, "SLACK_BOT_TOKEN="+token, "SLACK_API_URL=http://"+listener.Addr().String()+"/api/")
	settings := fmt.Sprintf("admins: [%s]\nschedules:%s\n", ws.PersonID("ana"), schedules)
	if err := os.WriteFile(filepath.Join(dir, "config.yaml"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

// command prepares a run of the program in the station's directory.
func (s *station) command(args ...string) (*exec.Cmd, *bytes.Buffer) {
	c := exec.Command(s.binary, append(args, "-c", "config.yaml")...)
	var log bytes.Buffer
	c.Dir, c.Env, c.Stderr = s.dir, s.env, &log
	return c, &log
}

// start starts the bot and waits until it is connected.
func (s *station) start() (*exec.Cmd, *bytes.Buffer) {
	s.t.Helper()
	c, log := s.command("run")
	before := s.wire.connections()
	if err := c.Start(); err != nil {
		s.t.Fatal(err)
	}
	if !s.wire.up(before, 20*time.Second) {
		_ = c.Process.Kill()
		_ = c.Wait()
		s.t.Fatalf("the bot did not connect:\n%s", log)
	}
	return c, log
}

// stop has the bot end in good order.
func (s *station) stop(c *exec.Cmd, log *bytes.Buffer) {
	s.t.Helper()
	began := time.Now()
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		s.t.Errorf("after SIGTERM: %v\n%s", err, log)
	}
	if took := time.Since(began); took > 10*time.Second {
		s.t.Errorf("SIGTERM took %v", took)
	}
}

// question has an admin post a question and returns the message's ts.
func (s *station) question() string {
	s.t.Helper()
	s.typed("ana", "post")
	for range 500 {
		if posts := s.ws.As("ana").Messages("interview-practice"); len(posts) > 0 {
			return posts[len(posts)-1].TS
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.t.Fatal("no question was posted")
	return ""
}

// typed has somebody type /interview until it is acked, and returns what they
// were told.
func (s *station) typed(who, words string) string {
	for {
		told, err := s.wire.send("slash_commands", map[string]string{
			"command": "/interview", "text": words, "user_id": s.ws.PersonID(who), "channel_id": s.ws.ChannelID("interview-practice"),
		})
		if err == nil {
			return string(told)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// export returns what is kept of somebody.
func (s *station) export(who string) (e struct {
	Answers []struct{ Text string }
	Rounds  []struct{ ID string }
}) {
	s.t.Helper()
	c, log := s.command("export", "--user", s.ws.PersonID(who), "--format", "json")
	out, err := c.Output()
	if err != nil {
		s.t.Fatalf("export: %v\n%s", err, log)
	}
	if err := json.Unmarshal(out, &e); err != nil {
		s.t.Fatal(err)
	}
	return e
}

// TestTheProgram runs the real program in a process of its own.
func TestTheProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("it is built and run")
	}
	binary := buildProgram(t)
	for name, test := range map[string]func(*testing.T, *station){
		"what was acked survives kill -9 and is kept once":      killedAgainAndAgain,
		"a second bot on the same file says who holds it":       twoOnOneFile,
		"started while a command has the file, it waits":        startedMeanwhile,
		"killed while it reads what it missed, it goes on":      killedWhileReading,
		"killed while it forgets somebody, it forgets them":     killedWhileForgetting,
		"SIGTERM drains, and what was acked until then is kept": stoppedInTheMiddle,
		"SIGTERM while Slack hangs loses nothing":               stoppedWhileSlackHangs,
	} {
		t.Run(name, func(t *testing.T) { test(t, newStation(t, binary)) })
	}
}

// lives is how often the bot is killed, and replies how many each of the people
// sends meanwhile.
const (
	lives   = 4
	replies = 150
)

// killedAgainAndAgain: what was acked is there once. People reply at the
// same time, what is not acked is sent again, and much of what is acked too.
func killedAgainAndAgain(t *testing.T, s *station) {
	bot, log := s.start()
	thread := s.question()
	channel := s.ws.ChannelID("interview-practice")
	people := []string{"ana", "ben", "chioma", "dmitri"}
	var acked atomic.Int64
	var writing sync.WaitGroup
	for n, who := range people {
		writing.Go(func() {
			for i := range replies {
				ts := fmt.Sprintf("%d.%06d", time.Now().Unix(), n*replies+i+1)
				event := replyEvent(channel, thread, ts, s.ws.PersonID(who), fmt.Sprintf("%s's reply %d tells of a server that I moved in one night with two colleagues.", who, i))
				for again := false; ; again = true {
					if _, err := s.wire.send("events_api", event); err == nil {
						break
					}
					if again {
						time.Sleep(5 * time.Millisecond)
					}
				}
				acked.Add(1)
				if i%7 == 0 {
					_, _ = s.wire.send("events_api", event)
				}
			}
		})
	}
	began := make([]string, len(people))
	writing.Go(func() {
		for i, who := range people {
			for acked.Load() < int64((i+1)*100) {
				time.Sleep(time.Millisecond)
			}
			began[i] = s.typed(who, "technical express")
		}
	})
	chance := rand.New(rand.NewPCG(11, 23))
	for life := range lives {
		// A little after some ack, which is in the middle of others.
		until := int64((life+1)*len(people)*replies/(lives+2)) + chance.Int64N(50)
		for acked.Load() < until {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Duration(chance.IntN(3000)) * time.Microsecond)
		if err := bot.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = bot.Wait()
		bot, log = s.start()
	}
	writing.Wait()
	s.stop(bot, log)

	for n, who := range people {
		kept := s.export(who)
		var all strings.Builder
		for _, a := range kept.Answers {
			all.WriteString(a.Text + "\n")
		}
		for i := range replies {
			if c := strings.Count(all.String(), fmt.Sprintf("%s's reply %d tells", who, i)); c != 1 {
				t.Errorf("%s's reply %d is kept %d times", who, i, c)
			}
		}
		if len(kept.Rounds) != 1 {
			t.Errorf("%s began a round (told %s), and %d are kept", who, began[n], len(kept.Rounds))
		}
	}
	if posts := s.ws.As("ana").Messages("interview-practice"); len(posts) != 1 {
		t.Errorf("the question was posted %d times", len(posts))
	}
	if t.Failed() {
		t.Logf("the last log:\n%s", log)
	}
}

func twoOnOneFile(t *testing.T, s *station) {
	first, log := s.start()
	second, said := s.command("run")
	err := second.Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailure {
		t.Errorf("the second ended with %v", err)
	}
	if holder := fmt.Sprintf("process %d", first.Process.Pid); !strings.Contains(said.String(), holder) {
		t.Errorf("it does not say that %s holds the file:\n%s", holder, said)
	}
	s.stop(first, log)
}

// startedMeanwhile: whoever exports something while the bot starts does not keep it
// from starting.
func startedMeanwhile(t *testing.T, s *station) {
	held, err := storage.Open(t.Context(), filepath.Join(s.dir, "greenroom.db"), "")
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(2*time.Second, func() { held.Close() })
	bot, log := s.start()
	s.stop(bot, log)
	if holder := fmt.Sprintf("process %d", os.Getpid()); !strings.Contains(log.String(), "waiting for the database") || !strings.Contains(log.String(), holder) {
		t.Errorf("it does not say that it waits for %s:\n%s", holder, log)
	}
}

// stoppedInTheMiddle: what is in hand at SIGTERM is acked and kept, or comes again.
func stoppedInTheMiddle(t *testing.T, s *station) {
	bot, log := s.start()
	thread, channel := s.question(), s.ws.ChannelID("interview-practice")
	ctx, end := context.WithCancel(t.Context())
	var mu sync.Mutex
	var acked []string
	var writing sync.WaitGroup
	for n, who := range []string{"ana", "ben", "chioma", "dmitri"} {
		writing.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				mark := fmt.Sprintf("%s's reply %d tells", who, i)
				ts := fmt.Sprintf("%d.%06d", time.Now().Unix(), n*10_000+i+1)
				if _, err := s.wire.send("events_api", replyEvent(channel, thread, ts, s.ws.PersonID(who), mark+" of a night on call.")); err == nil {
					mu.Lock()
					acked = append(acked, mark)
					mu.Unlock()
				}
			}
		})
	}
	for enough := false; !enough; time.Sleep(time.Millisecond) {
		mu.Lock()
		enough = len(acked) >= 100
		mu.Unlock()
	}
	s.stop(bot, log)
	end()
	writing.Wait()
	kept := map[string]string{}
	for _, who := range []string{"ana", "ben", "chioma", "dmitri"} {
		for _, a := range s.export(who).Answers {
			kept[who] += a.Text + "\n"
		}
	}
	for _, mark := range acked {
		who, _, _ := strings.Cut(mark, "'")
		if strings.Count(kept[who], mark+" ") != 1 {
			t.Errorf("%s was acked and is kept %d times", mark, strings.Count(kept[who], mark+" "))
		}
	}
}

// stoppedWhileSlackHangs: Slack takes a question and says nothing while people
// reply; the bot ends with 0 within its ten seconds, and afterwards the question
// is there once and every reply that was acked is kept.
func stoppedWhileSlackHangs(t *testing.T, s *station) {
	bot, log := s.start()
	thread, channel := s.question(), s.ws.ChannelID("interview-practice")
	s.ws.Fault(playground.Fault{Kind: playground.HangAfter, Method: "chat.postMessage", Count: 1000})
	s.ws.Fault(playground.Fault{Kind: playground.Hang, Method: "chat.update", Count: 1000})
	s.typed("ben", "technical express") // its first message hangs
	for i := range 50 {
		ts := fmt.Sprintf("%d.%06d", time.Now().Unix(), i+1)
		if _, err := s.wire.send("events_api", replyEvent(channel, thread, ts, s.ws.PersonID("ana"), fmt.Sprintf("reply %d tells of a night on call.", i))); err != nil {
			t.Fatal(err)
		}
	}
	for s.ws.Calls()["chat.postMessage"] < 2 || s.ws.Calls()["chat.update"] < 1 {
		time.Sleep(10 * time.Millisecond)
	}
	s.stop(bot, log)
	s.ws.ClearFaults()
	bot, log = s.start()
	dm := s.ws.As("ben").DMChannel()
	for deadline := time.Now().Add(20 * time.Second); len(s.ws.As("ben").Messages(dm)) == 0 && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(5 * time.Second) // a second briefing would have come by now
	s.stop(bot, log)
	if n := len(s.ws.As("ben").Messages(dm)); n != 1 {
		t.Errorf("the briefing was posted %d times\n%s", n, log)
	}
	kept := s.export("ana")
	for i := range 50 {
		n := 0
		for _, a := range kept.Answers {
			n += strings.Count(a.Text, fmt.Sprintf("reply %d tells", i))
		}
		if n != 1 {
			t.Errorf("reply %d is kept %d times", i, n)
		}
	}
}
