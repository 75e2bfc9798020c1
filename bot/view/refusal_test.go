package view_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"greenroom/bot/view"
	"greenroom/practice"
)

func TestEveryRefusalHasWordsOfItsOwn(t *testing.T) {
	unknown := view.Refusal(errors.New("something else"), "U0123ANA").Text
	seen := map[string]error{}
	for _, err := range append(practice.Refusals(), practice.ErrNotSaved) {
		words := view.Refusal(fmt.Errorf("press done: %w", err), "U0123ANA").Text
		if words == unknown {
			t.Errorf("%v has no words", err)
		}
		if other := seen[words]; other != nil {
			t.Errorf("%v and %v have the same words", err, other)
		}
		seen[words] = err
		if strings.Contains(words, err.Error()) && len(words) < 2*len(err.Error()) {
			t.Errorf("%v is said as the program says it", err)
		}
	}
}

func TestWhoIsNoAdminLearnsTheirIDAndWhereItBelongs(t *testing.T) {
	words := view.Refusal(practice.ErrNotAdmin, "U0123ANA").Text
	if !strings.Contains(words, "`U0123ANA`") || !strings.Contains(words, "`admins:`") {
		t.Error(words)
	}
	if words := view.Refusal(practice.ErrNotAdmin, "<!channel>").Text; strings.Contains(words, "<") {
		t.Error(words)
	}
}

func TestWordsKeepTheRulesOfThePage(t *testing.T) {
	for name, m := range (sample{}).messages() {
		for _, bad := range []string{"!", " please wait", "invalid", "Error", "user", "null"} {
			words := strings.NewReplacer("<!date", "", "end users", "", "many users", "").Replace(m.Text)
			if strings.Contains(words, bad) {
				t.Errorf("%s says %q: %s", name, bad, m.Text)
			}
		}
	}
}
