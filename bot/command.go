package bot

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"greenroom/bank"
	"greenroom/bot/socket"
	"greenroom/bot/view"
	"greenroom/practice"
)

// command is /interview with what was typed after it.
type command struct {
	from  origin
	typed string   // as it was
	words []string // of it, in lower case, without the full stop that a phone puts after them
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
	typed := plain(c.Text)
	return command{
		typed: typed,
		from:  origin{person: practice.Person(c.User), channel: c.Channel, trigger: c.Trigger, hook: c.Hook},
		words: strings.Fields(strings.TrimRight(strings.ToLower(typed), " .!,;")),
	}, nil
}

// A commandDeed does what a word after /interview asks for; rest is what was typed
// behind it.
type commandDeed = func(ctx context.Context, b *Bot, from origin, rest []string) (reply, error)

// commandWords are what can follow /interview beside the words of a round.
var commandWords = map[string]commandDeed{
	"review": reviewCommand,
	"star":   asCommand(starWord(true)), "unstar": asCommand(starWord(false)), "note": selfNoteCommand, "rate": rateCommand,
	"versions": asCommand(earlierWord), "earlier": asCommand(earlierWord), "compare": compareCommand, "again": againCommand, "try": tryCommand,
	"stories": storiesCommand, "story": storyCommand,
	"retry": retryWord, "retries": retryWord,
	"help": helpCommand, "privacy": asCommand(privacyWord),
	"export":   exportWord,
	"question": askCommand, "ask": askCommand, "browse": browseCommand, "questions": browseCommand,
	"forget-me": asCommand(forgetWord), "forget": asCommand(forgetWord),
	"status":   asCommand(status),
	"feedback": feedbackWord,
	"settings": showSettings, "reminders": remindersWord, "reminder": remindersWord, "snooze": snoozeWord, "timezone": zoneWord,
	"progress": progressWord, "streak": progressWord,
	"suggest": suggestCommand, "suggestions": suggestionsCommand,
	"prepare": prepareCommand, "countdown": asCommand(countdownNote),
	"post":   postNow,
	"pause":  standing((*practice.Coach).PauseSchedule, "pause"),
	"resume": standing((*practice.Coach).ResumeSchedule, "resume"),
	"skip":   standing((*practice.Coach).SkipNext, "skip"),
	"done":   ownRound("done"), "hint": ownRound("hint"), "clarify": ownRound("clarify"), "continue": ownRound("continue"),
	"end": ownRound("end"), "debrief": debriefCommand, "next": ownRound("done"), "rephrase": ownRound("clarify"),
}

// asCommand makes a command of a deed that takes no words.
func asCommand(do deed) commandDeed {
	return func(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) { return do(ctx, b, from) }
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
		return b.roundForm(ctx, in.from, practice.Choice{})
	}
	if ask, ok := suggesting(in.typed); ok {
		return suggestForm(ask), nil
	}
	dated := in.words
	if dated[0] == "on" { // "/interview on 2026-12-03"
		dated = append([]string{"interview"}, dated...)
	}
	if do, ok := b.interviewWord(dated); ok {
		return do(ctx, b, in.from)
	}
	if text, ok := notingToSelf(in.typed); ok {
		return keepSelfNote(text)(ctx, b, in.from)
	}
	if do, ok := storyWord(in.typed, in.from.trigger); ok {
		return do(ctx, b, in.from)
	}
	if word, ok := saidFor[strings.Join(in.words, " ")]; ok {
		return ownRound(word)(ctx, b, in.from, nil)
	}
	switch said := asTyped(in.typed, in.words); {
	case in.words[0] == "review":
		return reviewCommand(ctx, b, in.from, said[1:])
	case listing(in.words):
		return reviewCommand(ctx, b, in.from, said)
	}
	if do, ok := commandWords[in.words[0]]; ok {
		return do(ctx, b, in.from, in.words[1:])
	}
	if choice, ok := parseChoice(in.words); ok {
		if choice.Kind == "" {
			return b.roundForm(ctx, in.from, choice)
		}
		return b.begin(ctx, in.from, choice)
	}
	near := nearest(in.words, slices.AppendSeq(slices.Clone(choiceWords), maps.Keys(commandWords)))
	if near != "" {
		near = "/interview " + near
	}
	return in.from.whisper(view.Unknown(in.typed, near)), nil
}

// mostMeant is how many words are looked at to find what was meant by them.
const mostMeant = 4

