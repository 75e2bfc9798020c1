package playground

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// apiError is an error as the Web API answers it, with HTTP 200.
type apiError struct {
	code  string
	extra map[string]any
}

func (e *apiError) Error() string { return e.code }

func fail(code string) error { return &apiError{code: code} }

// failArguments is invalid_arguments with Slack's words for each mistake.
func failArguments(messages ...string) error {
	for i, m := range messages {
		messages[i] = "[ERROR] " + m
	}
	return &apiError{code: "invalid_arguments", extra: map[string]any{"response_metadata": map[string]any{"messages": messages}}}
}

// method is one method of the Web API.
type method struct {
	scopes []string // any one of which will do; none needs none
	tier   int      // 1 to 4; 0 is limited in its own way
	app    bool     // takes the app-level token
	open   bool     // takes no token
	serve  func(*Workspace, *call) (map[string]any, error)
}

// methods lists the Web API. Anything else is an unknown method.
var methods = map[string]method{
	"api.test":              {open: true, tier: 4, serve: apiTest},
	"auth.test":             {serve: authTest},
	"apps.connections.open": {app: true, tier: 1, serve: connectionsOpen},
	"bots.info":             {scopes: []string{"users:read"}, tier: 3, serve: botsInfo},
	"team.info":             {scopes: []string{"team:read"}, tier: 3, serve: teamInfo},

	"chat.postMessage":   {scopes: []string{"chat:write"}, serve: chatPostMessage},
	"chat.postEphemeral": {scopes: []string{"chat:write"}, tier: 4, serve: chatPostEphemeral},
	"chat.update":        {scopes: []string{"chat:write"}, tier: 3, serve: chatUpdate},
	"chat.delete":        {scopes: []string{"chat:write"}, tier: 3, serve: chatDelete},
	"chat.getPermalink":  {serve: chatGetPermalink},

	"conversations.open":    {scopes: []string{"im:write"}, tier: 3, serve: conversationsOpen},
	"conversations.info":    {scopes: readScopes, tier: 3, serve: conversationsInfo},
	"conversations.list":    {scopes: readScopes, tier: 2, serve: conversationsList},
	"conversations.members": {scopes: readScopes, tier: 4, serve: conversationsMembers},
	"conversations.history": {scopes: historyScopes, tier: 3, serve: conversationsHistory},
	"conversations.replies": {scopes: historyScopes, tier: 3, serve: conversationsReplies},
	"conversations.join":    {scopes: []string{"channels:join"}, tier: 3, serve: conversationsJoin},
	"conversations.invite":  {scopes: []string{"channels:manage", "groups:write", "channels:write.invites"}, tier: 3, serve: conversationsInvite},

	"users.info":          {scopes: []string{"users:read"}, tier: 4, serve: usersInfo},
	"users.list":          {scopes: []string{"users:read"}, tier: 2, serve: usersList},
	"users.conversations": {scopes: readScopes, tier: 2, serve: usersConversations},

	"views.open":    {tier: 4, serve: viewsOpen},
	"views.push":    {tier: 4, serve: viewsPush},
	"views.update":  {tier: 4, serve: viewsUpdate},
	"views.publish": {tier: 4, serve: viewsPublish},

	"files.getUploadURLExternal":   {scopes: []string{"files:write"}, tier: 4, serve: filesGetUploadURL},
	"files.completeUploadExternal": {scopes: []string{"files:write"}, tier: 4, serve: filesCompleteUpload},
	"files.delete":                 {scopes: []string{"files:write"}, tier: 3, serve: filesDelete},
	"files.info":                   {scopes: []string{"files:read"}, tier: 4, serve: filesInfo},
	"reactions.add":                {scopes: []string{"reactions:write"}, tier: 3, serve: reactionsAdd},
}

var (
	readScopes    = []string{"channels:read", "groups:read", "im:read", "mpim:read"}
	historyScopes = []string{"channels:history", "groups:history", "im:history", "mpim:history"}
)

