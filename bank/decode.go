package bank

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// Limits in characters. Slack takes 3,000 in a section of a message and 150 in
// a placeholder; the rest is room for markup, escapes and what stands around.
const (
	longestText   = 2500
	longestAsk    = 300
	longestPrompt = 150
	longestName   = 75
	longestID     = 64
)

// Limits of the example, in words: what is said aloud in one to two minutes.
const (
	exampleWords    = 120
	exampleWordsMax = 220
)

var (
	idForm  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	rowForm = regexp.MustCompile(`^[GRP]\d\d$`)
)

// An entry is a question as it stands in a file, with what another one may
// clash with.
type entry struct {
	Question
	at        place            // of the id, or of the question where it has none
	wordings  []place          // of ask and of each also
	given     map[string]place // of each key that stands there
	overrides bool             // replaces the question before it that has its id
}

// place returns where that key of the question stands, or the question itself
// where the key is not written.
func (e entry) place(key string) place {
	if p, ok := e.given[key]; ok {
		return p
	}
	return e.at
}

// entry reads one question and notes every mistake in it. What a pack that is
// not whole may leave out is missing afterwards too: see [Question.WithDefaults].
func (s *source) entry(n *yaml.Node) entry {
	var q Question
	e := entry{at: s.where(n), wordings: []place{s.where(n)}}
	s.id, e.given, e.overrides = s.outline(n)
	defer func() { s.id = "" }()
	var also []place
	var styleAt, areaAt *yaml.Node
	fields := []field{
		{"id", "a short name that never changes, such as backup-in-peak-hours", func(n *yaml.Node) {
			q.ID, e.at = s.ident(n), s.where(n)
		}},
		{"ask", "the question as said aloud", func(n *yaml.Node) {
			q.Ask, e.wordings[0] = s.line(n, "ask", longestAsk), s.where(n)
		}},
		{"also", "one or two other wordings", func(n *yaml.Node) {
			q.Also = list(s, n, "also", 1, 2, func(n *yaml.Node) string {
				also = append(also, s.where(n))
				return s.line(n, "an entry of also", longestAsk)
			})
		}},
		{"style", "one of " + strings.Join(strs(Styles()), ", "), func(n *yaml.Node) {
			q.Style, styleAt = oneOf(s, n, "style", Styles()), n
		}},
		{"round", "one of " + strings.Join(strs(Rounds()), ", "), func(n *yaml.Node) {
			q.Round = oneOf(s, n, "round", Rounds())
		}},
		{"area", "one of its round's areas", func(n *yaml.Node) {
			q.Area, areaAt = oneOf(s, n, "area", Areas()), n
		}},
		{"competencies", "one to three of " + strings.Join(strs(competencies), ", "), func(n *yaml.Node) {
			q.Competencies = set(s, n, "competencies", 1, 3, func(n *yaml.Node) Competency {
				return oneOf(s, n, "competency", competencies)
			})
		}},
		{"level", "one of " + strings.Join(strs(Levels()), ", "), func(n *yaml.Node) {
			q.Level = oneOf(s, n, "level", Levels())
		}},
		{"minutes", "how long a spoken answer takes, from 0.5 to 10", func(n *yaml.Node) {
			q.Minutes = s.number(n, "minutes", 0.5, 10)
		}},
		{"curveball", "", func(n *yaml.Node) { q.Curveball = s.yesNo(n, "curveball") }},
		{"why", "why interviewers ask it", func(n *yaml.Node) { q.Why = s.text(n, "why", longestText) }},
		{"judges", "what a strong answer shows them", func(n *yaml.Node) { q.Judges = s.text(n, "judges", longestText) }},
		{"structure", "a name and at least two parts", func(n *yaml.Node) { q.Structure = s.structure(n) }},
		{"evidence", "figures or proxies that would back an answer", func(n *yaml.Node) {
			q.Evidence = s.texts(n, "evidence", 1, 12, longestText)
		}},
		{"example", fmt.Sprintf("a strong answer of %d to %d words", exampleWords, exampleWordsMax), func(n *yaml.Node) {
			q.Example = s.example(n)
		}},
		{"weak", "an answer that would not do, as text and flaws", func(n *yaml.Node) { q.Weak = s.weak(n) }},
		{"follow_ups", "at least three", func(n *yaml.Node) {
			q.FollowUps = list(s, n, "follow_ups", s.least(3), 10, s.followUp)
		}},
		{"signals", "at least three", func(n *yaml.Node) { q.Signals = s.texts(n, "signals", s.least(3), 12, longestText) }},
		{"red_flags", "at least three", func(n *yaml.Node) { q.RedFlags = s.texts(n, "red_flags", s.least(3), 12, longestText) }},
		{"anchors", "what a 1, a 3 and a 5 look like", func(n *yaml.Node) { q.Anchors = s.anchors(n) }},
		{"key_points", "", func(n *yaml.Node) { q.KeyPoints = list(s, n, "key_points", 1, 12, s.keyPoint) }},
		{"covers", "", func(n *yaml.Node) { q.Covers = set(s, n, "covers", 0, len(rows), s.row) }},
		{"overrides", "", func(n *yaml.Node) { s.yesNo(n, "overrides") }},
		{"enabled", "", func(n *yaml.Node) { q.Disabled = !s.yesNo(n, "enabled") }},
	}
	s.mapping(n, "the question", s.required(fields, e.overrides))
	if of := q.Area.Round(); areaAt != nil && of != "" && q.Round != "" && of != q.Round {
		s.wrong(areaAt, "area %q belongs to round %q, not %q: change one of them", q.Area, of, q.Round)
	}
	if s.whole && q.Style == Knowledge && q.KeyPoints == nil {
		s.wrong(styleAt, "a question of style knowledge has no key_points: add the facts that a full answer touches")
	}
	e.Question, e.wordings = q, append(e.wordings, also...)
	return e
}

