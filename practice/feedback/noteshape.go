package feedback

import (
	"fmt"
	"slices"
)

func noteRunUp(_ *answer, r Report) (Note, bool) {
	if !r.RunUp.Long {
		return Note{}, false
	}
	return Note{NoteRunUp, r.RunUp.Quote,
		fmt.Sprintf("About %d of your %d words come before this, the first thing that I hear you do.", r.RunUp.Words, r.Words),
		"Keep two or three sentences of what leads up to it, and give the room to what you did."}, true
}

// noteLong is silent where a long run-up was named: one shortens the other.
func noteLong(_ *answer, r Report) (Note, bool) {
	if r.Length != Long || gave(r.Notes, NoteRunUp) {
		return Note{}, false
	}
	return Note{NoteLength, "",
		fmt.Sprintf("Spoken, this takes about %s, well over the time that such a question usually gets.", spoken(r.Seconds)),
		"Decide on the one thing they should remember, and leave out what it doesn't need."}, true
}

// noteShort stands where nothing else was noted and something is lacking: the
// other notes say what there could be more of.
func noteShort(_ *answer, r Report) (Note, bool) {
	if r.Length != Short || len(r.lacks) == 0 || len(r.Notes) > 0 {
		return Note{}, false
	}
	return Note{NoteLength, "",
		fmt.Sprintf("Spoken, this takes about %s, and you'd have more than three times as long.", spoken(r.Seconds)),
		"Stay a little longer with the part you'd like to be asked about."}, true
}

func gave(notes []Note, kind NoteKind) bool {
	return slices.ContainsFunc(notes, func(n Note) bool { return n.Kind == kind })
}

// spoken returns a time as people say it.
func spoken(seconds int) string {
	if seconds < 90 {
		return fmt.Sprintf("%d seconds", seconds)
	}
	return fmt.Sprintf("%d minutes", (seconds+30)/60)
}
