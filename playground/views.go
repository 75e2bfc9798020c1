package playground

// viewArgument reads and checks the view of a call, of the wanted type.
func viewArgument(c *call, kinds ...string) (*View, error) {
	raw, ok := c.json("view")
	if !ok {
		return nil, failArguments("must provide a valid JSON object [json-pointer:/view]")
	}
	v, err := readView(raw)
	if err != nil {
		return nil, err
	}
	for _, kind := range kinds {
		if v.Type == kind {
			return v, nil
		}
	}
	return nil, failArguments("must be of type " + kinds[0] + " [json-pointer:/view/type]")
}

func viewsOpen(ws *Workspace, c *call) (map[string]any, error) {
	v, err := viewArgument(c, "modal")
	if err != nil {
		return nil, err
	}
	t, err := ws.trigger(c)
	if err != nil {
		return nil, err
	}
	if err := ws.openView(v, t.user); err != nil {
		return nil, err
	}
	t.used = true
	return map[string]any{"view": mustJSON(v)}, nil
}

func viewsPush(ws *Workspace, c *call) (map[string]any, error) {
	v, err := viewArgument(c, "modal")
	if err != nil {
		return nil, err
	}
	t, err := ws.trigger(c)
	if err != nil {
		return nil, err
	}
	if t.view == "" {
		return nil, fail("invalid_trigger_id") // it did not come from a modal
	}
	if err := ws.pushView(v, t.user); err != nil {
		return nil, err
	}
	t.used = true
	return map[string]any{"view": mustJSON(v)}, nil
}

func viewsUpdate(ws *Workspace, c *call) (map[string]any, error) {
	v, err := viewArgument(c, "modal", "home")
	if err != nil {
		return nil, err
	}
	var old *View
	switch {
	case c.str("view_id") != "":
		old = ws.view(c.str("view_id"))
	case c.str("external_id") != "":
		old = ws.viewByExternal(c.str("external_id"))
	default:
		return nil, failArguments("must provide either view_id or external_id")
	}
	if old == nil || old.Type != v.Type {
		return nil, fail("not_found")
	}
	if hash := c.str("hash"); hash != "" && hash != old.Hash {
		return nil, fail("hash_conflict")
	}
	if other := ws.viewByExternal(v.ExternalID); v.ExternalID != "" && other != nil && other != old {
		return nil, fail("duplicate_external_id")
	}
	ws.replaceView(old, v)
	return map[string]any{"view": mustJSON(old)}, nil
}

func viewsPublish(ws *Workspace, c *call) (map[string]any, error) {
	if ws.app.NoHome {
		return nil, fail("not_enabled")
	}
	v, err := viewArgument(c, "home")
	if err != nil {
		return nil, err
	}
	p, ok := ws.person(c.str("user_id"))
	if !ok || p.ID != c.str("user_id") {
		return nil, fail("user_not_found")
	}
	old := ws.state.Homes[p.ID]
	if hash := c.str("hash"); hash != "" && (old == nil || hash != old.Hash) {
		return nil, fail("hash_conflict")
	}
	if old != nil {
		ws.replaceView(old, v)
		return map[string]any{"view": mustJSON(old)}, nil
	}
	ws.stamp(v, p.ID)
	ws.state.Homes[p.ID] = v
	ws.changed()
	ws.shown(v, "home")
	return map[string]any{"view": mustJSON(v)}, nil
}
