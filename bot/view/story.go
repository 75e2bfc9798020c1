package view

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// blockTitle is the block of a story's title in its form.
const blockTitle = "title"

// ProposedTitle is how the story of an answer could be called.
func ProposedTitle(a practice.Answer) string {
	if title := practice.FirstWords(said(a.Text(), longestText)); title != "" {
		return title
	}
	return none
}

// StoryForm is the form in which an answer is kept as a story, or the story that
// it is already is changed; s is as it is proposed or as it is, shown are the
// competencies of it that were read off its words.
func StoryForm(rv practice.Reviewed, s practice.Story, shown []practice.Shown) slack.ModalViewRequest {
	title, submit := "Keep as a story", "Keep"
	if !s.At.IsZero() {
		title, submit = "Your story", "Save"
	}
	box := slack.NewPlainTextInputBlockElement(nil, actText)
	box.MaxLength, box.InitialValue = practice.MostTitle, cut(clean(s.Title), practice.MostTitle)
	blocks := []slack.Block{
		rich(line(bold(packed(rv.Question.Ask, longestAsk)))),
		rich(quote(glimpse(rv.Answer.Text(), 300))),
		slack.NewInputBlock(blockTitle, plain("What do you call it?"), plain("A few words by which you'll know it again."), box),
		showsMenu(s.Competencies),
	}
	if why := shownWords(shown); why != "" {
		blocks = append(blocks, smallPlain(why))
	}
	if submit == "Save" {
		blocks = append(blocks, buttons(button(ActStoryRemove, "Not a story any more", rv.Answer.ID.String()).WithConfirm(
			confirm("Take it out of your stories?", "The answer stays under My answers.", "Take it out", "Keep it"))))
	}
	v := modal(title, submit, append(blocks, small(onlyYou))...)
	v.CallbackID, v.PrivateMetadata = CallStory, rv.Answer.ID.String()
	return v
}

// showsMenu lets one choose what a story shows.
func showsMenu(chosen []bank.Competency) *slack.InputBlock {
	b := competencyMenu(chosen)
	e := b.Element.(*slack.MultiSelectBlockElement)
	most := practice.MostShown
	e.MaxSelectedItems, e.Placeholder = &most, plain("Up to "+strconv.Itoa(most))
	b.Label = plain("What does it show?")
	return b
}

// shownWords says by which words competencies were found.
func shownWords(shown []practice.Shown) string {
	var found []string
	for _, s := range shown {
		var words []string
		for _, w := range s.Words {
			words = append(words, "“"+oneLine(said(w, 60))+"”")
		}
		found = append(found, lowerCompetency(s.Competency)+" in "+feedback.Enumerated(words))
	}
	if len(found) == 0 {
		return ""
	}
	return "I also found " + strings.Join(found, "; ") + ". You know better: change it as you like."
}

func lowerCompetency(k bank.Competency) string {
	return packed(strings.ReplaceAll(string(k), "-", " "), 60)
}

// ParseStoryForm reads a [StoryForm]. What is no choice of the form is left out.
func ParseStoryForm(values map[string]map[string]slack.BlockAction) (title string, shows []bank.Competency) {
	return strings.TrimSpace(values[blockTitle][actText].Value), parseProposal(values).Competencies
}

// StoryField returns the input of a [StoryForm] that is empty and what to say at
// it, or "".
func StoryField(title string, shows []bank.Competency) (block, words string) {
	switch {
	case title == "":
		return blockTitle, "Give it a title first."
	case len(shows) == 0:
		return blockCompetencies, "Choose at least 1: that's how I find questions for it."
	}
	return "", ""
}

// StoryKept says that a story is kept; fresh tells that it was none before.
func StoryKept(s practice.Story, fresh bool) Message {
	opening := "*Changed.* Your story:"
	if fresh {
		opening = "*Kept as a story:*"
	}
	return message(
		own(opening),
		rich(line(bold(storyTitle(s)))),
		smallPlain(showsLine(s)),
		buttons(button(ActStories, "My stories", ""), button(ActStoryForm, "Change it", s.ID.String())),
	)
}

