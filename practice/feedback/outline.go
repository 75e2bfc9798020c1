package feedback

import "slices"

// An outline is how an answer goes as a whole: what is said of one of its sentences
// may depend on that.
type outline struct {
	tale     string // the tense in which the speaker and the group mostly act
	step     int    // the first sentence with a step of theirs; past the last where there is none
	closes   int    // the last sentence that tells anything, or -1
	lastStep int    // the last in which the speaker did something in the past, or -1
}

func (a *answer) outlined() outline {
	return outline{tale: a.tells(), step: a.opening(), closes: a.closing(), lastStep: a.finalStep()}
}

// tells returns the tense in which the speaker and the group mostly act.
func (a *answer) tells() string {
	before, now := 0, 0
	for _, x := range a.acts {
		switch {
		case x.mental:
		case x.when == past:
			before++
		case x.when == present:
			now++
		}
	}
	switch {
	case before > now:
		return actTenses[past]
	case now > before:
		return actTenses[present]
	}
	return "neither"
}

// closing returns the last sentence that tells anything, or -1.
func (a *answer) closing() int {
	for i := len(a.sentences) - 1; i >= 0; i-- {
		if telling(a.sentences[i].tokens) {
			return i
		}
	}
	return -1
}

// opening returns the first sentence with a step of the speaker or the group, in
// whatever tense, or one past the last.
func (a *answer) opening() int {
	for _, x := range a.acts {
		if x.by != byYou && x.concrete() {
			return x.sentence
		}
	}
	return len(a.sentences)
}

// finalStep returns the last sentence in which the speaker did something in the
// past, or -1.
func (a *answer) finalStep() int {
	for _, x := range slices.Backward(a.acts) {
		if x.when == past && x.concrete() && x.by != byYou {
			return x.sentence
		}
	}
	return -1
}
