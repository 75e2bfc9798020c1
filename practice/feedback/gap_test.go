package feedback_test

import (
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// Whoever has told the size of a thing is not asked how big it was.
func TestNobodyWithManyFiguresIsAskedForOne(t *testing.T) {
	q := question(t, "largest-infrastructure-upgrade")
	r := feedback.Read(q, "We had two server rooms from 2009, one under a kitchen. I led the move of 140 servers to a rented hall in Leeds, over nine weekends, with a team of six and a mover. "+
		"I drew up the order by what depended on what, and had each department sign its own test list. The old rooms are a bicycle store and a canteen larder now. Nobody in the company lost a working hour to it.")
	if slices.Contains(r.Lacks(), bank.GapEvidence) || strings.Contains(r.FollowUp, "rough figure") {
		t.Errorf("lacks %v, and is asked %q", r.Lacks(), r.FollowUp)
	}
}

// After claims that anyone could make, a question that goes on from a case is odd.
func TestWhoToldNoCaseIsAskedForOne(t *testing.T) {
	r := feedback.Read(question(t, "somebody-you-grew"), "I think people are the most important asset in any organisation and I've always been very passionate about developing people. "+
		"For me leadership is really about empowering others to be the best version of themselves. I believe in leading by example and in giving people the space to grow. "+
		"At the end of the day, when the team succeeds, everybody succeeds.")
	if !strings.Contains(r.FollowUp, "one real case") {
		t.Errorf("asked %q", r.FollowUp)
	}
	i := slices.IndexFunc(r.Notes, func(n feedback.Note) bool { return n.Kind == feedback.NoteAction })
	if i < 0 || r.Notes[i].Quote != "" {
		t.Errorf("the notes are %+v", r.Notes)
	}
}

// A story in the place of an explanation is not told one small thing that it lacks.
func TestAStoryInThePlaceOfAnExplanationIsToldSo(t *testing.T) {
	r := feedback.Read(question(t, "machine-or-container"), "We did look at containers in 2021 and I decided against them for the plant, since nobody in the team of three had run one at night. "+
		"I kept forty virtual machines, and I moved only the customer portal, with a provider who runs the platform for us. The portal's releases went from six weeks to one.")
	if len(r.Notes) != 1 || !strings.Contains(r.Notes[0].Reason, "asks you to explain") {
		t.Errorf("the notes are %+v", r.Notes)
	}
}
