package feedback

import (
	"strings"
	"testing"
)

func TestHasWordsAgreesWithWords(t *testing.T) {
	texts := []string{
		"", "one", "one two", "One, two. Three", "self-service is one", "<@U1> hi there", "<http://x.y|a link> here", ":tada: :+1:",
		"it's late", "3 4 five", "Ünïcode wörds here", "a.b c,d e", "- one\n- two\n- three", "*bold* words", "word " + strings.Repeat("x", 500),
		"Trailing stop.", "two  spaces", "tab\there", "&amp; &lt;b&gt;", strings.Repeat("so it goes on and on. ", 40), "I I I", "THE CAPS HERE",
	}
	for _, text := range texts {
		for n := range 20 {
			if got, want := HasWords(text, n), Words(text) >= n; got != want {
				t.Errorf("HasWords(%.40q, %d) = %v, Words finds %d", text, n, got, Words(text))
			}
		}
	}
}

func FuzzHasWords(f *testing.F) {
	f.Add("I moved the clinic, and then <@U1> told me: no.", 5)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if n > 0 && n < 50 && HasWords(text, n) != (Words(text) >= n) {
			t.Errorf("HasWords(%q, %d) disagrees with Words: %d", text, n, Words(text))
		}
	})
}
