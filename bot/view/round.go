package view

import (
	"fmt"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// The blocks of the form for a round.
const (
	blockKind   = "kind"
	blockLength = "length"
	blockMode   = "mode"
	blockLevel  = "level"
	blockManner = "manner"
	actChoice   = "choice"
)

// RoundForm is the form of a mock round, set to a choice.
func RoundForm(c practice.Choice) slack.ModalViewRequest {
	c = c.Or(practice.DefaultChoice)
	var kinds, levels, manners []*slack.OptionBlockObject
	for _, k := range practice.Kinds() {
		kinds = append(kinds, option(string(k), fmt.Sprintf("%s · %d min", kindName(k), practice.Choice{Kind: k}.Minutes()), ""))
	}
	for _, m := range practice.Manners() {
		manners = append(manners, option(string(m), human(m), mannerMeans[m]))
	}
	for _, l := range bank.Levels() {
		levels = append(levels, option(string(l), human(l), ""))
	}
	v := modal("Mock interview", "Start",
		radio(blockKind, "Round", string(c.Kind), kinds...),
		radio(blockLength, "Length", string(c.Length),
			option(string(practice.Full), "Full", "To the clock, with your own questions at the end"),
			option(string(practice.Express), "Express", "3 questions, about 25 min")),
		radio(blockMode, "Mode", string(c.Mode),
			option(string(practice.PracticeMode), "Practice", "Hints at hand"),
			option(string(practice.LiveMode), "Live", "Like the real thing: no hints before the debrief")),
		radio(blockManner, "Interviewer", string(c.Manner), manners...),
		radio(blockLevel, "Level", string(c.Level), levels...),
		small("It runs in your DM with me. You can pause it at any time, even for days."),
	)
	v.CallbackID = CallRound
	return v
}

func radio(block, label, chosen string, options ...*slack.OptionBlockObject) slack.Block {
	e := slack.NewRadioButtonsBlockElement(actChoice, options...)
	for _, o := range options {
		if o.Value == chosen {
			e.InitialOption = o
		}
	}
	return slack.NewInputBlock(block, plain(label), nil, e)
}

// mannerMeans says what each manner of the interviewer is like.
var mannerMeans = map[practice.Manner]string{
	practice.Friendly: "Warm, one follow-up to each question",
	practice.Neutral:  "Matter-of-fact, one follow-up to each question",
	practice.Pressing: "Short, up to 3 follow-ups where something is missing",
}

// ParseRoundForm reads a [RoundForm]. What is no choice of the form stays open.
func ParseRoundForm(values map[string]map[string]slack.BlockAction) practice.Choice {
	chosen := func(block string) string { return values[block][actChoice].SelectedOption.Value }
	return practice.Choice{
		Kind:   known(chosen(blockKind), practice.Kinds()),
		Length: known(chosen(blockLength), []practice.Length{practice.Full, practice.Express}),
		Mode:   known(chosen(blockMode), []practice.Mode{practice.PracticeMode, practice.LiveMode}),
		Level:  known(chosen(blockLevel), bank.Levels()),
		Manner: known(chosen(blockManner), practice.Manners()),
	}
}

// known returns the value if it is one of the list, else the zero one.
func known[T ~string](value string, list []T) T {
	for _, v := range list {
		if string(v) == value {
			return v
		}
	}
	return ""
}

// Briefing opens a round, and stays its head: it shows how far the round has come
// and what its clock says.
func Briefing(r practice.Round, now time.Time) Message {
	help := "*Hint* helps with the structure, once for each question."
	if r.Choice.Mode == practice.LiveMode {
		help = "It's live: no hints before the debrief."
	}
	_, counted := r.Counted(r.Turn)
	return message(
		rich(line(bold(first(interviewName(r.Choice.Kind)))),
			line(text(fmt.Sprintf("%s · %s · %s level · %s in about %d min", first(lengthName(r.Choice.Length)),
				modeName(r.Choice.Mode), lower(r.Choice.Level), count(counted, "question", "questions"), r.Minutes())))),
		own("Answer each question in this thread, in as many messages as you like, then press *Done*. A follow-up comes, then the next question.", help),
		own("No rush: the clock only tells, it never cuts you off. *Pause* keeps everything, for days if need be."),
		smallPlain(clock(r, now)),
		small("Buttons work as words too: "+roundWords(r.Choice.Mode)+". Only you and I are here."),
	)
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

func lower(l bank.Level) string {
	if l == bank.NewManager {
		return "new manager"
	}
	return humans([]bank.Level{l}, 1)
}

func roundWords(m practice.Mode) string {
	if m == practice.LiveMode {
		return "`done`, `skip`, `pause`, `end`"
	}
	return "`done`, `hint`, `skip`, `pause`, `end`"
}

// turnOf returns a turn of a round, the zero one where there is none.
func turnOf(r practice.Round, turn int) practice.Turn {
	if turn < 0 || turn >= len(r.Turns) {
		return practice.Turn{}
	}
	return r.Turns[turn]
}

// numbered returns "Question 2 of 7".
func numbered(r practice.Round, turn int) string {
	n, m := r.Counted(turn)
	if n == 0 {
		return "Your own questions"
	}
	return fmt.Sprintf("Question %d of %d", n, m)
}

// Turn puts the question of a turn.
func Turn(r practice.Round, turn int) Message {
	t := turnOf(r, turn)
	how := "Answer in this thread. When you're through, press *Done* or type `done`."
	switch {
	case t.Answer != 0:
		how = keptSoFar
	case t.Reverse:
		how = "Now you ask. Write what you'd want to know from them, then press *Done* or type `done`."
	}
	at := practice.Step{Turn: turn, Stage: practice.Asking}
	if t.More {
		at.Stage = practice.Elaborating // put again after a pause
	}
	return message(
		smallPlain(fmt.Sprintf("%s · %s", numbered(r, turn), minutes(float64(t.Minutes)))),
		rich(line(bold(packed(t.Ask, longestAsk)))),
		turnButtons(r, at),
		small(how),
	)
}

// keptSoFar stands below a question that is put again after a pause.
const keptSoFar = "What you wrote before is kept. Go on from there, then press *Done* or type `done`."

// More asks to hear more of an answer.
func More(r practice.Round, turn int) Message {
	return message(
		smallPlain(numbered(r, turn)),
		own("I'd like to hear more of that: one case of yours, what you did in it, and what came of it."),
		turnButtons(r, practice.Step{Turn: turn, Stage: practice.Elaborating}),
	)
}

// Asked puts a follow-up of a turn; probe counts from 1.
func Asked(r practice.Round, turn, probe int) Message {
	how := "A few sentences will do. Then *Done*, or `done`."
	p := probeOf(r, turn, probe)
	if p.Answer != 0 {
		how = keptSoFar
	}
	return message(
		smallPlain(numbered(r, turn)+" · follow-up"),
		rich(line(bold(packed(p.Ask, longestAsk)))),
		turnButtons(r, practice.Step{Turn: turn, Stage: practice.Following, Probe: max(probe, 1)}),
		small(how),
	)
}

// probeOf returns a follow-up of a round, the zero one where there is none. What
// an earlier version planned does not say which, and means the first.
func probeOf(r practice.Round, turn, probe int) practice.Probe {
	t := turnOf(r, turn)
	if probe = max(probe, 1); probe > len(t.Probes) {
		return practice.Probe{}
	}
	return t.Probes[probe-1]
}

func turnButtons(r practice.Round, at practice.Step) slack.Block {
	v := PressValue(r.ID, at)
	row := []slack.BlockElement{button(ActRoundDone, "Done", v).WithStyle(slack.StylePrimary)}
	if at.Stage != practice.Following && r.Choice.Mode != practice.LiveMode {
		row = append(row, button(ActRoundHint, "Hint", v))
	}
	return buttons(append(row,
		button(ActRoundSkip, "Skip", v),
		button(ActRoundPause, "Pause", v),
		button(ActRoundEnd, "End round", v).WithConfirm(confirm("End this round?", "What you've answered is kept, and you get the debrief.", "End it", "Keep it")),
	)...)
}

// Clarified puts a question, or a follow-up from 1, in other words, the last
// wording there is; q is the question as the bank has it.
func Clarified(r practice.Round, turn, probe int, q bank.Question) Message {
	t := turnOf(r, turn)
	if probe > 0 {
		return message(own("I mean it as you'd take it. Say what you assume, and answer that."))
	}
	for _, ask := range append([]string{q.Ask}, q.Also...) {
		if ask != t.Ask && clean(ask) != "" {
			return message(own("Let me put it another way."), rich(line(bold(packed(ask, longestAsk)))))
		}
	}
	return message(own("I've no other words for it. Say how you understand it, and answer that."))
}

// TurnTime says that the time for a question is nearly up, or up.
func TurnTime(r practice.Round, turn, percent int) Message {
	if percent >= 100 {
		return message(small("The time for this question is up. Finish your thought, then *Done*."))
	}
	return message(small(fmt.Sprintf("About %s left for this question.", count(left(turnOf(r, turn).Minutes), "minute", "minutes"))))
}

// LegTime says that the time for the round is nearly up, or up.
func LegTime(r practice.Round, percent int) Message {
	if percent >= 100 {
		return message(small("The round's time is up. Finish the answer in hand; nothing is lost, and you may go on."))
	}
	return message(small(fmt.Sprintf("About %s left of the round.", count(left(r.Minutes()), "minute", "minutes"))))
}

// left returns how many minutes are left of a time when the first note on it is due.
func left(minutes int) int { return max(1, (minutes+2)/5) }

// InBreak offers the next round of a full loop.
func InBreak(r practice.Round, next bank.Round) Message {
	return message(
		own("*Break.* Next is the "+lowerRound(next)+" round. The clock stands still: take as long as you like."),
		buttons(
			button(ActRoundNext, "Start the next round", PressValue(r.ID, r.Step())).WithStyle(slack.StylePrimary),
			button(ActRoundEnd, "End here", PressValue(r.ID, r.Step())).WithConfirm(confirm("End here?", "What you've answered is kept, and you get the debrief of the whole.", "End it", "Keep it")),
		),
		small("Or type `continue`, or `end`."),
	)
}

// Hint helps with the question of a turn.
func Hint(r practice.Round, turn int, q bank.Question) Message {
	blocks := []slack.Block{smallPlain("A hint for " + numberedInside(r, turn))}
	blocks = append(blocks, structure(q, 6)...)
	blocks = append(blocks, list("What could back it up", q.Evidence, 3, 200)...)
	if len(blocks) == 1 {
		blocks = append(blocks, own("Say what was going on, what you did, and what came of it."))
	}
	return message(blocks...)
}

func numberedInside(r practice.Round, turn int) string {
	n, _ := r.Counted(turn)
	if n == 0 {
		return "your own questions"
	}
	return "question " + strconv.Itoa(n)
}

// Paused says that the clock of a round stands.
func Paused(r practice.Round) Message {
	return message(
		own("*Paused.* The clock stands still at "+numberedInside(r, r.Turn)+", and nothing is lost."),
		buttons(button(ActRoundResume, "Resume", PressValue(r.ID, r.Step())).WithStyle(slack.StylePrimary)),
		small("Or type `resume`. I keep it for you until "+date(r.LapsesAt(), day)+"."),
	)
}

// Kept says that something said in a pause was kept.
func Kept(r practice.Round) Message {
	return message(
		own("I've kept that. The round is still paused: press *Resume* or type `resume` to go on."),
		buttons(button(ActRoundResume, "Resume", PressValue(r.ID, r.Step()))),
	)
}

// Pointer says, once, where the thread of a round is.
func Pointer(r practice.Round, url string) Message {
	blocks := []slack.Block{own("I've put that into your answer to " + numberedInside(r, r.Turn) + ". The round goes on in its thread, and here works too.")}
	return message(append(blocks, rowOf(link(ActRoundGo, "Open the thread", url))...)...)
}

// rowOf returns a row of buttons, or none where there are no buttons.
func rowOf(elements []slack.BlockElement) []slack.Block {
	if len(elements) == 0 {
		return nil
	}
	return []slack.Block{buttons(elements...)}
}

// RoundStarted tells whoever started a round in a channel where it is.
func RoundStarted(r practice.Round, url string) Message {
	words := "Your " + interviewName(r.Choice.Kind) + " is ready in your DM with me."
	if !linkable(url) {
		words += " You find me under *Apps*."
	}
	return message(append([]slack.Block{own(words)}, append(rowOf(link(ActRoundGo, "Open the round", url)), small(onlyYou))...)...)
}

func lowerRound(k bank.Round) string {
	switch k {
	case bank.Screening:
		return "screening"
	case bank.Technical:
		return "technical"
	}
	return "strategy and leadership"
}

// RoundMoved tells whoever did something to their round outside of it where it
// goes on.
func RoundMoved(r practice.Round, url string) Message {
	words := "Done. Your round is at " + numberedInside(r, r.Turn) + "."
	switch {
	case r.Stage == practice.Ended:
		words = "Done. Your round is over: the debrief is in its thread."
	case r.Stage == practice.Rating:
		words = "Your round has ended. Rate your answers, then comes the debrief."
	case !r.PausedAt.IsZero():
		words = "Done. Your round is paused at " + numberedInside(r, r.Turn) + "."
	}
	blocks := append([]slack.Block{own(words)}, rowOf(link(ActRoundGo, "Open the round", url))...)
	return message(append(blocks, small(onlyYou))...)
}

// MovedBelow says, below the thread of a round, where in it a word that was typed
// there has acted.
func MovedBelow(r practice.Round, word, url string) Message {
	what := first(numberedInside(r, r.Turn))
	if n, _ := r.Counted(r.Turn); n == 0 {
		what = "Your turn to ask"
	}
	switch {
	case r.Stage == practice.Ended:
		what = "The debrief"
	case r.Stage == practice.Break:
		return pointing("The break is in the thread. Type `continue` when you're ready.", url)
	case r.Stage == practice.Rating:
		return pointing("Rate your answers in the thread, then comes the debrief.", url)
	case !r.PausedAt.IsZero():
		return pointing("Paused at "+numberedInside(r, r.Turn)+". Type `resume` to go on.", url)
	case word == "hint":
		what = "The hint"
	case r.Stage == practice.Following:
		what = "The follow-up to " + numberedInside(r, r.Turn)
	}
	return pointing(what+" is in the thread.", url)
}

// pointing says a line, with a button that leads to the round's thread.
func pointing(words, url string) Message {
	return message(append([]slack.Block{own(words)}, rowOf(link(ActRoundGo, "Open", url))...)...)
}

// RateFirst says what can be done while only the ratings of a round are open;
// heard tells that something was typed that could have been an answer.
func RateFirst(r practice.Round, url string, heard bool) Message {
	words := "Your round has ended. Rate your answers if you like, then type `done` for the debrief."
	if heard {
		words = "Rate above if you like, then type `done` for the debrief. I've kept nothing of that."
	}
	row := append(link(ActRoundGo, "Open", url), button(ActRoundDebrief, "Show the debrief", PressValue(r.ID, r.Step())))
	return message(own(words), buttons(row...))
}

// HintAbove says that the one hint of a question was given already.
func HintAbove() Message { return message(own("The hint for this question is above.")) }

// PausedAlready says that a round stands already.
func PausedAlready() Message {
	return message(own("It's paused already. Type `resume` to go on."))
}

// NoDebriefYet says that a round must end before its debrief.
func NoDebriefYet() Message {
	return message(own("The debrief comes when the round is over. Type `end` to end it now: what you've answered is kept."))
}

// RunningAlready says that a round is running and offers to go on or to end it
// for another, the chosen one.
func RunningAlready(r practice.Round, url string, chosen practice.Choice) Message {
	v := PressValue(r.ID, r.Step())
	row := link(ActRoundGo, "Open it", url)
	state := "running: " + numberedInside(r, r.Turn)
	switch {
	case r.Stage == practice.Break:
		state = "in a break"
		row = append(row, button(ActRoundNext, "Go on", v).WithStyle(slack.StylePrimary))
	case r.Stage == practice.Rating:
		state = "open: only your ratings are missing"
	case !r.PausedAt.IsZero():
		state = "paused at " + numberedInside(r, r.Turn)
		row = append(row, button(ActRoundResume, "Resume", v).WithStyle(slack.StylePrimary))
	}
	row = append(row, button(ActRoundNew, "End it and start another", ChoiceValue(chosen)).
		WithConfirm(confirm("End this round?", "What you've answered is kept. Then you choose the next one.", "End it", "Keep it")))
	return message(own("You have a "+interviewName(r.Choice.Kind)+" "+state+"."), buttons(row...), small("One at a time: it waits in your DM with me."))
}

// Lapsed says that a round was forgotten and has ended.
func Lapsed(r practice.Round) Message {
	return message(
		own("Your "+interviewName(r.Choice.Kind)+" of "+date(r.StartedAt, day)+" waited for 7 days, so I've closed it. What you answered is kept: type `review` to see it."),
		buttons(button(ActRoundForm, "Start a round", "")),
	)
}

// mostRated is how many turns fit into the message with the ratings.
const mostRated = 14

// Rate asks for the person's own rating of each question that was answered.
func Rate(r practice.Round, qs map[string]bank.Question) Message {
	blocks := []slack.Block{own("*That was the last question.* Before I say anything: how did each answer go? 1 is low, 5 is high.")}
	if r.Ending == practice.Stopped {
		blocks[0] = own("*The round is over.* Before I say anything: how did each answer go? 1 is low, 5 is high.")
	}
	answered := 0
	for _, t := range r.Turns {
		if t.Answer != 0 && t.Round == r.Leg() {
			answered++
		}
	}
	// What a message can hold is shared out: the question and 3 anchors each.
	longest := min(300, (messageBudget-1800)/(4*max(1, min(answered, mostRated))))
	shown := 0
	for i, t := range r.Turns {
		if t.Answer == 0 || t.Round != r.Leg() || shown == mostRated {
			continue
		}
		shown++
		elements := []slack.RichTextElement{line(bold(numbered(r, i))), line(text(packed(t.Ask, longest)))}
		if q, ok := qs[t.Question]; ok && q.Anchors != (bank.Anchors{}) {
			elements = append(elements, anchorList(q.Anchors, longest))
		}
		blocks = append(blocks, rich(elements...), rateSelect(r, i, t.Rating))
	}
	return message(append(blocks,
		buttons(button(ActRoundDebrief, "Show the debrief", PressValue(r.ID, practice.Step{Turn: r.Turn, Stage: practice.Rating})).WithStyle(slack.StylePrimary)),
		small("Only you see your ratings. You can leave any out; `done` works too."),
	)...)
}

// rateSelect is a turn's 1 to 5. An option's value is a [PressValue], "/" and
// the rating.
func rateSelect(r practice.Round, turn, rating int) slack.Block {
	labels := []string{"1 · not yet", "2", "3 · solid", "4", "5 · strong"}
	var options []*slack.OptionBlockObject
	for i, label := range labels {
		options = append(options, option(PressValue(r.ID, practice.Step{Turn: turn, Stage: practice.Rating})+"/"+strconv.Itoa(i+1), label, ""))
	}
	s := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Rate it"), ActRoundRate, options...)
	if rating >= 1 && rating <= len(options) {
		s.InitialOption = options[rating-1]
	}
	return slack.NewActionBlock("rate/"+strconv.Itoa(turn), s)
}
