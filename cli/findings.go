package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// findings prints what was found, as it is found, and keeps count of what is
// wrong.
type findings struct {
	out   io.Writer
	count int // of what is wrong
	code  int // to exit with
}

// ok is something that is as it must be.
func (f *findings) ok(format string, args ...any) { f.line("ok     ", fmt.Sprintf(format, args...)) }

// note is something worth knowing that nothing need be done about.
func (f *findings) note(format string, args ...any) { f.line("note   ", fmt.Sprintf(format, args...)) }

// wrong is something that has to be put right; do says how.
func (f *findings) wrong(do, format string, args ...any) {
	f.line("WRONG  ", fmt.Sprintf(format, args...))
	f.line("    -> ", do)
	f.count++
	f.code = max(f.code, exitFailure)
}

// mistake is wrong, too, and lies in what the bot is given: settings, packs or
// tokens.
func (f *findings) mistake(do, format string, args ...any) {
	f.wrong(do, format, args...)
	f.code = exitUsage
}

// line prints one finding; further lines of it stand under its first. What came
// from elsewhere cannot reach the terminal as a command to it.
func (f *findings) line(mark, text string) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		lines[i] = strings.Map(func(r rune) rune {
			if unicode.IsPrint(r) {
				return r
			}
			return '?'
		}, line)
	}
	indent := "\n" + strings.Repeat(" ", len(mark))
	fmt.Fprintln(f.out, mark+strings.Join(lines, indent))
}
