package playground

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// idLetters are those of Slack's own ids.
var idLetters = base32.NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").WithPadding(base32.NoPadding)

// stableID derives an id from a name, so that a restart finds the same one.
func stableID(prefix, name string) string {
	sum := sha256.Sum256([]byte(prefix + "/" + name))
	return prefix + "0" + idLetters.EncodeToString(sum[:])[:9]
}

// newID makes an id that was never there before.
func newID(prefix string) string { return prefix + "0" + rand.Text()[:9] }

// newUUID makes an envelope id or client_msg_id.
func newUUID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// secret makes the part of a token or url that cannot be guessed.
func secret() string { return strings.ToLower(rand.Text()) }

// nextTS names a message: the time in microseconds, never the same twice.
// The lock is held.
func (ws *Workspace) nextTS() string {
	ws.state.LastTS = max(ws.state.LastTS+1, time.Now().UnixMicro())
	return formatTS(ws.state.LastTS)
}

func formatTS(micro int64) string {
	return fmt.Sprintf("%d.%06d", micro/1e6, micro%1e6)
}

// parseTS reads a timestamp in microseconds; a text that is none is 0.
func parseTS(ts string) int64 {
	whole, fraction, _ := strings.Cut(ts, ".")
	seconds, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return 0
	}
	fraction = (fraction + "000000")[:6]
	micro, err := strconv.ParseInt(fraction, 10, 64)
	if err != nil {
		return 0
	}
	return seconds*1e6 + micro
}
