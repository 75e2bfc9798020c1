package view_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"greenroom/bot/view"
	"greenroom/practice"
)

func TestEveryObjectionSaysWhatIsWrongInPlainText(t *testing.T) {
	fallback := view.ObjectionWords(practice.Objection{})
	for _, kind := range []practice.ObjectionKind{
		practice.NoWording, practice.WordingLong, practice.WordingShort, practice.NoQuestion, practice.AskedAlready, practice.WaitsAlready,
		practice.ManyWaiting, practice.NoArea,
	} {
		words := view.ObjectionWords(practice.Objection{Kind: kind, Like: "How do you lead?"})
		if words == fallback || strings.ContainsAny(words, "*`<>") {
			t.Errorf("%s: %q", kind, words)
		}
	}
}

func TestEveryGroundHasItsReasonAndABetterQuestion(t *testing.T) {
	seen := map[string]bool{}
	for _, g := range practice.Grounds() {
		words := view.ObjectionWords(practice.Objection{Kind: practice.Unasked, Ground: g})
		_, rest, _ := strings.Cut(words, "“")
		instead, _, ok := strings.Cut(rest, "”")
		if !ok || instead == "" || seen[words] || utf8.RuneCountInString(words) > 330 {
			t.Errorf("%s: %d characters: %q", g, utf8.RuneCountInString(words), words)
		}
		if ground, bad := practice.Unlawful(instead); bad {
			t.Errorf("%s: instead it offers %q, which is about %s", g, instead, ground)
		}
		seen[words] = true
	}
}
