package bot

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// sawZone keeps the zone that Slack says a person is in; it is asked for that
// unless it was lately. unscoped is true where Slack does not let the bot ask.
func (b *Bot) sawZone(ctx context.Context, p practice.Person) (unscoped bool, err error) {
	who, err := b.web.who(ctx, p)
	if err == nil {
		err = b.coach.SawZone(ctx, p, who.zone)
	}
	if call := new(callError); err != nil && !errors.As(err, &call) {
		return false, err
	}
	_, _, code := judge(err)
	return code == "missing_scope", nil
}

// kept are a person's settings as they are stored.
func (b *Bot) kept(ctx context.Context, p practice.Person) (view.Settings, error) {
	profile, err := b.coach.Settings(ctx, p)
	if err != nil {
		return view.Settings{}, err
	}
	retrying, err := b.coach.Retries(ctx, p)
	return b.shown(profile, retrying), err
}

// shown are settings as they are shown.
func (b *Bot) shown(p practice.Profile, r practice.Retrying) view.Settings {
	return view.Settings{
		Retry:   retrySettings(r),
		Offered: b.reminds(""), On: p.Reminders == practice.RemindersOn, Until: p.Snoozed,
		Zone: cmp.Or(p.Zone, p.ChatZone), Chosen: p.Zone != "", Quiet: p.NoFeedback,
	}
}

// reminds reports whether a schedule sends reminders, or any, for an empty name.
func (b *Bot) reminds(schedule string) bool {
	for _, s := range b.schedules {
		if s.Reminder.Due != nil && (schedule == "" || s.Name == schedule) {
			return true
		}
	}
	return false
}

// changed returns a reply after a change of settings: Home is drawn anew, and
// what was not clicked there is answered.
func (b *Bot) changed(ctx context.Context, from origin, home bool) (reply, error) {
	if home {
		return reply{home: from.person}, nil
	}
	r, err := settingsNote(ctx, b, from)
	r.home = from.person
	return r, err
}

// zoneWithin is the longest that settings wait for Slack to say in which zone
// somebody is.
const zoneWithin = time.Second

// settingsNote shows a person's settings where they asked. Waiting for their zone
// leaves half of the time that is left until ctx ends, if it does.
func settingsNote(ctx context.Context, b *Bot, from origin) (reply, error) {
	wait := zoneWithin
	if end, ends := ctx.Deadline(); ends {
		wait = min(wait, time.Until(end)/2)
	}
	asking, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	if _, err := b.sawZone(asking, from.person); err != nil && ctx.Err() == nil && asking.Err() == nil {
		return reply{}, err
	}
	s, err := b.kept(ctx, from.person)
	return from.whisper(view.SettingsNote(s)), err
}

// atHome reports whether a click was in the Home tab.
func (in click) atHome() bool { return in.view != nil && in.view.home }

// refused draws Home anew where a click there was refused, so that it shows what
// is kept and not what was picked.
func (in click) refused(r reply, err error) (reply, error) {
	if refusal := refusalIn(err); refusal != nil && in.atHome() {
		r = in.from.whisper(view.Refusal(refusal, in.from.person))
		r.home = in.from.person
		return r, nil
	}
	return r, err
}

func setReminders(ctx context.Context, b *Bot, c click) (reply, error) {
	if c.value != string(practice.RemindersOn) && c.value != string(practice.RemindersOff) {
		return reply{}, practice.ErrStale
	}
	if err := b.coach.SetReminders(ctx, c.from.person, practice.Reminders(c.value)); err != nil {
		return reply{}, err
	}
	return b.changed(ctx, c.from, c.atHome())
}

func snooze(ctx context.Context, b *Bot, c click) (reply, error) {
	if err := b.coach.Snooze(ctx, c.from.person, c.value); err != nil {
		return c.refused(reply{}, err)
	}
	return b.changed(ctx, c.from, c.atHome())
}

func wake(ctx context.Context, b *Bot, c click) (reply, error) {
	if err := b.coach.Snooze(ctx, c.from.person, ""); err != nil {
		return reply{}, err
	}
	return b.changed(ctx, c.from, c.atHome())
}

func setZone(ctx context.Context, b *Bot, c click) (reply, error) {
	zone := c.value
	if zone == view.SlackZone {
		zone = ""
	}
	if err := b.coach.SetZone(ctx, c.from.person, zone); err != nil {
		return c.refused(reply{}, err)
	}
	return b.changed(ctx, c.from, c.atHome())
}

// settingWords are the settings as words, after /interview and in the DM.
var settingWords = map[string]commandDeed{
	"settings":  showSettings,
	"reminders": remindersWord, "reminder": remindersWord,
	"snooze": snoozeWord, "timezone": zoneWord,
	"feedback": feedbackWord, "retry": retryWord,
}

