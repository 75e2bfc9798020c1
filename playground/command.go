package playground

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

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
		ws.archive(c, person)
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
		ws.expel(c, id)
	}
	return true, nil
}
