package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/config"
)

// adminsShown is how many of the workspace's admins are named to somebody who
// looks for their own id, and mostPages how far they are looked for.
const (
	adminsShown = 5
	mostPages   = 10
)

// admins checks that those whom the settings name are people.
func (d *slackDoctor) admins(ctx context.Context) {
	for _, id := range d.cfg.Admins {
		if (config.Config{Admins: []string{id}}).Placeholders() != nil {
			d.mistake(d.whoMayBe(ctx), "admins: %s is the example's placeholder", id)
			continue
		}
		var u *slack.User
		err := patiently(ctx, func(ctx context.Context) (err error) {
			u, err = d.web.GetUserInfoContext(ctx, id)
			return err
		})
		switch {
		case code(err) == "user_not_found", code(err) == "user_not_visible":
			d.wrong(d.whoMayBe(ctx), "admins: there is no %s in this workspace", id)
		case err != nil:
			d.note("admins: %s is not checked: %s", id, plainly(err))
		case u.Deleted:
			d.wrong("take the id out of admins", "admins: %s (%s) has left the workspace", name(u), id)
		case u.IsBot:
			d.wrong(d.whoMayBe(ctx), "admins: %s (%s) is a bot", name(u), id)
		default:
			d.ok("admin %s (%s)", name(u), id)
		}
	}
}

// whoMayBe says which id belongs under admins.
func (d *slackDoctor) whoMayBe(ctx context.Context) string {
	do := "put your own member id under admins: it is in your Slack profile, behind the ⋮ menu, Copy member ID; where a bot runs already, /interview status tells you yours"
	var people []string
	users := d.web.GetUsersPaginated(slack.GetUsersOptionLimit(200))
	for range mostPages {
		err := patiently(ctx, func(ctx context.Context) (err error) {
			users, err = users.Next(ctx)
			return err
		})
		if err != nil {
			break
		}
		for i := range users.Users {
			if u := &users.Users[i]; (u.IsAdmin || u.IsOwner) && !u.Deleted && !u.IsBot {
				people = append(people, fmt.Sprintf("%s is %s", name(u), u.ID))
			}
		}
		if len(people) >= adminsShown {
			break
		}
	}
	if len(people) == 0 {
		return do
	}
	slices.Sort(people)
	return do + ".\nOf this workspace's own admins, " + strings.Join(people[:min(len(people), adminsShown)], ", ")
}

// name returns what a person is called.
func name(u *slack.User) string {
	for _, n := range []string{u.Profile.RealName, u.RealName, u.Profile.DisplayName, u.Name} {
		if n != "" {
			return n
		}
	}
	return u.ID
}
