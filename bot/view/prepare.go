package view

import (
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// The blocks of the forms for what somebody prepares for.
const (
	blockAdvert     = "advert"
	blockAdvertMore = "advert_more"
	blockInterview  = "interview"
	blockAreas      = "areas"
)

// PrepareForm is the form in which somebody pastes a job advert. interview is the
// date that is known already.
func PrepareForm(interview string) slack.ModalViewRequest {
	v := modal("Prepare", "Read it",
		typedBox(blockAdvert, "The job advert", "Paste its text, in English. Slack's boxes hold 3,000 characters: put the rest into the next one.", "", longestInput, true),
		typedBox(blockAdvertMore, "The rest of it", "If it's longer.", "", longestInput, true),
		interviewInput(interview),
		small("I read it myself and pass it to nobody. I don't keep the advert, only the words in it that showed me what the job asks for. No colleague sees it here."),
	)
	v.CallbackID = CallPrepare
	return v
}

func interviewInput(date string) slack.Block {
	pick := slack.NewDatePickerBlockElement(actChoice)
	pick.InitialDate = date
	pick.Placeholder = plain("Not known yet")
	b := slack.NewInputBlock(blockInterview, plain("The interview's date"), nil, pick)
	b.Optional = true
	return b
}

// ParsePrepareForm reads a [PrepareForm].
func ParsePrepareForm(values map[string]map[string]slack.BlockAction) (advert, interview string) {
	advert = values[blockAdvert][actText].Value + "\n" + values[blockAdvertMore][actText].Value
	return strings.TrimSpace(advert), values[blockInterview][actChoice].SelectedDate
}

// AdvertField and InterviewField are the inputs that an error can stand at.
const (
	AdvertField    = blockAdvert
	InterviewField = blockInterview
)

// NothingToRead and NoInterviewDay are said at an input, so they have no marks.
const (
	NothingToRead  = "Paste an advert, or choose the interview's date below, or both."
	NoInterviewDay = "Choose today or a day within a year."
)

// CorrectForm is the form in which somebody says themselves what the job asks for,
// and when the interview is.
func CorrectForm(p practice.Preparation, interview string) slack.ModalViewRequest {
	competencies := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain("Choose some"), actChoice)
	for _, c := range bank.Competencies() {
		o := option(string(c), human(c), "")
		for _, t := range p.Competencies {
			if t.Topic == c {
				competencies.InitialOptions = append(competencies.InitialOptions, o)
			}
		}
		competencies.Options = append(competencies.Options, o)
	}
	areas := slack.NewOptionsGroupMultiSelectBlockElement(slack.MultiOptTypeStatic, plain("Choose some"), actChoice)
	for _, r := range bank.Rounds() {
		var options []*slack.OptionBlockObject
		for _, a := range bank.Areas() {
			if a.Round() != r {
				continue
			}
			o := option(string(a), human(a), "")
			for _, t := range p.Areas {
				if t.Topic == a {
					areas.InitialOptions = append(areas.InitialOptions, o)
				}
			}
			options = append(options, o)
		}
		areas.OptionGroups = append(areas.OptionGroups, slack.NewOptionGroupBlockElement(plain(roundName(r)), options...))
	}
	v := modal("Topics and date", "Save",
		optional(slack.NewInputBlock(blockCompetencies, plain("Competencies"), nil, competencies)),
		optional(slack.NewInputBlock(blockAreas, plain("Areas"), nil, areas)),
		interviewInput(interview),
	)
	v.CallbackID = CallCorrect
	return v
}

// ParseCorrectForm reads a [CorrectForm]. What is no choice of the form is left
// out.
func ParseCorrectForm(values map[string]map[string]slack.BlockAction) (competencies []bank.Competency, areas []bank.Area, interview string) {
	return chosenOf(values[blockCompetencies][actChoice], bank.Competencies()), chosenOf(values[blockAreas][actChoice], bank.Areas()),
		values[blockInterview][actChoice].SelectedDate
}

func chosenOf[T ~string](a slack.BlockAction, list []T) []T {
	var out []T
	for _, o := range a.SelectedOptions {
		if x := known(o.Value, list); x != "" {
			out = append(out, x)
		}
	}
	return out
}

// PrepareNote offers the form in the DM, where typed words cannot open it.
func PrepareNote() Message {
	return message(
		own("Show me the job advert, and tell me when the interview is: I say what it asks for and plan the days until then."),
		buttons(button(ActPrepare, "Paste a job advert", "").WithStyle(slack.StylePrimary)),
		small("No advert? `interview on 2026-12-03` makes a plan, too."),
	)
}

// Prepared says what was found in an advert, or chosen since, and the plan that
// came of it. foreign is true where the advert was not read, since it is not in
// English.
func Prepared(p practice.Preparation, c practice.Countdown, foreign bool) Message {
	var blocks []slack.Block
	switch {
	case foreign:
		blocks = append(blocks, own("*I couldn't read it.* It doesn't seem to be in English, and I know no other language. Press *Topics and date* and pick yourself what the job asks for."))
	case p.Empty():
		blocks = append(blocks, own("*I found nothing in it that I know.* Press *Topics and date* and pick yourself what the job asks for."))
	default:
		blocks = append(blocks, own("*What the job asks for*, and the words that show it. Press *Topics and date* where I'm wrong."))
		blocks = append(blocks, tracesOf("Competencies", p.Competencies)...)
		blocks = append(blocks, tracesOf("Areas", p.Areas)...)
		if p.Level != "" {
			blocks = append(blocks, rich(line(text("It's a job for "+levelOf[p.Level]+": “"+oneLine(packed(p.LevelWords, longestShown))+"”."))))
		}
	}
	return message(append(append(blocks, planBlocks(c, mostPlanned)...), planButtons(c, mostPlanned))...)
}

// longestShown is how much is shown of the words that show something.
const longestShown = 60

var levelOf = map[bank.Level]string{
	bank.NewManager: "a new manager", bank.Manager: "a manager", bank.Senior: "a senior manager",
}

// tracesOf lists what an advert asks for, with its words.
func tracesOf[T ~string](heading string, traces []practice.Trace[T]) []slack.Block {
	var lines []slack.RichTextElement
	for _, t := range traces {
		if len(lines) == mostTraces {
			break
		}
		words := []slack.RichTextSectionElement{bold(human(t.Topic))}
		switch {
		case len(t.Words) == 0:
			words = append(words, text(": your choice"))
		case len(lines) < mostQuotedTraces:
			words = append(words, text(": "+shownBy(t.Words)))
		}
		lines = append(lines, line(words...))
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{rich(line(text(heading)), bullets(lines...))}
}

// mostTraces is how many lines each list has, as many as can be chosen; and
// mostQuotedTraces how many of them with words, as many as can be found.
const (
	mostTraces       = 21
	mostQuotedTraces = 10
)

// shownBy quotes the advert's words.
func shownBy(words []string) string {
	var out []string
	for _, w := range words[:min(len(words), 3)] {
		out = append(out, "“"+oneLine(packed(w, longestShown))+"”")
	}
	return strings.Join(out, ", ")
}
