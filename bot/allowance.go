package bot

import (
	"context"
	"sync"
	"time"

	"greenroom/practice"
)

// An allowance spreads the calls of a method that postings make as Slack wants
// them: so many at once, and then one each time every has passed. Those of many
// channels that are due in the same minute would else be refused, and wait far
// longer. What somebody asks for does not stand in line with them.
type allowance struct {
	burst int
	every time.Duration

	mu   sync.Mutex
	free time.Time // when the next call may be made, were there no burst
}

// allowances are what Slack lets the bot do: fifty calls a minute of most
// methods, a hundred private words, several hundred messages. Some of it is left
// for what people ask for meanwhile.
func allowances() map[string]*allowance {
	return map[string]*allowance{
		"chat.postMessage":      {burst: 60, every: 200 * time.Millisecond},
		"chat.postEphemeral":    {burst: 20, every: 750 * time.Millisecond},
		"chat.update":           {burst: 8, every: 1250 * time.Millisecond},
		"views.publish":         {burst: 20, every: 750 * time.Millisecond},
		"conversations.history": {burst: 8, every: 1250 * time.Millisecond},
		"conversations.replies": {burst: 8, every: 1250 * time.Millisecond},
	}
}

// allowed waits until a posting may be sent, or until ctx ends, which is an
// error.
func (w *web) allowed(ctx context.Context, p practice.Posting) error {
	method := "chat.postMessage"
	switch p.Kind {
	case practice.PostCount, practice.PostAnswerEdit, practice.PostSuggestionNow, practice.PostClock:
		method = "chat.update"
	case practice.PostFollowUp, practice.PostSeen:
		method = "chat.postEphemeral"
	case practice.PostHome:
		method = "views.publish"
	case practice.PostAnswerGone, practice.PostDouble, practice.PostClip, practice.PostRemoval, practice.PostSweep:
		return nil
	}
	if p.State == practice.Uncertain {
		return nil // it is looked for first
	}
	return w.may[method].turn(ctx)
}

// turn waits until the call may be made, or until ctx ends, which is an error.
func (a *allowance) turn(ctx context.Context) error {
	a.mu.Lock()
	now := time.Now()
	if least := now.Add(-time.Duration(a.burst-1) * a.every); a.free.Before(least) {
		a.free = least
	}
	at := a.free
	a.free = at.Add(a.every)
	a.mu.Unlock()
	return rest(ctx, at.Sub(now))
}
