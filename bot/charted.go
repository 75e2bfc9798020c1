package bot

import (
	"context"
	"sync/atomic"
	"time"

	"greenroom/bot/view"
	"greenroom/practice"
)

// charts is what is known of whether the workspace has Slack's chart blocks. The
// zero value supposes that it has.
type charts struct {
	none atomic.Int64 // until when none are tried, in Unix seconds
}

// chartless is for how long no chart is tried after Slack took none: workspaces
// get them by and by.
const chartless = 24 * time.Hour

// try reports whether a chart may be tried. An end further away than any was set
// by a clock that has been set back since.
func (c *charts) try(now time.Time) bool {
	left := time.Duration(c.none.Load()-now.Unix()) * time.Second
	return left <= 0 || left > chartless
}

func (c *charts) refused(now time.Time) { c.none.Store(now.Add(chartless).Unix()) }

// unchartable are the codes with which Slack refuses blocks that it does not know.
var unchartable = map[string]bool{"invalid_blocks": true, "invalid_blocks_format": true}

// sendCharted posts words with bars below them: in Slack's own chart or, where
// the workspace has none, in a picture; the figures are in words either way. Of a
// message with a chart that was refused nothing stands in Slack, so the picture
// is all that can; a posting that broke off is looked for in both forms.
func (w *web) sendCharted(ctx context.Context, o outgoing, p practice.Posting) (string, practice.Stamp, error) {
	if w.charts.try(time.Now()) {
		channel, at, err := w.send(ctx, o.channel, o.thread, p.Key, view.Charted(o.words, *o.bars))
		if _, _, code := judge(err); !unchartable[code] {
			return channel, at, err
		}
		w.charts.refused(time.Now())
	}
	o.words = view.Figured(o.words, *o.bars)
	drawn, err := o.bars.Picture()
	if err != nil {
		return w.send(ctx, o.channel, o.thread, p.Key, o.words) // which say it all
	}
	o.picture = &picture{title: view.BarsTitle(*o.bars), alt: view.BarsAlt(*o.bars), content: drawn}
	return w.sendPicture(ctx, o, p)
}
