package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// How many questions that are due Home and a list show, and how much of each.
const (
	retriesAtHome = 3
	retriesListed = 5
	retryShown    = 150
)

// RetryOffer offers somebody in their DM a question that they answered before. at
// is the time of offers, as 15:04, which the first one says with how to stop them.
func RetryOffer(d practice.Due, first bool, at string) Message {
	id := d.Answer.String()
	note := "Press *Try again* first: what you write before that isn't taken as your answer."
	if first {
		note += " I offer at most one each weekday, at " + hour(at) + ", and only you see it. `retry at 8` changes the hour, `retry off` ends it."
	}
	return message(
		smallPlain("Worth another try"+topic(d.Question)),
		rich(line(bold(packed(d.Question.Ask, longestAsk)))),
		own(retryWhy(d)),
		buttons(button(ActRetryTry, "Try again", id).WithStyle(slack.StylePrimary), button(ActRetryLater, "Not today", id), button(ActRetryRest, "Let it rest", id)),
		small(note),
	)
}

// retryWhy says in a sentence or two why a question is due.
func retryWhy(d practice.Due) string {
	when := count(d.Days, "day", "days") + " ago"
	switch d.Days {
	case 0:
		when = "today"
	case 1:
		when = "yesterday"
	}
	why := "You answered it " + when + "."
	switch {
	case d.Rating != 0:
		why = fmt.Sprintf("You answered it %s, and rated it %d of 5.", when, d.Rating)
	case len(d.Lacks) > 0:
		why += " Still missing: " + gapNames[d.Lacks[0]] + "."
	}
	if d.Near {
		why += " It comes early, since your interview is near."
	}
	return why
}

// RetryAsked takes the place of an offer whose question was asked.
func RetryAsked(ask string) Message {
	return message(rich(quote(oneLine(packed(ask, retryShown)))), small("I've asked you this one again."))
}

// RetryAskedBefore says that a question waits already. url leads to it; "" where
// that is not known.
func RetryAskedBefore(url string) Message {
	return message(append([]slack.Block{own("I've asked you that one already: it waits in our DM.")}, rowOf(link(ActOpenDM, "Open it", url))...)...)
}

// RetryAnswered says that a question was answered again since; w asks it.
func RetryAnswered(w practice.Wish) Message {
	return message(own("You've answered that one again since. I'll bring it back in its time."), buttons(button(ActAsk, "Ask me now", WishValue(w))))
}

// RetryPutOff takes the place of an offer that was put off.
func RetryPutOff(ask string) Message {
	return message(rich(quote(oneLine(packed(ask, retryShown)))), small("Not today, then. I may ask again on another weekday; until then it's under `retry` and in Home."))
}

// RetryRests takes the place of an offer whose question returns no more.
func RetryRests(ask string, answer practice.ID) Message {
	return message(
		rich(quote(oneLine(packed(ask, retryShown)))),
		small("I let this one rest and won't bring it back."),
		buttons(button(ActRetryBack, "Bring it back after all", answer.String())),
	)
}

// RetryBack takes the place of [RetryRests] where that was taken back.
func RetryBack(ask string) Message {
	return message(rich(quote(oneLine(packed(ask, retryShown)))), small("It comes back in its time."))
}

// RetryStopped says that nothing is offered any more, since nobody answers.
func RetryStopped() Message {
	return message(
		own("You left my last offers to try a question again, so I stop making them. What's due stays in Home and under `retry`."),
		buttons(button(ActRetries, "Go on offering", RetriesOn)),
		small("`retry on` does the same."),
	)
}

// RetryBlocks are what is due as Home shows it; nothing where nothing is.
func RetryBlocks(due []practice.Due) []slack.Block {
	if len(due) == 0 {
		return nil
	}
	blocks := []slack.Block{own("*Worth another try: " + count(len(due), "question", "questions") + "*")}
	for _, d := range due[:min(len(due), retriesAtHome)] {
		again := slack.NewAccessory(button(ActRetryAgain, "Try again", d.Answer.String()))
		blocks = append(blocks,
			rich(line(bold(oneLine(packed(d.Question.Ask, retryShown))))),
			slack.NewSectionBlock(mrkdwn(retryWhy(d)), nil, again),
		)
	}
	if more := len(due) - retriesAtHome; more > 0 {
		blocks = append(blocks, small(fmt.Sprintf("%d more can wait: `retry` in our DM shows what comes first.", more)))
	}
	return blocks
}

