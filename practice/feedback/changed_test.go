package feedback

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
)

// A changed answer is one whose text was changed so that what is to be found in
// it is known from what was found before.
type changed struct {
	name  string
	text  string
	parts [numParts]bool // that are to be found
	open  [numParts]bool // of which nothing is known
	also  func(before, after Report) string
}

// A change makes changed answers of one. What it says holds for all but a few of
// them; the floor is the share of which a test is content.
type change struct {
	name  string
	floor float64
	make  func(a *answer, found [numParts]bool, shown [][numParts]bool) []changed
}

// TestAChangedTextHasAKnownChange changes labelled answers in ways that add or take
// away a known thing, and looks for that in what is found.
func TestAChangedTextHasAKnownChange(t *testing.T) {
	var answers []taughtAnswer
	for _, file := range []string{"tune.jsonl", "examples.jsonl"} {
		answers = append(answers, lessonsOf(t, file)...)
	}
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			held, all := 0, 0
			for k, l := range answers {
				q := bank.Question{Style: bank.Style(l.Style), Ask: l.Ask}
				before := Read(q, l.Answer)
				if !before.Assessed {
					continue
				}
				a := parse(q, l.Answer)
				for _, x := range c.make(a, before.Parts.shown(), a.flags(a.judge().found)) {
					after := Read(q, x.text)
					if !after.Assessed && x.name == cutOut {
						continue // too little was left
					}
					all++
					wrong := differs(x.parts, after.Parts.shown(), x.open)
					if wrong == "" && x.also != nil {
						wrong = x.also(before, after)
					}
					if wrong == "" {
						held++
					} else if testing.Verbose() {
						t.Logf("answer %d, %s: %s", k, x.name, wrong)
					}
				}
			}
			t.Logf("%d of %d hold (%.1f %%)", held, all, 100*float64(held)/float64(all))
			if float64(held) < c.floor*float64(all) {
				t.Errorf("%d of %d hold, want a share of at least %.3f", held, all, c.floor)
			}
		})
	}
}

func differs(want, got, open [numParts]bool) string {
	var out []string
	for p, name := range partNames {
		switch {
		case open[p]:
		case want[p] && !got[p]:
			out = append(out, "no "+name)
		case got[p] && !want[p]:
			out = append(out, name+" appears")
		}
	}
	return strings.Join(out, ", ")
}

// firstShown returns the first sentence that shows a part, or -1.
func firstShown(shown [][numParts]bool, p int) int {
	return slices.IndexFunc(shown, func(parts [numParts]bool) bool { return parts[p] })
}

// cutOut is the name of the change that takes a sentence out.
const cutOut = "without a sentence"

const inPlural = "in the plural"

var changes = []change{
	{"a sentence taken out takes what it alone shows, and no more", 0.96, func(a *answer, _ [numParts]bool, shown [][numParts]bool) []changed {
		var out []changed
		for i, s := range a.sentences {
			x := changed{name: cutOut, text: a.raw[:a.plain.from[s.start]] + a.raw[a.plain.from[s.end]:]}
			for k, parts := range shown {
				for p := range parts {
					x.parts[p] = x.parts[p] || parts[p] && k != i
				}
			}
			if i == a.began.sentence || i == firstShown(shown, 1) {
				// A result comes of a step and a scene stands before it. Where the first
				// step goes, what followed it may no longer be the one and may be the other.
				x.open[0], x.open[3] = !x.parts[0], x.parts[3]
			}
			out = append(out, x)
		}
		return out
	}},
	{"a phrase that announces a result and tells none adds nothing", 0.98, same("adding", func(raw string) []string {
		return []string{raw + " As a result.", raw + "\nas a result", raw + " So, as a result of that.", "As a result. " + raw, raw + " The result:"}
	}, nil)},
	{"we in the place of I", 0.96, same(inPlural, func(raw string) []string { return []string{plural(raw)} }, func(before, after Report) string {
		if after.Ownership == OwnI || after.Ownership == OwnMixed || after.Ownership == OwnNone && before.Ownership != OwnNone {
			return fmt.Sprintf("own part %s, from %s", after.Ownership, before.Ownership)
		}
		return ""
	})},
	{"sentences in another order", 0.95, func(a *answer, found [numParts]bool, _ [][numParts]bool) []changed {
		return []changed{{name: "shuffled", text: a.shuffled(), parts: found}}
	}},
	{"fillers", 0.99, same("with fillers", func(raw string) []string {
		return []string{
			sentenceStart.ReplaceAllString(raw, "${1}Well, $2"),
			sentenceStart.ReplaceAllString(raw, "${1}Um, $2"),
			strings.ReplaceAll(raw, ", ", ", you know, "),
			strings.ReplaceAll(raw, " and ", " and, um, "),
		}
	}, moreFillers)},
	{"markup", 0.998, same("marked up", func(raw string) []string {
		return []string{
			longWord.ReplaceAllString(raw, " *${1}* "), longWord.ReplaceAllString(raw, " _${1}_ "), longWord.ReplaceAllString(raw, " `${1}` "),
			"*" + raw + "*", "> " + strings.ReplaceAll(raw, "\n", "\n> "), "<@U1> " + raw, raw + " <@U1> :tada:",
			strings.ReplaceAll(raw, "&", "&amp;"), strings.ReplaceAll(raw, ". ", ". 🙂 "),
		}
	}, nil)},
	{"emoji for full stops", 0.97, same("with emoji", func(raw string) []string {
		return []string{fullStop.ReplaceAllString(raw, "$1 🙂 $2"), fullStop.ReplaceAllString(raw, "$1 :fire::fire: $2")}
	}, nil)},
	{"bullets", 0.995, func(a *answer, found [numParts]bool, _ [][numParts]bool) []changed {
		var out []changed
		for _, mark := range []string{"- ", "• ", "* "} {
			var b strings.Builder
			for i, s := range a.sentences {
				if i > 0 {
					b.WriteString("\n")
				}
				b.WriteString(mark + a.plain.original(a.raw, s.start, s.end))
			}
			out = append(out, changed{name: "as a list of " + mark, text: b.String(), parts: found})
		}
		return out
	}},
	{"typography", 1, same("typeset", func(raw string) []string {
		return []string{
			strings.ReplaceAll(raw, "'", "’"), strings.ReplaceAll(raw, " - ", " – "), strings.ReplaceAll(raw, " – ", " - "),
			strings.ReplaceAll(raw, " ", "  "), strings.ReplaceAll(raw, "\n", "\r\n"), strings.ReplaceAll(raw, "\n", "\n\n"), " \n" + raw + "\n ",
			strings.ReplaceAll(raw, " ", "\u00a0"), curly(raw),
		}
	}, nil)},
	{"all in lower case", 0.98, same("in lower case", func(raw string) []string { return []string{strings.ToLower(raw)} }, nil)},
}

