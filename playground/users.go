package playground

func usersInfo(ws *Workspace, c *call) (map[string]any, error) {
	id := c.str("user")
	if id == ws.app.UserID {
		return map[string]any{"user": ws.userObject(ws.bot())}, nil
	}
	p, ok := ws.person(id)
	if !ok || p.ID != id {
		return nil, fail("user_not_found")
	}
	user := ws.userObject(p)
	if c.yes("include_locale") {
		user["locale"] = "en-US"
	}
	return map[string]any{"user": user}, nil
}

func usersList(ws *Workspace, c *call) (map[string]any, error) {
	var all []map[string]any
	for _, p := range ws.people {
		all = append(all, ws.userObject(p))
	}
	all = append(all, ws.userObject(ws.bot()))
	part, next, err := page(c, all, maxPage)
	if err != nil {
		return nil, err
	}
	return map[string]any{"members": part, "cache_ts": nowUnix(), "response_metadata": nextCursor(next)}, nil
}
