package view

import (
	"fmt"

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

// RoundForm is the form of a mock round, set to a choice: five lines, each of
// which unfolds, so that a phone shows all of it.
func RoundForm(c practice.Choice) slack.ModalViewRequest {
	c = c.Or(practice.DefaultChoice)
	var kinds, levels, manners []*slack.OptionBlockObject
	for _, k := range practice.Kinds() {
		kinds = append(kinds, option(string(k), fmt.Sprintf("%s · %d min", kindName(k), practice.Choice{Kind: k}.Minutes()), kindMeans[k]))
	}
	for _, m := range practice.Manners() {
		manners = append(manners, option(string(m), human(m), mannerMeans[m]))
	}
	for _, l := range bank.Levels() {
		levels = append(levels, option(string(l), human(l), ""))
	}
	v := modal("Mock interview", "Start",
		selectOne(blockKind, "Round", string(c.Kind), kinds...),
		selectOne(blockLength, "Length", string(c.Length),
			option(string(practice.Full), "Full", "To the clock, with your own questions at the end"),
			option(string(practice.Express), "Express", "3 questions, about 25 min for each round")),
		selectOne(blockMode, "Mode", string(c.Mode),
			option(string(practice.PracticeMode), "Practice", "Hints and tips at hand"),
			option(string(practice.LiveMode), "Live", "Like the real thing: no hints before the debrief")),
		selectOne(blockManner, "Interviewer", string(c.Manner), manners...),
		selectOne(blockLevel, "Level", string(c.Level), levels...),
		small("It runs in your DM with me, and you can pause it for days. I'll remember what you choose."),
	)
	v.CallbackID = CallRound
	return v
}

// selectOne is an input of which one option is always chosen.
func selectOne(block, label, chosen string, options ...*slack.OptionBlockObject) slack.Block {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, actChoice, options...)
	for _, o := range options {
		if o.Value == chosen {
			e.InitialOption = o
		}
	}
	return slack.NewInputBlock(block, plain(label), nil, e)
}

// kindMeans says what each kind of interview looks at.
var kindMeans = map[practice.Kind]string{
	practice.Screening: "Experience, motives, whether you'd fit",
	practice.Technical: "Systems, problems, projects",
	practice.Strategy:  "Direction, money, people",
	practice.Loop:      "All 3, with a break between them",
}

// mannerMeans says what each manner of the interviewer is like.
var mannerMeans = map[practice.Manner]string{
	practice.Friendly: "Warm, one follow-up to each question",
	practice.Neutral:  "Matter-of-fact, one follow-up to each question",
	practice.Pressing: "Brisk, up to 3 follow-ups where something is missing",
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
