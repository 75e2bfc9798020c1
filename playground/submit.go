package playground

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
)

// errTrouble is what Slack says when an app's answer to a modal is no good.
var errTrouble = errors.New("we had some trouble connecting; try again")

// submit sends a modal's values to the app and does what it answers.
// Fields are errors by block_id, from the app or from Slack's own checks.
func (ws *Workspace) submit(person, id string, state Values) (fields map[string]string, err error) {
	ws.lock()
	v := ws.view(id)
	if v == nil || v.Person != person || v.Type != "modal" {
		ws.unlock()
		return nil, errors.New("that view is closed")
	}
	v.State.Values.merge(v.Blocks, state)
	if fields := mistakes(v.Blocks, v.State.Values); len(fields) > 0 {
		ws.unlock()
		return fields, nil
	}
	payload := ws.common("view_submission", person)
	payload["trigger_id"] = ws.newTrigger(person, v.ID)
	payload["response_urls"] = []any{}
	payload["view"] = mustJSON(v)
	ws.unlock()
	reply, err := ws.ask("interactive", payload, true)
	if err != nil {
		return nil, errTrouble
	}
	ws.lock()
	defer ws.unlock()
	return ws.answered(v, reply)
}

// answered does what the app answered to a submission.
func (ws *Workspace) answered(v *View, reply json.RawMessage) (map[string]string, error) {
	var answer struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	if reply != nil && json.Unmarshal(reply, &answer) != nil {
		return nil, errTrouble
	}
	switch answer.Action {
	case "":
		ws.closeViews(v, false)
		return nil, nil
	case "clear":
		ws.closeViews(v, true)
		return nil, nil
	case "errors":
		inputs := map[string]bool{}
		for _, e := range elements(v.Blocks) {
			if e.input {
				inputs[e.block] = true
			}
		}
		for block := range answer.Errors {
			if !inputs[block] {
				return nil, errTrouble // errors may only name input blocks
			}
		}
		if len(answer.Errors) == 0 {
			return nil, errTrouble
		}
		return maps.Clone(answer.Errors), nil
	case "update", "push":
		next, err := readView(answer.View)
		if err != nil || next.Type != "modal" {
			ws.log.Warn("a view in an ack was refused", "error", err)
			return nil, errTrouble
		}
		if answer.Action == "update" {
			if slices.Contains(ws.views[v.Person], v) {
				ws.replaceView(v, next)
			}
			return nil, nil
		}
		if err := ws.pushView(next, v.Person); err != nil {
			return nil, errTrouble
		}
		return nil, nil
	}
	return nil, errTrouble
}

// dismiss closes a modal, and all others with it where the person or the
// app's clear_on_close wants that. The app hears of it only if it asked to:
// of the modal itself, or of the bottom one when all are closed.
func (ws *Workspace) dismiss(person, id string, all bool) error {
	ws.lock()
	v := ws.view(id)
	if v == nil || v.Person != person || v.Type != "modal" {
		ws.unlock()
		return errors.New("that view is closed")
	}
	all = all || v.ClearOnClose
	if stack := ws.views[person]; all && len(stack) > 0 {
		v = stack[0]
	}
	ws.closeViews(v, all)
	if !v.NotifyOnClose {
		ws.unlock()
		return nil
	}
	payload := ws.common("view_closed", person)
	payload["view"], payload["is_cleared"] = mustJSON(v), all
	ws.unlock()
	if _, err := ws.ask("interactive", payload, false); err != nil {
		ws.log.Debug("the closing of a view went unheard", "error", err)
	}
	return nil
}
