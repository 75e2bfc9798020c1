package practice_test

import (
	"testing"
	"time"

	"greenroom/practice"
)

func TestWhoTypesConfidentialMatterIntoAThreadIsToldOnce(t *testing.T) {
	const secret = "The login was monitor / Winter2023 everywhere."
	for _, c := range []struct {
		name string
		talk func(*office, candidate)
		want int
	}{
		{"one word, however short the reply", func(_ *office, ana candidate) { ana.says(secret) }, 1},
		{"one for an answer of several replies", func(_ *office, ana candidate) { ana.says(secret); ana.says("And the box was srv-db-03.") }, 1},
		{"none for what is nobody's", func(_ *office, ana candidate) { ana.says(story) }, 0},
		{"one for what an edit adds days later", func(o *office, ana candidate) {
			said := ana.says(story)
			o.wait(50 * time.Hour)
			ana.edits(said, story+" "+secret)
		}, 1},
		{"none for what is days old", func(o *office, ana candidate) {
			said := ana.types(secret)
			o.wait(50 * time.Hour)
			o.hears(said)
		}, 0},
		{"none for what was edited away before it came", func(o *office, ana candidate) {
			said := ana.types(secret)
			o.hears(ana.changes(said, story))
			o.hears(said)
		}, 0},
		{"one for a reply that came before its question was known", func(o *office, ana candidate) {
			o.wait(2 * time.Minute)
			o.post = o.ask()
			_, err := o.coach.Send(o.t.Context(), o.post.Key)
			o.must(err)
			o.post.Stamp = o.stamp()
			ana.says(secret)
			o.must(o.coach.Arrived(o.t.Context(), o.post.Key, channel, o.post.Stamp))
		}, 1},
		{"none where unasked feedback is switched off", func(o *office, ana candidate) { o.coach.FollowUps = false; ana.says(secret) }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := asking(t)
			c.talk(o, o.person("ana"))
			got := o.waiting(practice.PostSeen)
			if len(got) != c.want {
				t.Fatalf("%d warnings, want %d", len(got), c.want)
			}
			if c.want > 0 && got[0].Kind.Policy() != practice.AtMostOnce {
				t.Errorf("%+v", got[0])
			}
		})
	}
}
