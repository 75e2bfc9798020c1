// Package cli is the command line: one file per command, each of which builds
// its parts, runs, closes and says how it went. Commands write what they were
// asked for to the standard output and everything else to the standard error.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/alecthomas/kong"
)

// commands is the command line. Each command is a struct with its flags and a
// method Run(ctx context.Context, std Streams) error, of whose arguments it may
// leave out what it does not need.
type commands struct {
	Playground playgroundCmd `cmd:"" help:"Try it all in the browser: a local workspace with the bot in it."`
	Serve      runCmd        `cmd:"" name:"run" help:"Serve a team in Slack."`
	Doctor     doctorCmd     `cmd:"" help:"Say what is wrong with the settings, the tokens, Slack and the database, and what to do."`
	Config     configCmd     `cmd:"" help:"Check the settings."`
	Manifest   manifestCmd   `cmd:"" help:"Print the Slack app manifest, or a link that creates the app."`
	Bank       bankCmd       `cmd:"" help:"Check, list and show the questions."`
	Feedback   feedbackCmd   `cmd:"" help:"Read an answer and say what is in it."`
	Export     exportCmd     `cmd:"" help:"Write all that is kept of one person to a file."`
	Backup     backupCmd     `cmd:"" help:"Copy the database, while the bot runs too."`
	Health     healthCmd     `cmd:"" help:"Ask the running bot whether it is well: exit 0 if so."`
	Version    versionCmd    `cmd:"" help:"Print the version, as --version does."`
}

// Streams are what a command may read and write.
type Streams struct {
	In     io.Reader
	Out    io.Writer
	Err    io.Writer
	Getenv func(string) string // "" for a variable that is not set
}

// Exit codes.
const (
	exitOK      = 0
	exitFailure = 1
	exitUsage   = 2 // bad usage, config, pack or a missing token
)

// An exitError is an error with an exit code of its own; any other error
// exits with exitFailure.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

// usage makes the command exit with exitUsage: what it was given is wrong and
// nothing was started or changed. A nil error stays nil.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return &exitError{exitUsage, err}
}

// Run runs the command line args, without the program's name, until it is
// done or ctx is, and returns the exit code.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	switch {
	case len(args) == 0:
		args = []string{"--help"}
	case len(args) == 1 && args[0] == "--version":
		args = []string{"version"}
	}
	helped := false
	parser, err := kong.New(&commands{},
		kong.Name("greenroom"),
		kong.Description("Interview practice for IT managers, inside your team's Slack."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { helped = true }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(Streams{stdin, stdout, stderr, getenv}),
	)
	if err != nil {
		return report(stderr, fmt.Errorf("build the command line: %w", err))
	}
	command, err := parser.Parse(args)
	if helped {
		return exitOK
	}
	if err != nil {
		return report(stderr, usage(mistyped(err)))
	}
	return report(stderr, command.Run())
}

// report says what went wrong, if anything did, and returns the exit code.
func report(stderr io.Writer, err error) int {
	if err == nil {
		return exitOK
	}
	fmt.Fprintln(stderr, "greenroom:", err)
	var e *exitError
	if errors.As(err, &e) {
		return e.code
	}
	return exitFailure
}
