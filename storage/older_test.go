package storage

import (
	"testing"

	"github.com/vmihailenco/msgpack/v5"

	"greenroom/practice"
)

// A file that an earlier version wrote has records that end sooner.
func TestARecordWithoutItsLatestFieldsIsRead(t *testing.T) {
	b, err := msgpack.Marshal([]any{"daily/a/b", "a", "b", "C1", "why-this-employer", "Why us?", 1, 2, 3, true})
	if err != nil {
		t.Fatal(err)
	}
	var r postRecord
	if err := decode(b, &r); err != nil {
		t.Fatal(err)
	}
	if p := r.post(); p.Key != "daily/a/b" || !p.Refused || p.To != "" || p.Wish.ID != "" {
		t.Errorf("got %+v", p)
	}
}

func TestAnAnswerOfAnEarlierVersionIsRead(t *testing.T) {
	now := newAnswerRecord(practice.Answer{
		Person: "ana", Origin: practice.InThread, Question: "why-this-employer", Attempt: 2, Probed: true,
		Messages: []practice.Message{{Stamp: 3, Text: "We halved the queue.", Aside: true}},
	})
	whole, err := encode(now)
	if err != nil {
		t.Fatal(err)
	}
	var fields []any
	if err := msgpack.Unmarshal(whole, &fields); err != nil {
		t.Fatal(err)
	}
	for n := len(fields) - 1; n >= len(fields)-5; n-- {
		older, err := msgpack.Marshal(fields[:n])
		if err != nil {
			t.Fatal(err)
		}
		var r answerRecord
		if err := decode(older, &r); err != nil {
			t.Fatal(err)
		}
		a, err := r.answer(1)
		if err != nil || a.Text() != "We halved the queue." || !a.Messages[0].Aside || a.Attempt != 2 || !a.Probed || a.Alone || a.Below || a.Votes != nil || a.Starred || a.SelfNote != "" {
			t.Errorf("of %d fields: %+v, %v", n, a, err)
		}
	}
}
