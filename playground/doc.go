// Package playground is a local workspace that behaves as Slack does towards
// an app: the Web API over HTTP, Socket Mode, events, interactions and
// limits, with a page on which several people can be played.
//
// It is written from Slack's documentation and shares no code with the bot,
// so that a mistake in one is not repeated in the other. Everything is kept
// in one [Workspace]; every change to it is made under one lock, which is
// never held while waiting. Time comes from package time alone, so that a
// workspace reached through [Workspace.Pipe] runs in a testing/synctest bubble.
package playground
