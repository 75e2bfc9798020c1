package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// Feedback is the feedback on one's own answer. tries are all that its author
// answered to the question, oldest first; none where they are not to be told.
func Feedback(q bank.Question, a practice.Answer, r feedback.Report, tries []Try) slack.ModalViewRequest {
	blocks := feedbackBlocks(q, a, r, tries, 500, InFeedback)
	return modal("Feedback", "", append(blocks, afterFeedback(q, a, r), small(onlyYou))...)
}

// FeedbackNote is the feedback on one's own answer, as a message.
func FeedbackNote(q bank.Question, a practice.Answer, r feedback.Report, tries []Try) Message {
	blocks := feedbackBlocks(q, a, r, tries, 300, InMessage)
	return message(append(blocks, afterFeedback(q, a, r), small(onlyYou))...)
}

// afterFeedback offers what can be done with an answer once its feedback is read.
func afterFeedback(q bank.Question, a practice.Answer, r feedback.Report) slack.Block {
	row := []slack.BlockElement{button(ActTryAgain, "Try again", a.ID.String())}
	return buttons(append(row, storyButtons(q, a, r, false)...)...)
}

// FollowUpNote is the one follow-up that the author of a first answer gets; offer
// asks them whether they want reminders.
func FollowUpNote(a practice.Answer, ask string, offer bool) Message {
	foot := small(onlyYou, "A reply in the thread is seen by everyone here; none is needed. `feedback off` ends these.")
	if a.Alone {
		foot = small("What you reply adds to your answer; none is needed. `feedback off` ends these.")
	}
	row := []slack.BlockElement{button(ActFeedback, "Feedback", a.ID.String())}
	if offer {
		row = append(row, button(ActReminders, "Remind me on other days", string(practice.RemindersOn)))
	}
	return message(
		own("Thanks for your answer. An interviewer might ask next:"),
		rich(quote(packed(ask, longestAsk))),
		buttons(row...),
		foot,
	)
}

// NotAnAnswer says that there is no feedback on a message; mine tells that it is
// the asker's own.
func NotAnAnswer(mine bool) Message {
	words := "I can only give feedback on your own answers. Choose it on a message of yours in a question's thread."
	if mine {
		words = "That message is no answer to a question, so there's nothing to say about it. Choose it on what you replied in a question's thread."
	}
	return message(own(words), small(onlyYou))
}

// feedbackBlocks show a report, its quotes at most longest characters long.
func feedbackBlocks(q bank.Question, a practice.Answer, r feedback.Report, tries []Try, longest int, where Where) []slack.Block {
	blocks := []slack.Block{rich(line(bold(packed(q.Ask, min(300, 2*longest)))))}
	if !r.Assessed {
		return append(blocks, rich(line(bold("Not assessed"))), rich(line(text(packed(unassessed(r, q.Style), 500)))))
	}
	blocks = append(blocks, sinceFirst(q, a, r, tries, longest)...)
	if found := foundLines(r, longest); len(found) > 0 {
		blocks = append(blocks, rich(line(bold("What came across")), bullets(found...)))
	}
	if touched := touched(r); touched != "" {
		blocks = append(blocks, rich(line(text(touched))))
	}
	blocks = append(blocks, noteBlocks(a, r, longest, where)...)
	if r.FollowUp != "" {
		blocks = append(blocks, rich(line(bold("They might ask next")), line(text(packed(r.FollowUp, min(400, 2*longest))))))
	}
	return append(blocks, smallPlain(fmt.Sprintf("%s, about %s spoken%s. I read words and can be wrong: you decide what helps.",
		count(r.Words, "word", "words"), aloud(r.Seconds), planned(q))))
}

// unassessed says why an answer was not assessed. What the reason of a short one
// advises is for stories; for other questions it is what suits them.
func unassessed(r feedback.Report, s bank.Style) string {
	if why := r.Why(); (why == feedback.TooShort || why == feedback.SaysItTwice) && s != bank.Behavioural {
		short, _, _ := strings.Cut(r.Reason, ". ")
		return strings.TrimSuffix(short, ".") + ". " + anyway(s)
	}
	return r.Reason
}

