package practice

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

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

// Empty reports whether nothing was found.
func (a Advert) Empty() bool { return len(a.Competencies)+len(a.Areas) == 0 }

// What makes a find. Hints are halves: what is only nice to have counts half.
const (
	enough     = 4  // two times what the cues of a topic must weigh together
	quiteMuch  = 7  // from here on its weight is 2
	veryMuch   = 12 // and here 3
	mostFound  = 10 // competencies, and areas
	mostShown  = 3  // words for each
	longestCue = 60 // characters of the words that show something
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
	r := advertReading{found: map[string][]advertFind{}}
	lines := advertLines(text)
	for i, l := range lines {
		if l.kind == employerPart {
			continue
		}
		for _, s := range l.sentences() {
			if !s.aboutEmployer() {
				r.read(s, l.kind == nicePart, i < titleLines)
			}
		}
	}
	out := Advert{Competencies: traced(r, "competency", bank.Competencies()), Areas: traced(r, "area", bank.Areas())}
	best := 0
	for _, l := range bank.Levels() {
		if w := weigh(r.found["level "+string(l)]); w > best && w >= enough {
			best, out.Level, out.LevelWords = w, l, r.words("level " + string(l))[0]
		}
	}
	return out
}

// titleLines is among how many lines, from the first, the job's title stands.
const titleLines = 2

// An advertFind is a place where a cue was found.
type advertFind struct {
	words string
	at    int // which word of which sentence, so that what overlaps can be told
	end   int
	half  int // its weight in halves
}

type advertReading struct {
	found map[string][]advertFind // by topic
	base  int                     // words in the sentences before
}

// read looks for the cues in a sentence.
func (r *advertReading) read(s advertSentence, nice, title bool) {
	cues := advertCues()
	type hit struct {
		cue     *cue
		at, end int
	}
	var hits []hit
	var masks []hit
	for i := range s.words {
		for _, n := range cues.from(s.words[i].w) {
			c := &cues.all[n]
			end := c.end(s.words, i)
			if end == 0 {
				continue
			}
			if c.weight == 0 {
				masks = append(masks, hit{c, i, end})
			} else {
				hits = append(hits, hit{c, i, end})
			}
		}
	}
	negated := s.negated()
	for _, h := range hits {
		if slices.Contains(negated[h.at:h.end], true) {
			continue
		}
		for _, topic := range h.cue.topics {
			masked := slices.ContainsFunc(masks, func(m hit) bool {
				return m.at < h.end && h.at < m.end && (m.cue.topics[0] == "mask" || slices.Contains(m.cue.topics, topic))
			})
			if masked {
				continue
			}
			half := 2 * h.cue.weight
			switch level := strings.HasPrefix(topic, "level "); {
			case nice:
				half /= 2
			case level && title:
				half *= 2
			}
			r.add(topic, advertFind{words: s.between(h.at, h.end), at: r.base + h.at, end: r.base + h.end, half: half})
		}
	}
	r.base += len(s.words) + mostBetween
}

// add adds a find. Of those that overlap the weightiest counts, and of these the
// first.
func (r *advertReading) add(topic string, f advertFind) {
	list := r.found[topic]
	for i, o := range list {
		if f.at < o.end && o.at < f.end {
			if f.half > o.half {
				list[i] = f
			}
			return
		}
	}
	r.found[topic] = append(list, f)
}

// weigh returns what finds weigh, in halves: the same words count once.
func weigh(finds []advertFind) int {
	sum := 0
	seen := map[string]bool{}
	for _, f := range finds {
		if w := strings.ToLower(f.words); !seen[w] {
			seen[w] = true
			sum += f.half
		}
	}
	return sum
}

// words returns the words that show a topic best.
func (r *advertReading) words(topic string) []string {
	finds := slices.Clone(r.found[topic])
	slices.SortStableFunc(finds, func(x, y advertFind) int { return cmp.Compare(y.half, x.half) })
	var out []string
	for _, f := range finds {
		known := slices.ContainsFunc(out, func(w string) bool { return strings.EqualFold(w, f.words) })
		if !known && len(out) < mostShown {
			out = append(out, f.words)
		}
	}
	return out
}

