package view

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// Briefing opens a round, and stays its head: it shows how far the round has come
// and what its clock says. at is the employer for whom it interviews, the zero one
// where there is none.
func Briefing(r practice.Round, at bank.Employer, now time.Time) Message {
	_, counted := r.Counted(r.Turn)
	help := "*Hint* helps with the structure."
	if r.Choice.Mode == practice.LiveMode {
		help = "It's live: no hints before the debrief."
	}
	blocks := []slack.Block{
		rich(line(bold(first(interviewName(r.Choice.Kind)))),
			line(text(fmt.Sprintf("%s · %s · %s level · %s in about %d min%s", first(lengthName(r.Choice.Length)),
				modeName(r.Choice.Mode), lower(r.Choice.Level), count(counted, "question", "questions"), r.Minutes(), ofLoop(r)))),
			line(text(introduced[mannerOf(r)]))),
	}
	if at.Name != "" {
		blocks = append(blocks, employer(at, r.Choice.Level))
	}
	blocks = append(blocks,
		own("Answer in this thread, in as many messages as you like, then *Done*. "+followsUp(r.Choice.Manner)+" "+help),
		own("The clock only tells, it never cuts you off. *Pause* keeps everything for days."),
	)
	for _, a := range r.Briefed() {
		if a == practice.Logical {
			blocks = append(blocks, small("*Tip:* Expect a question that nobody can prepare for. Thoughtful and logical will do."))
			continue
		}
		blocks = appendAdvice(blocks, a)
	}
	return message(append(blocks,
		smallPlain(clock(r, now)),
		small("Buttons work as words too: "+coded(wordsInHand(r.Choice.Mode, practice.Asking))+". Only you and I are here."),
	)...)
}

// employer says who asks, and for which position.
func employer(e bank.Employer, l bank.Level) slack.Block {
	return rich(
		line(bold(packed(e.Roles.At(l), 80)), text(" at "), bold(packed(e.Name, 80)), text(fmt.Sprintf(" (invented): %s, %s.", packed(e.Trade, 120), packed(e.Size, 200)))),
		line(bold("Their IT: "), text(packed(e.IT, 400))),
		line(bold("What hurts: "), text(packed(e.Hurts, 400))),
	)
}

// introduced says how the interviewer is.
var introduced = map[practice.Manner]string{
	practice.Friendly: "Your interviewer is friendly.",
	practice.Neutral:  "Your interviewer is matter-of-fact.",
	practice.Pressing: "Your interviewer is brisk and digs deeper. Don't take it personally.",
}

func followsUp(m practice.Manner) string {
	if n := m.FollowUps(); n > 1 {
		return fmt.Sprintf("Up to %d follow-ups come, then the next question.", n)
	}
	return "A follow-up comes, then the next question."
}

// ofLoop says which part of a full loop is in hand.
func ofLoop(r practice.Round) string {
	if r.Choice.Kind != practice.Loop {
		return ""
	}
	return fmt.Sprintf(" · round %d of %d: %s", len(r.Legs()), len(r.Planned()), lowerRound(r.Leg()))
}

// clock says how far a round has come, and after how many minutes.
func clock(r practice.Round, now time.Time) string {
	at := fmt.Sprintf("Clock: %d of %d min", int(r.LegUsed(now).Minutes()), r.Minutes())
	switch {
	case r.Stage == practice.Ended:
		return at + " · over"
	case r.Stage == practice.Rating:
		return at + " · your ratings are next"
	case r.Stage == practice.Break:
		return at + " · break"
	case !r.PausedAt.IsZero():
		return at + " · paused at " + numberedInside(r, r.Turn)
	}
	return at + " · at " + numberedInside(r, r.Turn)
}

// A typedWord is a word that can be typed in a round, and what it does.
type typedWord struct{ word, does string }

// wordsNow returns what can be typed in a round as it stands.
func wordsNow(r practice.Round) []typedWord {
	end := typedWord{"end", "ends the round and keeps what you've answered"}
	switch {
	case r.Stage == practice.Ended:
		return nil
	case r.Stage == practice.Rating:
		return []typedWord{{"done", "shows the debrief"}}
	case r.Stage == practice.Break:
		return []typedWord{{"continue", "starts the next round"}, end}
	case !r.PausedAt.IsZero():
		return []typedWord{{"resume", "goes on where you were"}, end}
	}
	return wordsInHand(r.Choice.Mode, r.Stage)
}

// wordsInHand returns what can be typed while a question is in hand.
func wordsInHand(m practice.Mode, s practice.Stage) []typedWord {
	out := []typedWord{{"done", "ends your answer"}}
	if m != practice.LiveMode && s != practice.Following {
		out = append(out, typedWord{"hint", "helps with the structure"})
	}
	return append(out,
		typedWord{"clarify", "puts the question in other words"},
		typedWord{"skip", "leaves it out"},
		typedWord{"pause", "stops the clock, for days if need be"},
		typedWord{"end", "ends the round and keeps what you've answered"},
	)
}

// coded lists words as they are typed.
func coded(words []typedWord) string {
	var out []string
	for _, w := range words {
		out = append(out, "`"+w.word+"`")
	}
	return strings.Join(out, ", ")
}
