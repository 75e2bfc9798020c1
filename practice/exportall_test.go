package practice_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// whereExported says of each field of what names a person, or hangs on that, where
// in the export it stands; after a dash, why it does not.
var whereExported = map[string]map[string]string{
	"Answer": {
		"ID": "answers.id", "Person": "person", "Origin": "answers.origin", "Question": "answers.question", "Ask": "answers.ask",
		"Probed": "answers.origin", "Place": "answers.permalink", "Attempt": "answers.attempt", "Messages": "answers.messages", "Comment": "answers.comment",
		"CreatedAt": "answers.created_at", "EditedAt": "answers.edited_at", "Late": "answers.late", "Rating": "answers.rating",
		"FollowUp": "answers.follow_up", "Followed": "- whether the time for a follow-up has gone by", "Round": "answers.round",
		"Published": "answers.permalink", "Sharing": "answers.shared", "Alone": "answers.origin", "Below": "- where the bot replies", "Votes": "answers.votes",
		"Starred": "answers.starred", "SelfNote": "answers.self_note",
	},
	"Message": {"Stamp": "answers.messages.said_at", "Text": "answers.text", "Edited": "answers.messages.edited_at", "Aside": "answers.messages.aside"},
	"Vote":    {"Note": "answers.votes.note", "Verdict": "answers.votes.verdict"},
	"Place":   {"Channel": "answers.permalink", "Thread": "answers.permalink"},
	"Round": {
		"ID": "rounds.id", "Person": "person", "Choice": "rounds.kind", "Employer": "rounds.employer", "Turns": "rounds.turns",
		"Turn": "rounds.turns", "Stage": "- what it waits for", "StartedAt": "rounds.started_at", "TouchedAt": "rounds.touched_at",
		"EndedAt": "rounds.ended_at", "Ending": "rounds.ending", "PausedAt": "rounds.paused_at", "Pauses": "rounds.pauses",
		"Since": "- of its clock", "Noted": "- of its clock", "Thread": "- where it is held", "Channel": "- where it is held", "Pointed": "- what was said once",
	},
	"Turn": {
		"Round": "rounds.turns.round", "Question": "rounds.turns.question", "Ask": "rounds.turns.ask", "AskedAt": "rounds.turns.asked_at",
		"Minutes": "rounds.turns.minutes", "Reverse": "- of the question", "Curveball": "- of the question", "Answer": "rounds.turns.answer",
		"More": "- what was said once", "Clarified": "- what was said once", "Probes": "rounds.turns.more_follow_ups", "Spent": "rounds.turns.seconds",
		"Noted": "- of its clock", "Advice": "- of the interviewer's words", "Hints": "rounds.turns.hints", "Skipped": "rounds.turns.skipped", "Rating": "rounds.turns.rating",
	},
	"Probe": {
		"Ask": "rounds.turns.more_follow_ups.ask", "Checks": "- of the question", "Kind": "- of the question", "Twist": "- of the question",
		"AskedAt": "- of its clock", "Answer": "rounds.turns.more_follow_ups.answer", "Clarified": "- what was said once",
	},
	"Choice": {"Kind": "rounds.kind", "Length": "rounds.length", "Mode": "rounds.mode", "Level": "rounds.level", "Manner": "rounds.manner"},
	"Profile": {
		"Person": "person", "Choice": "settings.round", "InHand": "- one of asked_alone", "Reminders": "settings.reminders",
		"Snoozed": "settings.snoozed_until", "Away": "settings.snoozes", "Zone": "settings.time_zone", "ChatZone": "settings.time_zone_in_slack",
		"NoFeedback": "settings.feedback", "Swept": "settings.dm_swept_to", "Interview": "preparation.interview",
	},
	"Suggestion": {
		"ID": "suggestions.id", "By": "person", "At": "suggestions.created_at", "Asked": "suggestions.ask", "Note": "suggestions.note",
		"State": "suggestions.state", "Taken": "suggestions.taken", "Question": "suggestions.question", "Decider": "decisions",
		"DecidedAt": "suggestions.decided_at", "Reason": "suggestions.reason",
	},
	"Proposal": {
		"Ask": "suggestions.ask", "Also": "suggestions.also", "Style": "suggestions.style", "Area": "suggestions.area",
		"Competencies": "suggestions.competencies", "Level": "suggestions.level", "Minutes": "suggestions.minutes",
	},
	"Post": {
		"Key": "- its name", "Schedule": "- of channels", "Occurrence": "- of channels", "Channel": "asked_alone.permalink", "Question": "asked_alone.question",
		"Ask": "asked_alone.ask", "At": "asked_alone.asked_at", "OpenUntil": "- a year later", "Stamp": "asked_alone.permalink", "Refused": "- the bot's own",
		"To": "person", "Wish": "asked_alone.wish", "Gone": "- the bot's own", "Doubles": "- the bot's own",
	},
	"Wish": {"ID": "asked_alone.wish", "Area": "asked_alone.wish", "Competency": "asked_alone.wish", "Round": "asked_alone.wish", "Again": "- told by the attempts", "Style": "- told by the question", "Story": "- one of stories"},
	"Preparation": {
		"Person": "person", "At": "preparation.since", "Competencies": "preparation.competencies", "Areas": "preparation.areas",
		"Level": "preparation.level", "LevelWords": "preparation.level_words",
	},
	"Trace": {"Weight": "- reckoned from the words", "Topic": "preparation.competencies.topic", "Words": "preparation.competencies.words"},
	"Story": {"ID": "stories.answer", "Person": "person", "Title": "stories.title", "Competencies": "stories.competencies", "At": "stories.kept_at"},
	"Retrying": {
		"Person": "person", "Off": "retries.offers", "Stopped": "retries.offers", "At": "retries.at", "Next": "- when it is looked at again",
		"Offers": "retries.made", "Silent": "retries.left", "Last": "retries.last_of", "Offered": "retries.offered", "Rest": "retries.resting",
	},
	"Offer": {"Key": "- its name", "Question": "retries.last_of", "Answer": "- one of answers", "Day": "retries.last_day", "Heeded": "- told by left"},
	"Said": {
		"Place": "- told by the text", "Stamp": "unplaced.said_at", "Edited": "unplaced.edited_at", "By": "person", "Text": "unplaced.text",
		"Aside": "- told by the text", "Clip": "- told by the text", "Spoken": "- told by the text",
	},
	"Posting": {
		"Key": "- its name", "Kind": "bot_messages.kind", "Place": "- the bot's own", "To": "person", "Ref": "- what it is about has its own place", "N": "- the bot's own",
		"Sub": "- the bot's own", "At": "- the bot's own", "Why": "bot_messages.reason", "NotBefore": "bot_messages.at", "Seq": "- the bot's own",
		"State": "bot_messages.state", "Tries": "- the bot's own", "Fails": "- the bot's own", "Looks": "- the bot's own", "SentAt": "bot_messages.at",
		"Stamp": "- the bot's own", "Channel": "- the bot's own", "Since": "bot_messages.at", "Unseen": "- the bot's own",
	},
	"Act": {"At": "acts.at", "By": "person", "What": "acts.what"},
	"Forgetting": {
		"Person": "person", "At": "- it erases the rest in seconds", "Upto": "settings.forgotten_up_to", "DM": "- the bot's own", "Word": "- the bot's own",
		"Step": "- the bot's own", "From": "- the bot's own", "Erased": "- the bot's own", "Count": "- the bot's own",
	},
}

