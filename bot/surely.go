package bot

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
)

// errPanicked is wrapped by the error that surely makes of a panic.
var errPanicked = errors.New("panic")

// surely calls f and survives its panic: what cannot be dealt with must not end
// the bot, which would meet it again at each start. The log gets the stack, but
// neither it nor the error has the value unless it is one of Go's own errors:
// others may quote what a person wrote. about says in the log what f was at.
func surely(log *slog.Logger, about string, f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			what := fmt.Sprintf("a value of type %T", v)
			if fault, ok := v.(runtime.Error); ok {
				what = fault.Error()
			}
			err = fmt.Errorf("%s: %w: %s", about, errPanicked, what)
			log.Error("panicked", "at", about, "panic", what, "stack", string(debug.Stack()))
		}
	}()
	return f()
}
