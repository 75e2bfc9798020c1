package playground

import (
	"fmt"
	"maps"
	"slices"
)

// Actor plays one person, through the same code as the page. Its methods
// that reach the app wait for its ack, three seconds at most.
//
// A channel is named by id, by name with or without #, as "dm" for the DM
// with the app, or as "@name" for the DM with somebody.
type Actor struct {
	ws     *Workspace
	person Person
}

// As plays a person, by name or id. A name that nobody has makes every method
// fail that can; the others have nothing to show.
func (ws *Workspace) As(who string) *Actor {
	p, ok := ws.person(who)
	if !ok {
		p = Person{Name: who}
	}
	return &Actor{ws: ws, person: p}
}

// ID is the person's user id.
func (a *Actor) ID() string { return a.person.ID }

// DMChannel is the id of the person's DM with the app, "" where there is no such
// person.
func (a *Actor) DMChannel() string {
	if a.known() != nil {
		return ""
	}
	a.ws.lock()
	defer a.ws.unlock()
	return a.ws.direct(a.person.ID, a.ws.app.UserID).ID
}

// known fails for somebody who is not here.
func (a *Actor) known() error {
	if a.person.ID == "" {
		return fmt.Errorf("nobody here is called %q", a.person.Name)
	}
	return nil
}

func (a *Actor) say(r remark) (ts string, err error) {
	if err := a.known(); err != nil {
		return "", err
	}
	m, err := a.ws.say(a.person.ID, r)
	return m.TS, err
}

// Say posts in a conversation.
func (a *Actor) Say(channel, text string) (ts string, err error) {
	return a.say(remark{channel: channel, text: text})
}

// DM posts in the DM with the app.
func (a *Actor) DM(text string) (ts string, err error) { return a.Say("dm", text) }

// Reply posts in a thread.
func (a *Actor) Reply(channel, thread, text string) (ts string, err error) {
	return a.say(remark{channel: channel, thread: thread, text: text})
}

// Broadcast replies in a thread and shows it in the channel too.
func (a *Actor) Broadcast(channel, thread, text string) (ts string, err error) {
	return a.say(remark{channel: channel, thread: thread, text: text, broadcast: true})
}

// Leave leaves a channel.
func (a *Actor) Leave(channel string) error {
	if err := a.known(); err != nil {
		return err
	}
	a.ws.lock()
	defer a.ws.unlock()
	c := a.ws.conversation(channel)
	if c == nil || !c.has(a.person.ID) {
		return fmt.Errorf("%s is in no channel %q", a.person.Name, channel)
	}
	a.ws.expel(c, a.person.ID)
	return nil
}

// Edit changes an own message.
func (a *Actor) Edit(channel, ts, text string) error {
	if err := a.known(); err != nil {
		return err
	}
	return a.ws.amend(a.person.ID, channel, ts, text)
}

// Delete deletes an own message.
func (a *Actor) Delete(channel, ts string) error {
	if err := a.known(); err != nil {
		return err
	}
	return a.ws.withdraw(a.person.ID, channel, ts)
}

// Upload shares a file, in a thread unless thread is empty.
func (a *Actor) Upload(channel, thread, name string, data []byte, text string) (ts string, err error) {
	return a.share(channel, thread, name, data, text, "")
}

// Clip shares a voice clip. Its transcript is there a few seconds later.
func (a *Actor) Clip(channel, thread, transcript string) (ts string, err error) {
	return a.share(channel, thread, "audio_message.m4a", []byte("sound"), "", transcript)
}

func (a *Actor) share(channel, thread, name string, data []byte, text, transcript string) (string, error) {
	if err := a.known(); err != nil {
		return "", err
	}
	f, err := a.ws.attach(a.person.ID, name, data, transcript)
	if err != nil {
		return "", err
	}
	return a.say(remark{channel: channel, thread: thread, text: text, files: []string{f.ID}})
}

// Command types a slash command, such as "/interview technical".
func (a *Actor) Command(channel, typed string) error {
	if err := a.known(); err != nil {
		return err
	}
	return a.ws.command(a.person.ID, channel, typed)
}

// Click presses a button of a message, an ephemeral one too. What is its
// action_id, block_id, label or value.
func (a *Actor) Click(channel, ts, what string) error { return a.Choose(channel, ts, what, "") }

// Choose takes an option, or enters a text, in an element of a message.
func (a *Actor) Choose(channel, ts, what, option string) error {
	if err := a.known(); err != nil {
		return err
	}
	a.ws.lock()
	m, err := a.ws.seen(a.person.ID, channel, ts)
	if err != nil {
		a.ws.unlock()
		return err
	}
	blocks := m.Blocks
	a.ws.unlock()
	e, ok := findElement(blocks, what)
	if !ok {
		return fmt.Errorf("no element %q in the message %q", what, m.Text)
	}
	action, err := e.pressed(option)
	if err != nil {
		return err
	}
	return a.ws.press(a.person.ID, target{channel: channel, ts: ts}, action, nil)
}

// pressed is the action that pressing an element, or choosing in it, makes.
func (e element) pressed(option string) (map[string]any, error) {
	action := map[string]any{"type": e.kind(), "block_id": e.block, "action_id": e.action()}
	if e.kind() == "button" {
		return action, nil
	}
	value, err := e.entered(option)
	if err != nil {
		return nil, err
	}
	maps.Copy(action, value)
	return action, nil
}

