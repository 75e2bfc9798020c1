package cli

import (
	"context"
	"fmt"
	"time"

	"greenroom/config"
	"greenroom/ops"
)

// healthCmd asks the running bot whether it is well, for those who watch over
// containers and have no other program in them.
type healthCmd struct {
	configFlag
	Ready bool `help:"Ask whether it is connected to Slack and can keep answers, too."`
}

// healthWithin is how long the bot may take to answer.
const healthWithin = 5 * time.Second

// Run returns nil if the bot answers and is well.
func (c healthCmd) Run(ctx context.Context, std Streams) error {
	cfg, err := config.Load(c.Config, configChecks())
	if err != nil {
		return usage(err)
	}
	ctx, cancel := context.WithTimeout(ctx, healthWithin)
	defer cancel()
	client, err := ops.Dial(controlSocket(cfg))
	if err != nil {
		return err
	}
	defer client.Close()
	if !c.Ready {
		status, err := client.Status(ctx)
		if err == nil {
			_, err = fmt.Fprintf(std.Out, "Alive: process %d, %s.\n", status.PID, status.Version)
		}
		return err
	}
	if err := client.Ready(ctx); err != nil {
		return fmt.Errorf("not ready: %w", err)
	}
	_, err = fmt.Fprintln(std.Out, "Ready.")
	return err
}
