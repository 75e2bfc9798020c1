package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// greenroom runs a command line as a shell would.
func greenroom(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Run(t.Context(), args, strings.NewReader(""), &stdout, &stderr, func(string) string { return "" })
	return code, stdout.String(), stderr.String()
}

func TestBareGreenroomPrintsHelp(t *testing.T) {
	code, out, errs := greenroom(t)
	if code != 0 || errs != "" || !strings.Contains(out, "bank check") || !strings.Contains(out, "version") {
		t.Errorf("code %d, errors %q, output %q", code, errs, out)
	}
	if _, same, _ := greenroom(t, "--help"); same != out {
		t.Errorf("--help prints %q", same)
	}
}

func TestHelpForACommandNeedsNoArguments(t *testing.T) {
	code, out, errs := greenroom(t, "bank", "show", "--help")
	if code != 0 || errs != "" || !strings.Contains(out, "greenroom bank show <id>") {
		t.Errorf("code %d, errors %q, output %q", code, errs, out)
	}
}

func TestTheVersionIsAFlagToo(t *testing.T) {
	code, out, errs := greenroom(t, "--version")
	if _, same, _ := greenroom(t, "version"); code != 0 || errs != "" || out == "" || out != same {
		t.Errorf("code %d, errors %q, output %q", code, errs, out)
	}
}

func TestWrongUsageIsOneLineAndAHint(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		want string
	}{
		{"an unknown command", []string{"bnak"}, "greenroom: unexpected argument bnak, did you mean \"bank\"?\nTry: greenroom --help\n"},
		{"no subcommand", []string{"bank"}, "greenroom: expected one of \"check\", \"list\", \"show\", \"kit\", \"new\"\nTry: greenroom bank --help\n"},
		{"an unknown flag", []string{"bank", "list", "--jsno"}, "greenroom: unknown flag --jsno, did you mean \"--json\"?\nTry: greenroom bank list --help\n"},
		{"a missing argument", []string{"bank", "show"}, "greenroom: expected \"<id>\"\nTry: greenroom bank show --help\n"},
		{"an argument too many", []string{"version", "now"}, "greenroom: unexpected argument now\nTry: greenroom version --help\n"},
		{"a flag without its value", []string{"bank", "list", "--pack"}, "greenroom: --pack needs a value: DIR\nTry: greenroom bank list --help\n"},
		{"a flag without one of the values that it knows", []string{"export", "--user", "U0ANA0000", "--format"}, "greenroom: --format needs a value: md, json or csv\nTry: greenroom export --help\n"},
		{"a flag with another one for its value", []string{"feedback", "--question", "--json"}, "greenroom: --question needs a value: ID\nTry: greenroom feedback --help\n"},
		{"a short flag without its value", []string{"run", "-c"}, "greenroom: --config needs a value: FILE\nTry: greenroom run --help\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			code, out, errs := greenroom(t, test.args...)
			if code != 2 || out != "" || errs != test.want {
				t.Errorf("code %d, output %q, errors\n%s\nwant\n%s", code, out, errs, test.want)
			}
		})
	}
}

func TestExitCodes(t *testing.T) {
	for _, test := range []struct {
		name string
		err  error
		want int
	}{
		{"nothing went wrong", nil, 0},
		{"a failure", errors.New("x"), 1},
		{"bad usage", usage(errors.New("x")), 2},
		{"bad usage, told with more words", fmt.Errorf("read config: %w", usage(context.Canceled)), 2},
		{"no bad usage after all", usage(nil), 0},
		{"a code of its own", &exitError{75, errors.New("x")}, 75},
	} {
		t.Run(test.name, func(t *testing.T) {
			var stderr bytes.Buffer
			if got := report(&stderr, test.err); got != test.want {
				t.Errorf("exit %d, want %d", got, test.want)
			}
			if (stderr.Len() > 0) != (test.err != nil) {
				t.Errorf("said %q", stderr.String())
			}
		})
	}
}
