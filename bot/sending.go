package bot

import (
	"context"
	"errors"
	"log/slog"

	"greenroom/practice"
)

// deliver sends one posting, or looks whether an earlier send arrived, and
// records the outcome. Its errors are the store's.
func (d *deliverer) deliver(ctx context.Context, p practice.Posting) error {
	coach := d.b.coach
	// What may be repeated shows what is stored, and is recorded as sent before it
	// is read: a change from then on is planned anew.
	early := p.Kind.Policy() == practice.Repeat
	if early {
		if sent, err := d.begin(ctx, p); !sent {
			return err
		}
	}
	out, err := d.b.compose(ctx, p)
	var call *callError
	switch o, wait, code := judge(err); {
	case err == nil:
	case errors.Is(err, errNothingToSay), errors.Is(err, practice.ErrNotFound):
		return d.drop(ctx, p)
	case errors.Is(err, practice.ErrNotDelivered):
		d.step(p, postingPostponed)
		return coach.Postpone(ctx, p.Key, pace)
	case !errors.As(err, &call):
		return err
	case o == refused:
		return d.refuse(ctx, p, code)
	default:
		d.step(p, postingPostponed)
		return coach.Postpone(ctx, p.Key, wait)
	}
	if p.State == practice.Uncertain {
		return d.look(ctx, p, out)
	}
	if !early {
		if sent, err := d.begin(ctx, p); !sent {
			return err
		}
	}
	channel, at, err := out.send(ctx, d.b.web, p)
	ctx = context.WithoutCancel(ctx) // the outcome is kept, however late it comes
	switch o, wait, code := judge(err); o {
	case arrived:
		return d.arrived(ctx, p, channel, at)
	case refused:
		return d.rejected(ctx, p, out, code)
	case later:
		d.b.log.Warn("posting postponed", "posting", p.Key, "err", code, "wait", wait)
		d.step(p, postingPostponed)
		return coach.Postpone(ctx, p.Key, wait)
	default:
		d.b.log.Warn("posting uncertain", "posting", p.Key, "err", code)
		d.step(p, postingUncertain)
		return coach.Doubtful(ctx, p.Key, code)
	}
}

// arrived keeps where a posting stands.
func (d *deliverer) arrived(ctx context.Context, p practice.Posting, channel string, at practice.Stamp) error {
	d.b.log.Info("delivered", "posting", p.Key, "tries", p.Tries+1)
	d.step(p, postingDelivered)
	err := d.b.coach.Arrived(ctx, p.Key, channel, at)
	if errors.Is(err, practice.ErrNotFound) {
		return d.b.coach.CameLate(ctx, channel, at)
	}
	return err
}

// rejected keeps that Slack did not take what was sent, and what that tells of
// the message that it was to change or to reply to.
func (d *deliverer) rejected(ctx context.Context, p practice.Posting, out outgoing, code string) error {
	coach := d.b.coach
	if p.Kind == practice.PostCount && code == "message_not_found" {
		d.b.log.Info("a post is gone in Slack", "posting", p.Key)
		return errors.Join(coach.Deleted(ctx, practice.Place{Channel: out.channel, Thread: out.updates}, ""), coach.Refuse(ctx, p.Key, code))
	}
	headGone := p.Kind == practice.PostClock && code == "message_not_found"
	if headGone || code == errUnthreaded.Err && p.Place.Channel == "" {
		d.refused(ctx, p, code)
		return coach.ThreadGone(ctx, p.Key)
	}
	return d.refuse(ctx, p, code)
}

// begin records that a posting is about to be sent. It reports false where it
// must not be: its earlier send is uncertain now, or it is done.
func (d *deliverer) begin(ctx context.Context, p practice.Posting) (bool, error) {
	_, err := d.b.coach.Send(ctx, p.Key)
	if errors.Is(err, practice.ErrAlready) {
		return false, nil
	}
	return err == nil, err
}

// drop gives up a posting that has become pointless. One whose send may have
// arrived is looked for first: what stands in Slack must be known to be taken
// back.
func (d *deliverer) drop(ctx context.Context, p practice.Posting) error {
	// What a person suggested stands before somebody else.
	if p.Kind.Policy() == practice.Reconcile && (p.Place.Channel != "" || p.Kind == practice.PostSuggestion) {
		switch p.State {
		case practice.Sending:
			_, err := d.begin(ctx, p)
			return err
		case practice.Uncertain:
			out := outgoing{channel: p.Place.Channel, thread: timestamp(p.Place.Thread)}
			if out.channel != "" {
				return d.look(ctx, p, out)
			}
			dm, err := d.b.web.dm(ctx, p.To)
			switch o, wait, _ := judge(err); {
			case err == nil:
				out.channel = dm
				return d.look(ctx, p, out)
			case o != refused:
				return d.b.coach.Postpone(ctx, p.Key, max(wait, pace))
			}
		}
	}
	d.step(p, postingDropped)
	return d.b.coach.Refuse(ctx, p.Key, "nothing to say any more")
}

// refuse gives up a posting that Slack does not take.
func (d *deliverer) refuse(ctx context.Context, p practice.Posting, code string) error {
	d.refused(ctx, p, code)
	if channelTrouble[code] && p.Place.Channel != "" {
		return d.b.coach.ShutOut(ctx, p.Key, code)
	}
	return d.b.coach.Refuse(ctx, p.Key, code)
}

// refused logs and counts that Slack refused a posting. A look at what stands
// there may be refused without harm.
func (d *deliverer) refused(ctx context.Context, p practice.Posting, code string) {
	level := slog.LevelWarn
	if !p.Kind.Says() {
		level = slog.LevelInfo
	}
	d.b.log.Log(ctx, level, "posting refused", "posting", p.Key, "err", code)
	d.step(p, postingRefused)
}

// look asks Slack whether an uncertain posting arrived.
func (d *deliverer) look(ctx context.Context, p practice.Posting, out outgoing) error {
	at, err := d.b.web.find(ctx, out.channel, out.thread, p.Key, p.SentAt)
	switch o, wait, code := judge(err); {
	case o == arrived && at != 0:
		d.b.log.Info("found", "posting", p.Key)
		d.step(p, postingFound)
		return d.b.coach.Arrived(ctx, p.Key, out.channel, at)
	case o == arrived, code == errUnthreaded.Err:
		d.step(p, postingNotFound)
		return d.b.coach.NotSeen(ctx, p.Key)
	case o == refused:
		return d.refuse(ctx, p, code)
	default:
		d.step(p, postingPostponed)
		d.b.log.Warn("posting not looked for", "posting", p.Key, "err", code)
		return d.b.coach.Postpone(ctx, p.Key, max(wait, pace))
	}
}
