package playground

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Person is somebody who can be played.
type Person struct {
	ID       string `json:"id"`   // U…, derived from the name when empty
	Name     string `json:"name"` // the handle, without @
	RealName string `json:"real_name"`
	TZ       string `json:"tz"`    // IANA name; empty as for an account that has none
	Color    string `json:"color"` // six hex digits
	Admin    bool   `json:"is_admin"`
	Bot      bool   `json:"is_bot"`
	Deleted  bool   `json:"deleted"` // deactivated: gone from every channel, and not to be written to
}

// defaultPeople live in four zones: two with summer time and two without, one
// of which is half an hour off the others.
func defaultPeople() []Person {
	return []Person{
		{Name: "ana", RealName: "Ana Silva", TZ: "Europe/Berlin", Color: "2f7d5b", Admin: true},
		{Name: "ben", RealName: "Ben Carter", TZ: "America/New_York", Color: "3b6fb6"},
		{Name: "chioma", RealName: "Chioma Okafor", TZ: "Africa/Lagos", Color: "b0562f"},
		{Name: "dmitri", RealName: "Dmitri Volkov", TZ: "Asia/Kolkata", Color: "7a4fa3"},
	}
}

var colors = []string{"2f7d5b", "3b6fb6", "b0562f", "7a4fa3", "9a7b1f", "4f7f8f"}

func completePerson(p Person, n int) Person {
	p.ID = cmp.Or(p.ID, stableID("U", p.Name))
	p.RealName = cmp.Or(p.RealName, p.Name)
	p.Color = cmp.Or(p.Color, colors[n%len(colors)])
	return p
}

// person finds somebody by id, name or @name.
func (ws *Workspace) person(who string) (Person, bool) {
	who = strings.TrimPrefix(who, "@")
	i := slices.IndexFunc(ws.people, func(p Person) bool { return p.ID == who || strings.EqualFold(p.Name, who) })
	if i < 0 {
		return Person{}, false
	}
	return ws.people[i], true
}

// bot is the app's own user, as one of the people.
func (ws *Workspace) bot() Person {
	return Person{ID: ws.app.UserID, Name: ws.app.BotName, RealName: ws.app.Name, Color: "1f4d3a", Bot: true}
}

// userObject is a user as users.info shows one.
func (ws *Workspace) userObject(p Person) map[string]any {
	user := map[string]any{
		"id": p.ID, "team_id": ws.teamID, "name": p.Name, "deleted": p.Deleted, "color": p.Color,
		"real_name": p.RealName, "is_admin": p.Admin, "is_owner": p.Admin, "is_primary_owner": p.Admin,
		"is_restricted": false, "is_ultra_restricted": false, "is_bot": p.Bot, "is_app_user": false,
		"updated": ws.created.Unix(), "is_email_confirmed": true,
		"profile": map[string]any{
			"real_name": p.RealName, "real_name_normalized": p.RealName,
			"display_name": p.Name, "display_name_normalized": p.Name,
			"title": "", "status_text": "", "status_emoji": "", "avatar_hash": "", "team": ws.teamID,
		},
	}
	if p.Bot {
		profile := user["profile"].(map[string]any)
		profile["bot_id"], profile["api_app_id"] = ws.app.BotID, ws.app.ID
	}
	if zone, err := time.LoadLocation(p.TZ); err == nil && p.TZ != "" {
		label, offset := time.Now().In(zone).Zone()
		user["tz"], user["tz_label"], user["tz_offset"] = p.TZ, label, offset
	}
	return user
}
