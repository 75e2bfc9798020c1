package playground

import (
	"fmt"
	"time"
)

// triggerLife is how long an app may take to open a view.
const triggerLife = 3 * time.Second

// trigger lets the app open one view for the person who acted.
type trigger struct {
	user string
	view string // the modal in which the person acted, if any
	till time.Time
	used bool
}

// newTrigger makes the trigger_id of an interaction.
func (ws *Workspace) newTrigger(user, view string) string {
	now := time.Now()
	for id, t := range ws.triggers {
		if now.Sub(t.till) > time.Minute {
			delete(ws.triggers, id)
		}
	}
	id := fmt.Sprintf("%d.%d.%s", now.UnixMilli(), len(ws.triggers), secret())
	ws.triggers[id] = &trigger{user: user, view: view, till: now.Add(triggerLife)}
	return id
}

// trigger finds one that may still be used.
func (ws *Workspace) trigger(c *call) (*trigger, error) {
	id := c.str("trigger_id")
	if id == "" {
		id = c.str("interactivity_pointer")
	}
	t := ws.triggers[id]
	switch {
	case id == "":
		return nil, failArguments("missing required field: trigger_id [json-pointer:/trigger_id]")
	case t == nil:
		return nil, fail("invalid_trigger_id")
	case t.used:
		return nil, fail("exchanged_trigger_id")
	case time.Now().After(t.till):
		return nil, fail("expired_trigger_id")
	}
	return t, nil
}
