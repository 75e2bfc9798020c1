package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bot/socket"
	"greenroom/bot/view"
	"greenroom/practice"
)

// An intent is what somebody wants, read off an envelope. Beyond it no payload
// of Slack's exists.
type intent interface {
	// name stands in the log and the metrics.
	name() string
	// by is who wants it; what one person wants is done in order.
	by() practice.Person
	// act does it. It touches the store alone: nothing before the ack may wait
	// for the network.
	act(ctx context.Context, b *Bot) (reply, error)
}

// errNothing means that an envelope asks for nothing.
var errNothing = errors.New("nothing is asked for")

// parse reads an envelope. It returns errNothing for what is not for us, and an
// error that holds no text of anybody's for what cannot be read.
func (b *Bot) parse(env socket.Envelope) (intent, error) {
	switch env.Type {
	case "events_api":
		e, plain := scanMessage(env.Payload)
		if !plain {
			e = event{}
			if err := json.Unmarshal(env.Payload, &e); err != nil {
				return nil, unreadable(env.Type, err)
			}
		}
		return b.parseEvent(e)
	case "slash_commands":
		var c slashPayload
		if err := json.Unmarshal(env.Payload, &c); err != nil {
			return nil, unreadable(env.Type, err)
		}
		return parseCommand(c)
	case "interactive":
		var c slack.InteractionCallback
		if err := json.Unmarshal(env.Payload, &c); err != nil {
			return nil, unreadable(env.Type, err)
		}
		return parseInteraction(c)
	}
	return nil, errNothing
}

// unreadable leaves out the error's text, which may quote the payload.
func unreadable(kind string, err error) error { return fmt.Errorf("unreadable %s: %T", kind, err) }

// parseEvent reads an event.
func (b *Bot) parseEvent(e event) (intent, error) {
	m := e.Event.message
	switch {
	case m.Type == "app_home_opened":
		if e.Event.Tab != "home" {
			return nil, errNothing
		}
		return showHome{person: practice.Person(m.User)}, nil
	case m.Type == "app_mention":
		if !m.byPerson() {
			return nil, errNothing
		}
		word, typed, ok := b.asked(m.Text)
		if !ok {
			return nil, errNothing
		}
		return askInThread{from: origin{person: practice.Person(m.User), channel: m.Channel, thread: m.ThreadTS}, word: word, typed: typed, once: e.EventID}, nil
	case m.Type != "message":
		return nil, errNothing
	case m.Subtype == "message_deleted":
		return b.parseDeletion(e)
	case m.Subtype == "message_changed":
		if e.Event.Message == nil {
			return nil, errNothing
		}
		changed := *e.Event.Message
		changed.Channel, changed.ChannelType = m.Channel, m.ChannelType
		if changed.Subtype == "tombstone" {
			// A deleted message that has replies stays as an empty place.
			e.Event.DeletedTS = changed.TS
			return b.parseDeletion(e)
		}
		return b.parseMessage(changed)
	}
	return b.parseMessage(m)
}

func (b *Bot) parseMessage(m message) (intent, error) {
	if !m.byPerson() || m.User == b.self.user || stamp(m.TS) == 0 {
		return nil, errNothing
	}
	s := m.said(m.Channel, b.self.user)
	// A file says nothing by itself.
	mute := s.Text == "" && !s.Clip
	if m.ChannelType == "im" {
		if mute && s.Edited == 0 {
			return nil, errNothing
		}
		return saidInDM{said: s, ts: m.TS}, nil
	}
	// A message outside threads, or the parent of one, is no reply.
	if s.Place.Thread == 0 || s.Place.Thread == s.Stamp {
		return nil, errNothing
	}
	_, _, asks := b.asked(m.Text)
	word := ""
	if len(m.Files) == 0 {
		word = bareWord(m.Text)
	}
	noAnswer := asks || mute || word != "" || onlyEmoji(s.Text)
	switch {
	case noAnswer && s.Edited != 0:
	case word != "":
		from := origin{person: s.By, channel: m.Channel, thread: m.ThreadTS}
		return bareInThread{askInThread{from: from, word: word, typed: m.Text, once: m.Channel + "/" + m.TS}}, nil
	case noAnswer:
		return nil, errNothing
	}
	return saidInThread{said: s, onlyIfKnown: noAnswer}, nil
}

func (b *Bot) parseDeletion(e event) (intent, error) {
	d := unsaid{Unsaid: practice.Unsaid{
		Place: practice.Place{Channel: e.Event.Channel}, Stamp: stamp(e.Event.DeletedTS), Private: e.Event.ChannelType == "im",
	}}
	if p := e.Event.Previous; p != nil {
		if p.User == b.self.user {
			return b.parseOwnDeletion(e, p)
		}
		d.Place.Thread, d.person = stamp(p.ThreadTS), practice.Person(p.User)
	}
	if d.Stamp == 0 {
		return nil, errNothing
	}
	return d, nil
}

