package socket

import (
	"errors"
	"time"
)

const (
	checkEvery = 5 * time.Second  // a ping of ours goes at every second check
	pingWait   = 30 * time.Second // for the server's next ping, once it has sent one
)

var (
	errNoPong = errors.New("Slack answers no pings")
	errNoPing = errors.New("Slack sends no pings any more")
)

// watch finds a link that died without a word: a peer that is gone behind a NAT
// leaves a socket that looks well for hours, while Slack goes on to send half of
// the envelopes into it. Only two checks in a row that find the reader waiting,
// and not held up by ourselves, speak against the peer.
func (l *link) watch() {
	tick := time.NewTicker(checkEvery)
	defer tick.Stop()
	strikes := 0
	for n := 0; ; n++ {
		select {
		case <-l.gone:
			return
		case <-tick.C:
			err := l.check()
			if err == nil || l.busy.Load() {
				strikes = 0
			} else if strikes++; strikes == 2 {
				l.die(err)
				return
			}
		}
		if n%2 == 0 {
			l.awaiting.Store(true)
			l.out.post(opPing, nil)
		}
	}
}

// check says what, if anything, the peer owes us.
func (l *link) check() error {
	if l.awaiting.Load() {
		return errNoPong
	}
	if last := l.pinged.Load(); last != 0 && time.Since(l.opened)-time.Duration(last) > pingWait {
		return errNoPing
	}
	return nil
}
