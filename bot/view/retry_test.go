package view_test

import (
	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// dues are more questions that are due than a list shows.
func (s sample) dues() []practice.Due {
	q := s.question()
	return []practice.Due{
		{Question: q, Answer: someID, Rating: 2, Days: 12},
		{Question: q, Answer: someID, Lacks: []bank.Gap{bank.GapResult, bank.GapEvidence}, Days: 1},
		{Question: q, Answer: someID, Days: 7, Near: true},
		{Question: q, Answer: someID, Rating: 4, Days: 31},
		{Question: q, Answer: someID, Days: 40},
		{Question: q, Answer: someID, Days: 41},
	}
}

func (s sample) retries() map[string]view.Message {
	on := view.RetrySettings{At: "09:00", Rest: 2}
	return map[string]view.Message{
		"retry-offer-first":    view.RetryOffer(s.dues()[0], true, "09:00"),
		"retry-offer":          view.RetryOffer(s.dues()[1], false, "17:30"),
		"retry-offer-near":     view.RetryOffer(s.dues()[2], false, "09:00"),
		"retry-asked":          view.RetryAsked(s.words("Tell me about an outage that you led.")),
		"retry-asked-before":   view.RetryAskedBefore(permalink),
		"retry-answered":       view.RetryAnswered(practice.Wish{ID: "first-outage"}),
		"retry-put-off":        view.RetryPutOff(s.words("Tell me about an outage that you led.")),
		"retry-rests":          view.RetryRests(s.words("Tell me about an outage that you led."), someID),
		"retry-back":           view.RetryBack(s.words("Tell me about an outage that you led.")),
		"retry-stopped":        view.RetryStopped(),
		"retry-list":           view.RetryList(s.dues(), on),
		"retry-list-none":      view.RetryList(nil, view.RetrySettings{Off: true, At: "09:00"}),
		"retry-set":            view.RetrySet(view.Settings{Until: "2026-12-01", Retry: view.RetrySettings{At: "08:00"}}),
		"retry-set-off":        view.RetrySet(view.Settings{Retry: view.RetrySettings{Off: true}}),
		"settings-retry-off":   view.SettingsNote(view.Settings{Retry: view.RetrySettings{Off: true, At: "09:00"}}),
		"settings-retry-ended": view.SettingsNote(view.Settings{Retry: view.RetrySettings{Off: true, Stopped: true, At: "09:00"}}),
	}
}
