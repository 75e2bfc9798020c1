package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/storage"
)

// A bench is one measurement of everything.
type bench struct {
	ctx     context.Context
	dir     string // temporary
	given   string // the bot's program; empty: it is built
	only    string // the one step to take; empty: all
	answers int    // of the large store
	env     []string
	err     io.Writer

	table     table
	questions *bank.Bank
	bot       program
	few, many stock // of ten thousand and of a million answers
}

// run measures everything. What cannot be measured is an error.
func (b *bench) run() error {
	var err error
	if b.questions, err = bank.Load(nil); err != nil {
		return err
	}
	if b.given == "" {
		b.say("building the bot")
		b.given, err = build(b.ctx, b.dir)
	}
	if err == nil {
		b.bot, err = newProgram(b.given)
	}
	if err != nil {
		return err
	}
	for _, step := range []struct {
		names, what string
		do          func() error
	}{
		{"throughput", "answers a second, and what they cost", b.throughput},
		{"latency", "acks, one at a time and 200 a second", b.latency},
		{"past person", "making the stores of the past", b.stocks},
		{"past person", "a page of one's own answers", b.page},
		{"person", "what one person meets among many", b.mine},
		{"past", "starts, and memory at rest", b.starts},
		{"feedback", "feedback", b.feedback},
		{"pack", "loading questions", b.pack},
	} {
		if b.only != "" && !slices.Contains(strings.Fields(step.names), b.only) {
			continue
		}
		b.say(step.what)
		if err := b.ctx.Err(); err != nil {
			return err
		}
		if err := step.do(); err != nil {
			return fmt.Errorf("%s: %w", step.what, err)
		}
	}
	b.table.add(row{
		what: "binary, without cgo", got: mebibytes(b.bot.size), reach: "under 30 MiB", ok: b.bot.size < 30<<20,
	})
	return nil
}

func (b *bench) say(what string) {
	fmt.Fprintf(b.err, "%s %s\n", time.Now().Format(time.TimeOnly), what)
}

// fresh makes a database with that many posts to reply to, and its crowd.
func (b *bench) fresh(name string, n int) (path string, c *crowd, err error) {
	path = filepath.Join(b.dir, name)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", nil, err
	}
	c, err = b.crowd(path, n)
	return path, c, err
}

// crowd adds posts to a database and returns those who will reply.
func (b *bench) crowd(path string, n int) (*crowd, error) {
	s, err := storage.Open(b.ctx, path, team)
	if err != nil {
		return nil, err
	}
	var questions []string
	for _, q := range b.questions.All() {
		questions = append(questions, q.ID)
	}
	var there []practice.Post
	err = s.Update(b.ctx, func(tx practice.Tx) (err error) {
		there, err = posts(tx, questions, n, time.Now().Add(-time.Hour))
		return err
	})
	if err := errors.Join(err, s.Close()); err != nil {
		return nil, err
	}
	return newCrowd(there, texts(4096, rand.New(rand.NewPCG(2, 2)))), nil
}

// withBot runs the bot on a database for as long as do takes.
func (b *bench) withBot(s *sender, path string, do func(*process) error) error {
	p, err := b.bot.run(s, path, b.env...)
	if err != nil {
		return err
	}
	if err := do(p); err != nil {
		p.kill()
		return fmt.Errorf("%w\n%s", err, p.words.String())
	}
	return p.stop()
}
