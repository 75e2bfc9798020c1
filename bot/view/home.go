package view

import (
	"time"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// HomeData is what a person's Home tab shows. What is empty is left out.
type HomeData struct {
	Running  *practice.Round // nil: none
	RoundURL string          // of the running round's thread
	Open     []OpenQuestion  // that wait for an answer
	Due      []slack.Block   // what is to be tried again
	Progress practice.Progress
	Latest   []practice.Reviewed // the newest answers
	Plan     []slack.Block       // what comes before the interview; none where they prepare for none
	Rounds   []practice.LastRound
	Settings Settings
	Now      time.Time
}

// An OpenQuestion is a question in a channel that waits for a person's answer.
type OpenQuestion struct {
	Post     practice.Post
	Question bank.Question // the zero Question where the bank has lost it
	URL      string        // of the post
}

// How many blocks parts of the Home tab may have, so that it keeps to Slack's
// hundred whatever there is to show.
const (
	mostOpen   = 2 // questions
	mostLatest = 3 // answers
	mostDue    = 18
	mostOfPlan = 18
)

// Home is a person's Home tab, for a phone: what to do now comes first, the
// settings last.
func Home(h HomeData) slack.HomeTabViewRequest {
	var blocks []slack.Block
	fresh := len(h.Latest) == 0 && len(h.Rounds) == 0
	if fresh {
		blocks = append(blocks, own("*Welcome to Greenroom*\nPractise for IT manager interviews at your own pace. Only you see this page."))
	}
	if h.Running != nil {
		blocks = append(blocks, runningBlocks(*h.Running, h.RoundURL)...)
	}
	blocks = append(blocks, atMost(mostOfPlan, h.Plan)...)
	for _, o := range h.Open[:min(len(h.Open), mostOpen)] {
		blocks = append(blocks, openBlocks(o, h.Now)...)
	}
	blocks = append(blocks, atMost(mostDue, h.Due)...)
	row := []slack.BlockElement{button(ActBrowse, "Browse questions", "")}
	if !fresh {
		row = append(row, button(ActReview, "My answers", ""), button(ActStories, "My stories", ""))
	}
	if len(h.Plan) == 0 {
		row = append(row, button(ActPrepare, "Prepare for an interview", ""))
	}
	if h.Running == nil {
		start := button(ActRoundForm, "Start a round", "")
		if len(h.Open) == 0 && len(h.Plan) == 0 {
			start.WithStyle(slack.StylePrimary)
		}
		row = append([]slack.BlockElement{start}, row...)
	}
	blocks = append(blocks, buttons(row...), slack.NewDividerBlock())
	blocks = append(blocks, progressBlocks(h.Progress)...)
	if fresh {
		blocks = append(blocks, own("You haven't answered anything yet. Reply to a question in its thread, or start with a mock round: 3 questions take about 25 min."))
	} else if len(h.Latest) > 0 {
		blocks = append(blocks, own("*Your latest answers*"))
	}
	for _, rv := range h.Latest[:min(mostLatest, len(h.Latest))] {
		blocks = append(blocks, listed(rv, h.Now)...)
	}
	blocks = append(blocks, lastRoundBlocks(h.Rounds)...)
	blocks = append(blocks, slack.NewDividerBlock())
	if h.Settings.Offered || h.Settings.On {
		blocks = append(blocks, settingsBlocks(h.Settings)...)
	}
	blocks = append(blocks, feedbackSetting(h.Settings)...)
	if !fresh { // nothing can be tried again before
		blocks = append(blocks, retrySetting(h.Settings)...)
	}
	blocks = append(blocks, forgetBlocks()...)
	blocks = append(blocks, slack.NewDividerBlock(), buttons(button(ActHelp, "Help", ""), button(ActSuggest, "Suggest a question", "")))
	if !fresh {
		blocks = append(blocks, small("Only you see this page."))
	}
	keepNames(blocks)
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocks}}
}

// longestBlockID is how long a block's id may be.
const longestBlockID = 255

// keepNames gives the blocks with buttons ids that say what they are for: Slack
// makes new ones each time otherwise, and the tab may be drawn anew in the moment
// in which a button is pressed.
func keepNames(blocks []slack.Block) {
	taken := map[string]bool{}
	for _, b := range blocks {
		id, first := new(string), slack.BlockElement(nil)
		switch b := b.(type) {
		case *slack.ActionBlock:
			id, first = &b.BlockID, b.Elements.ElementSet[0]
		case *slack.SectionBlock:
			if b.Accessory != nil && b.Accessory.ButtonElement != nil {
				id, first = &b.BlockID, b.Accessory.ButtonElement
			}
		}
		e, ok := first.(*slack.ButtonBlockElement)
		if !ok || *id != "" {
			continue
		}
		if name := e.ActionID + "/" + e.Value; size(name) <= longestBlockID && !taken[name] {
			*id, taken[name] = name, true
		}
	}
}

// atMost returns as many of the blocks.
func atMost(most int, blocks []slack.Block) []slack.Block { return blocks[:min(most, len(blocks))] }

// openBlocks show a question that waits for an answer, with the ways to give one.
func openBlocks(o OpenQuestion, now time.Time) []slack.Block {
	lead := "Asked " + ago(o.Post.At, now) + ", and still open"
	if now.Sub(o.Post.At) < 12*time.Hour {
		lead = "Today's question"
	}
	row := append([]slack.BlockElement{button(ActAnswer, "Answer privately", o.Post.Key)}, link(ActThread, "Answer in its thread", o.URL)...)
	return []slack.Block{
		smallPlain(lead + topic(o.Question)),
		rich(line(bold(packed(either(o.Post.Ask, o.Question.Ask), longestAsk)))),
		buttons(row...),
	}
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
