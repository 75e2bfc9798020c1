package practice

import (
	"hash/fnv"
	"slices"
	"sync"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// A finding is what feedback says of an answer as far as its person's plans and
// figures look at it: a few bytes, and none of the answer's words.
type finding struct {
	assessed bool
	noted    bool // there is a note on it
	gaps     gapList
}

// lacks returns what an assessed answer lacks, the first to ask for first.
func (f finding) lacks() []bank.Gap { return f.gaps.all() }

// weakness says how weak the answer is, from 0 to 1; 0 where it is not known.
func (f finding) weakness() float64 {
	return min(max(float64(len(f.lacks())-fineGaps)/(weakGaps-fineGaps), 0), 1)
}

// find reads an answer.
func find(a asked) finding {
	r := feedback.Read(a.q, a.Text())
	if !r.Assessed {
		return finding{}
	}
	return finding{assessed: true, noted: len(r.Notes) > 0, gaps: gapsOf(r.Lacks())}
}

// A gapList is a list of gaps, four bits each, the first lowest.
type gapList uint64

func gapsOf(gaps []bank.Gap) (l gapList) {
	for i, g := range gaps {
		l |= gapList(1+slices.Index(bank.Gaps(), g)) << (4 * i)
	}
	return l
}

func (l gapList) all() (out []bank.Gap) {
	for ; l != 0; l >>= 4 {
		out = append(out, bank.Gaps()[l&15-1])
	}
	return out
}

// findings remember what was found in answers: to read one takes up to a
// millisecond, and Home looks at hundreds. Each answer is remembered as it read
// last, by its id and a sum over its question and text, so that an edited one is
// read anew. Up to 2*mostRemembered are remembered, those that came up last; they are
// gone with the process. The zero value remembers none. It is safe for concurrent
// use.
type findings struct {
	mu            sync.Mutex
	lately, older map[ID]versioned // older is what lately was when it was full
}

type versioned struct {
	version uint64
	finding
}

// mostRemembered is how many answers lately holds: some 50 bytes each.
const mostRemembered = 20_000

// of returns what is found in an answer.
func (f *findings) of(a asked) finding {
	sum := fnv.New64a()
	for _, s := range []string{a.q.ID, a.q.Ask, a.Text()} {
		_, _ = sum.Write(append([]byte(s), 0)) // which never fails
	}
	version := sum.Sum64()
	if known, ok := f.known(a.ID); ok && known.version == version {
		return known.finding
	}
	out := find(a) // by two at once rather than one after the other
	f.keep(a.ID, versioned{version, out})
	return out
}

func (f *findings) known(id ID) (versioned, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if known, ok := f.lately[id]; ok {
		return known, true
	}
	known, ok := f.older[id]
	if ok {
		f.put(id, known)
	}
	return known, ok
}

func (f *findings) keep(id ID, x versioned) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.put(id, x)
}

// put remembers an answer; the lock is held.
func (f *findings) put(id ID, x versioned) {
	if f.lately == nil || len(f.lately) >= mostRemembered {
		f.lately, f.older = map[ID]versioned{}, f.lately
	}
	f.lately[id] = x
}
