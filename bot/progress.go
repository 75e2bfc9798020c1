package bot

import (
	"context"

	"greenroom/bot/view"
	"greenroom/practice"
)

// progressWord shows somebody how far they have come, in words where they ask
// and, once there is enough to draw, with its figures in their DM.
func progressWord(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) {
	p, err := b.progress(ctx, from.person)
	if err != nil {
		return reply{}, err
	}
	if !view.Chartable(p) {
		return from.whisper(view.Progress(p)), nil
	}
	if err := b.coach.SendProgress(ctx, from.person); err != nil {
		return reply{}, err
	}
	if from.channel == "" || from.inDM() {
		return reply{}, nil // it comes there
	}
	return from.whisper(view.ProgressSent(p, b.dmLink(from.person))), nil
}

func progressHere(ctx context.Context, b *Bot, from origin) (reply, error) {
	return progressWord(ctx, b, from, nil)
}

// progressClick does so from the Home tab.
func progressClick(ctx context.Context, b *Bot, c click) (reply, error) {
	return b.pressed.once("progress/"+string(c.from.person), b.coach.Now(), func() (reply, error) {
		return progressWord(ctx, b, c.from, nil)
	})
}

func (b *Bot) progress(ctx context.Context, p practice.Person) (practice.Progress, error) {
	return b.coach.Progress(ctx, p, b.timetables())
}

// composeProgress is how far somebody has come, as bars.
func composeProgress(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	var out outgoing
	switch p.N {
	case practice.CoverageFigures:
		progress, err := b.progress(ctx, p.To)
		if err != nil {
			return out, err
		}
		if out.words = view.Progress(progress); view.Chartable(progress) {
			bars := view.CoverageBars(progress)
			out.bars = &bars
		}
	default:
		months, err := b.coach.Months(ctx, p.To)
		if err != nil {
			return out, err
		}
		words, bars, ok := view.MonthBars(months)
		if !ok {
			return out, errNothingToSay
		}
		out.words, out.bars = words, &bars
	}
	dm, err := b.web.dm(ctx, p.To)
	out.channel = dm
	return out, err
}
