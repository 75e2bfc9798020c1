package cli

import (
	"bufio"
	"fmt"
	"strings"
	"time"

	"greenroom/practice/feedback"
)

// printFeedback prints a report for a person: what was found, then at most
// three notes, then what an interviewer would ask next.
func printFeedback(w *bufio.Writer, r feedback.Report) {
	if !r.Assessed {
		paragraph(w, "", "Not assessed. "+r.Reason)
		return
	}
	fmt.Fprintf(w, "%d words, about %s spoken.\n", r.Words, time.Duration(r.Seconds)*time.Second)
	if found := foundParts(r); len(found) > 0 {
		list(w, "What is there", found)
	}
	if len(r.Notes) > 0 {
		fmt.Fprintf(w, "\nWhat to try\n")
	}
	for _, n := range r.Notes {
		if n.Quote != "" {
			item(w, "“"+oneLine(n.Quote)+"”")
			paragraph(w, "    ", n.Reason)
		} else {
			item(w, n.Reason)
		}
		paragraph(w, "    ", "Try: "+n.Try)
	}
	section(w, "An interviewer might ask next", r.FollowUp)
}

// foundParts names the parts that are there, with their words.
func foundParts(r feedback.Report) []string {
	var out []string
	for _, p := range []struct {
		name string
		part feedback.Part
	}{
		{"Context", r.Parts.Context}, {"Action", r.Parts.Action}, {"Evidence", r.Parts.Evidence},
		{"Result", r.Parts.Result}, {"Learning", r.Parts.Learning},
	} {
		if p.part.Present {
			out = append(out, p.name+": “"+oneLine(p.part.Quote)+"”")
		}
	}
	for _, k := range r.KeyPoints {
		if k.Present {
			out = append(out, "Key point: "+k.Point)
		}
	}
	return out
}

// oneLine shows a quote as it is read: without markup and line breaks.
func oneLine(quote string) string {
	return strings.Join(strings.Fields(feedback.Plain(quote)), " ")
}
