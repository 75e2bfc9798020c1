package view_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"greenroom/bot/view"
	"greenroom/practice"
)

func TestPressesComeBackAsTheyWent(t *testing.T) {
	for _, stage := range practice.Stages() {
		for probe := range 4 {
			if (stage == practice.Following) != (probe > 0) {
				continue // only a follow-up has a number
			}
			at := practice.Step{Turn: 11, Stage: stage, Probe: probe}
			round, got, ok := view.ParsePress(view.PressValue("0c9k2mr5t0000", at))
			if round != "0c9k2mr5t0000" || got != at || !ok {
				t.Errorf("%+v came back as %q, %+v, %v", at, round, got, ok)
			}
		}
	}
	for _, s := range []string{"", "a", "a/1", "a/x/asking", "/1/asking", "a/-1/asking", "a/1/dancing", "a/1/asking/x", "a/1/following/-1", "a/1/following/2/3", "a/99999999999999999999/asking"} {
		if round, at, ok := view.ParsePress(s); ok || round != "" || at != (practice.Step{}) {
			t.Errorf("%q was read as %q, %+v", s, round, at)
		}
	}
}

func TestChoicesComeBackAsTheyWent(t *testing.T) {
	for _, c := range []practice.Choice{
		{}, {Kind: practice.Technical}, {Manner: practice.Pressing, Kind: practice.Loop}, {Length: practice.Express, Mode: practice.LiveMode}, practice.DefaultChoice,
	} {
		if got := view.ParseChoice(view.ChoiceValue(c)); got != c {
			t.Errorf("%+v became %+v", c, got)
		}
	}
	for _, s := range []string{"technical", "a/b/c/d", "technical/full/live"} {
		if got := view.ParseChoice(s); got != (practice.Choice{}) {
			t.Errorf("%q was read as %+v", s, got)
		}
	}
}

// element is what a button or select sends back.
type element struct {
	action, value, block string
	options              []string
}

func elements(t *testing.T, v any) []element {
	t.Helper()
	j, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(j, &tree); err != nil {
		t.Fatal(err)
	}
	var out []element
	var walk func(v any, block string)
	walk = func(v any, block string) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x, block)
			}
		case map[string]any:
			if b, ok := v["block_id"].(string); ok {
				block = b
			}
			if action, ok := v["action_id"].(string); ok {
				e := element{action: action, block: block}
				e.value, _ = v["value"].(string)
				options, _ := v["options"].([]any)
				for _, o := range options {
					e.options = append(e.options, o.(map[string]any)["value"].(string))
				}
				out = append(out, e)
			}
			for _, x := range v {
				walk(x, block)
			}
		}
	}
	walk(tree, "")
	return out
}

func TestEveryButtonIsKnownAndCanBeRead(t *testing.T) {
	views := map[string]any{}
	for name, m := range (sample{}).messages() {
		views[name] = m.Blocks
	}
	for name, v := range (sample{}).modals() {
		views[name+" modal"] = v
		if v.CallbackID != "" && !slices.Contains(view.Callbacks(), v.CallbackID) {
			t.Errorf("%s sends %q, which is not listed", name, v.CallbackID)
		}
	}
	for name, v := range (sample{}).homes() {
		views[name] = v
	}
	shown := map[string]bool{}
	for name, v := range views {
		for _, e := range elements(t, v) {
			shown[e.action] = true
			pressed := false
			switch e.action {
			case "text", "choice": // what is typed or chosen in a form
				continue
			case view.ActRoundDone, view.ActRoundHint, view.ActRoundSkip, view.ActRoundPause, view.ActRoundResume,
				view.ActRoundEnd, view.ActRoundNext, view.ActRoundDebrief:
				_, _, pressed = view.ParsePress(e.value)
			case view.ActDebrief, view.ActDebriefOn, view.ActDebriefBack, view.ActDebriefFile:
				round, leg, page, ok := view.ParseDebrief(e.value)
				pressed = ok && view.DebriefValue(round, leg, page) == e.value
			case view.ActDebriefOther:
				for _, o := range e.options {
					_, _, _, pressed = view.ParseDebrief(o)
				}
			case view.ActRoundNew, view.ActRoundForm:
				pressed = view.ChoiceValue(view.ParseChoice(e.value)) == e.value
			case view.ActRoundRate:
				for i, o := range e.options {
					at := strings.LastIndex(o, "/")
					_, to, ok := view.ParsePress(o[:at])
					pressed = ok && to.Stage == practice.Rating && e.block == "rate/"+string(rune('0'+to.Turn)) && o[at+1:] == string(rune('1'+i))
				}
			case view.ActFeedback, view.ActPublish, view.ActShare, view.ActUnpublish, view.ActEdit, view.ActEditFirst, view.ActReviewOpen, view.ActReviewOlder,
				view.ActTryAgain, view.ActDelete, view.ActStar, view.ActUnstar, view.ActSelfNote, view.ActEarlier, view.ActForgetEarlier,
				view.ActSuggestApprove, view.ActSuggestEdit, view.ActSuggestDecline, view.ActSuggestWithdraw, view.ActSuggestOlder,
				view.ActStoryForm, view.ActStoryRemove:
				_, err := practice.ParseID(e.value)
				pressed = err == nil
			case view.ActCompare:
				_, _, pressed = view.ParsePair(e.value)
			case view.ActCompareFirst, view.ActCompareSecond:
				for _, o := range e.options {
					_, err := practice.ParseID(o)
					pressed = err == nil
				}
			case view.ActRate:
				for i, o := range e.options {
					_, rating, ok := view.ParseRating(o)
					pressed = ok && rating == (i+1)%6
				}
			case view.ActReview:
				pressed = e.value == "" || view.EncodeFilter(view.DecodeFilter(e.value)) == e.value
			case view.ActGuidance, view.ActFollowUps, view.ActAnswer:
				pressed = e.value == (sample{}).post().Key || e.value == (sample{}).alone().Key
			case view.ActStoryGap:
				for _, o := range e.options {
					pressed = view.ParseWish(o).Competency != "" && view.WishValue(view.ParseWish(o)) == o
				}
			case view.ActAsk, view.ActAskThis, view.ActStoryTell:
				pressed = view.WishValue(view.ParseWish(e.value)) == e.value
			case view.ActExample:
				pressed = e.value == "first-outage"
			default:
				pressed = slices.Contains(view.Actions(), e.action)
			}
			if !pressed {
				t.Errorf("%s: %+v cannot be read", name, e)
			}
		}
	}
	for _, action := range view.Actions() {
		if !shown[action] {
			t.Errorf("no view has %s", action)
		}
	}
}

func TestNoIDIsListedTwice(t *testing.T) {
	ids := append(view.Actions(), view.Callbacks()...)
	slices.Sort(ids)
	if n := len(ids); len(slices.Compact(ids)) != n {
		t.Errorf("an id is there twice in %v", ids)
	}
}
