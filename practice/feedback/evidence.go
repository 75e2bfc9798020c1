package feedback

// evidence finds, sentence by sentence, the figures and comparisons that back
// a claim or size the problem; what is told of the past comes first.
func (a *answer) evidence() []finding {
	var told, other []finding
	for i, s := range a.sentences {
		h, ok := evidenceIn(s.tokens)
		switch {
		case !ok, a.planned(i, h):
		case toldInPast(s.tokens):
			told = append(told, h.in(i))
		default:
			other = append(other, h.in(i))
		}
	}
	return append(told, other...)
}

// evidenceIn returns where a sentence gives evidence. A figure that is only
// aimed at, allowed or supposed is none.
func evidenceIn(t []token) (hit, bool) {
	for i := 0; i < len(t); i++ {
		if h, ok := cues("evidence").find(t, i); ok {
			if !aimedAt(t, h) && !background(t, h) && !asked(t[h.start:h.end]) && (!measured[h.name] || told(t)) && (h.name != "percent" || !defining(t)) && !(h.name == "moved" && spans[t[h.end-2].w]) {
				return h, true
			}
			i = h.start
			continue
		}
		break
	}
	return fromTo(t)
}

// spans are words before a figure that make it the time that something took.
var spans = set("in within over for after during")

// planned reports whether a hit stands in what the speaker does as a habit or
// would do: a figure there sets the step and proves nothing.
func (a *answer) planned(i int, h hit) bool {
	for _, x := range a.actsIn(i) {
		if x.when != past && !x.mental && x.verb < h.end && h.start < x.end {
			return true
		}
	}
	return false
}

// asked reports whether the only content of a stretch is the question's own.
func asked(t []token) bool {
	for _, x := range t {
		if x.is(tagFigure) || !x.is(tagPunct|tagFunction) {
			if !x.is(tagAsked) {
				return false
			}
		}
	}
	return true
}

// aimedAt reports whether a hit is a wish, a target or a condition.
func aimedAt(t []token, h hit) bool {
	for k := max(0, h.start-6); k < h.end; k++ {
		if wishes[t[k].w] && (k >= h.start || !clauseBetween(t, k, h.start)) {
			return true
		}
	}
	return false
}

// clauseBetween reports whether a new clause begins between tokens i and j.
func clauseBetween(t []token, i, j int) bool {
	for k := i + 1; k < j; k++ {
		switch t[k].w {
		case ",", ";", ":", "and", "but", "so", "->":
			return true
		}
	}
	return false
}

var wishes = set("would 'd will 'll should could can may might must aim aims aimed target targets goal goals want wants wanted hope hopes hoped if unless threshold promise promises sla ideally")

// told reports whether a sentence tells what was or is so, not what is done
// whenever some figure is met.
func told(t []token) bool {
	finite := false
	for _, x := range t {
		if x.is(tagPast) || x.w == "was" || x.w == "were" || x.w == "'ve" || x.w == "now" || x.w == "has" || x.w == "have" || x.w == "is" || x.w == "are" {
			return true
		}
		finite = finite || x.is(tagVerb) && !x.is(tagIng)
	}
	return !finite
}

// everywhere reports whether a sentence says what is so everywhere: in the present, and
// not of the speaker, of what was told before, or of a day.
func everywhere(t []token) bool {
	if tenseIn(t) != "present" {
		return false
	}
	for i, x := range t {
		switch {
		case speaker[x.w] != "", x.is(tagTime | tagDay), particular[x.w], ofChange[x.w], i < 2 && referring[x.w]:
			return false
		}
	}
	return true
}

var (
	particular = set("here there last this these those anymore has have 've")
	referring  = set("it they he she that his her its their average")
)

// background reports whether a hit is a saying, the size of a job, what was agreed on,
// somebody's age, or what the speaker made of a thing or waited for.
func background(t []token, h hit) bool {
	last := token{}
	if h.start > 0 {
		last = t[h.start-1]
	}
	switch h.name {
	case "percent":
		return t[h.start].w == "110" || has(t, agreed) && !off[next(t, h.end)] || everywhere(t)
	case "ratio":
		return has(t, agreed) || everywhere(t) || t[h.start].w == "nine" && next(t, h.start+1) == "times"
	case "fraction", "half", "multiple":
		return everywhere(t)
	case "money", "count":
		return has(t, funds)
	case "duration", "average", "took", "late", "solved":
		return has(t, ages) || (t[h.start].w == "took" || t[h.start].w == "waited") && last.w == "i" || h.start > 1 && last.w == "be" && t[h.start-2].w == "to"
	case "times":
		return last.w == "i" || last.w == "we"
	case "moved":
		return t[h.start].w == "cut" && has(t[h.start:h.end], cutThings)
	}
	return false
}

// has reports whether any of the words is there.
func has(t []token, words map[string]bool) bool {
	for _, x := range t {
		if words[x.w] {
			return true
		}
	}
	return false
}

var (
	funds     = set("budget budgets responsible responsibility limit threshold")
	agreed    = set("supposed wished promised asked rule rules limit instruction sla budget according target targets")
	off       = set("under over below above ahead") // how far from what was agreed on
	cutThings = set("it them that")
	ages      = set("age aged ages old")
)

// defining reports whether a sentence tells of nothing past, and of no change: a share
// in it is one that should be or always is.
func defining(t []token) bool {
	return tenseIn(t) != "none" && !toldInPast(t) && !has(t, ofChange)
}

var ofChange = set("now today down up less more fewer only since still")

// measured are the cues that, told as a habit, are only a threshold.
var measured = set("percent count rate ratio")

// reach is how far apart the two sides of a comparison may stand.
const reach = 12

// fromTo finds "from X to Y" and "X -> Y" where both sides are amounts.
func fromTo(t []token) (hit, bool) {
	for i, x := range t {
		switch {
		case x.is(tagQuoted):
		case x.w == "from":
			for k := i + 2; k < len(t) && k <= i+reach; k++ {
				if t[k].w != "to" && t[k].w != "down" && t[k].w != "->" {
					continue
				}
				h := hit{"from-to", i, min(len(t), k+6)}
				if amount(t[i+1:k], true) && amount(t[k+1:h.end], false) && !aimedAt(t, h) {
					return h, true
				}
			}
		case x.w == "->":
			from, to := max(0, i-5), min(len(t), i+5)
			if figures(t[from:i]) && figures(t[i:to]) {
				return hit{"arrow", from, to}, true
			}
		}
	}
	return hit{}, false
}

func figures(t []token) bool {
	for _, x := range t {
		if x.is(tagFigure) || x.w == "zero" || x.w == "1" || x.w == "one" {
			return true
		}
	}
	return false
}

// amount reports whether a stretch says how much or how often. As the first
// side of a comparison it may only be one that cannot be a place or a time.
func amount(t []token, first bool) bool {
	for _, x := range t {
		switch {
		case x.is(tagFigure), frequencies[x.w]:
			return true
		case !first && (x.w == "one" || x.w == "1" || x.w == "none" || x.w == "nothing"):
			return true
		}
	}
	return false
}

var frequencies = set("every daily weekly monthly yearly once twice most nearly zero seconds minutes hours days weeks months half never always hundreds thousands dozens")
