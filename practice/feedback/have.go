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
// blocked", "I had the setting changed".
func causative(t []token, i int) (verb int, ok bool) {
	switch next(t, i+1) {
	case "it", "them", "him", "her":
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