// traced returns what was found of one kind of topic, the most first.
func traced[T ~string](r advertReading, kind string, all []T) []Trace[T] {
	var out []Trace[T]
	sums := map[T]int{}
	for _, t := range all {
		topic := kind + " " + string(t)
		sum := weigh(r.found[topic])
		if sum < enough {
			continue
		}
		trace := Trace[T]{Topic: t, Weight: 1, Words: r.words(topic)}
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

// An advertWord is a word as cues have it, and where it stands.
type advertWord struct {
	w          string
	start, end int
}

// An advertSentence is a sentence, or a point of a list.
type advertSentence struct {
	text  string
	words []advertWord
}

// between returns the sentence's words from one up to another as they stand
// there, in one line.
func (s advertSentence) between(from, to int) string {
	words := strings.Join(strings.Fields(s.text[s.words[from].start:s.words[to-1].end]), " ")
	if r := []rune(words); len(r) > longestCue {
		words = strings.TrimSpace(string(r[:longestCue-1])) + "…"
	}
	return words
}

// wordsOfAdvert splits a text into words of letters and digits, in lower case.
func wordsOfAdvert(text string) []advertWord {
	var out []advertWord
	start := -1
	text += " "
	for i, r := range text {
		inWord := unicode.IsLetter(r) || unicode.IsDigit(r) || start >= 0 && (r == '\'' || r == '’')
		switch {
		case inWord && start < 0:
			start = i
		case !inWord && start >= 0:
			w := strings.TrimRight(strings.ReplaceAll(strings.ToLower(text[start:i]), "’", "'"), "'")
			out = append(out, advertWord{w: strings.TrimSuffix(w, "'s"), start: start, end: i})
			start = -1
		}
	}
	return out
}

var (
	negators = spokenSet(`no not without neither nor don't doesn't isn't aren't won't never excluding`)
	// softened follow a "not" that denies nothing.
	softened = spokenSet(`only just limited least afraid merely simply later less fewer matter doubt`)
	// turns end what a "no" or "not" denies.
	turns = spokenSet(`but however although though while whereas you your we our instead rather therefore so yet because since`)
	// unneeded words follow "not" behind what is not wanted.
	unneeded = spokenSet(`required needed necessary expected essential mandatory part included involved prerequisite involve include`)
	// reportKinds before "reports" say that these are made for somebody.
	reportKinds = spokenSet(`present presents presenting prepare prepares preparing deliver deliver write produce produces provide provides regular quarterly monthly weekly annual board management status progress budget security performance written kpi`)
)

// deniedFor is how many words a "no" denies, and needsNot how many words before
// "is not required" are looked at.
const (
	deniedFor = 8
	needsNot  = 8
)

// negated says of each word whether the sentence says that the job has it not,
// or that it tells whom the job reports to.
func (s advertSentence) negated() []bool {
	out := make([]bool, len(s.words)+1)
	for i, w := range s.words {
		switch {
		case negators[w.w] && i+1 < len(s.words) && !softened[s.words[i+1].w]:
			behind := i+1 < len(s.words) && unneeded[s.words[i+1].w] || i+2 < len(s.words) && unneeded[s.words[i+2].w]
			if behind && w.w != "no" && w.w != "without" {
				for at := i - 1; at >= max(0, i-needsNot) && !s.turnsAt(at); at-- {
					out[at] = true
				}
				continue
			}
			for at := i + 1; at < min(len(s.words), i+1+deniedFor) && !s.turnsAt(at); at++ {
				out[at] = true
			}
		case strings.HasPrefix(w.w, "report") && s.reportsTo(i):
			for at := i; at < min(len(s.words), i+1+deniedFor) && !s.turnsAt(at); at++ {
				out[at] = true
			}
		}
	}
	return out
}

// reportsTo reports whether a word begins to tell whom the job reports to.
func (s advertSentence) reportsTo(at int) bool {
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

// turnsAt reports whether a denial ends before a word.
func (s advertSentence) turnsAt(at int) bool {
	if turns[s.words[at].w] {
		return true
	}
	if at == 0 {
		return false
	}
	return strings.ContainsAny(s.text[s.words[at-1].end:s.words[at].start], ":()–—")
}
