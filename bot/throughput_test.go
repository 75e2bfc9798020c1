package bot

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"greenroom/bot/socket"
)

// BenchmarkEnvelopes measures what the socket and the dispatcher cost, over
// loopback TCP and with nothing stored, at several numbers of envelopes in
// flight. The server's half is part of the cost.
func BenchmarkEnvelopes(b *testing.B) {
	for _, window := range []int{1, 16, 256} {
		b.Run(fmt.Sprintf("in flight %d", window), func(b *testing.B) { benchmarkEnvelopes(b, window) })
	}
}

func benchmarkEnvelopes(b *testing.B, window int) {
	text := strings.Repeat("We moved the service desk to one queue and cut the backlog. ", 14)
	message := fmt.Appendf(nil, `{"envelope_id":"ac2cfd40-6f8c-4d5e-a1ad-646e532baa19","payload":{"event":{"type":"message","text":%q,"blocks":[{"type":"rich_text","elements":[{"type":"text","text":%q}]}],"channel":"C111"}},"type":"events_api","accepts_response_payload":false,"retry_attempt":0,"retry_reason":""}`, text, text)
	frame := binary.BigEndian.AppendUint16([]byte{0x81, 126}, uint16(len(message)))
	frame = append(frame, message...)
	const ackSize = 2 + 4 + len(`{"envelope_id":"ac2cfd40-6f8c-4d5e-a1ad-646e532baa19"}`)

	times := make([]time.Duration, 0, b.N)
	done := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			b.Error(err)
			return
		}
		defer ws.Close()
		_ = ws.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello","num_connections":1}`))
		time.Sleep(10 * time.Millisecond)
		b.ResetTimer()
		conn, sent, in := ws.NetConn(), 0, bufio.NewReaderSize(ws.NetConn(), 64<<10)
		began := make([]time.Time, b.N)
		send := func(n int) {
			var out []byte
			for ; n > 0 && sent < b.N; n-- {
				began[sent] = time.Now()
				sent++
				out = append(out, frame...)
			}
			_, _ = conn.Write(out)
		}
		send(window)
		for got := 0; got < b.N; {
			n := 1
			if _, err := io.CopyN(io.Discard, in, int64(ackSize)); err != nil {
				b.Error(err)
				break
			}
			if more := in.Buffered() / ackSize; more > 0 {
				_, _ = in.Discard(more * ackSize)
				n += more
			}
			for range n {
				times = append(times, time.Since(began[got]))
				got++
			}
			send(n)
		}
		b.StopTimer()
		close(done)
		_, _ = io.Copy(io.Discard, in)
	}))
	defer server.Close()

	log := slog.New(slog.DiscardHandler)
	d := newDispatcher(256, log)
	n := 0
	client := socket.New(socket.Options{
		Open:        func(context.Context) (string, error) { return "ws" + strings.TrimPrefix(server.URL, "http"), nil },
		Connections: 1,
		Dial:        (&net.Dialer{}).DialContext,
		Log:         log,
		Handle: func(e socket.Envelope) {
			n++
			d.Do(fmt.Sprint(n%64), func(context.Context) {
				if err := e.Ack(nil); err != nil {
					b.Error(err)
				}
			})
		},
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- client.Run(ctx) }()
	<-done
	cancel()
	if err := <-ended; err != nil {
		b.Error(err)
	}
	slices.Sort(times)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "envelopes/s")
	b.ReportMetric(float64(times[len(times)/2].Nanoseconds())/1000, "p50-µs")
}