// same makes changed answers in which the same parts are to be found.
func same(name string, texts func(raw string) []string, also func(before, after Report) string) func(*answer, [numParts]bool, [][numParts]bool) []changed {
	return func(a *answer, found [numParts]bool, _ [][numParts]bool) []changed {
		var out []changed
		if name == inPlural && slices.ContainsFunc(a.acts, func(x act) bool { return x.by == byElided }) {
			return nil // of "Moved it." nobody knows who did it, in the plural as well
		}
		for i, text := range texts(a.raw) {
			if text != a.raw {
				out = append(out, changed{name: fmt.Sprintf("%s (%d)", name, i), text: text, parts: found, also: also})
			}
		}
		return out
	}
}

var (
	sentenceStart = regexp.MustCompile(`(^|[.!?] )([A-Z]\w*)`)
	fullStop      = regexp.MustCompile(`(\w)\. ([A-Z])`)
	longWord      = regexp.MustCompile(` (\pL{7,}) `)
	firstPerson   = regexp.MustCompile(`(?i)\b(i['’]m|i am|i was|im|i|my|me|mine|myself)\b`)
)

// plural makes everything that the speaker did what a group did.
func plural(raw string) string {
	return firstPerson.ReplaceAllStringFunc(raw, func(w string) string {
		return map[string]string{
			"i'm": "we're", "im": "we're", "i am": "we are", "i was": "we were", "i": "we", "my": "our", "me": "us", "mine": "ours", "myself": "ourselves",
		}[strings.ReplaceAll(strings.ToLower(w), "’", "'")]
	})
}

// curly puts curly quotation marks in the place of straight ones.
func curly(raw string) string {
	open := false
	return strings.Map(func(r rune) rune {
		if r != '"' {
			return r
		}
		if open = !open; open {
			return '“'
		}
		return '”'
	}, raw)
}

// shuffled puts the sentences between the first and the last in another order.
func (a *answer) shuffled() string {
	n := len(a.sentences)
	if n < 4 {
		return a.raw
	}
	order := rand.New(rand.NewPCG(uint64(len(a.raw)), 1)).Perm(n - 2)
	var b strings.Builder
	at := 0
	for i, s := range a.sentences {
		from := int(a.plain.from[s.start])
		b.WriteString(a.raw[at:from]) // what stands between two sentences stays where it is
		put := a.sentences[i]
		if i > 0 && i < n-1 {
			put = a.sentences[order[i-1]+1]
		}
		b.WriteString(a.raw[a.plain.from[put.start]:a.plain.from[put.end]])
		at = int(a.plain.from[s.end])
	}
	b.WriteString(a.raw[at:])
	return b.String()
}

// moreFillers says what is wrong where only fillers were added.
func moreFillers(before, after Report) string {
	if after.Words <= before.Words {
		return fmt.Sprintf("%d words, from %d", after.Words, before.Words)
	}
	more := slices.Clone(after.Hedges)
	for _, h := range before.Hedges {
		i := slices.Index(more, h)
		if i < 0 {
			return "no hedge " + h
		}
		more = slices.Delete(more, i, i+1)
	}
	for _, h := range more {
		if h = strings.TrimRight(strings.ToLower(h), ","); h != "um" && h != "well" && h != "you know" {
			return "a hedge " + h
		}
	}
	return ""
}
