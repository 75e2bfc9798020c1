package cli

import (
	"context"
	"net/http"
	"time"

	"github.com/slack-go/slack"
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

// surelyPast returns the present by this machine's clock or by Slack's, whichever
// is earlier: what is erased for its age by a clock that was wrong is gone. It
// calls Slack until that answers.
func (a *assembly) surelyPast(ctx context.Context) (time.Time, error) {
	now := a.coach.Now()
	var who *slack.AuthTestResponse
	err := insist(ctx, a.log, func() (err error) {
		now = a.coach.Now()
		who, err = a.web.AuthTestContext(ctx)
		return err
	})
	if err != nil {
		return time.Time{}, err
	}
	off, _ := ahead(who.Header, now, a.coach.Now())
	if off > farAhead {
		a.log.Error("this machine's clock is ahead of Slack's: nothing is erased for its age before its time", "ahead", off.Round(time.Second))
	}
	return now.Add(-max(off, 0)), nil
}
