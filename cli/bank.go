package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// bankCmd looks at the questions: the built-in pack and a team's own.
type bankCmd struct {
	Check bankCheckCmd `cmd:"" help:"Check the packs and print what they cover."`
	List  bankListCmd  `cmd:"" help:"List the questions."`
	Show  bankShowCmd  `cmd:"" help:"Show one question with its whole anatomy."`
}

// bankFlags are the flags of each command on the questions.
type bankFlags struct {
	Pack []string `help:"A directory with a team's own questions, beside the built-in ones. May be repeated." placeholder:"DIR" sep:"none"`
	JSON bool     `name:"json" help:"Print JSON."`
}

// load reads the packs; what is wrong with them is bad usage.
func (f bankFlags) load() (*bank.Bank, error) {
	b, err := bank.Load(f.Pack)
	return b, usage(err)
}

type bankCheckCmd struct{ bankFlags }

// checked is what check prints as JSON.
type checked struct {
	Questions int           `json:"questions"`
	Mistakes  bank.Mistakes `json:"mistakes"`
	Coverage  bank.Counts   `json:"coverage"`
}

// Run prints the coverage, or all mistakes.
func (c bankCheckCmd) Run(std Streams) error {
	b, err := c.load()
	if err != nil {
		var mistakes bank.Mistakes
		if c.JSON && errors.As(err, &mistakes) {
			return errors.Join(err, printJSON(std.Out, checked{Mistakes: mistakes, Coverage: bank.Coverage(nil)}))
		}
		return err
	}
	if err := examples(b.All()); err != nil {
		return usage(err)
	}
	counts := bank.Coverage(b.All())
	if c.JSON {
		return printJSON(std.Out, checked{b.Len(), bank.Mistakes{}, counts})
	}
	return buffered(std.Out, func(w *bufio.Writer) { printCoverage(w, b.Len(), counts) })
}

// examples returns what the feedback finds wrong with the questions' examples.
func examples(questions []bank.Question) error {
	var wrong []error
	for _, q := range questions {
		for _, d := range feedback.CheckExamples(q) {
			wrong = append(wrong, fmt.Errorf("%s: %s: %s", q.ID, d.Field, d.Text))
		}
	}
	return errors.Join(wrong...)
}

type bankListCmd struct{ bankFlags }

// Run prints the questions by area, or as one JSON array.
func (c bankListCmd) Run(std Streams) error {
	b, err := c.load()
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(std.Out, b.All())
	}
	return buffered(std.Out, func(w *bufio.Writer) { printQuestions(w, b) })
}

type bankShowCmd struct {
	bankFlags
	ID string `arg:"" help:"The question's id, as list prints it."`
}

// Run prints one question.
func (c bankShowCmd) Run(std Streams) error {
	b, err := c.load()
	if err != nil {
		return err
	}
	q, ok := b.Find(c.ID)
	if !ok {
		return usage(unknownQuestion(b, c.ID))
	}
	if c.JSON {
		return printJSON(std.Out, q)
	}
	return buffered(std.Out, func(w *bufio.Writer) { printQuestion(w, q) })
}

// unknownQuestion says that there is no such question and which was meant.
func unknownQuestion(b *bank.Bank, id string) error {
	var ids []string
	for _, q := range b.All() {
		ids = append(ids, q.ID)
	}
	if near, ok := bank.Nearest(id, ids); ok {
		return fmt.Errorf("no question has the id %q: did you mean %q?", id, near)
	}
	// Somebody may remember a part of it.
	if within := slices.DeleteFunc(ids, func(known string) bool { return len(id) < 3 || !strings.Contains(known, id) }); len(within) > 0 {
		return fmt.Errorf("no question has the id %q: did you mean %s?", id, joined(within[:min(len(within), 3)]))
	}
	return fmt.Errorf("no question has the id %q: see greenroom bank list", id)
}

// printJSON prints a value for programs, indented for people who look on.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("print JSON: %w", err)
	}
	return nil
}

// buffered lets write print to w and returns the first error of doing so.
func buffered(w io.Writer, write func(*bufio.Writer)) error {
	b := bufio.NewWriter(w)
	write(b)
	if err := b.Flush(); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}
