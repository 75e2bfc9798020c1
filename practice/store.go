package practice

import (
	"context"
	"time"
)

// A Store keeps the records of one workspace. Its methods are safe for
// concurrent use.
type Store interface {
	// View runs f on a state that does not change under it. f must copy out what
	// it needs and end soon: a long view keeps the store from reusing space.
	View(ctx context.Context, f func(Tx) error) error

	// Update runs f and makes what it wrote durable before it returns. Where f
	// returns an error nothing of it is kept, and Update returns that error as
	// it is. f may run more than once, each time on a fresh state, so it must
	// have no effect outside the Tx but values that each run sets anew.
	// An Update that wrote nothing costs no commit. A write that cannot be made
	// durable returns an error that wraps ErrNotSaved.
	Update(ctx context.Context, f func(Tx) error) error
}

// A Tx is the store seen from inside View or Update. Reads return ErrNotFound
// for a missing record unless they say otherwise, writes replace a record of
// the same key, and every write fails inside View. What is returned belongs to
// the caller.
type Tx interface {
	Answers
	Posts
	Outbox
	RoundBook
	SuggestionBook
	Readings
	VoteBook
	PreparationBook
	ForgetBook
	StoryBook
	RetryBook
	AgeBook

	// Profile returns what is remembered of a person; the zero Profile for
	// somebody new.
	Profile(p Person) (Profile, error)
	PutProfile(p Profile) error
	// Profiles visits every profile until visit returns false, in no set order.
	Profiles(visit func(Profile) bool) error

	// Once reports whether key comes up for the first time, and remembers it
	// with ref, such as the id of what came of it. Later it returns the ref of
	// the first time. Keys are forgotten some days after at.
	Once(key, ref string, at time.Time) (was string, first bool, err error)

	// PutAct keeps what an admin did; Acts returns the newest n, newest first.
	PutAct(a Act) error
	Acts(n int) ([]Act, error)
}

// Answers are the answers and what finds them.
type Answers interface {
	Answer(id ID) (Answer, error)
	// PutAnswer writes the answer and keeps it to be found by its person, by
	// each of its messages and, where its Origin is InThread, as the latest of
	// its person in its place. Its place may be another one than before, in the
	// same conversation.
	PutAnswer(a Answer) error
	// DropAnswer takes the answer and its story away; its messages count as gone from then on.
	// Dropping what is not there does nothing.
	DropAnswer(id ID) error

	// LatestAnswer returns the latest attempt of a person in a post's thread.
	LatestAnswer(in Place, by Person) (Answer, error)
	// AnswersIn visits the latest answer of each person in a post's thread until
	// visit returns false, in no set order.
	AnswersIn(in Place, visit func(Answer) bool) error
	// SharedIn visits the answers given in a form whose messages stand in a post's
	// thread, in the order of their ids, until visit returns false.
	SharedIn(in Place, visit func(Answer) bool) error
	// AnswersBy visits a person's answers, newest first, beginning below before
	// (zero: at the newest), until visit returns false.
	AnswersBy(by Person, before ID, visit func(Answer) bool) error

	// Earlier returns how an answer read before its author edited it, in the order
	// of the edits; nothing, and no error, where there is none. They go with their
	// answer when DropAnswer takes it away.
	Earlier(id ID) ([]Version, error)
	// PutEarlier keeps them in the place of those before; none takes them away.
	PutEarlier(id ID, versions []Version) error

	// AnswersAfter visits everybody's answers whose id is greater than after, in
	// the order of their ids, until visit returns false.
	AnswersAfter(after ID, visit func(Answer) bool) error
	// Passed returns the last answer that was looked at for its follow-up, zero
	// for none yet.
	Passed() (ID, error)
	PutPassed(id ID) error

	// Heard returns the answer that holds a message; gone means that the message
	// was deleted or its answer dropped, and must not be taken in again. Neither: never heard
	// of it, and no error.
	Heard(channel string, at Stamp) (id ID, gone bool, err error)
	// PutGone marks a message as deleted, whether it was ever heard or not.
	PutGone(channel string, at Stamp) error
}

