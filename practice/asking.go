package practice

import (
	"slices"
	"strings"
	"unicode"
)

// A saying is a sentence or a line of a message.
type saying struct {
	plain  string
	words  []word
	marked bool // ends with a question mark
	listed bool // is an entry of a list
}

// A clause is a part of a saying that may ask something by itself.
type clause struct {
	saying
	last bool // of its saying
}

// text returns the clause as it was said.
func (s saying) text() string {
	if len(s.words) == 0 {
		return ""
	}
	last := len(s.words) - 1
	for last > 0 && joiners[s.words[last].w] {
		last-- // it leads to the next clause
	}
	return s.plain[s.words[0].start:s.words[last].end]
}

// sentencesOf divides a message into its sentences and lines.
func sentencesOf(plain string) []saying {
	var out []saying
	start, listed, opens := 0, false, true // opens a line
	flush := func(end int, mark rune) {
		s := saying{plain: plain, words: wordsIn(plain, start, end), marked: mark == '?', listed: listed}
		if len(s.words) > 0 {
			out = append(out, s)
		}
	}
	for i, r := range plain {
		if opens && !unicode.IsSpace(r) {
			listed, opens = strings.ContainsRune("-•–*0123456789", r), false
		}
		switch r {
		case '\n':
			opens = true
		case '?', '!', ';':
		case '.', ':':
			// A figure, a short form and the number of an entry go on.
			if rest := plain[i+1:]; rest != "" && rest[0] != ' ' && rest[0] != '\n' || isNumber(strings.TrimSpace(plain[start:i])) {
				continue
			}
		default:
			continue
		}
		flush(i, r)
		start = i + len(string(r))
	}
	flush(len(plain), 0)
	return out
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// wordsIn returns the words of plain[start:end], without apostrophes. The number of a list's entry
// is none of them.
func wordsIn(plain string, start, end int) []word {
	var out []word
	from := -1
	add := func(to int) {
		if from >= 0 {
			w := strings.ToLower(strings.NewReplacer("'", "", "’", "").Replace(plain[from:to]))
			out = append(out, word{w, from, to})
		}
		from = -1
	}
	for i, r := range plain[start:end] {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || from >= 0 && (r == '\'' || r == '’')
		switch {
		case inside && from < 0:
			from = start + i
		case !inside:
			add(start + i)
		}
	}
	add(end)
	if len(out) > 1 && isNumber(out[0].w) && len(out[0].w) < 3 && strings.ContainsAny(plain[out[0].end:out[1].start], ".)") {
		out = out[1:]
	}
	return out
}

// questionWords begin a question; verbs do so where somebody follows whom they
// are asked of.
var (
	questionWords = spokenSet(`what who whom whose which when where why how whats hows whos whens wheres whys`)
	questionVerbs = spokenSet(`is are was were do does did can could will would should shall has have had may might am isnt arent dont doesnt wouldnt couldnt`)
	askedOf       = spokenSet(`i you we they he she it there this that these those the your my our their a an any some anyone anybody somebody someone everyone people it`)
	owned         = spokenSet(`have has had`)
	fillers       = spokenSet(`so and but also or okay ok well yes yeah yep great thanks thank hi hello hey then first firstly second secondly third lastly finally next plus um uh erm hmm one more another thing maybe perhaps please
		actually question questions sure right alright and my is to by in at of on from for with up as about other last now just if whether sorry no`)
	// vacuous words ask nothing by themselves.
	vacuous = spokenSet(`i id ive im you your may can could would like love to want wanted have a an one two three few some couple more another last first second next final question questions thing things ask asking know please if that thats ok okay also
		be let me just so and well yes know hear about tell the my is would understand understanding it this there still do will of curious interested wonder wondering`)
)

func spokenSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// opensAt reports whether a question begins at that word.
func (s saying) opensAt(i int) bool {
	if i >= len(s.words) {
		return false
	}
	w := s.words[i].w
	if questionWords[w] {
		return true
	}
	if owned[w] && i+1 < len(s.words) && slices.Contains([]string{"a", "an", "some", "any", "my"}, s.words[i+1].w) {
		return false // what somebody had
	}
	return questionVerbs[w] && i+1 < len(s.words) && (askedOf[s.words[i+1].w] || slices.Contains([]string{"is", "are", "was", "were"}, w) && len(s.words) > i+2)
}

// opening returns where the question of a clause begins after what leads to it,
// or -1.
func (s saying) opening() int {
	for i := range s.words {
		if s.opensAt(i) {
			return i
		}
		if !fillers[s.words[i].w] {
			break
		}
	}
	return -1
}

// leadIns are ways to ask without the form of a question.
var leadIns = ways(
	"can|could|would|will you tell|describe|explain|share|give|say|talk|walk|elaborate|show|mind", "tell|describe|explain|give me|us|about|a|the|how|what|more",
	"id|would|ill|want|wanted|wanna|like|love|need to know|hear|ask|learn|understand|see|find", "want|wanted|like ask|know", "interested in|to|how|what|about|if", "curious about|to|how|what|if|whether", "wonder|wondering", "my|a|one|another|last|first|second|next|other question*", "question* about|on|is",
	"what|how about", "know|hear|learn more about", "please describe|explain|tell", "tell me",
)

// goodbyes are what ends the questions, or only sounds like one.
var goodbyes = ways(
	"no|not|dont|havent|without|nothing further|more|any|other|have question*", "no question*", "no thanks|thank", "thats all|everything",
	"answered|covered everything|all|most", "that|this|you|which answers|answered|clarifies|clarified my|it|question*", "looking|look forward", "thank you time|talk",
)

// courtesies are so only where little else is said.
var courtesies = ways(
	"thats|that|this|it is|was all|it|everything", "nothing else|more", "all good|clear|set",
	"make|makes sense", "repeat|rephrase", "how are you", "hear me", "sorry|pardon what", "come again", "do you mean", "can|could you say|repeat that|it again", "you say|repeat that|it", "stop|end|finish|leave here|it|now|there",
)

// mostOfCourtesy is how many words little is.
const mostOfCourtesy = 7

// joiners join one question to another.
var joiners = spokenSet(`and or also plus but then`)

// clauses divides a saying where another question begins.
func (s saying) clauses() []clause {
	cut := []int{0}
	for i := 1; i < len(s.words); i++ {
		between := s.plain[s.words[i-1].end:s.words[i].start]
		joined := joiners[s.words[i-1].w]
		comma := strings.ContainsAny(between, ",:–—()") || strings.Contains(between, " - ")
		switch {
		case joined && s.opensSoon(i):
			cut = append(cut, i)
		case comma && (s.opensSoon(i) || s.leadsAt(i)):
			cut = append(cut, i)
		}
	}
	cut = append(cut, len(s.words))
	var out []clause
	for k := range len(cut) - 1 {
		c := clause{s, k == len(cut)-2}
		c.words = s.words[cut[k]:cut[k+1]]
		c.marked = s.marked && c.last
		if len(c.words) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// opensSoon reports whether a question begins at a word or behind a few that
// lead to it, as in "and up to which".
func (s saying) opensSoon(i int) bool {
	for k := i; k < min(i+3, len(s.words)); k++ {
		if s.opensAt(k) {
			return true
		}
		if !fillers[s.words[k].w] {
			return false
		}
	}
	return false
}

// leadsAt reports whether a lead-in begins at that word.
func (s saying) leadsAt(i int) bool {
	rest := s
	rest.words = s.words[i:min(i+4, len(s.words))]
	return slices.ContainsFunc(leadIns, func(p phrase) bool { return p.in(rest.words) })
}

// asks reports whether the clause asks something. sure is whether its words are
// a way to ask for a topic, or for so many.
func (c clause) asks(sure bool, topics int) bool {
	holds := func(p phrase) bool { return p.in(c.words) }
	if slices.ContainsFunc(goodbyes, holds) || !sure && len(c.words) <= mostOfCourtesy && slices.ContainsFunc(courtesies, holds) {
		return false
	}
	if !slices.ContainsFunc(c.words, func(w word) bool { return !vacuous[w.w] }) {
		return false
	}
	if c.marked || c.opening() >= 0 {
		return true
	}
	if slices.ContainsFunc(leadIns, holds) {
		return true
	}
	return sure && c.fragment(topics)
}

// mostOfFragment is how many words a question has at most that is only named,
// such as "team size".
const mostOfFragment = 5

// tells are words of somebody who asks nothing.
var tells = spokenSet(`i im ive id we were weve thats that great thanks thank nice good cool wow sounds interesting ok okay it its my sure fine no yes understood perfect clear makes you your`)

// fragment reports whether the clause may be questions that are only named.
func (c clause) fragment(topics int) bool {
	if len(c.words) > mostOfFragment*topics && !c.listed {
		return false
	}
	return !tells[c.words[0].w] && !slices.ContainsFunc(c.words, func(w word) bool { return w.w == "i" || w.w == "thanks" || w.w == "great" })
}

// refersBack reports whether the clause speaks of what was said before it.
func (c clause) refersBack() bool {
	return slices.ContainsFunc(c.words, func(w word) bool {
		return slices.Contains([]string{"it", "its", "that", "this", "they", "them", "those", "these", "thats"}, w.w)
	})
}
