package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// ownWords returns what words typed in the DM do with one's own answers; ok is
// false where they are no such words. said is what was typed as it was.
func ownWords(said string, words []string) (do deed, ok bool) {
	if text, is := notingToSelf(plain(said)); is {
		return keepSelfNote(text), true
	}
	if len(words) == 0 {
		return nil, false
	}
	switch word := strings.Join(words, " "); word {
	case "star", "star it", "star this", "star this answer":
		return starWord(true), true
	case "unstar", "unstar it", "unstar this":
		return starWord(false), true
	case "versions", "earlier texts", "earlier versions":
		return earlierWord, true
	case "rate", "rate it", "rate my answer":
		return rateWord(0), true
	case "starred":
		return reviewNote(practice.Filter{Starred: true}), true
	case "needs work", "needs-work":
		return reviewNote(practice.Filter{NeedsWork: true}), true
	}
	rest := words[1:]
	switch words[0] {
	case "rate":
		if n, err := strconv.Atoi(rest[0]); len(rest) == 1 && err == nil && n > 0 {
			return rateWord(n), true
		}
	case "compare":
		if first, second, is := pairOf(rest); is {
			return compareWord(first, second), true
		}
	case "review":
		if f, wrong := parseFilter(asTyped(plain(said), words)[1:]); len(rest) > 0 && wrong == "" {
			return reviewNote(f), true
		}
	}
	return nil, false
}

// ownWord is [ownWords] where they may also be part of an answer: what is
// searched for can be anything, so while a round waits for an answer only its
// other words count, and a search without "review" only where nothing waits for
// one.
func (b *Bot) ownWord(ctx context.Context, in saidInDM, words []string) (do deed, ok bool, err error) {
	do, ok = ownWords(in.said.Text, words)
	if !ok && len(words) > 1 && len(words) <= mostWord && words[0] == "search" {
		return b.searchWord(ctx, in, words)
	}
	if !ok || words[0] != "review" || len(words) < 2 || words[1] != "search" {
		return do, ok, nil
	}
	round, err := b.coach.Running(ctx, in.said.By)
	switch {
	case err == nil && round.PausedAt.IsZero() && round.Stage != practice.Rating && round.Stage != practice.Break:
		return nil, false, nil
	case err != nil && refusalIn(err) == nil:
		return nil, false, err
	}
	return do, true, nil
}

// shortSearch is how many words a search has, "search" with them, that is no part
// of what is said below a question.
const shortSearch = 3

// searchWord searches one's own answers, unless it may be part of an answer: in a
// round, in a thread, or below a question where it is longer.
func (b *Bot) searchWord(ctx context.Context, in saidInDM, words []string) (do deed, ok bool, err error) {
	if in.said.Place.Thread != 0 || !b.idle(ctx, in.said.By) {
		return nil, false, nil
	}
	post, err := b.askedAlone(ctx, in.said.By)
	if err != nil || post.Key != "" && len(words) > shortSearch {
		return nil, false, err
	}
	f, wrong := parseFilter(asTyped(plain(in.said.Text), words))
	return reviewNote(f), wrong == "", nil
}

// asTyped returns words as they stand in what was typed, of which they are a run
// as spoken returns them, the last one without the marks behind it.
func asTyped(typed string, words []string) []string {
	fields := strings.Fields(typed)
	for from := range max(0, len(fields)-len(words)+1) {
		out := slices.Clone(fields[from : from+len(words)])
		if last := len(words) - 1; last >= 0 {
			runes := []rune(out[last])
			out[last] = string(runes[:min(len(runes), utf8.RuneCountInString(words[last]))])
		}
		if slices.EqualFunc(out, words, func(typed, word string) bool { return folded(typed) == word }) {
			return out
		}
	}
	return words
}

// filterAliases are other ways in which people name filters.
var filterAliases = map[string]string{
	"stars": "starred", "star": "starred", "favourites": "starred", "favorites": "starred",
	"weak": "needs-work", "needs-work": "needs-work", "need-work": "needs-work",
	"behavioral": string(bank.Behavioural),
}

// parseFilter reads what was typed after "review", in whatever case: areas,
// competencies, rounds, styles, "starred", "needs work", and after "search"
// anything, which is kept as it is. wrong is the first word that it does not know,
// "" where it knows all.
func parseFilter(words []string) (f practice.Filter, wrong string) {
	for len(words) > 0 {
		first := strings.ToLower(words[0])
		if first == "search" || first == "for" && len(words) > 1 {
			f.Text = strings.TrimRight(strings.Join(words[1:], " "), " .!,;?")
			if f.Text == "" {
				return f, words[0]
			}
			return f, ""
		}
		n := 0
		for take := min(3, len(words)); take > 0 && n == 0; take-- {
			if narrow(&f, strings.ToLower(strings.Join(words[:take], "-"))) {
				n = take
			}
		}
		if n == 0 {
			return f, words[0]
		}
		words = words[n:]
	}
	return f, ""
}

// narrow sets what a filter's word names; it reports whether there is such a word.
// A round that is called like an area is meant where "round" follows it.
func narrow(f *practice.Filter, word string) bool {
	if alias, is := filterAliases[word]; is {
		word = alias
	}
	switch {
	case word == "starred":
		f.Starred = true
	case word == "needs-work":
		f.NeedsWork = true
	case slices.Contains(bank.Areas(), bank.Area(word)):
		f.Area = bank.Area(word)
	case slices.Contains(bank.Competencies(), bank.Competency(word)):
		f.Competency = bank.Competency(word)
	case slices.Contains(bank.Rounds(), bank.Round(strings.TrimSuffix(word, "-round"))):
		f.Round = bank.Round(strings.TrimSuffix(word, "-round"))
	case slices.Contains(bank.Styles(), bank.Style(word)):
		f.Style = bank.Style(word)
	default:
		return false
	}
	return true
}

// reviewCommand opens the list of one's own answers, narrowed by what was typed.
func reviewCommand(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	f, wrong := parseFilter(rest)
	if wrong != "" {
		near, _ := bank.Nearest(strings.ToLower(wrong), filterWords())
		return from.whisper(view.NoSuchFilter(wrong, near)), nil
	}
	v, err := b.reviewList(ctx, from.person, f, nil)
	return reply{opens: &v}, err
}

// listing reports whether words that were typed after /interview narrow the list
// of one's own answers, without "review" before them.
func listing(words []string) bool {
	switch strings.Join(words, " ") {
	case "starred", "needs work", "needs-work":
		return true
	}
	return words[0] == "search"
}

// filterWords are all words that narrow the list.
func filterWords() []string {
	out := []string{"starred", "needs-work", "search"}
	for _, a := range bank.Areas() {
		out = append(out, string(a))
	}
	for _, c := range bank.Competencies() {
		out = append(out, string(c))
	}
	for _, r := range bank.Rounds() {
		out = append(out, string(r))
	}
	for _, s := range bank.Styles() {
		out = append(out, string(s))
	}
	return out
}
