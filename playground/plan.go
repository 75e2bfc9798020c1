package playground

import (
	"time"
)

// LimitPages has histories and threads give at most n messages a call, as Slack
// does since 2025 with apps that are sold outside of its Marketplace (15). Zero is
// no such limit.
func (ws *Workspace) LimitPages(n int) {
	ws.lock()
	defer ws.unlock()
	ws.pageLimit = n
}

// HideAfter has histories and threads show nothing older than d, as Slack's free
// plan does (90 days). Zero shows all.
func (ws *Workspace) HideAfter(d time.Duration) {
	ws.lock()
	defer ws.unlock()
	ws.hideAfter = d
}

// hidden reports whether a message is shown in no history, for now or any more.
func (ws *Workspace) hidden(m *Message) bool {
	now := time.Now()
	return m.ShownAt > now.UnixMicro() || ws.hideAfter > 0 && parseTS(m.TS) < now.Add(-ws.hideAfter).UnixMicro()
}
