package bot

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/practice"
)

// showHome is somebody's opening of the Home tab.
type showHome struct{ person practice.Person }

func (in showHome) name() string        { return "home" }
func (in showHome) by() practice.Person { return in.person }

func (in showHome) act(context.Context, *Bot) (reply, error) { return reply{home: in.person}, nil }

// mostRounds is how many rounds that are over the Home tab leads to.
const mostRounds = 5

// home draws a person's Home tab from what is stored.
func (b *Bot) home(ctx context.Context, p practice.Person) (slack.HomeTabViewRequest, error) {
	var running *practice.Round
	link := ""
	r, err := b.coach.Running(ctx, p)
	switch {
	case err == nil:
		running, link = &r, b.roundLink(r)
	case !errors.Is(err, practice.ErrNoRound):
		return slack.HomeTabViewRequest{}, err
	}
	rounds, err := b.coach.LastRounds(ctx, p, mostRounds)
	if err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	page, err := b.coach.Mine(ctx, p, practice.Filter{}, 0)
	if err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	settings, err := b.settings(ctx, p)
	if err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	due, err := b.coach.Due(ctx, p)
	if err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	return view.Home(running, link, due, rounds, page.Answers, settings, b.coach.Now()), nil
}
