package bot

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/practice"
)

// openReview opens the list of one's own answers, narrowed as the button says.
func openReview(ctx context.Context, b *Bot, c click) (reply, error) {
	f, trail := view.DecodeFilter(c.value)
	v, err := b.reviewList(ctx, c.from.person, f, trail)
	if err != nil {
		return reply{}, err
	}
	return c.onTop(v), nil
}

func (b *Bot) reviewList(ctx context.Context, by practice.Person, f practice.Filter, trail view.Trail) (v slack.ModalViewRequest, err error) {
	page, err := b.coach.Mine(ctx, by, f, trail.Before())
	if err != nil {
		return v, err
	}
	return view.ReviewList(page, f, trail, b.coach.Now()), nil
}

// reviewNote makes a word that lists one's newest answers in the DM.
func reviewNote(f practice.Filter) deed {
	return func(ctx context.Context, b *Bot, from origin) (reply, error) {
		page, err := b.coach.Mine(ctx, from.person, f, 0)
		if err != nil {
			return reply{}, err
		}
		return from.whisper(view.ReviewNote(page, f, b.coach.Now())), nil
	}
}

// filterReview shows the list with a filter changed, from its newest answer on.
func filterReview(ctx context.Context, b *Bot, c click) (reply, error) {
	f, _ := c.filter()
	switch c.action {
	case view.ActReviewStarred:
		f.Starred = c.value == view.FilterOn
	case view.ActReviewNeeds:
		f.NeedsWork = c.value == view.FilterOn
	case view.ActReviewAll:
		f = practice.Filter{}
	}
	return b.showReview(ctx, c, f, nil)
}

// chooseFilter puts the form with all filters in the place of the list.
func chooseFilter(_ context.Context, _ *Bot, c click) (reply, error) {
	if c.view == nil {
		return reply{}, practice.ErrStale
	}
	f, _ := c.filter()
	v := view.ReviewFilter(f, c.view.meta)
	return reply{shows: &v}, nil
}

// submitFilter shows what the form asks for.
func submitFilter(ctx context.Context, b *Bot, s submission) (reply, error) {
	f := view.ParseReviewFilter(s.view.values)
	page, err := b.coach.Mine(ctx, s.from.person, f, 0)
	if err != nil {
		return reply{}, err
	}
	return replaces(view.ReviewFound(page, f, b.coach.Now())), nil
}

// chosen turns the option that lets everything through into no choice.
func chosen(value string) string {
	if value == view.AnyOption {
		return ""
	}
	return value
}

func olderReview(ctx context.Context, b *Bot, c click) (reply, error) {
	f, trail := c.filter()
	before, err := practice.ParseID(c.value)
	if err != nil {
		return reply{}, err
	}
	return b.showReview(ctx, c, f, trail.On(before))
}

func newerReview(ctx context.Context, b *Bot, c click) (reply, error) {
	f, trail := c.filter()
	return b.showReview(ctx, c, f, trail.Back())
}

func newestReview(ctx context.Context, b *Bot, c click) (reply, error) {
	f, _ := c.filter()
	return b.showReview(ctx, c, f, nil)
}

func backToReview(ctx context.Context, b *Bot, c click) (reply, error) {
	if r, ok, err := b.backToStories(ctx, c); ok {
		return r, err
	}
	f, trail := c.filter()
	return b.showReview(ctx, c, f, trail)
}

func (b *Bot) showReview(ctx context.Context, c click, f practice.Filter, trail view.Trail) (reply, error) {
	v, err := b.reviewList(ctx, c.from.person, f, trail)
	return reply{shows: &v}, err
}

// filter returns what the list shows that the click is in.
func (in click) filter() (practice.Filter, view.Trail) {
	if in.view == nil {
		return practice.Filter{}, nil
	}
	return view.DecodeFilter(in.view.meta)
}

// openAnswer shows one of one's own answers, in the place of the list.
func openAnswer(ctx context.Context, b *Bot, c click) (reply, error) {
	rv, err := b.ownAnswer(ctx, c)
	if err != nil {
		return reply{}, err
	}
	return b.openOne(ctx, c, rv)
}

