package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"greenroom/bank"
)

// width is how many characters a printed line has at most, where words allow.
const width = 80

// printCoverage prints how many questions there are of everything.
func printCoverage(w *bufio.Writer, questions int, c bank.Counts) {
	fmt.Fprintf(w, "%d questions, no mistakes\n", questions)
	for _, table := range []struct {
		name   string
		counts []bank.Count
	}{
		{"Round", c.Rounds}, {"Area", c.Areas}, {"Style", c.Styles}, {"Level", c.Levels}, {"Competency", c.Competencies},
	} {
		tabs := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		if table.name == "Round" { // each is in itself
			fmt.Fprint(tabs, "\nRound\tQuestions\n")
			for _, n := range table.counts {
				fmt.Fprintf(tabs, "%s\t%d\n", n.Name, n.Questions)
			}
		} else {
			fmt.Fprintf(tabs, "\n%s\tQuestions\tRounds\n", table.name)
			for _, n := range table.counts {
				fmt.Fprintf(tabs, "%s\t%d\t%s\n", n.Name, n.Questions, joined(n.Rounds))
			}
		}
		_ = tabs.Flush() // w keeps the error
	}
	var covered, missing []string
	for _, n := range c.Rows {
		if n.Questions == 0 {
			missing = append(missing, n.Name)
			continue
		}
		covered = append(covered, fmt.Sprintf("%s×%d", n.Name, n.Questions))
	}
	fmt.Fprintf(w, "\nTopics covered: %d of %d\n", len(covered), len(c.Rows))
	paragraph(w, "  ", strings.Join(covered, " "))
	if len(missing) > 0 {
		fmt.Fprintf(w, "Topics without a question: %d\n", len(missing))
		paragraph(w, "  ", strings.Join(missing, " "))
	}
}

// printQuestions prints the questions by area, each with its id.
func printQuestions(w *bufio.Writer, b *bank.Bank) {
	for _, area := range bank.Areas() {
		questions := b.Select(bank.Selection{Areas: []bank.Area{area}})
		if len(questions) == 0 {
			continue
		}
		fmt.Fprintf(w, "%s: %s (%d)\n\n", area.Round(), area, len(questions))
		for _, q := range questions {
			fmt.Fprintf(w, "  %s · %s · %s · %g min\n", q.ID, q.Style, q.Level, q.Minutes)
			paragraph(w, "    ", q.Ask)
		}
		fmt.Fprintln(w)
	}
}

// printQuestion prints one question with its whole anatomy.
func printQuestion(w *bufio.Writer, q bank.Question) {
	paragraph(w, "", q.Ask)
	fmt.Fprintf(w, "\n%s · %s · %s · %s · %s · %g min\n", q.ID, q.Round, q.Area, q.Style, q.Level, q.Minutes)
	fmt.Fprintln(w, joined(q.Competencies))
	list(w, "Also asked as", q.Also)
	section(w, "Why it is asked", q.Why)
	section(w, "What is judged", q.Judges)
	fmt.Fprintf(w, "\nStructure: %s\n", q.Structure.Name)
	for _, p := range q.Structure.Parts {
		item(w, p.Name+": "+p.Prompt)
	}
	list(w, "Evidence that fits", q.Evidence)
	section(w, "A strong answer", q.Example)
	section(w, "A weak answer", q.Weak.Text)
	list(w, "What is wrong with it", q.Weak.Flaws)
	fmt.Fprintln(w, "\nFollow-ups")
	for _, f := range q.FollowUps {
		item(w, fmt.Sprintf("%s (%s: %s)", f.Ask, f.Kind, f.Checks))
	}
	list(w, "Signals", q.Signals)
	list(w, "Red flags", q.RedFlags)
	list(w, "Rate yourself", []string{"1: " + q.Anchors.One, "3: " + q.Anchors.Three, "5: " + q.Anchors.Five})
	if len(q.KeyPoints) > 0 {
		fmt.Fprintln(w, "\nKey points")
		for _, k := range q.KeyPoints {
			item(w, fmt.Sprintf("%s (%s)", k.Point, strings.Join(k.Terms, ", ")))
		}
	}
	if len(q.Covers) > 0 {
		section(w, "Covers", strings.Join(q.Covers, " "))
	}
}

func section(w io.Writer, title, text string) {
	fmt.Fprintf(w, "\n%s\n", title)
	paragraph(w, "  ", text)
}

func list(w io.Writer, title string, entries []string) {
	fmt.Fprintf(w, "\n%s\n", title)
	for _, e := range entries {
		item(w, e)
	}
}

func item(w io.Writer, text string) { wrap(w, "  - ", "    ", text) }

func paragraph(w io.Writer, indent, text string) { wrap(w, indent, indent, text) }

// wrap prints the text in lines of at most width characters, which begin with
// first and then with rest. Line breaks in the text stay.
func wrap(w io.Writer, first, rest, text string) {
	for line := range strings.Lines(text) {
		column := 0
		for i, word := range strings.Fields(line) {
			n := utf8.RuneCountInString(word)
			switch {
			case i == 0:
				fmt.Fprint(w, first, word)
				column = utf8.RuneCountInString(first) + n
			case column+1+n > width:
				fmt.Fprint(w, "\n", rest, word)
				column = utf8.RuneCountInString(rest) + n
			default:
				fmt.Fprint(w, " ", word)
				column += 1 + n
			}
		}
		fmt.Fprintln(w)
		first = rest
	}
}

// joined returns the names, separated by commas.
func joined[T ~string](names []T) string {
	var b strings.Builder
	for i, n := range names {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(n))
	}
	return b.String()
}
