package practice

import (
	"errors"
	"slices"
)

// ErrNotFound is returned where a record does not exist, or is not the asker's.
var ErrNotFound = errors.New("not found")

// The refusals: the rules saying no. The words for a person are not made here.
var (
	ErrNotYours     = errors.New("that is somebody else's")
	ErrStale        = errors.New("that belongs to an earlier question")
	ErrNoRound      = errors.New("no round is running")
	ErrRunning      = errors.New("a round is running already")
	ErrPaused       = errors.New("the round is paused")
	ErrNotPaused    = errors.New("the round is not paused")
	ErrEnded        = errors.New("the round has ended")
	ErrBreak        = errors.New("the round is in a break")
	ErrNoBreak      = errors.New("there is no break now")
	ErrEmpty        = errors.New("there is no answer yet")
	ErrLive         = errors.New("a live round gives no hints")
	ErrNoQuestion   = errors.New("the question is no longer in the bank")
	ErrNoQuestions  = errors.New("the bank has no question for that")
	ErrNoSchedule   = errors.New("there is no such schedule")
	ErrWhich        = errors.New("there are several schedules")
	ErrNotAdmin     = errors.New("only an admin may do that")
	ErrRating       = errors.New("a rating is 1 to 5")
	ErrTooLong      = errors.New("the text is too long")
	ErrLongNote     = errors.New("the note is too long")
	ErrAlready      = errors.New("that is so already")
	ErrNotDelivered = errors.New("the message is not there yet")
	ErrNoDate       = errors.New("that is no day of the coming year")
	ErrNoDebrief    = errors.New("there is no debrief yet")
	ErrNoZone       = errors.New("there is no such time zone")

	ErrNoInterviewDay = errors.New("that is no day for an interview to come")
	ErrNoStory        = errors.New("that can't be kept as a story")
	ErrManyStories    = errors.New("there are too many stories")
	ErrNoTime         = errors.New("that is no time of the day")
	ErrNoNote         = errors.New("the answer draws no such note")
)

// Refusals lists every refusal, so that the words for them can be checked.
func Refusals() []error {
	return []error{
		ErrNotFound, ErrNotYours, ErrStale, ErrNoRound, ErrRunning, ErrPaused, ErrNotPaused, ErrEnded, ErrBreak, ErrNoBreak,
		ErrEmpty, ErrLive, ErrNoQuestion, ErrNoQuestions, ErrNoSchedule, ErrWhich, ErrNotAdmin, ErrRating,
		ErrTooLong, ErrAlready, ErrNotDelivered, ErrNoDate, ErrNoZone, ErrNoTime, ErrNoDebrief, ErrNoInterviewDay, ErrLongNote, ErrNoStory, ErrManyStories, ErrNoNote,
	}
}

// refusal reports whether an error is a rule saying no.
func refusal(err error) bool {
	return slices.ContainsFunc(Refusals(), func(r error) bool { return errors.Is(err, r) })
}

// ErrNotSaved is wrapped by a Store's errors where a write could not be made
// durable: the disk is full or not writable. Nothing of it was kept.
var ErrNotSaved = errors.New("not saved")