// mostAsked is how many words after a mention of the bot are said to it, whether
// it knows them or not. More are an answer.
const mostAsked = 6

// asked returns what a message asks the bot for: it mentions the bot first and
// says one of the words after it. A bare mention asks for help; a few words that
// the bot does not know are typed, and no word.
func (b *Bot) asked(text string) (word, typed string, ok bool) {
	rest, ok := cutMention(strings.TrimSpace(text), b.self.user)
	if !ok {
		return "", "", false
	}
	typed = plain(rest)
	word = spoken(typed)
	if word == "" {
		word = "help"
	}
	if alias, ok := threadAliases[word]; ok {
		word = alias
	}
	if _, known := threadWords[word]; known {
		return word, typed, true
	}
	return "", typed, len(strings.Fields(typed)) <= mostAsked
}

// spoken returns what is left of a typed word without what is only said to be
// kind or clear: case, marks at its end, a please.
func spoken(typed string) string {
	word := folded(strings.Join(strings.Fields(typed), " "))
	for {
		before := word
		word = strings.TrimRight(word, " .,!?:;)")
		word = strings.TrimSuffix(strings.TrimPrefix(word, "please "), " please")
		if word == before {
			return word
		}
	}
}

// folded returns words in lower case, with the apostrophe of a phone as others type it.
func folded(typed string) string { return strings.ReplaceAll(strings.ToLower(typed), "’", "'") }

// parseInteraction reads a click, a form or a shortcut.
func parseInteraction(c slack.InteractionCallback) (intent, error) {
	from := origin{
		person: practice.Person(c.User.ID), channel: c.Channel.ID, thread: c.Container.ThreadTs, trigger: c.TriggerID,
		message: c.Container.MessageTs, hook: c.ResponseURL,
	}
	switch c.Type {
	case slack.InteractionTypeBlockActions:
		if len(c.ActionCallback.BlockActions) == 0 {
			return nil, errNothing
		}
		a := c.ActionCallback.BlockActions[0]
		press := click{from: from, action: a.ActionID, block: a.BlockID, value: a.Value, at: stamp(a.ActionTs)}
		if a.SelectedOption.Value != "" {
			press.value = a.SelectedOption.Value
		}
		if a.SelectedDate != "" {
			press.value = a.SelectedDate
		}
		for _, o := range a.SelectedOptions {
			press.values = append(press.values, o.Value)
		}
		if c.View.ID != "" {
			press.view = &modal{id: c.View.ID, hash: c.View.Hash, callback: c.View.CallbackID, meta: c.View.PrivateMetadata, home: c.View.Type == slack.VTHomeTab, pushed: c.View.PreviousViewID != ""}
			if c.View.State != nil {
				press.view.values = c.View.State.Values
			}
		}
		return press, nil
	case slack.InteractionTypeViewSubmission:
		v := modal{id: c.View.ID, hash: c.View.Hash, callback: c.View.CallbackID, meta: c.View.PrivateMetadata, below: c.View.PreviousViewID}
		if c.View.State != nil {
			v.values = c.View.State.Values
		}
		return submission{from: from, view: v}, nil
	case slack.InteractionTypeMessageAction:
		if c.CallbackID != view.CallMessageFeedback {
			return unknownAction{from: from, what: c.CallbackID}, nil
		}
		from.thread = c.Message.ThreadTimestamp
		return feedbackOnMessage{from: from, at: stamp(c.Message.Timestamp), mine: c.Message.User == c.User.ID}, nil
	}
	return nil, errNothing
}

// An origin is where something was asked for, and how its asker can be reached.
type origin struct {
	person  practice.Person
	channel string // empty in a modal
	thread  string // empty outside threads
	message string // the message whose button was clicked
	trigger string // opens one modal within three seconds; empty for typed words
	hook    string // Slack's response_url; a secret
}

// inDM reports whether something was asked for in the DM with the bot: no button
// or word of its comes from another one.
func (o origin) inDM() bool { return strings.HasPrefix(o.channel, "D") }

// place returns where the thread is in which something was asked: the thread, or
// the message that may become one.
func (o origin) place() practice.Place {
	thread := o.thread
	if thread == "" {
		thread = o.message
	}
	return practice.Place{Channel: o.channel, Thread: stamp(thread)}
}

// A modal is the view that a click or a form came from.
type modal struct {
	id, hash, callback, meta string
	home                     bool
	pushed                   bool                                    // it lies on another one
	below                    string                                  // of a form: the id of the one that it lies on
	values                   map[string]map[string]slack.BlockAction // what stands in its inputs, by block and action
}

// once names a form as it was shown: another one that was put in its place has
// its id, too.
func (m modal) once() string { return m.id + "/" + m.hash }
