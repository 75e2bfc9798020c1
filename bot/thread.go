package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// saidInThread is a reply in a thread, new or edited.
type saidInThread struct {
	said practice.Said
	// onlyIfKnown is set for an edit that leaves nothing of an answer, a lone emoji
	// or a word to the bot: an answer that reads so now is followed, none begun.
	onlyIfKnown bool
}

func (in saidInThread) name() string        { return "say" }
func (in saidInThread) by() practice.Person { return in.said.By }
func (in saidInThread) where() origin {
	return origin{person: in.said.By, channel: in.said.Place.Channel, thread: timestamp(in.said.Place.Thread)}
}

func (in saidInThread) act(ctx context.Context, b *Bot) (reply, error) {
	if in.onlyIfKnown {
		known, err := b.coach.Knows(ctx, in.said.Place.Channel, in.said.Stamp)
		if err != nil || !known {
			return reply{}, err
		}
	}
	_, err := b.coach.Hear(ctx, in.said)
	return reply{}, err
}

// unsaid is the deletion of a message.
type unsaid struct {
	practice.Unsaid
	person practice.Person // who had said it; empty where Slack does not tell
}

func (in unsaid) name() string        { return "unsay" }
func (in unsaid) by() practice.Person { return in.person }

func (in unsaid) act(ctx context.Context, b *Bot) (reply, error) {
	return reply{}, b.coach.Unsay(ctx, in.Unsaid)
}

// ownUnsaid is the deletion of a message of the bot's own in a channel.
type ownUnsaid struct {
	at  practice.Place
	key string // of its posting, where Slack tells
}

func (in ownUnsaid) name() string        { return "unsay own" }
func (in ownUnsaid) by() practice.Person { return "" }

func (in ownUnsaid) act(ctx context.Context, b *Bot) (reply, error) {
	return reply{}, b.coach.Deleted(ctx, in.at, in.key)
}

// parseOwnDeletion reads the deletion of a message of the bot's own, which
// matters where it is a question's.
func (b *Bot) parseOwnDeletion(e event, was *message) (intent, error) {
	in := ownUnsaid{at: practice.Place{Channel: e.Event.Channel, Thread: stamp(e.Event.DeletedTS)}}
	if in.at.Thread == 0 || e.Event.ChannelType == "im" || was.ThreadTS != "" && was.ThreadTS != e.Event.DeletedTS {
		return nil, errNothing
	}
	if was.Metadata.EventType == metadataType {
		in.key = was.Metadata.EventPayload.Key
	}
	return in, nil
}

// askInThread is a mention of the bot with one of its words, or with a few that
// are none.
type askInThread struct {
	from  origin
	word  string // empty: none that the bot knows
	typed string
	once  string // the event's id: Slack delivers some events twice
}

func (in askInThread) name() string        { return "ask " + in.word }
func (in askInThread) by() practice.Person { return in.from.person }
func (in askInThread) where() origin       { return in.from }

// A threadWord finds what is said to a word in a thread.
type threadWord = func(context.Context, *Bot, origin) (view.Message, error)

// threadWords are what a mention of the bot can ask for in a post's thread.
var threadWords = map[string]threadWord{
	"guide":        guideHere,
	"follow-up":    aboutPost(view.FollowUpsNote),
	"why":          aboutPost(view.WhyNote),
	"example":      aboutPost(view.ExampleNote),
	"feedback":     feedbackHere,
	"feedback off": feedbackHereIs(false), "feedback on": feedbackHereIs(true),
	"try again": tryAgainHere,
	"help": func(_ context.Context, b *Bot, from origin) (view.Message, error) {
		return view.Help(b.coach.Admin(from.person), nil), nil
	},
	"thanks": func(context.Context, *Bot, origin) (view.Message, error) { return view.Welcome(), nil },
}

// threadAliases are other ways in which people say the words.
var threadAliases = map[string]string{
	"guidance": "guide", "hint": "guide", "structure": "guide", "follow-ups": "follow-up", "followup": "follow-up",
	"followups": "follow-up", "follow up": "follow-up", "follow ups": "follow-up", "examples": "example",
	"again": "try again", "retry": "try again", "thank you": "thanks", "thx": "thanks",
	"give me feedback": "feedback", "can i get feedback": "feedback", "can i have feedback": "feedback", "my feedback": "feedback",
	"can i get feedback on my answer": "feedback", "can i have feedback on my answer": "feedback", "feedback on my answer": "feedback",
}

