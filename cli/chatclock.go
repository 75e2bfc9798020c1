package cli

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"
)

// ahead returns how far this machine's clock is ahead of Slack's by the Date of
// an answer, negative where it is behind. The header tells whole seconds, and the
// call took its time: what that may explain is no difference. told is false where
// there is no such header.
func ahead(h http.Header, asked, answered time.Time) (off time.Duration, told bool) {
	at, err := http.ParseTime(h.Get("Date"))
	switch {
	case err != nil:
		return 0, false
	case answered.Before(at):
		return answered.Sub(at), true
	case asked.After(at.Add(time.Second)):
		return asked.Sub(at.Add(time.Second)), true
	}
	return 0, true
}

// farAhead is from when on it is told of that this machine's clock is ahead.
const farAhead = time.Hour

// A chatClock is Slack's clock, as far as its answers told it. The zero value knows
// nothing of it.
type chatClock struct{ told atomic.Pointer[chatTime] }

type chatTime struct {
	chat time.Time
	here time.Time // when that was told, by a clock that nobody sets
}

// hear takes the time from an answer of Slack. What passed since that came makes
// the clock go behind, which keeps more for longer.
func (k *chatClock) hear(h http.Header) {
	if at, err := http.ParseTime(h.Get("Date")); err == nil {
		k.told.Store(&chatTime{at, time.Now()})
	}
}

// past returns now or the present by Slack's clock, whichever is earlier.
func (k *chatClock) past(now time.Time) time.Time {
	if t := k.told.Load(); t != nil {
		if chat := t.chat.Add(time.Since(t.here)); chat.Before(now) {
			return chat
		}
	}
	return now
}

// past returns the present by this machine's clock or by Slack's, whichever is
// earlier: what is erased, or not taken in, for its age by a clock that was wrong
// is gone.
func (a *assembly) past() time.Time { return a.chat.past(a.coach.Now()) }

// surelyPast is past, by a clock of Slack's that is asked for now. It calls Slack
// until that answers.
func (a *assembly) surelyPast(ctx context.Context) (time.Time, error) {
	who, err := signIn(ctx, a.web, a.log)
	if err != nil {
		return time.Time{}, err
	}
	a.chat.hear(who.Header)
	past := a.past()
	if off := a.coach.Now().Sub(past); off > farAhead {
		a.log.Error("this machine's clock is ahead of Slack's: nothing is erased for its age before its time", "ahead", off.Round(time.Second))
	}
	return past, nil
}
