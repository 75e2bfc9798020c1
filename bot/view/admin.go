package view

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// StatusData is what an admin is told about the running bot.
type StatusData struct {
	Schedules      []ScheduleLine
	Size           int64 // of the database, in bytes
	Connections    int   // of this process
	NumConnections int   // of the app, as Slack counts them
	Version        string
	Waiting        int // messages that are not delivered yet
	Unreadable     int // messages that cannot be read, and are never delivered
	Acts           []practice.Act
	Backup         *Backup          // nil where none are made by themselves
	Tallies        []practice.Tally // what people think of the notes in feedback
}

// A ScheduleLine is where one schedule stands.
type ScheduleLine struct {
	Name     string
	Channel  string // an id, or a name
	Paused   bool
	SkipNext bool
	Meaning  string // when it posts, in plain words
	Coming   []practice.Coming
	Last     []practice.Post // newest first
	Left     int
	Total    int
}

// mostSchedules is how many schedules the status shows.
const mostSchedules = 8

// Status tells an admin how the bot is doing. It goes out with an
// acknowledgement, so it shows fewer schedules where they would not fit.
func Status(s StatusData) Message {
	for most := mostSchedules; ; most /= 2 {
		m := status(s, most)
		if j, err := json.Marshal(m); most == 1 || err == nil && len(j) < mostAck {
			return m
		}
	}
}

func status(s StatusData, most int) Message {
	blocks := []slack.Block{own("*Status*")}
	for _, line := range s.Schedules[:min(most, len(s.Schedules))] {
		blocks = append(blocks, scheduleBlocks(line)...)
	}
	if more := len(s.Schedules) - most; more > 0 {
		blocks = append(blocks, small("And "+count(more, "schedule", "schedules")+" more."))
	}
	if len(s.Schedules) == 0 {
		blocks = append(blocks, own("There's no schedule yet. Add one under `schedules:` in the config."))
	}
	blocks = append(blocks, rich(bullets(machine(s)...)))
	blocks = append(blocks, tallied(s.Tallies)...)
	return message(append(blocks, acts(s.Acts)...)...)
}

func scheduleBlocks(s ScheduleLine) []slack.Block {
	channel := packed(s.Channel, 80)
	head := rich(line(bold(packed(s.Name, 80)), text(" · "+state(s)+fmt.Sprintf(" · %d of %s not asked yet", s.Left, count(s.Total, "question", "questions")))))
	blocks := []slack.Block{head}
	next := coming(s)
	if isID(s.Channel) {
		next = "<#" + s.Channel + "> · " + next
	} else {
		blocks = append(blocks, smallPlain(channel))
	}
	blocks = append(blocks, small(next), smallPlain(calendar(s)))
	if len(s.Last) > 0 {
		last := s.Last[0]
		arrived := ""
		if last.Stamp == 0 {
			arrived = " (on its way)"
		}
		blocks = append(blocks, slack.NewContextBlock("",
			mrkdwn("Last: "+date(last.At, dayAndAge)+arrived), plain(oneLine(packed(last.Ask, 200)))))
	}
	return blocks
}

// coming says when a schedule posts next, by the reader's clock.
func coming(s ScheduleLine) string {
	if s.Paused {
		return "Nothing will be posted until it's resumed."
	}
	var next []time.Time
	for _, c := range s.Coming {
		if !c.Off {
			next = append(next, c.At)
		}
	}
	words := ""
	if s.SkipNext && len(next) > 0 {
		words, next = "Left out: "+date(next[0], dayAndAge)+" · ", next[1:]
	}
	if len(next) == 0 {
		return words + "Nothing is due."
	}
	return words + "Next: " + date(next[0], dayAndAge)
}

// mostComing is how many occurrences and days off a status shows of a schedule.
const mostComing = 8

// calendar says what a schedule's times mean, and which come, by its own clock.
func calendar(s ScheduleLine) string {
	words := []string{first(packed(s.Meaning, 300))}
	if !s.Paused {
		leftOut := s.SkipNext
		for _, c := range s.Coming[:min(mostComing, len(s.Coming))] {
			when := When(c, shortDate)
			if !c.Off && leftOut {
				when, leftOut = when+": left out", false
			}
			words = append(words, oneLine(packed(when, 200)))
		}
	}
	return strings.Join(words, " · ")
}

func state(s ScheduleLine) string {
	switch {
	case s.Paused:
		return "paused"
	case s.SkipNext:
		return "skips the next one"
	}
	return "running"
}

