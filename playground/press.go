package playground

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

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
	var values Values
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