// records returns the types of the records that a store takes or gives and that
// name a person, with the types that hang on them.
func records() map[string]reflect.Type {
	out := map[string]reflect.Type{}
	var add func(t reflect.Type)
	within := func(t reflect.Type) bool {
		return t.Kind() == reflect.Struct && t.PkgPath() == reflect.TypeFor[practice.Answer]().PkgPath()
	}
	add = func(t reflect.Type) {
		name, _, _ := strings.Cut(t.Name(), "[") // of a generic type, the one for all
		if !within(t) || out[name] != nil {
			return
		}
		out[name] = t
		for i := range t.NumField() {
			f := t.Field(i).Type
			for f.Kind() == reflect.Slice || f.Kind() == reflect.Map || f.Kind() == reflect.Pointer {
				f = f.Elem()
			}
			add(f)
		}
	}
	var look func(t reflect.Type)
	look = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Slice, reflect.Pointer:
			look(t.Elem())
		case reflect.Func:
			for i := range t.NumIn() {
				look(t.In(i))
			}
		case reflect.Struct:
			if !within(t) {
				return
			}
			for i := range t.NumField() {
				if t.Field(i).Type == reflect.TypeFor[practice.Person]() {
					add(t)
				}
			}
		}
	}
	tx := reflect.TypeFor[practice.Tx]()
	for i := range tx.NumMethod() {
		m := tx.Method(i).Type
		for j := range m.NumIn() {
			look(m.In(j))
		}
		for j := range m.NumOut() {
			look(m.Out(j))
		}
	}
	return out
}

