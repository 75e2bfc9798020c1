package playground

import (
	"maps"
	"net/url"
	"time"
)

// apiTest answers with the arguments that it got.
func apiTest(_ *Workspace, c *call) (map[string]any, error) {
	args := maps.Clone(c.args)
	delete(args, "token")
	result := map[string]any{"args": args}
	if code := c.str("error"); code != "" {
		return nil, &apiError{code: code, extra: result}
	}
	return result, nil
}

// authTest says who the token is.
func authTest(ws *Workspace, c *call) (map[string]any, error) {
	return map[string]any{
		"url": "http://" + c.host + "/", "team": ws.team, "team_id": ws.teamID, "user": ws.app.BotName,
		"user_id": ws.app.UserID, "bot_id": ws.app.BotID, "is_enterprise_install": false,
	}, nil
}

// connectionsOpen hands out the address of one Socket Mode connection.
func connectionsOpen(ws *Workspace, c *call) (map[string]any, error) {
	now := time.Now()
	for ticket, until := range ws.tickets {
		if now.After(until) {
			delete(ws.tickets, ticket)
		}
	}
	ticket := newUUID()
	ws.tickets[ticket] = now.Add(ticketLife)
	query := url.Values{"ticket": {ticket}, "app_id": {ws.app.ID}}
	return map[string]any{"url": "ws://" + c.host + "/link/?" + query.Encode()}, nil
}

// botsInfo describes the app's bot user.
func botsInfo(ws *Workspace, c *call) (map[string]any, error) {
	if id := c.str("bot"); id != "" && id != ws.app.BotID {
		return nil, fail("bot_not_found")
	}
	return map[string]any{"bot": map[string]any{
		"id": ws.app.BotID, "deleted": false, "name": ws.app.Name, "updated": ws.created.Unix(),
		"app_id": ws.app.ID, "user_id": ws.app.UserID, "icons": map[string]any{},
	}}, nil
}

// teamInfo describes the workspace.
func teamInfo(ws *Workspace, c *call) (map[string]any, error) {
	return map[string]any{"team": map[string]any{
		"id": ws.teamID, "name": ws.team, "domain": ws.domain(), "url": "http://" + c.host + "/", "email_domain": "", "icon": map[string]any{"image_default": true},
	}}, nil
}

// domain is the team's short name.
func (ws *Workspace) domain() string { return slug(ws.team) }
