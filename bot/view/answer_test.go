package view_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// sent returns what a form sends back when nothing in it is touched.
func sent(v slack.ModalViewRequest) map[string]map[string]slack.BlockAction {
	values := map[string]map[string]slack.BlockAction{}
	for _, b := range v.Blocks.BlockSet {
		in, ok := b.(*slack.InputBlock)
		if !ok {
			continue
		}
		switch e := in.Element.(type) {
		case *slack.PlainTextInputBlockElement:
			values[in.BlockID] = map[string]slack.BlockAction{e.ActionID: {Value: e.InitialValue}}
		case *slack.SelectBlockElement:
			values[in.BlockID] = map[string]slack.BlockAction{e.ActionID: {SelectedOption: *e.InitialOption}}
		}
	}
	return values
}

func TestAFormGivesBackWhatWasWritten(t *testing.T) {
	q := (sample{}).question()
	paragraphs := make([]string, 70)
	for i := range paragraphs {
		paragraphs[i] = fmt.Sprint("Paragraph ", i, ": ", strings.Repeat("we rang & waited ", 20), "<@U1> &lt; done.")
	}
	for name, text := range map[string]string{
		"one paragraph":             "In May our mail was down.",
		"as many paragraphs":        "a\n\nb\n\nc\n\nd\n\ne",
		"markup as it was typed":    "5 &lt; 6 <@U1> <https://example.com|x> *bold*",
		"longer than one box":       strings.Join(paragraphs[:30], "\n\n"),
		"longer than all the boxes": strings.Join(paragraphs, "\n\n"),
	} {
		for _, byParts := range []bool{false, true} {
			v := view.AnswerForm(view.Draft{Question: q, Meta: "meta", Text: text, ByParts: byParts, Callback: view.CallEdit})
			if got := view.AnswerText(sent(v)); got != text {
				t.Errorf("%s, by parts %v: %d characters became %d: %.80q", name, byParts, len(text), len(got), got)
			}
		}
	}
}

