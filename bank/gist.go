package bank

import (
	"regexp"
	"slices"
	"strings"
)

// A gist is what a wording asks: the stems of its words that carry a meaning,
// each once, in alphabetical order.
type gist []string

// gistOf returns the gist of a wording. One of function words alone has none.
func gistOf(wording string) gist {
	var out gist
	words := strings.Fields(bare(itAlone.ReplaceAllString(wording, "infotech")))
	for i, w := range words {
		opens := openers[w] && i+1 < len(words) && (words[i+1] == "me" || words[i+1] == "us")
		if opens || functionWords[w] {
			continue
		}
		if other, ok := others[w]; ok {
			w = other
		}
		out = append(out, stem(w))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// itAlone is IT in capitals, which is no pronoun.
var itAlone = regexp.MustCompile(`\bIT\b`)

// functionWords are the words of a question that say nothing of what is
// asked: grammar, politeness, and the turns with which interviewers begin.
// They are in the form of bare: small letters, no apostrophes.
var functionWords = wordSet(`
	a an the this that these those there here it its
	i me my mine we us our ours you your yours he him his she her they them their one ones
	someone somebody anyone anybody everyone everybody nobody
	am is are was were be been being do does did done doing has have had having can could may might must shall should will would
	im ive id were weve wed youre youve youd youll thats whats whos wheres hows theres hes shes theyre theyve
	dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt havent hasnt hadnt lets
	and or but nor so yet if whether then than because as of at by for from in into on onto off out over to up upon with without within
	about among after before between through during under again
	who whom whose which what when where why how
	no any some each every all both either neither such own another other else same more most much many few little less least very too just only even
	still also ever never always often usually now nowadays today back currently current present recent recently last lately once
	not rather please kindly tell told say said describe explain share talk hear name example examples instance
	time times occasion situation case moment personally exactly briefly bit really actually quite simply basically generally typically
	make made way ways thing things something anything everything kind kinds sort
	like want wanted think thought see seen know known mean means able
	handle handled handling deal dealt cope approach
`)

// openers are verbs that with a "me" or "us" after them only begin a question:
// "take me through", "give us an example".
var openers = wordSet("give take walk talk show let")

// others are words by which others are said as well, and forms that have no
// ending in common.
var others = pairs(`
	led lead, built build, chose choose, chosen choose, drew draw, drawn draw, gave give, given give, took take, taken take, kept keep, held hold,
	brought bring, bought buy, sold sell, wrote write, written write, ran run, grew grow, grown grow, broke break, broken break, found find, lost lose,
	fought fight, taught teach, went go, gone go, came come, got get, felt feel, met meet, spent spend, won win, lived live,
	worse bad, worst bad, better good, best good, well good, biggest large, big large, bigger large, largest large, larger large, greatest large, toughest hard, tough hard,
	hardest hard, difficult hard, challenging hard,
	select choose, selected choose, selecting choose, selection choose, pick choose, picked choose, picking choose, choice choose,
	supplier vendor, suppliers vendor, employee staff, employees staff, boss manager, superior manager,
	prioritise priority, prioritize priority, prioritising priority, prioritizing priority, priorities priority,
	succeed success, succeeds success, succeeded success, successful success, successfully success,
	decide decision, decides decision, decided decision, deciding decision, fail failure, fails failure, failed failure, failing failure,
	motivated motivate, motivation motivate, difference differ, differences differ, different differ,
	error mistake, errors mistake, begin start, began start, begun start, pc computer, pcs computer, ids intrusion
`)

// wordSet returns the words of a text, to be looked up.
func wordSet(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(text) {
		out[w] = true
	}
	return out
}

// pairs returns what is said with what it is said for.
func pairs(text string) map[string]string {
	out := map[string]string{}
	for pair := range strings.SplitSeq(text, ",") {
		words := strings.Fields(pair)
		out[words[0]] = words[1]
	}
	return out
}

// stem returns a word without its ending, so that its forms come to the same:
// "decided", "decides" and "deciding" are all "decid".
func stem(w string) string {
	if len(w) <= 3 {
		return w
	}
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		w = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"):
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		w = w[:len(w)-1]
	}
	for _, ending := range []string{"ational", "isation", "ization", "ation", "ement", "ments", "ment", "ness", "ance", "ence", "ently", "ity", "ent", "ant", "ing", "ion", "ive", "ed", "er", "or", "ly", "al", "y", "e"} {
		if cut, ok := strings.CutSuffix(w, ending); ok && len(cut) >= 3 && strings.ContainsAny(cut, "aeiouy") {
			w = cut
			break
		}
	}
	w = strings.TrimSuffix(w, "e")
	if n := len(w); n > 3 && w[n-1] == w[n-2] && w[n-1] != 's' {
		w = w[:n-1] // planned, plan
	}
	return w
}
