package bank

import (
	"fmt"
	"hash/crc32"
	"path"
	"slices"
	"strings"
)

// merge gives an id to each question that has none, and lets those that
// override another take its place. What an overriding question leaves out it
// has of the one that it replaces. Of other questions with one id only the
// first is kept, and the mistake noted.
func merge(entries []entry) ([]entry, Mistakes) {
	var out []entry
	var mistakes Mistakes
	at := map[string]int{} // in out, by id
	for _, e := range entries {
		note := func(where place, format string, args ...any) {
			mistakes = append(mistakes, Mistake{where.file, where.line, where.column, e.ID, fmt.Sprintf(format, args...)})
		}
		if e.ID == "" {
			if _, written := e.given["id"]; written || e.Ask == "" {
				out = append(out, e) // the mistake is noted where the question was read
				continue
			}
			e.ID = idFrom(e.Ask)
		}
		i, known := at[e.ID]
		switch {
		case e.overrides && known:
			out[i] = e.over(out[i])
			if of := out[i].Area.Round(); of != "" && out[i].Round != "" && of != out[i].Round {
				note(e.place("area"), "area %q belongs to round %q, and the question that this overrides is of round %q: give both", out[i].Area, of, out[i].Round)
			}
		case e.overrides:
			note(e.place("overrides"), "no question of a pack before this one has the id %q: %s", e.ID, instead(e.ID, at))
		case known && path.Dir(e.at.file) == path.Dir(out[i].at.file):
			note(e.at, "id %q is used at %s too: give this one another", e.ID, out[i].at)
		case known:
			note(e.at, "id %q is used at %s too: give this one another, or write overrides: true to replace that question", e.ID, out[i].at)
		default:
			at[e.ID] = len(out)
			out = append(out, e)
		}
	}
	return out, mistakes
}

// instead says what to do about an id that no question has.
func instead(id string, known map[string]int) string {
	var ids []string
	for k := range known {
		ids = append(ids, k)
	}
	slices.Sort(ids)
	if near, ok := Nearest(id, ids); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "take out overrides to make it a question of its own"
}

// over returns the question with what it leaves out taken from base.
func (e entry) over(base entry) entry {
	q, b := &e.Question, base.Question
	inherit := map[string]func(){
		"ask": func() { q.Ask = b.Ask }, "also": func() { q.Also = b.Also },
		"style": func() { q.Style = b.Style }, "round": func() { q.Round = b.Round }, "area": func() { q.Area = b.Area },
		"competencies": func() { q.Competencies = b.Competencies },
		"level":        func() { q.Level = b.Level }, "minutes": func() { q.Minutes = b.Minutes },
		"curveball": func() { q.Curveball = b.Curveball },
		"why":       func() { q.Why = b.Why }, "judges": func() { q.Judges = b.Judges },
		"structure": func() { q.Structure = b.Structure }, "evidence": func() { q.Evidence = b.Evidence },
		"example": func() { q.Example = b.Example }, "weak": func() { q.Weak = b.Weak },
		"follow_ups": func() { q.FollowUps = b.FollowUps },
		"signals":    func() { q.Signals = b.Signals }, "red_flags": func() { q.RedFlags = b.RedFlags },
		"anchors": func() { q.Anchors = b.Anchors }, "key_points": func() { q.KeyPoints = b.KeyPoints },
		"covers": func() { q.Covers = b.Covers }, "enabled": func() { q.Disabled = b.Disabled },
	}
	for key, take := range inherit {
		if _, ok := e.given[key]; !ok {
			take()
		}
	}
	wordings := []place{base.wordings[0]}
	if _, ok := e.given["ask"]; ok {
		wordings[0] = e.wordings[0]
	}
	from := base
	if _, ok := e.given["also"]; ok {
		from = e
	}
	e.wordings = append(wordings, from.wordings[1:]...)
	return e
}

// idFrom makes an id of a question's wording, for one that was given none. It
// changes with the wording.
func idFrom(ask string) string {
	var b strings.Builder
	for _, w := range strings.Fields(bare(ask)) {
		if !idForm.MatchString(w) {
			continue // of another alphabet
		}
		if b.Len()+1+len(w) > longestID {
			break
		}
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(w)
	}
	if b.Len() == 0 {
		return fmt.Sprintf("question-%08x", crc32.ChecksumIEEE([]byte(ask)))
	}
	return b.String()
}
