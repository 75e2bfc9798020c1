package practice

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"greenroom/practice/feedback"
)

// An Origin is how an answer came about.
type Origin string

// The origins, as the export names them.
const (
	InThread   Origin = "post"      // replies in a post's thread
	InPrivate  Origin = "private"   // given through Answer privately, the second time too
	InRound    Origin = "round"     // to a question of a mock round
	ToFollowUp Origin = "follow-up" // to a follow-up of a mock round
	AsRetry    Origin = "retry"     // given in the form of Try again
)

// enoughWords is how long an answer must be to be one; below that it is a comment.
const enoughWords = 15

// A Message is one message of an answer.
type Message struct {
	Stamp  Stamp // zero for a text given in a form
	Text   string
	Edited Stamp // of its latest edit; zero: never edited
	Aside  bool  // it begins by mentioning a colleague
}

// An Answer is all that one person said to one question in one place, until
// Try again begins another attempt.
type Answer struct {
	ID        ID
	Person    Person
	Origin    Origin
	Question  string // id in the bank; the bank may have lost it since
	Ask       string // as it was asked; empty where the post in Place says so
	Probed    bool   // Ask is a follow-up to Question, which this does not answer
	Place     Place
	Attempt   int // from 1: among what its person said in its place, or, given in a form, among their answers to its question
	Messages  []Message
	Comment   bool // too short or only to a colleague: kept, never coached or counted
	CreatedAt time.Time
	EditedAt  time.Time // zero: never
	Late      bool      // said after the post had closed
	Rating    int       // own, 1 to 5; zero: none
	FollowUp  string    // the one private follow-up that was asked; empty: none yet
	Followed  bool      // the time for the private follow-up has come and gone
	Round     string    // the round that it belongs to, if any
	Published Stamp     // where a private answer stands in its thread; zero: nowhere
	Sharing   bool      // its author wants it in the thread
	Alone     bool      // said where its author was asked alone: nobody else reads it
	Below     bool      // of those, its latest words stand below the thread of what was asked
	Votes     []Vote    // what its author thinks of the notes to it, one for each kind of note
	Starred   bool      // its author wants it at hand
	SelfNote  string    // what its author wrote to themselves about it; empty: nothing
}

// A Said is one message as it was said, or as it reads after an edit.
type Said struct {
	Place  Place
	Stamp  Stamp
	Edited Stamp // zero: as first said
	By     Person
	Text   string
	Aside  bool // it begins by mentioning a colleague
	Clip   bool // a clip is with it whose transcript is still to come
	Spoken bool // Text holds the whole transcript of its clip
}

// Text returns the whole answer, one message a line.
func (a Answer) Text() string {
	if len(a.Messages) == 1 {
		return a.Messages[0].Text
	}
	lines := make([]string, len(a.Messages))
	for i, m := range a.Messages {
		lines[i] = m.Text
	}
	return strings.Join(lines, "\n")
}

// inForm reports whether the answer was given in a form rather than in messages.
func (a Answer) inForm() bool { return a.Origin == InPrivate || a.Origin == AsRetry }

// Last returns when the answer was last added to or edited.
func (a Answer) Last() time.Time {
	last := a.CreatedAt
	for _, m := range a.Messages {
		if t := max(m.Stamp, m.Edited).Time(); t.After(last) {
			last = t
		}
	}
	if a.EditedAt.After(last) {
		last = a.EditedAt
	}
	return last
}

// Hear returns the answer with that message in it. A message that is there
// already is replaced only by a later edit, so the order of arrival does not
// matter; changed is false where nothing was new.
func (a Answer) Hear(s Said) (heard Answer, changed bool) {
	m := Message{Stamp: s.Stamp, Text: s.Text, Edited: s.Edited, Aside: s.Aside}
	i, known := slices.BinarySearchFunc(a.Messages, s.Stamp, func(m Message, at Stamp) int { return cmp.Compare(m.Stamp, at) })
	if known {
		// A transcript comes without an edit.
		spoken := s.Spoken && s.Edited == a.Messages[i].Edited && s.Text != a.Messages[i].Text
		if s.Edited <= a.Messages[i].Edited && !spoken {
			return a, false
		}
	}
	a.Messages = slices.Clone(a.Messages)
	if known {
		a.Messages[i] = m
	} else {
		a.Messages = slices.Insert(a.Messages, i, m)
	}
	if s.Edited != 0 {
		a.EditedAt = maxTime(a.EditedAt, s.Edited.Time())
	}
	return a.settled(), true
}

// Unsay returns the answer without that message.
func (a Answer) Unsay(at Stamp) Answer {
	a.Messages = slices.DeleteFunc(slices.Clone(a.Messages), func(m Message) bool { return m.Stamp == at })
	return a.settled()
}

// Rewrite returns the answer with its text, which was given in a form, replaced.
func (a Answer) Rewrite(text string, now time.Time) Answer {
	a.Messages = []Message{{Text: text}}
	a.EditedAt = now
	return a.settled()
}

// settled decides anew whether the answer is a comment, and since when it is
// there: by its first message, in whatever order they arrived.
func (a Answer) settled() Answer {
	if len(a.Messages) > 0 && a.Messages[0].Stamp != 0 {
		a.CreatedAt = a.Messages[0].Stamp.Time()
	}
	// A word to a colleague does not make an answer, however long it is.
	meant := a
	meant.Messages = slices.DeleteFunc(slices.Clone(a.Messages), func(m Message) bool { return m.Aside })
	a.Comment = !feedback.HasWords(meant.Text(), enoughWords)
	return a
}

func maxTime(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func minTime(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
