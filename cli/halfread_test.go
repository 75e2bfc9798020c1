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
	if err := t.Tx.OpenPostings(visit); err != nil {
		return err
	}
	return &practice.UnreadableError{Records: 1, Err: errors.New("a posting of no sense")}
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
		p.plays("wait 1m\nskim\nas ana\ncommand /interview status\nsee private: 1 message can't be read")
		if err := p.assembly.ready(t.Context()); err != nil {
			t.Errorf("one posting takes the bot out of service: %v", err)
		}
		if _, got := p.scrape(); got["greenroom_postings_unreadable"] != 1 || got["greenroom_ready"] != 1 {
			t.Errorf("%v postings are said to be unreadable, ready: %v", got["greenroom_postings_unreadable"], got["greenroom_ready"])
		}
	})
}
