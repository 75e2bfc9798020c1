package feedback_test

import (
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// plant puts a sentence into the middle of an answer that is long enough.
func plant(s string) string {
	return "Our bakery in Lienz lost its order line three times in March. " + s + " I traced it to a switch behind the oven and moved it next door."
}

func TestBlameAndAbsolutesAboutPeopleAreFound(t *testing.T) {
	for s, want := range map[string]string{
		"They never listened to what I said.":                           "They never listened",
		"Management never understood the risk.":                         "Management never understood",
		"The vendor never replied to anything.":                         "vendor never replied",
		"My boss never helped me with it.":                              "boss never helped",
		"they just never read the mails, you see":                       "they just never read",
		"She never even read it.":                                       "She never even read",
		"Users never learn, that is a fact.":                            "Users never learn",
		"People never read what you send.":                              "People never read",
		"Nobody listened to me.":                                        "Nobody listened",
		"No one cared about it.":                                        "No one cared",
		"Nobody there supported the idea.":                              "Nobody there supported",
		"Everybody hated the old tool and hid it.":                      "Everybody hated",
		"Everyone was against me from the start.":                       "Everyone was against",
		"Sales always complained and went home.":                        "Sales always complained",
		"The developers always blamed us.":                              "developers always blamed",
		"They were always complaining.":                                 "They were always complaining",
		"Finance is always late.":                                       "Finance is always late",
		"The users are stupid, sorry.":                                  "users are stupid",
		"The supplier was totally useless.":                             "supplier was totally useless",
		"My predecessor was lazy.":                                      "predecessor was lazy",
		"He was just incompetent.":                                      "He was just incompetent",
		"Those stupid users clicked on it.":                             "stupid users",
		"We had incompetent managers above us.":                         "incompetent managers",
		"They had no clue about networks.":                              "They had no clue",
		"They didn't even bother to call.":                              "didn't even bother",
		"She did not care.":                                             "She did not care",
		"They couldn't be bothered.":                                    "They couldn't be bothered",
		"It was their own fault.":                                       "was their own fault",
		"It failed because of his incompetence.":                        "his incompetence",
		"It was the vendor's fault.":                                    "It was the vendor's fault",
		"Management only cares about costs.":                            "Management only cares",
		"The help desk was useless, we had to do it.":                   "desk was useless",
		"They never delivered anything on time.":                        "They never delivered",
		"The consultants never listened either.":                        "consultants never listened",
		"We had a telecom provider who was just terrible and expensive": "who was just terrible",
	} {
		r := feedback.Read(story, plant(s))
		if len(r.Blame) != 1 || r.Blame[0] != want {
			t.Errorf("%q: %q, want %q", s, r.Blame, want)
		}
	}
}

func TestWhatHappenedIsNoBlame(t *testing.T) {
	for _, s := range []string{
		"Nobody has called since.",
		"Nobody was hurt, and everybody went home.",
		"Nobody noticed the move.",
		"Nobody lost a file.",
		"No one complained afterwards.",
		"Everybody knew their part by then.",
		"Everyone was happy with it.",
		"Everybody helped carry the servers.",
		"I always ask first, and we never skip it.",
		"I never listened well in those days.",
		"We never understood each other at first, I learned.",
		"They never had to wait again.",
		"They never lost an order since.",
		"He never answered before he had read it all.",
		"She told me that they never listened to her.",
		"The users said that nobody cared.",
		"He felt that we never replied.",
		`She said "they never listen" and left.`,
		"The desk complained that sales always blamed them.",
		"It wasn't their fault.",
		"It is easy to say that users are stupid.",
		"I asked why they never read the mails.",
		"If they never reply I go over.",
		"It was my own fault, and I said so.",
		"It was nobody's fault.",
		"I did not care whose fault it was.",
		"People always find a way, and that's good.",
		"They always paid in time.",
		"The problem was a failure of the switch, a terrible failure, a real problem.",
		"A stupid mistake of mine cost us an hour.",
		"I don't believe that users are lazy.",
		"The old switch was useless by then.",
		"A lazy script had filled the disk.",
		"I had him down as lazy, and I was wrong.",
		"Blameless is the word for it.",
		"Nobody answered the phone, for it was Easter.",
		"The carrier did not reply until noon.",
		"Rather than say that nobody listened I went there.",
	} {
		if r := feedback.Read(story, plant(s)); len(r.Blame) > 0 {
			t.Errorf("%q: %q", s, r.Blame)
		}
	}
}

func TestBlameIsForThoseWhoTellOfPeople(t *testing.T) {
	for style, want := range map[bank.Style]int{bank.Behavioural: 1, bank.Approach: 1, bank.Situational: 1, bank.Motivation: 1, bank.Knowledge: 0, bank.Reverse: 0} {
		q := story
		q.Style = style
		if r := feedback.Read(q, plant("They never listened.")); len(r.Blame) != want {
			t.Errorf("%s: %q", style, r.Blame)
		}
	}
}
