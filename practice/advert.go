package practice

import (
	"cmp"
	"slices"
	"strings"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// A Trace is something that a job advert asks for.
type Trace[T ~string] struct {
	Topic  T
	Weight int      // how much it asks for it, 1 to 3
	Words  []string // the advert's own that show it; none where the person chose it
}

// An Advert is what was read off a job advert.
type Advert struct {
	Competencies []Trace[bank.Competency] // those that it asks for most first
	Areas        []Trace[bank.Area]
	Level        bank.Level // "" where it does not show
	LevelWords   string     // that show it
	Foreign      bool       // it is not in English, so nothing was read
}

// What makes a sign. Hints are halves: what is only nice to have counts half.
const (
	enough     = 4  // two times what the cues of a topic must weigh together
	quiteMuch  = 7  // from here on its weight is 2
	veryMuch   = 12 // and here 3
	mostFound  = 10 // competencies, and areas
	mostAdvert = 20_000
)

// ReadAdvert reads off the text of a job advert which competencies and areas it
// asks for, and how senior the job is, with the words that show each. What it
// says of the employer, of benefits and of how to apply shows nothing, nor does
// what the job has not. It keeps nothing of the text but those words.
func ReadAdvert(text string) Advert {
	text = text[:min(len(text), mostAdvert)]
	if feedback.Read(bank.Question{}, text).Why() == feedback.NotEnglish {
		return Advert{Foreign: true}
	}
	found := signs{}
	lines := advertLines(text)
	for i, l := range lines {
		if l.kind == employerPart {
			continue
		}
		for _, s := range sentencesIn(l.text) {
			if !s.aboutEmployer() {
				found.add(s.asked(l.kind == nicePart, i < titleLines))
			}
		}
	}
	out := Advert{Competencies: traced(found, "competency", bank.Competencies()), Areas: traced(found, "area", bank.Areas())}
	best := 0
	for _, l := range bank.Levels() {
		level := found["level "+string(l)]
		if w := weigh(level); w > best && w >= enough {
			best, out.Level, out.LevelWords = w, l, bestWords(level)[0]
		}
	}
	return out
}

// titleLines is among how many lines, from the first, the job's title stands.
const titleLines = 2

// asked returns what a sentence of an advert asks for. What is nice to have
// counts half, and what a title says of the level twice.
func (s sentence) asked(nice, title bool) signs {
	out := s.signs(advertText, s.notAsked())
	for topic, list := range out {
		for i := range list {
			switch level := strings.HasPrefix(topic, "level "); {
			case nice:
				list[i].half /= 2
			case level && title:
				list[i].half *= 2
			}
		}
	}
	return out
}

// traced returns what was found of one kind of topic, the most first.
func traced[T ~string](found signs, kind string, all []T) []Trace[T] {
	var out []Trace[T]
	sums := map[T]int{}
	for _, t := range all {
		list := found[kind+" "+string(t)]
		sum := weigh(list)
		if sum < enough {
			continue
		}
		trace := Trace[T]{Topic: t, Weight: 1, Words: bestWords(list)}
		switch {
		case sum >= veryMuch:
			trace.Weight = 3
		case sum >= quiteMuch:
			trace.Weight = 2
		}
		sums[t] = sum
		out = append(out, trace)
	}
	slices.SortStableFunc(out, func(x, y Trace[T]) int { return cmp.Compare(sums[y.Topic], sums[x.Topic]) })
	return out[:min(len(out), mostFound)]
}

// reportKinds before "reports" say that these are made for somebody.
var reportKinds = spokenSet(`present presents presenting prepare prepares preparing deliver deliver write produce produces provide provides regular quarterly monthly weekly annual board management status progress budget security performance written kpi`)

// notAsked says of each word whether the sentence says that the job has it not,
// or tells whom the job reports to.
func (s sentence) notAsked() []bool {
	out := s.denied(deniedInAdvert)
	for i, w := range s.words {
		if strings.HasPrefix(w.w, "report") && s.reportsTo(i) {
			s.mark(out, i, 1+deniedInAdvert)
		}
	}
	return out
}

// reportsTo reports whether a word begins to tell whom the job reports to.
func (s sentence) reportsTo(at int) bool {
	if at > 0 && s.words[at].w == "reports" && reportKinds[s.words[at-1].w] {
		return false
	}
	for next := at + 1; next < min(len(s.words), at+3); next++ {
		if w := s.words[next].w; w == "to" || w == "into" || w == "line" {
			// "reporting to the board on …" tells what is reported.
			for on := next + 1; on < min(len(s.words), next+6); on++ {
				if s.words[on].w == "on" {
					return false
				}
			}
			return true
		}
	}
	return false
}
