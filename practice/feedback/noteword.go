package feedback

import "fmt"

func noteBlame(_ *answer, r Report) (Note, bool) {
	if len(r.Blame) == 0 {
		return Note{}, false
	}
	return Note{NoteBlame, r.Blame[0],
		"It may well have been so. To somebody who wasn't there, words like these sound as if the others were to blame.",
		"Say what they did or left undone that one time, and what you did next."}, true
}

// manyTerms is from how many terms on they are worth a word.
const manyTerms = 2

func noteJargon(_ *answer, r Report) (Note, bool) {
	if len(r.Jargon) < manyTerms {
		return Note{}, false
	}
	return Note{NoteJargon, r.Jargon[0],
		fmt.Sprintf("The question is about being understood, and somebody outside IT may not know this; the same goes for %s.", r.Jargon[1]),
		"Put what it does for them in its place, or add a few plain words: \"the line between our sites\"."}, true
}

func noteOften(_ *answer, r Report) (Note, bool) {
	if len(r.Often) == 0 {
		return Note{}, false
	}
	w := r.Often[0]
	try := "Keep it where it matters most, and find other words for the rest."
	if w.Pet {
		try = "Say the answer once more without it: what is left will sound surer."
	}
	return Note{NoteOften, w.Word,
		fmt.Sprintf("You use this word %d times, and a listener may begin to hear it instead of your story.", w.Count), try}, true
}
