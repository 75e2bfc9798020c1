package storage

import (
	"bytes"

	"greenroom/practice"
)

// A lastPost remembers the post that was read last within one commit: the replies
// in a busy thread come in together, and each asks for their post twice. A nil
// one remembers nothing.
type lastPost struct {
	key    string // empty: none
	record postRecord
}

// of returns the post of a key, if it is the one remembered.
func (l *lastPost) of(k string) (practice.Post, bool) {
	if l == nil || k == "" || l.key != k {
		return practice.Post{}, false
	}
	return l.record.post(), true
}

func (l *lastPost) keep(k string, r postRecord) {
	if l != nil {
		l.key, l.record = k, r
	}
}

// forget is called before a bucket changes.
func (l *lastPost) forget(bucket []byte) {
	if l != nil && bytes.Equal(bucket, bucketPosts) {
		*l = lastPost{}
	}
}
