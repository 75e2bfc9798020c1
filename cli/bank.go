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
	Check bankCheckCmd `cmd:"" help:"Check the packs, name every mistake, and print how the questions are spread."`
	List  bankListCmd  `cmd:"" help:"List the questions, all or those that the filters take."`
	Show  bankShowCmd  `cmd:"" help:"Show one question with its whole anatomy."`
	Kit   bankKitCmd   `cmd:"" help:"Write an interview kit for one who hires: the questions of a round, what to listen for, and score sheets."`
	New   bankNewCmd   `cmd:"" help:"Begin a pack of a team's own questions: files with comments that say what each key is for."`
}

// packFlag names the packs beside the built-in one.
type packFlag struct {
	Pack []string `help:"A directory with a team's own questions, beside the built-in ones. May be repeated." placeholder:"DIR" sep:"none"`
}

// bankFlags are the flags of each command that prints questions.
type bankFlags struct {
	packFlag
	JSON bool `name:"json" help:"Print JSON."`
}

// load reads the packs; what is wrong with them is bad usage.
func (f packFlag) load() (*bank.Bank, error) {
	b, err := bank.Load(f.Pack)
	return b, usage(err)
}

type bankCheckCmd struct{ bankFlags }

// checked is what check prints as JSON.
type checked struct {
	Questions int           `json:"questions"`
	Employers int           `json:"employers"`
	Mistakes  bank.Mistakes `json:"mistakes"`
	Coverage  bank.Counts   `json:"coverage"`
}

// Run prints how the questions are spread, or all mistakes.
func (c bankCheckCmd) Run(std Streams) error {
	found := bank.Check(c.Pack)
	for _, q := range found.Questions {
		for _, d := range feedback.CheckExamples(q) {
			found.Wrong(q.ID, d.Field, d.Text)
		}
	}
	err := found.Err()
	counts := bank.Coverage(found.Questions)
	if c.JSON {
		mistakes := bank.Mistakes{}
		errors.As(err, &mistakes)
		return errors.Join(usage(err), printJSON(std.Out, checked{len(found.Questions), len(found.Employers), mistakes, counts}))
	}
	if err != nil {
		return usage(err)
	}
	return buffered(std.Out, func(w *bufio.Writer) { printSpread(w, len(found.Questions), len(found.Employers), counts) })
}

type bankListCmd struct {
	bankFlags
	bankFilter
}

// Run prints the questions by area, or as one JSON array.
func (c bankListCmd) Run(std Streams) error {
	if err := c.check(); err != nil {
		return err
	}
	b, err := c.load()
	if err != nil {
		return err
	}
	questions := c.of(b.All())
	if c.JSON {
		return printJSON(std.Out, questions)
	}
	if len(questions) == 0 {
		fmt.Fprintln(std.Err, "No question has all of that: take out a filter.")
	}
	return buffered(std.Out, func(w *bufio.Writer) { printQuestions(w, questions) })
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
