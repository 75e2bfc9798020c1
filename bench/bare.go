package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"

	"github.com/gorilla/websocket"
)

// bare is the client that everything is held against: it acks each envelope as
// soon as it has found its id, and keeps nothing. It is what the usual WebSocket
// library does, with one read and one write for each envelope. It runs until its
// connections end, in a process of its own as the bot does.
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
	ws, _, err := websocket.DefaultDialer.Dial(answer.URL, nil)
	if err != nil {
		return err
	}
	defer ws.Close()
	for {
		_, body, err := ws.ReadMessage()
		if err != nil {
			return err
		}
		_, rest, ok := bytes.Cut(body, []byte(`"envelope_id":`))
		if !ok {
			continue
		}
		id, _, _ := bytes.Cut(rest, []byte(`,`))
		if err := ws.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, `{"envelope_id":%s}`, id)); err != nil {
			return err
		}
	}
}
