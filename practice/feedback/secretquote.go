package feedback

import (
	"cmp"
	"slices"
)

// A stretch is some bytes of the answer as it was written.
type stretch struct{ start, end int }

// markSecrets marks the sentences that hold a secret.
func (a *answer) markSecrets() {
	secrets := a.disclosed.secrets
	if len(secrets) == 0 {
		return
	}
	a.secret = make([]bool, len(a.sentences))
	for i, s := range a.sentences {
		from, last := int(a.plain.from[s.start]), int(a.plain.from[s.end-1])
		for len(secrets) > 0 && secrets[0].end <= from {
			secrets = secrets[1:] // in what is said again
		}
		a.secret[i] = len(secrets) > 0 && secrets[0].start <= last
	}
}

// holdsSecret reports whether sentence i holds a secret.
func (a *answer) holdsSecret(i int) bool { return a.secret != nil && a.secret[i] }

// ofSecret reports whether a token belongs to a secret.
func (a *answer) ofSecret(t token) bool {
	at := int(a.plain.from[t.start])
	k, _ := slices.BinarySearchFunc(a.disclosed.secrets, at, func(s stretch, at int) int { return cmp.Compare(s.end, at+1) })
	return k < len(a.disclosed.secrets) && a.disclosed.secrets[k].start <= at
}

// beside returns the longest passage of sentence i beside the secrets in it, "" where
// there is nothing else.
func (a *answer) beside(i int) string {
	t := a.sentences[i].tokens
	from, first, last := 0, 0, 0
	for k := 0; k <= len(t); k++ {
		if k < len(t) && !a.ofSecret(t[k]) {
			continue
		}
		if k-from > last-first {
			first, last = from, k
		}
		from = k + 1
	}
	for first < last && (t[first].is(tagPunct) || conjunctions[t[first].w]) {
		first++
	}
	if first == last {
		return ""
	}
	return a.cut(t[first].start, t[last-1].end)
}
