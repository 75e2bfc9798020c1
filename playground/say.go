package playground

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// place finds a conversation that a person is in.
func (ws *Workspace) place(person, which string) (*conversation, error) {
	var c *conversation
	switch {
	case which == "dm":
		c = ws.direct(person, ws.app.UserID)
	case strings.HasPrefix(which, "@"):
		id := ws.resolver().user(which[1:])
		if id == "" {
			return nil, fmt.Errorf("there is no %s here", which)
		}
		c = ws.direct(person, id)
	default:
		c = ws.conversation(which)
	}
	if c == nil || !c.visible(person) {
		return nil, fmt.Errorf("there is no conversation %s here", which)
	}
	if !c.has(person) {
		return nil, fmt.Errorf("you are not in #%s", c.Name)
	}
	return c, nil
}

// remark is what a person is about to say.
type remark struct {
	channel   string
	thread    string
	broadcast bool
	text      string
	files     []string
}

// say posts what a person typed.
func (ws *Workspace) say(person string, r remark) (Message, error) {
	ws.lock()
	defer ws.unlock()
	c, err := ws.place(person, r.channel)
	if err != nil {
		return Message{}, err
	}
	if err := ws.open(c); err != nil {
		return Message{}, err
	}
	text, blocks := ws.resolver().compose(r.text)
	if text == "" && len(r.files) == 0 {
		return Message{}, errors.New("there is nothing to send")
	}
	m := &Message{User: person, ClientMsgID: newUUID(), Text: text, ThreadTS: r.thread}
	if text != "" {
		m.Blocks = mustJSON(blocks)
	}
	if len(r.files) == 0 {
		ws.post(c, m, r.broadcast)
		return m.clone(), nil
	}
	var files []*File
	for _, id := range r.files {
		f := ws.state.Files[id]
		if f == nil || f.User != person {
			return Message{}, errors.New("that file is not here")
		}
		files = append(files, f)
	}
	m.ClientMsgID = ""
	ws.shareFiles(c, m, files, r.broadcast)
	for _, f := range files {
		if f.Subtype == "slack_audio" {
			ws.transcribe(f.ID)
		}
	}
	return m.clone(), nil
}

// open refuses to write where nobody can.
func (ws *Workspace) open(c *conversation) error {
	switch {
	case c.Archived:
		return fmt.Errorf("#%s is archived", c.Name)
	case c.Kind == kindIM && c.has(ws.app.UserID) && ws.app.NoMessages:
		return fmt.Errorf("messages to %s are switched off", ws.app.Name)
	}
	return nil
}

// mine finds a message that a person may change: their own.
func (ws *Workspace) mine(person, channel, ts string) (*conversation, *Message, error) {
	c, err := ws.place(person, channel)
	if err != nil {
		return nil, nil, err
	}
	m := c.message(ts)
	if m == nil || m.Subtype == "tombstone" {
		return nil, nil, errors.New("that message is gone")
	}
	if m.User != person {
		return nil, nil, errors.New("that message is somebody else's")
	}
	return c, m, nil
}

// amend changes what a person said.
func (ws *Workspace) amend(person, channel, ts, typed string) error {
	ws.lock()
	defer ws.unlock()
	c, m, err := ws.mine(person, channel, ts)
	if err != nil {
		return err
	}
	text, blocks := ws.resolver().compose(typed)
	if text == "" {
		return errors.New("a message cannot be empty; delete it instead")
	}
	ws.edit(c, m, func(m *Message) {
		m.Text, m.Blocks = text, mustJSON(blocks)
		m.Edited = &Edited{User: person, TS: formatTS(time.Now().UnixMicro())}
	})
	return nil
}

// withdraw deletes what a person said.
func (ws *Workspace) withdraw(person, channel, ts string) error {
	ws.lock()
	defer ws.unlock()
	c, m, err := ws.mine(person, channel, ts)
	if err != nil {
		return err
	}
	ws.erase(c, m)
	return nil
}

// attach keeps a file that a person is about to share.
func (ws *Workspace) attach(person, name string, data []byte, transcript string) (*File, error) {
	ws.lock()
	defer ws.unlock()
	if len(data) == 0 {
		return nil, errors.New("the file is empty")
	}
	f := ws.newFile(name, person)
	if strings.HasPrefix(f.Mimetype, "audio/") {
		ws.asClip(f, transcript)
	}
	if err := ws.keep(f, data); err != nil {
		return nil, fmt.Errorf("the file was not stored: %w", err)
	}
	ws.state.Files[f.ID] = f
	ws.changed()
	return f, nil
}
