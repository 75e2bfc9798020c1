package playground

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// Options say what a workspace begins with. The zero value is a workspace
// with four people, two channels and one app, kept in memory.
type Options struct {
	Team     string // its name
	People   []Person
	Channels []Channel
	App      App
	Hints    []string // what a newcomer may try, shown on the page

	// Dir is a directory in which the state is kept, so that a workspace made
	// on it again continues. Empty keeps it in memory.
	Dir string
	// RateLimits keeps the app to one message a second in each conversation
	// and to the tiers of each method.
	RateLimits bool
	// TranscribeAfter is how long the transcript of a clip takes; 0 is five seconds.
	TranscribeAfter time.Duration
	// Alone says that no bot was started along with the workspace: the page
	// shows the tokens with which to connect one.
	Alone bool
	Log   *slog.Logger // nil discards
}

// Workspace is a team on a local Slack. Its methods may be called from
// several goroutines.
type Workspace struct {
	team    string
	teamID  string
	people  []Person
	app     App
	hints   []string
	dir     string
	alone   bool
	limited bool
	hears   time.Duration // until the transcript of a clip is there
	log     *slog.Logger
	created time.Time
	ctx     context.Context // ends with Close
	stop    context.CancelFunc
	wg      sync.WaitGroup

	mu         sync.Mutex
	state      state
	ephemerals map[string][]*Message // by conversation
	views      map[string][]*View    // open modals by person, bottom first
	triggers   map[string]*trigger
	responses  map[string]*response
	uploads    map[string]*upload
	tickets    map[string]time.Time // until when they are good
	buckets    map[string]*bucket
	notices    map[string][]string
	faults     []*Fault
	calls      map[string]int
	busy       int // requests being served
	active     time.Time

	conns     []*conn
	turn      int // whose turn it is among conns
	inFlight  map[string]*envelope
	held      []*event // by a Reorder fault
	host      string   // where the app reaches us, host:port
	viewers   map[*viewer]bool
	observers map[int]func(Observation)
	observed  []Observation // not yet handed to the observers
	nextID    int
	pageLimit int           // see LimitPages
	hideAfter time.Duration // see HideAfter
	saving    *time.Timer
	claimed   *os.File // the lock on dir; nil without one
	pipes     []*Pipe
}

// New makes a workspace, or continues the one kept in o.Dir, which no other
// process may use meanwhile. [Workspace.Close] ends it.
func New(o Options) (_ *Workspace, err error) {
	ws := &Workspace{
		team: cmp.Or(o.Team, "Practice team"), app: o.App.withDefaults(), hints: o.Hints, dir: o.Dir,
		alone: o.Alone, limited: o.RateLimits, hears: cmp.Or(o.TranscribeAfter, transcribeAfter), log: o.Log, created: time.Now(), host: "127.0.0.1",
		ephemerals: map[string][]*Message{}, views: map[string][]*View{}, triggers: map[string]*trigger{},
		responses: map[string]*response{}, uploads: map[string]*upload{}, tickets: map[string]time.Time{},
		buckets: map[string]*bucket{}, notices: map[string][]string{}, calls: map[string]int{},
		inFlight: map[string]*envelope{}, viewers: map[*viewer]bool{}, observers: map[int]func(Observation){},
	}
	ws.teamID = stableID("T", ws.team)
	if ws.log == nil {
		ws.log = slog.New(slog.DiscardHandler)
	}
	people := o.People
	if len(people) == 0 {
		people = defaultPeople()
	}
	for i, p := range people {
		if _, double := ws.person(p.Name); double || p.Name == "" {
			return nil, fmt.Errorf("person %d: the name %q is empty or taken", i+1, p.Name)
		}
		ws.people = append(ws.people, completePerson(p, i))
	}
	channels := o.Channels
	if len(channels) == 0 {
		channels = defaultChannels()
	}
	if err := ws.claim(); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ws.unclaim())
		}
	}()
	if err := ws.load(); err != nil {
		return nil, err
	}
	for _, c := range channels {
		if err := ws.addChannel(c); err != nil {
			return nil, err
		}
	}
	ws.app.AppToken = cmp.Or(o.App.AppToken, ws.state.AppToken, "xapp-1-"+ws.app.ID+"-"+secret())
	ws.app.BotToken = cmp.Or(o.App.BotToken, ws.state.BotToken, "xoxb-"+secret())
	ws.state.AppToken, ws.state.BotToken = ws.app.AppToken, ws.app.BotToken
	ws.ctx, ws.stop = context.WithCancel(context.Background())
	if err := ws.save(); err != nil {
		return nil, err
	}
	for id, f := range ws.state.Files {
		if f.Transcription != nil && f.Transcription.Status == "processing" {
			ws.transcribe(id)
		}
	}
	return ws, nil
}

