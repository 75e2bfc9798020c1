package practice

import (
	"slices"
	"strings"
	"sync"
)

// A part of an advert is what stands under one heading.
type advertPart int

const (
	jobPart      advertPart = iota // the job and who is wanted for it
	nicePart                       // what would be good to have
	employerPart                   // the employer, benefits, how to apply: what every advert has
)

// An advertLine is a line of an advert.
type advertLine struct {
	text string
	kind advertPart
}

// advertHeadings begin the headings of each part.
var advertHeadings = []struct {
	kind  advertPart
	texts []string
}{
	{nicePart, []string{
		"nice to have", "nice to haves", "desirable", "preferred", "bonus", "a plus", "ideally", "it would be great", "would be a plus", "plus points", "pluses",
		"good to have", "beneficial", "advantageous", "extra points", "bonus points", "what would set you apart", "additional assets",
	}},
	{employerPart, []string{
		"about us", "who we are", "about the company", "about our", "our company", "the company", "company description", "company profile", "company overview", "about the organisation", "about the organization", "our story",
		"our mission", "our values", "our culture", "the organisation", "the organization", "about the team and company", "why us", "why join", "why work", "why you", "working at", "working for us", "life at",
		"what we offer", "we offer", "our offer", "the offer", "what you get", "what you'll get", "what you will get", "what's in it for you", "whats in it for you", "benefits", "your benefits", "our benefits", "perks", "compensation", "salary",
		"the package", "package", "rewards", "what you can expect", "what awaits you", "you can look forward", "your advantages", "employee benefits", "remuneration", "pay", "terms and conditions", "terms of employment",
		"how to apply", "apply", "application", "contact", "interested", "next steps", "the process", "recruitment process", "selection process", "hiring process", "equal opportunity", "equal opportunities", "eeo", "diversity", "inclusion",
		"privacy", "data protection", "disclaimer", "legal", "safeguarding", "notes", "have we", "location", "working hours", "additional information", "right to work",
	}},
	{jobPart, []string{
		"your tasks", "tasks", "your task", "responsibilities", "key responsibilities", "main responsibilities", "the role", "your role", "role", "job description", "job summary", "purpose", "overview", "position", "the position", "the job", "about the role", "about the job", "about the position",
		"what you'll do", "what you will do", "what you'll be doing", "what you will be doing", "what you do", "duties", "main duties", "key accountabilities", "accountabilities", "your mission", "your responsibilities", "day to day", "in this role", "your impact", "essential duties",
		"requirements", "your profile", "profile", "qualifications", "minimum qualifications", "required", "what you bring", "what you'll bring", "what you will bring", "what we're looking for", "what we are looking for", "what we look for", "who you are", "about you", "you are", "you have", "you bring", "your skills", "skills",
		"essential", "must have", "must haves", "person specification", "experience", "your background", "competencies", "knowledge", "education", "the person", "the candidate", "ideal candidate", "we are looking", "we're looking", "we expect", "our expectations", "essential criteria",
	}},
}

// mostHeading is how many words a heading has at most.
const mostHeading = 7

// An advertHeading is how a heading of a part begins.
type advertHeading struct {
	kind  advertPart
	words []string
}

// headings are those of advertHeadings, the longest first.
var headings = sync.OnceValue(func() (out []advertHeading) {
	for _, h := range advertHeadings {
		for _, text := range h.texts {
			out = append(out, advertHeading{h.kind, wordList(text)})
		}
	}
	slices.SortStableFunc(out, func(x, y advertHeading) int { return len(y.words) - len(x.words) })
	return out
})

func wordList(text string) []string {
	var out []string
	for _, w := range plainWords(text) {
		out = append(out, w.w)
	}
	return out
}

