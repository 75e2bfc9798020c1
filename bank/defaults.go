package bank

// WithDefaults returns the question with what a small one of a team leaves
// out: a level, the minutes, and the structure that fits its style. Texts that
// only its author could write stay empty, and whatever shows a question leaves
// them out. No list that each question has is nil afterwards; key points and what
// the weak answer lacks may be.
func (q Question) WithDefaults() Question {
	if q.Level == "" {
		q.Level = Manager
	}
	if q.Minutes == 0 {
		q.Minutes = 2
	}
	if len(q.Structure.Parts) == 0 {
		q.Structure = structures[q.Style].clone()
	}
	filled(&q.Also)
	filled(&q.Competencies)
	filled(&q.Evidence)
	filled(&q.Weak.Flaws)
	filled(&q.FollowUps)
	filled(&q.Signals)
	filled(&q.RedFlags)
	filled(&q.Covers)
	return q
}

func filled[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}

func (s Structure) clone() Structure {
	s.Parts = append([]Part(nil), s.Parts...)
	return s
}

// structures are how an answer to a question of each style is usually built.
var structures = map[Style]Structure{
	Behavioural: {"Situation - task - action - result - learning", []Part{
		{"situation", "Where was it, when, and what was at stake?"},
		{"task", "What was yours to do or to decide?"},
		{"action", "What did you do, step by step, and what did you decide against?"},
		{"result", "What was different afterwards? One figure, if there is one."},
		{"learning", "What do you do otherwise since then?"},
	}},
	Situational: {"Clarify - options - choice and why - risk check", []Part{
		{"clarify", "What would you find out before you do anything?"},
		{"options", "Which two or three ways are open to you?"},
		{"choice and why", "Which one would you take, and what speaks for it?"},
		{"risk check", "What could still go wrong, and how would you notice in time?"},
	}},
	Approach: {"Principle - steps - example - how I know it works", []Part{
		{"principle", "What matters most to you in this, in one sentence?"},
		{"steps", "What do you do first, and what after that?"},
		{"example", "Where did you last do it just so?"},
		{"how I know it works", "What do you look at afterwards, and what did it show?"},
	}},
	Knowledge: {"Definition - difference - use - effect", []Part{
		{"definition", "What is it, in words that a colleague from another department follows?"},
		{"difference", "What is it often taken for, or what does it cost?"},
		{"when I use it", "Where have you used it, and where would you not?"},
		{"effect on the business", "What does the company notice of it?"},
	}},
	Motivation: {"Fact about them - fit from my record - first thing I would do", []Part{
		{"fact about them", "What have you seen or heard yourself that draws you?"},
		{"fit from my record", "What have you done that answers to it?"},
		{"first thing I would do", "Where would you begin?"},
	}},
	Reverse: {"Question - reason - what you make of the answer", []Part{
		{"question", "What would you ask that no web page answers?"},
		{"reason", "Why does it matter for your work here?"},
		{"what you make of the answer", "What would the answer change for you?"},
	}},
}
