package practice_test

import (
	"errors"
	"testing"
	"time"

	"greenroom/practice"
)

func TestWhatOneAnswerIs(t *testing.T) {
	for _, c := range []struct {
		name string
		talk func(t *testing.T, o *office, ana candidate)
	}{
		{"one message is one answer", func(_ *testing.T, o *office, ana candidate) {
			ana.says(story)
			ana.see(story)
			o.counted(1)
		}},
		{"three messages are one answer", func(_ *testing.T, o *office, ana candidate) {
			ana.says("We had forty outages a year.")
			ana.says("I wrote a runbook for each of the five worst and drilled the team.")
			ana.see("We had forty outages a year. / I wrote a runbook for each of the five worst and drilled the team.")
			ana.says("Now we have nine.")
			ana.see("We had forty outages a year. / I wrote a runbook for each of the five worst and drilled the team. / Now we have nine.")
			o.counted(1)
		}},
		{"a few words are a comment", func(_ *testing.T, o *office, ana candidate) {
			ana.says("Good question!")
			ana.see("Good question! [comment]")
			o.counted(0)
		}},
		{"fifteen words are an answer, fourteen are not", func(_ *testing.T, o *office, ana candidate) {
			first := ana.says("one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
			o.counted(0)
			ana.edits(first, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen")
			o.counted(1)
		}},
		{"a remark to a colleague is a comment, however long", func(_ *testing.T, o *office, ana candidate) {
			ana.remarks("@Ben " + story)
			ana.see("@Ben " + story + " [comment]")
			o.counted(0)
		}},
		{"a comment becomes part of the answer that follows", func(_ *testing.T, o *office, ana candidate) {
			ana.says("Hm, let me think.")
			ana.remarks("@Ben was that the year of the flood?")
			o.counted(0)
			ana.says(story)
			ana.see("Hm, let me think. / @Ben was that the year of the flood? / " + story)
			o.counted(1)
		}},
		{"an edit replaces the message", func(_ *testing.T, o *office, ana candidate) {
			said := ana.says("Short so far.")
			ana.edits(said, story)
			ana.see(story)
			o.counted(1)
		}},
		{"an edit that makes it short makes it a comment again", func(_ *testing.T, o *office, ana candidate) {
			said := ana.says(story)
			o.counted(1)
			ana.edits(said, "Never mind.")
			ana.see("Never mind. [comment]")
			o.counted(0)
		}},
		{"an edit may come before its message", func(_ *testing.T, o *office, ana candidate) {
			said := ana.types("Frist version.")
			o.hears(ana.changes(said, story))
			ana.see(story)
			o.hears(said)
			ana.see(story)
		}},
		{"of two edits the later counts, whichever comes first", func(_ *testing.T, o *office, ana candidate) {
			said := ana.says("Frist.")
			second := ana.changes(said, "Second.")
			third := ana.changes(said, story)
			o.hears(third)
			o.hears(second)
			ana.see(story)
		}},
		{"a deleted message is gone", func(_ *testing.T, o *office, ana candidate) {
			said := ana.says(story)
			ana.deletes(said)
			ana.see()
			o.counted(0)
		}},
		{"of several messages one may be deleted", func(_ *testing.T, o *office, ana candidate) {
			ana.says("First.")
			slip := ana.says("My password is hunter2.")
			ana.says(story)
			ana.deletes(slip)
			ana.see("First. / " + story)
			o.counted(1)
		}},
		{"a deletion may come before its message", func(_ *testing.T, o *office, ana candidate) {
			said := ana.types(story)
			ana.deletes(said)
			o.hears(said)
			o.hears(ana.changes(said, "An edit that was under way."))
			ana.see()
		}},
		{"deleted and delivered again in one commit it stays gone", func(t *testing.T, o *office, ana candidate) {
			said := ana.says(story)
			o.must(o.coach.Store.Update(t.Context(), func(tx practice.Tx) error {
				c := o.inside(tx)
				if err := c.Unsay(t.Context(), practice.Unsaid{Place: said.Place, Stamp: said.Stamp}); err != nil {
					return err
				}
				_, err := c.Hear(t.Context(), said)
				return err
			}))
			ana.see()
			o.counted(0)
		}},
		{"the deletion of what is no reply leaves no trace", func(t *testing.T, o *office, ana candidate) {
			o.wait(time.Second)
			o.must(o.coach.Unsay(t.Context(), practice.Unsaid{Place: practice.Place{Channel: channel}, Stamp: o.stamp()}))
			o.view(func(tx practice.Tx) error {
				if _, gone, err := tx.Heard(channel, o.stamp()); gone || err != nil {
					t.Errorf("a message of the channel that nobody heard of is gone: %v", err)
				}
				return nil
			})
		}},
		{"a deletion whose thread is not known finds its message", func(_ *testing.T, o *office, ana candidate) {
			said := ana.says(story)
			o.must(o.coach.Unsay(t.Context(), practice.Unsaid{Place: practice.Place{Channel: channel}, Stamp: said.Stamp}))
			ana.see()
			o.hears(said)
			ana.see()
		}},
		{"what is delivered again changes nothing", func(_ *testing.T, o *office, ana candidate) {
			said := ana.says(story)
			edited := ana.edits(said, story+" Twice.")
			for _, again := range []practice.Said{said, edited, said} {
				o.hears(again)
			}
			ana.see(story + " Twice.")
			if _, changed := ana.the().Hear(edited); changed {
				o.t.Error("what is known already counts as a change")
			}
			ana.deletes(said)
			ana.deletes(said)
			o.hears(edited)
			ana.see()
		}},
		{"what comes after the post has closed is late", func(_ *testing.T, o *office, ana candidate) {
			o.now = o.post.OpenUntil.Add(-time.Second)
			o.person("ben").says(story)
			ana.says(story)
			o.person("ben").see(story)
			ana.see(story + " [late]")
			o.counted(2)
		}},
		{"replies fetched later are late only if they were said late", func(_ *testing.T, o *office, ana candidate) {
			said := ana.types(story)
			o.now = o.post.OpenUntil.Add(48 * time.Hour)
			o.hears(said)
			ana.see(story)
		}},
		{"two people have two answers", func(_ *testing.T, o *office, ana candidate) {
			ana.says(story)
			ben := o.person("ben")
			ben.says(story + " Mine, too.")
			ana.see(story)
			ben.see(story + " Mine, too.")
			o.counted(2)
		}},
		{"nobody edits another's message", func(_ *testing.T, o *office, ana candidate) {
			said := ana.says(story)
			said.By = "mallory"
			o.hears(practice.Said{Place: said.Place, Stamp: said.Stamp, Edited: said.Stamp + 1, By: "mallory", Text: "Not hers."})
			ana.see(story)
			o.person("mallory").see()
		}},
		{"what is said elsewhere is not kept", func(_ *testing.T, o *office, ana candidate) {
			for _, in := range []practice.Place{
				{Channel: channel}, {Channel: channel, Thread: o.post.Stamp + 1}, {Channel: "C2", Thread: o.post.Stamp},
			} {
				said := ana.types(story)
				said.Place = in
				o.hears(said)
			}
			ana.see()
		}},
		{"a second try a day later is another answer", func(_ *testing.T, o *office, ana candidate) {
			first := ana.says(story)
			o.wait(24 * time.Hour)
			ana.triesAgain()
			o.counted(1) // still one who has answered
			ana.triesAgain()
			ana.says("This time with figures.")
			o.counted(1)
			ana.says(story + " It cost nothing.")
			ana.see(story, "This time with figures. / "+story+" It cost nothing. [attempt 2]")
			o.counted(1)
			// The first keeps its own edits.
			ana.edits(first, story+" First.")
			ana.see(story+" First.", "This time with figures. / "+story+" It cost nothing. [attempt 2]")
		}},
		{"a second try whose messages are deleted stays begun", func(_ *testing.T, o *office, ana candidate) {
			ana.says(story)
			ana.triesAgain()
			slip := ana.says("Oops.")
			ana.deletes(slip)
			ana.see(story, "[comment, attempt 2]")
			ana.says(story)
			ana.see(story, story+" [attempt 2]")
		}},
		{"with the second try deleted the first counts again", func(_ *testing.T, o *office, ana candidate) {
			ana.says(story)
			ana.triesAgain()
			ana.says(story + " Again.")
			o.must(o.coach.Delete(t.Context(), ana.all()[1].ID, "ana"))
			ana.see(story)
			o.counted(1)
			ana.says("One thing more.")
			ana.see(story + " / One thing more.")
		}},
		{"what was said before the second try belongs to the first, however late it comes", func(_ *testing.T, o *office, ana candidate) {
			ana.says(story)
			late := ana.types("And it cost nothing.")
			o.wait(time.Minute)
			ana.triesAgain()
			o.hears(late)
			ana.see(story+" / And it cost nothing.", "[comment, attempt 2]")
			o.wait(time.Minute)
			second := ana.types(story + " Second.")
			o.wait(time.Minute)
			ana.says("Third.")
			o.hears(second)
			o.hears(late)
			ana.see(story+" / And it cost nothing.", story+" Second. / Third. [attempt 2]")
			o.counted(1)
		}},
		{"what comes late for a try that was deleted is not lost", func(_ *testing.T, o *office, ana candidate) {
			ana.says(story)
			late := ana.types(story + " Late.")
			o.wait(time.Minute)
			ana.triesAgain()
			o.must(o.coach.Delete(o.t.Context(), ana.all()[0].ID, "ana"))
			o.hears(late)
			ana.see(story + " Late. [attempt 2]")
		}},
		{"a second try said seconds before it was begun, by a clock that is behind, is one", func(_ *testing.T, o *office, ana candidate) {
			ana.says(story)
			o.wait(time.Minute)
			ana.triesAgain()
			again := ana.types(story + " Again.")
			again.Stamp -= 5_000_000
			o.hears(again)
			ana.see(story, story+" Again. [attempt 2]")
		}},
		{"a second try counts where this machine's clock is behind the chat's", func(_ *testing.T, o *office, ana candidate) {
			o.wait(time.Minute)
			said := ana.types(story)
			o.hears(said)
			o.wait(-90 * time.Second)
			ana.triesAgain()
			ana.see(story, "[comment, attempt 2]")
			o.counted(1)
			o.wait(2 * time.Minute)
			ana.says(story + " Again.")
			ana.see(story, story+" Again. [attempt 2]")
			o.counted(1)
		}},
		{"nobody tries again who has not answered", func(_ *testing.T, o *office, ana candidate) {
			o.refusal("Try again", o.coach.TryAgain(t.Context(), o.post.Place(), "ana"), practice.ErrNotFound)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := asking(t)
			c.talk(t, o, o.person("ana"))
		})
	}
}

func TestAnIDReadsAsItWasWritten(t *testing.T) {
	o := asking(t)
	ana := o.person("ana")
	ana.says(story)
	id := ana.the().ID
	if got, err := practice.ParseID(id.String()); got != id || err != nil {
		t.Errorf("ParseID(%q) = %v, %v", id, got, err)
	}
	for _, bad := range []string{"", "x", "0000000000000", id.String() + "0", "zzzzzzzzzzzzz", " " + id.String()[1:]} {
		if _, err := practice.ParseID(bad); !errors.Is(err, practice.ErrNotFound) {
			t.Errorf("ParseID(%q): %v", bad, err)
		}
	}
}
