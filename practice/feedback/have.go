package feedback

// possession reports whether the "have" at token i tells what the speaker has
// or has lived through, and not what they did: "I've got a dashboard", "I have
// worked with Linux".
func possession(t []token, i int) bool {
	switch next(t, i+1) {
	case "got":
		return next(t, i+2) != "to"
	case "worked":
		switch next(t, i+2) {
		case "with", "as", "for", "in", "at", "on":
			return true
		}
	}
	return false
}

// causative returns the verb of what the speaker had others do: "I'd have it
// blocked", "I had the setting changed", "I had her write the list".
func causative(t []token, i int) (verb int, ok bool) {
	switch next(t, i+1) {
	case "it", "them", "him", "her":
		if k := i + 2; k < len(t) && t[k].is(tagVerb) && !t[k].is(tagIng|tagPast|tagFunction) && objectFollows(t, k+1) {
			return k, true
		}
	case "the", "all", "every", "both":
		if i == 0 || t[i-1].w == "we" {
			return 0, false // "we had the server stopped" is a misfortune as often
		}
	default:
		return 0, false
	}
	for k := i + 2; k < len(t) && k <= i+5; k++ {
		switch {
		case t[k].is(tagParticiple):
			return k, true
		case t[k].is(tagPunct), t[k].is(tagFunction) && !skipped(t[k]):
			return 0, false
		}
	}
	return 0, false
}

// prevailed returns the verb of what the speaker got somebody to do: "I got the
// partners to try the phones".
func prevailed(t []token, i int) (verb int, ok bool) {
	if w := t[i].w; w != "got" && w != "get" {
		return 0, false
	}
	for k := i + 2; k+1 < len(t) && k <= i+5; k++ {
		switch {
		case t[k].w == "to":
			return k + 1, t[k+1].is(tagVerb) && !t[k+1].is(tagPast|tagFunction)
		case t[k].is(tagPunct), t[k].w == "and":
			return 0, false
		}
	}
	return 0, false
}

// namely returns the verb of "what I did was ban the word", of which the "did" is at
// token i.
func namely(t []token, i int) (verb int, ok bool) {
	if w := next(t, i+1); w != "was" && w != "is" && w != ":" {
		return 0, false
	}
	k := i + 2
	if next(t, k) == "to" {
		k++
	}
	return k, k < len(t) && t[k].is(tagVerb|tagPast) && !t[k].is(tagIng|tagFunction)
}
