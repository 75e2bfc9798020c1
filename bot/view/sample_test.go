package view_test

import (
	"time"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

var now = time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)

const permalink = "https://team.slack.com/archives/C0123ABCD/p1795424400000100"

// someID is an answer's id, as the store would make it.
const someID = practice.ID(0x0031_2345_6789_a001)

// A sample is what the views show: with usual words, or with one hostile text in
// each place where somebody else's words can stand.
type sample struct {
	said   string // by a person
	packed string // by a pack or the config
}

// words returns the usual words unless the sample is a hostile one.
func (s sample) words(usual string) string {
	if s.packed != "" {
		return s.packed
	}
	return usual
}

func (s sample) speech(usual string) string {
	if s.packed != "" {
		return s.said
	}
	return usual
}

// times returns a list of n, or of many where the sample is hostile.
func (s sample) times(usual ...string) []string {
	if s.packed == "" {
		return usual
	}
	out := make([]string, 14)
	for i := range out {
		out[i] = s.packed
	}
	return out
}

func (s sample) question() bank.Question {
	q := bank.Question{
		ID: "first-outage", Ask: s.words("Tell me about an outage that you led."), Style: bank.Behavioural, Round: bank.Technical,
		Area: "continuity", Competencies: []bank.Competency{"service-management", "problem-solving"}, Level: bank.Manager, Minutes: 2.5,
		Why:       s.words("Everybody has outages. They want to hear how you lead one."),
		Judges:    s.words("Calm, a clear line of command, and something learned."),
		Structure: bank.Structure{Name: s.words("STAR with learning")},
		Evidence:  s.times("How long it lasted", "How many users were cut off"),
		Example:   s.words("On a Monday in May our mail was down for 4 hours. I split the team in two."),
		Weak:      bank.Weak{Text: s.words("We have very few outages."), Flaws: s.times("No case is told.")},
		Signals:   s.times("Names the first decision", "Says who was told, and when"), RedFlags: s.times("Blames the vendor"),
		Anchors: bank.Anchors{One: s.words("No case."), Three: s.words("A case, and what they did."), Five: s.words("A case with figures, and what changed.")},
	}
	for _, p := range s.times("situation", "task", "action", "result", "learning") {
		q.Structure.Parts = append(q.Structure.Parts, bank.Part{Name: p, Prompt: s.words("What was going on?")})
	}
	for _, ask := range s.times("What did you decide first?", "What would you do otherwise?") {
		q.FollowUps = append(q.FollowUps, bank.FollowUp{Ask: ask, Checks: s.words("Their own part."), Kind: bank.OwnPart})
	}
	if s.packed != "" {
		q.Area, q.Competencies = bank.Area(s.packed), []bank.Competency{bank.Competency(s.packed), bank.Competency(s.packed)}
		for range 14 {
			q.KeyPoints = append(q.KeyPoints, bank.KeyPoint{Point: s.packed})
		}
	}
	return q
}

func (s sample) answer() practice.Answer {
	return practice.Answer{
		ID: someID, Person: "U0123ANA", Origin: practice.InPrivate, Question: "first-outage", Attempt: 2, Rating: 3,
		Ask: s.words("Tell me about an outage that you led."), Place: practice.Place{Channel: "C0123ABCD", Thread: 1795424400000100},
		Messages:  []practice.Message{{Text: s.speech("In May our mail was down for 4 hours &amp; 900 people waited.\n\nI rang <@U0123BEN> first.")}},
		CreatedAt: now.Add(-50 * time.Hour), FollowUp: s.words("What did you decide first?"),
	}
}

func (s sample) report() feedback.Report {
	part := func(usual string) feedback.Part { return feedback.Part{Present: true, Quote: s.speech(usual)} }
	r := feedback.Report{
		Question: "first-outage", Assessed: true, Words: 187, Seconds: 80, Ownership: feedback.OwnI,
		Parts: feedback.Parts{
			Context: part("In May our mail was down"), Action: part("I rang <@U0123BEN> first."), Evidence: part("900 people"), Result: part("mail was back"),
		},
		Measures: []feedback.Measure{feedback.Uptime}, Stakeholders: []feedback.Stakeholder{feedback.EndUsers},
		Notes: []feedback.Note{{
			Kind: feedback.NoteEvidence, Quote: s.speech("mail was back"),
			Reason: s.words("I cannot tell yet how big the change was."), Try: s.words("Put a size to it, even a rough one."),
		}},
		FollowUp: s.words("What did you give up?"),
	}
	if s.packed != "" {
		r.Parts.Learning = part("")
		r.Notes = append(r.Notes, r.Notes[0], r.Notes[0], r.Notes[0])
		for range 30 {
			r.KeyPoints = append(r.KeyPoints, feedback.KeyPoint{Point: s.packed, Present: true, Quote: s.said})
		}
	}
	return r
}

