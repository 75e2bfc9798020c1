package storage

import (
	"encoding/binary"
	"time"

	"greenroom/practice"
)

// The buckets. Keys that grow begin with a time, so that commits touch the end
// of a tree; numbers in keys are big-endian, texts before others end in a zero.
var (
	bucketMeta      = []byte("meta")
	bucketAnswers   = []byte("answers")   // id -> answer
	bucketMine      = []byte("mine")      // person 0 id -> nothing
	bucketHeard     = []byte("heard")     // stamp channel -> id of the answer that holds it, unless named after it; empty: gone
	bucketLatest    = []byte("latest")    // thread channel 0 person -> id
	bucketShared    = []byte("shared")    // thread channel 0 id -> nothing; of answers given in a form
	bucketPosts     = []byte("posts")     // key -> post
	bucketPostAt    = []byte("post-at")   // stamp channel -> key
	bucketPostsOf   = []byte("posts-of")  // schedule 0 time key -> nothing
	bucketUnsure    = []byte("unsure")    // channel 0 key -> nothing
	bucketStrays    = []byte("strays")    // channel 0 stamp edited -> said
	bucketAsked     = []byte("asked")     // channel 0 question -> times
	bucketStandings = []byte("standings") // schedule -> standing
	bucketFates     = []byte("fates")     // schedule 0 occurrence -> fate
	bucketPostings  = []byte("postings")  // key -> posting
	bucketOpen      = []byte("open")      // seq -> key of a posting
	bucketDeadlines = []byte("deadlines") // time kind 0 ref -> nothing
	bucketRounds    = []byte("rounds")    // id -> round
	bucketRunning   = []byte("running")   // person -> id of their running round
	bucketRoundsBy  = []byte("rounds-by") // person 0 id -> nothing
	bucketProfiles  = []byte("profiles")  // person -> profile
	bucketOnce      = []byte("once")      // key -> time, what was kept with it
	bucketActs      = []byte("acts")      // time seq -> act

	bucketSuggestions = []byte("suggestions") // id -> suggestion
	bucketReadings    = []byte("readings")    // key of a post -> how far its thread was read
	bucketTroubles    = []byte("troubles")    // channel -> what keeps the bot from it
	bucketTombstones  = []byte("tombstones")  // hash of a person -> stamp up to which nothing of theirs is taken in
	bucketForgettings = []byte("forgettings") // person -> how far they are forgotten
	bucketCopies      = []byte("copies")      // path -> time at which a backup was written there
	bucketTallies     = []byte("tallies")     // kind of note -> how often it was called helpful, and off

	bucketPreparations = []byte("preparations") // person -> what they prepare for
	bucketEarlier      = []byte("earlier")      // id of an answer -> how it read before its edits
	bucketStories      = []byte("stories")      // person 0 id of an answer -> story
	bucketRetries      = []byte("retries")      // person -> what is kept of the questions that return to them
)

var buckets = [][]byte{
	bucketMeta, bucketAnswers, bucketMine, bucketHeard, bucketLatest, bucketPosts, bucketPostAt, bucketPostsOf,
	bucketUnsure, bucketStrays, bucketAsked, bucketStandings, bucketFates, bucketPostings, bucketOpen,
	bucketDeadlines, bucketRounds, bucketRunning, bucketRoundsBy, bucketProfiles, bucketOnce, bucketActs,
	bucketSuggestions, bucketReadings, bucketTroubles, bucketShared, bucketTallies,
	bucketTombstones, bucketForgettings, bucketCopies, bucketPreparations,
	bucketEarlier, bucketStories, bucketRetries,
}

// ordered names the buckets whose keys come in order, or nearly so: their pages
// are filled to the brim, since nothing will be put in between.
var ordered = map[string]bool{
	string(bucketAnswers): true, string(bucketHeard): true, string(bucketLatest): true,
	string(bucketPostAt): true, string(bucketActs): true,
}

// fill is how full a page of an ordered bucket is made.
const fill = 0.95

// A key is built piece by piece.
type key []byte

func (k key) number(n uint64) key { return binary.BigEndian.AppendUint64(k, n) }

func (k key) time(t time.Time) key { return k.number(uint64(t.UnixMicro())) }

func (k key) stamp(s practice.Stamp) key { return k.number(uint64(s)) }

func (k key) text(s string) key { return append(k, s...) }

// name appends a text that something follows.
func (k key) name(s string) key { return append(append(k, s...), 0) }

func number(b []byte) uint64 { return binary.BigEndian.Uint64(b) }

func answerID(k []byte) practice.ID { return practice.ID(number(k)) }

func idKey(id practice.ID) key { return key(nil).number(uint64(id)) }
