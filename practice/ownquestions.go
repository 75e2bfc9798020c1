package practice

import (
	"slices"
	"strings"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// A Reply is what the interviewer says to one of the candidate's own questions.
type Reply struct {
	Topic bank.Topic // "" where the question is about nothing that a sheet holds
	Asked string     // the question, or the part of the message that asked it
	Says  string     // from the sheet; of a topic told before its first sentence only; "" if not Known
	Known bool       // whether the sheet holds it; else they would have to find out
	Told  bool       // whether the topic was told before
	Left  int        // on the last reply: how many questions wait because time runs short
}

// mostReplies is how many questions of one message are replied to.
const mostReplies = 3

// longestAsked is how much of a question is given back, in characters.
const longestAsked = 150

// ReplyTo returns what an interviewer of the employer says to a message in
// which the candidate asks their own questions, one reply for each topic and one
// for all that no sheet holds, in the order in which they were asked. told are
// the topics that were replied to before. A message that asks nothing has none.
func ReplyTo(e bank.Employer, said string, told []bank.Topic) []Reply {
	var out []Reply
	for _, a := range questionsIn(feedback.Plain(said)) {
		if slices.ContainsFunc(out, func(r Reply) bool { return r.Topic == a.topic }) {
			continue
		}
		r := Reply{Topic: a.topic, Asked: begun(a.text, longestAsked)}
		if a.topic != beyondSheet {
			r.Says, r.Known = e.Says(a.topic)
			if r.Told = slices.Contains(told, a.topic); r.Told {
				r.Says = firstSentence(r.Says)
			}
		}
		out = append(out, r)
	}
	if more := len(out) - mostReplies; more > 0 {
		out = out[:mostReplies]
		out[mostReplies-1].Left = more
	}
	return out
}

// firstSentence returns a text up to its first full stop.
func firstSentence(text string) string {
	if i := strings.Index(text, ". "); i >= 0 {
		return text[:i+1]
	}
	return text
}

// begun returns a text, or as much of its beginning as so many characters hold.
func begun(text string, most int) string {
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	return strings.TrimSpace(string(r[:most-1])) + "…"
}

// An ask is a question that was found in a message.
type ask struct {
	topic bank.Topic
	text  string
}

// questionsIn returns what a message asks, in order.
func questionsIn(plain string) []ask {
	var out []ask
	var about *bank.Topic // of what was said last, for "how does that work here?"
	for _, s := range sentencesOf(plain) {
		var here []ask
		var said []bank.Topic // in this sentence, before a question about it: "if I need a server, whom do I ask?"
		found := false
		for _, c := range s.clauses() {
			topics, sure := c.topics()
			asks := c.asks(sure, len(topics))
			switch {
			case len(topics) > 0:
				found = true
				about = &topics[len(topics)-1]
				if !asks {
					said = topics
				}
			case asks && len(said) > 0:
				topics = said
			case about != nil && c.refersBack():
				topics = []bank.Topic{*about}
				found = true
			case asks:
				topics = []bank.Topic{unclear}
			}
			if !asks {
				continue
			}
			for _, t := range topics {
				here = append(here, ask{t, c.text()})
			}
		}
		for _, a := range here {
			if a.topic == unclear && found {
				continue // it only goes on with the rest of its sentence
			}
			if a.topic == unclear {
				a.topic = beyondSheet
			}
			out = append(out, a)
		}
	}
	return out
}

// unclear is what a question is about of which nothing is known.
const unclear bank.Topic = "?"