// voted is the answer once its author has said what they think of a note.
func (s sample) voted() practice.Answer {
	a := s.answer()
	a.Votes = []practice.Vote{{Note: s.report().Notes[0].Kind, Verdict: practice.Helpful}}
	return a
}

// tries are the answer and an earlier one to the same question.
func (s sample) tries() []view.Try {
	first, was := s.answer(), s.report()
	first.ID, first.Attempt = someID-0x1000_0000, 1
	was.Words, was.Parts.Result, was.Parts.Evidence, was.Ownership = 95, feedback.Part{}, feedback.Part{}, feedback.OwnWe
	was.Parts.Learning = feedback.Part{Present: true, Quote: s.speech("We'd ring sooner next time.")}
	was.Hedges = []string{"sort of", "I guess", "kind of", "maybe"}
	was.Notes = []feedback.Note{
		{Kind: feedback.NoteOwnPart, Quote: s.speech("We rang them."), Reason: s.words("Most of this is we."), Try: s.words("Say I.")},
		{Kind: feedback.NoteResult, Quote: s.speech("We rang them."), Reason: s.words("The story stops."), Try: s.words("Add a sentence.")},
		{Kind: feedback.NoteEvidence, Reason: s.words("How big was it?"), Try: s.words("Put a size to it.")},
	}
	return []view.Try{{Answer: first, Report: was}, {Answer: s.answer(), Report: s.report()}}
}

func (s sample) round() practice.Round {
	r := practice.Round{
		ID: "0c9k2mr5t0000", Person: "U0123ANA", Stage: practice.Asking, Turn: 1, Channel: "D0123ANA", Thread: 1795424400000100,
		Choice:    practice.Choice{Kind: practice.Technical, Length: practice.Full, Mode: practice.PracticeMode, Level: bank.NewManager},
		StartedAt: now.Add(-time.Hour), TouchedAt: now,
	}
	n := 4
	if s.packed != "" {
		n = 20
	}
	for i := range n {
		r.Turns = append(r.Turns, practice.Turn{
			Question: "first-outage", Ask: s.words("Tell me about an outage that you led."), Minutes: 8, Answer: someID, Spent: 6 * time.Minute,
			Round:  bank.Technical,
			Probes: []practice.Probe{{Ask: s.words("What did you decide first?"), Checks: s.words("Their own part."), Answer: someID}},
			Rating: i % 6, Reverse: i == n-1, Skipped: i == 2,
		})
	}
	r.Turns[2].Answer, r.Turns[2].Probes = 0, nil
	return r
}

func (s sample) employer() bank.Employer {
	return bank.Employer{
		Name: s.words("Calverton Provisions"), Trade: s.words("food wholesale"), Size: s.words("820 people in four depots"),
		IT: s.words("An order system from 2005 in two cabinets."), Hurts: s.words("Picking stops at night."),
		Roles: bank.Roles{NewManager: s.words("IT Operations Lead"), Manager: s.words("IT Manager"), Senior: s.words("Head of IT")},
	}
}