// Posts are the questions posted in channels, and where schedules stand.
type Posts interface {
	Post(key string) (Post, error)
	PostAt(in Place) (Post, error)
	// PutPost writes the post; once its Stamp is set PostAt finds it, in the
	// places of its Doubles too.
	PutPost(p Post) error
	// PostsOf returns the newest n posts of a schedule, newest first.
	PostsOf(schedule string, n int) ([]Post, error)
	// UnsurePosts returns the posts in a channel whose Stamp is not known yet
	// and may still become so: those that were refused are left out.
	UnsurePosts(channel string) ([]Post, error)

	// PutStray keeps a reply in a thread that may be that of an unsure post.
	PutStray(s Said) error
	// TakeStrays returns the strays of a channel in the order of their stamps and removes them.
	TakeStrays(channel string) ([]Said, error)

	// Asked returns how often each question was asked in a channel.
	Asked(channel string) (map[string]int, error)
	PutAsked(channel, question string, times int) error

	// Standing returns where a schedule stands; the zero Standing, but for its
	// name, for a new one.
	Standing(schedule string) (Standing, error)
	PutStanding(s Standing) error
	// Fate returns what became of an occurrence.
	Fate(schedule, occurrence string) (Fate, error)
	PutFate(schedule, occurrence string, f Fate) error
}

// Outbox is what is still to be said and done.
type Outbox interface {
	Posting(key string) (Posting, error)
	// PutPosting writes the posting. A new one gets the next Seq.
	PutPosting(p Posting) error
	// OpenPostings visits what is not delivered yet in the order of Seq until
	// visit returns false. One that cannot be read does not keep it from the
	// others; an UnreadableError tells of it.
	OpenPostings(visit func(Posting) bool) error

	PutDeadline(d Deadline) error
	DropDeadline(d Deadline) error
	// DueDeadlines visits the deadlines up to now, earliest first, until visit
	// returns false. One that cannot be read does not keep it from the others; it
	// is told by the error.
	DueDeadlines(now time.Time, visit func(Deadline) bool) error
}

// RoundBook is the mock rounds.
type RoundBook interface {
	Round(id string) (Round, error)
	// PutRound writes the round; while it has not ended RunningRound finds it.
	PutRound(r Round) error
	RunningRound(p Person) (Round, error)
	// RoundsBy visits a person's rounds, newest first, until visit returns false.
	RoundsBy(p Person, visit func(Round) bool) error
}

// SuggestionBook is the questions that people suggested.
type SuggestionBook interface {
	Suggestion(id ID) (Suggestion, error)
	PutSuggestion(s Suggestion) error
	// Suggestions visits everybody's suggestions, newest first, beginning below
	// before (zero: at the newest), until visit returns false.
	Suggestions(before ID, visit func(Suggestion) bool) error
}

// VoteBook counts what people think of the notes in their feedback.
type VoteBook interface {
	// Tally returns the count for a kind of note; the zero Tally, but for its
	// kind, for one without any.
	Tally(note NoteKind) (Tally, error)
	PutTally(t Tally) error
	// Tallies returns all that were put, in the order of their kinds.
	Tallies() ([]Tally, error)
}

// PreparationBook is what people prepare for.
type PreparationBook interface {
	// Preparation returns what a person prepares for; the zero Preparation, but for
	// its person, for none.
	Preparation(p Person) (Preparation, error)
	PutPreparation(p Preparation) error
	// DropPreparation takes it away. Dropping what is not there does nothing.
	DropPreparation(p Person) error
}

// StoryBook is the answers that people keep as stories.
type StoryBook interface {
	// Story returns the story that a person made of the answer of that id.
	Story(p Person, id ID) (Story, error)
	PutStory(s Story) error
	// DropStory takes the story away and leaves the answer. Dropping what is not
	// there does nothing.
	DropStory(p Person, id ID) error
	// StoriesBy visits a person's stories, that of their newest answer first, until
	// visit returns false.
	StoriesBy(p Person, visit func(Story) bool) error
}

// RetryBook is what is kept of the questions that return to people.
type RetryBook interface {
	// Retrying returns what is kept for a person; the zero Retrying, but for them,
	// for none.
	Retrying(p Person) (Retrying, error)
	PutRetrying(r Retrying) error
	// DropRetrying takes it away, with its deadline. Dropping what is not there does
	// nothing.
	DropRetrying(p Person) error
}

// A Profile is what is remembered of a person beside their answers.
type Profile struct {
	Person Person
	Choice Choice // of the last round's form
	InHand string // key of the post that asked them alone last; empty: none

	Reminders Reminders
	Snoozed   string // a local date, as 2006-01-02, before which nobody reminds them; empty: none
	Zone      string // the IANA zone that they chose; empty: that of the chat
	ChatZone  string // what the chat said last of their zone; empty: nothing

	NoFeedback bool // nobody tells them about their answers unless they ask

	Away      Absence // the days of their newest snoozes
	Interview string  // a local date, as 2006-01-02, of their interview; empty: none
	Swept     Stamp   // up to where what the bot wrote in their DM was taken away for its age; zero: never
}
