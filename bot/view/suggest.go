package view

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// The blocks of the forms for a suggestion.
const (
	blockAsk          = "ask"
	blockAlso         = "also"
	blockStyle        = "style"
	blockArea         = "area"
	blockCompetencies = "competencies"
	blockMinutes      = "minutes"
	blockNote         = "note"
	blockReason       = "reason"
)

// SuggestForm is the form in which somebody suggests a question. ask is what they
// wrote of it already.
func SuggestForm(ask string) slack.ModalViewRequest {
	v := modal("Suggest a question", "Send",
		wording(blockAsk, "The question", "As an interviewer would say it.", ask, false),
		optional(areaMenu("")),
		optional(styleMenu("")),
		typedBox(blockNote, "Why it's worth asking", "Or where you met it. No names, please.", "", practice.MostNoted, true),
		small("Only the admins read it, with your name. If they take it, it's asked without your name, and I tell you in our DM."),
	)
	v.CallbackID = CallSuggest
	return v
}

// ParseSuggestForm reads a [SuggestForm]. What is no choice of the form stays open.
func ParseSuggestForm(values map[string]map[string]slack.BlockAction) (p practice.Proposal, note string) {
	return parseProposal(values), strings.TrimSpace(values[blockNote][actText].Value)
}

func parseProposal(values map[string]map[string]slack.BlockAction) practice.Proposal {
	chosen := func(block string) string { return values[block][actChoice].SelectedOption.Value }
	minutes, err := strconv.Atoi(chosen(blockMinutes))
	if err != nil {
		minutes = 0
	}
	p := practice.Proposal{
		Ask: values[blockAsk][actText].Value, Also: values[blockAlso][actText].Value,
		Style: known(chosen(blockStyle), bank.Styles()), Area: known(chosen(blockArea), bank.Areas()),
		Level: known(chosen(blockLevel), bank.Levels()), Minutes: minutes,
	}
	for _, o := range values[blockCompetencies][actChoice].SelectedOptions {
		if c := known(o.Value, bank.Competencies()); c != "" {
			p.Competencies = append(p.Competencies, c)
		}
	}
	return p
}

// wording is the box for a wording of a question.
func wording(block, label, hint, text string, optional bool) slack.Block {
	hint += " Up to " + strconv.Itoa(practice.MostAsked) + " characters."
	return typedBox(block, label, hint, text, practice.MostAsked, optional)
}

func typedBox(block, label, hint, text string, most int, optional bool) slack.Block {
	e := slack.NewPlainTextInputBlockElement(nil, actText)
	e.Multiline, e.MaxLength, e.InitialValue = true, most, cut(clean(text), most)
	b := slack.NewInputBlock(block, plain(label), plain(hint), e)
	b.Optional = optional
	return b
}

// areaMenu lets one choose an area, by its round.
func areaMenu(chosen bank.Area) *slack.InputBlock {
	e := slack.NewOptionsGroupSelectBlockElement(slack.OptTypeStatic, plain("Choose one"), actChoice)
	for _, r := range bank.Rounds() {
		var options []*slack.OptionBlockObject
		for _, a := range bank.Areas() {
			if a.Round() != r {
				continue
			}
			o := option(string(a), human(a), "")
			if a == chosen {
				e.InitialOption = o
			}
			options = append(options, o)
		}
		e.OptionGroups = append(e.OptionGroups, slack.NewOptionGroupBlockElement(plain(roundName(r)), options...))
	}
	return slack.NewInputBlock(blockArea, plain("Round and area"), nil, e)
}

// styleWords say what each style wants.
var styleWords = map[bank.Style]string{
	bank.Behavioural: "A story from the past", bank.Situational: "What one would do in a given case", bank.Approach: "How one goes about something",
	bank.Knowledge: "What something is, and when it matters", bank.Motivation: "Why this job, why you", bank.Reverse: "The candidate asks",
}

func styleMenu(chosen bank.Style) *slack.InputBlock {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose one"), actChoice)
	for _, s := range bank.Styles() {
		o := option(string(s), human(s), styleWords[s])
		if s == chosen {
			e.InitialOption = o
		}
		e.Options = append(e.Options, o)
	}
	return slack.NewInputBlock(blockStyle, plain("Kind of question"), nil, e)
}

func optional(b *slack.InputBlock) slack.Block {
	b.Optional = true
	return b
}

// SuggestNote offers the form in the DM, where typed words cannot open it. ask is
// what they say of the question already.
func SuggestNote(ask string) Message {
	return message(
		own("You know a question that others should practise? The admins look at it first, and I tell you what they decide."),
		buttons(button(ActSuggest, "Suggest a question", cut(oneLine(clean(ask)), practice.MostAsked))),
	)
}

// Suggested takes the place of the form: the suggestion is kept. admins is how
// many there are.
func Suggested(s practice.Suggestion, admins int) Message {
	next := "The admins have it now; nobody else sees it. I tell you in our DM what they decide."
	if admins == 0 {
		next = "There's no admin yet to decide on it. Whoever runs the bot can add one under `admins:` in the config."
	}
	return message(own("*Thank you.* Your question is kept."), rich(quote(oneLine(packed(s.Asked.Ask, longestAsk)))), own(next))
}

