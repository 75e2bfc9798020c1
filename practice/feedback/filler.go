package feedback

// fillers are sounds that are no words of the sentence wherever they stand.
var fillers = set("um umm uh uhh uhm er erm hmm")

// withoutFillers returns the tokens of a sentence without the fillers in it and
// the commas around them, so that speech is read as if it had been written: what
// people say while they think changes nothing of what they say.
func withoutFillers(all []token) []token {
	var out []token
	for i := 0; i < len(all); i++ {
		n := fillerAt(all, i)
		if n == 0 {
			if out != nil {
				out = append(out, all[i])
			}
			continue
		}
		if out == nil {
			out = append(make([]token, 0, len(all)), all[:i]...)
		}
		i += n - 1
		comma := len(out) > 0 && out[len(out)-1].w == ","
		if next(all, i+1) == "," && (comma || len(out) == 0) {
			i++
			if len(out) > 1 && out[len(out)-2].is(tagFunction) {
				out = out[:len(out)-1] // "and, um, moved" has no clause's end
			}
		}
	}
	if out == nil || onlyPunct(out) {
		return all
	}
	if all[0].start != out[0].start {
		out[0].tags &^= tagProper // a capital at the start names nothing
	}
	return out
}

// fillerAt returns how many tokens the filler at token i has, or 0. "Well" and
// "you know" are fillers where commas set them off.
func fillerAt(t []token, i int) int {
	if fillers[t[i].w] {
		return 1
	}
	before := i == 0 || t[i-1].w == "," || conjunctions[t[i-1].w]
	switch t[i].w {
	case "well":
		if before && next(t, i+1) == "," {
			return 1
		}
	case "you":
		if next(t, i+1) == "know" && (before && next(t, i+2) == "," || i > 0 && t[i-1].w == "," && i+2 < len(t) && t[i+2].is(tagPunct)) {
			return 2
		}
	}
	return 0
}

func onlyPunct(t []token) bool {
	for _, x := range t {
		if !x.is(tagPunct) {
			return false
		}
	}
	return true
}
