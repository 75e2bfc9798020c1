package bank

import (
	"fmt"
	"slices"
	"strings"
)

// What a pack that claims to be complete has at least.
const (
	fewestQuestions       = 120
	fewestCurveballs      = 8 // of a round that holds one of them
	fewestOfArea          = 3
	fewestOfCompetency    = 8
	fewestRounds          = 2 // of a competency
	fewestKinds           = 3 // of a question's follow-ups
	farthestFromItsShare  = 3 // percentage points, of a style
	completenessIsClaimed = "the pack says complete: true"
)

// fewestOfRound are the questions that a round needs, so that somebody who
// practises it daily meets no question twice in a month or two.
var fewestOfRound = map[Round]int{Screening: 24, Technical: 48, Strategy: 48}

// surprising are the rounds that hold a curveball each, so that somebody who
// practises them weekly meets none twice in two months.
var surprising = []Round{Technical, Strategy}

// shares are how many of a hundred questions are of each style.
var shares = map[Style]int{Behavioural: 40, Situational: 18, Approach: 20, Knowledge: 10, Motivation: 8, Reverse: 4}

// unfinished returns what a pack lacks of what it claims to be. What lacks in
// the pack as a whole is noted at the claim.
func unfinished(own []entry, claim place) Mistakes {
	var out Mistakes
	note := func(at place, id, format string, args ...any) {
		out = append(out, Mistake{at.file, at.line, at.column, id, fmt.Sprintf(format, args...)})
	}
	var all []Question
	for _, e := range own {
		if e.Disabled {
			continue
		}
		all = append(all, e.Question)
		if text := e.lacksKinds(); text != "" {
			note(e.place("follow_ups"), e.ID, "%s", text)
		}
		if len(e.Weak.Lacks) == 0 {
			note(e.place("weak"), e.ID, "the weak answer does not say what it lacks: add lacks, one or two of %s", strings.Join(strs(Gaps()), ", "))
		}
	}
	for _, text := range missing(Coverage(all), len(all)) {
		note(claim, "", "%s, but %s", completenessIsClaimed, text)
	}
	return out
}

// missing says what the counts of a whole pack lack, and what to do.
func missing(c Counts, questions int) []string {
	var out []string
	wrong := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	var bare []string
	for _, row := range c.Rows {
		if row.Questions == 0 {
			bare = append(bare, row.Name)
		}
	}
	if len(bare) > 0 {
		wrong("no question covers %s: write one for each, or name the row in covers of one that does", strings.Join(bare, ", "))
	}
	if questions < fewestQuestions {
		wrong("in all there are %d of at least %d questions: write %d more", questions, fewestQuestions, fewestQuestions-questions)
	}
	for _, r := range c.Rounds {
		if few := fewestOfRound[Round(r.Name)]; r.Questions < few {
			wrong("round %s: %d of at least %d questions: write %d more", r.Name, r.Questions, few, few-r.Questions)
		}
	}
	for _, r := range surprising {
		if n := c.Curveballs.ByRound[r]; n < fewestCurveballs {
			wrong("round %s: %d of at least %d curveballs: write %d more that nobody has an answer prepared for, with curveball: true", r, n, fewestCurveballs, fewestCurveballs-n)
		}
	}
	for _, a := range c.Areas {
		if a.Questions < fewestOfArea {
			wrong("area %s: %d of at least %d questions: write %d more", a.Name, a.Questions, fewestOfArea, fewestOfArea-a.Questions)
		}
	}
	for _, k := range c.Competencies {
		if k.Questions < fewestOfCompetency {
			wrong("competency %s: %d of at least %d questions: write %d more, or name it in those that look for it", k.Name, k.Questions, fewestOfCompetency, fewestOfCompetency-k.Questions)
		}
		if n := len(k.Rounds); 0 < n && n < fewestRounds {
			wrong("competency %s is asked about in round %s only, of at least %d: write a question of another round", k.Name, k.Rounds[0], fewestRounds)
		}
	}
	for _, s := range c.Styles {
		share := shares[Style(s.Name)]
		if off := 100*s.Questions - share*questions; off > farthestFromItsShare*questions || -off > farthestFromItsShare*questions {
			do := "more of it"
			if off > 0 {
				do = "others"
			}
			wrong("style %s: %d of %d questions, %.1f %% where %d are meant, give or take %d: write %s",
				s.Name, s.Questions, questions, 100*float64(s.Questions)/float64(questions), share, farthestFromItsShare, do)
		}
	}
	return out
}

// lacksKinds says of which kinds the question's follow-ups lack one; "" if of
// none.
func (e entry) lacksKinds() string {
	kinds := map[FollowUpKind]bool{}
	for _, f := range e.FollowUps {
		kinds[f.Kind] = true
	}
	if len(kinds) < fewestKinds {
		return fmt.Sprintf("the follow-ups are of %d kinds of at least %d: ask for something else in one, of kind %s", len(kinds), fewestKinds, strings.Join(strs(slices.DeleteFunc(FollowUpKinds(), func(k FollowUpKind) bool { return kinds[k] })), ", "))
	}
	switch e.Style {
	case Behavioural, Situational, Approach:
		if !kinds[Reflection] && !kinds[TradeOff] {
			return fmt.Sprintf("no follow-up is of kind %s or %s: ask what was given up, or what they would do otherwise", TradeOff, Reflection)
		}
		if !kinds[Alignment] && !kinds[OwnPart] {
			return fmt.Sprintf("no follow-up is of kind %s or %s: ask who was involved, or what they did themselves", Alignment, OwnPart)
		}
	case Knowledge, Motivation, Reverse:
	}
	return ""
}