// debrief is that of a round with something of everything in it.
func (s sample) debrief() practice.Debrief {
	d := practice.Debrief{Round: s.round(), Competencies: []practice.Competence{
		{
			Competency: "service-management", Asked: 3, Answered: 2,
			Now:    practice.Standard{Share: practice.Share{Found: 10, Wanted: 14}, Answers: 2, Rated: 2, Ratings: 7},
			Before: practice.Standard{Share: practice.Share{Found: 29, Wanted: 50}, Answers: 12, Rated: 10, Ratings: 31},
		},
		{Competency: "problem-solving", Asked: 1, Answered: 1, Now: practice.Standard{Share: practice.Share{Found: 5, Wanted: 8}, Answers: 1}},
		{Competency: "budgeting", Asked: 1, Answered: 1, Now: practice.Standard{Answers: 1}},
		{Competency: "negotiation", Asked: 1},
	}}
	d.Round.Stage, d.Round.Ending = practice.Ended, practice.Finished
	d.Round.Turn = len(d.Round.Turns) - 1
	d.Round.Turns[0].Hints, d.Round.Turns[0].Curveball, d.Round.Turns[1].Spent = 1, true, 11*time.Minute
	d.Round.Turns[1].More, d.Round.Turns[1].Clarified = true, true
	for i, t := range d.Round.Turns {
		line := practice.Debriefed{Turn: t, Index: i, Q: s.question(), Known: true, Open: true}
		if line.N, _ = d.Round.Counted(i); t.Answer != 0 {
			line.Said, line.Report, line.Whole = s.answer(), s.report(), s.report()
		}
		for _, p := range t.Probes {
			f := practice.Followed{Probe: p, Said: s.answer(), Brought: []bank.Gap{bank.GapEvidence, bank.GapResult}, Quotes: []string{s.speech("from 90 calls to 9"), ""}}
			line.Probed = append(line.Probed, f)
			if i == 1 {
				line.Probed = append(line.Probed, practice.Followed{Probe: p, Said: s.answer(), Missed: bank.GapTradeOff}, practice.Followed{Probe: practice.Probe{Ask: p.Ask, Checks: p.Checks}})
			}
		}
		d.Turns = append(d.Turns, line)
	}
	d.Well = []practice.Good{
		{Turn: 0, What: bank.GapResult, Figure: true, Quote: s.speech("mail was back for 900 people by noon")},
		{Turn: 1, What: bank.GapTradeOff, Quote: s.speech("I chose the old server rather than the new one")},
		{Turn: 1, What: bank.GapAlignment, Quote: s.speech("I told the service desk and our directors")},
	}
	d.Work = []practice.Work{
		{Turn: 1, Kind: practice.Noted, Note: s.report().Notes[0]}, {Turn: 2, Kind: practice.LeftOut}, {Turn: 0, Kind: practice.OnlyAsked, Gap: bank.GapEvidence},
	}
	return d
}

// loop is the debrief of the whole of a full loop, leg that of its second round.
func (s sample) loop() (whole, leg practice.Debrief) {
	whole = s.debrief()
	whole.Round.Choice.Kind = practice.Loop
	third := len(whole.Turns) / 3
	for i := range whole.Turns {
		round := bank.Rounds()[min(i/max(third, 1), 2)]
		whole.Turns[i].Round, whole.Round.Turns[i].Round = round, round
	}
	share := practice.Share{Found: 10, Wanted: 14}
	for _, r := range bank.Rounds() {
		whole.Legs = append(whole.Legs, practice.LegLine{Round: r, Asked: 7, Answered: 6, Minutes: 60, Spent: 52 * time.Minute, Share: share})
	}
	whole.Legs[2].Share = practice.Share{}
	leg = s.debrief()
	leg.Round, leg.Leg = whole.Round, 2
	leg.Work = []practice.Work{{Turn: 0, Kind: practice.RatedLow}, {Turn: 1, Kind: practice.TooShort}}
	leg.Turns[0].Rating, leg.Turns[0].Q.Style = 2, bank.Knowledge
	leg.Turns[1].Whole = feedback.Report{Reason: s.words("There are fewer than 15 words here, too few to say anything fair about them.")}
	return whole, leg
}

// lastRounds are rounds that are over.
func (s sample) lastRounds() []practice.LastRound {
	r := s.debrief().Round
	return []practice.LastRound{
		{Round: r, Asked: 7, Answered: 6, Spent: 52 * time.Minute, Rated: 5, Ratings: 17},
		{Round: r, Asked: 7, Answered: 7, Spent: 61 * time.Minute, Rated: 1, Ratings: 4},
		{Round: r, Asked: 3},
	}
}

func (s sample) page() practice.Page {
	p := practice.Page{Next: someID - 9}
	for i := range 10 {
		a := s.answer()
		a.ID -= practice.ID(i)
		a.CreatedAt = a.CreatedAt.Add(-time.Duration(i*i) * 7 * time.Hour)
		rv := practice.Reviewed{Answer: a, Question: s.question(), Known: true}
		if i == 2 {
			rv.Answer.Origin, rv.Answer.Probed, rv.After = practice.ToFollowUp, true, rv.Question.Ask
		}
		p.Answers = append(p.Answers, rv)
	}
	return p
}

func (s sample) post() practice.Post {
	return practice.Post{
		Key: "daily/weekdays/2026-11-23T09:00", Schedule: s.words("weekdays"), Occurrence: "2026-11-23T09:00", Channel: "C0123ABCD",
		Question: "first-outage", Ask: s.words("Tell me about an outage that you led."), At: now, OpenUntil: now.AddDate(0, 0, 7), Stamp: 1795424400000100,
	}
}

