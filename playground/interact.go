package playground

import (
	"errors"
	"fmt"
	"slices"
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
