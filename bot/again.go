package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"greenroom/bot/view"
	"greenroom/practice"
)

// tryAgain opens an empty form for the question of one's own answer: in other
// words than last time where it has any, and without hints.
func tryAgain(ctx context.Context, b *Bot, c click) (reply, error) {
	id, err := practice.ParseID(c.value)
	if err != nil {
		return reply{}, err
	}
	rv, wording, err := b.coach.Afresh(ctx, id, c.from.person)
	if err == nil {
		err = b.mayTell(ctx, rv.Answer) // with hints the form shows what such an answer is made of
	}
	if err != nil {
		return reply{}, err
	}
	if !rv.Known {
		return reply{}, practice.ErrNoQuestion
	}
	meta := formMeta{toAgain, c.value}
	if wording >= 0 {
		meta.ref += ":" + strconv.Itoa(wording)
	}
	v := view.AnswerForm(view.Draft{Question: rv.Question, Meta: meta.String(), Callback: view.CallRetry, Bare: true})
	return c.onTop(v), nil
}

// answer returns which answer a form is about, and which wording of its question
// is asked again, below zero for that of the answer.
func (m formMeta) answer() (id practice.ID, wording int, err error) {
	name, number, worded := strings.Cut(m.ref, ":")
	id, err = practice.ParseID(name)
	wording = -1
	if n, bad := strconv.Atoi(number); worded && bad == nil {
		wording = n
	}
	return id, wording, err
}

// wording returns how the question of an answer is put by the number of a wording.
func (b *Bot) wording(rv practice.Reviewed, n int) string {
	if q, known := b.coach.Find(rv.Answer.Question); known && n >= 0 && !rv.Answer.Probed {
		return q.Wording(n)
	}
	return rv.Question.Ask
}

// hints shows an open form with the hints that it was opened without; what was
// written so far is kept.
func hints(ctx context.Context, b *Bot, c click) (reply, error) {
	if c.view == nil {
		return reply{}, practice.ErrStale
	}
	about, err := b.formSubject(ctx, c.from.person, parseFormMeta(c.view.meta))
	if err == nil {
		err = b.mayGuide(ctx, c.from.person, about.question.ID)
	}
	if err != nil {
		return reply{}, err
	}
	v := view.AnswerForm(view.Draft{
		Question: about.question, Meta: c.view.meta, Text: view.AnswerText(c.view.values),
		Callback: c.view.callback, Shared: about.shared,
	})
	return reply{shows: &v}, nil
}

// askAgain makes a deed that asks the question of one's newest answer once more,
// in the DM. once names what was typed.
func askAgain(once string) deed {
	return func(ctx context.Context, b *Bot, from origin) (reply, error) {
		rv, err := b.coach.Latest(ctx, from.person)
		if errors.Is(err, practice.ErrNotFound) {
			return from.whisper(view.NoAnswerYet()), nil
		}
		if err != nil {
			return reply{}, err
		}
		return b.ask(ctx, from, practice.Wish{ID: rv.Question.ID, Again: true}, once)
	}
}

func againCommand(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) {
	return askAgain(from.trigger)(ctx, b, from)
}

func tryCommand(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	if strings.Join(rest, " ") != "again" {
		return from.whisper(view.Unknown(strings.Join(append([]string{"try"}, rest...), " "), "/interview try again")), nil
	}
	return againCommand(ctx, b, from, nil)
}

// idle reports whether no round of a person's is running.
func (b *Bot) idle(ctx context.Context, by practice.Person) bool {
	_, err := b.coach.Running(ctx, by)
	return errors.Is(err, practice.ErrNoRound)
}