// suggestion is a question that somebody suggested, in a state.
func (s sample) suggestion(state practice.SuggestionState) practice.Suggestion {
	asked := practice.Proposal{Ask: s.words("How do you keep ticket queues short?"), Area: "service-management"}
	out := practice.Suggestion{ID: someID, By: "U0123ANA", At: now.Add(-2 * time.Hour), Asked: asked, Note: s.words("A panel asked me this in May."), State: state}
	if state == practice.SuggestionWaits {
		return out
	}
	out.Decider, out.DecidedAt = "U0123ANA", now
	if state == practice.SuggestionDeclined {
		out.Reason = s.words("We have 3 like it. Try one about the people in the queue.")
		return out
	}
	out.Question, out.Taken = "suggested-how-do-you-keep-ticket-queues-short", s.proposal()
	return out
}

// proposal is what an admin made of it.
func (s sample) proposal() practice.Proposal {
	return practice.Proposal{
		Ask: s.words("How do you keep the ticket queue short when the team is small?"), Also: s.words("What shortens a queue?"), Style: bank.Approach,
		Area: "service-management", Competencies: []bank.Competency{"service-management", "problem-solving"}, Level: bank.NewManager, Minutes: 2,
	}
}

func (s sample) suggestions() practice.SuggestionPage {
	var p practice.SuggestionPage
	for range 2 {
		p.Waiting = append(p.Waiting, s.suggestion(practice.SuggestionWaits))
		p.Approved = append(p.Approved, s.suggestion(practice.SuggestionApproved))
	}
	if s.packed != "" {
		for len(p.Waiting) < 10 {
			p.Waiting = append(p.Waiting, p.Waiting[0])
		}
		for len(p.Approved) < 15 {
			p.Approved = append(p.Approved, p.Approved[0])
		}
	}
	p.More, p.Next = 3, someID-9
	return p
}

// small is a question of which its author wrote no more than has to be.
func (s sample) small() bank.Question {
	return bank.Question{ID: "tills-first", Ask: s.words("Which shop gets the new tills first?"), Style: bank.Approach, Round: bank.Technical, Area: "projects"}.WithDefaults()
}

// alone is a post that asks one person in their DM.
func (s sample) alone() practice.Post {
	p := s.post()
	p.Key, p.Schedule, p.Occurrence, p.Channel, p.To = "alone/U0123ANA/1", "", "", "D0123ANA", "U0123ANA"
	p.Wish = practice.Wish{Area: "continuity"}
	return p
}

func (s sample) status() view.StatusData {
	data := view.StatusData{
		Tallies: []practice.Tally{{Note: feedback.NoteKind(s.words("evidence")), Helpful: 4, Off: 1}, {Note: "own-part"}, {Note: "result", Off: 2}},
		Size:    3 << 20, Connections: 2, NumConnections: 3, Version: s.words("1.2.0"), Waiting: 1,
		Acts:   []practice.Act{{At: now, By: "U0123ANA", What: s.words("pause weekdays")}},
		Backup: &view.Backup{Newest: now, Kept: 14, Why: s.words("no space left on device")},
	}
	line := view.ScheduleLine{Name: s.words("weekdays"), Channel: "C0123ABCD", Meaning: "at 09:00 on Monday to Friday, Europe/Berlin", Coming: s.coming(), Last: []practice.Post{s.post()}, Left: 41, Total: 84}
	data.Schedules = append(data.Schedules, line)
	if s.packed != "" {
		line.Channel = s.packed
		for range 30 {
			data.Schedules = append(data.Schedules, line)
			data.Acts = append(data.Acts, data.Acts[0])
		}
	}
	return data
}

// coming is a calendar with a holiday and days off in it.
func (s sample) coming() []practice.Coming {
	at := func(name string, at time.Time) practice.Occurrence { return practice.Occurrence{Name: name, At: at} }
	return []practice.Coming{
		{Occurrence: at("2026-11-23T09:00", time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC))},
		{Occurrence: at("2026-11-24T09:00", time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)), Off: true, Holiday: s.words("Founders' Day"), Last: "2026-11-24"},
		{Occurrence: at("2026-11-25T09:00", time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)), Off: true, Last: "2026-11-27"},
		{Occurrence: at("2026-11-30T09:00", time.Date(2026, 11, 30, 10, 0, 0, 0, time.UTC))},
	}
}

