package playground

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// notify shows words of Slack itself to a person.
func (ws *Workspace) notify(person, text string) {
	ws.notices[person] = append(ws.notices[person], text)
	ws.observe(Observation{Kind: "notice", User: person, Text: text})
	ws.tell(person, pageEvent{"type": "notice", "text": text})
}

// unanswered tells a person that the app did not react, and returns why.
func (ws *Workspace) unanswered(person, what string, err error) error {
	ws.lock()
	defer ws.unlock()
	text := fmt.Sprintf("%s failed: %s is not connected.", what, ws.app.BotName)
	if errors.Is(err, errNoAnswer) {
		text = fmt.Sprintf("%s failed: %s did not answer (operation_timeout).", what, ws.app.BotName)
	}
	ws.notify(person, text)
	return fmt.Errorf("%s: %w", what, err)
}

// common are the fields that every interaction has.
func (ws *Workspace) common(kind, person string) map[string]any {
	p, _ := ws.person(person)
	return map[string]any{
		"type": kind, "token": "verification-token", "api_app_id": ws.app.ID, "enterprise": nil, "is_enterprise_install": false,
		"team": map[string]any{"id": ws.teamID, "domain": ws.domain()},
		"user": map[string]any{"id": p.ID, "username": p.Name, "name": p.Name, "team_id": ws.teamID},
	}
}

// channelName is what interactions and commands call a conversation.
func channelName(c *conversation) string {
	if c.Kind == kindIM {
		return "directmessage"
	}
	return c.Name
}

func actionTS() string { return formatTS(time.Now().UnixMicro()) }

// command runs what a person typed after a slash.
func (ws *Workspace) command(person, channel, typed string) error {
	name, text, _ := strings.Cut(strings.TrimSpace(typed), " ")
	text = strings.TrimSpace(text)
	ws.lock()
	c, err := ws.place(person, channel)
	if err != nil {
		ws.unlock()
		return err
	}
	if done, err := ws.ownCommand(person, c, name, text); done {
		ws.unlock()
		return err
	}
	known := slices.ContainsFunc(ws.app.Commands, func(k Command) bool { return k.Name == name })
	if !known || !ws.app.hasScope("commands") {
		ws.unlock()
		return fmt.Errorf("%s is not a command here", name)
	}
	where := response{channel: c.ID, user: person}
	p, _ := ws.person(person)
	payload := map[string]any{
		"token": "verification-token", "team_id": ws.teamID, "team_domain": ws.domain(), "channel_id": c.ID, "channel_name": channelName(c),
		"user_id": p.ID, "user_name": p.Name, "command": name, "text": ws.resolver().commandText(text), "api_app_id": ws.app.ID,
		"is_enterprise_install": "false", "response_url": ws.newResponse("commands", where), "trigger_id": ws.newTrigger(person, ""),
	}
	ws.unlock()
	reply, err := ws.ask("slash_commands", payload, true)
	if err != nil {
		return ws.unanswered(person, name, err)
	}
	if reply == nil {
		return nil
	}
	ws.lock()
	defer ws.unlock()
	answer := &call{args: map[string]any{}, host: ws.host}
	if json.Unmarshal(reply, &answer.args) != nil {
		var words string
		if json.Unmarshal(reply, &words) != nil {
			ws.notify(person, fmt.Sprintf("%s failed: the answer of %s could not be read.", name, ws.app.BotName))
			return nil
		}
		answer.args["text"] = words
	}
	if answer.str("text") == "" && !answer.given("blocks") && !answer.given("attachments") {
		return nil
	}
	if answer.str("response_type") == "in_channel" {
		text, blocks := ws.resolver().compose(typed)
		ws.post(c, &Message{User: person, Text: text, Blocks: mustJSON(blocks)}, false)
	}
	if err := ws.respond(&where, answer); err != nil {
		ws.notify(person, fmt.Sprintf("%s failed: the answer of %s was refused (%v).", name, ws.app.BotName, err))
	}
	return nil
}