func TestPartsAreJoinedInTheirOrder(t *testing.T) {
	values := map[string]map[string]slack.BlockAction{}
	want := ""
	for i := range 12 {
		values[fmt.Sprint("part/", i)] = map[string]slack.BlockAction{"text": {Value: fmt.Sprint(" p", i, "\n")}}
		want += fmt.Sprint("p", i, "\n\n")
	}
	values["part/3"] = map[string]slack.BlockAction{"text": {}}
	values["else"] = map[string]slack.BlockAction{"text": {Value: "no"}}
	want = strings.Replace(strings.TrimSpace(want), "p3\n\n", "", 1)
	if got := view.AnswerText(values); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestThePrivateFormSaysWhoCouldRead(t *testing.T) {
	for _, byParts := range []bool{false, true} {
		v := view.AnswerForm(view.Draft{Question: (sample{}).question(), Meta: "post:x", ByParts: byParts, Callback: view.CallAnswer})
		words := view.Message{Blocks: v.Blocks.BlockSet}
		if !strings.Contains(fmt.Sprint(contexts(words)), "whoever runs the bot could read the file") {
			t.Error("the form does not say it")
		}
	}
}

// contexts returns the small lines of a message.
func contexts(m view.Message) []string {
	var out []string
	for _, b := range m.Blocks {
		if c, ok := b.(*slack.ContextBlock); ok {
			for _, e := range c.ContextElements.Elements {
				out = append(out, e.(*slack.TextBlockObject).Text)
			}
		}
	}
	return out
}

func TestOnlyWhatCanBePostedIsOfferedForPosting(t *testing.T) {
	q, a, r := (sample{}).question(), (sample{}).answer(), (sample{}).report()
	for _, can := range []bool{false, true} {
		got := false
		for _, e := range elements(t, view.AnswerKept(q, a, r, nil, can)) {
			got = got || e.action == view.ActPublish
		}
		if got != can {
			t.Errorf("offered %v, want %v", got, can)
		}
	}
}

func TestALongAnswerIsPostedAsFarAsAMessageReaches(t *testing.T) {
	a := (sample{}).answer()
	a.Messages = []practice.Message{{Text: strings.Repeat("I rang them. ", 2000)}}
	m := view.Published(a)
	all := ""
	for _, b := range m.Blocks {
		if r, ok := b.(*slack.RichTextBlock); ok {
			for _, e := range r.Elements[0].(*slack.RichTextSection).Elements {
				all += e.(*slack.RichTextSectionTextElement).Text
			}
		}
	}
	if n := len([]rune(all)); n < 9500 || n > 10_000 || !strings.HasSuffix(all, "…") {
		t.Errorf("%d characters that end in %q", n, all[len(all)-20:])
	}
}

func TestTheRoundFormGivesBackTheChoice(t *testing.T) {
	for _, c := range []practice.Choice{
		practice.DefaultChoice,
		{Kind: practice.Strategy, Length: practice.Express, Mode: practice.LiveMode, Level: bank.Senior, Manner: practice.Pressing},
	} {
		if got := view.ParseRoundForm(sent(view.RoundForm(c))); got != c {
			t.Errorf("%+v came back as %+v", c, got)
		}
	}
	if got := view.ParseRoundForm(sent(view.RoundForm(practice.Choice{}))); got != practice.DefaultChoice {
		t.Errorf("an open choice is shown as %+v", got)
	}
	forged := map[string]map[string]slack.BlockAction{"kind": {"choice": {SelectedOption: slack.OptionBlockObject{Value: "<!channel>"}}}}
	if got := view.ParseRoundForm(forged); got != (practice.Choice{}) {
		t.Errorf("a forged choice was taken: %+v", got)
	}
}

func TestTheDebriefSaysWhatIsMissing(t *testing.T) {
	q := (sample{}).question()
	d := (sample{}).debrief()
	d.Turns[0].Whole = feedback.Read(q, "In May our mail server at the clinic was down for 4 hours. I rang the vendor, split the team in two groups and told the head nurse every half hour where we stood.")
	if !d.Turns[0].Whole.Assessed || len(d.Turns[0].Whole.Lacks()) == 0 {
		t.Fatal("the answer lacks nothing")
	}
	text := ""
	for _, m := range view.Debrief(d) {
		text += m.Text
	}
	if !strings.Contains(text, "Not heard yet: ") {
		t.Errorf("nothing is missing in %s", text)
	}
}

func TestATrailStaysShortEnoughForSlack(t *testing.T) {
	var trail view.Trail
	for i := range 300 {
		trail = trail.On(someID - practice.ID(i))
	}
	f := practice.Filter{
		Area: "service-management", Competency: "emotional-intelligence", Round: bank.Technical, Style: bank.Behavioural,
		NeedsWork: true, Starred: true, Text: strings.Repeat("𝕏", practice.LongestSearch),
	}
	if n := len(view.EncodeFilter(f, trail)); n > 3000 {
		t.Errorf("%d characters", n)
	}
	if trail.Before() != someID-299 || trail.Back().Before() != someID-298 || (view.Trail{}).Back().Before() != 0 {
		t.Error("the trail leads elsewhere")
	}
}

func TestNothingToAddIsSaidOnlyWhereNothingIsMissing(t *testing.T) {
	s := sample{}
	r := feedback.Read(s.question(), "In May our mail was down for 4 hours. I rang the vendor first and had the old server brought back, because nobody could work.")
	if len(r.Lacks()) == 0 {
		t.Fatal("the answer has all that it should")
	}
	r.Notes = nil
	words := view.FeedbackNote(s.question(), s.answer(), r, nil).Text
	if strings.Contains(words, "nothing to add") || !strings.Contains(words, "Not heard yet: ") {
		t.Error(words)
	}
}

// Where nothing is known to be missing, there may still be nothing of what was asked
// for: then a word of praise would be made up.
func TestNothingToAddIsNotSaidWhereNothingShowsAnAnswer(t *testing.T) {
	reverse := bank.Question{ID: "closing", Style: bank.Reverse, Ask: "What would you like to know from us before we end?"}
	explain := bank.Question{ID: "own", Style: bank.Knowledge, Ask: "Explain what a quorum is in a cluster."}
	apart := bank.Question{ID: "apart", Style: bank.Motivation, Ask: "Why does logistics attract you?"}
	day := "The weather was fine on Sunday and my brother baked a cake with cherries at home. Then he drove to the lake with 3 friends and swam there, because it was 31 degrees."
	for _, c := range []struct {
		q       bank.Question
		text    string
		nothing bool
	}{
		{reverse, day, false},
		{reverse, "I'd ask you who has carried the on-call at the 3 sites since March, because my last team of 7 lost 2 people over it.", true},
		{explain, day, false},
		{explain, "A quorum is the 3 of 5 machines that must agree before one of them writes, so that no half goes on alone.", false}, // no points to tell it by
		{apart, day, false},
	} {
		r := feedback.Read(c.q, c.text)
		r.Notes = nil
		if words := view.FeedbackNote(c.q, practice.Answer{ID: someID}, r, nil).Text; !r.Assessed || strings.Contains(words, "nothing to add") != c.nothing {
			t.Errorf("%q to %q: assessed %v, %s", c.text, c.q.Ask, r.Assessed, words)
		}
	}
}

func TestTheFilterComesBackAsItWent(t *testing.T) {
	for _, f := range []practice.Filter{{}, {Area: "cloud", Competency: "leadership", Round: bank.Technical, NeedsWork: true}, {Style: bank.Knowledge, Starred: true, Text: "Zürich \"a & b\" =+%"}} {
		for _, trail := range []view.Trail{nil, {someID}, {someID + 1, someID}} {
			got, back := view.DecodeFilter(view.EncodeFilter(f, trail))
			if got != f || !slices.Equal(back, trail) {
				t.Errorf("%+v, %v came back as %+v, %v", f, trail, got, back)
			}
		}
	}
	for _, s := range []string{"%zz", "area=<!channel>&before=x", "needs=1"} {
		if f, trail := view.DecodeFilter(s); f != (practice.Filter{}) || len(trail) != 0 {
			t.Errorf("%q was read as %+v, %v", s, f, trail)
		}
	}
}