// needed are the keys without which there is no question. What else a whole
// one has is welcome.
var needed = []string{"ask", "style", "round", "area"}

// required returns the fields with only those wanted that this question needs:
// all of them in a whole pack, but for one that overrides another no more than
// the id by which the other is found.
func (s *source) required(fields []field, overrides bool) []field {
	for i, f := range fields {
		switch {
		case overrides && f.key != "id", !overrides && !s.whole && !slices.Contains(needed, f.key):
			fields[i].want = ""
		}
	}
	return fields
}

// least returns how many entries a list needs of which a whole question has n.
func (s *source) least(n int) int {
	if s.whole {
		return n
	}
	return 1
}

// outline looks over a question before it is read: for its id, to name it in
// mistakes, for where its keys stand, and for whether it overrides another.
func (s *source) outline(n *yaml.Node) (id string, given map[string]place, overrides bool) {
	given = map[string]place{}
	if kindOf(n) != aMapping {
		return "", given, false
	}
	for key, value := range pairsOf(n) {
		given[key.Value] = s.where(key)
		switch k := kindOf(value); {
		case key.Value == "id" && k == aText && idForm.MatchString(value.Value):
			id = value.Value
		case key.Value == "overrides" && k == aYesOrNo:
			overrides = overrides || isYes(value)
		}
	}
	return id, given, overrides
}

func (s *source) ident(n *yaml.Node) string {
	id := s.line(n, "id", longestID)
	if id != "" && !idForm.MatchString(id) {
		s.wrong(n, "id %q: write small letters, digits and single hyphens, such as backup-in-peak-hours", id)
	}
	return id
}

