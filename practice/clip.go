package practice

import (
	"context"
	"fmt"
	"time"
)

// clipLooks are the times between two looks for the transcript of a clip, which
// the chat makes minutes after the clip was said. Beyond the last it is given up.
var clipLooks = []time.Duration{
	10 * time.Second, 20 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute,
	30 * time.Minute, time.Hour, 3 * time.Hour,
}

// await plans to read the transcript of a clip that was just said, or whose
// message was edited.
func (c *Coach) await(tx Tx, s Said) error {
	if !s.Clip {
		return nil
	}
	return tx.PutPosting(Posting{
		Key: fmt.Sprintf("clip/%s/%d", s.Place.Channel, s.Stamp), Kind: PostClip, Place: s.Place, At: s.Stamp, To: s.By,
		NotBefore: c.Now().Add(clipLooks[0]),
	})
}

// NotTranscribed records that the transcript of a clip is not there yet.
func (c *Coach) NotTranscribed(ctx context.Context, key string) error {
	return c.change(ctx, key, func(_ Tx, p *Posting) error {
		if p.N++; p.N == len(clipLooks) {
			return nil
		}
		p.State, p.NotBefore = Planned, c.Now().Add(clipLooks[p.N])
		return nil
	})
}
