package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// A row is one figure beside what it should reach.
type row struct {
	what  string
	got   string
	reach string // empty: for information
	ok    bool
	note  string
}

// A table is what was measured.
type table struct{ rows []row }

func (t *table) add(r row) { t.rows = append(t.rows, r) }

// fact adds a figure for information.
func (t *table) fact(what, format string, args ...any) {
	t.add(row{what: "  " + what, got: fmt.Sprintf(format, args...)})
}

func (t *table) missed() int {
	n := 0
	for _, r := range t.rows {
		if r.reach != "" && !r.ok {
			n++
		}
	}
	return n
}

// judged is how many figures have something to reach.
func (t *table) judged() int {
	n := 0
	for _, r := range t.rows {
		if r.reach != "" {
			n++
		}
	}
	return n
}

func (t *table) write(w io.Writer) {
	wide := 0
	for _, r := range t.rows {
		wide = max(wide, utf8.RuneCountInString(r.what))
	}
	line := func(what, got, reach, verdict, note string) {
		s := fmt.Sprintf("%s  %s  %s  %s  %s", padded(what, wide), padded(got, 16), padded(reach, 20), padded(verdict, 6), note)
		fmt.Fprintln(w, strings.TrimRight(s, " "))
	}
	line("what", "measured", "to reach", "", "")
	for _, r := range t.rows {
		verdict := ""
		switch {
		case r.reach == "":
		case r.ok:
			verdict = "yes"
		default:
			verdict = "NO"
		}
		line(r.what, r.got, r.reach, verdict, r.note)
	}
}

func padded(s string, wide int) string {
	return s + strings.Repeat(" ", max(0, wide-utf8.RuneCountInString(s)))
}

func micros(d time.Duration) string {
	return fmt.Sprintf("%.4g µs", float64(d)/float64(time.Microsecond))
}

func millis(d time.Duration) string {
	return fmt.Sprintf("%.4g ms", float64(d)/float64(time.Millisecond))
}

func mebibytes(n int64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }
