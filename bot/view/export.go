package view

import (
	"strings"

	"github.com/slack-go/slack"
)

// formatNames are what the formats of an export are called.
var formatNames = map[string]string{"md": "Markdown", "json": "JSON", "csv": "CSV"}

// FileNotSent says that the file of an export did not arrive.
func FileNotSent() Message {
	return message(own("I couldn't send you the file. Please ask for it again in a few minutes; nothing of yours is lost."))
}

// UnknownFormat says in which formats an export can be had.
func UnknownFormat(format string) Message {
	return message(
		rich(line(text("I can't write "+quoted(format)+"."))),
		own("I have md, json and csv. Try `/interview export csv`."),
	)
}

// ExportReady goes with the file of an export. url leads to the DM that the file
// goes to; empty where it is said there.
func ExportReady(format string, n int, url string) Message {
	words := "Here's all that I keep of you: " + count(n, "answer", "answers") + ", with your rounds, settings and suggested questions."
	if format == "csv" {
		words = "Here are your answers as a table: " + count(n, "answer", "answers") + ", and the questions you suggested."
	}
	where := "The file is in " + either(formatNames[format], code(format)) + "."
	if url != "" {
		words = strings.Replace(words, "Here's", "I've put together", 1)
		words = strings.Replace(words, "Here are", "I've put together", 1)
		where += " It's in your DM with me."
	}
	blocks := append([]slack.Block{own(words, where)}, rowOf(link(ActOpenDM, "Open our DM", url))...)
	return message(append(blocks,
		small("Nobody else gets it. For another format use `/interview export json`, `csv` or `md`."),
	)...)
}
