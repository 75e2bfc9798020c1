package view_test

import (
	"testing"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

func (s sample) story() practice.Story {
	x := practice.Story{
		ID: someID, Person: "U0123ANA", Title: s.speech("The night the mail died"), At: now,
		Competencies: []bank.Competency{"service-management", "communication"},
	}
	if s.packed != "" {
		x.Competencies = []bank.Competency{bank.Competency(s.packed), "leadership", "budgeting", "adaptability", "collaboration", "communication"}
	}
	return x
}

func (s sample) shown() []practice.Shown {
	return []practice.Shown{
		{Competency: "communication", Words: []string{s.speech("told everyone"), s.speech("one page")}},
		{Competency: "leadership", Words: []string{s.speech("I led"), s.speech("my team"), s.speech("my team")}},
	}
}

// stories is the first page of more.
func (s sample) stories(q bank.Question) practice.Stories {
	p := practice.Stories{All: 4, Untold: []bank.Competency{"budgeting", "leadership", "adaptability"}}
	for i := range 3 {
		t := practice.Told{
			Story: s.story(), Reviewed: practice.Reviewed{Answer: s.answer(), Question: q, Known: true}, N: i + 1,
			Serves: []bank.Question{q, q, q, q, q}, Missed: []bank.Gap{bank.GapResult, bank.GapEvidence, bank.GapContext, bank.GapTradeOff},
		}
		t.ID -= practice.ID(i)
		p.Told = append(p.Told, t)
	}
	p.Told[1].Missed, p.Told[2].Serves = nil, nil
	return p
}

func (s sample) storyNotes(q bank.Question) map[string]view.Message {
	last := s.stories(q)
	last.Told, last.From = last.Told[:1], 3
	last.Told[0].N, last.Untold = 4, nil
	return map[string]view.Message{
		"stories-note": view.StoriesNote(s.stories(q)), "stories-note-last": view.StoriesNote(last),
		"stories-note-none": view.StoriesNote(practice.Stories{Untold: bank.Competencies()[:2]}),
		"story-kept":        view.StoryKept(s.story(), true), "story-changed": view.StoryKept(s.story(), false),
		"story-removed": view.StoryRemoved(s.story()), "no-such-story": view.NoSuchStory(9), "no-title": view.NoTitle(),
		"long-title": view.LongTitle(), "story-already": view.StoryAlready(s.story()),
		"nothing-to-serve":    view.NothingToServe(s.story()),
		"alone-story":         view.WithStory(view.Alone(s.alone(), q, true, true), s.story(), true),
		"guidance-note-story": view.WithStory(view.GuidanceNote(q), s.story(), false),
	}
}

func TestATitleIsProposedFromTheFirstWords(t *testing.T) {
	for said, want := range map[string]string{
		"In May our mail was down for 4 hours &amp; 900 people waited. I rang Ben.": "In May our mail was down for 4 hours",
		"One moment\nAt nine our mail was down. I rang Ben.":                        "At nine our mail was down",
		"Our mail was down. I rang Ben.":                                            "Our mail was down",
		"*Mail* <@U0123BEN> night":                                                  "*Mail* @someone night",
		"\u200b":                                                                    "(no words)",
	} {
		a := practice.Answer{Messages: []practice.Message{{Text: said}}}
		if got := view.ProposedTitle(a); got != want {
			t.Errorf("%q: got %q, want %q", said, got, want)
		}
	}
}

func TestAStoryFormComesBackAsItWent(t *testing.T) {
	values := map[string]map[string]slack.BlockAction{
		"title":        {"text": {Value: " Mail night "}},
		"competencies": {"choice": {SelectedOptions: []slack.OptionBlockObject{{Value: "leadership"}, {Value: "witchcraft"}, {Value: "budgeting"}}}},
	}
	title, shows := view.ParseStoryForm(values)
	if title != "Mail night" || len(shows) != 2 || shows[0] != "leadership" || shows[1] != "budgeting" {
		t.Errorf("got %q, %v", title, shows)
	}
	if block, _ := view.StoryField(title, shows); block != "" {
		t.Errorf("it objects at %s", block)
	}
	if block, _ := view.StoryField("", shows); block != "title" {
		t.Errorf("without a title it objects at %q", block)
	}
	if block, _ := view.StoryField(title, nil); block != "competencies" {
		t.Errorf("without competencies it objects at %q", block)
	}
}
