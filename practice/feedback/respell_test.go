package feedback_test

import (
	"strings"
	"testing"

	"greenroom/practice/feedback"
)

// "Should of" and "its been" are what many people write on a phone for what they say.
func TestWhatIsSpeltAsItSoundsIsReadAsItIsMeant(t *testing.T) {
	const before = "We had a hosting partner for the shop in Leeds, and they were down four times in March. I wrote to their director with the log of all 11 hours. "
	for _, c := range []struct{ typed, meant string }{
		{"I should of set the deadline in week two.", "I should have set the deadline in week two."},
		{"I shouldn't of waited for the summer.", "I shouldn't have waited for the summer."},
		{"Its been quiet since then, 40 minutes in a year.", "It's been quiet since then, 40 minutes in a year."},
	} {
		got, want := feedback.Read(story, before+c.typed), feedback.Read(story, before+c.meant)
		if got.Parts.Learning.Present != want.Parts.Learning.Present || got.Parts.Result.Present != want.Parts.Result.Present || !want.Parts.Learning.Present && !want.Parts.Result.Present {
			t.Errorf("%q: parts %+v, want %+v", c.typed, got.Parts, want.Parts)
		}
		for _, part := range []feedback.Part{got.Parts.Learning, got.Parts.Result} {
			if !strings.Contains(before+c.typed, part.Quote) {
				t.Errorf("%q: quoted by %q", c.typed, part.Quote)
			}
		}
	}
	r := feedback.Read(story, before+"I could of course have rung him, and the plant lost its best people.")
	if r.Parts.Learning.Present {
		t.Errorf("a lesson: %q", r.Parts.Learning.Quote)
	}
}
