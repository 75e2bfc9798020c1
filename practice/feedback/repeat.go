package feedback

import "strings"

// saidOnce leaves out the sentences that say again, word for word, what was
// said before, and shortens one that goes round in circles to one turn.
// Saying a thing twice adds nothing to it. It also returns how many words went.
func saidOnce(sentences []sentence, plain string) (once []sentence, again int) {
	seen := map[string]bool{}
	for _, s := range sentences {
		if n := turn(s.tokens); n < len(s.tokens) {
			s.tokens = s.tokens[:n]
			again += countWords(plain[s.tokens[n-1].end:s.end])
			s.end = s.tokens[n-1].end
		}
		if key := strings.Join(onlyWords(s.tokens), " "); !seen[key] {
			seen[key] = true
			once = append(once, s)
			continue
		}
		again += countWords(plain[s.start:s.end])
	}
	return once, again
}

// shortestTurn is from how many tokens on what is repeated at once is padding,
// and no "very, very".
const shortestTurn = 4

// manyTurns is how often even less than that must be said for it to be padding.
const manyTurns = 8

// turn returns the number of tokens after which a sentence does nothing but
// begin again, all of them where it never does. The last turn may be cut off.
func turn(t []token) int {
	border := make([]int, len(t)) // of each beginning, the longest that it also ends with
	for i, k := 1, 0; i < len(t); i++ {
		for k > 0 && t[i].w != t[k].w {
			k = border[k-1]
		}
		if t[i].w == t[k].w {
			k++
		}
		border[i] = k
	}
	if len(t) == 0 {
		return 0
	}
	if n := len(t) - border[len(t)-1]; n*2 <= len(t) && (n >= shortestTurn || n*manyTurns <= len(t)) {
		return n
	}
	return len(t)
}
