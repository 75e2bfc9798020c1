package view

import (
	"slices"
	"strconv"
	"strings"

	"greenroom/bank"
	"greenroom/practice"
)

// Actions on a posted question; the value is the post's key.
const (
	ActGuidance  = "daily.guidance"
	ActFollowUps = "daily.followups"
	ActAnswer    = "daily.answer"
)

// ActExample unfolds the example in the guidance; the value is the question's id.
const ActExample = "guidance.example"

// Actions on an answer; the value is the answer's id, for ActByParts what the
// form is about.
const (
	ActFeedback  = "answer.feedback"
	ActPublish   = "answer.publish"
	ActShare     = "answer.publish_anyway" // after the warning
	ActUnpublish = "answer.remove"
	ActEdit      = "answer.edit"
	ActEditFirst = "answer.edit_first" // before it is shared
	ActByParts   = "answer.byparts"
)

// Actions on a note in feedback; the value is a [NoteValue].
const (
	ActHelpful = "note.helpful"
	ActOff     = "note.off"
)

// Actions in a mock round; the value is a [PressValue] unless said otherwise.
const (
	ActRoundDone    = "round.done"
	ActRoundHint    = "round.hint"
	ActRoundSkip    = "round.skip"
	ActRoundPause   = "round.pause"
	ActRoundResume  = "round.resume"
	ActRoundNext    = "round.next" // ends a break
	ActRoundEnd     = "round.end"
	ActRoundRate    = "round.rate" // a select; "/" and the rating follow the value
	ActRoundDebrief = "round.debrief"
	ActRoundNew     = "round.new"  // ends the running round and opens the form; the value is a [ChoiceValue]
	ActRoundForm    = "round.form" // opens the form; the value is a [ChoiceValue]
	ActRoundGo      = "round.go"   // a link to the round's thread
)

// Actions in the review of one's own answers. Those on an answer have its id as
// value, ActReviewOlder that of the answer below which the page begins, ActReview
// what [EncodeFilter] wrote, or nothing.
const (
	ActReview        = "review.list"
	ActReviewFilter  = "review.filter"  // opens the form
	ActReviewStarred = "review.starred" // [FilterOn] or [FilterOff]
	ActReviewNeeds   = "review.needs"   // [FilterOn] or [FilterOff]
	ActReviewAll     = "review.all"
	ActReviewOlder   = "review.older"
	ActReviewNewest  = "review.newest"
	ActReviewNewer   = "review.newer"
	ActReviewOpen    = "review.open"
	ActReviewBack    = "review.back"
	ActTryAgain      = "review.again"
	ActHints         = "review.hints" // in the form of Try again; the value is what the form is about
	ActDelete        = "review.delete"
	ActStar          = "review.star"
	ActUnstar        = "review.unstar"
	ActSelfNote      = "review.note"
	ActRate          = "review.rate" // a select; the values are [RatingValue]s
	ActEarlier       = "review.earlier"
	ActForgetEarlier = "review.forget_earlier"
)

// Actions on tries at a question. The value of ActCompare is a [PairValue]; the
// others are selects of answers, and the view carries the pair.
const (
	ActCompare       = "compare.open"
	ActCompareFirst  = "compare.first"
	ActCompareSecond = "compare.second"
)

// Actions on debriefs; the value is a [DebriefValue].
const (
	ActDebrief      = "debrief.open"
	ActDebriefOther = "debrief.other" // a select of earlier ones
	ActDebriefOn    = "debrief.next"
	ActDebriefBack  = "debrief.previous"
	ActDebriefFile  = "debrief.file"
)

// Actions that ask a question or look through the bank. The value is a
// [WishValue] where a question is asked.
const (
	ActAsk              = "ask.question"
	ActAskThis          = "ask.this"
	ActBrowse           = "browse.open"
	ActBrowseArea       = "browse.area"
	ActBrowseCompetency = "browse.competency"
	ActBrowseOn         = "browse.next"     // the value is where the page begins
	ActBrowseBack       = "browse.previous" // the value is where the page begins
	ActGuide            = "browse.guidance" // the value is the question's id
)

// Actions on suggested questions. Those that decide have the suggestion's id as
// value, ActSuggest what was typed of the question, ActSuggestOlder the id of the one below which the page begins.
const (
	ActSuggest         = "suggest.form"
	ActSuggestApprove  = "suggest.approve"
	ActSuggestEdit     = "suggest.edit"
	ActSuggestDecline  = "suggest.decline"
	ActSuggestWithdraw = "suggest.withdraw"
	ActSuggestList     = "suggest.list"
	ActSuggestOlder    = "suggest.older"
)

