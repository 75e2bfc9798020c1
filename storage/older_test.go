package storage

import (
	"testing"

	"github.com/vmihailenco/msgpack/v5"
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
