package cli

import (
	"testing"
	"testing/synctest"
	"time"

	"greenroom/playground"
)

// What is said right after a question waits until it is known where that stands;
// the settings wait for a time zone. Both together are within an ack's time.
func TestSettingsAreShownInTimeWhereSlackIsSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(newWorld(t))
		defer p.close()
		p.plays("as ana", "fault late_response chat.postMessage 4s")
		p.ws.Fault(playground.Fault{Kind: playground.Hang, Method: "users.info"})
		for _, said := range []string{"question cloud-migration-phases", "settings"} {
			if _, err := p.actor().DM(said); err != nil {
				t.Fatal(err)
			}
			time.Sleep(20 * time.Millisecond)
		}
		p.plays("see dm: right here", "see dm: Reminders: off")
	})
}