// openOne shows an answer of the clicker's in the place of what the click was in.
func (b *Bot) openOne(ctx context.Context, c click, rv practice.Reviewed) (reply, error) {
	v, err := b.answerPage(ctx, rv)
	if err != nil {
		return reply{}, err
	}
	if c.view != nil && !c.view.home {
		v.PrivateMetadata = c.view.meta
		return reply{shows: &v}, nil
	}
	return reply{opens: &v}, nil
}

// answerPage is the page of one answer, for its author.
func (b *Bot) answerPage(ctx context.Context, rv practice.Reviewed) (v slack.ModalViewRequest, err error) {
	if err := b.mayTell(ctx, rv.Answer); err != nil {
		return v, err
	}
	r, tries, err := b.read(ctx, rv)
	if err != nil {
		return v, err
	}
	earlier, err := b.coach.Earlier(ctx, rv.Answer.ID, rv.Answer.Person)
	return view.ReviewOne(rv, r, tries, b.answerLink(rv.Answer), len(earlier)), err
}

// inReview makes a button of the review: a refusal stands where the button was,
// with a way back to the list.
func inReview(do clickDeed) clickDeed {
	return func(ctx context.Context, b *Bot, c click) (reply, error) {
		r, err := do(ctx, b, c)
		refusal := refusalIn(err)
		if refusal == nil || c.view == nil || c.view.home {
			return r, err
		}
		v := view.ReviewGone(view.Refusal(refusal, c.from.person), c.view.meta)
		return reply{shows: &v}, nil
	}
}

// answerLink returns the address of an answer in its thread, if it stands in one.
func (b *Bot) answerLink(a practice.Answer) string {
	switch {
	case a.Published != 0:
		return b.Link(a.Place, a.Published)
	case len(a.Messages) > 0 && a.Messages[0].Stamp != 0:
		return b.Link(a.Place, a.Messages[0].Stamp)
	}
	return ""
}

func deleteAnswer(ctx context.Context, b *Bot, c click) (reply, error) {
	id, err := practice.ParseID(c.value)
	if err != nil {
		return reply{}, err
	}
	if err := b.coach.Delete(ctx, id, c.from.person); err != nil {
		return reply{}, err
	}
	if c.view == nil {
		return c.from.whisper(view.Deleted()), nil
	}
	return backToReview(ctx, b, c)
}

// showFeedback opens the feedback on one's own answer.
func showFeedback(ctx context.Context, b *Bot, c click) (reply, error) {
	rv, err := b.ownAnswer(ctx, c)
	if err != nil {
		return reply{}, err
	}
	v, err := b.feedback(ctx, rv)
	if err != nil {
		return reply{}, err
	}
	return c.onTop(v), nil
}

// feedback is the view of what an answer has, if that may be told now.
func (b *Bot) feedback(ctx context.Context, rv practice.Reviewed) (v slack.ModalViewRequest, err error) {
	if err := b.mayTell(ctx, rv.Answer); err != nil {
		return v, err
	}
	r, tries, err := b.read(ctx, rv)
	return view.Feedback(rv.Question, rv.Answer, r, tries), err
}

// feedbackOnMessage is the message shortcut: feedback on one's own answer.
type feedbackOnMessage struct {
	from origin
	at   practice.Stamp
	mine bool // the message is the asker's own
}

func (in feedbackOnMessage) name() string        { return "feedback on message" }
func (in feedbackOnMessage) by() practice.Person { return in.from.person }
func (in feedbackOnMessage) where() origin       { return in.from }

func (in feedbackOnMessage) act(ctx context.Context, b *Bot) (reply, error) {
	rv, err := b.coach.Holding(ctx, in.from.channel, in.at, in.from.person)
	if errors.Is(err, practice.ErrNotFound) {
		return in.from.whisper(view.NotAnAnswer(in.mine)), nil
	}
	if err != nil {
		return reply{}, err
	}
	v, err := b.feedback(ctx, rv)
	return reply{opens: &v}, err
}