// addChannel makes a channel of the options unless it was kept from before.
func (ws *Workspace) addChannel(o Channel) error {
	if o.Name == "" {
		return errors.New("a channel needs a name")
	}
	if ws.conversation(o.Name) != nil {
		return nil
	}
	c := &conversation{
		ID: cmp.Or(o.ID, stableID("C", o.Name)), Name: o.Name, Kind: kindChannel, Topic: o.Topic,
		Created: nowUnix(), Creator: ws.people[0].ID, Archived: o.Archived,
	}
	if o.Private {
		c.Kind = kindPrivate
	}
	for _, who := range o.Members {
		p, ok := ws.person(who)
		if !ok {
			return fmt.Errorf("channel %q: no person %q", o.Name, who)
		}
		c.Members = append(c.Members, p.ID)
	}
	if len(o.Members) == 0 {
		for _, p := range ws.people {
			c.Members = append(c.Members, p.ID)
		}
	}
	if o.Bot {
		c.Members = append(c.Members, ws.app.UserID)
	}
	ws.state.Conversations = append(ws.state.Conversations, c)
	return nil
}

// lock takes the workspace for one change.
func (ws *Workspace) lock() {
	ws.mu.Lock()
	ws.active = time.Now()
}

// unlock gives it back and hands to the observers what happened meanwhile.
func (ws *Workspace) unlock() {
	happened := ws.observed
	ws.observed = nil
	var observers []func(Observation)
	if len(happened) > 0 {
		for _, f := range ws.observers {
			observers = append(observers, f)
		}
	}
	ws.mu.Unlock()
	for _, o := range happened {
		for _, f := range observers {
			f(o)
		}
	}
}

// Close ends every connection and goroutine and saves the state. It blocks
// until they have ended.
func (ws *Workspace) Close() error {
	ws.stop()
	ws.lock()
	for _, c := range ws.conns {
		c.shut()
		time.AfterFunc(time.Second, c.drop) // for one that does not read
	}
	for id, e := range ws.inFlight {
		e.timer.Stop()
		delete(ws.inFlight, id)
	}
	for _, e := range ws.state.Events {
		if e.timer != nil {
			e.timer.Stop()
		}
	}
	if ws.saving != nil {
		ws.saving.Stop()
	}
	pipes := slices.Clone(ws.pipes)
	ws.unlock()
	for _, p := range pipes {
		p.close()
	}
	ws.wg.Wait()
	ws.lock()
	defer ws.unlock()
	if ws.dir != "" && ws.claimed == nil {
		return nil // closed before; the directory may be another's by now
	}
	return errors.Join(ws.save(), ws.unclaim())
}

// Tokens are the app-level token and the bot token.
func (ws *Workspace) Tokens() (app, bot string) { return ws.app.AppToken, ws.app.BotToken }

// AppID is the id of the app.
func (ws *Workspace) AppID() string { return ws.app.ID }

// BotUser is the id of the app's bot user.
func (ws *Workspace) BotUser() string { return ws.app.UserID }

// ChannelID is the id of a channel by its name; empty when there is none.
func (ws *Workspace) ChannelID(name string) string {
	ws.lock()
	defer ws.unlock()
	if c := ws.conversation(name); c != nil {
		return c.ID
	}
	return ""
}

// PersonID is the id of a person by name; empty when there is none.
func (ws *Workspace) PersonID(name string) string {
	p, _ := ws.person(name)
	return p.ID
}

// filePath is where a file's bytes are kept.
func (ws *Workspace) filePath(id string) string { return filepath.Join(ws.dir, "files", id) }
