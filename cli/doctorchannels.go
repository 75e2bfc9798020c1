package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/config"
)

// channels checks that the bot can post where each schedule posts.
func (d *slackDoctor) channels(ctx context.Context) {
	var known *directory
	for _, s := range d.cfg.Schedules {
		what := fmt.Sprintf("schedule %s: channel %s", s.Name, s.Channel)
		byName := strings.HasPrefix(s.Channel, "#")
		isPlaceholder := (config.Config{Schedules: []config.Schedule{s}}).Placeholders() != nil
		if known == nil && (byName || isPlaceholder) {
			var err error
			if known, err = d.directory(ctx); err != nil {
				d.wrong("try again in a minute", "the list of channels cannot be had: %s", plainly(err))
				return
			}
		}
		switch {
		case isPlaceholder:
			d.mistake(d.whereToPost(known), "%s is the example's placeholder", what)
		case byName:
			d.byName(what, strings.TrimPrefix(s.Channel, "#"), known)
		default:
			d.byID(ctx, what, s.Channel)
		}
	}
}

// byID checks a channel that the settings name by its id.
func (d *slackDoctor) byID(ctx context.Context, what, id string) {
	var c *slack.Channel
	err := patiently(ctx, func(ctx context.Context) (err error) {
		c, err = d.web.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: id})
		return err
	})
	switch {
	case code(err) == "channel_not_found":
		d.wrong(fmt.Sprintf("check the id, at the bottom of the channel's details in Slack; if it is a private channel, type in it: /invite @%s", d.handle),
			"%s: there is none, or it is private and the bot is not in it", what)
	case err != nil:
		d.wrong("try again in a minute", "%s cannot be looked up: %s", what, plainly(err))
	default:
		d.judge(what, *c)
	}
}

// byName checks a channel that the settings name by its name.
func (d *slackDoctor) byName(what, name string, known *directory) {
	for _, c := range known.channels {
		if c.Name == name {
			d.judge(what, c)
			return
		}
	}
	do := fmt.Sprintf("check the name; if #%s is a private channel, type in it: /invite @%s", name, d.handle)
	if near, ok := bank.Nearest(name, known.names()); ok {
		do = fmt.Sprintf("did you mean #%s? If not: %s", near, do)
	}
	if known.partial {
		do = "give the channel's id instead, which is at the bottom of its details in Slack: this workspace has too many channels to look through"
	}
	d.wrong(do, "%s: there is none of that name that the bot can see", what)
}

// judge says whether the bot can post in a channel that is there.
func (d *slackDoctor) judge(what string, c slack.Channel) {
	full := fmt.Sprintf("#%s (%s)", c.Name, c.ID)
	switch {
	case c.IsArchived:
		d.wrong("unarchive it in Slack, or give the schedule another channel", "%s: %s is archived", what, full)
	case !c.IsMember:
		d.wrong(fmt.Sprintf("type in #%s: /invite @%s", c.Name, d.handle), "%s: the bot is not in %s", what, full)
	default:
		d.ok("%s: the bot is in %s", what, full)
	}
}

// whereToPost says what can be put in the place of the example's channel.
func (d *slackDoctor) whereToPost(known *directory) string {
	var in []string
	for _, c := range known.channels {
		if c.IsMember && !c.IsArchived {
			in = append(in, fmt.Sprintf("#%s is %s", c.Name, c.ID))
		}
	}
	if len(in) == 0 {
		return fmt.Sprintf(`put a channel's id there, which is at the bottom of its details in Slack, or its name as "#name", and type in it: /invite @%s`, d.handle)
	}
	slices.Sort(in)
	return "put a channel's id there. Of those that the bot is in, " + strings.Join(in[:min(len(in), 5)], ", ")
}

// A directory is the channels that the bot can see: public ones, and private
// ones that it is in.
type directory struct {
	channels []slack.Channel
	partial  bool // there are more
}

func (d *directory) names() []string {
	var out []string
	for _, c := range d.channels {
		out = append(out, c.Name)
	}
	return out
}

// directory reads the list of channels, a page of each kind at a time, as far as
// mostPages.
func (d *slackDoctor) directory(ctx context.Context) (*directory, error) {
	out := &directory{}
	for _, kind := range []string{"public_channel", "private_channel"} {
		params := slack.GetConversationsParameters{Types: []string{kind}, Limit: 999}
		for page := 0; ; page++ {
			if page == mostPages {
				out.partial = true
				break
			}
			var part []slack.Channel
			err := patiently(ctx, func(ctx context.Context) (err error) {
				part, params.Cursor, err = d.web.GetConversationsContext(ctx, &params)
				return err
			})
			if code(err) == "missing_scope" {
				break // said already, with the scopes
			}
			if err != nil {
				return nil, err
			}
			out.channels = append(out.channels, part...)
			if params.Cursor == "" {
				break
			}
		}
	}
	return out, nil
}