func (s sample) export() practice.Export {
	rating, id, edited := 4, someID.String(), now
	return practice.Export{
		Person: "U0123ANA", ExportedAt: now,
		Answers: []practice.ExportedAnswer{{
			ID: id, Question: "first-outage", Ask: s.words("Tell me about an outage that you led."), Origin: practice.InThread, Attempt: 2,
			Text: s.speech("In May our mail was down.\n- I rang <@U0123BEN> &amp; 3 others.\n# Calm is *all*."), CreatedAt: now, EditedAt: &edited,
			Late: true, Rating: &rating, FollowUp: s.words("What did you decide first?"), Permalink: permalink,
		}},
		Rounds: []practice.ExportedRound{{
			ID: "0c9k2mr5t0000", Kind: "technical", Mode: practice.LiveMode, StartedAt: now, EndedAt: &edited, Ending: practice.Finished,
			Manner: practice.Manner(s.words("pressing")),
			Turns: []practice.ExportedTurn{
				{
					Question: "first-outage", Ask: s.words("Tell me about an outage that you led."), Answer: &id, FollowUp: s.words("What first?"), FollowUpAnswer: &id, Rating: &rating, Seconds: 372,
					Round: bank.Round(s.words("technical")), MoreFollowUps: []practice.ExportedFollowUp{{Ask: s.words("And how many?"), Answer: &id}, {Ask: s.words("Who else?")}},
				},
				{Question: "its-price", Ask: s.words("And what did it cost you?")},
			},
		}},
	}
}

func (s sample) choice() practice.Choice {
	return practice.Choice{Kind: practice.Technical, Mode: practice.LiveMode}
}

// disclosures are more than are shown.
func (s sample) disclosures() []feedback.Disclosure {
	kinds := []feedback.DisclosureKind{feedback.HostName, feedback.NetAddress, feedback.Secret, feedback.MailAddress, feedback.PhoneNumber, feedback.RecordNumber, feedback.CustomerName}
	var out []feedback.Disclosure
	for _, k := range kinds {
		out = append(out, feedback.Disclosure{Kind: k, Quote: s.words("srv-db-03")})
	}
	return out
}

// progress is that of somebody who has tried most competencies.
func (s sample) progress() practice.Progress {
	p := practice.Progress{
		Answers: 40, Streak: practice.Streak{Days: 4, Longest: 9, Today: true}, Coverage: practice.Coverage{Tried: 31, Of: 160},
		Last:   practice.Span{Answers: 10, Result: practice.Share{Found: 6, Wanted: 8}, Evidence: practice.Share{Found: 5, Wanted: 10}, Learning: practice.Share{Found: 1, Wanted: 4}},
		Before: practice.Span{Answers: 10, Result: practice.Share{Found: 3, Wanted: 9}, Evidence: practice.Share{Found: 5, Wanted: 10}, Learning: practice.Share{Found: 2, Wanted: 4}},
	}
	for i, r := range bank.Rounds() {
		p.Rounds = append(p.Rounds, practice.Covered[bank.Round]{Name: r, Tried: 5 * i, Of: 50 + i})
	}
	for i, k := range bank.Competencies() {
		p.Competencies = append(p.Competencies, practice.Covered[bank.Competency]{Name: k, Tried: max(i-2, 0), Of: 12})
	}
	return p
}

// months are those of somebody whose answers get better.
func (s sample) months() []practice.Month {
	p := s.progress()
	return []practice.Month{
		{At: now.AddDate(0, -2, 0), Span: p.Before}, {At: now.AddDate(0, -1, 0), Span: practice.Span{Answers: 1, Evidence: practice.Share{Wanted: 1}}}, {At: now, Span: p.Last},
	}
}

// narrowed is a filter of everything.
func (s sample) narrowed() practice.Filter {
	text := s.speech("change freeze")
	return practice.Filter{Area: "continuity", Competency: "communication", Round: bank.Technical, Style: bank.Behavioural, NeedsWork: true, Starred: true, Text: text}
}

// partly is a page that ended because enough was looked through.
func (s sample) partly() practice.Page {
	p := s.page()
	p.Answers = p.Answers[:min(2, len(p.Answers))]
	p.Next, p.Looked, p.Back = someID, 2500, now
	return p
}

// marked is an answer to which its author put all that they can.
func (s sample) marked() practice.Reviewed {
	a := s.answer()
	a.Starred, a.SelfNote, a.Rating = true, s.speech("Begin with the figure."), 2
	return practice.Reviewed{Answer: a, Question: s.question(), Known: true}
}

func (s sample) unmarked() practice.Reviewed {
	a := s.answer()
	a.Rating = 0
	return practice.Reviewed{Answer: a, Question: s.question(), Known: true}
}

// versions are as many as are kept.
func (s sample) versions() (out []practice.Version) {
	for i := range 10 {
		out = append(out, practice.Version{Text: s.speech("In May our mail was down."), At: now.Add(time.Duration(i) * time.Minute)})
	}
	return out
}

// again is a question that is asked once more.
func (s sample) again() practice.Post {
	p := s.alone()
	p.Wish = practice.Wish{ID: "first-outage", Again: true}
	return p
}
