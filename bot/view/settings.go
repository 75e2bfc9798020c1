package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// Settings are a person's own, as they are shown.
type Settings struct {
	Offered  bool   // some schedule sends reminders
	On       bool   // they want them
	Until    string // a date before which they are snoozed; empty: they are not
	Zone     string // that their days are reckoned in; empty: it is not known
	Chosen   bool   // they chose the zone themselves
	Unscoped bool   // Slack does not let the bot read their zone
	Quiet    bool   // they want no feedback unless they ask
	Retry    RetrySettings
}

// SettingsNote is a person's settings as a message.
func SettingsNote(s Settings) Message {
	return message(slices.Concat(settingsBlocks(s), feedbackSetting(s), retrySetting(s), []slack.Block{small(onlyYou)})...)
}

// feedbackSetting says whether somebody is told about their answers unasked, and
// changes it.
func feedbackSetting(s Settings) []slack.Block {
	if s.Quiet {
		return []slack.Block{
			own("*Feedback: only when you ask*\nI say nothing about your answers by myself. *Feedback* buttons and the word `feedback` still work."),
			buttons(button(ActUnasked, "Turn feedback on", FeedbackOn)),
		}
	}
	return []slack.Block{
		own("*Feedback: on*\nI may write to you privately after an answer: what an interviewer would ask next, and what your answer has and lacks."),
		buttons(button(ActUnasked, "Turn feedback off", FeedbackOff)),
	}
}

// settingsBlocks show the settings and what changes them. Their ids follow the
// state: Slack keeps what was picked in a block of the same id, though it was
// refused.
func settingsBlocks(s Settings) []slack.Block {
	var blocks []slack.Block
	switch {
	case !s.Offered && !s.On:
		return []slack.Block{own("*Reminders*\nNone of the schedules here sends reminders. An admin can set a time under `reminder:` in the config.")}
	case !s.On:
		return []slack.Block{
			own("*Reminders: off*\nTurn them on, and I write to you in our DM once for each question that you haven't answered by the time that your team has set."),
			buttons(button(ActReminders, "Turn reminders on", string(practice.RemindersOn))),
		}
	case s.Until != "":
		blocks = append(blocks, own("*Reminders: snoozed*\nI send none before "+longDate(s.Until)+"."))
	case !s.Offered:
		blocks = append(blocks, own("*Reminders: on*\nBut none of the schedules here sends any at present."))
	default:
		blocks = append(blocks, own("*Reminders: on*\nI write to you in our DM once for each question that you haven't answered. To take a break, pick the day from which I may write again."))
	}
	row := append(breakElements(s), button(ActReminders, "Turn reminders off", string(practice.RemindersOff)))
	blocks = append(blocks, slack.NewActionBlock("settings/"+s.Until+"/"+packed(s.Zone, 60), row...))
	return append(blocks, small(zoneWords(s)))
}

// breakElements change a snooze and the zone of one's days.
func breakElements(s Settings) []slack.BlockElement {
	pick := slack.NewDatePickerBlockElement(ActSnooze)
	pick.Placeholder = plain("Snooze until…")
	pick.InitialDate = s.Until
	row := []slack.BlockElement{pick}
	if s.Until != "" {
		row = append(row, button(ActWake, "End the snooze", ""))
	}
	return append(row, zoneSelect(s))
}

func zoneWords(s Settings) string {
	switch {
	case s.Chosen:
		return "Your days are those of " + escape(packed(s.Zone, 60)) + ", as you chose."
	case s.Unscoped:
		return "Slack doesn't let me read your time zone (`greenroom doctor` says why). Choose it here; until then your days are those of the schedule."
	case s.Zone != "":
		return "Your days are those of " + escape(packed(s.Zone, 60)) + ", as Slack has it."
	}
	return "I don't know your time zone from Slack yet: until I do, your days are those of the schedule. You can choose it here."
}

// longDate returns a date with its weekday, or the text itself where it is none.
func longDate(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return escape(packed(date, 20))
	}
	return t.Format(LongDate)
}

// SlackZone is the value of the choice that leaves the zone to Slack.
const SlackZone = "slack"

// zoneSelect offers a zone for each part of the world; others can be typed.
func zoneSelect(s Settings) slack.BlockElement {
	first := option(SlackZone, "As in Slack", "")
	chosen := first
	top := []*slack.OptionBlockObject{first}
	if s.Chosen && !slices.Contains(Zones(), s.Zone) {
		chosen = option(packed(s.Zone, 70), packed(s.Zone, 70), "")
		top = append(top, chosen)
	}
	groups := []*slack.OptionGroupBlockObject{slack.NewOptionGroupBlockElement(plain("Your time zone"), top...)}
	for _, part := range zones {
		var options []*slack.OptionBlockObject
		for _, city := range strings.Fields(part.cities) {
			name := part.name + "/" + city
			o := option(name, strings.ReplaceAll(name, "_", " "), "")
			if s.Chosen && name == s.Zone {
				chosen = o
			}
			options = append(options, o)
		}
		groups = append(groups, slack.NewOptionGroupBlockElement(plain(part.name), options...))
	}
	e := slack.NewOptionsGroupSelectBlockElement(slack.OptTypeStatic, plain("Your time zone"), ActZone, groups...)
	e.InitialOption = chosen
	return e
}

// zones are those that can be chosen from a list, by part of the world.
var zones = []struct{ name, cities string }{
	{"Africa", "Abidjan Accra Addis_Ababa Algiers Cairo Casablanca Dar_es_Salaam Johannesburg Khartoum Lagos Nairobi Tunis Windhoek"},
	{"America", "Anchorage Argentina/Buenos_Aires Bogota Caracas Chicago Costa_Rica Denver Halifax Havana Lima Los_Angeles Mexico_City Montevideo New_York Panama Phoenix Puerto_Rico Santiago Sao_Paulo St_Johns Toronto Vancouver"},
	{"Asia", "Almaty Baku Bangkok Beirut Colombo Dhaka Dubai Ho_Chi_Minh Hong_Kong Jakarta Jerusalem Kabul Karachi Kathmandu Kolkata Kuala_Lumpur Manila Riyadh Seoul Shanghai Singapore Taipei Tashkent Tbilisi Tehran Tokyo Yerevan"},
	{"Atlantic", "Azores Reykjavik"},
	{"Australia", "Adelaide Brisbane Darwin Perth Sydney"},
	{"Europe", "Amsterdam Athens Berlin Brussels Bucharest Budapest Copenhagen Dublin Helsinki Istanbul Kyiv Lisbon London Madrid Moscow Oslo Paris Prague Rome Sofia Stockholm Vienna Warsaw Zurich"},
	{"Pacific", "Auckland Fiji Honolulu"},
}

// Zones lists the zones that can be chosen from a list.
func Zones() []string {
	var out []string
	for _, part := range zones {
		for _, city := range strings.Fields(part.cities) {
			out = append(out, part.name+"/"+city)
		}
	}
	return out
}
