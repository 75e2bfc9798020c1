package view

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/practice"
	"greenroom/practice/feedback"
)

// A Where is what a note's buttons stand in, so that it can be drawn anew.
type Where string

// Where feedback is shown.
const (
	InFeedback Where = "feedback" // the page that Feedback opens
	InKept     Where = "kept"     // the page after a form was sent
	InReview   Where = "review"
	InMessage  Where = "message"
)

// NoteValue is the value of a note's buttons: which answer it is to, its kind and
// where it stands.
func NoteValue(id practice.ID, kind feedback.NoteKind, where Where) string {
	return id.String() + "/" + string(kind) + "/" + string(where)
}

// ParseNote reads a [NoteValue]; ok is false for anything else.
func ParseNote(s string) (id practice.ID, kind feedback.NoteKind, where Where, ok bool) {
	parts := strings.Split(s, "/")
	if len(parts) != 3 || parts[1] == "" {
		return 0, "", "", false
	}
	id, err := practice.ParseID(parts[0])
	where = known(parts[2], []Where{InFeedback, InKept, InReview, InMessage})
	if err != nil || where == "" {
		return 0, "", "", false
	}
	return id, feedback.NoteKind(parts[1]), where, true
}

// verdictRow asks whether the i-th note helps, and shows what its reader thinks.
// Its id stays as it is drawn anew, so that a second quick click still finds it.
func verdictRow(a practice.Answer, i int, kind feedback.NoteKind, where Where) slack.Block {
	label := func(words string, v practice.Verdict) string {
		if a.Verdict(kind) == v {
			return "✓ " + words
		}
		return words
	}
	value := NoteValue(a.ID, kind, where)
	return slack.NewActionBlock("note/"+strconv.Itoa(i),
		button(ActHelpful, label("Helpful", practice.Helpful), value), button(ActOff, label("Off", practice.Off), value))
}

// noteBlocks show the notes to an answer: the words, the reason, one thing to
// try, and what their reader thinks of it.
func noteBlocks(a practice.Answer, r feedback.Report, longest int, where Where) []slack.Block {
	notes := r.Notes
	if len(notes) == 0 {
		return withoutNotes(r)
	}
	blocks := []slack.Block{own("*What could make it stronger*")}
	for i, n := range notes[:min(3, len(notes))] {
		blocks = append(blocks, rich(noteLines(n, longest)...), verdictRow(a, i, n.Kind, where))
	}
	return blocks
}

// noteNames are what the kinds of note are about, to follow "still open:". Those
// that are not here are called by their kind.
var noteNames = map[feedback.NoteKind]string{
	feedback.NoteOwnPart: "your own part", feedback.NoteAction: "what you did, step by step",
	feedback.NoteResult: "what came of it", feedback.NoteEvidence: "how big the change was", feedback.NoteHedges: "saying it as surely as you know it",
	feedback.NoteKeyPoints: "the key point you left out", feedback.NoteExample: "a case of your own", feedback.NoteTopic: "how it belongs to the question",
	feedback.NoteConfidential: "what others needn't read", feedback.NoteBlame: "words that blame others", feedback.NoteJargon: "terms left unexplained",
	feedback.NoteRunUp: "coming to your first step sooner", feedback.NoteLength: "its length", feedback.NoteOften: "a word that you say very often",
}

func noteName(kind feedback.NoteKind) string {
	return either(noteNames[kind], strings.ToLower(human(packed(string(kind), 40))))
}
