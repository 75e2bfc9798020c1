package bank

import "unicode/utf8"

// Nearest returns the known word that word was most likely meant to be. ok is
// false where none is near enough to be worth suggesting.
func Nearest(word string, known []string) (near string, ok bool) {
	// A third of the letters may be wrong: enough for a slip of the fingers,
	// too little to suggest "cloud" to somebody who wrote "change".
	best := utf8.RuneCountInString(word)/3 + 1
	for _, k := range known {
		if d := distance([]rune(word), []rune(k)); d < best {
			near, best, ok = k, d, true
		}
	}
	return near, ok
}

// distance returns how many letters must be added, dropped, changed or swapped
// with their neighbour to make b out of a.
func distance(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
