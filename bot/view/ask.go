package view

import (
	"net/url"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// Alone is a question that is asked in somebody's DM. known is false where the
// bank has lost the question since; inHand is true where what is said below the
// message belongs to it, and not to a round.
func Alone(post practice.Post, q bank.Question, known, inHand bool) Message {
	lead, hints := "Your question", ""
	if post.Wish.Again {
		lead, hints = "Once more", " No hints this time, unless you press *Hints* or type `guidance`."
	}
	blocks, row := card(lead, post, q, known)
	if post.Wish.Again && known {
		row = []slack.BlockElement{button(ActGuidance, "Hints", post.Key)}
	}
	row = append(row, button(ActAnswer, "Answer in a form", post.Key), button(ActAsk, "Another one", WishValue(post.Another(q))))
	where := "right here or in this message's thread"
	if !inHand {
		where = "in this message's thread"
	}
	return message(append(blocks,
		buttons(row...),
		small("Answer "+where+", in as many messages as you like; no colleague sees it. Type `feedback` when you're done."+hints),
	)...)
}

// AskedInDM says where a question went. url leads to the DM; "" where it is not
// known.
func AskedInDM(url string) Message {
	blocks := []slack.Block{own("Your question is in our DM. No colleague sees it there, nor what you answer.")}
	return message(append(blocks, rowOf(link(ActOpenDM, "Open it", url))...)...)
}

// NoSuchTopic answers a topic that the bank does not have. near is what may
// have been meant, empty where nothing comes near.
func NoSuchTopic(typed, near string) Message {
	words := line(text("I have no question about " + quoted(typed) + "."))
	if near != "" {
		words = line(text("I have no question about "+quoted(typed)+". Did you mean "), bold(oneLine(packed(near, 100))), text("?"))
	}
	return message(
		rich(words),
		own("After `/interview question` I take an area such as `cloud`, a competency such as `budgeting`, a round, or a question's id; or nothing, and I choose."),
		buttons(button(ActBrowse, "Browse questions", ""), button(ActAsk, "Ask me any", WishValue(practice.Wish{}))),
	)
}

// anyWish is the value of a button that asks any question; a button has to have one.
const anyWish = "any"

// WishValue is the value of a button that asks a question.
func WishValue(w practice.Wish) string {
	v := url.Values{}
	for key, value := range map[string]string{
		"id": w.ID, "area": string(w.Area), "competency": string(w.Competency), "round": string(w.Round), "style": string(w.Style),
	} {
		if value != "" {
			v.Set(key, value)
		}
	}
	if w.Again {
		v.Set("again", "yes")
	}
	if w.Story != 0 {
		v.Set("story", w.Story.String())
	}
	if len(v) == 0 {
		return anyWish
	}
	return v.Encode()
}

// ParseWish reads a [WishValue]. What it does not know stays open.
func ParseWish(s string) practice.Wish {
	v, err := url.ParseQuery(s)
	if err != nil {
		return practice.Wish{}
	}
	story, err := practice.ParseID(v.Get("story"))
	if err != nil {
		story = 0
	}
	return practice.Wish{
		ID: v.Get("id"), Area: known(v.Get("area"), bank.Areas()),
		Competency: known(v.Get("competency"), bank.Competencies()), Round: known(v.Get("round"), bank.Rounds()),
		Again: v.Get("again") == "yes",
		Style: known(v.Get("style"), bank.Styles()), Story: story,
	}
}