// StoryAlready says that an answer is kept as a story already.
func StoryAlready(s practice.Story) Message {
	return message(
		own("That's one of your stories already:"),
		rich(line(bold(storyTitle(s)))),
		buttons(button(ActStories, "My stories", ""), button(ActStoryForm, "Change it", s.ID.String())),
	)
}

// StoryRemoved says that an answer is no story any more.
func StoryRemoved(s practice.Story) Message {
	return message(
		rich(line(text("“"+storyTitle(s)+"” is no story any more. The answer stays under "), bold("My answers"), text("."))),
		buttons(button(ActStories, "My stories", "")),
	)
}

// NoSuchStory answers a number that no story has.
func NoSuchStory(n int) Message {
	return message(own("You have no story number "+strconv.Itoa(n)+". `stories` lists them with their numbers."),
		buttons(button(ActStories, "My stories", "")))
}

// NoTitle says how a story is renamed in words.
func NoTitle() Message {
	return message(own("Say the new title, too, as in `rename story 2 to The night the mail died`."))
}

// LongTitle says how long a title may be.
func LongTitle() Message {
	return message(own("That's too long for a title: up to " + strconv.Itoa(practice.MostTitle) + " characters fit. Nothing has changed."))
}

// NothingToServe says that the bank has no other question that a story could serve.
func NothingToServe(s practice.Story) Message {
	return message(rich(line(text("I have no other question that “"+storyTitle(s)+"” could serve. Choose more of what it shows, and I'll look again."))),
		buttons(button(ActStoryForm, "Change it", s.ID.String())))
}

func storyTitle(s practice.Story) string { return oneLine(packed(s.Title, practice.MostTitle)) }

func showsLine(s practice.Story) string {
	if len(s.Competencies) == 0 {
		return "It shows nothing yet: choose what it shows"
	}
	return "Shows " + feedback.Enumerated(lowerCompetencies(s.Competencies))
}

func lowerCompetencies(list []bank.Competency) []string {
	var out []string
	for _, k := range list {
		out = append(out, lowerCompetency(k))
	}
	return out
}

// Stories is a page of one's own stories.
func Stories(p practice.Stories) slack.ModalViewRequest {
	v := modal("My stories", "", append(storyPage(p), small(onlyYou))...)
	v.PrivateMetadata = inStories + strconv.Itoa(p.From)
	return v
}

// inStories is how the metadata of a page of stories begins, and of what is opened
// in its place.
const inStories = "stories/"

// StoriesFrom reads from which story on the page of [Stories] is that a view is in
// the place of; ok is false for any other view.
func StoriesFrom(meta string) (from int, ok bool) {
	n, ok := strings.CutPrefix(meta, inStories)
	from, err := strconv.Atoi(n)
	return from, ok && err == nil
}

// StoriesNote is a page of one's own stories, as a message in the DM.
func StoriesNote(p practice.Stories) Message { return message(storyPage(p)...) }

func storyPage(p practice.Stories) []slack.Block {
	if p.All == 0 {
		return append([]slack.Block{
			own("You have no stories yet. 8 good ones serve most interviews: press *Keep as a story* where you open an answer or its feedback, or type `story` to keep your newest answer."),
			buttons(button(ActReview, "My answers", "")),
		}, untold(p.Untold)...)
	}
	var blocks []slack.Block
	for _, t := range p.Told {
		blocks = append(blocks, storyBlocks(t)...)
	}
	var row []slack.BlockElement
	if p.From > 0 {
		row = append(row, button(ActStoriesBack, "Previous", strconv.Itoa(p.From-1)))
	}
	if next := p.From + len(p.Told); next < p.All {
		row = append(row, button(ActStoriesOn, "Next", strconv.Itoa(next)))
	}
	if len(row) > 0 {
		shown := strconv.Itoa(p.From + 1)
		if len(p.Told) > 1 {
			shown += " to " + strconv.Itoa(p.From+len(p.Told))
		}
		blocks = append(blocks, smallPlain(shown+" of "+count(p.All, "story", "stories")), buttons(row...))
	}
	return append(append(blocks, slack.NewDividerBlock()), untold(p.Untold)...)
}

