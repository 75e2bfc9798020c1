package feedback

import (
	"slices"
	"strings"

	"greenroom/bank"
)

// After returns what r, the report of an answer to which something was added, says
// of it next to the report of the answer before. Adding takes nothing away: what
// was found before is there still, in the same words unless what was added tells that
// a password is among them, and nothing is missing since that was not. Where either
// was not assessed, it is r as it is.
func (r Report) After(before Report) Report {
	if !before.Assessed || !r.Assessed {
		return r
	}
	for _, p := range []struct{ now, had *Part }{
		{&r.Parts.Context, &before.Parts.Context}, {&r.Parts.Action, &before.Parts.Action},
		{&r.Parts.Evidence, &before.Parts.Evidence}, {&r.Parts.Result, &before.Parts.Result},
		{&r.Parts.Learning, &before.Parts.Learning}, {&r.TradeOff, &before.TradeOff}, {&r.Because, &before.Because},
	} {
		if p.had.Present && (!p.now.Present || !r.tellsSecret(p.had.Quote)) {
			*p.now = *p.had
		}
	}
	for i, had := range before.perhaps {
		r.perhaps[i] = r.perhaps[i] || had
	}
	if len(r.KeyPoints) == len(before.KeyPoints) {
		r.KeyPoints = slices.Clone(r.KeyPoints)
		for i, had := range before.KeyPoints {
			if had.Present && (!r.KeyPoints[i].Present || !r.tellsSecret(had.Quote)) {
				r.KeyPoints[i] = had
			}
		}
	}
	if before.involved != "" {
		r.involved = before.involved
	}
	isNew := func(g bank.Gap) bool { return !slices.Contains(before.lacks, g) }
	r.lacks = slices.DeleteFunc(slices.Clone(r.lacks), isNew)
	r.unheard = slices.DeleteFunc(slices.Clone(r.unheard), isNew)
	r.Notes = slices.DeleteFunc(slices.Clone(r.Notes), func(n Note) bool {
		return lacking[n.Kind] && !slices.ContainsFunc(before.Notes, func(x Note) bool { return x.Kind == n.Kind })
	})
	return r
}

// tellsSecret reports whether words of the answer hold a secret that is in it.
func (r Report) tellsSecret(words string) bool {
	return slices.ContainsFunc(r.Confidential, func(d Disclosure) bool { return d.Kind == Secret && strings.Contains(words, d.Quote) })
}

// lacking are the notes that say that something is not there.
var lacking = map[NoteKind]bool{
	NoteOwnPart: true, NoteAction: true, NoteResult: true, NoteEvidence: true, NoteKeyPoints: true, NoteExample: true, NoteTopic: true,
}

// Granting returns the report without a gap of which its person has been asked and
// has spoken: that it is not noticed in their words says too little.
func (r Report) Granting(g bank.Gap) Report {
	is := func(x bank.Gap) bool { return x == g }
	r.lacks = slices.DeleteFunc(slices.Clone(r.lacks), is)
	r.unheard = slices.DeleteFunc(slices.Clone(r.unheard), is)
	return r
}
