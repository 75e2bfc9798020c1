package playground

import (
	"encoding/json"
	"net/http"
	"slices"
)

// pageConversation is a conversation as a person's page shows it.
func (ws *Workspace) pageConversation(c *conversation, person string) map[string]any {
	out := map[string]any{"id": c.ID, "name": c.Name, "kind": c.Kind, "topic": c.Topic, "members": slices.Clone(c.Members), "archived": c.Archived}
	if c.Kind == kindIM {
		out["with"] = c.with(person)
	}
	if m := c.latest(); m != nil {
		out["latest"] = m.TS
	}
	return out
}

// pageView is a view as the page gets it: all but what only the app sees.
func pageView(v *View) map[string]any {
	var out map[string]any
	if err := json.Unmarshal(mustJSON(v), &out); err != nil {
		panic("playground: " + err.Error())
	}
	delete(out, "private_metadata")
	return out
}

// servePageState answers with all that a page begins with.
func (ws *Workspace) servePageState(w http.ResponseWriter, r *http.Request) {
	ws.lock()
	defer ws.unlock()
	who := r.URL.Query().Get("as")
	if who == "" {
		who = ws.people[0].ID
	}
	p, ok := ws.person(who)
	if !ok {
		refusePage(w, errNobody)
		return
	}
	people := append(slices.Clone(ws.people), ws.bot())
	commands, shortcuts := []map[string]any{}, []map[string]any{}
	for _, c := range ws.app.Commands {
		commands = append(commands, map[string]any{"command": c.Name, "description": c.Description, "usage_hint": c.UsageHint})
	}
	for _, s := range ws.app.Shortcuts {
		shortcuts = append(shortcuts, map[string]any{"name": s.Name, "callback_id": s.CallbackID, "type": s.Type, "description": s.Description})
	}
	ws.direct(p.ID, ws.app.UserID) // the DM with the app is always in the list
	conversations := []map[string]any{}
	for _, c := range ws.state.Conversations {
		if c.visible(p.ID) {
			conversations = append(conversations, ws.pageConversation(c, p.ID))
		}
	}
	views := []map[string]any{}
	for _, v := range ws.views[p.ID] {
		views = append(views, pageView(v))
	}
	var home any
	if v := ws.state.Homes[p.ID]; v != nil {
		home = pageView(v)
	}
	hints := ws.hints
	if hints == nil {
		hints = []string{}
	}
	out := map[string]any{
		"ok": true, "team": map[string]any{"name": ws.team}, "me": p, "people": people,
		"app": map[string]any{
			"id": ws.app.ID, "name": ws.app.Name, "user": ws.app.UserID, "connected": len(ws.conns) > 0,
			"commands": commands, "shortcuts": shortcuts, "home_tab": !ws.app.NoHome, "messages_tab": !ws.app.NoMessages,
		},
		"conversations": conversations, "home": home, "views": views, "hints": hints, "bot": !ws.alone,
	}
	if ws.alone {
		out["tokens"] = map[string]any{"app": ws.app.AppToken, "bot": ws.app.BotToken, "api_url": "http://" + r.Host + "/api/"}
	}
	writeJSON(w, http.StatusOK, out)
}

// servePageMessages answers with the top level of a conversation, or with a
// thread, and what only this person sees in it.
func (ws *Workspace) servePageMessages(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	ws.lock()
	defer ws.unlock()
	p, ok := ws.person(query.Get("as"))
	if !ok {
		refusePage(w, errNobody)
		return
	}
	c := ws.conversation(query.Get("channel"))
	if c == nil || !c.visible(p.ID) {
		refusePage(w, errNobody)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"ok": true, "messages": ws.shownTo(p.ID, c, query.Get("thread_ts"))})
}

// shownTo lists what a person sees at the top level of a conversation, or in
// a thread: the parent first. Ephemeral messages stand where they came.
func (ws *Workspace) shownTo(person string, c *conversation, thread string) []Message {
	out := []Message{}
	for _, m := range c.Messages {
		switch {
		case thread == "" && !m.topLevel():
		case thread != "" && m.TS != thread && m.ThreadTS != thread:
		default:
			out = append(out, m.clone())
		}
	}
	for _, m := range ws.ephemerals[c.ID] {
		if m.Private == person && m.ThreadTS == thread {
			out = append(out, m.clone())
		}
	}
	slices.SortStableFunc(out, func(a, b Message) int {
		return int(parseTS(a.TS) - parseTS(b.TS))
	})
	return out
}
