package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"sync"
)

// bare is the client that everything is held against: it acks each envelope as
// soon as it has found its id, and keeps nothing. It runs until its connections
// end, in a process of its own as the bot does.
func bare(api string, connections int) error {
	var wg sync.WaitGroup
	errs := make([]error, connections)
	for i := range connections {
		wg.Go(func() { errs[i] = bareLink(api) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

func bareLink(api string) error {
	resp, err := http.Post(api+"apps.connections.open", "", nil)
	if err != nil {
		return err
	}
	var answer struct{ URL string }
	err = json.NewDecoder(resp.Body).Decode(&answer)
	resp.Body.Close()
	if err != nil {
		return err
	}
	address, err := url.Parse(answer.URL)
	if err != nil {
		return err
	}
	conn, err := net.Dial("tcp", address.Host)
	if err != nil {
		return err
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
		address.RequestURI(), address.Host)
	in := bufio.NewReaderSize(conn, 64<<10)
	if resp, err = http.ReadResponse(in, nil); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		return fmt.Errorf("WebSocket handshake: status %d", resp.StatusCode)
	}
	var body, out []byte
	for {
		if _, body, err = readFrame(in, body); err != nil {
			return err
		}
		if _, rest, ok := bytes.Cut(body, []byte(`"envelope_id":"`)); ok {
			if id, _, ok := bytes.Cut(rest, []byte(`"`)); ok {
				out = appendAck(out, id)
			}
		}
		if len(out) > 0 && !whole(in) {
			if _, err := conn.Write(out); err != nil {
				return err
			}
			out = out[:0]
		}
	}
}

// appendAck appends an ack as a client's frame, which is masked.
func appendAck(out, id []byte) []byte {
	const before, after = `{"envelope_id":"`, `"}`
	key := rand.Uint32()
	out = append(out, 0x81, 0x80|byte(len(before)+len(id)+len(after)), byte(key), byte(key>>8), byte(key>>16), byte(key>>24))
	start := len(out)
	out = append(append(append(out, before...), id...), after...)
	unmask(out[start:], key)
	return out
}
