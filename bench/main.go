// Bench measures the bot against the numbers that it is to reach and prints
// them as a table:
//
//	go run ./bench [-n answers] [-only step] [-dir DIR] [-bot program] [-env SETTINGS] [-strict]
//
// The bot runs as the program that is released, in a process of its own; what
// plays Slack, and the bare client that the bot is held against, come with the
// bench. It takes some minutes and some gigabytes of disk. It needs Linux.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func main() {
	if api := os.Getenv(bareVariable); api != "" {
		if err := bare(api, connections); err != nil {
			fmt.Fprintln(os.Stderr, "bare client:", err)
			os.Exit(1)
		}
		return
	}
	n := flag.Int("n", 1_000_000, "`answers` in the large store")
	dir := flag.String("dir", "", "where to put the databases, such as on the `disk` to be measured")
	bot := flag.String("bot", "", "the `program` to measure, instead of building it")
	env := flag.String("env", "", "more environment for the bot, such as GODEBUG=gctrace=1")
	only := flag.String("only", "", "the one `step` to take: throughput, latency, past, person, feedback or pack")
	strict := flag.Bool("strict", false, "exit with 1 where a number is not reached")
	flag.Parse()
	if flag.NArg() > 0 || *n < fewAnswers {
		fmt.Fprintf(os.Stderr, "bench takes no arguments, and -n from %d\n", fewAnswers)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	missed, err := measureAll(*dir, bench{
		ctx: ctx, given: *bot, only: *only, answers: *n, env: strings.Fields(*env), err: os.Stderr,
	})
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	case missed > 0 && *strict:
		os.Exit(1)
	}
}

// measureAll measures in a temporary directory and prints the table.
func measureAll(dir string, b bench) (missed int, err error) {
	b.dir, err = os.MkdirTemp(dir, "greenroom-bench-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.dir)) }()
	busy := company()
	err = b.run()
	if len(b.table.rows) > 0 {
		fmt.Printf("%s\n%s\n", machine(), busy)
		b.table.write(os.Stdout)
		fmt.Printf("%d of %d numbers not reached\n", b.table.missed(), b.table.judged())
	}
	return b.table.missed(), err
}
