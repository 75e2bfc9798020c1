package feedback

// step reports whether an act is one that somebody can be asked about: it says
// what was done, or that something was.
func (x act) step() bool {
	if x.denied || x.progress || x.aside || x.reached || x.suffered {
		return false
	}
	return x.concrete() || x.when == past && !x.vague
}

// tell counts the acts of the speaker alone and of the group, of those that
// the rule takes. Steps told as orders are the speaker's where no group acts, and
// those told as notes are the group's where they follow its acts and the speaker tells
// none alone.
func (a *answer) tell(takes func(act) bool) (i, we int) {
	orders, notes, last := 0, 0, byI
	for _, x := range a.acts {
		if x.by == byI || x.by == byWe {
			last = x.by
		}
		switch {
		case x.reported, !takes(x):
		case x.by == byI:
			i++
		case x.by == byElided && x.when == past && last == byWe:
			notes++
		case x.by == byElided && x.when == past:
			i++
		case x.by == byElided:
			orders++
		case x.by == byWe:
			we++
		}
	}
	switch {
	case we == 0:
		i += orders + notes
	case i == 0:
		we += notes
	default:
		i += notes
	}
	return i, we
}

// says returns how often a word is said.
func (a *answer) says(w string) int {
	n := 0
	for _, s := range a.sentences {
		for _, t := range s.tokens {
			if t.w == w && !t.is(tagQuoted) {
				n++
			}
		}
	}
	return n
}
