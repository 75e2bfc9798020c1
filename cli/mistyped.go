package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// mistyped words what the parser says of a command line for people, with the
// command whose help tells more.
func mistyped(err error) error {
	command := "greenroom"
	var at *kong.ParseError
	if errors.As(err, &at) {
		command = path(at.Context)
		if flag := valueless(at); flag != nil {
			err = fmt.Errorf("--%s needs a value: %s", flag.Name, value(flag))
		}
	}
	return fmt.Errorf("%w\nTry: %s --help", err, command)
}

// valueless returns the flag that lacks its value, if that is the mistake. The
// parser says so in words alone.
func valueless(err *kong.ParseError) *kong.Flag {
	about, what, _ := strings.Cut(err.Error(), ": ")
	if !strings.HasPrefix(what, "expected string value but got ") && !strings.HasPrefix(what, "missing value") {
		return nil
	}
	for _, flag := range err.Context.Flags() {
		if about == "--"+flag.Name {
			return flag
		}
	}
	return nil
}

// value says what a flag takes.
func value(flag *kong.Flag) string {
	if flag.Enum == "" {
		return flag.FormatPlaceHolder()
	}
	known := flag.EnumSlice()
	last := len(known) - 1
	return strings.Join(known[:last], ", ") + " or " + known[last]
}

// path returns the command that a command line was for, as it is typed.
func path(c *kong.Context) string {
	if n := c.Selected(); n != nil {
		return n.FullPath()
	}
	for _, p := range c.Path {
		if p.Command != nil {
			return p.Command.FullPath()
		}
	}
	return "greenroom"
}
