package bot

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"greenroom/practice"
)

// mostClarifying is how many words a request to clarify has at the most; more
// are an answer.
const mostClarifying = 15

// asksToClarify reports whether a message says nothing but that its author wants
// the question in other words: "Sorry, could you rephrase that?". Where a doubt
// is left it is part of the answer: a request that was missed can be made again
// with a word, an answer that was taken for a request is lost.
func asksToClarify(text string) bool {
	text = emojiName.ReplaceAllString(text, " ")
	text = strings.ToLower(strings.NewReplacer("’", "'", "‘", "'", "`", "'", "…", ".", "—", ",", "–", ",").Replace(plain(text)))
	text = strings.TrimSpace(text)
	if len(strings.Fields(text)) > mostClarifying || strings.ContainsAny(text, "\"“”„«»") || text != "" && text[0] == '\'' || tells.MatchString(neverSaid.ReplaceAllString(text, "")) {
		return false
	}
	asks := false
	for _, s := range sentence.FindAllString(text, -1) {
		whole, question := strings.TrimRight(s, " .?!:;\n"), strings.Contains(s, "?")
		if clarifies(whole, question) {
			asks = true
			continue
		}
		for _, clause := range strings.FieldsFunc(whole, func(r rune) bool { return r == ',' || r == ';' || r == ':' }) {
			switch {
			case clarifies(clause, question):
				asks = true
			case !courtesy.MatchString(strings.TrimSpace(clause)):
				return false
			}
		}
	}
	return asks
}

// emojiName is how Slack writes an emoji in a text.
var emojiName = regexp.MustCompile(`:[a-z0-9_+-]+:`)

// sentence splits a text after its marks and at line ends.
var sentence = regexp.MustCompile(`[^.?!\n]+[.?!]*`)

// tells finds words of somebody who tells what was said, and to whom.
var tells = regexp.MustCompile(`\b(?:said|told|replied|answered|wondered|wrote|shouted|i asked|he asked|she asked|they asked|we asked|who asked|asked (?:him|her|them|me|us))\b`)

// neverSaid finds the protest of somebody who is asked about what they did not say.
var neverSaid = regexp.MustCompile(`\bi never (?:said|mentioned) (?:that|this|anything like that|any of that|one|it)\b`)

// clarifies reports whether a sentence, or a clause of it, asks for the question
// in other words. question tells that it ends with a question mark.
func clarifies(s string, question bool) bool {
	for {
		s = strings.TrimSpace(s)
		if clarifying.MatchString(s) || question && clarifyingIfAsked.MatchString(s) {
			return true
		}
		before := s
		if s = leadingIn.ReplaceAllString(s, ""); s == before {
			s = trailing.ReplaceAllString(s, "")
		}
		if s == before {
			return false
		}
	}
}

// What may stand before and after such a request, and beside it.
var (
	leadingIn = regexp.MustCompile(`^(?:(?:i'm |i am )?(?:so |very )?sorry|apologies|my apologies|excuse me|pardon me|forgive me|@[\w.-]+|h+m+|u+m+|uh|er|ah|oh|ok|okay|wait|hey|hi|hello|well|so|but|and|just|yes|yeah|actually|honestly|maybe|perhaps|please|(?:one|a) (?:quick )?question|quick question|before i (?:start|begin|answer)|(?:just )?to be (?:sure|clear))(?:,\s*|\s+|:\s*)`)
	trailing  = regexp.MustCompile(`(?:,\s*|\s+)(?:please|thanks|thank you|sorry|for me|here|then|exactly|if possible|if you can|if you don't mind|though|again|first)$`)
	courtesy  = regexp.MustCompile(`^(?:(?:i'm |i am )?(?:so |very )?sorry|apologies|my apologies|excuse me|pardon me|pardon|h+m+|u+m+|uh|ok|okay|wait|hey|hi|hello|well|thanks|thank you|please|(?:one|just a|a) (?:moment|second|sec)(?: please)?|good question|(?:that's |this is )?(?:a |an )?(?:good|interesting|difficult|tricky|hard|tough) (?:question|one)|(?:i'm |i am )?not (?:so |quite |entirely )?sure|i (?:never|didn't|did not) (?:say|said|mention|mentioned|speak of) (?:that|this|anything like that|any of that|one|it)|my english is(?:n't| not) (?:so |very |that )?good|english is(?:n't| not) my first language|i'm not a native speaker)?$`)
)