// serveAPI answers one call. Errors of the API come with HTTP 200; only a
// rate limit and a fault have another status.
func (ws *Workspace) serveAPI(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/api/")
	c, err := readCall(w, r)
	if err != nil {
		ws.answer(w, nil, err)
		return
	}
	ws.lock()
	ws.calls[name]++
	ws.busy++
	fault := ws.callFault(name)
	ws.unlock()
	defer func() {
		ws.lock()
		ws.busy--
		ws.unlock()
	}()
	if fault != nil && ws.refuse(w, r, fault) {
		ws.lock()
		ws.observe(Observation{Kind: "call", Method: name, Error: string(fault.Kind)})
		ws.unlock()
		return
	}
	result, wait, err := ws.invoke(name, c)
	if wait > 0 {
		rateLimited(w, wait)
		return
	}
	if fault != nil && fault.Kind == HangAfter {
		ws.hang(r)
		panic(http.ErrAbortHandler)
	}
	if fault != nil && fault.Kind == LostResponse {
		panic(http.ErrAbortHandler) // breaks the connection with no answer
	}
	if fault != nil && fault.Kind == LateResponse {
		ws.stall(r, fault.Delay)
	}
	ws.answer(w, result, err)
}

// refuse acts out a fault that comes before the call is done, and reports
// whether it was such a one.
func (ws *Workspace) refuse(w http.ResponseWriter, r *http.Request, f *Fault) bool {
	switch f.Kind {
	case RateLimit:
		rateLimited(w, f.RetryAfter)
	case ServerError:
		http.Error(w, "server error", http.StatusInternalServerError)
	case APIError:
		ws.answer(w, nil, fail(f.Error))
	case Hang:
		ws.hang(r)
		panic(http.ErrAbortHandler)
	default:
		return false
	}
	return true
}

// hang waits until the client gives up, for five minutes at most.
func (ws *Workspace) hang(r *http.Request) { ws.stall(r, 5*time.Minute) }

// stall waits, at most until the client gives up.
func (ws *Workspace) stall(r *http.Request, d time.Duration) {
	limit := time.NewTimer(d)
	defer limit.Stop()
	select {
	case <-r.Context().Done():
	case <-ws.ctx.Done():
	case <-limit.C:
	}
}

// invoke checks the token, the scopes and the rate, and does the call.
func (ws *Workspace) invoke(name string, c *call) (result map[string]any, wait time.Duration, err error) {
	ws.lock()
	defer ws.unlock()
	defer func() {
		o := Observation{Kind: "call", Method: name, Channel: c.str("channel")}
		if err != nil {
			o.Error = err.Error()
		} else if wait > 0 {
			o.Error = "ratelimited"
		}
		ws.observe(o)
	}()
	m, known := methods[name]
	if !known {
		return nil, 0, &apiError{code: "unknown_method", extra: map[string]any{"req_method": name}}
	}
	if err := ws.authorize(m, c); err != nil {
		return nil, 0, err
	}
	if wait := ws.wait(name, m, c); wait > 0 {
		return nil, wait, nil
	}
	result, err = m.serve(ws, c)
	return result, 0, err
}

// authorize checks that the token is of the right kind and has a scope.
func (ws *Workspace) authorize(m method, c *call) error {
	switch {
	case m.open:
		return nil
	case c.token == "":
		return fail("not_authed")
	case c.token == ws.app.AppToken:
		if !m.app {
			return fail("not_allowed_token_type")
		}
		// Slack refuses an app-level token that is not in the header.
		if _, inArgs := c.args["token"]; inArgs {
			return fail("invalid_auth")
		}
		return nil
	case c.token != ws.app.BotToken:
		return fail("invalid_auth")
	case m.app:
		return fail("not_allowed_token_type")
	}
	if len(m.scopes) == 0 {
		return nil
	}
	for _, s := range m.scopes {
		if ws.app.hasScope(s) {
			return nil
		}
	}
	return ws.missingScope(m.scopes[0])
}

// missingScope says which scope a call needs and which there are.
func (ws *Workspace) missingScope(needed string) error {
	return &apiError{code: "missing_scope", extra: map[string]any{"needed": needed, "provided": strings.Join(ws.app.Scopes, ",")}}
}

// answer writes a result or an error.
func (ws *Workspace) answer(w http.ResponseWriter, result map[string]any, err error) {
	body := map[string]any{"ok": err == nil}
	maps.Copy(body, result)
	var refused *apiError
	if errors.As(err, &refused) {
		body["error"] = refused.code
		maps.Copy(body, refused.extra)
	}
	w.Header().Set("X-OAuth-Scopes", strings.Join(ws.app.Scopes, ","))
	writeJSON(w, http.StatusOK, body)
}

func rateLimited(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(max(1, wholeSeconds(wait))))
	writeJSON(w, http.StatusTooManyRequests, map[string]any{"ok": false, "error": "ratelimited"})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(body) // a caller that has gone: there is nobody to tell
}
