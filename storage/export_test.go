package storage

import "testing"

// ShortenTail has the rows of answers written for n at once as long as a test takes,
// so that few answers are enough to see it.
func ShortenTail(t testing.TB, n int) {
	was := tailLength
	tailLength = n
	t.Cleanup(func() { tailLength = was })
}