// clarifying are whole requests; clarifyingIfAsked are some only with a question
// mark, since the same words could belong to an answer.
var (
	clarifying        = whole(requests)
	clarifyingIfAsked = whole(requestsIfAsked)
)

const (
	it       = `(?:that|it|this|(?:the|this|that|your)(?: last| first| second| whole)? (?:question|part|bit|one)|the last (?:question|part|bit|one)|what you (?:just )?(?:said|asked|mean))`
	question = `(?:(?:the|this|that|your)(?: last| first| second| whole)? (?:question|part|bit|one)|you|what (?:you|you're|you are|the question|this|that|it) ?(?:mean|means|meant|want|wants|ask|asks|asking|are asking|after|are after|getting at|are getting at|is asking|is about|want to know|want to hear|is after|exactly)?(?: (?:by|with) [^,]{1,40})?)`
	quite    = `(?:quite |really |fully |entirely |completely |exactly |even |sure |fully )?`
	other    = `(?: again| differently| more simply| simpler| more clearly| once more| one more time| another way| in (?:an)?other (?:way|words)| in (?:simpler|simple|plain|easier|different) (?:words|terms|english)| in a different way| with other words| (?:a )?bit (?:more simply|differently|more))?`
	mustDo   = `(?: again| differently| more simply| simpler| more clearly| once more| one more time| another way| in (?:an)?other (?:way|words)| in (?:simpler|simple|plain|easier|different) (?:words|terms|english)| in a different way| with other words)`
	reworded = `(?:re-?phrase|re-?word|repeat|clarify|restate|re-?formulate)`
	can      = `(?:can|could|would|will|may|might) (?:you|u)(?: please| kindly| maybe| perhaps| just| possibly)*`
)

// requests are what people say who want the question in other words.
var requests = []string{
	can + ` ` + reworded + `(?: ` + it + `)?` + other,
	can + ` (?:clarify|explain|tell me|say) what (?:you|you're|you are|the question|that|this) ?(?:mean|means|meant|ask|asks|asking|want|wants|after|is asking|is about)?(?: (?:by|with) [^,]{1,40})?`,
	can + ` explain ` + it + other,
	can + ` (?:say|put|ask|phrase|word) ` + it + mustDo,
	can + ` (?:be|get) (?:a (?:bit|little) )?(?:more (?:specific|precise|concrete)|clearer)(?: about ` + it + `)?`,
	can + ` (?:give me|add) (?:a (?:bit|little)|some) more context`,
	can + ` give (?:me )?an example(?: of (?:that|this|what you mean|what you're after))?`,
	`(?:would|do) you mind (?:repeating|rephrasing|re-phrasing|rewording|clarifying|explaining)(?: ` + it + `)?` + other,
	`(?:can|could|may|might) i (?:ask you to|get you to|have you) ` + reworded + `(?: ` + it + `)?` + other,
	`(?:can|could|may|might) i (?:just )?ask what (?:you mean|is meant|that means|this means)(?: by [^,]{1,40})?`,
	`(?:can|could|may|might) i (?:please )?(?:get|have|ask for) (?:a |some )?clarification(?: on ` + it + `)?`,
	`(?:can|could|may) i (?:hear|have|get) (?:the|that|your) question`,
	`i (?:would )?(?:need|want|like|'d like)(?: to have| a| some)? clarification(?: on ` + it + `)?`,
	`(?:need (?:a |some )?)?clarification`,
	reworded + `(?: ` + `(?:that|it|this|(?:the|this|that|your) question)` + `)?` + other,
	`(?:explain|ask|put|say|phrase) ` + `(?:(?:the|this|that|your) question|it|that)` + mustDo,
	`explain (?:the|this|that|your) question`,
	`i (?:don't|do not|dont|can't|cannot|cant) ` + quite + `(?:understand|follow|get)(?: ` + question + `| it| that| this)?`,
	`i (?:didn't|did not|didnt|haven't|have not|couldn't|could not) ` + quite + `(?:understand|understood|follow|followed|get|got|catch|caught|hear) ` + question,
	`i (?:didn't|did not|didnt) ` + quite + `catch that`,
	`i(?:'m| am|m)? not ` + quite + `(?:sure |certain )?(?:that i |if i |whether i |i )?` + quite + `(?:understand|understood|follow|get|got|following|getting) ` + question,
	`(?:i(?:'m| am|m) )?not ` + quite + `(?:sure |certain |clear )?what (?:you|you're|you are|the question|is) ?(?:mean|means|meant|want|wants|ask|asks|asking|after|getting at|looking for|is asking|is after|want to hear|want to know|is about)(?: (?:by|with) [^,]{1,40})?`,
	`i (?:don't|do not|dont) ` + quite + `know what (?:you mean|you're asking|you are asking|you want(?: to know| to hear)?|is meant|the question (?:means|is|is about|is asking))(?: by [^,]{1,40})?`,
	`(?:the|this|that|your) question(?:'s| is) (?:not |a bit |a little |very |rather |quite )*(?:clear|unclear|vague|confusing|ambiguous)(?: to me)?`,
	`it(?:'s| is)(?: not|n't) (?:quite |really |very )?clear(?: to me)? what (?:you|you're|you are|the question|is) ?(?:mean|means|meant|want|ask|asks|asking|after|is asking)`,
	`i(?:'m| am|m) (?:a bit |a little |quite |rather )?(?:confused|puzzled|lost) (?:by|with|about) (?:the|this|that|your) question`,
	`i (?:have|got|'ve got) a question about (?:the|this|that|your) question`,
	`(?:come|say) (?:again|that again)`,
	`what (?:exactly )?do (?:you|u) (?:actually |really )?mean(?: exactly)?`,
	`what (?:exactly )?do (?:you|u) (?:actually |really )?mean (?:by|with) [^,]{1,40}`,
	`what (?:exactly )?(?:are you|is the question|is this question) (?:asking|after|getting at|asking for|about|asking me)`,
	`what (?:is|was|'s) (?:the|your) question`,
	`what (?:exactly )?(?:do|would) you (?:want|like) to (?:hear|know)`,
}

