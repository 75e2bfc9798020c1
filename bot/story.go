package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// openStories opens the list of one's own stories.
func openStories(ctx context.Context, b *Bot, c click) (reply, error) {
	p, err := b.coach.Stories(ctx, c.from.person, 0)
	if err != nil {
		return reply{}, err
	}
	return c.onTop(view.Stories(p)), nil
}

// turnStories shows another page of one's own stories where the click was.
func turnStories(ctx context.Context, b *Bot, c click) (reply, error) {
	from, err := strconv.Atoi(c.value)
	if err != nil {
		return reply{}, practice.ErrStale
	}
	p, err := b.coach.Stories(ctx, c.from.person, from)
	if err != nil {
		return reply{}, err
	}
	if c.view == nil {
		n := note{to: c.from.person, channel: c.from.channel, hook: c.from.hook, replaces: true, words: view.StoriesNote(p)}
		return reply{notes: []note{n}}, nil
	}
	v := view.Stories(p)
	return reply{shows: &v}, nil
}

// storiesCommand opens the list.
func storiesCommand(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) {
	p, err := b.coach.Stories(ctx, from.person, 0)
	v := view.Stories(p)
	return reply{opens: &v}, err
}

// storiesNote lists one's own stories in the DM.
func storiesNote(ctx context.Context, b *Bot, from origin) (reply, error) {
	p, err := b.coach.Stories(ctx, from.person, 0)
	return from.whisper(view.StoriesNote(p)), err
}

// openStoryForm opens the form in which one's own answer is kept as a story.
func openStoryForm(ctx context.Context, b *Bot, c click) (reply, error) {
	rv, err := b.ownAnswer(ctx, c)
	if err != nil {
		return reply{}, err
	}
	v, err := b.storyForm(ctx, rv)
	if err != nil {
		return reply{}, err
	}
	if c.view != nil {
		if _, listed := view.StoriesFrom(c.view.meta); listed {
			return reply{shows: &v}, nil // the list below would show what is no more so
		}
	}
	return c.onTop(v), nil
}

// backToStories shows the page of stories that an answer was opened in; ok is
// false where it was opened elsewhere.
func (b *Bot) backToStories(ctx context.Context, c click) (r reply, ok bool, err error) {
	if c.view == nil {
		return reply{}, false, nil
	}
	from, ok := view.StoriesFrom(c.view.meta)
	if !ok {
		return reply{}, false, nil
	}
	p, err := b.coach.Stories(ctx, c.from.person, from)
	v := view.Stories(p)
	return reply{shows: &v}, true, err
}

// storyForm is the form of the story that an answer is, or else is proposed to be.
func (b *Bot) storyForm(ctx context.Context, rv practice.Reviewed) (v slack.ModalViewRequest, err error) {
	if err := b.mayTell(ctx, rv.Answer); err != nil {
		return v, err
	}
	s, err := b.coach.StoryOf(ctx, rv.Answer.ID, rv.Answer.Person)
	switch {
	case err == nil:
		return view.StoryForm(rv, s, nil), nil
	case !errors.Is(err, practice.ErrNotFound):
		return v, err
	case !practice.Tellable(rv.Question, rv.Answer, feedback.Read(rv.Question, rv.Answer.Text())):
		return v, practice.ErrNoStory
	}
	s, shown := proposedStory(rv)
	return view.StoryForm(rv, s, shown), nil
}

// proposedStory is what an answer is proposed to be kept as.
func proposedStory(rv practice.Reviewed) (practice.Story, []practice.Shown) {
	shows, shown := practice.Proposed(rv.Question, rv.Answer.Text())
	return practice.Story{
		ID: rv.Answer.ID, Person: rv.Answer.Person, Title: view.ProposedTitle(rv.Answer), Competencies: shows,
	}, shown
}

// submitStory keeps what the form holds, or says at its input what is missing.
func submitStory(ctx context.Context, b *Bot, s submission) (reply, error) {
	id, err := practice.ParseID(s.view.meta)
	if err != nil {
		return reply{}, err
	}
	rv, err := b.coach.One(ctx, id, s.from.person)
	if err == nil {
		err = b.mayTell(ctx, rv.Answer)
	}
	if err != nil {
		return reply{}, err
	}
	title, shows := view.ParseStoryForm(s.view.values)
	if block, words := view.StoryField(title, shows); block != "" {
		return fieldError(block, words), nil
	}
	kept, err := b.coach.KeepStory(ctx, id, s.from.person, title, shows)
	if err != nil {
		return reply{}, err
	}
	return replaces(view.Told(view.StoryKept(kept, rv.AsStory == ""))), nil
}

func removeStory(ctx context.Context, b *Bot, c click) (reply, error) {
	id, err := practice.ParseID(c.value)
	if err != nil {
		return reply{}, err
	}
	s, err := b.coach.ForgetStory(ctx, id, c.from.person)
	if err != nil {
		return reply{}, err
	}
	return c.told(c.from.whisper(view.StoryRemoved(s))), nil
}

