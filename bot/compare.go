package bot

import (
	"context"
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// compare shows any two of one's own tries at a question.
func compare(ctx context.Context, b *Bot, c click) (reply, error) {
	first, second, ok := view.ParsePair(c.value)
	if !ok {
		return reply{}, practice.ErrStale
	}
	v, err := b.compared(ctx, c.from.person, first, second)
	if err != nil {
		return reply{}, err
	}
	return c.over(v), nil
}

// compareOther shows another try in the place of one of the two.
func compareOther(ctx context.Context, b *Bot, c click) (reply, error) {
	if c.view == nil {
		return reply{}, practice.ErrStale
	}
	first, second, ok := view.ParsePair(c.view.meta)
	id, err := practice.ParseID(c.value)
	if !ok || err != nil {
		return reply{}, practice.ErrStale
	}
	if c.action == view.ActCompareFirst {
		first = id
	} else {
		second = id
	}
	v, err := b.compared(ctx, c.from.person, first, second)
	return reply{shows: &v}, err
}

// compared shows two of a person's own tries at one question.
func (b *Bot) compared(ctx context.Context, by practice.Person, first, second practice.ID) (v slack.ModalViewRequest, err error) {
	rv, err := b.coach.One(ctx, first, by)
	if err != nil {
		return v, err
	}
	if _, err := b.coach.One(ctx, second, by); err != nil {
		return v, err
	}
	all, err := b.coach.Attempts(ctx, rv.Answer)
	if err != nil {
		return v, err
	}
	tries, err := b.mayBeTold(ctx, all)
	if err != nil {
		return v, err
	}
	at := func(id practice.ID) int {
		return slices.IndexFunc(tries, func(t view.Try) bool { return t.Answer.ID == id })
	}
	i, j := at(first), at(second)
	if i < 0 || j < 0 {
		return v, practice.ErrStale
	}
	for _, k := range []int{i, j} {
		tries[k].Report = feedback.Read(rv.Question, tries[k].Answer.Text())
	}
	return view.Compare(rv.Question, tries, i, j), nil
}

// mayBeTold returns those of a person's tries that may be told about now.
func (b *Bot) mayBeTold(ctx context.Context, all []practice.Answer) ([]view.Try, error) {
	if len(all) == 0 {
		return nil, nil
	}
	told, err := b.telling(ctx, all[0].Person)
	if err != nil {
		return nil, err
	}
	var tries []view.Try
	for _, a := range all {
		if told(a) {
			tries = append(tries, view.Try{Answer: a})
		}
	}
	return tries, nil
}

// compareWord sets two tries at the question that one tried again last against
// each other, counted from 1; with no numbers the first and the latest.
func compareWord(first, second int) deed {
	return func(ctx context.Context, b *Bot, from origin) (reply, error) {
		all, err := b.coach.LatestTried(ctx, from.person)
		if err != nil {
			return reply{}, err
		}
		tries, err := b.mayBeTold(ctx, all)
		if err != nil {
			return reply{}, err
		}
		n := len(tries)
		if n < 2 {
			return from.whisper(view.NotTriedAgain()), nil
		}
		if first == 0 {
			first, second = 1, n
		}
		if first < 1 || second < 1 || first > n || second > n || first == second {
			return from.whisper(view.NoSuchTry(n)), nil
		}
		rv, err := b.coach.One(ctx, tries[second-1].Answer.ID, from.person)
		if err != nil {
			return reply{}, err
		}
		for _, k := range []int{first - 1, second - 1} {
			tries[k].Report = feedback.Read(rv.Question, tries[k].Answer.Text())
		}
		return from.whisper(view.CompareNote(rv.Question, tries, first-1, second-1)), nil
	}
}

// pairOf reads the numbers after "compare": none, or two.
func pairOf(words []string) (first, second int, ok bool) {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "and" || w == "with" || w == "try" || w == "tries" })
	if len(words) == 0 {
		return 0, 0, true
	}
	if len(words) != 2 {
		return 0, 0, false
	}
	first, err := strconv.Atoi(words[0])
	second, bad := strconv.Atoi(words[1])
	return first, second, err == nil && bad == nil && first > 0 && second > 0
}

func compareCommand(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	first, second, ok := pairOf(rest)
	if !ok {
		first, second = -1, -1 // it says which there are
	}
	return compareWord(first, second)(ctx, b, from)
}