// partNames are what the parts are called, in the order of an answer.
func partNames(p feedback.Parts) []struct {
	name string
	part feedback.Part
} {
	return []struct {
		name string
		part feedback.Part
	}{
		{"The situation", p.Context}, {"What you do or did", p.Action}, {"A figure or comparison", p.Evidence},
		{"What came of it", p.Result}, {"What you learned", p.Learning},
	}
}

// mostPoints is how many key points are shown.
const mostPoints = 8

// foundLines are the parts and key points that were found, each with its words.
func foundLines(r feedback.Report, longest int) []slack.RichTextElement {
	var found []shown
	for _, p := range partNames(r.Parts) {
		if p.part.Present {
			found = append(found, shown{p.name, quotedWords(p.part.Quote, longest)})
		}
	}
	for i, k := range r.KeyPoints {
		if k.Present && i < mostPoints {
			found = append(found, shown{packed(k.Point, min(150, longest)), quotedWords(k.Quote, longest)})
		}
	}
	return shownLines(found)
}

// A shown is a part or key point that was found, and the words that show it, in
// quotation marks; "" where they cannot be shown.
type shown struct{ name, words string }

// quotedWords returns what a person said, in one line of at most longest
// characters between quotation marks, or "".
func quotedWords(words string, longest int) string {
	if clean(words) == "" {
		return ""
	}
	return "“" + oneLine(said(words, longest)) + "”"
}

// shownLines are a line for each of the words, which say once all that they show.
func shownLines(found []shown) []slack.RichTextElement {
	var lines []slack.RichTextElement
	for i, f := range found {
		same := func(x shown) bool { return x.words != "" && x.words == f.words }
		if slices.ContainsFunc(found[:i], same) {
			continue
		}
		name := f.name
		for _, later := range found[i+1:] {
			if same(later) {
				name += " · " + later.name
			}
		}
		if f.words == "" {
			lines = append(lines, line(bold(name)))
			continue
		}
		lines = append(lines, line(bold(name), text(": "+f.words)))
	}
	return lines
}

// touched names the measures and groups of people that an answer speaks of.
func touched(r feedback.Report) string {
	var names []string
	for _, m := range r.Measures[:min(5, len(r.Measures))] {
		names = append(names, either(measureNames[m], packed(string(m), 40)))
	}
	for _, s := range r.Stakeholders[:min(5, len(r.Stakeholders))] {
		names = append(names, either(stakeholderNames[s], packed(string(s), 40)))
	}
	if len(names) == 0 {
		return ""
	}
	return "It touches on " + feedback.Enumerated(names) + "."
}

var measureNames = map[feedback.Measure]string{
	feedback.TicketResolution: "how fast tickets are solved", feedback.CostControl: "cost",
	feedback.TeamPerformance: "how the team does", feedback.UserSatisfaction: "how content users are",
}

var stakeholderNames = map[feedback.Stakeholder]string{
	feedback.ServiceDesk: "the service desk", feedback.Executives: "the executives", feedback.Vendors: "the vendors",
	feedback.Security: "security", feedback.EndUsers: "the end users",
}

// withoutNotes says what is so where there is no note: what was not heard, as
// the debrief does, or that nothing is missing where all that is wanted was found.
func withoutNotes(r feedback.Report) []slack.Block {
	if missing := missing(r); missing != "" {
		return []slack.Block{rich(line(bold("Not heard yet: "), text(missing)))}
	}
	if !r.Whole() {
		return []slack.Block{own("I have no note that I'm sure of.")}
	}
	return []slack.Block{own("I've nothing to add: no part of it stands out as missing.")}
}

func noteLines(n feedback.Note, longest int) []slack.RichTextElement {
	var lines []slack.RichTextElement
	if n.Quote != "" {
		lines = append(lines, quote(said(n.Quote, longest)))
	}
	return append(lines,
		line(text(packed(n.Reason, min(400, 3*longest)))),
		line(bold("Try: "), text(packed(n.Try, min(400, 3*longest)))),
	)
}

// aloud returns how long an answer takes to say.
func aloud(seconds int) string {
	if seconds < 60 {
		return fmt.Sprintf("%d s", seconds)
	}
	return fmt.Sprintf("%d min %d s", seconds/60, seconds%60)
}

// planned returns how long the question would take, to follow other words.
func planned(q bank.Question) string {
	if q.Minutes <= 0 {
		return ""
	}
	return "; " + minutes(q.Minutes) + " is usual"
}
