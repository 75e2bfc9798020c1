package feedback_test

import (
	"testing"

	"greenroom/practice/feedback"
)

// Every reply in a thread is looked through while its person's envelope waits.
func BenchmarkConfidential300Words(b *testing.B) {
	text := unrepeated(6)
	for b.Loop() {
		feedback.Confidential(text)
	}
}