// Actions on stories. Those on one have its answer's id as value, ActStoriesOn
// and ActStoriesBack the number of a story on the page, those that ask a question
// a [WishValue].
const (
	ActStories     = "story.list"
	ActStoriesOn   = "story.next"
	ActStoriesBack = "story.previous"
	ActStoryForm   = "story.form"
	ActStoryRemove = "story.remove"
	ActStoryTell   = "story.tell"
	ActStoryGap    = "story.ask" // a select of competencies
)

// Actions on one's own settings. ActSnooze is a date picker, ActZone a select;
// the value of ActReminders is [practice.RemindersOn] or off.
const (
	ActReminders = "settings.reminders"
	ActSnooze    = "settings.snooze"
	ActWake      = "settings.wake" // ends a snooze
	ActZone      = "settings.zone"
	ActThread    = "reminder.go"       // a link to the question's thread
	ActUnasked   = "settings.feedback" // [FeedbackOn] or [FeedbackOff]
	ActRetries   = "settings.retry"    // [RetriesOn] or [RetriesOff]
	ActRetryAt   = "settings.retry_at" // a select; the value is a time, as 15:04
)

// The values of ActUnasked.
const (
	FeedbackOn  = "on"
	FeedbackOff = "off"
)

// Actions on what one prepares for. The value of those that end a plan is the
// interview's date; that of ActStep the day of the step.
const (
	ActPrepare   = "prepare.form"
	ActCorrect   = "prepare.correct"
	ActCountdown = "prepare.plan"
	ActStep      = "prepare.step"
	ActWentWell  = "prepare.went_well"
	ActWentMixed = "prepare.went_mixed"
	ActWentBadly = "prepare.went_badly"
	ActMoved     = "prepare.moved"
)

// The values of ActRetries.
const (
	RetriesOn  = "on"
	RetriesOff = "off"
)

// Actions on questions that return; the value is the id of the latest answer to
// the question unless said otherwise.
const (
	ActRetryTry   = "retry.try" // in an offer, as are the next two
	ActRetryLater = "retry.later"
	ActRetryRest  = "retry.rest"
	ActRetryBack  = "retry.back"  // takes ActRetryRest back
	ActRetryAgain = "retry.again" // in a list
	ActRetryDrop  = "retry.drop"  // in a list, as ActRetryRest
	ActRetryWake  = "retry.wake"  // all that rests comes back; no value
)

// Other actions. The value of ActExport is the format.
const (
	ActExport = "export.send"
	ActOpenDM = "export.go" // a link to the DM
	ActHelp   = "help.show"

	ActProgress = "progress.show"
	ActPrivacy  = "help.privacy"

	ActForget   = "forget.ask" // says what goes and what stays
	ActForgetMe = "forget.me"  // the value is when that was said, see [ParseForget]
)

// The forms that can be sent, and the shortcut on a message.
const (
	CallAnswer          = "answer.submit"
	CallEdit            = "answer.rewrite"
	CallRetry           = "answer.retry"
	CallRound           = "round.submit"
	CallSuggest         = "suggest.submit"
	CallSuggestEdit     = "suggest.approve_as"
	CallSuggestDecline  = "suggest.decline_with"
	CallPrepare         = "prepare.submit"
	CallCorrect         = "prepare.corrected"
	CallReviewFilter    = "review.narrow"
	CallSelfNote        = "review.keep_note"
	CallStory           = "story.submit"
	CallMessageFeedback = "feedback_on_answer"
)

