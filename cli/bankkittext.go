package cli

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"greenroom/bank"
	"greenroom/practice"
)

// A kit is what one who hires takes into a round.
type kit struct {
	choice practice.Choice
	seed   uint64
	turns  []kitTurn
}

// A kitTurn is one question of the round, with the minutes and the wording
// that the plan gives it.
type kitTurn struct {
	practice.Turn
	q bank.Question
}

// roundTitles name the rounds as a heading does.
var roundTitles = map[bank.Round]string{
	bank.Screening: "screening", bank.Technical: "technical round", bank.Strategy: "strategy and leadership round",
}

// write prints the kit as Markdown.
func (k kit) write(w io.Writer) {
	fmt.Fprintf(w, `# Interview kit: %s, level %s

- Before: read it through, and agree who asks which question and who takes notes. Tell candidates how long it takes and what it is about.
- During: put each question as it stands, then the follow-ups that the answer leaves open. Write down what is said, in their words.
- After: score alone, each question by its scale and then the sheet, before anybody speaks about the candidate.

Candidate: ......................  Date: ..............  Interviewer: ......................

`, roundTitles[bank.Round(k.choice.Kind)], k.choice.Level)
	k.writePlan(w)
	for i, t := range k.turns {
		t.write(w, i+1)
	}
	k.writeSheet(w)
	fmt.Fprint(w, fairness)
}

// writePlan prints the questions with their minutes.
func (k kit) writePlan(w io.Writer) {
	total := 0
	fmt.Fprint(w, "## Plan\n\n| # | Minutes | Question |\n| --- | --- | --- |\n")
	for i, t := range k.turns {
		total += t.Minutes
		fmt.Fprintf(w, "| %d | %d | %s |\n", i+1, t.Minutes, markdown(t.Ask))
	}
	fmt.Fprintf(w, "\n%d minutes of %d. They hold question, answer and follow-ups. Seed %d draws the same questions again.\n",
		total, k.choice.Minutes(), k.seed)
}

// write prints one question; what its pack does not say is left out.
func (t kitTurn) write(w io.Writer, n int) {
	q := t.q
	fmt.Fprintf(w, "\n## %d. %s\n\n", n, markdown(t.Ask))
	about := []string{fmt.Sprintf("%d minutes", t.Minutes), plain(string(q.Area)), string(q.Style)}
	if len(q.Competencies) > 0 {
		about = append(about, "looks for "+plain(joined(q.Competencies)))
	}
	if t.Curveball {
		about = append(about, "a curveball: how they think counts, not what they come up with")
	}
	fmt.Fprintln(w, strings.Join(about, " · "))
	if t.Reverse {
		fmt.Fprint(w, "\nThese minutes are the candidate's: answer shortly and honestly.\n")
	}
	saying(w, "Why it is asked", q.Why)
	saying(w, "What it shows", q.Judges)
	var points, asks []string
	for _, p := range q.KeyPoints {
		points = append(points, p.Point)
	}
	bullets(w, "A full answer touches", points)
	for _, f := range q.FollowUps {
		ask := markdown(f.Ask)
		if f.Checks != "" {
			ask += "  \n  Checks: " + markdown(f.Checks)
		}
		asks = append(asks, ask)
	}
	items(w, "Follow-ups", asks)
	bullets(w, "Listen for", q.Signals)
	bullets(w, "Red flags", q.RedFlags)
	writeScale(w, q.Anchors)
}

// writeScale prints the scale of a question, with room for notes.
func writeScale(w io.Writer, a bank.Anchors) {
	if a != (bank.Anchors{}) {
		fmt.Fprint(w, "\n**Scale**\n\n| Score | What it is like | What was said |\n| --- | --- | --- |\n")
		for _, step := range []struct {
			score int
			text  string
		}{{5, a.Five}, {4, "between the two"}, {3, a.Three}, {2, "between the two"}, {1, a.One}} {
			fmt.Fprintf(w, "| %d %s | %s | |\n", step.score, box, markdown(step.text))
		}
	} else {
		fmt.Fprintf(w, "\n**Score** (1 to 5): %s\n", boxes(" "))
	}
	fmt.Fprintf(w, "\n**Notes**\n\n%s\n\n%s\n", dots, dots)
}

const box = "☐"

// dots is a line to write on.
var dots = strings.Repeat(".", 78)

// boxes returns a box for each score.
func boxes(between string) string {
	all := make([]string, 5)
	for i := range all {
		all[i] = fmt.Sprintf("%d %s", i+1, box)
	}
	return strings.Join(all, between+" ")
}

// writeSheet prints the score sheet of the competencies that the round asks about.
func (k kit) writeSheet(w io.Writer) {
	asked := map[bank.Competency][]string{}
	for i, t := range k.turns {
		for _, c := range t.q.Competencies {
			asked[c] = append(asked[c], fmt.Sprint(i+1))
		}
	}
	if len(asked) == 0 {
		return
	}
	fmt.Fprint(w, "\n## Score sheet\n\n| Competency | Asked in | 1 | 2 | 3 | 4 | 5 | What was said that shows it |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n")
	for _, c := range bank.Competencies() {
		if in := asked[c]; len(in) > 0 {
			fmt.Fprintf(w, "| %s | %s |%s |\n", plain(string(c)), strings.Join(in, ", "), strings.Repeat(" "+box+" |", 5))
		}
	}
	fmt.Fprint(w, "\nA competency that nothing was said about has no score: leave its row empty.\n")
}

const fairness = `
## Fairness

- The same questions, in the same order and the same words, for each candidate for this post.
- Score what was said about the work. Accent, fillers, nerves and a pause to think are no part of it.
- Each interviewer scores before anybody speaks, and the most senior speaks last.
- Ask everybody beforehand what they need for a fair interview, such as more time or questions in writing, and give it.
- Don't ask about age, family, children or plans for them, marriage, pregnancy, health, disability, religion, origin, nationality, mother tongue, sexual orientation, politics or union membership, not even in small talk. Ask everybody whether they can do what the post demands, such as standing by at night. The law differs by country: settle doubts with those who look after staff before the interview.
`

func saying(w io.Writer, title, text string) {
	if text != "" {
		fmt.Fprintf(w, "\n**%s.** %s\n", title, markdown(text))
	}
}

func bullets(w io.Writer, title string, texts []string) {
	escaped := make([]string, len(texts))
	for i, t := range texts {
		escaped[i] = markdown(t)
	}
	items(w, title, escaped)
}

// items prints a list of what is Markdown already.
func items(w io.Writer, title string, entries []string) {
	if len(entries) == 0 {
		return
	}
	fmt.Fprintf(w, "\n**%s**\n\n", title)
	for _, e := range entries {
		fmt.Fprintf(w, "- %s\n", e)
	}
}

// plain returns a name of the bank's, such as service-management, as words.
func plain(name string) string { return strings.ReplaceAll(name, "-", " ") }

// markdown returns a text in one line in which nothing is markup: a pack's
// texts are words, whatever characters they hold.
func markdown(text string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(text), " ") {
		if strings.ContainsRune("\\`*_{}[]<>#|~&$@", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return listed.ReplaceAllString(links.Replace(b.String()), `$1\$2`)
}

// listed is how a text begins that would be a list, a rule or a heading.
var listed = regexp.MustCompile(`^(\d*)([-+=.)])`)

// links keeps addresses from becoming links by themselves.
var links = strings.NewReplacer("://", "\\://", "www.", "www\\.", "WWW.", "WWW\\.", "Www.", "Www\\.")
