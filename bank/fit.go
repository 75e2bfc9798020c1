package bank

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	star = regexp.MustCompile(`\bSTAR\b|\bS\.T\.A\.R\b`)
	// defines finds what asks for the meaning of a thing.
	defines = regexp.MustCompile(`(?i)\b(defin\w+|mean\w*|what (it )?is|what (each|both|either|it|they)|what\b.*\b(is|are|do|does)|say\b.*\bwhat|name|explain|describe|in (plain|simple|your own) words)\b`)
)

// starParts make a story, and the telling of one.
var starParts = []string{"situation", "task", "action", "result"}

// misfits returns what does not fit the style of its question: structures, and
// curveballs. A structure of one's own is free beyond that.
func misfits(entries []entry) Mistakes {
	var out Mistakes
	for _, e := range entries {
		if text := e.misfit(); text != "" {
			at := e.place("structure")
			out = append(out, Mistake{at.file, at.line, at.column, e.ID, text})
		}
		if text := e.miscast(); text != "" {
			at := e.place("curveball")
			out = append(out, Mistake{at.file, at.line, at.column, e.ID, text})
		}
	}
	return out
}

// miscast says why a question can be no curveball and what to do; "" where it
// is none, or may be one.
func (e entry) miscast() string {
	if e.Curveball && e.Style == Reverse {
		return "in a question of style reverse the candidate asks, so it comes as no surprise: take out curveball, or change the style"
	}
	return ""
}

// misfit says why the structure does not fit the style and what to do; "" where
// it does.
func (e entry) misfit() string {
	s := e.Structure
	if len(s.Parts) == 0 || e.Style == "" || e.Area == "measuring" && s.teaches("measure", "review", "improve") {
		return ""
	}
	usual := structures[e.Style].Name
	if e.Style != Behavioural && (star.MatchString(s.Name) || s.teaches(starParts...)) {
		return fmt.Sprintf("the structure tells a story from the past (STAR), and a question of style %s asks for none: take parts such as %q, or make the style behavioural", e.Style, usual)
	}
	switch e.Style {
	case Behavioural:
		if s.teaches("clarify", "options") || s.teaches("principle", "steps") {
			return fmt.Sprintf("the structure is for a case not yet lived or for a way of working, and a question of style behavioural asks for a story: take parts such as %q, or change the style", usual)
		}
	case Knowledge:
		if !slices.ContainsFunc(s.Parts, Part.saysWhat) {
			return fmt.Sprintf("no part of the structure says what the thing is, with which an answer to a question of style knowledge begins: add a part such as %q", "definition")
		}
	case Reverse:
		for _, name := range append(starParts, "context") {
			if s.teaches(name) {
				return fmt.Sprintf("the structure has a part %q, and in a question of style reverse the candidate asks and tells no story: take parts such as %q", name, usual)
			}
		}
	}
	return ""
}

// teaches reports whether the structure has parts of all these names.
func (s Structure) teaches(names ...string) bool {
	for _, name := range names {
		if !slices.ContainsFunc(s.Parts, func(p Part) bool { return strings.EqualFold(strings.TrimSpace(p.Name), name) }) {
			return false
		}
	}
	return true
}

// saysWhat reports whether the part is there to say what the thing is.
func (p Part) saysWhat() bool {
	return strings.EqualFold(p.Name, "what") || defines.MatchString(p.Name) || defines.MatchString(p.Prompt)
}
