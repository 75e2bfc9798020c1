package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

// starts starts the bot on the large store, after a clean end and after a crash,
// and looks at its memory there.
func (b *bench) starts() error {
	s, err := newSender()
	if err != nil {
		return err
	}
	defer s.close()
	crowd, err := b.crowd(b.many.path, 200)
	if err != nil {
		return err
	}
	if err := read(b.many.path); err != nil {
		return err
	}
	var clean, crashed []time.Duration
	for range 3 {
		p, err := b.bot.run(s, b.many.path, b.env...)
		if err != nil {
			return err
		}
		clean = append(clean, p.hello())
		if _, err := crowd.burst(p.links, 16, time.Second); err != nil {
			p.kill()
			return err
		}
		p.kill()
		err = b.withBot(s, b.many.path, func(p *process) error {
			crashed = append(crashed, p.hello())
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, r := range []struct {
		after string
		took  time.Duration
		most  time.Duration
		reach string
	}{
		{"a clean end", median(clean), 500 * time.Millisecond, "under 500 ms"},
		{"kill -9", median(crashed), 1500 * time.Millisecond, "under 1500 ms"},
	} {
		b.table.add(row{
			what: fmt.Sprintf("start to hello with %d stored, after %s", b.answers, r.after), got: millis(r.took), reach: r.reach, ok: r.took < r.most,
		})
	}
	empty, _, err := b.fresh("rest.db", 1)
	if err != nil {
		return err
	}
	few, err := b.atRest(s, empty)
	if err != nil {
		return err
	}
	many, err := b.atRest(s, b.many.path)
	if err != nil {
		return err
	}
	b.table.add(row{
		what: "resident memory at rest, but for mapped pages of the file", got: mebibytes(few.own()), reach: "under 30 MiB", ok: few.own() < 30<<20,
		note: fmt.Sprintf("%s anonymous, %s of the program; and %s mapped", mebibytes(few.anonymous), mebibytes(few.program), mebibytes(few.mapped)),
	})
	times := float64(many.own()) / float64(few.own())
	b.table.add(row{
		what: fmt.Sprintf("the same with %d stored", b.answers), got: fmt.Sprintf("%.2f times", times), reach: "at most 1.3 times", ok: times <= 1.3,
		note: fmt.Sprintf("%s anonymous, %s of the program; and %s mapped", mebibytes(many.anonymous), mebibytes(many.program), mebibytes(many.mapped)),
	})
	p, err := b.bot.run(s, b.many.path, b.env...)
	if err != nil {
		return err
	}
	_, err = crowd.burst(p.links, 1, time.Second)
	p.kill()
	if err != nil {
		return err
	}
	after, err := b.atRest(s, b.many.path)
	if err != nil {
		return err
	}
	b.table.fact("the same after kill -9", "%.2f times, %s anonymous", float64(after.own())/float64(few.own()), mebibytes(after.anonymous))
	return b.large(s, crowd)
}

// large measures for information how the bot does on the large store.
func (b *bench) large(s *sender, crowd *crowd) error {
	return b.withBot(s, b.many.path, func(p *process) error {
		lone, err := crowd.burst(p.links, 1, 2*time.Second)
		if err != nil {
			return err
		}
		many, err := crowd.burst(p.links, flight, 2*time.Second)
		if err != nil {
			return err
		}
		b.table.fact(fmt.Sprintf("with %d stored: ack with 1 in flight, p50 and p99", b.answers), "%s, %s",
			micros(quantile(lone.took, 0.5)), micros(quantile(lone.took, 0.99)))
		b.table.fact(fmt.Sprintf("with %d stored: durable answers a second, 256 in flight", b.answers), "%.0f", many.rate())
		time.Sleep(restFor)
		m, err := p.memory()
		b.table.fact("memory at rest after that", "%s anonymous, %s of the program; and %s mapped", mebibytes(m.anonymous), mebibytes(m.program), mebibytes(m.mapped))
		return err
	})
}

// restFor is how long the bot is left alone before its memory is looked at.
const restFor = 5 * time.Second

// atRest looks at the memory of a bot that has nothing to do.
func (b *bench) atRest(s *sender, path string) (m memory, err error) {
	err = b.withBot(s, path, func(p *process) (err error) {
		time.Sleep(restFor)
		m, err = p.memory()
		return err
	})
	return m, err
}

// read reads a file once, so that it lies in memory for whoever reads it next.
func read(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(io.Discard, f)
	return err
}
