package view_test

import (
	"strings"
	"testing"

	"greenroom/bot/view"
	"greenroom/practice"
)

// Somebody whose last questions asked for no result, evidence or lesson read
// "where the question asks for it:" with nothing behind it.
func TestProgressAnnouncesNoPartsWhereThereAreNone(t *testing.T) {
	p := sample{}.progress()
	const heading = "What your answers have"
	if got := view.Progress(p).Text; !strings.Contains(got, heading) {
		t.Errorf("with parts it reads %s", got)
	}
	p.Last = practice.Span{Answers: 3}
	if got := view.Progress(p).Text; strings.Contains(got, heading) {
		t.Errorf("without parts it reads %s", got)
	}
}