func (s *source) structure(n *yaml.Node) (out Structure) {
	seen := map[string]bool{}
	s.mapping(n, "structure", []field{
		{"name", "what it is called", func(n *yaml.Node) { out.Name = s.line(n, "the structure's name", longestName) }},
		{"parts", "at least two", func(n *yaml.Node) {
			out.Parts = list(s, n, "parts", 2, 8, func(n *yaml.Node) (p Part) {
				s.mapping(n, "the part", []field{
					{"name", "what it is called", func(n *yaml.Node) {
						p.Name = s.line(n, "the part's name", longestName)
						if name := strings.ToLower(p.Name); name != "" && seen[name] {
							s.wrong(n, "two parts are called %q: give one another name", p.Name)
						} else {
							seen[name] = true
						}
					}},
					{"prompt", "what helps to fill it", func(n *yaml.Node) {
						p.Prompt = s.line(n, "the part's prompt", longestPrompt)
					}},
				})
				return p
			})
		}},
	})
	return out
}

func (s *source) example(n *yaml.Node) string {
	text := s.text(n, "example", longestText)
	if w := words(text); s.whole && text != "" && (w < exampleWords || w > exampleWordsMax) {
		s.wrong(n, "example has %d words: write %d to %d", w, exampleWords, exampleWordsMax)
	}
	return text
}

func (s *source) weak(n *yaml.Node) (out Weak) {
	s.mapping(n, "weak", []field{
		{"text", "an answer that would not do", func(n *yaml.Node) { out.Text = s.text(n, "the weak answer's text", longestText) }},
		{"flaws", "what is wrong with it", func(n *yaml.Node) { out.Flaws = s.texts(n, "flaws", 1, 12, longestText) }},
		{"lacks", "", func(n *yaml.Node) {
			out.Lacks = set(s, n, "lacks", 0, len(Gaps()), func(n *yaml.Node) Gap { return oneOf(s, n, "gap", Gaps()) })
		}},
	})
	return out
}

func (s *source) followUp(n *yaml.Node) (out FollowUp) {
	s.mapping(n, "the follow-up", []field{
		{"ask", "the question", func(n *yaml.Node) { out.Ask = s.line(n, "the follow-up's ask", longestAsk) }},
		{"checks", "what it checks", func(n *yaml.Node) { out.Checks = s.text(n, "checks", longestAsk) }},
		{"kind", "one of " + strings.Join(strs(FollowUpKinds()), ", "), func(n *yaml.Node) {
			out.Kind = oneOf(s, n, "kind", FollowUpKinds())
		}},
	})
	return out
}

func (s *source) anchors(n *yaml.Node) (out Anchors) {
	read := func(key string, into *string) field {
		return field{key, "what a " + key + " looks like", func(n *yaml.Node) { *into = s.text(n, "anchor "+key, longestText) }}
	}
	s.mapping(n, "anchors", []field{read("1", &out.One), read("3", &out.Three), read("5", &out.Five)})
	return out
}

func (s *source) keyPoint(n *yaml.Node) (out KeyPoint) {
	s.mapping(n, "the key point", []field{
		{"point", "the fact", func(n *yaml.Node) { out.Point = s.text(n, "point", longestAsk) }},
		{"terms", "the words that show it", func(n *yaml.Node) { out.Terms = s.texts(n, "terms", 1, 40, longestName) }},
	})
	return out
}

// row reads the name of a topic of the coverage list.
func (s *source) row(n *yaml.Node) string {
	row, ok := s.scalar(n, "a row of covers")
	switch {
	case !ok:
	case !rowForm.MatchString(row):
		s.wrong(n, "covers %q: write rows as G, R or P and two digits, such as R07", row)
	case !slices.Contains(rows, row):
		s.wrong(n, "covers %q, which is no row: they are G01 to G29, R01 to R27 and P01", row)
	}
	return row
}

// set reads a list of words, none of them twice.
func set[T ~string](s *source, n *yaml.Node, key string, min, max int, read func(*yaml.Node) T) []T {
	seen := map[T]bool{}
	return list(s, n, key, min, max, func(n *yaml.Node) T {
		v := read(n)
		if v != "" && seen[v] {
			s.wrong(n, "%s names %q twice: keep one", key, v)
		}
		seen[v] = true
		return v
	})
}

// words counts what would be said aloud: a lone dash is none.
func words(text string) int {
	n := 0
	for w := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}
