package cli

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/playground"
)

// stopWithin is how long a stop may take, whatever hangs.
const stopWithin = 10 * time.Second

// stops ends the bot as SIGTERM does, with its control socket, and checks that it ends well and in time.
func (w *world) stops() {
	w.t.Helper()
	began := time.Now()
	w.stop()
	if err := <-w.stopped; err != nil {
		w.t.Errorf("it ended with: %v", err)
	}
	if took := time.Since(began); took > stopWithin {
		w.t.Errorf("it took %v", took)
	}
}

// Slack takes calls and does not answer them, each in its way, while there is
// something to say: the bot ends in time, and after its next start everything
// was said once.
func TestAStopWhileSlackHangsLosesNothing(t *testing.T) {
	for _, test := range []struct {
		name   string
		kind   playground.FaultKind
		method string
		before string // before the fault
		after  string // with it
		then   string // after the next start
	}{
		{"a question that never reaches Slack", playground.Hang, "chat.postMessage", "", "wait 1h", "wait 2m\nsee post: Reply in this thread"},
		{"a question whose answer does not come", playground.HangAfter, "chat.postMessage", "", "wait 1h", "see post: Reply in this thread\nwait 2m"},
		{
			"a question that is being looked for", playground.Hang, "conversations.history",
			"fault lost_response chat.postMessage\nwait 1h", "wait 10s", "see post: Reply in this thread\nwait 2m",
		},
		{
			"a round that is being begun", playground.Hang, "conversations.open",
			"as ben", "command /interview strategy express\nsee private: DM", "wait 2m\nsee dm: Strategy\nsee dm: Question 1 of 3",
		},
		{
			"a count that is being brought up to date", playground.Hang, "chat.update",
			"wait 1h\nsee post: Reply in this thread\nas ben", "reply " + story + "\nwait 3s", "wait 1m\nsee private: Feedback\nsee question: 1 person has answered",
		},
		{
			"a form that does not open", playground.Hang, "views.open",
			"wait 1h\nsee post: Reply in this thread\nas ben\non question", "click Guidance\nreply " + story, "wait 1m\nsee private: Feedback",
		},
		{"connections that cannot be made", playground.Hang, "apps.connections.open", "", "fault drop_socket\nwait 20s", "wait 1h\nsee post: Reply in this thread"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPlayer(newWorld(t))
				defer p.close()
				defer func() { // what hangs is logged, and no more than that
					for _, words := range []string{"uncertain", "posting postponed", "not looked for", "view not opened", "note not delivered", "could not connect", "has ended", "in hand"} {
						p.log.forgive(words)
					}
				}()
				p.plays(played(test.before)...)
				p.ws.Fault(playground.Fault{Kind: test.kind, Method: test.method, Count: 1000})
				p.plays(played(test.after)...)
				p.stops()
				p.ws.ClearFaults()
				p.start()
				p.plays(played(test.then)...)
			})
		})
	}
}

// played are the lines of a script, without empty ones.
func played(script string) []string {
	return strings.FieldsFunc(script, func(r rune) bool { return r == '\n' })
}
