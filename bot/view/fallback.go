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
	size int
	full bool
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
		switch e := e.(type) {
		case *slack.RichTextSectionTextElement:
			b.WriteString(e.Text)
		case *slack.RichTextSectionUserElement:
			// A mention of ours: it has to stay whole, and stands first.
			f.WriteString("<@" + e.UserID + ">")
			f.size += len(e.UserID) + 3
		}
	}
	f.line(b.String(), false)
}

// line adds a line. One that does not fit any more is cut, or left out where it
// is mrkdwn.
func (f *plainText) line(s string, ours bool) {
	if f.full {
		return
	}
	escaped := s
	if !ours {
		escaped = escape(s)
	}
	room := longestPlain - f.size - 2
	if size(escaped) > room {
		f.full = true
		if ours {
			s = ""
		}
		for ; size(escaped) > room && s != ""; s = cut(s, size(s)/2) {
			escaped = escape(cut(s, room))
			if size(s) < 4 {
				s = ""
			}
		}
		if s == "" || size(escaped) > room {
			escaped = "…"
		}
	}
	if f.Len() > 0 && !strings.HasSuffix(f.String(), ">") {
		f.WriteByte('\n')
		f.size++
	}
	f.WriteString(escaped)
	f.size += size(escaped)
}
