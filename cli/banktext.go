package cli

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"greenroom/bank"
)

// width is how many characters a printed line has at most, where words allow.
const width = 80

// printSpread prints how the questions are spread: areas by styles, levels and
// competencies by rounds, and the topics that are covered.
func printSpread(w *bufio.Writer, questions, employers int, c bank.Counts) {
	fmt.Fprintf(w, "%s and %s, no mistakes\n", counted(questions, "question"), counted(employers, "employer"))
	styles := make([]string, len(c.Styles))
	total, share := make([]string, len(c.Styles)), make([]string, len(c.Styles))
	for i, s := range c.Styles {
		styles[i] = shortStyle[bank.Style(s.Name)]
		total[i] = strconv.Itoa(s.Questions)
		share[i] = fmt.Sprintf("%.0f%%", 100*float64(s.Questions)/float64(max(questions, 1)))
	}
	g := grid{append([]string{"Area"}, append(styles, "all")...)}
	for _, r := range c.Rounds {
		addCounts(&g, r.Name, bank.Styles(), r.ByStyle, r.Questions)
		for _, a := range c.Areas {
			if bank.Area(a.Name).Round() == bank.Round(r.Name) {
				addCounts(&g, "  "+a.Name, bank.Styles(), a.ByStyle, a.Questions)
			}
		}
	}
	g = append(g, append(append([]string{"all"}, total...), strconv.Itoa(questions)), append(append([]string{"share"}, share...), ""))
	g.write(w)
	for _, table := range []struct {
		name   string
		counts []bank.Count
	}{{"Level", c.Levels}, {"Competency", c.Competencies}} {
		g := grid{append([]string{table.name}, append(names(bank.Rounds()), "all")...)}
		for _, n := range table.counts {
			addCounts(&g, n.Name, bank.Rounds(), n.ByRound, n.Questions)
		}
		g.write(w)
	}
	g = grid{append([]string{""}, append(names(bank.Rounds()), "all")...)}
	addCounts(&g, c.Curveballs.Name, bank.Rounds(), c.Curveballs.ByRound, c.Curveballs.Questions)
	g.write(w)
	printTopics(w, c.Rows)
}

// shortStyle names the styles over the columns of a table in 80 characters.
var shortStyle = map[bank.Style]string{
	bank.Behavioural: "behav.", bank.Situational: "situat.", bank.Approach: "approach",
	bank.Knowledge: "knowl.", bank.Motivation: "motiv.", bank.Reverse: "reverse",
}

// printTopics prints how many questions cover each topic of the coverage list.
func printTopics(w *bufio.Writer, rows []bank.Count) {
	var covered, missing []string
	for _, n := range rows {
		if n.Questions == 0 {
			missing = append(missing, n.Name)
			continue
		}
		covered = append(covered, fmt.Sprintf("%s×%d", n.Name, n.Questions))
	}
	fmt.Fprintf(w, "\nTopics covered: %d of %d\n", len(covered), len(rows))
	paragraph(w, "  ", strings.Join(covered, " "))
	if len(missing) > 0 {
		fmt.Fprintf(w, "Topics without a question: %d\n", len(missing))
		paragraph(w, "  ", strings.Join(missing, " "))
	}
}

// A grid is a table in plain text, the first row of which is its head. The
// first column names the rows, the others hold numbers.
type grid [][]string

// addCounts adds a row with the counts of the columns and their sum.
func addCounts[T comparable](g *grid, name string, columns []T, counts map[T]int, all int) {
	row := []string{name}
	for _, c := range columns {
		n := "."
		if counts[c] > 0 {
			n = strconv.Itoa(counts[c])
		}
		row = append(row, n)
	}
	*g = append(*g, append(row, strconv.Itoa(all)))
}

// write prints the table below an empty line.
func (g grid) write(w io.Writer) {
	fmt.Fprintln(w)
	wide := make([]int, len(g[0]))
	for _, row := range g {
		for i, cell := range row {
			wide[i] = max(wide[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range g {
		line := fmt.Sprintf("%-*s", wide[0], row[0])
		for i, cell := range row[1:] {
			line += fmt.Sprintf("  %*s", wide[i+1], cell)
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

// printQuestions prints the questions by area, each with its id.
func printQuestions(w *bufio.Writer, all []bank.Question) {
	for _, area := range bank.Areas() {
		questions := bank.New(all).Select(bank.Selection{Areas: []bank.Area{area}})
		if len(questions) == 0 {
			continue
		}
		fmt.Fprintf(w, "%s: %s (%d)\n\n", area.Round(), area, len(questions))
		for _, q := range questions {
			fmt.Fprintf(w, "  %s · %s · %s · %g min%s\n", q.ID, q.Style, q.Level, q.Minutes, curveball(q))
			paragraph(w, "    ", q.Ask)
		}
		fmt.Fprintln(w)
	}
}

// printQuestion prints one question with its whole anatomy. What its pack does
// not say is left out.
func printQuestion(w *bufio.Writer, q bank.Question) {
	paragraph(w, "", q.Ask)
	fmt.Fprintf(w, "\n%s · %s · %s · %s · %s · %g min%s\n", q.ID, q.Round, q.Area, q.Style, q.Level, q.Minutes, curveball(q))
	if len(q.Competencies) > 0 {
		fmt.Fprintln(w, joined(q.Competencies))
	}
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
	var followUps, points []string
	for _, f := range q.FollowUps {
		followUps = append(followUps, fmt.Sprintf("%s (%s: %s)", f.Ask, f.Kind, f.Checks))
	}
	list(w, "Follow-ups", followUps)
	list(w, "Signals", q.Signals)
	list(w, "Red flags", q.RedFlags)
	if a := q.Anchors; a != (bank.Anchors{}) {
		list(w, "Rate yourself", []string{"1: " + a.One, "3: " + a.Three, "5: " + a.Five})
	}
	for _, k := range q.KeyPoints {
		points = append(points, fmt.Sprintf("%s (%s)", k.Point, strings.Join(k.Terms, ", ")))
	}
	list(w, "Key points", points)
	section(w, "Covers", strings.Join(q.Covers, " "))
}

// curveball marks a curveball at the end of a line; "" for any other question.
func curveball(q bank.Question) string {
	if !q.Curveball {
		return ""
	}
	return " · curveball"
}

func section(w io.Writer, title, text string) {
	if text == "" {
		return
	}
	fmt.Fprintf(w, "\n%s\n", title)
	paragraph(w, "  ", text)
}

func list(w io.Writer, title string, entries []string) {
	if len(entries) == 0 {
		return
	}
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

// counted returns a number with what it counts.
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
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
