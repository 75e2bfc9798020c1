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

// A Try is one of several answers by one person to one question, with what was
// read off it where it is the first, the last or the one that is shown.
type Try struct {
	Answer practice.Answer
	Report feedback.Report
}

// sinceFirst says in one line what is new since the first of somebody's tries,
// and what of the notes to that is still open; nothing where that is the answer
// itself, or nothing is certain.
func sinceFirst(q bank.Question, a practice.Answer, r feedback.Report, tries []Try, longest int) []slack.Block {
	if len(tries) < 2 || tries[0].Answer.ID == a.ID {
		return nil
	}
	d := feedback.Compare(q, tries[0].Report, r)
	var words []slack.RichTextSectionElement
	add := func(label, rest string) {
		if rest == "" {
			return
		}
		if len(words) > 0 {
			words = append(words, text(" "))
		}
		words = append(words, bold(label), text(rest+"."))
	}
	add("New since your first try: ", feedback.Enumerated(news(d, tries[0].Report, min(longest, 80))))
	add("Still open: ", feedback.Enumerated(names(d.Open(), func(n feedback.Note) string { return noteName(n.Kind) })))
	add("Not there any more: ", feedback.Enumerated(names(d.Lost, func(h feedback.Heard) string { return heardNames[h.Part] })))
	if len(words) == 0 {
		return nil
	}
	return []slack.Block{rich(line(words...))}
}

// heardNames are what the parts are called within a sentence.
var heardNames = map[feedback.PartName]string{
	feedback.PartContext: "the situation", feedback.PartAction: "what you did or do", feedback.PartEvidence: "a figure or comparison",
	feedback.PartResult: "what came of it", feedback.PartLearning: "what you learned",
}

// names returns each name once.
func names[T any](all []T, name func(T) string) []string {
	var out []string
	for _, x := range all {
		if n := name(x); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// mostNews is how many new things are named.
const mostNews = 4

// news names what an attempt has that the first has not.
func news(d feedback.Difference, first feedback.Report, longest int) []string {
	var out []string
	if d.OwnPart() {
		out = append(out, "your own part")
	}
	figure := ""
	if len(d.Figures) > 0 {
		figure = "a figure"
		if first.Parts.Evidence.Present {
			figure = "another figure"
		}
		figure += " (“" + oneLine(said(d.Figures[0], longest)) + "”)"
	}
	for _, h := range d.Gained {
		switch {
		case h.Part == feedback.PartAction && d.OwnPart():
		case h.Part == feedback.PartEvidence && figure != "":
			out, figure = append(out, figure), ""
		default:
			out = append(out, heardNames[h.Part])
		}
	}
	if figure != "" {
		out = append(out, figure)
	}
	for _, p := range d.Points {
		out = append(out, "“"+oneLine(packed(p, longest))+"”")
	}
	for _, x := range d.Asked {
		switch {
		case x.Outcome != feedback.Done:
		case x.Note.Kind == feedback.NoteHedges:
			out = append(out, "fewer softening words")
		case x.Note.Kind == feedback.NoteExample:
			out = append(out, "more that is your own")
		}
	}
	return out[:min(mostNews, len(out))]
}

// triesBlocks show the first of somebody's tries and another side by side: this
// one, or the latest where this is the first.
func triesBlocks(q bank.Question, a practice.Answer, tries []Try) []slack.Block {
	if len(tries) < 2 {
		return nil
	}
	first, other := tries[0], tries[len(tries)-1]
	name := "Your latest try"
	for _, t := range tries[1:] {
		if t.Answer.ID == a.ID {
			other, name = t, "This try"
		}
	}
	d := feedback.Compare(q, first.Report, other.Report)
	lines := []slack.RichTextElement{tryLine("Your first try", first.Report), tryLine(name, other.Report)}
	if n := len(tries) - 2; n > 0 {
		lines = append(lines, line(text("And "+count(n, "other", "others"))))
	}
	blocks := []slack.Block{slack.NewDividerBlock(), own("*Your tries, side by side*"), rich(bullets(lines...))}
	if changed := changedLines(d); len(changed) > 0 {
		blocks = append(blocks, rich(changed...))
	}
	return blocks
}

// tryLine says how long a try is and what is surely heard in it; what isn't named may
// be there all the same.
func tryLine(name string, r feedback.Report) slack.RichTextElement {
	words := ": " + count(r.Words, "word", "words")
	var parts []string
	for _, p := range partNames(r.Parts) {
		if p.part.Present {
			parts = append(parts, strings.ToLower(p.name))
		}
	}
	switch {
	case !r.Assessed:
		words += ", not assessed"
	case len(parts) > 0:
		words += ", and I'm sure of " + feedback.Enumerated(parts)
	}
	return line(bold(name), text(words))
}

// outcomeNames say what became of what a note asked for; where that is not
// certain it is not said.
var outcomeNames = map[feedback.Outcome]string{feedback.Done: "done", feedback.Open: "still open"}

// changedQuote is how much is quoted of what changed.
const changedQuote = 200

// changedLines say what was gained and lost, each with its words, and what is
// still open.
func changedLines(d feedback.Difference) []slack.RichTextElement {
	var lines []slack.RichTextElement
	quoted := func(label, name, words string) {
		if clean(words) != "" {
			name += ": “" + oneLine(said(words, changedQuote)) + "”"
		}
		lines = append(lines, line(bold(label), text(name)))
	}
	if d.OwnPart() {
		quoted("New: ", "your own part", "")
	}
	for _, h := range d.Gained {
		quoted("New: ", heardNames[h.Part], h.Quote)
	}
	for _, f := range d.Figures[:min(3, len(d.Figures))] {
		quoted("New: ", "a figure", f)
	}
	for _, p := range d.Points[:min(3, len(d.Points))] {
		lines = append(lines, line(bold("New: "), text(packed(p, changedQuote))))
	}
	for _, h := range d.Lost {
		quoted("Not there any more: ", heardNames[h.Part], h.Quote)
	}
	var asked []string
	for _, x := range d.Asked {
		became := outcomeNames[x.Outcome]
		if x.Note.Kind == feedback.NoteHedges && d.Hedges[0] != d.Hedges[1] {
			became = fmt.Sprintf("%d softening words, then %d", d.Hedges[0], d.Hedges[1])
		}
		if became != "" {
			asked = append(asked, noteName(x.Note.Kind)+" ("+became+")")
		}
	}
	if len(asked) > 0 {
		lines = append(lines, line(bold("What I had noted: "), text(feedback.Enumerated(asked))))
	}
	return lines
}
