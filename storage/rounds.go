package storage

import (
	"errors"
	"fmt"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

type choiceRecord struct {
	Kind   string `msgpack:"k"`
	Length string `msgpack:"l"`
	Mode   string `msgpack:"m"`
	Level  string `msgpack:"v"`
	Manner string `msgpack:"a,omitempty"`
}

func newChoiceRecord(c practice.Choice) choiceRecord {
	return choiceRecord{Kind: string(c.Kind), Length: string(c.Length), Mode: string(c.Mode), Level: string(c.Level), Manner: string(c.Manner)}
}

func (r choiceRecord) choice() practice.Choice {
	return practice.Choice{
		Kind: practice.Kind(r.Kind), Length: practice.Length(r.Length), Mode: practice.Mode(r.Mode), Level: bank.Level(r.Level),
		Manner: practice.Manner(r.Manner),
	}
}

type profileRecord struct {
	Choice choiceRecord `msgpack:"c"`
	InHand string       `msgpack:"h,omitempty"`

	Reminders string `msgpack:"r,omitempty"`
	Snoozed   string `msgpack:"s,omitempty"`
	Zone      string `msgpack:"z,omitempty"`
	ChatZone  string `msgpack:"cz,omitempty"`

	NoFeedback bool `msgpack:"nf,omitempty"`

	Away      string `msgpack:"aw,omitempty"`
	Interview string `msgpack:"iv,omitempty"`
	Swept     int64  `msgpack:"sw,omitempty"`
}

func newProfileRecord(p practice.Profile) profileRecord {
	return profileRecord{
		Choice: newChoiceRecord(p.Choice), InHand: p.InHand,
		Reminders: string(p.Reminders), Snoozed: p.Snoozed, Zone: p.Zone, ChatZone: p.ChatZone,
		NoFeedback: p.NoFeedback, Away: string(p.Away), Interview: p.Interview, Swept: int64(p.Swept),
	}
}

func (r profileRecord) profile(p practice.Person) practice.Profile {
	return practice.Profile{
		Person: p, Choice: r.Choice.choice(), InHand: r.InHand,
		Reminders: practice.Reminders(r.Reminders), Snoozed: r.Snoozed, Zone: r.Zone, ChatZone: r.ChatZone,
		NoFeedback: r.NoFeedback, Away: practice.Absence(r.Away), Interview: r.Interview, Swept: practice.Stamp(r.Swept),
	}
}

type actRecord struct {
	At   int64  `msgpack:"t"`
	By   string `msgpack:"b"`
	What string `msgpack:"w"`
}

type roundRecord struct {
	ID        string       `msgpack:"i"`
	Person    string       `msgpack:"p"`
	Choice    choiceRecord `msgpack:"c"`
	Turns     []turnRecord `msgpack:"t"`
	Turn      int          `msgpack:"n"`
	Stage     string       `msgpack:"s"`
	StartedAt int64        `msgpack:"sa"`
	TouchedAt int64        `msgpack:"ta"`
	EndedAt   int64        `msgpack:"ea"`
	Ending    string       `msgpack:"e"`
	PausedAt  int64        `msgpack:"pa"`
	Pauses    int          `msgpack:"pn"`
	Since     int64        `msgpack:"si"`
	Thread    int64        `msgpack:"th"`
	Channel   string       `msgpack:"ch"`
	Pointed   bool         `msgpack:"po"`
	Employer  string       `msgpack:"em,omitempty"`
	Noted     int          `msgpack:"no,omitempty"`
}

type turnRecord struct {
	Question  string        `msgpack:"q"`
	AskedAt   int64         `msgpack:"t"`
	Ask       string        `msgpack:"a"`
	Minutes   int           `msgpack:"m"`
	Reverse   bool          `msgpack:"r"`
	Answer    uint64        `msgpack:"an"`
	Spent     int64         `msgpack:"s"` // nanoseconds
	Hints     int           `msgpack:"h"`
	Skipped   bool          `msgpack:"k"`
	Rating    int           `msgpack:"g"`
	Round     string        `msgpack:"ro,omitempty"` // empty in old records: the kind of their round
	Curveball bool          `msgpack:"cb,omitempty"`
	More      bool          `msgpack:"mo,omitempty"`
	Clarified bool          `msgpack:"cl,omitempty"`
	Noted     int           `msgpack:"no,omitempty"`
	Advice    string        `msgpack:"ad,omitempty"`
	Probes    []probeRecord `msgpack:"pr,omitempty"`

	// Old records have one follow-up, here.
	FollowUp       string `msgpack:"f,omitempty"`
	FollowUpChecks string `msgpack:"fc,omitempty"`
	FollowUpAnswer uint64 `msgpack:"fa,omitempty"`
	FollowedAt     int64  `msgpack:"ft,omitempty"`
}

type probeRecord struct {
	Ask       string `msgpack:"a"`
	Checks    string `msgpack:"c,omitempty"`
	Kind      string `msgpack:"k,omitempty"`
	Twist     bool   `msgpack:"w,omitempty"`
	AskedAt   int64  `msgpack:"t"`
	Answer    uint64 `msgpack:"an,omitempty"`
	Clarified bool   `msgpack:"cl,omitempty"`
}

func newRoundRecord(r practice.Round) roundRecord {
	out := roundRecord{
		ID: r.ID, Person: string(r.Person), Choice: newChoiceRecord(r.Choice), Turn: r.Turn, Stage: string(r.Stage),
		StartedAt: micros(r.StartedAt), TouchedAt: micros(r.TouchedAt), EndedAt: micros(r.EndedAt), Ending: string(r.Ending),
		PausedAt: micros(r.PausedAt), Pauses: r.Pauses, Since: micros(r.Since), Thread: int64(r.Thread), Channel: r.Channel,
		Pointed: r.Pointed, Employer: r.Employer, Noted: r.Noted,
	}
	for _, t := range r.Turns {
		out.Turns = append(out.Turns, newTurnRecord(t))
	}
	return out
}

func newTurnRecord(t practice.Turn) turnRecord {
	out := turnRecord{
		Question: t.Question, AskedAt: micros(t.AskedAt), Ask: t.Ask, Minutes: t.Minutes, Reverse: t.Reverse, Answer: uint64(t.Answer),
		Spent: int64(t.Spent), Hints: t.Hints, Skipped: t.Skipped, Rating: t.Rating, Round: string(t.Round), Curveball: t.Curveball,
		More: t.More, Clarified: t.Clarified, Noted: t.Noted, Advice: string(t.Advice),
	}
	for _, p := range t.Probes {
		out.Probes = append(out.Probes, probeRecord{
			Ask: p.Ask, Checks: p.Checks, Kind: string(p.Kind), Twist: p.Twist, AskedAt: micros(p.AskedAt), Answer: uint64(p.Answer), Clarified: p.Clarified,
		})
	}
	return out
}

func (r roundRecord) round() practice.Round {
	out := practice.Round{
		ID: r.ID, Person: practice.Person(r.Person), Choice: r.Choice.choice(), Turn: r.Turn, Stage: practice.Stage(r.Stage),
		StartedAt: fromMicros(r.StartedAt), TouchedAt: fromMicros(r.TouchedAt), EndedAt: fromMicros(r.EndedAt),
		Ending: practice.Ending(r.Ending), PausedAt: fromMicros(r.PausedAt), Pauses: r.Pauses, Since: fromMicros(r.Since),
		Thread: practice.Stamp(r.Thread), Channel: r.Channel, Pointed: r.Pointed, Employer: r.Employer, Noted: r.Noted,
	}
	for _, t := range r.Turns {
		if t.Round == "" {
			t.Round = r.Choice.Kind
		}
		out.Turns = append(out.Turns, t.turn())
	}
	return out
}

func (t turnRecord) turn() practice.Turn {
	out := practice.Turn{
		Question: t.Question, AskedAt: fromMicros(t.AskedAt), Ask: t.Ask, Minutes: t.Minutes, Reverse: t.Reverse, Answer: practice.ID(t.Answer),
		Spent: time.Duration(t.Spent), Hints: t.Hints, Skipped: t.Skipped, Rating: t.Rating, Round: bank.Round(t.Round), Curveball: t.Curveball,
		More: t.More, Clarified: t.Clarified, Noted: t.Noted, Advice: practice.Advice(t.Advice),
	}
	for _, p := range t.Probes {
		out.Probes = append(out.Probes, practice.Probe{
			Ask: p.Ask, Checks: p.Checks, Kind: bank.FollowUpKind(p.Kind), Twist: p.Twist, AskedAt: fromMicros(p.AskedAt),
			Answer: practice.ID(p.Answer), Clarified: p.Clarified,
		})
	}
	if t.FollowUp != "" {
		out.Probes = append(out.Probes, practice.Probe{
			Ask: t.FollowUp, Checks: t.FollowUpChecks, AskedAt: fromMicros(t.FollowedAt), Answer: practice.ID(t.FollowUpAnswer),
		})
	}
	return out
}

func (t *transaction) Round(id string) (practice.Round, error) {
	var r roundRecord
	err := t.record(bucketRounds, []byte(id), &r)
	return r.round(), err
}

func (t *transaction) PutRound(r practice.Round) error {
	if err := t.putRecord(bucketRounds, []byte(r.ID), newRoundRecord(r)); err != nil {
		return err
	}
	if err := t.put(bucketRoundsBy, key(nil).name(string(r.Person)).text(r.ID), nil); err != nil {
		return err
	}
	if r.Running() {
		return t.put(bucketRunning, []byte(r.Person), []byte(r.ID))
	}
	if id, ok := t.get(bucketRunning, []byte(r.Person)); ok && string(id) == r.ID {
		return t.drop(bucketRunning, []byte(r.Person))
	}
	return nil
}

func (t *transaction) RunningRound(p practice.Person) (practice.Round, error) {
	id, ok := t.get(bucketRunning, []byte(p))
	if !ok {
		return practice.Round{}, fmt.Errorf("running round of %s: %w", p, practice.ErrNotFound)
	}
	return t.Round(string(id))
}

func (t *transaction) RoundsBy(p practice.Person, visit func(practice.Round) bool) error {
	prefix := key(nil).name(string(p))
	return t.downFrom(bucketRoundsBy, prefix, nil, func(k []byte) (bool, error) {
		r, err := t.Round(string(k[len(prefix):]))
		if err != nil && !errors.Is(err, practice.ErrNotFound) {
			return false, err
		}
		return err != nil || visit(r), nil
	})
}
