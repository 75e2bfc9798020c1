package practice

import (
	"strings"
	"testing"

	"greenroom/bank"
)

func TestTheCuesAreSound(t *testing.T) {
	x, err := readCues(cuesText)
	if err != nil {
		t.Fatal(err)
	}
	topics := map[string]bool{"mask": true}
	for _, c := range bank.Competencies() {
		topics["competency "+string(c)] = true
	}
	for _, a := range bank.Areas() {
		topics["area "+string(a)] = true
	}
	for _, l := range bank.Levels() {
		topics["level "+string(l)] = true
	}
	cued := map[string]int{}
	for _, c := range x.all {
		for _, topic := range c.topics {
			cued[topic]++
			if !topics[topic] {
				t.Errorf("there is no %q", topic)
			}
		}
		for _, s := range c.phrase {
			for _, w := range s.words {
				read := plainWords(strings.TrimSuffix(w, "*"))
				if len(read) != 1 || read[0].w != strings.TrimSuffix(w, "*") || w == "*" {
					t.Errorf("%q is no word that a text can have: %v", w, c)
				}
			}
		}
	}
	for _, c := range bank.Competencies() {
		if cued["competency "+string(c)] < 8 {
			t.Errorf("%s has %d cues", c, cued["competency "+string(c)])
		}
	}
	for _, a := range bank.Areas() {
		if n := cued["area "+string(a)]; n < 5 && a != "closing" {
			t.Errorf("%s has %d cues", a, n)
		}
	}
	for _, broken := range []string{"4 budget", "x budget", "3", "3 ..", "3 .. budget", "3 budget ..", "3 it? budget"} {
		if _, err := readCues("[area budget]\n" + broken); err == nil {
			t.Errorf("%q was read", broken)
		}
	}
	if _, err := readCues("[song: area budget]\n3 budget"); err == nil {
		t.Error("cues of songs were read")
	}
}
