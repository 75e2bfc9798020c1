package feedback_test

import (
	"maps"
	"testing"

	"greenroom/practice/feedback"
)

// What is typed with a thumb is read like what is typed with ten fingers.
func TestAnAnswerTypedOnAPhoneIsReadLikeAnyOther(t *testing.T) {
	for phone, written := range map[string]string{
		"pune office, wifi dropping in evry mtg room after we added 2 floors. i did a heatmap w the facilities guy n moved 14 APs. wifi tix went frm abt 60 a wk to 8.": "Pune office, wifi dropping in every meeting room after we added 2 floors. I did a heatmap with the facilities guy and moved 14 APs. Wifi tickets went from about 60 a week to 8.",
		"nairobi call centre, 1 in 4 calls dropped mid call. i swapped the usb hubs, pushed headset firmware, wrote 1 page for team leads. drops now under 2%.":         "Nairobi call centre, 1 in 4 calls dropped mid call. I swapped the USB hubs, pushed headset firmware, wrote 1 page for team leads. Drops now under 2%.",
		"the payroll run failed b4 xmas bcs smth in the new tax table was off. i got the old table bk thru the vendor n ppl had their money on the 23rd.":               "The payroll run failed before Christmas because something in the new tax table was off. I got the old table back through the vendor and people had their money on the 23rd.",
	} {
		short, long := feedback.Read(story, phone), feedback.Read(story, written)
		if got, want := present(short.Parts), present(long.Parts); !maps.Equal(got, want) || !got["action"] {
			t.Errorf("%q:\n%v, want %v", phone, got, want)
		}
	}
}
