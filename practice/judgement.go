package practice

import (
	"hash/fnv"
	"sync"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// A judgement is what an unrated answer says of when its question returns.
type judgement struct {
	weakness float64
	lacks    []bank.Gap
}

// judgements remember how answers were judged: to read one takes some tenths of a
// millisecond, and Home looks at many. The zero value remembers none. It is safe
// for concurrent use.
type judgements struct {
	mu   sync.Mutex
	held map[ID]judgedText
	old  map[ID]judgedText // those before, until as many came again
}

type judgedText struct {
	sum uint64 // of the text and of what was asked
	judgement
}

// mostJudged is how many are remembered, twice over.
const mostJudged = 8000

// of judges an answer to a question by what it lacks.
func (j *judgements) of(q bank.Question, a Answer) judgement {
	h := fnv.New64a()
	_, _ = h.Write([]byte(q.Ask + "\x00" + a.Text())) // which never fails
	sum := h.Sum64()
	j.mu.Lock()
	held, ok := j.held[a.ID]
	if !ok {
		held, ok = j.old[a.ID]
	}
	j.mu.Unlock()
	if ok && held.sum == sum {
		return held.judgement
	}
	r := feedback.Read(q, a.Text())
	out := judgement{lacks: r.Lacks()}
	if r.Assessed {
		out.weakness = weaknessIn(out.lacks)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.held) >= mostJudged {
		j.old, j.held = j.held, nil
	}
	if j.held == nil {
		j.held = map[ID]judgedText{}
	}
	j.held[a.ID] = judgedText{sum, out}
	return out
}