// storyBlocks show one story: what it answers, what it shows and lacks, and the
// questions that it could serve.
func storyBlocks(t practice.Told) []slack.Block {
	id := t.ID.String()
	about := []string{showsLine(t.Story)}
	if lacks := gapsNamed(t.Missed); lacks != "" {
		about = append(about, "Still lacks "+lacks)
	}
	blocks := []slack.Block{
		rich(line(bold(strconv.Itoa(t.N)+". "+storyTitle(t.Story))), line(text("Told to: "+oneLine(packed(t.Question.Ask, 140))))),
		smallPlain(strings.Join(about, " · ")),
	}
	if len(t.Serves) > 0 {
		blocks = append(blocks, small("It could also serve:"))
	}
	for _, q := range t.Serves {
		ask := slack.NewSectionBlock(plain(oneLine(packed(q.Ask, 160))), nil,
			slack.NewAccessory(button(ActStoryTell, "Practise", WishValue(practice.Wish{ID: q.ID, Story: t.ID}))))
		blocks = append(blocks, ask)
	}
	return append(blocks, buttons(button(ActReviewOpen, "Open", id), button(ActStoryForm, "Change", id)))
}

// untold names the competencies that no story shows, and offers a question for
// each.
func untold(list []bank.Competency) []slack.Block {
	if len(list) == 0 {
		return []slack.Block{own("You have a story for each competency.")}
	}
	var options []*slack.OptionBlockObject
	for _, k := range list {
		options = append(options, option(WishValue(practice.Wish{Competency: k, Style: bank.Behavioural}), human(k), ""))
	}
	words := "No story yet for " + feedback.Enumerated(lowerCompetencies(list)) + "."
	if len(list) == len(bank.Competencies()) {
		words = "Or let me ask you for one: choose what it should show."
	}
	return []slack.Block{
		smallPlain(words),
		buttons(slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Ask me for one"), ActStoryGap, options...)),
	}
}

// storyButtons offer to keep an answer as a story, where it can be, or to change
// the one that it is.
func storyButtons(q bank.Question, a practice.Answer, r feedback.Report, kept bool) []slack.BlockElement {
	switch {
	case kept:
		return []slack.BlockElement{button(ActStoryForm, "Change the story", a.ID.String())}
	case practice.Tellable(q, a, r):
		return []slack.BlockElement{button(ActStoryForm, "Keep as a story", a.ID.String())}
	}
	return nil
}

// WithStory adds to what is said of a question which story of their own its
// reader has for it; asked tells that they chose to tell it.
func WithStory(m Message, s practice.Story, asked bool) Message {
	return message(append(m.Blocks[:len(m.Blocks):len(m.Blocks)], storyHint(s, asked))...)
}

// GuidanceWithStory is a [Guidance] that names the reader's own story for the
// question.
func GuidanceWithStory(v slack.ModalViewRequest, s practice.Story) slack.ModalViewRequest {
	blocks := v.Blocks.BlockSet
	v.Blocks.BlockSet = append([]slack.Block{blocks[0], storyHint(s, false)}, blocks[1:]...)
	v.PrivateMetadata += "/" + s.ID.String()
	return v
}

// GuidedStory returns which story a [GuidanceWithStory] named, zero for none.
func GuidedStory(meta string) practice.ID {
	_, id, _ := strings.Cut(meta, "/")
	story, err := practice.ParseID(id)
	if err != nil {
		return 0
	}
	return story
}

func storyHint(s practice.Story, asked bool) slack.Block {
	words := "You have a story for this: "
	if asked {
		words = "Tell it with your story: "
	}
	return rich(line(text(words), bold(storyTitle(s))))
}
