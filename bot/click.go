package bot

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/practice"
)

// click is a button, a select or a checkbox.
type click struct {
	from   origin
	action string
	block  string
	value  string   // of the button, or of the chosen option or date
	values []string // of checkboxes
	at     practice.Stamp
	view   *modal // that it was in; nil in a message
}

func (in click) name() string        { return in.action }
func (in click) by() practice.Person { return in.from.person }
func (in click) where() origin       { return in.from }

// A clickDeed does what a click asks for.
type clickDeed = func(context.Context, *Bot, click) (reply, error)

// clicks says what each action does. An action that only opens a link does
// nothing here, but is acked like the others.
var clicks = map[string]clickDeed{
	view.ActGuidance: guidance, view.ActFollowUps: followUps, view.ActExample: example,
	view.ActAnswer: answerPrivately, view.ActByParts: byParts, view.ActEdit: edit, view.ActEditFirst: editFirst, view.ActPublish: publish, view.ActShare: share,
	view.ActUnpublish: unpublish, view.ActFeedback: showFeedback, view.ActHelpful: vote(practice.Helpful), view.ActOff: vote(practice.Off),
	view.ActAsk: askClick, view.ActAskThis: askClick, view.ActBrowse: browse, view.ActGuide: guide,
	view.ActBrowseArea: browseElsewhere, view.ActBrowseCompetency: browseElsewhere,
	view.ActBrowseOn: browseElsewhere, view.ActBrowseBack: browseElsewhere,
	view.ActRoundDone: press((*practice.Coach).Done), view.ActRoundSkip: press((*practice.Coach).Skip),
	view.ActRoundHint: press((*practice.Coach).Hint), view.ActRoundPause: press((*practice.Coach).Pause),
	view.ActRoundResume: press((*practice.Coach).Resume), view.ActRoundEnd: press((*practice.Coach).EndRound),
	view.ActRoundNext:    press((*practice.Coach).Continue),
	view.ActRoundDebrief: press((*practice.Coach).Debrief), view.ActRoundRate: rate,
	view.ActRoundNew: endAndChoose, view.ActRoundForm: chooseRound, view.ActRoundGo: nothing, view.ActOpenDM: nothing,
	view.ActDebrief: openDebrief, view.ActDebriefOther: openDebrief, view.ActDebriefOn: turnDebrief, view.ActDebriefBack: turnDebrief,
	view.ActDebriefFile: debriefAsFile,
	view.ActForget:      forgetClick, view.ActForgetMe: forgetMe,
	view.ActReview: openReview, view.ActReviewFilter: chooseFilter,
	view.ActReviewStarred: filterReview, view.ActReviewNeeds: filterReview, view.ActReviewAll: filterReview, view.ActReviewOlder: olderReview,
	view.ActReviewNewest: newestReview, view.ActReviewNewer: newerReview, view.ActReviewOpen: inReview(openAnswer), view.ActReviewBack: backToReview,
	view.ActTryAgain: inReview(tryAgain), view.ActHints: hints, view.ActDelete: inReview(deleteAnswer), view.ActExport: exportClick,
	view.ActStar: inReview(star), view.ActUnstar: inReview(star), view.ActSelfNote: inReview(selfNote), view.ActRate: inReview(rateAnswer),
	view.ActEarlier: inReview(showEarlier), view.ActForgetEarlier: inReview(forgetEarlier),
	view.ActCompare: inReview(compare), view.ActCompareFirst: inReview(compareOther), view.ActCompareSecond: inReview(compareOther),
	view.ActPrivacy: privacyClick,
	view.ActSuggest: suggest, view.ActSuggestApprove: approve, view.ActSuggestEdit: editSuggestion, view.ActSuggestDecline: declineSuggestion,
	view.ActSuggestWithdraw: withdraw, view.ActSuggestList: listSuggestions, view.ActSuggestOlder: listSuggestions,
	view.ActReminders: setReminders, view.ActUnasked: setFeedback, view.ActSnooze: snooze, view.ActWake: wake, view.ActZone: setZone, view.ActThread: nothing,
	view.ActProgress: progressClick,
	view.ActPrepare:  prepareClick, view.ActCorrect: correctClick, view.ActCountdown: showCountdown, view.ActStep: startStep,
	view.ActWentWell: went(view.WentWell), view.ActWentMixed: went(view.WentMixed), view.ActWentBadly: went(view.WentBadly), view.ActMoved: correctClick,
	view.ActStories: openStories, view.ActStoriesOn: turnStories, view.ActStoriesBack: turnStories,
	view.ActStoryForm: openStoryForm, view.ActStoryRemove: removeStory, view.ActStoryTell: askClick, view.ActStoryGap: askClick,
	view.ActRetryTry: tryOffered, view.ActRetryLater: notToday, view.ActRetryRest: letRest, view.ActRetryBack: bringBack,
	view.ActRetryAgain: askListed, view.ActRetryDrop: dropListed, view.ActRetryWake: bringAllBack,
	view.ActRetries: setRetries, view.ActRetryAt: setRetryTime,
	view.ActHelp: helpClick,
}