func TestTheExportAccountsForEveryRecordOfAPerson(t *testing.T) {
	paths := map[string]bool{}
	for _, k := range documented(t).keys("") {
		paths[strings.Trim(k, ".?")] = true
	}
	found := records()
	for name, typ := range found {
		fields := whereExported[name]
		if fields == nil {
			t.Errorf("%s names a person: give it an exporter in practice/export.go, and say here where its fields stand", name)
			continue
		}
		for i := range typ.NumField() {
			f := typ.Field(i).Name
			where := fields[f]
			switch why, left := strings.CutPrefix(where, "- "); {
			case where == "":
				t.Errorf("%s.%s is new: export it in practice/export.go and docs/export.schema.json, and say here where it stands, or why it does not", name, f)
			case !left && !paths[where]:
				t.Errorf("%s.%s: there is no %s in the export", name, f, where)
			case left && why == "":
				t.Errorf("%s.%s: say why it is left out", name, f)
			}
		}
		if len(fields) > typ.NumField() {
			t.Errorf("%s has fewer fields than are said here", name)
		}
	}
	for name := range whereExported {
		if found[name] == nil {
			t.Errorf("no record is a %s", name)
		}
	}
	if n := len(found); n < 14 {
		t.Errorf("only %d kinds of record were found", n)
	}
}