// Decision tells a person what became of their suggestion.
func Decision(s practice.Suggestion) Message {
	if s.State == practice.SuggestionDeclined {
		blocks := []slack.Block{
			own("Thank you for your question. The admins won't add this one:"),
			rich(quote(oneLine(packed(s.Asked.Ask, longestAsk)))),
		}
		if clean(s.Reason) != "" {
			blocks = append(blocks, rich(line(text("They say: "+packed(s.Reason, practice.MostNoted)))))
		}
		return message(append(blocks, buttons(button(ActSuggest, "Suggest another", "")))...)
	}
	opening := "*Your question is in.* From now on it's asked like the others, without your name."
	if s.Taken.Ask != s.Asked.Ask {
		opening += " The admins put it so:"
	}
	return message(
		own(opening),
		rich(line(bold(oneLine(packed(s.Taken.Ask, longestAsk))))),
		smallPlain(proposed(s.Taken)),
		buttons(button(ActAskThis, "Ask me this", WishValue(practice.Wish{ID: s.Question})), button(ActSuggest, "Suggest another", "")),
	)
}

// proposed says in a line what a proposal holds beside its wording.
func proposed(p practice.Proposal) string {
	var parts []string
	if p.Style != "" {
		parts = append(parts, human(p.Style))
	}
	if p.Area != "" {
		parts = append(parts, human(p.Area), roundName(p.Area.Round()))
	} else {
		parts = append(parts, "No area chosen")
	}
	if len(p.Competencies) > 0 {
		parts = append(parts, humans(p.Competencies, practice.MostAbilities))
	}
	if p.Level != "" {
		parts = append(parts, first(lower(p.Level))+" level")
	}
	if p.Minutes > 0 {
		parts = append(parts, minutes(float64(p.Minutes)))
	}
	return strings.Join(parts, " · ")
}

// SuggestField returns the input of a form that an objection is about.
func SuggestField(o practice.Objection) string {
	switch {
	case o.Kind == practice.NoArea:
		return blockArea
	case o.Also:
		return blockAlso
	}
	return blockAsk
}

// ObjectionWords says in plain text why a proposal is not taken, and what to do.
// What it quotes is not ours.
func ObjectionWords(o practice.Objection) string {
	like := "“" + oneLine(packed(o.Like, practice.MostAsked)) + "”"
	switch o.Kind {
	case practice.NoWording:
		return "Write the question first."
	case practice.WordingLong:
		return "That's too long to be asked aloud: " + strconv.Itoa(practice.MostAsked) + " characters at most."
	case practice.WordingShort:
		return "That's very short. Ask it in a whole sentence."
	case practice.NoQuestion:
		return "That doesn't read like a question. Ask it as an interviewer would: “How do you …?”, “Tell me about a time …”."
	case practice.AskedAlready:
		return "I have that one already: " + like + " Another angle on it is welcome."
	case practice.WaitsAlready:
		return "Somebody has suggested that already, and the admins will look at it: " + like
	case practice.ManyWaiting:
		return strconv.Itoa(practice.MostWaiting) + " questions of yours are waiting for the admins. Once they've decided on one, send me the next; keep a copy of this one."
	case practice.NoArea:
		return "Choose the area that it belongs to."
	case practice.Unasked:
		return unasked(o.Ground)
	}
	return "I can't take it like this. Put it in other words."
}

// unasked says why an employer may not ask something, and what may be asked.
func unasked(g practice.Ground) string {
	w := groundWords[g]
	return "I can't take a question about " + w.about + ". " + w.why + " Ask what the job needs, such as “" + w.instead +
		"” The law differs by country; I leave these out everywhere."
}

var groundWords = map[practice.Ground]struct{ about, why, instead string }{
	practice.GroundAge: {"somebody's age, or what gives it away", "Age mustn't decide who gets a job.",
		"How do you keep your knowledge up to date?"},
	practice.GroundHealth: {"a candidate's own health", "It's private: what counts is whether they can do the work.",
		"This job has on-call weeks. How would you organise yours?"},
	practice.GroundDisability: {"a candidate's disability", "Nobody has to tell, and it mustn't count against them.",
		"How would you go about the main tasks of this job?"},
	practice.GroundPregnancy: {"pregnancy or plans for one", "It mustn't count for or against anyone.",
		"How do you keep work going when a key person is away?"},
	practice.GroundFamily: {"a candidate's own family", "Children, and plans for them, are private.",
		"This job means travel twice a month. Does that work for you?"},
	practice.GroundMarriage: {"marriage or a partner", "Who somebody lives with says nothing about their work.",
		"Could you join an on-call rota, one week in four?"},
	practice.GroundReligion: {"religion or belief", "It's private and mustn't decide who gets a job.",
		"We work some weekends. Can you take part in that rota?"},
	practice.GroundOrigin: {"where somebody comes from, or their first language", "Origin mustn't decide who gets a job.",
		"Which languages do you use at work, and how well?"},
	practice.GroundNationality: {"nationality or citizenship", "An employer may ask whether somebody is allowed to work there, and no more.",
		"Are you authorised to work in this country?"},
	practice.GroundRace: {"race, ethnicity or skin colour", "It mustn't play any part in who gets a job.",
		"How do you build a team whose members see things differently?"},
	practice.GroundGender: {"a candidate's gender", "It mustn't play any part in who gets a job.",
		"How do you earn the respect of a new team?"},
	practice.GroundOrientation: {"sexual orientation", "It's private and mustn't decide who gets a job.",
		"How do you make everyone in a team feel welcome?"},
	practice.GroundPolitics: {"political views or votes", "They're private and mustn't decide who gets a job.",
		"How do you work with people you disagree with?"},
	practice.GroundUnion: {"being in a union, or what somebody thinks of unions", "People may join one or not, and it mustn't count.",
		"How have you worked with a union or a works council?"},
	practice.GroundRecord: {"arrests or convictions", "An arrest proves nothing, and only what bears on the job may be asked about, if at all.",
		"How do you make sure that people with admin rights can be trusted?"},
	practice.GroundMoney: {"private money or property", "It says nothing about somebody's work.",
		"How large was the budget that you ran?"},
}
