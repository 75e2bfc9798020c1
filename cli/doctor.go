package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"greenroom/bank"
	"greenroom/config"
	"greenroom/ops"
	"greenroom/scheduler"
)

// doctorCmd looks at everything that a bot needs and says what is wrong.
type doctorCmd struct{ configFlag }

// Run prints a line for each thing it looked at, and for each that is wrong
// another that says what to do. It changes nothing.
func (c doctorCmd) Run(ctx context.Context, std Streams) error {
	f := &findings{out: std.Out}
	cfg, questions, err := loadConfig(c.Config)
	if err != nil {
		f.mistake("put right what is named here, then run doctor again", "%v", err)
	} else {
		if cfg.Placeholders() == nil {
			f.ok("settings: %s", c.Config)
		} else { // which are told below, with what belongs in their place
			f.note("settings: %s is well formed, and still has placeholders of the example", c.Config)
		}
		if what := erases(cfg); what != "" {
			f.note("%s", what)
		}
		f.ok("questions: %d, from the built-in pack and %d of your own", questions.Len(), len(cfg.Packs))
	}
	app, token, tokenErr := config.Tokens(std.Getenv)
	api, apiErr := config.APIURL(std.Getenv)
	if tokenErr != nil {
		f.mistake("put both tokens into the environment of this command and of the bot; they are in the app's settings at https://api.slack.com/apps", "%v", tokenErr)
	}
	if apiErr != nil {
		f.mistake("leave SLACK_API_URL out to reach Slack itself", "%v", apiErr)
	}
	if err != nil {
		return f.end("")
	}

	d := doctor{findings: f, cfg: cfg, questions: questions, err: std.Err}
	running := d.running(ctx)
	d.calendars(time.Now())
	var team string
	if tokenErr == nil && apiErr == nil {
		team = newSlackDoctor(d, api, app, token).examine(ctx, running)
	} else {
		f.note("Slack was not asked, for want of tokens: channels and admins are not checked")
		d.placeholders()
	}
	d.storage(ctx, running, team)
	d.backups(time.Now(), running)
	d.http(ctx, running)
	return f.end(next(c.Config, cfg, running != nil))
}

// next says how to see that it all works.
func next(path string, cfg config.Config, running bool) string {
	how := "Type /interview post in Slack: the first question comes at once."
	switch len(cfg.Schedules) {
	case 0:
		how = "There are no schedules, so type /interview in Slack: it offers a mock round."
	case 1:
	default:
		var names []string
		for _, s := range cfg.Schedules {
			names = append(names, "/interview post "+s.Name)
		}
		how = "Type one of these in Slack, and the first question comes at once: " + strings.Join(names, ", ") + "."
	}
	if running {
		return how
	}
	return "Start the bot: greenroom run -c " + path + "\n" + how
}

// A doctor looks at what the settings say.
type doctor struct {
	*findings
	cfg       config.Config
	questions *bank.Bank
	err       io.Writer // for how far it is
}

// running returns what the bot that runs on these settings says of itself, or
// nil where none runs.
func (d doctor) running(ctx context.Context) *ops.Status {
	client, err := ops.Dial(controlSocket(d.cfg))
	if errors.Is(err, ops.ErrNotRunning) {
		d.note("no bot is running on these settings")
		return nil
	}
	var status ops.Status
	if err == nil {
		defer client.Close()
		call, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		status, err = client.Status(call)
	}
	if err != nil {
		d.wrong("run doctor as the user that the bot runs as; if that is so, look at the bot's log and start it again", "the running bot does not say how it is: %v", err)
		return nil
	}
	d.ok("the bot is running: process %d, %s, since %s", status.PID, status.Version, status.Started.Format("Mon 2 Jan 15:04 MST"))
	return &status
}

// placeholders says what is left of the example, where Slack cannot be asked
// what belongs there.
func (d doctor) placeholders() {
	if err := d.cfg.Placeholders(); err != nil {
		d.mistake("put right what is named here", "%v", err)
	}
}

// calendars tells when each schedule's questions come, and from how many.
func (d doctor) calendars(now time.Time) {
	due, err := schedules(d.cfg)
	if err != nil {
		d.mistake("put right the schedule", "%v", err)
		return
	}
	for i, s := range due {
		spec, err := scheduler.Parse(d.cfg.Schedules[i].Cron, d.cfg.Schedules[i].Timezone)
		if err != nil {
			continue // schedules would have said so
		}
		if lines := agenda(spec, s.Schedule, now); len(lines) == 0 {
			d.wrong("look at its cron, skip and holidays settings", "schedule %s: no question ever comes (%s)", s.Name, s.Meaning)
		} else {
			d.ok("schedule %s: %s; the next:\n%s", s.Name, s.Meaning, strings.Join(lines, "\n"))
		}
		switch n := len(d.questions.Select(s.Select)); {
		case n == 0:
			d.wrong("select less narrowly under questions", "schedule %s: there is no question that it selects", s.Name)
		case n == 1:
			d.note("schedule %s: it selects 1 question only, which comes again each time", s.Name)
		case n < 10:
			d.note("schedule %s: it selects %d questions only, which come again soon", s.Name, n)
		}
	}
}

// http checks that the address for health and metrics can be taken.
func (d doctor) http(ctx context.Context, running *ops.Status) {
	switch {
	case d.cfg.HTTP == "":
	case running != nil:
		conn, err := (&net.Dialer{Timeout: 2 * time.Second}).DialContext(ctx, "tcp", d.cfg.HTTP)
		if err != nil {
			d.wrong("if http was changed, start the bot again", "health and metrics are not served at %s", d.cfg.HTTP)
			return
		}
		_ = conn.Close()
		d.ok("health and metrics are served at %s", d.cfg.HTTP)
	default:
		l, err := ops.Listen(ctx, d.cfg.HTTP)
		if err != nil {
			d.wrong("until then the bot does not start", "%v", err)
			return
		}
		_ = l.Close()
		d.ok("health and metrics can be served at %s", d.cfg.HTTP)
	}
}

// end says how it came out and gives the exit code.
func (f *findings) end(next string) error {
	switch {
	case f.count == 0:
		fmt.Fprintf(f.out, "\nAll is well.\n%s\n", next)
		return nil
	case f.count == 1:
		fmt.Fprint(f.out, "\nOne thing is wrong.")
	default:
		fmt.Fprintf(f.out, "\n%d things are wrong.", f.count)
	}
	fmt.Fprintln(f.out, " Do what the arrows say, then run doctor again.")
	if next != "" {
		fmt.Fprintf(f.out, "After that:\n%s\n", next)
	}
	return &exitError{f.code, errSick}
}

var errSick = errors.New("not everything is as it must be")
