package cli

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"greenroom/practice"
)

// A halfRead is a store with a posting that cannot be read.
type halfRead struct{ practice.Store }

func (h halfRead) View(ctx context.Context, f func(practice.Tx) error) error {
	return h.Store.View(ctx, func(tx practice.Tx) error { return f(halfReadTx{tx}) })
}

type halfReadTx struct{ practice.Tx }

func (t halfReadTx) OpenPostings(visit func(practice.Posting) bool) error {
	return errors.Join(t.Tx.OpenPostings(visit), errors.New("a posting of no sense"))
}

func TestAPostingThatCannotBeReadIsLoggedAndTheOthersAreSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(newWorld(t, func(w *world) {
			w.within = func(s practice.Store) practice.Store { return halfRead{s} }
		}))
		defer p.close()
		defer p.log.forgive("a posting of no sense")
		p.plays(`wait 1h
			see post: Reply in this thread`)
		p.plays("as ben\nreply "+story, "see question: 1 person has answered")
	})
}
