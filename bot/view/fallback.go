package view

import (
	"strings"

	"github.com/slack-go/slack"
)

// fallback returns the words of the blocks, one line each, for notifications and
// for those who do not see the blocks. Buttons are left out.
func fallback(blocks []slack.Block) string {
	var f plainText
	for _, b := range blocks {
		switch b := b.(type) {
		case *slack.RichTextBlock:
			f.elements(b.Elements, "")
		case *slack.SectionBlock:
			f.object(b.Text)
		case *slack.ContextBlock:
			for _, e := range b.ContextElements.Elements {
				if t, ok := e.(*slack.TextBlockObject); ok {
					f.object(t)
				}
			}
		case *slack.HeaderBlock:
			f.object(b.Text)
		}
	}
	return f.String()
}

// plainText gathers lines up to longestPlain, all of them escaped.
type plainText struct {
	strings.Builder
	size int  // in Slack's characters
	full bool // nothing more is added
}

// object adds a text object: plain_text escaped, mrkdwn, which is ours, as it is.
func (f *plainText) object(t *slack.TextBlockObject) {
	switch {
	case t == nil:
	case t.Type == slack.MarkdownType:
		f.line(t.Text, true)
	default:
		f.line(t.Text, false)
	}
}

func (f *plainText) elements(elements []slack.RichTextElement, before string) {
	for _, e := range elements {
		switch e := e.(type) {
		case *slack.RichTextSection:
			f.section(e.Elements, before)
		case *slack.RichTextQuote:
			f.section(e.Elements, before)
		case *slack.RichTextList:
			f.elements(e.Elements, "• ")
		}
	}
}

func (f *plainText) section(elements []slack.RichTextSectionElement, before string) {
	var b strings.Builder
	b.WriteString(before)
	for _, e := range elements {
		if e, ok := e.(*slack.RichTextSectionTextElement); ok {
			b.WriteString(e.Text)
		}
	}
	f.line(b.String(), false)
}

// line adds a line. One that does not fit any more is cut, or left out where it
// is mrkdwn, and ends the text.
func (f *plainText) line(s string, ours bool) {
	if f.full {
		return
	}
	shown := s
	if !ours {
		shown = escape(s)
	}
	if room := longestPlain - f.size - 1; size(shown) > room {
		f.full = true
		shown = "…"
		for n := room; n > 1 && !ours; n /= 2 {
			if shown = escape(cut(s, n)); size(shown) <= room {
				break
			}
		}
	}
	if f.Len() > 0 {
		f.WriteByte('\n')
	}
	f.WriteString(shown)
	f.size += size(shown) + 1
}
