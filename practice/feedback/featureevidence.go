package feedback

import "strings"

// sizing adds what tells a figure that sizes something from one that does not: what
// it stands between, how big it is, whose doing it is told of, and whether somebody
// was counting just before. Comparisons without a figure are there, too.
func (a *answer) sizing(i int, in *sink) {
	to := &sizedSink{in, ""}
	if len(a.sentences[i].tokens) > runOn {
		to.of = " of many"
	}
	t := a.sentences[i].tokens
	tense, acts := tenseIn(t), a.actsIn(i)
	n, bare := 0, 0
	for k := 0; k < len(t); k++ {
		if !t[k].is(tagFigure) || t[k].is(tagQuoted) {
			continue
		}
		end := figureEnd(t, k)
		from := k
		for from > 0 && roughly[t[from-1].w] {
			from--
		}
		before, after, who := beforeFigure(t, from), afterFigure(t, end), whose(t, acts, k)
		if from < k {
			to.add("figure: rough")
		}
		to.add("figure:", before, "_", after)
		to.add("figure before:", before)
		to.add("figure after:", after)
		to.add("figure:", magnitude(t[k:end]), " ", after)
		to.add("figure:", tense, " ", after)
		to.add("figure by:", who, " ", tense)
		to.add("figure by:", who, " ", after)
		if after == "end" {
			bare++
		}
		n++
		k = end - 1
	}
	compares(t, tense, n, to)
	if n == 0 {
		return
	}
	to.add("sized:", tense)
	if len(t) <= shortFigure {
		to.add("sized: short ", tense)
	}
	if n > 1 {
		to.add("sized: pair")
		if bare > 0 {
			to.add("sized: pair, one bare")
		}
	}
	if i > 0 && counting(a.sentences[i-1].tokens) {
		to.add("sized: after counting")
	}
	if counting(t) {
		to.add("sized: counting")
	}
	if everywhere(t) {
		to.add("sized: general")
	}
	for _, sort := range beside {
		for _, x := range t {
			if sort.words[x.w] {
				to.add("sized: ", sort.name)
				break
			}
		}
	}
}

// sizedSink is a sink for what is told of the figures of a sentence.
type sizedSink struct {
	*sink
	of string
}

func (s *sizedSink) add(pieces ...string) { s.sink.add(append(pieces, s.of)...) }

// shortFigure is how many tokens a sentence has that is little but its figure.
const shortFigure = 9

// compares adds the comparisons of a sentence that has n figures.
func compares(t []token, tense string, n int, to *sizedSink) {
	sized := "without"
	if n > 0 {
		sized = "with"
	}
	for k := 0; k < len(t); k++ {
		h, ok := cues("comparison").find(t, k)
		if !ok {
			break
		}
		to.add("compares:", h.name)
		to.add("compares:", h.name, " ", sized, " figure")
		to.add("compares:", h.name, " ", tense)
		k = h.end - 1
	}
}

// figureEnd returns the token after a figure of several words that begins at k.
func figureEnd(t []token, k int) int {
	end := k + 1
	for end < len(t) {
		switch {
		case t[end].is(tagFigure), t[end].w == "odd":
			end++
		case end+1 < len(t) && t[end+1].is(tagFigure) && (t[end].w == "and" || t[end].w == "or" || t[end].w == "point") && t[end+1].w == "half":
			end += 2
		default:
			return end
		}
	}
	return end
}

// roughly are words between a figure and what leads to it.
var roughly = set("about around roughly approximately nearly almost only just some like maybe perhaps probably exactly all least most than more less up over under something i think ,")

// beforeFigure is the word before a figure, by its sort unless it is grammar.
func beforeFigure(t []token, k int) string {
	if k == 0 {
		return "^"
	}
	switch x := t[k-1]; {
	case x.is(tagPunct):
		return ","
	case x.is(tagFunction), sizingWords[x.w]:
		return x.w
	case x.is(tagPast):
		return "did"
	case x.is(tagVerb):
		return "does"
	case outcomes[x.w]:
		return "outcome"
	}
	return "word"
}

// sizingWords lead to a figure and are no grammar.
var sizingWords = set("about around roughly nearly almost only just some least most like maybe counted found took takes lasted cost costs lost budget target average")

