package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"
)

// FindChannels puts the id of its channel into each schedule that names it by
// "#name", and checks that those named by id exist. Every mistake is reported,
// with what to do. A channel that the bot has not been invited to can be found
// only by its id. One that is not found any more, since it was renamed or the bot
// was thrown out, keeps nothing else from going on: before returns the id that it
// had, or "".
func FindChannels(ctx context.Context, api *slack.Client, schedules []Schedule, before func(schedule, named string) string) error {
	var named map[string]string
	var mistakes []error
	for i := range schedules {
		s := &schedules[i]
		s.Named = s.Channel
		name, byName := strings.CutPrefix(s.Channel, "#")
		if !byName {
			if _, _, code := judge(checkChannel(ctx, api, s.Channel)); code == "channel_not_found" && before(s.Name, s.Named) == "" {
				mistakes = append(mistakes, fmt.Errorf("schedule %s: there is no channel %s, or it is private and @greenroom is not in it: check the id, or type /invite @greenroom in the channel", s.Name, s.Channel))
			}
			continue
		}
		if named == nil {
			var err error
			if named, err = ownChannels(ctx, api); err != nil {
				return fmt.Errorf("list the bot's channels: %w", &callError{err})
			}
		}
		id, ok := named[name]
		if !ok {
			id = before(s.Name, s.Named)
			ok = id != ""
		}
		if !ok {
			mistakes = append(mistakes, fmt.Errorf("schedule %s: @greenroom is in no channel #%s: type /invite @greenroom there, or give the channel's id", s.Name, name))
			continue
		}
		s.Channel = id
	}
	return errors.Join(mistakes...)
}

func checkChannel(ctx context.Context, api *slack.Client, id string) error {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	_, err := api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: id})
	return err
}

// ownChannels returns the ids of the channels that the bot is in, by name.
func ownChannels(ctx context.Context, api *slack.Client) (map[string]string, error) {
	out := map[string]string{}
	params := slack.GetConversationsForUserParameters{
		Types: []string{"public_channel", "private_channel"}, Limit: 200, ExcludeArchived: true,
	}
	for {
		call, cancel := context.WithTimeout(ctx, callWithin)
		channels, next, err := api.GetConversationsForUserContext(call, &params)
		cancel()
		if err != nil {
			return nil, err
		}
		for _, c := range channels {
			out[c.Name] = c.ID
		}
		if next == "" {
			return out, nil
		}
		params.Cursor = next
	}
}
