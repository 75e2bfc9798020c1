package practice

import (
	"regexp"
	"strings"
	"sync"
)

// A Ground is what an employer may not ask a candidate about, or may ask only
// where the job demands it.
type Ground string

// The grounds.
const (
	GroundAge         Ground = "age"
	GroundHealth      Ground = "health"
	GroundDisability  Ground = "disability"
	GroundPregnancy   Ground = "pregnancy"
	GroundFamily      Ground = "family"
	GroundMarriage    Ground = "marriage"
	GroundReligion    Ground = "religion"
	GroundOrigin      Ground = "origin"
	GroundNationality Ground = "nationality"
	GroundRace        Ground = "race"
	GroundGender      Ground = "gender"
	GroundOrientation Ground = "orientation"
	GroundPolitics    Ground = "politics"
	GroundUnion       Ground = "union"
	GroundRecord      Ground = "criminal record"
	GroundMoney       Ground = "money"
)

// Grounds lists every ground.
func Grounds() []Ground {
	out := make([]Ground, len(personal))
	for i, p := range personal {
		out[i] = p.ground
	}
	return out
}

// Unlawful reports whether a wording asks a candidate for something about
// themselves that an employer may not ask, and the ground. It looks for the ways
// in which such things are asked, not for the words: "ageing servers", a health
// check and a colleague's pregnancy are no concern of it. What it misses an
// admin still reads.
func Unlawful(wording string) (Ground, bool) {
	s := spelledOut(wording)
	for _, p := range patterns() {
		if p.re.MatchString(s) {
			return p.ground, true
		}
	}
	return "", false
}

type pattern struct {
	ground Ground
	re     *regexp.Regexp
}

// patterns compiles what is asked personally, once and only when it is wanted.
var patterns = sync.OnceValue(func() []pattern {
	out := make([]pattern, len(personal))
	for i, p := range personal {
		ways := strings.Join(p.ways, "|")
		for short, long := range shorthand {
			ways = strings.ReplaceAll(ways, short, long)
		}
		out[i] = pattern{p.ground, regexp.MustCompile(`\b(?:` + ways + `)`)}
	}
	return out
})

// spelledOut returns a wording in lower case, in one line, without contractions,
// and without what is told of others' words.
func spelledOut(wording string) string {
	s := oneLine(unquoted(strings.ToLower(wording)))
	s = contractions.Replace(" " + s + " ")
	for _, re := range aside() {
		s = re.ReplaceAllString(s, " ")
	}
	return oneLine(s)
}

// unquoted takes out what stands in double quotes: it is somebody's words, about
// which something is asked. A wording that is nothing else stays.
func unquoted(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(s)
	parts := strings.Split(s, `"`)
	if len(parts)%2 == 0 {
		return strings.ReplaceAll(s, `"`, " ")
	}
	outside := ""
	for i := 0; i < len(parts); i += 2 {
		outside += parts[i] + " "
	}
	if len(strings.Fields(outside)) < shortestWording {
		return strings.ReplaceAll(s, `"`, " ")
	}
	return outside
}

var contractions = strings.NewReplacer(
	"what's", "what is", "who's", "who is", "where's", "where is", "how's", "how is", "when's", "when is", "you're", "you are",
	"you've", "you have", "you'll", "you will", "you'd", "you would", "d'you", "do you", " whats ", " what is ", " youre ", " you are ", " u ", " you ",
)

// aside finds what is told of others: a question that somebody else would ask,
// and something explained to one's family.
var aside = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`\b(?:interviewers?|recruiters?|panel|some(?:body|one)|any(?:body|one)|colleagues?|candidates?|applicants?|customers?|clients?|they|employees?|members?|managers?|persons?|boss|vendors?|if|when|were) (?:is |are |should |may |might |would )?(?:ask|asks|asked)\b.*`),
		regexp.MustCompile(`\b(?:explain|describe|teach|sell|present|say|tell)\b[^.?!]* to (?:your|a|an|my|somebody's|someone's) (?:\S+ )?(?:kids?|child|children|son|daughter|husband|wife|spouse|mother|father|parents?|grand\w+|family|friends?|nephew|niece)\b`),
	}
})
