package practice

import "time"

// A PostingKind says what a posting announces; who delivers it makes the words.
type PostingKind string

// The kinds of posting. Ref is the key or id of what it announces.
const (
	PostQuestion   PostingKind = "question"       // Ref: a post
	PostAlone      PostingKind = "alone"          // Ref: a post that asks one person in their DM
	PostCount      PostingKind = "count"          // Ref: a post, whose count of answers is brought up to date
	PostFollowUp   PostingKind = "follow-up"      // Ref: an answer; only its author sees it
	PostSeen       PostingKind = "seen"           // Ref: an answer in whose replies there is what others should perhaps not read; only its author sees it
	PostAnswer     PostingKind = "answer"         // Ref: a private answer to put into the thread
	PostAnswerEdit PostingKind = "answer-edit"    // Ref: a published answer, as it reads now
	PostAnswerGone PostingKind = "answer-removed" // Ref: an answer; At is the message to take away
	PostBriefing   PostingKind = "briefing"       // Ref: a round
	PostTurn       PostingKind = "turn"           // Ref: a round; N: the turn
	PostMore       PostingKind = "more"           // Ref: a round; N: the turn of which more is to be heard
	PostAsked      PostingKind = "asked"          // Ref: a round; N: the turn whose follow-up is asked; Sub: which one, from 1
	PostClarified  PostingKind = "clarified"      // Ref: a round; N: the turn; Sub: the follow-up that is put in other words, 0 for the question
	PostReply      PostingKind = "reply"          // Ref: a round; N: the turn; At: the message with the candidate's own questions
	PostTurnTime   PostingKind = "turn-time"      // Ref: a round; N: the turn; Sub: the share of its time that has gone by, in percent
	PostLegTime    PostingKind = "leg-time"       // Ref: a round; N: the turn; Sub: the share of the round's time that has gone by, in percent
	PostClock      PostingKind = "clock"          // Ref: a round, whose briefing is brought up to date
	PostRate       PostingKind = "rate"           // Ref: a round; N: the first turn of the leg to rate
	PostBreak      PostingKind = "break"          // Ref: a round; N: the last turn before it
	PostHint       PostingKind = "hint"           // Ref: a round; N: the turn
	PostPaused     PostingKind = "paused"         // Ref: a round
	PostPointer    PostingKind = "pointer"        // Ref: a round; tells once where the thread is
	PostDebrief    PostingKind = "debrief"        // Ref: a round; N: which message of it; Sub: the leg, from 1; 0 for the whole
	PostLoopOver   PostingKind = "loop-over"      // Ref: a full loop that was ended in its first break, below the debrief of all there was
	PostBars       PostingKind = "bars"           // Ref: a round, whose debrief's figures are shown; Sub: as with PostDebrief
	PostLapsed     PostingKind = "lapsed"         // Ref: a round that was forgotten
	PostNotShared  PostingKind = "not-shared"     // Ref: a private answer that could not be put into its thread; Why: what is wrong
	PostLow        PostingKind = "running-low"    // Ref: a schedule; N: questions left; goes to one admin
	PostBroken     PostingKind = "broken"         // Ref: a schedule; Why: what is wrong; goes to one admin
	PostUnread     PostingKind = "unread"         // Ref: a schedule in whose channel nothing can be read; Why: what is wrong; goes to one admin
	PostMended     PostingKind = "mended"         // Ref: a schedule whose channel is well again; goes to one admin
	PostSuggestion PostingKind = "suggestion"     // Ref: a suggestion to decide on; goes to one admin
	PostDecision   PostingKind = "decision"       // Ref: a suggestion; tells its person what became of it

	PostBackupFailed PostingKind = "backup-failed" // Why: what is wrong; N: whether one was made since; goes to one admin
	PostReminder     PostingKind = "reminder"      // Ref: a post that its person has not answered; At: when that was due
	PostDigest       PostingKind = "digest"        // Ref: a schedule; At: the end of the week that it tells of
	PostDouble       PostingKind = "double"        // Ref: a posting; it is looked whether it stands there twice
	PostClip         PostingKind = "clip"          // At: a message with a clip in Place whose transcript is read when it is there; N: how often it was not
	PostRetry        PostingKind = "retry"         // Ref: an answer to a question that is offered again, empty: no more are offered; N: how many offers were made, this one counted

	PostUnheard   PostingKind = "unheard"     // Ref: a post that did not arrive, or not there: At, which its person said in the DM meanwhile, was not kept
	PostHowItWent PostingKind = "how-it-went" // Ref: the date of its person's interview, which is past
	PostRemoval   PostingKind = "removal"     // At: a message of the bot's that quotes somebody who is forgotten, and is taken away
	PostSweep     PostingKind = "sweep"       // At: below which all that the bot said in the DM in Place is taken away; Ref: the stamp of what stays; with To, whose DM it is: only what was said from N to Sub, in Unix time

	PostSuggestionNow PostingKind = "suggestion-now" // Ref: a suggestion; the admin's message is brought up to date
	PostHome          PostingKind = "home"           // At: when its person opened their home last; it is drawn anew
	PostProgress      PostingKind = "progress"       // shows how far its person has come; N: which figures
)