// afterFigure is what a figure counts.
func afterFigure(t []token, end int) string {
	if end == len(t) {
		return "end"
	}
	switch x := t[end]; {
	case x.is(tagPunct) && x.w != "%":
		return "end"
	case units[x.w]:
		switch next(t, end+1) {
		case "old", "later", "late", "early", "earlier", "ahead", "of", "before", "after", "ago", "to", "a", "per":
			return "time " + t[end+1].w
		}
		return "time"
	case x.w == "%" || x.w == "percent" || x.w == "per" && next(t, end+1) == "cent":
		return "percent"
	case money[x.w]:
		return "money"
	case persons[x.w]:
		return "people"
	case outcomes[x.w]:
		return "outcome"
	case x.w == "times", x.is(tagFunction):
		return x.w
	case x.is(tagPast):
		return "did"
	case end+1 < len(t) && (pastForm(t[end+1]) || t[end+1].w == "who"):
		return "thing that did"
	case end+1 < len(t) && (t[end+1].w == "a" || t[end+1].w == "per" || t[end+1].w == "each" || t[end+1].w == "every"):
		return "thing per"
	case end+1 < len(t) && t[end+1].w == "in":
		return "thing in"
	}
	return "thing"
}

var (
	money   = set("pounds euros euro dollars quid grand francs crowns zloty kronor eur usd gbp chf € £ $ k million thousand cents")
	persons = set(`people persons users staff colleagues customers students patients employees agents engineers analysts nurses doctors teachers drivers callers readers admins
technicians guys men women boys girls children kids guests passengers`)
)

// magnitude says roughly how big a figure is.
func magnitude(t []token) string {
	last := t[len(t)-1].w
	switch {
	case last == "hundred" || last == "thousand" || last == "million" || last == "billion":
		return "big"
	case !digits(t[0].w):
		if strings.Contains(t[0].w, "-") || strings.HasSuffix(t[0].w, "ty") || strings.HasSuffix(t[0].w, "teen") {
			return "middling"
		}
		return "small"
	case len(t[0].w) == 1:
		return "small"
	case len(t[0].w) == 2:
		return "middling"
	}
	return "big"
}

// whose says of whom a figure is told: of what the speaker does, of what others do or
// are, or of nobody.
func whose(t []token, acts []act, k int) string {
	for j := k - 1; j >= 0 && j > k-10; j-- {
		switch x := t[j]; {
		case x.w == "i", x.w == "we":
			for _, act := range acts {
				if act.verb > j && act.verb < k && act.concrete() {
					return "own step"
				}
			}
			return "own"
		case x.w == "you":
			return "you"
		case x.w == "he", x.w == "she", x.w == "they", x.w == "it", x.w == "there", x.w == "that", x.w == "who":
			return x.w
		case x.w == ";" || x.w == ":" || x.w == "but" || x.w == "so":
			return "clause"
		}
	}
	return "other"
}

// counting reports whether a sentence tells of counting or measuring.
func counting(t []token) bool {
	for i, x := range t {
		if counts[x.w] || x.w == "how" && (next(t, i+1) == "many" || next(t, i+1) == "often" || next(t, i+1) == "long" || next(t, i+1) == "much") ||
			(x.w == "wrote" || x.w == "noted" || x.w == "added") && next(t, i+1) != "to" {
			return true
		}
	}
	return false
}

var counts = set("counted count counting measured timed tallied clocked logged listed compared checked calculated searched ranked sorted")

// beside are words beside which a figure is the size of a job, what was agreed on,
// or somebody's age.
var beside = [...]struct {
	name  string
	words map[string]bool
}{
	{"of a job", set("budget responsible responsibility employees headcount seats countries sites locations stores branches offices team reports managed manage founded turnover opex capex milestones workstreams")},
	{"agreed", set("sla slas contract target targets promised agreed allowed limit threshold within minimum maximum penalty scheduled planned tender due deadline")},
	{"an age", set("old aged age born pension retire retired birthday years-old")},
	{"a law of life", set("always usually generally typically average every everybody everyone nobody books rule people projects")},
	{"a meeting", set("meeting meetings agenda slides slide pages page minutes workshop interview call calls")},
	{"of late", set("now today since still anymore currently")},
}
