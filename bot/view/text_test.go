package view

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWhatPeopleSaidReadsAsTheySawIt(t *testing.T) {
	for _, test := range []struct{ name, said, want string }{
		{"plain words stay", "I rang the vendor.", "I rang the vendor."},
		{"escapes stand for their characters", "R&amp;D &lt;3 5 &gt; 4", "R&D <3 5 > 4"},
		{"an escape is read once", "&amp;lt;", "&lt;"},
		{"a lone ampersand is one", "R&D", "R&D"},
		{"a mention names nobody", "I asked <@U0123BEN>.", "I asked @someone."},
		{"a mention with a name keeps it", "<@U0123BEN|ben> helped", "@ben helped"},
		{"a channel keeps its name", "see <#C0123|it-help> or <#C0123>", "see #it-help or #channel"},
		{"a broadcast is words", "<!channel> <!here> <!everyone|everyone>", "@channel @here @everyone"},
		{"a group keeps its handle", "<!subteam^S01|@desk> and <!subteam^S02>", "@desk and @group"},
		{"a date shows its fallback", "on <!date^1700000000^{date}|14 Nov>", "on 14 Nov"},
		{"a bare link is itself", "<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2"},
		{"a link that Slack made keeps its words", "<http://example.com|example.com>", "example.com"},
		{"a label does not hide where a link leads", "<https://evil.example|my bank>", "my bank (https://evil.example)"},
		{"an address is itself", "<mailto:a@b.example|a@b.example> <tel:+491|+491>", "a@b.example +491"},
		{"what is no token stays", "a < b > c <no token> <", "a < b > c <no token> <"},
		{"a token does not run over lines", "<@U1\n>", "<@U1\n>"},
		{"empty lines do not pile up", "a\n\n\n\n\n\nb", "a\n\nb"},
		{"line ends of all kinds are one", "a\r\nb\rc\u2028d", "a\nb\nc\nd"},
		{"what turns the direction goes", "a\u202eb\u2066c\u200f", "abc"},
		{"emoji families stay whole", "👩‍👩‍👧", "👩‍👩‍👧"},
		{"nothing that can be seen is nothing", "\u200d \u3164\u2800", ""},
	} {
		if got := readable(test.said); got != test.want {
			t.Errorf("%s: %q became %q, not %q", test.name, test.said, got, test.want)
		}
	}
}

func TestAGlimpseTellsMessagesApart(t *testing.T) {
	for said, want := range map[string]string{
		"asdkjh\nI take the  list.\n\nThen I &amp; Ben ask.": "asdkjh / I take the list. / Then I & Ben ask.",
		"One line.": "One line.", "\u200b\n": none, strings.Repeat("word\n", 20): "word / word / word / word / word / word /…",
	} {
		if got := glimpse(said, 45); got != want {
			t.Errorf("%q became %q, not %q", said, got, want)
		}
	}
}

func TestTextsAreCutWhereNobodyMinds(t *testing.T) {
	for _, test := range []struct {
		name, text string
		most       int
		want       string
	}{
		{"what fits stays", "eleven char", 11, "eleven char"},
		{"the end of a word is preferred", "a short walk to the station", 14, "a short walk…"},
		{"a long word is cut", "supercalifragilistic", 8, "superca…"},
		{"an accent stays on its letter", "cafe\u0301s are nice", 5, "caf…"},
		{"a family is not parted", "ab👩‍👩‍👧cd", 8, "ab…"},
		{"a skin tone stays", "abc👍🏽d", 7, "abc…"},
		{"a flag is whole or not there", "🇩🇪🇫🇷🇮🇹", 8, "🇩🇪…"},
		{"surrogates count twice", "𝕏𝕏𝕏", 5, "𝕏𝕏…"},
	} {
		if got := cut(test.text, test.most); got != test.want {
			t.Errorf("%s: %q cut to %d is %q, not %q", test.name, test.text, test.most, got, test.want)
		}
	}
}

func TestPiecesHoldAllTheWordsAndFit(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	alphabet := []string{"a", "bc", " ", "\n", "é", "e\u0301", "👩‍👧", "🇩🇪", "<", "&amp;", "𝕏"}
	for range 300 {
		var b strings.Builder
		for range chance.IntN(200) {
			b.WriteString(alphabet[chance.IntN(len(alphabet))])
		}
		text := clean(b.String())
		most := 10 + chance.IntN(40)
		all := strings.Builder{}
		for _, p := range pieces(text, most, 1000) {
			if size(p) > most || p == "" || !utf8.ValidString(p) {
				t.Fatalf("%q has the piece %q of %d, at most %d", text, p, size(p), most)
			}
			all.WriteString(p)
		}
		want := strings.Join(strings.Fields(orNone(text)), "")
		if got := strings.Join(strings.Fields(all.String()), ""); got != want {
			t.Fatalf("%q became %q", want, got)
		}
		if short := cut(text, most); size(short) > most || !utf8.ValidString(short) {
			t.Fatalf("%q cut to %d is %q", text, most, short)
		}
	}
}

func FuzzNothingHiddenIsShown(f *testing.F) {
	f.Add("a <@U1|b> &lt; \u202e \x00", 20)
	f.Fuzz(func(t *testing.T, s string, most int) {
		most = 2 + int(uint(most)%3000)
		got := said(s, most)
		if got == "" || !utf8.ValidString(got) || size(got) > max(most, size(none)) {
			t.Errorf("%q became %q", s, got)
		}
		for _, r := range got {
			if r != '\n' && hidden(r) {
				t.Errorf("%q became %q, which holds %U", s, got, r)
			}
		}
		if again := clean(got); again != got && got != none {
			t.Errorf("%q became %q and then %q", s, got, again)
		}
	})
}