// nearest returns the words with those that are not known replaced by the known
// ones that were most likely meant, or "" where nothing comes near.
func nearest(words, known []string) string {
	if len(words) > mostMeant {
		return ""
	}
	slices.Sort(known)
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w
		if slices.Contains(known, w) {
			continue
		}
		near, ok := bank.Nearest(w, known)
		if !ok {
			return ""
		}
		out[i] = near
	}
	return strings.Join(out, " ")
}

type verb = func(*practice.Coach, context.Context, practice.Press) (practice.Round, error)

// ownRound does a verb of one's own running round.
func ownRound(word string) commandDeed {
	return func(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) {
		press := practice.Press{By: from.person, Step: practice.InHand}
		if from.trigger != "" {
			press.Once = "command/" + from.trigger
		}
		r, err := roundWords[word](b.coach, ctx, press)
		if words, ok := b.explained(r, err, word); ok {
			return from.whisper(words), nil
		}
		if err != nil {
			return reply{}, err
		}
		return from.whisper(view.RoundMoved(r, b.roundLink(r))), nil
	}
}

// standing does a verb of one's own round when it stands alone, and of the
// schedule that is named after it otherwise.
func standing(do func(*practice.Coach, context.Context, string, practice.Person) error, word string) commandDeed {
	return func(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
		if len(rest) == 0 {
			r, err := ownRound(word)(ctx, b, from, rest)
			if errors.Is(err, practice.ErrNoRound) && b.coach.Admin(from.person) && len(b.schedules) > 0 {
				return from.whisper(view.NoRoundToMove(word, b.schedules[0].Name)), nil
			}
			return r, err
		}
		if !b.coach.Admin(from.person) {
			return reply{}, practice.ErrNotAdmin
		}
		s, err := b.schedule(rest[0])
		if errors.Is(err, practice.ErrNoSchedule) {
			return b.noSchedule(from, rest[0]), nil
		}
		if err != nil {
			return reply{}, err
		}
		if err := do(b.coach, ctx, s.Name, from.person); err != nil {
			return reply{}, err
		}
		return from.whisper(view.Done(word+" "+s.Name, b.next(s))), nil
	}
}

// noSchedule says that there is no schedule of a name, and which may be meant.
func (b *Bot) noSchedule(from origin, name string) reply {
	var names []string
	for _, s := range b.schedules {
		names = append(names, s.Name)
	}
	near, _ := bank.Nearest(name, names)
	return from.whisper(view.NoSchedule(name, near))
}

// next returns when a schedule is due next, zero where it never is.
func (b *Bot) next(s Schedule) time.Time {
	for _, o := range s.Upcoming(b.coach.Now(), 1) {
		return o.At
	}
	return time.Time{}
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
	if errors.Is(err, practice.ErrNoSchedule) && name != "" {
		return b.noSchedule(from, name), nil
	}
	if err != nil {
		return reply{}, err
	}
	asked := b.coach.Now()
	post, err := b.coach.PostNow(ctx, s.Schedule, from.person)
	if err != nil {
		return reply{}, err
	}
	if post.At.Before(asked) {
		return from.whisper(view.PostedJustNow()), nil
	}
	return from.whisper(view.Done("post "+s.Name, time.Time{})), nil
}

// statusNext and statusActs are how many coming occurrences and past acts of
// admins a status shows.
const (
	statusNext = 5
	statusActs = 5
)

// status tells an admin how things stand.
func status(ctx context.Context, b *Bot, from origin) (reply, error) {
	if !b.coach.Admin(from.person) {
		return reply{}, practice.ErrNotAdmin
	}
	links := b.socket.Status()
	data := view.StatusData{Connections: links.Links, NumConnections: links.Reported, Version: b.version}
	if b.size != nil {
		data.Size = b.size()
	}
	if b.backup != nil {
		backup := b.backup()
		data.Backup = &backup
	}
	for _, s := range b.schedules {
		st, err := b.coach.Status(ctx, s.Schedule)
		if err != nil {
			return reply{}, err
		}
		line := view.ScheduleLine{
			Name: s.Name, Channel: s.Channel, Paused: st.Paused, SkipNext: st.SkipNext, Last: st.Last, Left: st.Left, Total: st.Total,
			Meaning: s.Meaning, Coming: s.Coming(b.coach.Now(), statusNext),
		}
		data.Schedules = append(data.Schedules, line)
	}
	waiting, err := b.coach.StillToSay(ctx)
	if err != nil {
		return reply{}, err
	}
	data.Waiting = len(waiting)
	if data.Tallies, err = b.coach.Tallies(ctx); err != nil {
		return reply{}, err
	}
	if data.Acts, err = b.coach.Acts(ctx, statusActs); err != nil {
		return reply{}, err
	}
	return from.whisper(view.Status(data)), nil
}
