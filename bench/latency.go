package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

const (
	turns   = 20                     // of one at a time, the bot and the bare commit in turns
	turnFor = 250 * time.Millisecond // each
)

// latency holds the ack of a lone reply against a bare commit of one row, and
// looks at the slowest of a steady stream.
func (b *bench) latency() error {
	s, err := newSender()
	if err != nil {
		return err
	}
	defer s.close()
	path, crowd, err := b.fresh("latency.db", 1000)
	if err != nil {
		return err
	}
	commits, err := newCommitter(filepath.Join(b.dir, "bare.db"))
	if err != nil {
		return err
	}
	defer commits.close()
	var acks, bare []time.Duration
	var steady measure
	var lone, stream time.Duration // processor time for each answer
	err = b.withBot(s, path, func(p *process) error {
		var busy time.Duration
		for i := range turns + 1 {
			before, err := p.cpu()
			if err != nil {
				return err
			}
			m, err := crowd.burst(p.links, 1, turnFor)
			if err != nil {
				return err
			}
			after, err := p.cpu()
			if err != nil {
				return err
			}
			took, err := commits.run(turnFor)
			if err != nil {
				return fmt.Errorf("bare commit: %w", err)
			}
			if i > 0 { // the first is to warm up
				acks, bare = append(acks, m.took...), append(bare, took...)
				busy += after - before
			}
		}
		lone = busy / time.Duration(len(acks))
		before, err := p.cpu()
		if err != nil {
			return err
		}
		if steady, err = crowd.steady(p.links, 200, 10*time.Second); err != nil {
			return err
		}
		after, err := p.cpu()
		stream = (after - before) / time.Duration(steady.acked)
		return err
	})
	if err != nil {
		return err
	}
	slices.Sort(acks)
	slices.Sort(bare)
	ack, commit := quantile(acks, 0.5), quantile(bare, 0.5)
	// The fastest tenth is what a machine with nothing else to do comes near.
	calm := float64(quantile(acks, 0.1)) / float64(quantile(bare, 0.1))
	b.table.add(row{
		what: "ack with 1 in flight, p50, of a bare one-row bbolt commit's", got: fmt.Sprintf("%.2f", float64(ack)/float64(commit)),
		reach: "at most 1.5", ok: float64(ack) <= 1.5*float64(commit), note: fmt.Sprintf("%s of %s; %.2f at p10", micros(ack), micros(commit), calm),
	})
	slow := quantile(steady.took, 0.99)
	b.table.add(row{
		what: "ack at 200 answers a second, p99", got: millis(slow), reach: "under 10 ms", ok: slow < 10*time.Millisecond,
		note: fmt.Sprintf("p50 %s, p999 %s", micros(quantile(steady.took, 0.5)), millis(quantile(steady.took, 0.999))),
	})
	b.table.fact("CPU per stored answer, 1 in flight, and at 200 a second", "%s, %s", micros(lone), micros(stream))
	return nil
}

// A committer commits one row at a time, as the store does its own.
type committer struct {
	db  *bbolt.DB
	row []byte
	n   uint64
}

var rows = []byte("rows")

func newCommitter(path string) (*committer, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second, FreelistType: bbolt.FreelistMapType, NoFreelistSync: true})
	if err != nil {
		return nil, err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket(rows)
		return err
	})
	return &committer{db: db, row: make([]byte, textSize)}, err
}

func (c *committer) close() { _ = c.db.Close() }

// run commits rows for a while and returns how long each took.
func (c *committer) run(during time.Duration) ([]time.Duration, error) {
	var took []time.Duration
	for end := time.Now().Add(during); time.Now().Before(end); {
		c.n++
		began := time.Now()
		err := c.db.Update(func(tx *bbolt.Tx) error {
			b := tx.Bucket(rows)
			b.FillPercent = 0.95
			return b.Put(binary.BigEndian.AppendUint64(nil, c.n), c.row)
		})
		if err != nil {
			return nil, err
		}
		took = append(took, time.Since(began))
	}
	return took, nil
}
