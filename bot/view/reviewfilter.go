package view

import (
	"net/url"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// The blocks of the form that narrows one's own answers, beside blockArea and
// blockStyle.
const (
	blockText       = "text"
	blockCompetency = "competency"
	blockRound      = "round"
	blockOnly       = "only"
)

// The boxes of that form, and of the buttons above a list.
const (
	onlyStarred = "starred"
	onlyWeak    = "needs-work"

	// The values of the buttons above a list.
	FilterOn  = "on"
	FilterOff = "off"
)

// filterHead says what a list is narrowed to, and offers to change that.
func filterHead(f practice.Filter) []slack.Block {
	toggle := func(action, label string, on bool) slack.BlockElement {
		if on {
			return button(action, "✓ "+label, FilterOff)
		}
		return button(action, label, FilterOn)
	}
	row := []slack.BlockElement{
		button(ActReviewFilter, "Search or filter", "form"),
		toggle(ActReviewStarred, "Starred", f.Starred), toggle(ActReviewNeeds, "Needs work", f.NeedsWork),
	}
	if f == (practice.Filter{}) {
		return rowOf(row)
	}
	row = append(row, button(ActReviewAll, "Show all", "all"))
	return append(rowOf(row), smallPlain("Showing: "+filterWords(f)))
}

// filterWords says what a filter lets through.
func filterWords(f practice.Filter) string {
	var out []string
	add := func(is bool, words string) {
		if is {
			out = append(out, words)
		}
	}
	add(f.Text != "", quoted(f.Text))
	add(f.Area != "", human(f.Area))
	add(f.Competency != "", human(f.Competency))
	add(f.Round != "", roundName(f.Round)+" round")
	add(f.Style != "", human(f.Style))
	add(f.Starred, "starred")
	add(f.NeedsWork, "needs work")
	if len(out) == 0 {
		return "all"
	}
	return strings.Join(out, " · ")
}

// ReviewFilter is the form that narrows one's own answers; meta is what the list
// carries in whose place it comes.
func ReviewFilter(f practice.Filter, meta string) slack.ModalViewRequest {
	words := slack.NewPlainTextInputBlockElement(plain("backup, or \"change freeze\""), actText)
	words.MaxLength, words.InitialValue = practice.LongestSearch, shortened(clean(f.Text))
	search := slack.NewInputBlock(blockText, plain("Words in my answer or my note"), nil, words)
	search.Optional = true
	starred, weak := option(onlyStarred, "Starred", ""), option(onlyWeak, "Needs work", "You rated it 1 or 2, or something is missing")
	boxes := slack.NewCheckboxGroupsBlockElement(actChoice, starred, weak)
	if f.Starred {
		boxes.InitialOptions = append(boxes.InitialOptions, starred)
	}
	if f.NeedsWork {
		boxes.InitialOptions = append(boxes.InitialOptions, weak)
	}
	only := slack.NewInputBlock(blockOnly, plain("Only those that are"), nil, boxes)
	only.Optional = true
	v := modal("Search or filter", "Show",
		search, only,
		narrow(blockArea, "Area", "All areas", f.Area, bank.Areas(), human),
		narrow(blockCompetency, "Competency", "All competencies", f.Competency, bank.Competencies(), human),
		narrow(blockRound, "Round", "All rounds", f.Round, bank.Rounds(), roundName),
		narrow(blockStyle, "Style of the question", "All styles", f.Style, bank.Styles(), human),
		buttons(button(ActReviewBack, "Back to the list", "list")),
	)
	v.CallbackID, v.PrivateMetadata = CallReviewFilter, meta
	return v
}

// narrow is an input with an option for each value, and one for all.
func narrow[T ~string](block, label, all string, chosen T, values []T, name func(T) string) slack.Block {
	options := []*slack.OptionBlockObject{option(AnyOption, all, "")}
	at := AnyOption
	for _, v := range values {
		options = append(options, option(string(v), name(v), ""))
		if v == chosen {
			at = string(v)
		}
	}
	return selectOne(block, label, at, options...)
}

// ParseReviewFilter reads a [ReviewFilter]. What it does not know lets everything
// through.
func ParseReviewFilter(values map[string]map[string]slack.BlockAction) practice.Filter {
	chosen := func(block string) string { return values[block][actChoice].SelectedOption.Value }
	f := practice.Filter{
		Area: known(chosen(blockArea), bank.Areas()), Competency: known(chosen(blockCompetency), bank.Competencies()),
		Round: known(chosen(blockRound), bank.Rounds()), Style: known(chosen(blockStyle), bank.Styles()),
		Text: shortened(values[blockText][actText].Value),
	}
	for _, o := range values[blockOnly][actChoice].SelectedOptions {
		f.Starred = f.Starred || o.Value == onlyStarred
		f.NeedsWork = f.NeedsWork || o.Value == onlyWeak
	}
	return f
}

// shortened cuts what is searched for to what is kept of it.
func shortened(typed string) string {
	typed = strings.ToValidUTF8(oneLine(typed), "")
	if runes := []rune(typed); len(runes) > practice.LongestSearch {
		return strings.TrimSpace(string(runes[:practice.LongestSearch]))
	}
	return typed
}

// EncodeFilter writes a filter and the trail to its page, for [DecodeFilter].
func EncodeFilter(f practice.Filter, trail Trail) string {
	v := url.Values{}
	for key, value := range map[string]string{"area": string(f.Area), "competency": string(f.Competency), "round": string(f.Round),
		"style": string(f.Style), "text": shortened(f.Text)} {
		if value != "" {
			v.Set(key, value)
		}
	}
	if f.NeedsWork {
		v.Set("needs", "work")
	}
	if f.Starred {
		v.Set("starred", "yes")
	}
	if len(trail) > 0 {
		ids := make([]string, len(trail))
		for i, id := range trail {
			ids[i] = id.String()
		}
		v.Set("before", strings.Join(ids, "."))
	}
	return v.Encode()
}

// DecodeFilter reads what [EncodeFilter] wrote. What it does not know lets
// everything through.
func DecodeFilter(s string) (practice.Filter, Trail) {
	v, err := url.ParseQuery(s)
	if err != nil {
		return practice.Filter{}, nil
	}
	f := practice.Filter{
		Area:       known(v.Get("area"), bank.Areas()),
		Competency: known(v.Get("competency"), bank.Competencies()),
		Round:      known(v.Get("round"), bank.Rounds()),
		Style:      known(v.Get("style"), bank.Styles()),
		NeedsWork:  v.Get("needs") == "work",
		Starred:    v.Get("starred") == "yes",
		Text:       shortened(v.Get("text")),
	}
	var trail Trail
	for s := range strings.SplitSeq(v.Get("before"), ".") {
		id, err := practice.ParseID(s)
		if err != nil {
			return f, nil
		}
		trail = append(trail, id)
	}
	return f, trail
}