// commandText escapes a command's text and turns names into mentions with a
// label, as Slack does for a command with should_escape.
func (r resolver) commandText(typed string) string {
	var b strings.Builder
	for _, p := range r.pieces(typed) {
		if id, ok := p.element["user_id"].(string); ok {
			b.WriteString("<@" + id + "|" + r.name(typed, id) + ">")
			continue
		}
		b.WriteString(p.text)
	}
	return b.String()
}

// name is the handle by which an id was mentioned in a text.
func (r resolver) name(typed, id string) string {
	for _, word := range typedToken.FindAllString(typed, -1) {
		if word[0] == '@' && r.user(word[1:]) == id {
			return word[1:]
		}
	}
	return id
}

// ownCommand runs a command of Slack itself, and reports whether it was one.
func (ws *Workspace) ownCommand(person string, c *conversation, name, text string) (bool, error) {
	switch name {
	case "/invite", "/remove", "/kick", "/archive":
	default:
		return false, nil
	}
	if c.Kind == kindIM {
		return true, fmt.Errorf("%s works in channels only", name)
	}
	if name == "/archive" {
		c.Archived = true
		ws.changed()
		if c.has(ws.app.UserID) {
			ws.emit("channel_archive", c.ID, map[string]any{"type": "channel_archive", "channel": c.ID, "user": person})
		}
		return true, nil
	}
	id := ws.resolver().user(strings.TrimPrefix(text, "@"))
	switch {
	case id == "":
		return true, fmt.Errorf("there is no %s here", text)
	case name == "/invite" && c.has(id):
		return true, fmt.Errorf("%s is already in #%s", text, c.Name)
	case name == "/invite":
		ws.admit(c, id, person)
	default:
		c.Members = slices.DeleteFunc(c.Members, func(m string) bool { return m == id })
		ws.changed()
	}
	return true, nil
}

// target is where something was pressed: in a message, or in a view.
type target struct {
	channel, ts string
	view        string
}

// press sends the pressing of an element to the app. Action holds what was
// chosen, state what stands in all the inputs.
func (ws *Workspace) press(person string, at target, action map[string]any, state Values) error {
	ws.lock()
	payload, what, err := ws.pressed(person, at, action, state)
	ws.unlock()
	if err != nil {
		return err
	}
	if _, err := ws.ask("interactive", payload, false); err != nil {
		return ws.unanswered(person, what, err)
	}
	return nil
}

// pressed builds the payload, and says in words what was pressed.
func (ws *Workspace) pressed(person string, at target, action map[string]any, state Values) (map[string]any, string, error) {
	payload := ws.common("block_actions", person)
	var blocks json.RawMessage
	values := Values{}
	var view *View
	if at.view != "" {
		if view = ws.view(at.view); view == nil || view.Person != person {
			return nil, "", errors.New("that view is closed")
		}
		blocks, values = view.Blocks, view.State.Values
	} else {
		m, err := ws.seen(person, at.channel, at.ts)
		if err != nil {
			return nil, "", err
		}
		if blocks = m.Blocks; m.BotID != ws.app.BotID {
			return nil, "", errors.New("only messages of the app have buttons")
		}
		values = initialValues(blocks)
		c, _ := ws.place(person, at.channel)
		container := map[string]any{"type": "message", "message_ts": m.TS, "channel_id": c.ID, "is_ephemeral": m.Ephemeral}
		if m.ThreadTS != "" {
			container["thread_ts"] = m.ThreadTS
		}
		payload["container"] = container
		payload["channel"] = map[string]any{"id": c.ID, "name": channelName(c)}
		payload["response_url"] = ws.newResponse("actions", response{channel: c.ID, user: person, thread: m.ThreadTS, ts: m.TS})
		if !m.Ephemeral {
			payload["message"] = m.clone()
		}
	}
	values.merge(blocks, state)
	i := slices.IndexFunc(elements(blocks), func(e element) bool {
		return e.action() == stringOf(action["action_id"]) && e.block == stringOf(action["block_id"])
	})
	if i < 0 {
		return nil, "", errors.New("that is not there any more")
	}
	e := elements(blocks)[i]
	done := map[string]any{"type": e.kind(), "block_id": e.block, "action_id": e.action(), "action_ts": actionTS()}
	for _, key := range []string{"text", "value", "style", "placeholder"} {
		if v := e.raw[key]; v != nil {
			done[key] = v
		}
	}
	for key, v := range action {
		if strings.HasPrefix(key, "selected_") || key == "value" && e.kind() != "button" || key == "rich_text_value" {
			done[key] = v
		}
	}
	if e.initial() != nil {
		values.merge(blocks, Values{e.block: {e.action(): onlyValue(done)}})
	}
	payload["actions"] = []any{done}
	payload["state"] = mustJSON(ViewState{Values: values})
	viewID := ""
	if view != nil {
		if view.Type == "modal" {
			viewID = view.ID
		}
		payload["container"] = map[string]any{"type": "view", "view_id": view.ID}
		payload["view"] = mustJSON(view)
		ws.changed()
	}
	payload["trigger_id"] = ws.newTrigger(person, viewID)
	what := e.label
	if what == "" {
		what = "That"
	}
	return payload, what, nil
}