func nothing(context.Context, *Bot, click) (reply, error) { return reply{}, nil }

func (in click) act(ctx context.Context, b *Bot) (reply, error) {
	do, ok := clicks[in.action]
	if !ok {
		return unknownAction{from: in.from, what: in.action}.act(ctx, b)
	}
	return do(ctx, b, in)
}

// onTop opens a form: on its own, over the modal that the click was in, or in the
// place of one that lies on another already.
func (in click) onTop(v slack.ModalViewRequest) reply {
	switch {
	case in.view == nil || in.view.home:
		return reply{opens: &v}
	case in.view.pushed:
		// Slack keeps three views on each other, and no more.
		return reply{shows: &v}
	}
	return reply{pushes: &v}
}

// over opens a view over the one that the click was in: for views that do not lie
// on more than one other.
func (in click) over(v slack.ModalViewRequest) reply {
	if in.view == nil || in.view.home {
		return reply{opens: &v}
	}
	return reply{pushes: &v}
}

// press is the key of pressing a button: the same for each press of it where it
// stands, and another wherever else it does.
func (in click) press(kind string) string {
	key := kind + "/" + string(in.from.person) + "/" + in.value + "/" + in.from.message
	if in.view != nil {
		key += in.view.id
	}
	return key
}

// told shows the note of a reply in a modal where its click was in a view: over
// Home, or in the place of the modal.
func (in click) told(r reply) reply {
	if in.view == nil || len(r.notes) == 0 {
		return r
	}
	v := view.Told(r.notes[0].words)
	if in.view.home {
		return reply{opens: &v, home: r.home}
	}
	return reply{shows: &v, home: r.home}
}

// submission is a form that was sent.
type submission struct {
	from origin
	view modal
}

func (in submission) name() string        { return in.view.callback }
func (in submission) by() practice.Person { return in.from.person }
func (in submission) where() origin       { return in.from }

// submissions says what each form does.
var submissions = map[string]func(context.Context, *Bot, submission) (reply, error){
	view.CallAnswer: submitAnswer, view.CallEdit: submitAnswer, view.CallRetry: submitAnswer, view.CallRound: submitRound,
	view.CallSuggest: submitSuggestion, view.CallSuggestEdit: submitApproval, view.CallSuggestDecline: submitDecline,
	view.CallPrepare: submitPrepare, view.CallCorrect: submitCorrect,
	view.CallReviewFilter: submitFilter, view.CallSelfNote: submitSelfNote,
	view.CallStory: submitStory,
}

func (in submission) act(ctx context.Context, b *Bot) (reply, error) {
	do, ok := submissions[in.view.callback]
	if !ok {
		return unknownAction{from: in.from, what: in.view.callback}.act(ctx, b)
	}
	return do(ctx, b, in)
}

// refuse says no at an input of the form, so that what was written stays.
func (in submission) refuse(words view.Message) reply {
	return fieldError(in.input(), unmarked.Replace(words.Text))
}

// unmarked takes mrkdwn's marks out of our own words: an error at an input shows
// them as they are.
var unmarked = strings.NewReplacer("*", "", "`", "")

// input returns the block of an input that an error can stand at.
func (in submission) input() string {
	blocks := slices.Sorted(maps.Keys(in.view.values))
	if len(blocks) == 0 {
		return ""
	}
	return blocks[0]
}

// unknownAction is a button or form that this version does not have: an old
// message's, most likely.
type unknownAction struct {
	from origin
	what string
}

func (in unknownAction) name() string        { return "unknown" }
func (in unknownAction) by() practice.Person { return in.from.person }
func (in unknownAction) where() origin       { return in.from }

func (in unknownAction) act(_ context.Context, b *Bot) (reply, error) {
	b.log.Warn("unknown action", "action", in.what)
	return in.from.whisper(view.OldButton()), nil
}
