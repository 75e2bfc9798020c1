package bot

import (
	"bytes"
	"context"
	"regexp"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// An attached is what is used of a file that is with a message.
type attached struct {
	Subtype       string         `json:"subtype"`
	Kind          string         `json:"media_display_type"`
	VTT           string         `json:"vtt"`
	Transcription *transcription `json:"transcription"`
	// whole is the transcript, where it was read beyond the preview.
	whole string
}

// A transcription is how far Slack has written down what is said in a clip.
type transcription struct {
	Status  string   `json:"status"`
	Preview *preview `json:"preview"`
}

// A preview is the beginning of a transcript.
type preview struct {
	Content string `json:"content"`
	HasMore bool   `json:"has_more"`
}

func attachedOf(f slack.File) attached {
	out := attached{Kind: f.MediaDisplayType, VTT: f.VTT}
	if t := f.Transcription; t != nil {
		out.Transcription = &transcription{Status: t.Status}
		if p := t.Preview; p != nil {
			out.Transcription.Preview = &preview{p.Content, p.HasMore != nil && *p.HasMore}
		}
	}
	return out
}

// clip reports whether the file is a recording whose words Slack may write down.
func (f attached) clip() bool {
	return f.Transcription != nil || f.Subtype == "slack_audio" || f.Subtype == "slack_video" || f.Kind == "audio" || f.Kind == "video"
}

// transcript returns what is said in the clips of a message as far as Slack has
// written it down. coming is set while more may come.
func (m message) transcript() (words string, coming bool) {
	var all []string
	for _, f := range m.Files {
		if !f.clip() {
			continue
		}
		t := f.Transcription
		switch {
		case f.whole != "":
			all = append(all, f.whole)
		case t != nil && t.Status == "failed":
		case t == nil || t.Status != "complete" || t.Preview == nil:
			coming = true
		default:
			all = append(all, t.Preview.Content)
			coming = coming || t.Preview.HasMore
		}
	}
	return strings.Join(all, "\n"), coming
}

// mostReads is how often it is tried to read a transcript that is there.
const mostReads = 4

// composeClip reads a message again whose clip had no transcript yet.
func composeClip(b *Bot, p practice.Posting) outgoing {
	return outgoing{channel: p.Place.Channel, does: func(ctx context.Context) error {
		m, ok, err := b.web.message(ctx, p.Place, p.At)
		if err != nil || !ok {
			return err // it is gone: there is nothing to read
		}
		if p.To != practice.Person(m.User) {
			return nil
		}
		for i, f := range m.Files {
			if t := f.Transcription; t == nil || t.Status != "complete" || t.Preview == nil || !t.Preview.HasMore || f.VTT == "" {
				continue
			}
			m.Files[i].whole, err = b.web.subtitles(ctx, f.VTT)
			switch {
			case err != nil && p.N < mostReads:
				return b.coach.NotTranscribed(ctx, p.Key)
			case err != nil || m.Files[i].whole == "":
				m.Files[i].whole = f.Transcription.Preview.Content // better than nothing
			}
		}
		s := m.said(p.Place.Channel, b.self.user)
		if s.Clip {
			return b.coach.NotTranscribed(ctx, p.Key)
		}
		_, err = b.coach.Hear(ctx, s)
		return err
	}}
}

// message reads one message; ok is false where it is not there any more.
func (w *web) message(ctx context.Context, in practice.Place, at practice.Stamp) (m message, ok bool, err error) {
	thread := timestamp(in.Thread)
	err = w.read(ctx, in.Channel, thread, at.Time().Add(-1), func(x slack.Message) bool {
		ok = x.Timestamp == timestamp(at)
		if ok {
			m = messageOf(x, in.Channel)
		}
		return !ok
	})
	return m, ok, err
}

// subtitles reads the words of a WebVTT file.
func (w *web) subtitles(ctx context.Context, url string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	var file bytes.Buffer
	if err := w.api.GetFileContext(ctx, url, &file); err != nil {
		return "", err
	}
	return spokenIn(file.String()), nil
}

// cueTags are the marks inside a line of subtitles, such as <v Ana>.
var cueTags = regexp.MustCompile(`<[^<>]*>`)

// spokenIn returns the words of subtitles in WebVTT: what stands below each line
// of times, up to the next empty line.
func spokenIn(vtt string) string {
	var words []string
	cue := false
	for line := range strings.Lines(strings.ReplaceAll(vtt, "\r\n", "\n")) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			cue = false
		case strings.Contains(line, "-->"):
			cue = true
		case cue:
			words = append(words, entities.Replace(cueTags.ReplaceAllString(line, "")))
		}
	}
	return strings.Join(words, " ")
}