// practises does whatever can be kept of a person; each text holds their word.
func practises(o *office, p candidate, word string) {
	o.t.Helper()
	ctx := o.t.Context()
	_, err := o.coach.BeginRound(ctx, p.id, practice.Choice{Kind: practice.Technical, Length: practice.Express, Mode: practice.PracticeMode, Level: "manager", Manner: practice.Pressing})
	o.must(err)
	r, err := o.coach.Running(ctx, p.id)
	o.must(err)
	o.arrives("round/" + r.ID + "/briefing")
	said := p.tells(story + " " + word + " in the round.")
	_, err = o.coach.HearRound(ctx, p.changes(said, story+" "+word+" in the round, edited."))
	o.must(err)
	p.does("done")
	_, err = o.coach.EndRound(ctx, p.word())
	o.must(err)
	_, err = o.coach.CloseRound(ctx, p.word())
	o.must(err)
	p.says(story + " " + word + " in the thread.")
	a := p.privately(story+" "+word+" in private.", "form-"+word)
	_, err = o.coach.Publish(ctx, a.ID, p.id)
	o.must(err)
	_, err = o.coach.Ask(ctx, p.id, practice.Wish{Round: "technical"}, "once-"+word)
	o.must(err)
	o.must(o.coach.Snooze(ctx, p.id, "2026-12-24"))
	o.must(o.coach.SetReminders(ctx, p.id, practice.RemindersOn))
	o.must(o.coach.SawZone(ctx, p.id, "Europe/Vienna"))
	stray := practice.Said{Place: practice.Place{Channel: "C9", Thread: 9}, Stamp: o.stamp(), By: p.id, Text: word + " unplaced"}
	at, id := o.now, practice.FirstID(o.now)
	o.wait(time.Second)
	o.must(o.coach.Store.Update(ctx, func(tx practice.Tx) error {
		a, err := tx.Answer(a.ID)
		if err != nil {
			return err
		}
		a.Rating, a.FollowUp, a.Votes = 3, word+" asked next", []practice.Vote{{Note: "result", Verdict: practice.Helpful}}
		_, _, err = tx.Once("retry/"+string(p.id)+"/2026-11-23", "", at)
		return errors.Join(err, tx.PutAnswer(a), tx.PutStray(stray),
			tx.PutSuggestion(practice.Suggestion{
				ID: id, By: p.id, At: at, Asked: practice.Proposal{Ask: word + "?", Also: word + " also?", Style: "behavioural", Area: "cloud", Competencies: []bank.Competency{"budgeting"}, Level: "manager", Minutes: 2},
				Note: word + " note", State: practice.SuggestionDeclined, Decider: admin, DecidedAt: at, Reason: word + " reason",
			}),
			tx.PutSuggestion(practice.Suggestion{ID: id + 1, By: "somebody", At: at, Asked: practice.Proposal{Ask: "Not " + string(p.id) + "'s"}, State: practice.SuggestionApproved, Decider: p.id, DecidedAt: at}),
			tx.PutAct(practice.Act{At: at, By: p.id, What: "pause " + word}),
			tx.PutTombstone(p.id, 5),
			tx.PutEarlier(a.ID, []practice.Version{{Text: word + " earlier", At: at}}),
			tx.PutPreparation(practice.Preparation{Person: p.id, At: at, Competencies: []practice.Trace[bank.Competency]{{Topic: "budgeting", Words: []string{word + " budget"}}}}),
			tx.PutStory(practice.Story{ID: a.ID, Person: p.id, Title: word + " title", Competencies: []bank.Competency{"budgeting"}, At: at}),
			tx.PutRetrying(practice.Retrying{Person: p.id, Off: true, Offers: 1, Rest: []string{"q01"}}),
		)
	}))
}

func TestTheExportHoldsAllOfOnePersonAndNothingOfAnothers(t *testing.T) {
	o := asking(t)
	ana, ben := o.person("ana"), o.person("ben")
	practises(o, ana, "xylophone")
	practises(o, ben, "marzipan")
	one, anas := ana.exports()
	two, bens := ben.exports()
	keeps(t, one)
	keeps(t, two)
	for _, e := range []struct{ text, own, other string }{{anas, "xylophone", "marzipan"}, {bens, "marzipan", "xylophone"}} {
		if strings.Contains(e.text, e.other) {
			t.Errorf("it has %q, which is another's: %s", e.other, e.text)
		}
		for _, what := range []string{
			"in the round, edited.", "in the thread.", "in private.", "unplaced", "?", "also?", "note", "reason", "asked next", "earlier", "budget", "title",
		} {
			if n := strings.Count(e.text, `"`+e.own+" "+what) + strings.Count(e.text, " "+e.own+" "+what); what != "?" && n != 1 {
				t.Errorf("%s %s stands there %d times", e.own, what, n)
			}
		}
	}
	if strings.Contains(anas, "ben's") || strings.Contains(bens, "ana's") || strings.Contains(anas, `"ben"`) || strings.Contains(bens, `"ana"`) {
		t.Error("they name each other")
	}
	// Whatever an export can hold is in this one.
	var missing []string
	for k := range documented(t).Properties {
		if one[k] == nil || reflect.ValueOf(one[k]).Kind() == reflect.Slice && reflect.ValueOf(one[k]).Len() == 0 {
			missing = append(missing, k)
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Errorf("the test is of no use for %v", missing)
	}
}
