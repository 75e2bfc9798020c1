package bot

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/practice"
)

// composeDebrief is a message of the report at the end of a round, or of a leg.
func composeDebrief(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	d, out, err := b.debriefOf(ctx, p)
	if err != nil {
		return out, err
	}
	words := view.Debrief(d)
	if p.N >= len(words) {
		return out, errNothingToSay
	}
	out.words = words[p.N]
	return out, nil
}

// composeBars is a debrief's figures as bars.
func composeBars(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	d, out, err := b.debriefOf(ctx, p)
	if err != nil {
		return out, err
	}
	words, bars, ok := view.DebriefBars(d)
	if !ok {
		return out, errNothingToSay
	}
	out.words, out.bars = words, &bars
	return out, nil
}

// debriefOf reads the debrief that a posting tells of.
func (b *Bot) debriefOf(ctx context.Context, p practice.Posting) (practice.Debrief, outgoing, error) {
	r, out, err := b.inRound(ctx, p)
	if err != nil {
		return practice.Debrief{}, out, err
	}
	d, err := b.coach.Debriefed(ctx, r.ID, p.Sub, r.Person)
	return d, out, err
}

// openDebrief opens a debrief of one's own at a page.
func openDebrief(ctx context.Context, b *Bot, c click) (reply, error) {
	v, err := b.debriefPage(ctx, c)
	if err != nil {
		return reply{}, err
	}
	return c.onTop(v), nil
}

// turnDebrief shows another page of an open debrief.
func turnDebrief(ctx context.Context, b *Bot, c click) (reply, error) {
	v, err := b.debriefPage(ctx, c)
	if err != nil {
		return reply{}, err
	}
	return reply{shows: &v}, nil
}

func (b *Bot) debriefPage(ctx context.Context, c click) (slack.ModalViewRequest, error) {
	round, leg, page, ok := view.ParseDebrief(c.value)
	if !ok {
		return slack.ModalViewRequest{}, practice.ErrStale
	}
	d, err := b.coach.Debriefed(ctx, round, leg, c.from.person)
	if err != nil {
		return slack.ModalViewRequest{}, err
	}
	return view.DebriefPage(d, page), nil
}

// debriefAsFile sends a debrief of one's own as a file.
func debriefAsFile(ctx context.Context, b *Bot, c click) (reply, error) {
	round, leg, _, ok := view.ParseDebrief(c.value)
	if !ok {
		return reply{}, practice.ErrStale
	}
	return b.pressed.once(c.press("file"), b.coach.Now(), func() (reply, error) {
		r, err := b.sendDebrief(ctx, c.from, round, leg)
		if err == nil && c.view != nil {
			// Nothing can be said in a view; the file is.
			r.notes[0] = note{to: c.from.person, plain: true, words: view.FileOnItsWay("")}
		}
		return r, err
	})
}

// sendDebrief sends a debrief as a file in the DM.
func (b *Bot) sendDebrief(ctx context.Context, from origin, round string, leg int) (reply, error) {
	d, err := b.coach.Debriefed(ctx, round, leg, from.person)
	if err != nil {
		return reply{}, err
	}
	link := ""
	if from.channel != "" && !from.inDM() {
		link = b.dmLink(from.person)
	}
	r := from.whisper(view.FileOnItsWay(link))
	r.file = &file{
		to: from.person, name: "debrief-" + d.Round.StartedAt.UTC().Format("2006-01-02") + ".md",
		title: "Your debrief", content: view.DebriefFile(d, b.coach.Now()),
	}
	return r, nil
}

// lastDebrief shows one's newest debrief again.
func (b *Bot) lastDebrief(ctx context.Context, from origin) (reply, error) {
	round, leg, err := b.coach.NewestDebrief(ctx, from.person)
	if err != nil {
		return reply{}, err
	}
	d, err := b.coach.Debriefed(ctx, round, leg, from.person)
	if err != nil {
		return reply{}, err
	}
	return from.whisper(view.LastDebrief(d)), nil
}

// lastDebriefAsFile sends one's newest debrief as a file.
func lastDebriefAsFile(ctx context.Context, b *Bot, from origin) (reply, error) {
	round, leg, err := b.coach.NewestDebrief(ctx, from.person)
	if err != nil {
		return reply{}, err
	}
	return b.sendDebrief(ctx, from, round, leg)
}

// debriefCommand is /interview debrief: it ends the ratings of the running round,
// or shows the newest debrief again, with "file" as a file.
func debriefCommand(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	if len(rest) > 0 && rest[0] == "file" {
		return lastDebriefAsFile(ctx, b, from)
	}
	r, err := b.coach.Running(ctx, from.person)
	if errors.Is(err, practice.ErrNoRound) || err == nil && r.Stage == practice.Break {
		return b.lastDebrief(ctx, from)
	}
	return ownRound("debrief")(ctx, b, from, rest)
}
