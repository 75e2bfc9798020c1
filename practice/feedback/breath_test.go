package feedback

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
)

const spokenStory = "so in march at the bakery chain in linz all tills of the east went down on a saturday morning and the shops were giving bread away " +
	"and i drove to the biggest one and swapped the disk with the spare from my car then i sent the image to the other six over the phone line " +
	"it took until three in the afternoon and in the end we lost about four thousand euros and the owner came by herself because she wanted to see who had done it"

func TestSpeechWithoutStopsIsReadByItsClauses(t *testing.T) {
	a := parse(bank.Question{Style: bank.Behavioural}, spokenStory)
	for _, want := range []string{"the shops were giving bread away", "then i sent the image to the other six over the phone line", "in the end we lost about four thousand euros"} {
		if !slices.ContainsFunc(a.sentences, func(s sentence) bool { return a.plain.text[s.start:s.end] == want }) {
			t.Errorf("no clause is %q", want)
		}
	}
	for _, s := range a.sentences {
		if n := wordsIn(s.tokens); n > readable {
			t.Errorf("%d words are one clause: %q", n, a.plain.text[s.start:s.end])
		}
	}
}

// A phone writes down shares and sums with their signs, which are no punctuation.
func TestASignBesideAFigureIsNoMarkOfWhoWrites(t *testing.T) {
	for _, figures := range []string{"the share of such calls went from 40% to 6%", "the calls of a month fell from $4000 to $600", "we paid €900 in place of €4000 a month"} {
		a := parse(bank.Question{Style: bank.Behavioural}, "so in march the desk at the bakery chain in linz was drowning in calls about passwords and i built a small page where "+
			"people reset them by themselves and i showed it to the shops one after the other and in the end "+figures)
		if !slices.ContainsFunc(a.sentences, func(s sentence) bool { return s.spoken && strings.Contains(a.plain.text[s.start:s.end], figures) }) || len(a.sentences) < 3 {
			t.Errorf("%q stands in one of %d sentences", figures, len(a.sentences))
		}
	}
}

// Whoever sets commas wrote the sentence, and few words are one whoever wrote them.
func TestWhatWasWrittenIsNotTakenForSpeech(t *testing.T) {
	for _, said := range []string{
		strings.Join(strings.Fields(spokenStory)[:40], " "),
		"In March, at the bakery chain in Linz, all tills of the east went down, and the shops, of which there were seven, gave their bread away, " +
			"and I drove to the biggest one, swapped the disk with the spare from my car, and sent the image to the other six, which took until noon, to nobody's surprise.",
	} {
		a := parse(bank.Question{Style: bank.Behavioural}, said)
		if len(a.sentences) != 1 || a.sentences[0].spoken {
			t.Errorf("%q is divided into %d", said, len(a.sentences))
		}
	}
}

// Fillers at a clause's edge are counted with it, and no word is lost.
func TestNoWordOfSpeechIsLost(t *testing.T) {
	said := strings.ReplaceAll(spokenStory, " and ", " and um ") + " uh um"
	var words int
	for _, s := range splitSentences(plain(said)) {
		words += wordsIn(s.said)
	}
	if want := len(strings.Fields(said)); words != want {
		t.Errorf("%d words are said, want %d", words, want)
	}
}

var (
	anyStop = regexp.MustCompile(`[.!?]+["”)]?(\s+|$)|\s*\n\s*([-*•] |\d\. )?`)
	anyMark = regexp.MustCompile(`[,;:"“”()–—!?]|\s-\s`)
)

// dictate returns a text as a phone writes it down.
func dictate(s string) string {
	s = anyMark.ReplaceAllString(anyStop.ReplaceAllString(s, " "), " ")
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// An example says as much when it is dictated: little that it hasn't is heard, and
// little that it has goes.
func TestADictatedExampleIsHeardAsWhenItIsWritten(t *testing.T) {
	b, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	var appear, gone [numParts]int
	for _, q := range b.All() {
		written, said := Read(q, q.Example).Parts.shown(), Read(q, dictate(q.Example)).Parts.shown()
		for p := range written {
			switch {
			case said[p] && !written[p]:
				appear[p]++
			case written[p] && !said[p]:
				gone[p]++
			}
		}
	}
	t.Logf("of %d, by %v: %v appear, %v go", len(b.All()), partNames, appear, gone)
	for p, name := range partNames {
		if appear[p] > 18 || gone[p] > 6 {
			t.Errorf("%s appears in %d and goes from %d", name, appear[p], gone[p])
		}
	}
}

// What is quoted of speech can be read at a glance.
func TestAQuoteOfSpeechIsAReadablePiece(t *testing.T) {
	r := Read(bank.Question{Style: bank.Behavioural, Ask: "Tell me about an outage."}, spokenStory)
	for _, name := range partNames {
		quote := r.Parts.of(PartName(name)).Quote
		if n := len(strings.Fields(quote)); n > readable {
			t.Errorf("%s is quoted by %d words: %q", name, n, quote)
		}
	}
	if !r.Parts.Context.Present || !r.Parts.Action.Present || !r.Parts.Result.Present {
		t.Errorf("found %+v", r.Parts)
	}
}

// Speech without end takes no longer than its length.
func TestALongSpeechIsReadInTime(t *testing.T) {
	var b strings.Builder
	for i := 0; b.Len() < 40_000; i++ {
		fmt.Fprintf(&b, "and then i moved shop%d to the new line because the old one was slow and it took %d hours ", i, i%20+2)
	}
	q := bank.Question{Style: bank.Behavioural, Ask: "Tell me about a migration."}
	Read(q, b.String()) // the models are read
	best := time.Hour
	for range 5 {
		begin := time.Now()
		Read(q, b.String())
		best = min(best, time.Since(begin))
	}
	if best > time.Second {
		t.Errorf("it took %v", best)
	}
	t.Log(best)
}
