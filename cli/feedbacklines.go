package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// An answerLine is one line that --jsonl reads. What else stands in the line is
// left alone.
type answerLine struct {
	id       json.RawMessage // any JSON value
	question string
	style    string
	ask      string
	answer   string
}

// A reportLine is the line that it prints for one that it could read.
type reportLine struct {
	ID json.RawMessage `json:"id"`
	feedback.Report
}

// A mistakeLine is the line that it prints for any other.
type mistakeLine struct {
	ID    json.RawMessage `json:"id"`
	Error string          `json:"error"`
}

// readLines prints one line for each line that it reads, however long, and
// fails at the end if any of them could not be understood.
func (c feedbackCmd) readLines(std Streams) error {
	b, err := c.load()
	if err != nil {
		return err
	}
	in, out := bufio.NewReader(std.In), bufio.NewWriter(std.Out)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	number, lines, bad := 0, 0, 0
	for last := false; !last; {
		line, err := in.ReadBytes('\n')
		number++
		if last = errors.Is(err, io.EOF); err != nil && !last {
			return errors.Join(fmt.Errorf("read line %d: %w", number, err), out.Flush())
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		lines++
		reply, ok := readLine(b, line, number)
		if !ok {
			bad++
		}
		if err := e.Encode(reply); err != nil {
			return fmt.Errorf("print the report on line %d: %w", number, err)
		}
		if in.Buffered() == 0 { // whoever writes line by line waits for this one
			if err := out.Flush(); err != nil {
				return fmt.Errorf("print the report on line %d: %w", number, err)
			}
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d lines could not be understood; each has its \"error\" in the output", bad, lines)
	}
	return nil
}

// readLine returns what is printed for the line of that number, and whether it
// was understood.
func readLine(b *bank.Bank, line []byte, number int) (reply any, ok bool) {
	l, err := parseLine(line)
	var q bank.Question
	if err == nil {
		q, err = l.asked(b)
	}
	if err != nil {
		return mistakeLine{l.id, fmt.Sprintf("line %d: %v", number, err)}, false
	}
	return reportLine{l.id, feedback.Read(q, l.answer)}, true
}

// lineKeys are the keys of a line that are read.
var lineKeys = []string{"id", "question", "style", "ask", "answer"}

// parseLine reads a line. Its id is there even where something else is wrong,
// or null.
func parseLine(line []byte) (answerLine, error) {
	l := answerLine{id: json.RawMessage("null")}
	if !isText(line) {
		return l, errors.New("this is not UTF-8 text: save it as UTF-8")
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil || fields == nil {
		return l, fmt.Errorf("this is not %s%s", wholeLine, brokenAt(err))
	}
	if id, ok := fields["id"]; ok {
		l.id = id
	}
	for _, text := range []struct {
		key  string
		into *string
	}{{"question", &l.question}, {"style", &l.style}, {"ask", &l.ask}, {"answer", &l.answer}} {
		if value, ok := fields[text.key]; ok && json.Unmarshal(value, text.into) != nil {
			return l, fmt.Errorf("%s must be a text", text.key)
		}
	}
	switch answer, ok := fields["answer"]; {
	case !ok:
		return l, errors.New("answer is missing" + strangers(fields))
	case string(answer) == "null":
		return l, errors.New("answer must be a text")
	case l.question == "" && l.style == "":
		return l, errors.New("style or question is missing" + strangers(fields))
	}
	return l, nil
}

const wholeLine = "a JSON object with id, style or question, ask and answer"

// brokenAt says where a line stops being JSON.
func brokenAt(err error) string {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return ""
	}
	return fmt.Sprintf(": it goes wrong at byte %d", syntax.Offset)
}

// strangers names the keys of a line that are not read: one of them may be the
// one that is missing.
func strangers(fields map[string]json.RawMessage) string {
	var out strings.Builder
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		if slices.Contains(lineKeys, key) {
			continue
		}
		fmt.Fprintf(&out, "; unknown key %q", key)
		if near, ok := bank.Nearest(key, lineKeys); ok {
			fmt.Fprintf(&out, ", did you mean %q?", near)
		}
	}
	return out.String()
}

func (l answerLine) asked(b *bank.Bank) (bank.Question, error) {
	if l.question == "" {
		return ownQuestion(l.style, l.ask)
	}
	if q, ok := b.Find(l.question); ok {
		return q, nil
	}
	return bank.Question{}, unknownQuestion(b, l.question)
}
