package view

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// mostRanked is how many names of a tally are shown.
const mostRanked = 8

// Digest tells a channel what it practised in a week, in counts alone.
func Digest(d practice.Digest) Message {
	w := d.Week()
	blocks := []slack.Block{
		own("*What was practised here in the last 7 days*\n" +
			count(d.Questions, "question was asked", "questions were asked") + ", " + count(w.People, "person", "people") + " answered."),
	}
	if len(w.Competencies) > 0 {
		blocks = append(blocks, own("*Competencies*, with the answers that practised each\n"+tally(w.Competencies)))
	}
	if len(w.Areas) > 0 {
		blocks = append(blocks, own("*Areas*\n"+tally(w.Areas)))
	}
	return message(append(blocks,
		own("*Answers by week*, the last one now\n"+weekly(d)),
		small("Counts alone, and only where "+strconv.Itoa(practice.DigestFrom)+" people or more answered. Private answers count too; nobody sees whose or what they are."),
	)...)
}

// tally returns the first names of a tally with their numbers.
func tally[T ~string](of map[T]int) string {
	names := practice.Ranked(of)
	var out []string
	for _, name := range names[:min(mostRanked, len(names))] {
		out = append(out, escape(human(name))+" "+strconv.Itoa(of[name]))
	}
	if more := len(names) - mostRanked; more > 0 {
		out = append(out, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(out, ", ")
}

// weekly returns the number of answers of each week.
func weekly(d practice.Digest) string {
	var out []string
	for _, w := range d.Weeks {
		if w.Few {
			out = append(out, "too few to tell")
			continue
		}
		out = append(out, strconv.Itoa(w.Answers))
	}
	return strings.Join(out, ", ")
}

// DigestTitle is the title of a digest's picture.
const DigestTitle = "Competencies practised by week"

// DigestAlt says in words what a digest's picture shows.
func DigestAlt(d practice.Digest) string {
	w := d.Week()
	return cut(fmt.Sprintf("A table of %s: how many answers practised each, in each of %s to %s. In the last week: %s.",
		"competencies", count(len(d.Weeks), "week", "weeks"), w.Until.Format("2 Jan 2006"), tally(w.Competencies)), 1000)
}