func machine(s StatusData) []slack.RichTextElement {
	waiting := "Nothing waits to be delivered"
	if s.Waiting > 0 {
		waiting = count(s.Waiting, "message", "messages") + " still to be delivered"
	}
	if s.Unreadable > 0 {
		waiting += "; " + count(s.Unreadable, "message", "messages") + " can't be read: see the log"
	}
	connections := fmt.Sprintf("%s to Slack", count(s.Connections, "connection", "connections"))
	if s.NumConnections > s.Connections {
		connections += fmt.Sprintf("; Slack counts %d: another process may be using this app's token", s.NumConnections)
	}
	lines := append([]slack.RichTextElement{line(text("Storage: " + bytesOf(s.Size)))}, backupLine(s.Backup)...)
	return append(lines,
		line(text(connections)),
		line(text(waiting)),
		line(text("Version "+packed(either(s.Version, "unknown"), 60))),
	)
}

func acts(acts []practice.Act) []slack.Block {
	if len(acts) == 0 {
		return nil
	}
	blocks := []slack.Block{small("*What admins did*")}
	for _, a := range acts[:min(5, len(acts))] {
		who := "someone"
		if isID(string(a.By)) {
			who = "<@" + string(a.By) + ">"
		}
		blocks = append(blocks, slack.NewContextBlock("", plain(oneLine(packed(a.What, 100))), mrkdwn("by "+who+", "+date(a.At, dayAndAge))))
	}
	return blocks
}

// mostTallies is how many kinds of note a status shows.
const mostTallies = 30

// tallied says how often people called each kind of note helpful, and off.
func tallied(all []practice.Tally) []slack.Block {
	var lines []slack.RichTextElement
	for _, t := range all[:min(mostTallies, len(all))] {
		if t.Helpful+t.Off > 0 {
			lines = append(lines, line(bold(human(packed(string(t.Note), 40))), text(fmt.Sprintf(": %d helpful, %d off", t.Helpful, t.Off))))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{small("*What people said of the notes in their feedback*"), rich(bullets(lines...))}
}

func bytesOf(n int64) string {
	switch {
	case n < 1<<20:
		return fmt.Sprintf("%d KB", (n+1023)/1024)
	case n < 1<<30:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
}

// Done says that an admin's command was done; what is the command, such as
// "pause weekdays". next is when the schedule posts next, zero where that is
// never.
func Done(what string, next time.Time) Message {
	verb, schedule, _ := strings.Cut(what, " ")
	then, when := "", ""
	switch verb {
	case "post":
		then = " is posting a question now."
	case "pause":
		then = " is paused. It posts nothing until you resume it."
	case "resume":
		then, when = " is running again, from its next time on.", "Next: "
	case "skip":
		then, when = " leaves out its next question.", "Left out: "
	default:
		return message(rich(line(text("Done: " + oneLine(packed(what, 200)) + "."))))
	}
	blocks := []slack.Block{rich(line(bold(oneLine(packed(schedule, 80))), text(then)))}
	if when != "" && !next.IsZero() {
		blocks = append(blocks, small(when+date(next, dayAndAge)))
	}
	return message(append(blocks, wayBack(verb, schedule)...)...)
}

// wayBack is the command that undoes another.
func wayBack(verb, schedule string) []slack.Block {
	if verb != "pause" && verb != "skip" {
		return nil
	}
	return []slack.Block{smallPlain("The way back: /interview resume " + oneLine(packed(schedule, 80)))}
}

// PostedJustNow says that an admin asked for a question twice within a minute.
func PostedJustNow() Message {
	return message(own("I posted one just now. Wait a minute for the next."))
}

// NoSchedule says that there is no schedule of a name; near is one that may have
// been meant, empty where there is none.
func NoSchedule(name, near string) Message {
	if near == "" {
		return Refusal(practice.ErrNoSchedule, "")
	}
	return message(rich(line(text("There's no schedule “"+oneLine(said(name, 60))+"”. Did you mean "), bold(oneLine(packed(near, 80))), text("?"))))
}

// NoRoundToMove says to an admin who has no round running that a word such as
// pause can be for a schedule, too.
func NoRoundToMove(verb, schedule string) Message {
	return message(
		own("You have no round running. `/interview` starts one."),
		smallPlain("For a schedule: /interview "+verb+" "+oneLine(packed(schedule, 80))),
	)
}