// A Policy says what to do when it is not known whether a posting arrived.
type Policy int

// The policies.
const (
	Reconcile  Policy = iota // look for its key before sending again
	Repeat                   // twice is harmless
	AtMostOnce               // rather lost than said twice
)

// Policy returns the policy of the kind.
func (k PostingKind) Policy() Policy {
	switch k {
	case PostCount, PostAnswerEdit, PostAnswerGone, PostSuggestionNow, PostDouble, PostClip, PostClock, PostHome, PostRemoval, PostSweep:
		return Repeat
	case PostFollowUp, PostSeen:
		return AtMostOnce
	}
	return Reconcile
}

// Says reports whether a posting of the kind says something, rather than looks
// at what was said or draws what its person may look at.
func (k PostingKind) Says() bool {
	return k != PostDouble && k != PostClip && k != PostHome && !k.passing()
}

// A PostingState is how far a posting has come.
type PostingState int

// The states, in their order.
const (
	Planned   PostingState = iota
	Sending                // a send was begun; after a crash it is uncertain
	Uncertain              // it may have arrived
	Delivered
	Refused // for good; Why says what the other side said
)

// A Posting is the record of one outward message that must happen once.
type Posting struct {
	Key       string // what it says, such as round/<id>/turn/3: writing it twice changes nothing
	Kind      PostingKind
	Place     Place  // where; Channel is empty for the DM of To
	To        Person // who sees it, or whose DM it goes to; empty in a channel
	Ref       string
	N         int
	Sub       int    // which of several at N
	At        Stamp  // a message or time that it is about, where Ref does not tell
	Why       string // with PostBroken, and of a refusal
	NotBefore time.Time

	Seq     uint64 // the order of writing; set by the store
	State   PostingState
	Tries   int       // sends begun
	Fails   int       // calls for it that failed for certain, for the back-off
	Looks   int       // times it was looked for and not found since the last send
	SentAt  time.Time // when the last send began
	Stamp   Stamp     // of the message, once delivered
	Channel string    // where it went, once delivered
	Since   time.Time // since when it could have been delivered; set with its first writing, zero in old records
	Unseen  bool      // it was sent again, or given up, while it was not found: the first may show yet
}

// Lane names the conversation in which the posting must keep its place.
func (p Posting) Lane() string {
	if p.Place.Channel != "" {
		return p.Place.Channel
	}
	return "@" + string(p.To)
}

// Open reports whether the posting still has to be delivered.
func (p Posting) Open() bool { return p.State < Delivered }

// A DeadlineKind says what is due.
type DeadlineKind string

// The kinds of deadline.
const (
	FollowUpDue DeadlineKind = "follow-up" // Ref: an answer whose author may be silent by now
	LapseDue    DeadlineKind = "lapse"     // Ref: a round that may be forgotten by now
	NoteDue     DeadlineKind = "note"      // Ref: a round of whose time a note may be due
	ClockDue    DeadlineKind = "clock"     // Ref: a round whose running clock is shown

	InterviewDue DeadlineKind = "interview" // Ref: the date of an interview, a slash and its person, who is asked how it went
	RetryDue     DeadlineKind = "retry"     // Ref: a person to whom a question may return
)

// A Deadline is something that is due at a time, kept as data: there are no
// timers in memory.
type Deadline struct {
	At   time.Time
	Kind DeadlineKind
	Ref  string
}