// Actions lists every action that a button or select can send.
func Actions() []string {
	return []string{
		ActGuidance, ActFollowUps, ActAnswer, ActExample,
		ActFeedback, ActPublish, ActShare, ActUnpublish, ActEdit, ActEditFirst, ActByParts,
		ActRoundDone, ActRoundHint, ActRoundSkip, ActRoundPause, ActRoundResume, ActRoundNext, ActRoundEnd, ActRoundRate,
		ActRoundDebrief, ActRoundNew, ActRoundForm, ActRoundGo,
		ActDebrief, ActDebriefOther, ActDebriefOn, ActDebriefBack, ActDebriefFile,
		ActReview, ActReviewFilter, ActReviewStarred, ActReviewNeeds, ActReviewAll, ActReviewOlder,
		ActStar, ActUnstar, ActSelfNote, ActRate, ActEarlier, ActForgetEarlier, ActHints, ActCompare, ActCompareFirst, ActCompareSecond,
		ActAsk, ActAskThis, ActBrowse, ActBrowseArea, ActBrowseCompetency, ActBrowseOn, ActBrowseBack, ActGuide,
		ActReviewNewest, ActReviewNewer, ActReviewOpen, ActReviewBack, ActTryAgain, ActDelete, ActExport, ActOpenDM, ActHelp, ActPrivacy, ActForget, ActForgetMe,
		ActSuggest, ActSuggestApprove, ActSuggestEdit, ActSuggestDecline, ActSuggestWithdraw, ActSuggestList, ActSuggestOlder,
		ActReminders, ActSnooze, ActWake, ActZone, ActThread, ActUnasked, ActHelpful, ActOff,
		ActProgress,
		ActPrepare, ActCorrect, ActCountdown, ActStep, ActWentWell, ActWentMixed, ActWentBadly, ActMoved,
		ActStories, ActStoriesOn, ActStoriesBack, ActStoryForm, ActStoryRemove, ActStoryTell, ActStoryGap,
		ActRetries, ActRetryAt, ActRetryTry, ActRetryLater, ActRetryRest, ActRetryBack, ActRetryAgain, ActRetryDrop, ActRetryWake,
	}
}

// Callbacks lists every form and shortcut.
func Callbacks() []string {
	return []string{CallAnswer, CallEdit, CallRetry, CallRound, CallSuggest, CallSuggestEdit, CallSuggestDecline, CallPrepare, CallCorrect, CallReviewFilter, CallSelfNote, CallStory, CallMessageFeedback}
}

// PressValue is the value of a round's button: which round it belongs to, and
// to which step of it.
func PressValue(round string, at practice.Step) string {
	s := round + "/" + strconv.Itoa(max(at.Turn, 0)) + "/" + string(at.Stage)
	if at.Probe > 1 {
		s += "/" + strconv.Itoa(at.Probe)
	}
	return s
}

// ParsePress reads a [PressValue]; ok is false for anything else.
func ParsePress(s string) (round string, at practice.Step, ok bool) {
	parts := strings.Split(s, "/")
	if len(parts) < 3 || len(parts) > 4 || parts[0] == "" {
		return "", practice.Step{}, false
	}
	turn, err := strconv.Atoi(parts[1])
	at = practice.Step{Turn: turn, Stage: practice.Stage(parts[2])}
	if at.Stage == practice.Following {
		at.Probe = 1
	}
	if err == nil && len(parts) == 4 {
		at.Probe, err = strconv.Atoi(parts[3])
	}
	if err != nil || turn < 0 || at.Probe < 0 || !slices.Contains(practice.Stages(), at.Stage) {
		return "", practice.Step{}, false
	}
	return parts[0], at, true
}

// ChoiceValue is the value of a button that opens the form of a round: what is
// chosen in it. Nothing chosen is "".
func ChoiceValue(c practice.Choice) string {
	if c == (practice.Choice{}) {
		return ""
	}
	return strings.Join([]string{string(c.Kind), string(c.Length), string(c.Mode), string(c.Level), string(c.Manner)}, "/")
}

// ParseChoice reads a [ChoiceValue]; what it does not know stays open.
func ParseChoice(s string) practice.Choice {
	parts := strings.Split(s, "/")
	if len(parts) < 4 {
		return practice.Choice{}
	}
	parts = append(parts, "") // what an earlier version wrote has no manner
	return practice.Choice{
		Kind:   known(parts[0], practice.Kinds()),
		Length: known(parts[1], []practice.Length{practice.Full, practice.Express}),
		Mode:   known(parts[2], []practice.Mode{practice.PracticeMode, practice.LiveMode}),
		Level:  known(parts[3], bank.Levels()),
		Manner: known(parts[4], practice.Manners()),
	}
}

// DebriefValue is the value of a button on a debrief: of which round it is, of
// which leg of it, or with 0 of the whole, and which page.
func DebriefValue(round string, leg, page int) string {
	return round + "/" + strconv.Itoa(leg) + "/" + strconv.Itoa(page)
}

// ParseDebrief reads a [DebriefValue]; ok is false for anything else.
func ParseDebrief(s string) (round string, leg, page int, ok bool) {
	parts := strings.Split(s, "/")
	if len(parts) != 3 || parts[0] == "" {
		return "", 0, 0, false
	}
	leg, bad := strconv.Atoi(parts[1])
	page, worse := strconv.Atoi(parts[2])
	if bad != nil || worse != nil || leg < 0 || page < 0 {
		return "", 0, 0, false
	}
	return parts[0], leg, page, true
}
