package cli

import (
	"bytes"
	"errors"
	"image/png"
	"strings"
	"testing"
	"time"

	"greenroom/playground"
)

// fourAnswers has everybody answer Monday's question, and comes to Tuesday at
// one minute past four.
var fourAnswers = []string{
	"wait 1h", "see post: Nobody has answered yet",
	"as ana", "reply " + answerOne, "as ben", "reply " + answerTwo, "as chioma", "reply " + answerOne, "as dmitri", "reply " + answerTwo,
	"wait 1m",
	"as ana", "see private: might ask next", "as ben", "see private: might ask next",
	"as chioma", "see private: might ask next", "as dmitri", "see private: might ask next",
	"wait 24h", "see post: Nobody has answered yet",
}

const (
	answerOne = "In 2019 our ERP upgrade was to take a weekend, so I asked for a rehearsal on a copy, found that the reports took nine hours, cut the old years out, and on the day we were done by ten in the evening."
	answerTwo = "At a clinic in 2021 I found that nobody tested the backups, so I had one ward restored each month by another person, and when the disks died in May we lost one hour of work."
)

// digests are the messages in the channel that are digests.
func (w *world) digests() (out []playground.Message) {
	for _, m := range w.ws.As("ana").Messages(practiceChannel) {
		if strings.Contains(m.Text, "was practised here") {
			out = append(out, m)
		}
	}
	return out
}

func TestADigestHasAPictureWithItsFiguresInWords(t *testing.T) {
	inWorld(t, func(t *testing.T, p *player) {
		p.plays(fourAnswers...)
		p.plays("wait 7h5m", "see post: 4 people answered")
		all := p.digests()
		if len(all) != 1 || len(all[0].Files) != 1 {
			t.Fatalf("%d digests: %+v", len(all), all)
		}
		f := all[0].Files[0]
		if f.Name != "digest-weekdays-2026-W48.png" || !strings.Contains(f.AltTxt, "In the last week: ") || f.Title == "" {
			t.Errorf("its picture is %q, %q: %q", f.Name, f.Title, f.AltTxt)
		}
		data, err := p.ws.As("ben").Download(f)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := png.Decode(bytes.NewReader(data))
		if err != nil || shown.Bounds().Dx() != 1080 {
			t.Errorf("it is no picture: %v", err)
		}
		for _, who := range []string{"ana", "ben", "chioma", "dmitri"} {
			if strings.Contains(all[0].Text, p.ws.PersonID(who)) {
				t.Errorf("it names %s", who)
			}
		}
	})
}

// Each fault comes at the digest; whatever it is, the channel gets one.
func TestADigestIsPostedOnceWhateverGoesWrong(t *testing.T) {
	for _, c := range []struct {
		name    string
		fault   playground.Fault
		words   bool // alone, without the picture
		restart bool // in the middle of it
		log     []string
	}{
		{name: "the upload is refused", fault: playground.Fault{Kind: playground.APIError, Method: "files.getUploadURLExternal", Error: "storage_limit_reached"}, words: true},
		{name: "the share is refused", fault: playground.Fault{Kind: playground.APIError, Method: "files.completeUploadExternal", Error: "file_sharing_disabled"}, words: true},
		{name: "the scope was taken away", fault: playground.Fault{Kind: playground.APIError, Method: "files.getUploadURLExternal", Error: "missing_scope"}, words: true},
		{name: "Slack asks to wait", fault: playground.Fault{Kind: playground.RateLimit, Method: "files.completeUploadExternal", RetryAfter: 20 * time.Second}, log: []string{"postponed"}},
		{name: "the first call fails now and again", fault: playground.Fault{Kind: playground.ServerError, Method: "files.getUploadURLExternal", Count: 2}, log: []string{"postponed"}},
		{name: "uploads never work", fault: playground.Fault{Kind: playground.ServerError, Method: "files.getUploadURLExternal", Count: 1000}, words: true, log: []string{"postponed"}},
		{name: "the share breaks", fault: playground.Fault{Kind: playground.ServerError, Method: "files.completeUploadExternal"}, log: []string{"uncertain"}},
		{name: "the share's answer is lost", fault: playground.Fault{Kind: playground.LostResponse, Method: "files.completeUploadExternal"}, log: []string{"uncertain"}},
		{name: "the share's answer is lost, and the bot starts anew", fault: playground.Fault{Kind: playground.LostResponse, Method: "files.completeUploadExternal"}, restart: true, log: []string{"uncertain"}},
		{name: "the share hangs", fault: playground.Fault{Kind: playground.HangAfter, Method: "files.completeUploadExternal"}, restart: true, log: []string{"uncertain"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, p *player) {
				p.plays(fourAnswers...)
				p.plays("wait 6h58m")
				p.ws.Fault(c.fault)
				p.plays("wait 1m22s")
				if c.restart {
					p.plays("wait 5s", "restart")
				}
				p.plays("wait 10m")
				all := p.digests()
				if len(all) != 1 || (len(all[0].Files) == 0) != c.words {
					t.Errorf("%d digests: %+v", len(all), all)
				}
				p.hush(c.log...)
			})
		})
	}
}

func TestWhoMayNotBeReadIsNotReminded(t *testing.T) {
	for method, code := range map[string]string{
		"users.info": "user_not_found", "conversations.members": "missing_scope", "conversations.open": "user_disabled",
	} {
		t.Run(method, func(t *testing.T) {
			inWorld(t, func(t *testing.T, p *player) {
				p.plays("as ben", "command /interview reminders on", "see private: Reminders: on", "wait 1h", "see post: Nobody has answered yet", "wait 5h")
				p.ws.Fault(playground.Fault{Kind: playground.APIError, Method: method, Error: code, Count: 50})
				if method == "conversations.open" {
					p.plays("restart") // who forgets the DM's id
				}
				p.plays("wait 1h5m", "never dm: Reminder")
				p.hush("nobody reminded")
				waiting, err := p.assembly.coach.Waiting(t.Context())
				if err != nil || len(waiting) > 0 {
					t.Error(errors.Join(err), waiting)
				}
				p.ws.ClearFaults()
			})
		})
	}
}
