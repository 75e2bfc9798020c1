package view

import (
	"time"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// Home is a person's Home tab: the running round, if any, with a link to it, the
// last ones that are over, and their latest answers and settings. due is what is worth another try.
func Home(running *practice.Round, url string, due []practice.Due, rounds []practice.LastRound, latest []practice.Reviewed, settings Settings, now time.Time) slack.HomeTabViewRequest {
	blocks := []slack.Block{
		own("*Welcome to Greenroom*\nPractise for IT manager interviews at your own pace. Only you see this page."),
	}
	if running != nil {
		blocks = append(blocks, runningBlocks(*running, url)...)
	}
	blocks = append(blocks, RetryBlocks(due)...)
	row := []slack.BlockElement{button(ActBrowse, "Browse questions", ""), button(ActReview, "My answers", ""), button(ActSuggest, "Suggest a question", ""), button(ActHelp, "Help", "")}
	if running == nil {
		start := button(ActRoundForm, "Start a round", "").WithStyle(slack.StylePrimary)
		row = append([]slack.BlockElement{start}, row...)
	}
	blocks = append(blocks, buttons(row...), slack.NewDividerBlock())
	blocks = append(blocks, lastRoundBlocks(rounds)...)
	if len(latest) == 0 {
		blocks = append(blocks, own("You haven't answered anything yet. Reply to a question in its thread, or start with a mock round: 3 questions take about 25 min."))
	} else {
		blocks = append(blocks, own("*Your latest answers*"))
	}
	for _, rv := range latest[:min(mostNoted, len(latest))] {
		blocks = append(blocks, listed(rv, now)...)
	}
	blocks = append(blocks, slack.NewDividerBlock())
	if settings.Offered || settings.On {
		blocks = append(blocks, settingsBlocks(settings)...)
	}
	blocks = append(blocks, feedbackSetting(settings)...)
	blocks = append(blocks, retrySetting(settings)...)
	blocks = append(blocks, small("`/interview help` says what else I do."))
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocks}}
}

func runningBlocks(r practice.Round, url string) []slack.Block {
	words := "Your " + interviewName(r.Choice.Kind) + " is at " + numberedInside(r, r.Turn) + "."
	row := link(ActRoundGo, "Open it", url)
	v := PressValue(r.ID, r.Step())
	switch {
	case r.Stage == practice.Rating:
		words = "Your " + interviewName(r.Choice.Kind) + " is over but for your own ratings."
		row = append(row, button(ActRoundDebrief, "Show the debrief", v))
	case r.Stage == practice.Break:
		words = "Your " + interviewName(r.Choice.Kind) + " is in a break."
		if next, ok := r.NextLeg(); ok {
			words += " Next is the " + lowerRound(next) + " round."
		}
		row = append(row, button(ActRoundNext, "Start the next round", v).WithStyle(slack.StylePrimary))
	case !r.PausedAt.IsZero():
		words = "Your " + interviewName(r.Choice.Kind) + " is paused at " + numberedInside(r, r.Turn) + "."
		row = append(row, button(ActRoundResume, "Resume", v).WithStyle(slack.StylePrimary))
	}
	return append([]slack.Block{own(words)}, rowOf(row)...)
}