// ClickView presses a button in a view: "" is the topmost modal, "home" the
// Home tab.
func (a *Actor) ClickView(view, what string) error { return a.ChooseView(view, what, "") }

// ChooseView takes an option in an element of a view.
func (a *Actor) ChooseView(view, what, option string) error {
	v, err := a.find(view)
	if err != nil {
		return err
	}
	e, ok := findElement(v.Blocks, what)
	if !ok {
		return fmt.Errorf("no element %q in the view", what)
	}
	action, err := e.pressed(option)
	if err != nil {
		return err
	}
	return a.ws.press(a.person.ID, target{view: v.ID}, action, nil)
}

// find names a view: by id, "" for the topmost modal, "home" for the Home tab.
func (a *Actor) find(view string) (View, error) {
	if err := a.known(); err != nil {
		return View{}, err
	}
	a.ws.lock()
	defer a.ws.unlock()
	var v *View
	stack := a.ws.views[a.person.ID]
	switch {
	case view == "" && len(stack) > 0:
		v = stack[len(stack)-1]
	case view == "home":
		v = a.ws.state.Homes[a.person.ID]
	case view != "":
		v = a.ws.view(view)
	}
	if v == nil || v.Person != a.person.ID {
		return View{}, fmt.Errorf("no view %q is open", view)
	}
	return v.clone(), nil
}

// Submit fills in a modal and submits it. Values are by label, block_id or
// action_id; an option by its value or text, several with commas between.
// What it leaves out stays as it was; what the modal does not have is an
// error, and nothing is sent. Errors of fields are by block_id.
func (a *Actor) Submit(view string, values map[string]string) (fields map[string]string, err error) {
	v, err := a.find(view)
	if err != nil {
		return nil, err
	}
	given := Values{}
	for what, text := range values {
		e, ok := findInput(v.Blocks, what)
		if !ok {
			return nil, fmt.Errorf("no input %q in the view", what)
		}
		value, err := e.entered(text)
		if err != nil {
			return nil, err
		}
		given.set(e, value)
	}
	return a.ws.submit(a.person.ID, v.ID, given)
}

// CloseView closes a modal, "" the topmost one.
func (a *Actor) CloseView(view string) error {
	v, err := a.find(view)
	if err != nil {
		return err
	}
	return a.ws.dismiss(a.person.ID, v.ID, false)
}

// Shortcut runs a shortcut, on a message or, with neither channel nor ts,
// a global one.
func (a *Actor) Shortcut(callback, channel, ts string) error {
	if err := a.known(); err != nil {
		return err
	}
	return a.ws.shortcut(a.person.ID, callback, channel, ts)
}

// OpenHome opens the app's Home tab.
func (a *Actor) OpenHome() error {
	if err := a.known(); err != nil {
		return err
	}
	return a.ws.visit(a.person.ID, "home")
}

// Messages lists the top level of a conversation, oldest first, without
// what only this person sees. It is empty where the person cannot look.
func (a *Actor) Messages(channel string) []Message { return a.list(channel, "") }

// Thread lists a thread, the parent first.
func (a *Actor) Thread(channel, ts string) []Message { return a.list(channel, ts) }

// Ephemerals lists what only this person sees in a conversation and its
// threads, oldest first.
func (a *Actor) Ephemerals(channel string) []Message {
	if a.known() != nil {
		return nil
	}
	a.ws.lock()
	defer a.ws.unlock()
	c, err := a.ws.place(a.person.ID, channel)
	if err != nil {
		return nil
	}
	var out []Message
	for _, m := range a.ws.ephemerals[c.ID] {
		if m.Private == a.person.ID {
			out = append(out, m.clone())
		}
	}
	return out
}

func (a *Actor) list(channel, thread string) []Message {
	if a.known() != nil {
		return nil
	}
	a.ws.lock()
	defer a.ws.unlock()
	c, err := a.ws.place(a.person.ID, channel)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(a.ws.shownTo(a.person.ID, c, thread), func(m Message) bool { return m.Ephemeral })
}

// Views lists the person's open modals, the bottom one first.
func (a *Actor) Views() []View {
	a.ws.lock()
	defer a.ws.unlock()
	var out []View
	for _, v := range a.ws.views[a.person.ID] {
		out = append(out, v.clone())
	}
	return out
}

// HomeView is what the app published for the person.
func (a *Actor) HomeView() (View, bool) {
	a.ws.lock()
	defer a.ws.unlock()
	v := a.ws.state.Homes[a.person.ID]
	if v == nil {
		return View{}, false
	}
	return v.clone(), true
}

// Notices are the words of Slack itself to the person, oldest first.
func (a *Actor) Notices() []string {
	a.ws.lock()
	defer a.ws.unlock()
	return slices.Clone(a.ws.notices[a.person.ID])
}

// Download reads a file that a message holds.
func (a *Actor) Download(f File) ([]byte, error) {
	if err := a.known(); err != nil {
		return nil, err
	}
	a.ws.lock()
	defer a.ws.unlock()
	kept := a.ws.state.Files[f.ID]
	if kept == nil {
		return nil, fmt.Errorf("there is no file %s", f.Name)
	}
	return a.ws.bytes(kept)
}
