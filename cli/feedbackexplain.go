package cli

import (
	"bufio"
	"fmt"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// explain prints what made the parts of an answer's report.
func (c feedbackCmd) explain(std Streams, q bank.Question, answer string) error {
	explained := feedback.Explain(q, answer)
	if c.JSON {
		return printJSON(std.Out, append([]feedback.Explained{}, explained...))
	}
	return buffered(std.Out, func(w *bufio.Writer) {
		if len(explained) == 0 {
			paragraph(w, "", "Not assessed. "+feedback.Read(q, answer).Reason)
		}
		for _, e := range explained {
			paragraph(w, "", "“"+oneLine(e.Sentence)+"”")
			for _, p := range e.Parts {
				fmt.Fprintf(w, "  %s %s, %s %+.2f\n", p.Part, map[bool]string{true: "shown", false: "not shown"}[p.Shown],
					map[bool]string{true: "by a rule and the model's", false: "by the model's"}[p.Rule], p.Score)
				for _, x := range p.Why {
					fmt.Fprintf(w, "    %+.2f  %s\n", x.Counts, x.Feature)
				}
			}
			fmt.Fprintln(w)
		}
	})
}
