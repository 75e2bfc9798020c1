package bot

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// A formMeta is what a form for an answer carries: what it is about. It proves
// nothing; whose answer it is, the envelope says.
type formMeta struct{ kind, ref string }

// The kinds of form.
const (
	toPost  = "post"  // an answer to a post; ref is its key
	toAgain = "again" // another attempt; ref is the answer that is tried again, and after a colon the number of the wording
	toEdit  = "edit"  // a new text of an answer; ref is its id
)

func (m formMeta) String() string { return m.kind + ":" + m.ref }

func parseFormMeta(s string) formMeta {
	kind, ref, _ := strings.Cut(s, ":")
	return formMeta{kind, ref}
}

// answerPrivately opens the form for a private answer to a post.
func answerPrivately(ctx context.Context, b *Bot, c click) (reply, error) {
	post, q, err := b.posted(ctx, c.from.person, c.value)
	if err != nil && !errors.Is(err, practice.ErrNoQuestion) {
		return reply{}, err
	}
	if at := stamp(c.from.message); post.Stamp == 0 && at != 0 {
		// The click shows that the post arrived, and where.
		if err := b.coach.Arrived(ctx, post.Key, c.from.channel, at); err != nil {
			return reply{}, err
		}
	}
	v := view.AnswerForm(view.Draft{Question: q, Meta: formMeta{toPost, c.value}.String(), Callback: view.CallAnswer, Bare: post.Wish.Again})
	return reply{opens: &v}, nil
}

// byParts turns an open form into one box for each part, or back; what was
// written so far is kept.
func byParts(ctx context.Context, b *Bot, c click) (reply, error) {
	if c.view == nil {
		return reply{}, practice.ErrStale
	}
	about, err := b.formSubject(ctx, c.from.person, parseFormMeta(c.view.meta))
	if err != nil {
		return reply{}, err
	}
	_, one := c.view.values["answer"]
	v := view.AnswerForm(view.Draft{
		Question: about.question, Meta: c.view.meta, Text: view.AnswerText(c.view.values), ByParts: one,
		Callback: c.view.callback, Shared: about.shared,
	})
	return reply{shows: &v}, nil
}

// edit opens the form with the text of one's own private answer.
func edit(ctx context.Context, b *Bot, c click) (reply, error) {
	v, err := b.rewriting(ctx, c)
	if err != nil {
		return reply{}, err
	}
	return c.onTop(v), nil
}

// editFirst is edit in the place of what was asked before sharing: once the answer
// is shared, that must not come to light again.
func editFirst(ctx context.Context, b *Bot, c click) (reply, error) {
	v, err := b.rewriting(ctx, c)
	if err != nil {
		return reply{}, err
	}
	return reply{shows: &v}, nil
}

// rewriting returns the form with the text of one's own private answer.
func (b *Bot) rewriting(ctx context.Context, c click) (slack.ModalViewRequest, error) {
	rv, err := b.ownAnswer(ctx, c)
	if err != nil {
		return slack.ModalViewRequest{}, err
	}
	return view.AnswerForm(view.Draft{
		Question: rv.Question, Meta: formMeta{toEdit, c.value}.String(), Text: rv.Answer.Text(), Callback: view.CallEdit, Shared: rv.Answer.Sharing,
	}), nil
}

// publish puts a private answer into its thread, unless there is something in it
// to ask its author about first.
func publish(ctx context.Context, b *Bot, c click) (reply, error) {
	rv, err := b.ownAnswer(ctx, c)
	if err != nil {
		return reply{}, err
	}
	found := feedback.Confidential(rv.Answer.Text())
	if len(found) == 0 || rv.Answer.Sharing {
		return share(ctx, b, c)
	}
	v := view.BeforeSharing(rv.Answer, found)
	if c.view != nil && !c.view.home {
		return reply{shows: &v}, nil
	}
	return reply{opens: &v}, nil
}

// share puts a private answer into its thread as it is.
func share(ctx context.Context, b *Bot, c click) (reply, error) {
	return b.onAnswer(ctx, c, b.coach.Publish, view.Publishing())
}

func unpublish(ctx context.Context, b *Bot, c click) (reply, error) {
	return b.onAnswer(ctx, c, b.coach.Unpublish, view.Unpublished())
}

// onAnswer applies a verb to an answer of the clicker's and says what came of it.
func (b *Bot) onAnswer(ctx context.Context, c click, verb func(context.Context, practice.ID, practice.Person) (practice.Answer, error), words view.Message) (reply, error) {
	id, err := practice.ParseID(c.value)
	if err != nil {
		return reply{}, err
	}
	if _, err := verb(ctx, id, c.from.person); err != nil {
		return reply{}, err
	}
	return c.told(c.from.whisper(words)), nil
}

