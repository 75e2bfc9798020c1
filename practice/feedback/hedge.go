package feedback

// A hedge is one that the speaker uses.
type hedge struct {
	words   string // as written
	softens bool   // it makes a claim softer, and is no mere filler
}

// hedges returns the hedges and fillers that the speaker uses, as written.
// "This kind of outage" and what others are quoted with are none.
func (a *answer) hedges() []string {
	out := []string{}
	for i := range a.sentences {
		for _, h := range a.hedgesIn(i) {
			out = append(out, h.words)
		}
	}
	return out
}

// hedgesIn returns those of sentence i.
func (a *answer) hedgesIn(i int) (out []hedge) {
	s := a.sentences[i]
	for k := 0; k < len(s.said); k++ {
		h, ok := cues("hedges").find(s.said, k)
		if !ok || s.said[h.start].start >= s.end { // only said again
			break
		}
		k = h.end - 1
		if used(s.said, h) {
			out = append(out, hedge{a.cut(s.said[firstWord(s.said, h)].start, min(s.end, s.said[h.end-1].end)), h.name == "hedge"})
		}
	}
	return out
}

func firstWord(t []token, h hit) int {
	if t[h.start].is(tagPunct) && h.start+1 < h.end {
		return h.start + 1
	}
	return h.start
}

// used reports whether a hedge softens something here.
func used(t []token, h hit) bool {
	before := ""
	if h.start > 0 {
		before = t[h.start-1].w
	}
	switch t[h.start].w {
	case "kind", "sort":
		return !determiner[before] && !kindsOf[before] || before == "a" && t[h.start].w == "sort"
	case "i", "we":
		after := next(t, h.end)
		return before != "as" && before != "what" && before != "how" && after != "about" && after != "of" && after != "again" && after != "through"
	case "so", "or":
		return true
	case "something":
		return before != "with"
	}
	return true
}

var kindsOf = set("what which same different right wrong new certain only another one two three other best worst first last")
