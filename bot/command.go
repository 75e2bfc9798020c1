package bot

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bot/socket"
	"greenroom/bot/view"
	"greenroom/practice"
)

type slackModal = slack.ModalViewRequest

// command is /interview with what was typed after it.
type command struct {
	from  origin
	words []string
}

func (in command) name() string        { return "/interview" }
func (in command) by() practice.Person { return in.from.person }
func (in command) where() origin       { return in.from }

// A slashPayload is what is used of a slash command.
type slashPayload struct {
	Command string `json:"command"`
	Text    string `json:"text"`
	User    string `json:"user_id"`
	Channel string `json:"channel_id"`
	Trigger string `json:"trigger_id"`
	Hook    string `json:"response_url"`
}

func parseCommand(c slashPayload) (intent, error) {
	if c.User == "" {
		return nil, errNothing
	}
	return command{
		from:  origin{person: practice.Person(c.User), channel: c.Channel, trigger: c.Trigger, hook: c.Hook},
		words: strings.Fields(strings.ToLower(plain(c.Text))),
	}, nil
}

// commandWords are what can follow /interview beside the words of a round.
var commandWords = map[string]func(ctx context.Context, b *Bot, from origin, rest []string) (reply, error){
	"help":   func(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) { return help(ctx, b, from) },
	"review": reviewCommand,
	"export": func(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
		format := "md"
		if len(rest) > 0 && slices.Contains(exportFormats, rest[0]) {
			format = rest[0]
		}
		return b.export(ctx, from, format)
	},
	"status": func(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) { return b.status(ctx, from) },
	"post":   postNow,
	"pause":  standing(roundWords["pause"], (*practice.Coach).PauseSchedule, "pause"),
	"resume": standing(roundWords["resume"], (*practice.Coach).ResumeSchedule, "resume"),
	"skip":   standing(roundWords["skip"], (*practice.Coach).SkipNext, "skip"),
	"done":   ownRound(roundWords["done"]), "hint": ownRound(roundWords["hint"]),
	"end": ownRound(roundWords["end"]), "debrief": ownRound(roundWords["debrief"]),
}

// envelopeRoom is what an ack's frame holds beside its payload, generously.
const envelopeRoom = 500

func (in command) act(ctx context.Context, b *Bot) (reply, error) {
	r, err := in.do(ctx, b)
	if err != nil {
		return reply{}, err
	}
	// What is only for the asker goes with the ack: it needs no call of its own.
	if len(r.notes) == 1 && r.ack == nil {
		said := answers(r.notes[0].words)
		if size, err := json.Marshal(said.ack); err == nil && len(size) < socket.AckLimit-envelopeRoom {
			r.ack, r.notes = said.ack, nil
		}
	}
	return r, nil
}

func (in command) do(ctx context.Context, b *Bot) (reply, error) {
	if len(in.words) == 0 {
		return b.roundForm(ctx, in.from)
	}
	if do, ok := commandWords[in.words[0]]; ok {
		return do(ctx, b, in.from, in.words[1:])
	}
	if choice, ok := parseChoice(in.words); ok {
		return b.begin(ctx, in.from, choice)
	}
	return in.from.whisper(view.Unknown(strings.Join(in.words, " "))), nil
}

func reviewCommand(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) {
	v, err := b.reviewList(ctx, from.person, practice.Filter{}, 0)
	return reply{opens: &v}, err
}

type verb = func(*practice.Coach, context.Context, practice.Press) (practice.Round, error)

// ownRound does a verb of one's own running round.
func ownRound(do verb) func(context.Context, *Bot, origin, []string) (reply, error) {
	return func(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) {
		r, err := do(b.coach, ctx, practice.Press{By: from.person, Turn: practice.InHand})
		if err != nil {
			return reply{}, err
		}
		return from.whisper(view.RoundMoved(r, b.roundLink(r))), nil
	}
}

// standing does a verb of one's own round when it stands alone, and of the
// schedule that is named after it otherwise.
func standing(own verb, do func(*practice.Coach, context.Context, string, practice.Person) error, word string) func(context.Context, *Bot, origin, []string) (reply, error) {
	return func(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
		if len(rest) == 0 {
			return ownRound(own)(ctx, b, from, rest)
		}
		if !b.coach.Admin(from.person) {
			return reply{}, practice.ErrNotAdmin
		}
		s, err := b.schedule(rest[0])
		if err != nil {
			return reply{}, err
		}
		if err := do(b.coach, ctx, s.Name, from.person); err != nil {
			return reply{}, err
		}
		return from.whisper(view.Done(word + " " + s.Name)), nil
	}
}

// postNow posts a question at an admin's word.
func postNow(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	if !b.coach.Admin(from.person) {
		return reply{}, practice.ErrNotAdmin
	}
	name := ""
	if len(rest) > 0 {
		name = rest[0]
	}
	s, err := b.schedule(name)
	if err != nil {
		return reply{}, err
	}
	if _, err := b.coach.PostNow(ctx, s.Schedule, from.person); err != nil {
		return reply{}, err
	}
	return from.whisper(view.Done("post " + s.Name)), nil
}

// statusNext and statusActs are how many coming occurrences and past acts of
// admins a status shows.
const (
	statusNext = 3
	statusActs = 5
)

// status tells an admin how things stand.
func (b *Bot) status(ctx context.Context, from origin) (reply, error) {
	if !b.coach.Admin(from.person) {
		return reply{}, practice.ErrNotAdmin
	}
	links := b.socket.Status()
	data := view.StatusData{Connections: links.Links, NumConnections: links.Reported, Version: b.version}
	if b.size != nil {
		data.Size = b.size()
	}
	for _, s := range b.schedules {
		st, err := b.coach.Status(ctx, s.Schedule)
		if err != nil {
			return reply{}, err
		}
		line := view.ScheduleLine{
			Name: s.Name, Channel: s.Channel, Paused: st.Paused, SkipNext: st.SkipNext, Last: st.Last, Left: st.Left, Total: st.Total,
		}
		for _, o := range s.Upcoming(b.coach.Now(), statusNext) {
			line.Next = append(line.Next, o.At)
		}
		data.Schedules = append(data.Schedules, line)
	}
	waiting, err := b.coach.Waiting(ctx)
	if err != nil {
		return reply{}, err
	}
	data.Waiting = len(waiting)
	if data.Acts, err = b.coach.Acts(ctx, statusActs); err != nil {
		return reply{}, err
	}
	return from.whisper(view.Status(data)), nil
}