// RetryList is what is due as a message.
func RetryList(due []practice.Due, s RetrySettings) Message {
	var blocks []slack.Block
	if len(due) == 0 {
		blocks = append(blocks, own("Nothing is due to be tried again. What you answer comes back after 3, 10 and 30 days, weak answers sooner."))
	} else {
		blocks = append(blocks, own("*Worth another try: "+count(len(due), "question", "questions")+"*"))
	}
	for _, d := range due[:min(len(due), retriesListed)] {
		id := d.Answer.String()
		blocks = append(blocks,
			rich(line(bold(oneLine(packed(d.Question.Ask, retryShown))))),
			small(retryWhy(d)),
			buttons(button(ActRetryAgain, "Try again", id), button(ActRetryDrop, "Let it rest", id)),
		)
	}
	if more := len(due) - retriesListed; more > 0 {
		blocks = append(blocks, small(fmt.Sprintf("And %d more.", more)))
	}
	if s.Rest > 0 {
		blocks = append(blocks, buttons(button(ActRetryWake, "Bring back the "+count(s.Rest, "question", "questions")+" at rest", "all")))
	}
	said := "I offer one at most each weekday at " + hour(s.At) + ": `retry at 8` changes that, `retry off` stops it."
	if s.Off {
		said = "I offer none by myself: `retry on` changes that."
	}
	return message(append(blocks, small(said))...)
}

// RetrySettings are how questions return to a person.
type RetrySettings struct {
	Off     bool
	Stopped bool   // since they left so many offers
	At      string // the local time of offers, as 15:04; empty: the usual one
	Rest    int    // how many questions return no more
}

// retrySetting says whether questions are offered again, and changes it.
func retrySetting(s Settings) []slack.Block {
	r := s.Retry
	if r.Off {
		words := "*Trying again: only when you ask*\nI offer nothing by myself. What's due is in Home and under `retry`."
		if r.Stopped {
			words = "*Trying again: stopped*\nYou left my last offers, so I make no more. What's due is in Home and under `retry`."
		}
		return []slack.Block{own(words), buttons(button(ActRetries, "Offer me one a day", RetriesOn))}
	}
	at := cmp.Or(r.At, practice.UsualOffer)
	words := "*Trying again: weekdays at " + hour(at) + "*\nI offer you one question at most a day that is worth another try, in our DM."
	if s.Until != "" {
		words += " I offer none before " + longDate(s.Until) + "."
	}
	blocks := []slack.Block{
		own(words),
		slack.NewActionBlock("retry/"+at, hourSelect(at), button(ActRetries, "Turn offers off", RetriesOff)),
	}
	if s.On {
		return blocks // what else it hangs on stands among the reminders
	}
	return append(blocks, slack.NewActionBlock("retry/"+s.Until+"/"+packed(s.Zone, 60), breakElements(s)...), small(zoneWords(s)))
}

// RetrySet says in a line what has just been set in words.
func RetrySet(s Settings) Message {
	if s.Retry.Off {
		return message(own("Done: I offer nothing by myself. `retry` lists what's due, `retry on` has me offer it again."), small(onlyYou))
	}
	words := "Done: weekdays at " + hour(cmp.Or(s.Retry.At, practice.UsualOffer)) + ", your time, I offer you one question at most that is worth another try."
	if s.Until != "" {
		words += " None comes before " + longDate(s.Until) + "."
	}
	return message(own(words), small(onlyYou))
}

// The hours that can be chosen from a list; others can be typed.
const (
	firstHour = 6
	lastHour  = 22
)

func hourSelect(at string) slack.BlockElement {
	var options []*slack.OptionBlockObject
	var chosen *slack.OptionBlockObject
	times := []string{at}
	for h := firstHour; h <= lastHour; h++ {
		times = append(times, fmt.Sprintf("%02d:00", h))
	}
	slices.Sort(times)
	for _, t := range slices.Compact(times) {
		o := option(t, hour(t), "")
		if t == at {
			chosen = o
		}
		options = append(options, o)
	}
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("At"), ActRetryAt, options...)
	e.InitialOption = chosen
	return e
}

// hour returns a time of the day, as 15:04, as people write it.
func hour(at string) string { return strings.TrimPrefix(at, "0") }