// dmAlias returns what a word stands for in the DM, where "retry" lists what is due.
func dmAlias(word string) string {
	if alias, is := threadAliases[word]; is && word != "retry" {
		return alias
	}
	return word
}

func (in askInThread) act(ctx context.Context, b *Bot) (reply, error) {
	if b.seen.again(in.once, time.Now()) {
		return reply{}, nil
	}
	do, known := threadWords[in.word]
	if !known {
		return in.from.whisper(view.UnknownInThread(in.typed)), nil
	}
	words, err := do(ctx, b, in.from)
	if err != nil {
		if refusalIn(err) == nil {
			b.seen.forget(in.once) // delivered again, it is done after all
		}
		return reply{}, err
	}
	return in.from.whisper(words), nil
}

// bareInThread is one of the bot's words alone in a thread, without a mention.
type bareInThread struct{ askInThread }

// act does it under a question, where it can hardly mean anything else; in other
// threads people talk to each other.
func (in bareInThread) act(ctx context.Context, b *Bot) (reply, error) {
	_, _, err := b.coach.PostIn(ctx, in.from.place())
	if errors.Is(err, practice.ErrNotFound) {
		return reply{}, nil
	}
	if err != nil && !errors.Is(err, practice.ErrNoQuestion) {
		return reply{}, err
	}
	return in.askInThread.act(ctx, b)
}

// bareWords are what is taken for a word to the bot though it is not mentioned.
var bareWords = []string{"guide", "guidance", "follow-up", "why", "example", "feedback", "feedback off", "feedback on", "try again"}

// longestBare is longer than any of bareWords with marks around it: most texts
// need no closer look.
const longestBare = 30

// askedOfOthers are bare words that colleagues ask of each other, too: with a
// question mark they are not said to the bot.
var askedOfOthers = []string{"why", "example"}

// bareWord returns the one of the bot's words that is all of a message, in
// whatever case and with whatever marks around it, or "".
func bareWord(text string) string {
	if len(text) > longestBare {
		return ""
	}
	word := strings.ToLower(strings.Trim(text, " \n.,!?:;…`*_~\"'“”‘’()"))
	word = strings.Join(strings.Fields(word), " ")
	if !slices.Contains(bareWords, word) || strings.Contains(text, "?") && slices.Contains(askedOfOthers, word) {
		return ""
	}
	if alias, is := threadAliases[word]; is {
		word = alias
	}
	return word
}

// aboutPost makes a word that tells about the question of the thread.
func aboutPost(words func(bank.Question) view.Message) threadWord {
	return func(ctx context.Context, b *Bot, from origin) (view.Message, error) {
		_, q, err := b.coach.PostIn(ctx, from.place())
		if errors.Is(err, practice.ErrNotFound) {
			return view.NoQuestion(), nil
		}
		if err == nil {
			err = b.mayGuide(ctx, from.person, q.ID)
		}
		if err != nil {
			return view.Message{}, err
		}
		return words(q), nil
	}
}

// feedbackHere is feedback on one's own answer in the thread.
func feedbackHere(ctx context.Context, b *Bot, from origin) (view.Message, error) {
	rv, err := b.coach.Here(ctx, from.place(), from.person)
	if errors.Is(err, practice.ErrNotFound) {
		err = practice.ErrEmpty
	}
	if err != nil {
		return view.Message{}, err
	}
	r, tries, err := b.read(ctx, rv)
	return view.FeedbackNote(rv.Question, rv.Answer, r, tries), err
}

// tryAgainHere begins another attempt in the thread.
func tryAgainHere(ctx context.Context, b *Bot, from origin) (view.Message, error) {
	err := b.coach.TryAgain(ctx, from.place(), from.person)
	if errors.Is(err, practice.ErrNotFound) {
		err = practice.ErrEmpty
	}
	return view.NewAttempt(), err
}
