package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A process is a client of the sender's that runs by itself: the bot, or the
// bare client.
type process struct {
	cmd     *exec.Cmd
	links   []*link
	started time.Time
	words   bytes.Buffer // what it wrote; read only once it has ended
	ended   chan struct{}
}

// start starts a program and waits until it has connected that many times.
func start(s *sender, connections int, cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, ended: make(chan struct{}), started: time.Now()}
	cmd.Stdout, cmd.Stderr = &p.words, &p.words
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() { _ = cmd.Wait(); close(p.ended) }()
	patience := time.After(2 * time.Minute)
	for len(p.links) < connections {
		select {
		case l := <-s.links:
			p.links = append(p.links, l)
		case <-p.ended:
			return nil, fmt.Errorf("%s ended before it was connected: %s", filepath.Base(cmd.Path), strings.TrimSpace(p.words.String()))
		case <-patience:
			p.kill()
			return nil, fmt.Errorf("%s did not connect: %s", filepath.Base(cmd.Path), strings.TrimSpace(p.words.String()))
		}
	}
	return p, nil
}

// hello is how long the process took to its first hello.
func (p *process) hello() time.Duration {
	first := p.links[0].greeted
	for _, l := range p.links[1:] {
		if l.greeted.Before(first) {
			first = l.greeted
		}
	}
	return first.Sub(p.started)
}

// stop ends the process as a supervisor does.
func (p *process) stop() error {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(30 * time.Second):
		p.kill()
		return errors.New("did not end within 30 s of SIGTERM")
	}
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		return fmt.Errorf("%s exited with %d: %s", filepath.Base(p.cmd.Path), code, strings.TrimSpace(p.words.String()))
	}
	return nil
}

// kill ends the process as a power cut does.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

// cpu is the processor time that the process has taken so far.
func (p *process) cpu() (time.Duration, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(b), ") ") // the name before may hold spaces
	f := strings.Fields(rest)
	if len(f) < 13 {
		return 0, fmt.Errorf("/proc/…/stat has %d fields", len(f))
	}
	user, err1 := strconv.ParseInt(f[11], 10, 64)
	system, err2 := strconv.ParseInt(f[12], 10, 64)
	const tick = 10 * time.Millisecond // USER_HZ is 100 wherever Linux runs
	return time.Duration(user+system) * tick, errors.Join(err1, err2)
}

// A memory is what of a process is resident, in bytes.
type memory struct {
	anonymous int64 // its own
	program   int64 // pages of the program's file
	mapped    int64 // pages of the database file, which the system takes back when it wants
}

func (m memory) own() int64 { return m.anonymous + m.program }

// memory reads what is resident.
func (p *process) memory() (memory, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps", p.cmd.Process.Pid))
	if err != nil {
		return memory{}, err
	}
	var m memory
	database := false
	for line := range strings.Lines(string(b)) {
		f := strings.Fields(line)
		switch {
		case len(f) >= 2 && strings.Contains(f[0], "-") && !strings.HasSuffix(f[0], ":"):
			database = strings.HasSuffix(f[len(f)-1], ".db")
		case len(f) == 3 && (f[0] == "Rss:" || f[0] == "Anonymous:"):
			kib, err := strconv.ParseInt(f[1], 10, 64)
			if err != nil {
				return memory{}, err
			}
			n := kib << 10
			switch {
			case f[0] == "Anonymous:":
				m.anonymous += n
				m.program -= n
			case database:
				m.mapped += n
			default:
				m.program += n
			}
		}
	}
	if m.anonymous == 0 {
		return memory{}, errors.New("/proc/…/smaps tells nothing")
	}
	return m, nil
}

// A program is the bot's binary.
type program struct {
	path string
	size int64
}

// build builds the bot as `make build` and the image do: without cgo and without
// what only a debugger reads.
func build(ctx context.Context, dir string) (path string, err error) {
	path = filepath.Join(dir, "greenroom")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", path, "greenroom")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
}

func newProgram(path string) (program, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return program{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return program{}, err
	}
	return program{path: path, size: info.Size()}, nil
}

// connections is how many the bot keeps, as by default.
const connections = 2

// settings are a team's, but that nothing is posted while it is measured, and
// that no private follow-ups come due.
const settings = `storage: %s
admins: [U0BENCHADMN]
schedules:
  - name: ` + schedule + `
    channel: ` + channel + `
    cron: "0 9 29 2 *"
    timezone: UTC
feedback: {follow_up: true, after: 24h}
log: {level: warn}
`

// run starts the bot on a database file.
func (b program) run(s *sender, database string, env ...string) (*process, error) {
	config := database + ".yaml"
	if err := os.WriteFile(config, fmt.Appendf(nil, settings, filepath.Base(database)), 0o600); err != nil {
		return nil, err
	}
	cmd := exec.Command(b.path, "run", "-c", config)
	cmd.Env = append(os.Environ(), "SLACK_APP_TOKEN=xapp-bench", "SLACK_BOT_TOKEN=xoxb-bench", "SLACK_API_URL="+s.api)
	cmd.Env = append(cmd.Env, env...)
	return start(s, connections, cmd)
}

// bareVariable makes this program the bare client, for the sender that it names.
const bareVariable = "GREENROOM_BENCH_BARE"

// runBare starts the bare client.
func runBare(s *sender) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), bareVariable+"="+s.api)
	return start(s, connections, cmd)
}
