package bot

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

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
