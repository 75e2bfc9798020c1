package bot

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// browseCommand opens the bank.
func browseCommand(_ context.Context, b *Bot, _ origin, _ []string) (reply, error) {
	v := b.shelf(view.Shelf{})
	return reply{opens: &v}, nil
}

// browseWord offers the bank in the DM.
func browseWord(_ context.Context, b *Bot, from origin) (reply, error) {
	return from.whisper(view.BrowseNote(b.coach.Questions().Len())), nil
}

func browse(_ context.Context, b *Bot, c click) (reply, error) {
	return c.onTop(b.shelf(view.Shelf{})), nil
}

// browseElsewhere shows another area or competency, or another page.
func browseElsewhere(_ context.Context, b *Bot, c click) (reply, error) {
	if c.view == nil {
		return reply{}, practice.ErrStale
	}
	s := view.DecodeShelf(c.view.meta)
	switch c.action {
	case view.ActBrowseArea:
		s.Area = bank.Area(chosen(c.value))
	case view.ActBrowseCompetency:
		s.Competency = bank.Competency(chosen(c.value))
	default:
		from, err := strconv.Atoi(c.value)
		if err != nil {
			return reply{}, practice.ErrStale
		}
		s.From = from
	}
	v := b.shelf(s)
	return reply{shows: &v}, nil
}

// shelf shows a part of the bank.
func (b *Bot) shelf(s view.Shelf) slack.ModalViewRequest {
	questions := b.coach.Questions().Select(bank.Only("", s.Area, s.Competency))
	areas := bank.Areas()
	slices.SortStableFunc(questions, func(x, y bank.Question) int {
		return cmp.Compare(slices.Index(areas, x.Area), slices.Index(areas, y.Area))
	})
	return view.Browse(questions, s)
}

// guide opens the guidance on any question of the bank.
func guide(ctx context.Context, b *Bot, c click) (reply, error) {
	q, ok := b.coach.Find(c.value)
	if !ok {
		return reply{}, practice.ErrNoQuestion
	}
	if err := b.mayGuide(ctx, c.from.person, q.ID); err != nil {
		return reply{}, err
	}
	return c.onTop(view.Guidance(q, false)), nil
}
