package bot

import (
	"context"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/practice"
)

// A reply is what an intent comes to, as data: first the ack, then a view, then
// notes. What must be said is not here: that is a posting.
type reply struct {
	ack    any                     // the ack's payload; nil is a plain ack
	opens  *slack.ModalViewRequest // opened with the trigger, right after the ack
	pushes *slack.ModalViewRequest // put on top of the modal the click came from
	shows  *slack.ModalViewRequest // put in its place; of a form that was sent, in that of the view below it
	home   practice.Person         // whose Home tab is drawn anew
	notes  []note
	file   *file
}

// A note is a private word to somebody. It is said once at most; whatever it
// says stays reachable by a button or a word in the DM.
type note struct {
	to      practice.Person
	channel string // empty: their DM
	thread  string
	plain   bool // a message, not an ephemeral: in the person's own DM
	hook    string
	// replaces has the words take the place of the message whose button was
	// clicked; hook is that button's.
	replaces bool
	words    view.Message
}

// A file is sent to a person's DM.
type file struct {
	to      practice.Person
	name    string
	title   string
	content []byte
	make    func(context.Context) ([]byte, error) // makes content after the ack; nil: it is there
}

// whisper returns a reply that only the asker sees, where they asked.
func (o origin) whisper(words view.Message) reply {
	n := note{to: o.person, channel: o.channel, thread: o.thread, hook: o.hook, words: words}
	return reply{notes: []note{n}}
}

// answers returns a reply in the ack of a slash command: only its user sees it.
func answers(words view.Message) reply {
	return reply{ack: commandAck{Type: slack.ResponseTypeEphemeral, Text: words.Text, Blocks: words.Blocks}}
}

// A commandAck is the message that a slash command's ack carries.
type commandAck struct {
	Type   string        `json:"response_type"`
	Text   string        `json:"text"`
	Blocks []slack.Block `json:"blocks,omitempty"`
}

// replaces returns a reply that puts another view in the place of a form that
// was sent.
func replaces(v slack.ModalViewRequest) reply {
	return reply{ack: slack.NewUpdateViewSubmissionResponse(&v)}
}

// fieldError returns a reply that keeps a form open and says what is wrong with
// an input of it.
func fieldError(block, words string) reply {
	return reply{ack: slack.NewErrorsViewSubmissionResponse(map[string]string{block: words})}
}
