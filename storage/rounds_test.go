package storage

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// TestAnyRoundIsReadAsItWasWritten makes up rounds, of states that no round comes
// to as well.
func TestAnyRoundIsReadAsItWasWritten(t *testing.T) {
	chance := rand.New(rand.NewPCG(11, 23))
	for range 2000 {
		var r practice.Round
		anything(chance, reflect.ValueOf(&r).Elem())
		for i := range r.Turns {
			if r.Turns[i].Round == "" {
				r.Turns[i].Round = bank.Technical // none is written without
			}
		}
		b, err := encode(newRoundRecord(r))
		if err != nil {
			t.Fatal(err)
		}
		var read roundRecord
		if err := decode(b, &read); err != nil {
			t.Fatal(err)
		}
		if got := read.round(); !reflect.DeepEqual(got, r) {
			t.Fatalf("written\n%+v\nread\n%+v", r, got)
		}
	}
}

// anything sets a value, and what it holds, to anything, or leaves it as it is.
func anything(chance *rand.Rand, v reflect.Value) {
	if chance.IntN(4) == 0 {
		return
	}
	if at, ok := v.Addr().Interface().(*time.Time); ok {
		*at = time.UnixMicro(chance.Int64N(1 << 51)).UTC()
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("why? ", chance.IntN(1000)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(chance.Int64N(1 << 55))
	case reflect.Uint64:
		v.SetUint(chance.Uint64())
	case reflect.Slice:
		n := chance.IntN(4)
		if n == 0 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			anything(chance, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			anything(chance, v.Field(i))
		}
	default:
		panic("nothing is known of " + v.Type().String())
	}
}

// TestARoundThatKnewOneFollowUpIsRead reads what was written before a question
// could have several follow-ups, and a round several legs.
func TestARoundThatKnewOneFollowUpIsRead(t *testing.T) {
	b, err := os.ReadFile("testdata/round-one-follow-up.msgpack")
	if err != nil {
		t.Fatal(err)
	}
	var old roundRecord
	if err := decode(b, &old); err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 23, 8, 45, 0, 123456000, time.UTC)
	want := practice.Round{
		ID: "0onidjtgr0000", Person: "U1",
		Choice: practice.Choice{Kind: practice.Technical, Length: practice.Full, Mode: practice.LiveMode, Level: bank.Senior},
		Turn:   1, Stage: practice.Following, StartedAt: at, TouchedAt: at.Add(9 * time.Minute), PausedAt: at.Add(10 * time.Minute), Pauses: 2,
		Since: at.Add(8 * time.Minute), Thread: 1795423502000000, Channel: "D1", Pointed: true,
		Turns: []practice.Turn{
			{
				Round: bank.Technical, Question: "a", AskedAt: at, Ask: "How did you start?", Minutes: 8, Answer: 891235389440000000,
				Probes: []practice.Probe{{Ask: "And in numbers?", Checks: "evidence", AskedAt: at.Add(3 * time.Minute), Answer: 891235389440000001}},
				Spent:  5*time.Minute + 123456789, Hints: 1, Rating: 4,
			},
			{
				Round: bank.Technical, Question: "b", AskedAt: at.Add(5 * time.Minute), Ask: "What next?", Minutes: 8, Answer: 891235389440000002,
				Probes: []practice.Probe{{Ask: "What did you give up?", Checks: "trade-off", AskedAt: at.Add(7 * time.Minute)}},
			},
			{Round: bank.Technical, Question: "c", Ask: "What would you ask?", Minutes: 4, Reverse: true},
		},
	}
	got := old.round()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("it is read as\n%+v, not as\n%+v", got, want)
	}
	// It goes on as any other, and is written in the new way.
	got, err = got.Resume(at.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	got = got.Heard(got.InHand(), 7, at.Add(time.Hour))
	if got, err = got.Done(practice.InHand, practice.Next{FollowUp: practice.Probe{Ask: "More?"}}, at.Add(2*time.Hour)); err != nil || got.Turn != 2 {
		t.Fatalf("it goes on as %+v, %v", got, err)
	}
	again := newRoundRecord(got)
	if again.Turns[1].FollowUp != "" || len(again.Turns[1].Probes) != 1 || !reflect.DeepEqual(again.round(), got) {
		t.Errorf("it is written as %+v", again)
	}
}
