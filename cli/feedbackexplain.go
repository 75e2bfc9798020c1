package cli

import (
	"bufio"
	"fmt"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// explain prints what made an answer's report.
func (c feedbackCmd) explain(std Streams, q bank.Question, answer string) error {
	explained := feedback.Explain(q, answer)
	if c.JSON {
		return printJSON(std.Out, explained)
	}
	return buffered(std.Out, func(w *bufio.Writer) {
		if len(explained.Sentences) == 0 {
			paragraph(w, "", "Not assessed. "+feedback.Read(q, answer).Reason)
			return
		}
		for _, e := range explained.Sentences {
			paragraph(w, "", "“"+oneLine(e.Sentence)+"”")
			weighed(w, e.Parts)
		}
		fmt.Fprintln(w, "The answer as a whole")
		weighed(w, explained.Whole)
	})
}

// weighed prints what was made of a few things, and the features that counted most.
func weighed(w *bufio.Writer, all []feedback.Weighed) {
	for _, x := range all {
		fmt.Fprintf(w, "  %s: %s, %+.3f", x.Name, map[bool]string{true: "shown", false: "not shown"}[x.Shown], x.Score)
		if x.Rule != "" {
			fmt.Fprintf(w, "; a rule found “%s”", oneLine(x.Rule))
		}
		fmt.Fprintln(w)
		for _, f := range x.Why {
			fmt.Fprintf(w, "    %+.3f  %s\n", f.Counts, f.Feature)
		}
	}
	fmt.Fprintln(w)
}
