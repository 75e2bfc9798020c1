package practice

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"greenroom/bank"
)

// A pool is what can be asked, kept in memory since every draw goes through it.
// The zero value holds no suggestions.
type pool struct {
	renewing sync.Mutex // so that of two renewals the later one counts
	held     atomic.Pointer[suggestedPool]
}

// suggestedPool is the packs' questions with the suggestions that were approved.
type suggestedPool struct {
	all       *bank.Bank
	withdrawn map[string]bank.Question // by id: not asked any more, but known
}

// Questions returns all that can be asked: the packs' questions, and after them
// the approved suggestions.
func (c *Coach) Questions() *bank.Bank {
	if p := c.pool.held.Load(); p != nil {
		return p.all
	}
	return c.Bank
}

// Find returns a question that is asked, or one that was until it was withdrawn
// or switched off: what was answered stays known.
func (c *Coach) Find(id string) (bank.Question, bool) {
	q, ok := c.Bank.Find(id)
	p := c.pool.held.Load()
	if !ok && p != nil {
		q, ok = p.all.Find(id)
	}
	if !ok && p != nil {
		q, ok = p.withdrawn[id]
	}
	return q, ok
}

// LoadSuggestions makes Questions and Find know the suggestions as they are
// stored. It is called once before the coach is used; deciding on a suggestion
// does so too.
func (c *Coach) LoadSuggestions(ctx context.Context) error {
	c.pool.renewing.Lock()
	defer c.pool.renewing.Unlock()
	var approved []bank.Question
	withdrawn := map[string]bank.Question{}
	err := c.Store.View(ctx, func(tx Tx) error {
		return tx.Suggestions(0, func(s Suggestion) bool {
			switch s.State {
			case SuggestionApproved:
				approved = append(approved, s.Asks())
			case SuggestionWithdrawn:
				withdrawn[s.Question] = s.Asks()
			}
			return true
		})
	})
	if err != nil {
		return fmt.Errorf("load the approved suggestions: %w", err)
	}
	if len(approved)+len(withdrawn) == 0 {
		c.pool.held.Store(nil)
		return nil
	}
	c.pool.held.Store(&suggestedPool{all: bank.New(append(c.Bank.All(), approved...)).With(c.Bank.Employers()), withdrawn: withdrawn})
	return nil
}