// storyCommand opens the form for one's newest answer.
func storyCommand(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) {
	rv, err := b.newest(ctx, from.person)
	if err != nil {
		return reply{}, err
	}
	v, err := b.storyForm(ctx, rv)
	return reply{opens: &v}, err
}

// storyHere keeps one's newest answer as a story, as it is proposed: typed words
// open no form, so the reply has a button that does.
func storyHere(ctx context.Context, b *Bot, from origin) (reply, error) {
	rv, err := b.newest(ctx, from.person)
	if err == nil {
		err = b.mayTell(ctx, rv.Answer)
	}
	if err != nil {
		return reply{}, err
	}
	s, err := b.coach.StoryOf(ctx, rv.Answer.ID, from.person)
	if err == nil {
		return from.whisper(view.StoryAlready(s)), nil
	}
	if !errors.Is(err, practice.ErrNotFound) {
		return reply{}, err
	}
	s, _ = proposedStory(rv)
	s, err = b.coach.KeepStory(ctx, s.ID, from.person, s.Title, s.Competencies)
	return from.whisper(view.StoryKept(s, true)), err
}

// storyWords are what can be done in words with the story of a number; rest is
// what was typed after that, as it was.
var storyWords = map[string]func(ctx context.Context, b *Bot, from origin, s practice.Story, rest string, once string) (reply, error){
	"remove": func(ctx context.Context, b *Bot, from origin, s practice.Story, _, _ string) (reply, error) {
		s, err := b.coach.ForgetStory(ctx, s.ID, from.person)
		return from.whisper(view.StoryRemoved(s)), err
	},
	"rename":   renameStory,
	"practise": practiseStory, "practice": practiseStory, "tell": practiseStory,
}

func renameStory(ctx context.Context, b *Bot, from origin, s practice.Story, rest, _ string) (reply, error) {
	if to, title, ok := strings.Cut(rest, " "); ok && strings.EqualFold(to, "to") {
		rest = title
	}
	if rest == "" {
		return from.whisper(view.NoTitle()), nil
	}
	s, err := b.coach.KeepStory(ctx, s.ID, from.person, rest, s.Competencies)
	if errors.Is(err, practice.ErrTooLong) {
		return from.whisper(view.LongTitle()), nil
	}
	return from.whisper(view.StoryKept(s, false)), err
}

// practiseStory asks the question that a story serves best beside its own.
func practiseStory(ctx context.Context, b *Bot, from origin, s practice.Story, _, once string) (reply, error) {
	q, err := b.coach.ServedBy(ctx, s)
	if errors.Is(err, practice.ErrNoQuestion) {
		return from.whisper(view.NothingToServe(s)), nil
	}
	if err != nil {
		return reply{}, err
	}
	return b.ask(ctx, from, practice.Wish{ID: q.ID, Story: s.ID}, once)
}

// storyWord reads words about one story, such as "rename story 2 to Mail night".
// once names the message or command.
func storyWord(typed, once string) (do deed, ok bool) {
	words := strings.Fields(typed)
	if len(words) < 3 || !strings.EqualFold(words[1], "story") {
		return nil, false
	}
	verb, known := storyWords[strings.ToLower(words[0])]
	n, err := strconv.Atoi(strings.TrimRight(words[2], ".,:!"))
	if !known || err != nil || len(words) > 3 && !strings.EqualFold(words[0], "rename") {
		return nil, false
	}
	return func(ctx context.Context, b *Bot, from origin) (reply, error) {
		s, err := b.coach.NthStory(ctx, from.person, n)
		if errors.Is(err, practice.ErrNotFound) {
			return from.whisper(view.NoSuchStory(n)), nil
		}
		if err != nil {
			return reply{}, err
		}
		return verb(ctx, b, from, s, strings.Join(words[3:], " "), once)
	}, true
}

// withStory adds to what is said of the question of a thread which story its
// asker has for it.
func (b *Bot) withStory(ctx context.Context, from origin, words view.Message) (view.Message, error) {
	post, _, err := b.coach.PostIn(ctx, from.place())
	if errors.Is(err, practice.ErrNotFound) {
		return words, nil
	}
	if err != nil {
		return view.Message{}, err
	}
	s, err := b.coach.StoryFor(ctx, post, from.person)
	if errors.Is(err, practice.ErrNotFound) {
		return words, nil
	}
	return view.WithStory(words, s, post.Wish.Story == s.ID), err
}

// guideHere is the guidance on the question of a thread.
func guideHere(ctx context.Context, b *Bot, from origin) (view.Message, error) {
	words, err := aboutPost(view.GuidanceNote)(ctx, b, from)
	if err != nil {
		return view.Message{}, err
	}
	return b.withStory(ctx, from, words)
}