// advertLines splits an advert into lines, each with its part.
func advertLines(text string) []advertLine {
	var out []advertLine
	part, blank := jobPart, true
	for _, raw := range strings.FieldsFunc(strings.ReplaceAll(text, "\r\n", "\n")+"\n", func(r rune) bool { return r == '\r' || r == '\u2028' }) {
		for l := range strings.SplitSeq(raw, "\n") {
			words := strings.TrimSpace(l)
			if words == "" {
				blank = true
				continue
			}
			head, rest, inline := strings.Cut(words, ":")
			kind, known := headingOf(words)
			if !known && inline {
				if kind, known = headingOf(head); known && strings.TrimSpace(rest) != "" {
					// "Benefits: a pension and a bicycle", all in one line.
					out = append(out, advertLine{rest, kind})
					part, blank = kind, false
					continue
				}
			}
			switch {
			case known:
				part = kind
			case part == employerPart && headsSomething(words, blank):
				part = jobPart
				out = append(out, advertLine{words, part})
			default:
				out = append(out, advertLine{words, part})
			}
			blank = false
		}
	}
	return out
}

// bulletMarks begin the points of a list.
const bulletMarks = "-–—*•·▪‣●○◦✓✔>+→"

// headingOf returns the part that a line heads, if it is a heading that is known.
func headingOf(l string) (advertPart, bool) {
	words := wordList(l)
	if len(words) == 0 || len(words) > mostHeading {
		return 0, false
	}
	marked := strings.HasPrefix(l, "#") || strings.HasPrefix(l, "*") && strings.HasSuffix(strings.TrimRight(l, ": "), "*")
	if !marked && strings.ContainsAny(string([]rune(l)[0]), bulletMarks) {
		return 0, false
	}
	bare := strings.TrimRight(l, " *_")
	if strings.HasSuffix(bare, ".") || strings.HasSuffix(bare, ",") || strings.HasSuffix(bare, ";") {
		return 0, false
	}
	for _, h := range headings() {
		if len(words) < len(h.words) || !slices.Equal(words[:len(h.words)], h.words) {
			continue
		}
		// A bare word such as "experience" heads something, "experience with Azure"
		// does not.
		if extra := len(words) - len(h.words); extra == 0 || strings.HasSuffix(bare, ":") || strings.HasSuffix(bare, "?") || marked || len(h.words) > 1 && extra <= 3 {
			return h.kind, true
		}
	}
	return 0, false
}

// headsSomething reports whether a line that is no known heading looks like one:
// so that what follows it is no longer about the employer.
func headsSomething(l string, blank bool) bool {
	if strings.ContainsAny(string([]rune(l)[0]), bulletMarks) && !strings.HasPrefix(l, "**") {
		return false
	}
	words := wordList(l)
	return len(words) > 0 && len(words) <= mostHeading && blank && strings.HasSuffix(strings.TrimRight(l, "* "), ":")
}

// employerWays are how the employer, what it gives and how to apply are spoken
// of; offerWays are those that may speak to the reader.
var (
	employerWays = sync.OnceValue(func() []phrase {
		return ways(
			"benefits include|package|are", "competitive|attractive|generous salary|package|pay|remuneration|compensation|pension|bonus",
			"salary range|from|of|up|is|depending", "bonus|discount|discounts|canteen|gym|parental|holiday|holidays|vacation|bicycle|fruit",
			"equal opportunity|opportunities", "all|qualified applicants", "without regard", "regardless of", "founded|established in", "headquartered|based in", "apply|applications by|via|online|now|deadline",
			"we|company are|is|have a|an|one|the leading|global|fast|growing|international|family|world|largest|proud|market|charity|specialist|group|manufacturer|provider", "our|the customers|clients|mission|values|history|company|products|group", "with|over|more|some employees|people in|worldwide|across",
			"send|submit your|us", "right to work", "reasonable adjustments|accommodation|accommodations",
		)
	})
	offerWays = sync.OnceValue(func() []phrase {
		return ways(
			"we offer", "we provide you", "you'll|will|can receive|enjoy|benefit", "you receive|enjoy", "in return", "send|submit your cv|resume|application",
		)
	})
)

// ownWords are those of a sentence about whoever is wanted.
var ownWords = spokenSet(`you your you'll you're responsible responsibility responsibilities manager role position candidate lead manage ensure experience require required requires`)

// aboutEmployer reports whether a sentence only speaks of the employer, of what it
// gives or of how to apply.
func (s sentence) aboutEmployer() bool {
	own := slices.ContainsFunc(s.words, func(w word) bool { return ownWords[w.w] })
	has := func(list []phrase) bool {
		return slices.ContainsFunc(list, func(p phrase) bool { return p.in(s.words) })
	}
	return has(offerWays()) || !own && has(employerWays())
}