// onlyValue is the part of an action that says what an input holds.
func onlyValue(action map[string]any) map[string]any {
	out := map[string]any{}
	for key, v := range action {
		if strings.HasPrefix(key, "selected_") || key == "value" || key == "rich_text_value" {
			out[key] = v
		}
	}
	return out
}

// seen finds a message that a person sees, an ephemeral one too.
func (ws *Workspace) seen(person, channel, ts string) (*Message, error) {
	c, err := ws.place(person, channel)
	if err != nil {
		return nil, err
	}
	if m := c.message(ts); m != nil {
		return m, nil
	}
	if m := ws.whispered(c.ID, ts); m != nil && m.Private == person {
		return m, nil
	}
	return nil, errors.New("that message is gone")
}

// shortcut runs a shortcut of the app, on a message or anywhere.
func (ws *Workspace) shortcut(person, callback, channel, ts string) error {
	ws.lock()
	i := slices.IndexFunc(ws.app.Shortcuts, func(s Shortcut) bool { return s.CallbackID == callback })
	if i < 0 {
		ws.unlock()
		return fmt.Errorf("there is no shortcut %s", callback)
	}
	s := ws.app.Shortcuts[i]
	payload := ws.common("shortcut", person)
	payload["callback_id"], payload["action_ts"] = callback, actionTS()
	if s.Type == "message" {
		m, err := ws.seen(person, channel, ts)
		if err == nil && m.Ephemeral {
			err = errors.New("a message that only you see has no shortcuts")
		}
		if err != nil {
			ws.unlock()
			return err
		}
		c, _ := ws.place(person, channel)
		payload["type"], payload["message_ts"], payload["message"] = "message_action", m.TS, m.clone()
		payload["channel"] = map[string]any{"id": c.ID, "name": channelName(c)}
		payload["response_url"] = ws.newResponse("actions", response{channel: c.ID, user: person, thread: m.ThreadTS, ts: m.TS})
	}
	payload["trigger_id"] = ws.newTrigger(person, "")
	ws.unlock()
	if _, err := ws.ask("interactive", payload, false); err != nil {
		return ws.unanswered(person, s.Name, err)
	}
	return nil
}

// visit opens one of the app's tabs.
func (ws *Workspace) visit(person, tab string) error {
	ws.lock()
	defer ws.unlock()
	switch {
	case tab != "home" && tab != "messages":
		return fmt.Errorf("there is no tab %s", tab)
	case tab == "home" && ws.app.NoHome, tab == "messages" && ws.app.NoMessages:
		return errors.New("that tab is switched off")
	}
	ws.homeOpened(person, tab)
	return nil
}
