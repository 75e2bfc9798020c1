package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// An answerLine is one line that --jsonl reads. The id may be any JSON value.
type answerLine struct {
	ID       json.RawMessage `json:"id"`
	Question string          `json:"question"`
	Style    string          `json:"style"`
	Ask      string          `json:"ask"`
	Answer   *string         `json:"answer"`
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
	lines, bad := 0, 0
	for last := false; !last; {
		line, err := in.ReadBytes('\n')
		if last = errors.Is(err, io.EOF); err != nil && !last {
			return errors.Join(fmt.Errorf("read line %d: %w", lines+1, err), out.Flush())
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		lines++
		reply, ok := readLine(b, line)
		if !ok {
			bad++
		}
		if err := e.Encode(reply); err != nil {
			return fmt.Errorf("print line %d: %w", lines, err)
		}
		if in.Buffered() == 0 { // whoever writes line by line waits for this one
			if err := out.Flush(); err != nil {
				return fmt.Errorf("print line %d: %w", lines, err)
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

// readLine returns what is printed for one line, and whether it was understood.
func readLine(b *bank.Bank, line []byte) (reply any, ok bool) {
	var l answerLine
	if err := json.Unmarshal(line, &l); err != nil {
		return mistakeLine{idOf(line), "not a JSON object with id, style or question, ask and answer: " + err.Error()}, false
	}
	id := orNull(l.ID)
	q, err := l.asked(b)
	switch {
	case err != nil:
		return mistakeLine{id, err.Error()}, false
	case l.Answer == nil:
		return mistakeLine{id, `"answer" is missing`}, false
	}
	return reportLine{id, feedback.Read(q, *l.Answer)}, true
}

// idOf returns the id of a line of which some other field is wrong.
func idOf(line []byte) json.RawMessage {
	var l struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(line, &l) != nil {
		l.ID = nil
	}
	return orNull(l.ID)
}

func orNull(id json.RawMessage) json.RawMessage {
	if id == nil {
		return json.RawMessage("null")
	}
	return id
}

func (l answerLine) asked(b *bank.Bank) (bank.Question, error) {
	switch {
	case l.Question != "":
		if q, ok := b.Find(l.Question); ok {
			return q, nil
		}
		return bank.Question{}, unknownQuestion(b, l.Question)
	case l.Style != "":
		return ownQuestion(l.Style, l.Ask)
	}
	return bank.Question{}, errors.New(`"style" or "question" is missing`)
}