// settingWord returns what words typed in the DM do to one's settings; ok is
// false where they are no such words.
func settingWord(words []string) (do deed, ok bool) {
	if len(words) == 0 || len(words) > 3 && words[0] != "retry" {
		return nil, false
	}
	act, ok := settingWords[words[0]]
	if words[0] == "feedback" && !onOrOff(words[1:]) || words[0] == "retry" && !plainRetry(words[1:]) {
		return nil, false // it hardly means the setting
	}
	return func(ctx context.Context, b *Bot, from origin) (reply, error) { return act(ctx, b, from, words[1:]) }, ok
}

// plainSetting reports whether the words of a setting can hardly mean anything
// else. Others that begin like them, such as "snooze the alerts", may well be
// part of an answer.
func plainSetting(words []string) bool {
	rest := words[1:]
	if len(rest) == 0 {
		return true
	}
	last := rest[len(rest)-1]
	switch words[0] {
	case "reminders", "reminder", "feedback":
		return onOrOff(rest)
	case "retry":
		return plainRetry(rest)
	case "snooze":
		return last == "off" || last[0] >= '0' && last[0] <= '9'
	}
	return words[0] == "timezone"
}

// setsHere returns what the words of a setting do in the DM. Where its person
// may be answering a question, post or that of a running round, only those count
// that are no answer.
func (b *Bot) setsHere(ctx context.Context, by practice.Person, words []string, post practice.Post) (do deed, ok bool, err error) {
	do, ok = settingWord(words)
	if !ok || plainSetting(words) {
		return do, ok, nil
	}
	if post.Key != "" {
		return nil, false, nil
	}
	_, err = b.coach.Running(ctx, by)
	if errors.Is(err, practice.ErrNoRound) {
		return do, true, nil
	}
	return nil, false, err
}

func showSettings(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) {
	return b.changed(ctx, from, false)
}

func remindersWord(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	switch set := practice.Reminders(strings.Join(rest, " ")); set {
	case practice.RemindersOn, practice.RemindersOff:
		if err := b.coach.SetReminders(ctx, from.person, set); err != nil {
			return reply{}, err
		}
	}
	return b.changed(ctx, from, false)
}

func snoozeWord(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	if len(rest) > 1 && rest[0] == "until" {
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return b.changed(ctx, from, false)
	}
	until := strings.Join(rest, " ")
	if until == "off" {
		until = ""
	}
	if err := b.coach.Snooze(ctx, from.person, until); err != nil {
		return reply{}, err
	}
	return b.changed(ctx, from, false)
}

func zoneWord(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	typed := strings.Join(rest, "_")
	switch typed {
	case "":
		return b.changed(ctx, from, false)
	case view.SlackZone:
		typed = ""
	default:
		typed = zoneNamed(typed)
	}
	if err := b.coach.SetZone(ctx, from.person, typed); err != nil {
		return reply{}, err
	}
	return b.changed(ctx, from, false)
}

// zoneNamed returns the zone that was typed in whatever case. Of a city alone, or
// of a name with a slip in it, it is the listed one that comes nearest.
func zoneNamed(typed string) string {
	var lower []string
	for _, name := range view.Zones() {
		l := strings.ToLower(name)
		if l == typed || l[strings.LastIndex(l, "/")+1:] == typed {
			return name
		}
		lower = append(lower, l)
	}
	for _, name := range []string{titled(typed), strings.ToUpper(typed)} {
		if _, err := time.LoadLocation(name); err == nil {
			return name
		}
	}
	if near, ok := bank.Nearest(typed, lower); ok {
		return zoneNamed(near)
	}
	return typed
}

// titled returns a zone's name with each of its words begun in upper case.
func titled(name string) string {
	up := true
	return strings.Map(func(r rune) rune {
		if up {
			r = []rune(strings.ToUpper(string(r)))[0]
		}
		up = r == '/' || r == '_' || r == '-'
		return r
	}, name)
}

// offersReminders reports whether to ask the author of an answer if they want
// reminders: they never said, and its question's schedule sends them.
func (b *Bot) offersReminders(ctx context.Context, a practice.Answer) (bool, error) {
	if a.Alone || !b.reminds("") {
		return false, nil
	}
	post, _, err := b.coach.PostIn(ctx, a.Place)
	if errors.Is(err, practice.ErrNotFound) || !b.reminds(post.Schedule) {
		return false, nil
	}
	if err != nil && !errors.Is(err, practice.ErrNoQuestion) {
		return false, err
	}
	profile, err := b.coach.Settings(ctx, a.Person)
	return profile.Reminders == "", err
}
