package storage_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

func TestAFileFromBeforeSuggestionsKeepsThem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "greenroom.db")
	s := open(t, path)
	if err := errors.Join(putAsked(s, "q", 1), s.Close()); err != nil {
		t.Fatal(err)
	}
	edit(t, path, func(tx *bbolt.Tx) error { return tx.DeleteBucket([]byte("suggestions")) })
	again := opened(t, path)
	if err := again.Check(context.Background()); err != nil {
		t.Error(err)
	}
	err := again.Update(context.Background(), func(tx practice.Tx) error {
		return tx.PutSuggestion(practice.Suggestion{ID: 7, Note: "from a panel"})
	})
	if err != nil {
		t.Fatal(err)
	}
	err = again.View(context.Background(), func(tx practice.Tx) error {
		got, err := tx.Suggestion(7)
		if got.Note != "from a panel" {
			t.Errorf("got %+v", got)
		}
		return err
	})
	if err != nil || asked(t, again)["q"] != 1 {
		t.Errorf("%v; what was there before: %v", err, asked(t, again))
	}
}