// ownAnswer returns the answer that a button names, if it is the clicker's own.
func (b *Bot) ownAnswer(ctx context.Context, c click) (practice.Reviewed, error) {
	id, err := practice.ParseID(c.value)
	if err != nil {
		return practice.Reviewed{}, err
	}
	return b.coach.One(ctx, id, c.from.person)
}

// A subject is what a form for an answer is about.
type subject struct {
	question bank.Question
	place    practice.Place // of the post; zero where the answer has no thread
	shared   bool           // what is edited stands in the thread
	text     string         // of the answer that the form names; empty for a post
}

// formSubject returns what a form of a person's is about.
func (b *Bot) formSubject(ctx context.Context, by practice.Person, m formMeta) (subject, error) {
	if m.kind == toPost {
		post, q, err := b.posted(ctx, by, m.ref)
		if errors.Is(err, practice.ErrNoQuestion) {
			err = nil // what was asked can still be answered
		}
		s := subject{question: q, place: post.Place()}
		if post.To != "" {
			s.place = practice.Place{} // there is nobody to post it for
		}
		return s, err
	}
	id, wording, err := m.answer()
	if err != nil {
		return subject{}, err
	}
	rv, err := b.coach.One(ctx, id, by)
	if err != nil {
		return subject{}, err
	}
	if m.kind == toAgain {
		rv.Question.Ask = b.wording(rv, wording)
	}
	s := subject{question: rv.Question, place: rv.Answer.Place, shared: m.kind == toEdit && rv.Answer.Sharing, text: rv.Answer.Text()}
	if rv.Answer.Round != "" || rv.Answer.Alone {
		// What was said to the bot alone stays there: a retry of it has no thread of its own.
		s.place = practice.Place{}
	}
	return s, nil
}

// submitAnswer keeps what a form for an answer holds and shows the feedback.
func submitAnswer(ctx context.Context, b *Bot, s submission) (reply, error) {
	m := parseFormMeta(s.view.meta)
	about, err := b.formSubject(ctx, s.from.person, m)
	if err != nil {
		return reply{}, err
	}
	q, place := about.question, about.place
	text := strings.TrimSpace(view.AnswerText(s.view.values))
	if text == "" {
		return fieldError(s.input(), "Write your answer first."), nil
	}
	if found := disclosedAnew(about.text, text); about.shared && len(found) > 0 && !view.Anyway(s.view.values) {
		block, words := view.BeforeChanging(found[0], s.view.values)
		return fieldError(cmp.Or(block, s.input()), words), nil
	}
	var id practice.ID
	if m.kind != toPost {
		if id, _, err = m.answer(); err != nil {
			return reply{}, err
		}
	}
	var a practice.Answer
	switch m.kind {
	case toEdit:
		a, err = b.coach.Rewrite(ctx, id, s.from.person, text)
	case toAgain:
		a, err = b.coach.Retry(ctx, id, s.from.person, q.Ask, text, s.view.once())
	default:
		a, err = b.coach.AnswerPrivately(ctx, place, q.ID, q.Ask, s.from.person, text, s.view.once())
	}
	if err != nil {
		return reply{}, err
	}
	v, err := b.answerKept(ctx, practice.Reviewed{Answer: a, Question: q, Known: true}, place.Thread != 0 && !a.Sharing)
	if err != nil {
		return reply{}, err
	}
	v.ClearOnClose = m.kind == toEdit // what lies below shows the text from before
	return replaces(v), nil
}

// disclosedAnew returns the confidential matter of a text that was not in it
// before: what was shared with open eyes is not asked about again.
func disclosedAnew(before, after string) []feedback.Disclosure {
	known := feedback.Confidential(before)
	return slices.DeleteFunc(feedback.Confidential(after), func(d feedback.Disclosure) bool { return slices.Contains(known, d) })
}

// answerKept says that an answer is kept and shows, unless its author wants none
// unasked, its feedback.
func (b *Bot) answerKept(ctx context.Context, rv practice.Reviewed, canPublish bool) (slack.ModalViewRequest, error) {
	profile, err := b.coach.Profile(ctx, rv.Answer.Person)
	if err != nil {
		return slack.ModalViewRequest{}, err
	}
	if profile.NoFeedback {
		return view.AnswerKeptQuietly(rv.Answer, canPublish), nil
	}
	r, tries, err := b.read(ctx, rv)
	if err != nil {
		return slack.ModalViewRequest{}, err
	}
	return view.AnswerKept(rv.Question, rv.Answer, r, tries, canPublish), nil
}
