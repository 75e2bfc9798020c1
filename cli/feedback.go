package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// feedbackCmd reads answers from the standard input and prints what can be
// read off them.
type feedbackCmd struct {
	bankFlags
	Question string `help:"The id of the question that was answered." placeholder:"ID" xor:"asked"`
	Style    string `help:"Instead of --question: the style of a question of your own (behavioural, situational, approach, knowledge, motivation or reverse)." placeholder:"STYLE" xor:"asked"`
	Ask      string `help:"With --style: the question as it was asked." placeholder:"TEXT"`
	Explain  bool   `help:"Print for each sentence which parts it was found to show, and what made that: the rule, and the features of the model with what they count."`
	JSONL    bool   `name:"jsonl" help:"Read one JSON object a line, with id, style or question, ask and answer; print one JSON line for each." xor:"asked"`
}

// maxAnswer is how many bytes of one answer are read.
const maxAnswer = 4 << 20

// Run reads one answer, or with --jsonl many.
func (c feedbackCmd) Run(std Streams) error {
	if c.JSONL {
		if c.Ask != "" || c.JSON || c.Explain {
			return usage(errors.New("--jsonl takes ask and answer from its lines: leave out --ask, --json and --explain"))
		}
		return c.readLines(std)
	}
	q, err := c.asked()
	if err != nil {
		return usage(err)
	}
	answer, err := io.ReadAll(io.LimitReader(std.In, maxAnswer+1))
	switch {
	case err != nil:
		return fmt.Errorf("read the answer: %w", err)
	case len(answer) > maxAnswer:
		return fmt.Errorf("read the answer: it is longer than %d MiB", maxAnswer>>20)
	case !isText(answer):
		return usage(errors.New("the answer is not UTF-8 text: save it as UTF-8, without formatting"))
	}
	if c.Explain {
		return c.explain(std, q, string(answer))
	}
	r := feedback.Read(q, string(answer))
	if c.JSON {
		return printJSON(std.Out, r)
	}
	return buffered(std.Out, func(w *bufio.Writer) { printFeedback(w, r) })
}

// isText reports whether bytes are text that somebody wrote.
func isText(b []byte) bool { return utf8.Valid(b) && !bytes.ContainsRune(b, 0) }

// asked returns the question that the flags name.
func (c feedbackCmd) asked() (bank.Question, error) {
	switch {
	case c.Question == "" && c.Style == "":
		return bank.Question{}, errors.New("which question was answered? Give --question ID, or --style STYLE --ask TEXT")
	case c.Question != "" && c.Ask != "":
		return bank.Question{}, errors.New("--ask goes with --style: --question brings its own")
	case c.Style != "" && c.Ask == "":
		return bank.Question{}, errors.New("--style needs the question, too: --ask TEXT")
	case c.Style != "":
		return ownQuestion(c.Style, c.Ask)
	}
	b, err := c.load()
	if err != nil {
		return bank.Question{}, err
	}
	q, ok := b.Find(c.Question)
	if !ok {
		return bank.Question{}, unknownQuestion(b, c.Question)
	}
	return q, nil
}

// ownQuestion makes a question of a style and its words.
func ownQuestion(style, ask string) (bank.Question, error) {
	if !slices.Contains(bank.Styles(), bank.Style(style)) {
		return bank.Question{}, fmt.Errorf("no such style: %q; the styles are %s", style, joined(bank.Styles()))
	}
	return bank.Question{Style: bank.Style(style), Ask: ask}, nil
}
