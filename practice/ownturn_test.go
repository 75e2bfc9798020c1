package practice_test

import (
	"fmt"
	"testing"

	"greenroom/practice"
)

func TestACandidatesSpokenQuestionIsRepliedToOnceItIsWrittenDown(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = pack(t)
	ana := o.person("ana")
	r, err := o.coach.BeginRound(t.Context(), "ana", practice.Choice{Kind: practice.Screening, Length: practice.Full})
	o.must(err)
	o.arrives("round/" + r.ID + "/briefing")
	o.arrives("round/" + r.ID + "/turn/0")
	for !r.Now().Reverse {
		r, err = o.coach.Skip(t.Context(), ana.word())
		o.must(err)
	}
	clip := ana.writes("", false)
	clip.Clip = true
	key := fmt.Sprintf("round/%s/reply/%d", r.ID, clip.Stamp)
	ana.heard(clip)
	if p := o.posting(key); p.Key != "" {
		t.Errorf("before its words are there it is replied to: %+v", p)
	}
	clip.Clip, clip.Spoken, clip.Text = false, true, "How big is the team that I would lead?"
	for range 2 {
		_, err = o.coach.Hear(t.Context(), clip)
		o.must(err)
		if p := o.posting(key); p.Kind != practice.PostReply || p.N != r.Turn {
			t.Errorf("the reply is %+v", p)
		}
	}
	replies, err := o.coach.Replies(t.Context(), ana.round(), r.Turn, clip.Stamp)
	if err != nil || len(replies) != 1 || !replies[0].Known {
		t.Errorf("it says %+v, %v", replies, err)
	}
}
