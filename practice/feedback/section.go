package feedback

import (
	"strings"
	"sync"
)

// A section is the words that a line of a file under words/ names, such as
// "phone: call ring mobile".
type section map[string]map[string]bool

// sections returns a function that reads that file on first use.
func sections(file string) func() section {
	return sync.OnceValue(func() section {
		out := section{}
		for line := range strings.Lines(read("words/" + file + ".txt")) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			name, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if !ok {
				continue
			}
			if out[name] == nil {
				out[name] = map[string]bool{}
			}
			for _, w := range strings.Fields(words) {
				out[name][w] = true
			}
		}
		return out
	})
}

// has reports whether a line of that name has the word.
func (s section) has(name, word string) bool { return s[name][word] }
