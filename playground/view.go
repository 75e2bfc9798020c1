package playground

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// maxStack is how many modals lie on each other at most.
const maxStack = 3

// View is a modal or a Home tab, in Slack's own JSON.
type View struct {
	ID              string          `json:"id"`
	TeamID          string          `json:"team_id"`
	Type            string          `json:"type"`
	Title           json.RawMessage `json:"title,omitempty"`
	Submit          json.RawMessage `json:"submit"`
	Close           json.RawMessage `json:"close"`
	Blocks          json.RawMessage `json:"blocks"`
	PrivateMetadata string          `json:"private_metadata"`
	CallbackID      string          `json:"callback_id"`
	ExternalID      string          `json:"external_id"`
	State           ViewState       `json:"state"`
	Hash            string          `json:"hash"`
	ClearOnClose    bool            `json:"clear_on_close"`
	NotifyOnClose   bool            `json:"notify_on_close"`
	RootViewID      string          `json:"root_view_id"`
	PreviousViewID  *string         `json:"previous_view_id"`
	AppID           string          `json:"app_id"`
	AppInstalled    string          `json:"app_installed_team_id"`
	BotID           string          `json:"bot_id"`

	// Person is whose view it is.
	Person string `json:"-"`
}

// ViewState is what a person entered, by block and action.
type ViewState struct {
	Values Values `json:"values"`
}

// Values are the values of inputs, by block_id and action_id.
type Values map[string]map[string]map[string]any

// readView takes and checks a view that an app sends.
func readView(raw json.RawMessage) (*View, error) {
	if len(raw) == 0 {
		return nil, failArguments("missing required field: view [json-pointer:/view]")
	}
	if len(raw) > maxViewBytes {
		return nil, fail("view_too_large")
	}
	problems := CheckView(raw)
	if len(problems) > 0 {
		var words []string
		for _, p := range problems {
			words = append(words, p.String())
		}
		return nil, failArguments(words...)
	}
	var v View
	if err := json.Unmarshal(raw, &v); err != nil {
		return nil, failArguments("failed to match all allowed schemas [json-pointer:/view]")
	}
	if string(v.Submit) == "" {
		v.Submit = json.RawMessage("null")
	}
	if string(v.Close) == "" {
		v.Close = json.RawMessage("null")
	}
	v.Blocks = withBlockIDs(v.Blocks)
	if v.Blocks == nil {
		v.Blocks = json.RawMessage("[]")
	}
	v.State.Values = nil
	return &v, nil
}

// stamp gives a view its identity.
func (ws *Workspace) stamp(v *View, person string) {
	v.ID, v.TeamID, v.AppID, v.AppInstalled, v.BotID = newID("V"), ws.teamID, ws.app.ID, ws.teamID, ws.app.BotID
	v.RootViewID, v.Person = v.ID, person
	v.Hash = newHash()
	v.State.Values = initialValues(v.Blocks)
}

func newHash() string { return fmt.Sprintf("%d.%s", time.Now().Unix(), secret()[:8]) }

// openView shows a modal in place of what the person had open.
func (ws *Workspace) openView(v *View, person string) error {
	if v.ExternalID != "" && ws.viewByExternal(v.ExternalID) != nil {
		return fail("duplicate_external_id")
	}
	for _, old := range ws.views[person] {
		ws.tell(person, pageEvent{"type": "view_closed", "view_id": old.ID, "cleared": true})
	}
	ws.stamp(v, person)
	ws.views[person] = []*View{v}
	ws.shown(v, "view_opened")
	return nil
}

// pushView lays a modal on the person's topmost one.
func (ws *Workspace) pushView(v *View, person string) error {
	stack := ws.views[person]
	switch {
	case len(stack) == 0:
		return fail("not_found")
	case len(stack) >= maxStack:
		return fail("push_limit_reached")
	case v.ExternalID != "" && ws.viewByExternal(v.ExternalID) != nil:
		return fail("duplicate_external_id")
	}
	ws.stamp(v, person)
	v.RootViewID, v.PreviousViewID = stack[0].ID, &stack[len(stack)-1].ID
	ws.views[person] = append(stack, v)
	ws.shown(v, "view_opened")
	return nil
}

// replaceView gives a view new content. Inputs whose block and action stay
// the same keep what the person entered.
func (ws *Workspace) replaceView(old, v *View) {
	values := initialValues(v.Blocks)
	for block, actions := range values {
		for action := range actions {
			if kept, ok := old.State.Values[block][action]; ok && kept["type"] == actions[action]["type"] {
				actions[action] = kept
			}
		}
	}
	v.ID, v.TeamID, v.AppID, v.AppInstalled, v.BotID = old.ID, old.TeamID, old.AppID, old.AppInstalled, old.BotID
	v.RootViewID, v.PreviousViewID, v.Person = old.RootViewID, old.PreviousViewID, old.Person
	v.Hash, v.State.Values = newHash(), values
	*old = *v
	if old.Type == "home" {
		ws.changed()
		ws.shown(old, "home")
		return
	}
	ws.shown(old, "view_updated")
}

// shown tells the page and the observers of a view.
func (ws *Workspace) shown(v *View, how string) {
	kind := "view"
	if v.Type == "home" {
		kind = "home"
	}
	ws.observe(Observation{Kind: kind, Method: how, User: v.Person, Text: v.CallbackID})
	ws.tell(v.Person, pageEvent{"type": how, "view": pageView(v)})
}

// view finds an open modal or a Home tab by its id.
func (ws *Workspace) view(id string) *View {
	return ws.viewWhere(func(v *View) bool { return v.ID == id })
}

// viewByExternal finds one by the id that the app gave it.
func (ws *Workspace) viewByExternal(id string) *View {
	return ws.viewWhere(func(v *View) bool { return v.ExternalID == id })
}

// viewWhere returns the open modal or Home tab that is meant; nil: there is none.
func (ws *Workspace) viewWhere(is func(*View) bool) *View {
	for _, stack := range ws.views {
		if i := slices.IndexFunc(stack, is); i >= 0 {
			return stack[i]
		}
	}
	for _, v := range ws.state.Homes {
		if is(v) {
			return v
		}
	}
	return nil
}

// closeViews takes modals off a person's stack from the given one upwards.
func (ws *Workspace) closeViews(v *View, cleared bool) {
	stack := ws.views[v.Person]
	i := slices.Index(stack, v)
	if i < 0 {
		return
	}
	if cleared {
		i = 0
	}
	for _, gone := range slices.Backward(stack[i:]) {
		ws.tell(v.Person, pageEvent{"type": "view_closed", "view_id": gone.ID, "cleared": cleared})
	}
	ws.views[v.Person] = slices.Clone(stack[:i])
}

// clone copies a view so that later changes to the original do not show.
func (v *View) clone() View {
	c := *v
	c.State.Values = Values{}
	for block, actions := range v.State.Values {
		c.State.Values[block] = maps.Clone(actions)
	}
	return c
}
