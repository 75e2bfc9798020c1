package bot

import (
	"context"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// A picture goes into a conversation with words over it.
type picture struct {
	title   string
	alt     string // what it shows, in words
	content []byte // a PNG
}

// picturesTried is how often a posting is tried with its picture before its words
// go alone.
const picturesTried = 3

// pictureName is the file name of a posting's picture. What shares a file cannot
// carry metadata, so the name is what it is found by.
func pictureName(key string) string { return strings.ReplaceAll(key, "/", "-") + ".png" }

// pictured reports whether a message shares the picture of a posting.
func pictured(m slack.Message, key string) bool {
	for _, f := range m.Files {
		if f.Name == pictureName(key) {
			return true
		}
	}
	return false
}

// sendPicture posts words with a picture, or the words alone where Slack does not
// take the picture. With a picture go the words' text alone, and no blocks. Slack
// shares a file a little later and does not say where, so the stamp may be zero.
func (w *web) sendPicture(ctx context.Context, o outgoing, p practice.Posting) (string, practice.Stamp, error) {
	if p.Fails >= picturesTried {
		return w.send(ctx, o.channel, o.thread, p.Key, o.words)
	}
	id, err := w.hold(ctx, *o.picture, pictureName(p.Key))
	switch known, _, code := judge(err); {
	case err == nil:
		err = w.share(ctx, o, id)
		known, _, code = judge(err)
		if known != refused && !forbidden[code] || code == errUnthreaded.Err {
			return o.channel, 0, err
		}
	case known == uncertain:
		return "", 0, errNotSent // nobody sees what is only held
	case known == later && !forbidden[code]:
		return "", 0, err
	}
	return w.send(ctx, o.channel, o.thread, p.Key, o.words)
}

// forbidden are codes that a try a minute later will not change: the words need
// not wait for an operator.
var forbidden = map[string]bool{"missing_scope": true, "unknown_method": true}

// hold gives Slack a picture that nobody sees yet, and returns its id.
func (w *web) hold(ctx context.Context, p picture, name string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*callWithin)
	defer cancel()
	u, err := w.api.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{
		FileName: name, FileSize: len(p.content), AltTxt: p.alt,
	})
	if err != nil {
		return "", err
	}
	return u.FileID, w.api.UploadToURL(ctx, slack.UploadToURLParameters{
		UploadURL: u.UploadURL, Filename: name, Content: string(p.content),
	})
}

// share puts a picture that Slack holds into its conversation, with the words.
func (w *web) share(ctx context.Context, o outgoing, id string) error {
	if err := w.threaded(ctx, o.channel, o.thread); err != nil {
		return err
	}
	if err := w.turn(ctx, o.channel); err != nil {
		return errNotSent
	}
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	_, err := w.api.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{
		Files: []slack.FileSummary{{ID: id, Title: o.picture.title}}, Channel: o.channel, ThreadTimestamp: o.thread, InitialComment: o.words.Text,
	})
	return err
}

// threaded returns errUnthreaded where a thread's parent is gone. It is looked
// before, since what shares a file does not tell where it went.
func (w *web) threaded(ctx context.Context, channel, thread string) error {
	if thread == "" {
		return nil
	}
	messages, _, err := w.page(ctx, channel, thread, "", "")
	switch o, _, _ := judge(err); {
	case o == uncertain:
		return errNotSent // nothing was said yet
	case err == nil && len(messages) > 0 && messages[0].SubType == "tombstone":
		return errUnthreaded
	}
	return err
}
