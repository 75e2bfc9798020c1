package cli

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/practice"
)

// fullDisk is a store that keeps nothing while its disk is full.
type fullDisk struct {
	practice.Store
	full atomic.Bool
}

func (d *fullDisk) Update(ctx context.Context, f func(practice.Tx) error) error {
	return d.Store.Update(ctx, func(tx practice.Tx) error {
		if err := f(tx); err != nil || !d.full.Load() {
			return err
		}
		return fmt.Errorf("%w: no space left on device", practice.ErrNotSaved)
	})
}

// onFullDisk plays in a world whose disk the test fills.
func onFullDisk(t *testing.T, f func(p *player, disk *fullDisk)) {
	synctest.Test(t, func(t *testing.T) {
		disk := &fullDisk{}
		p := newPlayer(newWorld(t, func(w *world) {
			w.within = func(s practice.Store) practice.Store { disk.Store = s; return disk }
		}))
		defer p.close()
		defer p.log.forgive("not saved")
		f(p, disk)
		disk.full.Store(false)
	})
}

const story = "Our ticket queue stood at four hundred when I came, so I read fifty of them myself and bought a self-service tool; by June we were at ninety."

func TestOnAFullDiskAReplyIsNotSavedSaidSoAndTakenWhenThereIsRoom(t *testing.T) {
	onFullDisk(t, func(p *player, disk *fullDisk) {
		p.plays(`wait 1h
			see post: Reply in this thread`)
		disk.full.Store(true)
		p.plays("as ben\nreply "+story, "see private: not saved")
		if p.ws.Pending() != 1 {
			t.Error("the event was acked though nothing was saved")
		}
		// Delivered again three seconds later it is not said again, a minute later it is.
		p.plays("wait 50s", "never private: not saved", "wait 30s", "see private: not saved")
		if kept := p.answersOf("ben"); len(kept) != 0 {
			t.Errorf("kept on a full disk: %q", kept)
		}
		disk.full.Store(false)
		p.plays("wait 5m", "see question: 1 person has answered", "see private: Feedback")
		if kept := p.answersOf("ben"); len(kept) != 1 || kept[0] != story {
			t.Errorf("kept: %q", kept)
		}
		if p.ws.Pending() != 0 {
			t.Error("the event still waits for its ack")
		}
	})
}

func TestOnAFullDiskACommandSaysSoInItsAck(t *testing.T) {
	onFullDisk(t, func(p *player, disk *fullDisk) {
		disk.full.Store(true)
		p.plays("as ben", "command /interview technical express", "see private: not saved")
		p.plays("dm technical express", "see dm: not saved")
		disk.full.Store(false)
		// The word in the DM is delivered again, and done.
		p.plays("wait 2m", "see dm: Technical", "see dm: Question 1 of 3")
	})
}

func TestOnAFullDiskAWordAndAMessageOfARoundComeAgain(t *testing.T) {
	onFullDisk(t, func(p *player, disk *fullDisk) {
		p.plays("as ben", "command /interview technical express", "see private: DM", "see dm: Technical", "see dm: Question 1 of 3")
		disk.full.Store(true)
		p.plays("dm "+story, "see dm: not saved")
		p.plays("wait 61s")
		disk.full.Store(false)
		p.plays("wait 4m")
		if kept := p.answersOf("ben"); len(kept) != 1 || kept[0] != story {
			t.Errorf("kept: %q", kept)
		}
		disk.full.Store(true)
		p.plays("dm done", "see dm: not saved")
		disk.full.Store(false)
		p.plays("wait 70s", "see dm: follow-up")
		_ = p.look("dm: left for this question", true) // if its minutes are few
		if p.ws.Pending() != 0 {
			t.Error("an event still waits for its ack")
		}
	})
}

func TestOnAFullDiskAClickIsNotAcked(t *testing.T) {
	onFullDisk(t, func(p *player, disk *fullDisk) {
		p.plays("as ben", "command /interview technical express", "see private: DM", "see dm: Technical", "see dm: Question 1 of 3",
			"wait 5s") // until it is recorded that the question stands there
		disk.full.Store(true)
		if err := p.click("ben", "Hint"); err == nil {
			t.Error("the click was acked though nothing was saved")
		}
		p.plays("see private: not saved")
		disk.full.Store(false)
		p.plays("click Hint", "see dm: hint")
	})
}

func TestOnAFullDiskAFormStaysOpenWithWhatWasWritten(t *testing.T) {
	onFullDisk(t, func(p *player, disk *fullDisk) {
		p.plays("wait 1h", "see post: Answer privately", "as ben", "on question", "click Answer privately")
		disk.full.Store(true)
		p.plays("fill answer = "+story, "submit", "see field: not saved")
		for _, words := range p.fields {
			if strings.ContainsAny(words, "*`") {
				t.Errorf("markup in a field's error, which shows it as it is: %q", words)
			}
		}
		if kept := p.answersOf("ben"); len(kept) != 0 {
			t.Errorf("kept on a full disk: %q", kept)
		}
		disk.full.Store(false)
		p.plays("submit", "see modal: four hundred", "close")
		if kept := p.answersOf("ben"); len(kept) != 1 || kept[0] != story {
			t.Errorf("kept: %q", kept)
		}
	})
}

func TestAQuestionThatWasDueOnAFullDiskIsPostedWhenThereIsRoom(t *testing.T) {
	onFullDisk(t, func(p *player, disk *fullDisk) {
		disk.full.Store(true)
		time.Sleep(2 * time.Hour)
		disk.full.Store(false)
		p.plays("wait 1m", "see post: Reply in this thread", "wait 10m")
	})
}
