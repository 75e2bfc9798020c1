package bot

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// A silence is a network that takes every call and answers none.
type silence struct{ calls atomic.Int32 }

func (s *silence) RoundTrip(*http.Request) (*http.Response, error) {
	s.calls.Add(1)
	return nil, errors.New("timed out")
}

// Everybody's Home asks who is in a channel, one after the other: each would wait
// as long as a call may take.
func TestWhileSlackDoesNotSayWhoIsInAChannelNobodyWaitsForEverybodyElse(t *testing.T) {
	s := &silence{}
	w := &web{api: slack.New("xoxb-1", slack.OptionHTTPClient(&http.Client{Transport: s}))}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			in, err := w.member(context.Background(), "C1", practice.Person("U1"))
			if _, call := errors.AsType[*callError](err); in || !call {
				t.Errorf("a member: %t, %v", in, err)
			}
		})
	}
	all.Wait()
	if n := s.calls.Load(); n != 1 {
		t.Errorf("%d calls", n)
	}
}
