package cli

import (
	"fmt"

	"greenroom/bot"
)

// manifestCmd prints what Slack makes the app from.
type manifestCmd struct {
	URL bool `name:"url" help:"Print a link that creates the app instead."`
}

// Run prints the manifest or the link.
func (c manifestCmd) Run(std Streams) error {
	if c.URL {
		link, err := bot.ManifestURL()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(std.Out, link)
		return err
	}
	content, err := bot.Manifest()
	if err != nil {
		return err
	}
	_, err = std.Out.Write(content)
	return err
}