// requestsIfAsked are some only as questions.
var requestsIfAsked = []string{
	`(?:do|did) (?:you|u) mean .{2,80}`,
	`(?:you mean|meaning|by which you mean) .{2,60}`,
	`(?:are|were) you (?:asking|looking for|after|interested in|thinking of|referring to)(?: about| for| whether| if| how| me)? .{2,80}`,
	`(?:is|was) (?:the|this|that|your) question (?:about|aimed at|meant for|more about) .{2,80}`,
	`(?:is|was) (?:this|that|it) about .{2,60} or .{2,60}`,
	`(?:should|shall|can|may|do) i (?:talk|speak|answer|tell you)(?: this| that)? (?:about|for|from|as) .{2,60} or .{2,60}`,
	`what (?:does|do|did) .{1,40} mean`,
	`what (?:is|was|'s) meant(?: by .{1,40})?`,
	`what (?:exactly )?do (?:you|u) (?:actually |really )?mean (?:by|with) .{1,60}`,
	`how do you mean(?: that)?`,
	`in (?:what|which) (?:sense|way|context)`,
	`(?:pardon|pardon me|sorry|excuse me)`,
	`meaning`,
	`(?:what|which) (?:part|kind|sort) (?:of .{1,40} )?do you mean`,
	`which (?:one|of them|of those|of the two) do you mean`,
}

func whole(patterns []string) *regexp.Regexp {
	return regexp.MustCompile(`^(?:` + strings.Join(patterns, `|`) + `)$`)
}

// clarifyWish reports whether a message asks for the question in hand of a
// running round in other words, without the word for it. While the candidate asks
// questions of their own, one of those is meant.
func (b *Bot) clarifyWish(ctx context.Context, in saidInDM) (bool, error) {
	if in.said.Edited != 0 || in.said.Clip || !asksToClarify(in.said.Text) {
		return false, nil
	}
	r, err := b.coach.Running(ctx, in.said.By)
	if errors.Is(err, practice.ErrNoRound) {
		return false, nil
	}
	inQuestion := r.Stage == practice.Asking || r.Stage == practice.Elaborating || r.Stage == practice.Following
	return err == nil && inQuestion && !r.Now().Reverse, err
}
