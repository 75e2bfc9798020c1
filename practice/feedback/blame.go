package feedback

import "greenroom/bank"

// people are the words with which people are judged.
var people = sections("people")

// blame returns the words that blame others or say "always" and "nobody" of
// them, as written. What others said, what is denied and what the speaker says
// of themselves is none.
func (a *answer) blame() []string {
	out := []string{}
	if a.style == bank.Knowledge || a.style == bank.Reverse {
		return out
	}
	for _, s := range a.sentences {
		for i := 0; i < len(s.tokens); i++ {
			h, ok := cues("blame").find(s.tokens, i)
			if !ok {
				break
			}
			if i = h.end - 1; a.blames(s.tokens, h) {
				out = append(out, a.cut(s.tokens[h.start].start, s.tokens[h.end-1].end))
			}
		}
	}
	return out
}

// blames reports whether a hit is in use: said by the speaker, of others, as it
// was.
func (a *answer) blames(t []token, h hit) bool {
	switch next(t, h.end) {
	case "again", "less", "more", "before", "until", "unless", "without", "for", "no", "well":
		return false // "nobody did more", "he never answered before he had read"
	}
	for k := h.start - 1; k >= 0 && k >= h.start-10; k-- {
		w := t[k].w
		if distanced[w] || w == "?" || t[k].is(tagQuoted) {
			return false
		}
		if w == ";" || w == "." {
			break
		}
	}
	for k := h.end; k < len(t) && k < h.end+4; k++ {
		if w := t[k].w; w == "?" || w == "since" || w == "anymore" || w == "but" && next(t, k+1) == "that" {
			return false
		}
	}
	return true
}

// distanced are the words that tell that what follows is somebody else's view, a
// mere possibility, or denied.
var distanced = set(`say says said saying told tell tells felt feel feels feeling thought think thinks thinking claimed claims complained complaint complaints
	accused blamed heard believe believed believes assumed assume assuming if unless whether not n't avoid why wrong myth pretend worried afraid fear feared
	instead rather nor than easy tempting wanted convinced accusing "`)
