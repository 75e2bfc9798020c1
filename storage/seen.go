package storage

import (
	"bytes"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

// What is seen is kept for the length of one commit, for the calls in it: the
// replies in a busy thread come in together, and each asks for its post, for the
// posting of that post's count, and for a dozen other rows. A nil seen keeps nothing.
type seen struct {
	tx      *bbolt.Tx
	cursors map[string]*bbolt.Cursor // by bucket; a new one would be three allocations for each row
	post    postRecord               // read last; no key: none
	posting postingRecord            // likewise
	authors *authors                 // of the tail; nil: not known yet
}

// newSeen returns what is seen at the begin of a commit, which may know the tail.
func newSeen(tx *bbolt.Tx, tail *authors) *seen {
	return &seen{tx: tx, cursors: make(map[string]*bbolt.Cursor, len(buckets)), authors: tail}
}

// row returns the value of a key as bbolt's own Get does, nil for none.
func (s *seen) row(bucket, k []byte) []byte {
	c := s.cursors[string(bucket)]
	if c == nil {
		c = s.tx.Bucket(bucket).Cursor()
		s.cursors[string(bucket)] = c
	}
	found, v := c.Seek(k)
	if !bytes.Equal(found, k) {
		return nil
	}
	return v
}

func (s *seen) keepPost(r postRecord) {
	if s != nil {
		s.post = r
	}
}

func (s *seen) keepPosting(r postingRecord) {
	if s != nil {
		s.posting = r
	}
}

// postOf returns the post of a key, if it is the one that was read last.
func (s *seen) postOf(k string) (practice.Post, bool) {
	if s == nil || k == "" || s.post.Key != k {
		return practice.Post{}, false
	}
	return s.post.post(), true
}

// postingOf returns the posting of a key, if it is the one that was read last.
func (s *seen) postingOf(k string) (practice.Posting, bool) {
	if s == nil || k == "" || s.posting.Key != k {
		return practice.Posting{}, false
	}
	return s.posting.posting(), true
}

func (s *seen) keepAuthors(a authors) {
	if s != nil {
		s.authors = &a
	}
}

// forget is called before a bucket changes.
func (s *seen) forget(bucket []byte) {
	switch {
	case s == nil:
	case bytes.Equal(bucket, bucketPosts):
		s.post = postRecord{}
	case bytes.Equal(bucket, bucketPostings):
		s.posting = postingRecord{}
	}
}
