package playground

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// saveDelay gathers the changes of a moment into one write of the state.
const saveDelay = 100 * time.Millisecond

// state is what a restart continues from.
type state struct {
	LastTS        int64            `json:"last_ts"` // Unix microseconds
	AppToken      string           `json:"app_token"`
	BotToken      string           `json:"bot_token"`
	Conversations []*conversation  `json:"conversations"`
	Homes         map[string]*View `json:"homes"`  // by person
	Events        []*event         `json:"events"` // not acknowledged yet, oldest first
	Files         map[string]*File `json:"files"`
}

// load reads the state kept in the directory, if any.
func (ws *Workspace) load() error {
	ws.state.Homes, ws.state.Files = map[string]*View{}, map[string]*File{}
	if ws.dir == "" {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(ws.dir, "state.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the workspace: %w", err)
	}
	if err := json.Unmarshal(data, &ws.state); err != nil {
		return fmt.Errorf("read the workspace %s: %w", filepath.Join(ws.dir, "state.json"), err)
	}
	for _, e := range ws.state.Events {
		e.waiting = true
	}
	for person, home := range ws.state.Homes {
		home.Person = person
	}
	return nil
}

// changed has the state saved soon. The lock is held.
func (ws *Workspace) changed() {
	if ws.dir == "" || ws.saving != nil || ws.ctx == nil || ws.ctx.Err() != nil {
		return
	}
	ws.saving = time.AfterFunc(saveDelay, func() {
		ws.mu.Lock()
		defer ws.mu.Unlock()
		ws.saving = nil
		if ws.ctx.Err() != nil {
			return // Close saves
		}
		if err := ws.save(); err != nil {
			ws.log.Error("save the workspace", "error", err)
		}
	})
}

// save writes the state under a temporary name and renames it, so that a
// crash leaves the old state or the new one. The lock is held.
func (ws *Workspace) save() error {
	if ws.dir == "" {
		return nil
	}
	data, err := json.Marshal(ws.state)
	if err != nil {
		return fmt.Errorf("encode the workspace: %w", err)
	}
	return writeFile(filepath.Join(ws.dir, "state.json"), data)
}

// writeFile replaces a file as a whole, for its owner's eyes only.
func writeFile(path string, data []byte) error {
	temporary := path + ".new"
	if err := os.WriteFile(temporary, data, 0o600); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(temporary, path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
