package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"greenroom/bot/view"
	"greenroom/practice"
)

// exportFormats are the formats in which one's data can be had.
var exportFormats = []string{"md", "json", "csv"}

func exportClick(ctx context.Context, b *Bot, c click) (reply, error) {
	format := c.value
	if !slices.Contains(exportFormats, format) {
		format = "md"
	}
	return b.export(ctx, c.from, format)
}

// exportWord sends all of one's own data in the format that was typed; Markdown
// where none was.
func exportWord(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	format := "md"
	if len(rest) > 0 {
		format = rest[0]
	}
	if !slices.Contains(exportFormats, format) {
		return from.whisper(view.UnknownFormat(format)), nil
	}
	return b.export(ctx, from, format)
}

// export sends all of one's own data as a file in the DM. To put it together takes
// seconds where there are thousands of answers, so that is done after the ack.
func (b *Bot) export(ctx context.Context, from origin, format string) (reply, error) {
	kept, err := b.coach.Kept(ctx, from.person)
	if err != nil {
		return reply{}, err
	}
	link := "" // in the DM itself, and in a modal, the file lies at hand
	if from.channel != "" && !from.inDM() {
		link = b.dmLink(from.person)
	}
	r := from.whisper(view.ExportReady(format, kept.Answers, link))
	r.file = &file{
		to: from.person, name: "greenroom-" + b.coach.Now().UTC().Format("2006-01-02") + "." + format,
		title: "Your answers", make: func(ctx context.Context) ([]byte, error) {
			e, err := b.coach.Export(ctx, from.person, b.Link)
			if err != nil {
				return nil, err
			}
			return ExportFile(e, format)
		},
	}
	return r, nil
}

// ExportFile writes an export as md, json or csv.
func ExportFile(e practice.Export, format string) ([]byte, error) {
	switch format {
	case "md":
		return view.Markdown(e), nil
	case "csv":
		return view.CSV(e)
	case "json":
		var buf bytes.Buffer
		enc := json.NewEncoder(&buf)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(e); err != nil {
			return nil, fmt.Errorf("encode export: %w", err)
		}
		return buf.Bytes(), nil
	}
	return nil, fmt.Errorf("unknown export format %q: it is md, json or csv", format)
}
