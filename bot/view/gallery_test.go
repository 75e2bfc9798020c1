package view_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// messages returns every message by name.
func (s sample) messages() map[string]view.Message {
	q, a, r, round := s.question(), s.answer(), s.report(), s.round()
	paused, rating, live, lapsed := round, round, round, round
	paused.PausedAt = now
	rating.Stage, rating.Ending = practice.Rating, practice.Finished
	live.Choice.Mode = practice.LiveMode
	between := round
	between.Choice.Kind, between.Stage = practice.Loop, practice.Break
	lapsed.Stage, lapsed.Ending = practice.Ended, practice.Lapsed
	silent, fresh, over := r, s.round(), round
	silent.Notes = nil
	silent.Parts.Learning = feedback.Part{Present: true, Quote: s.speech("I learned to ring sooner.")}
	fresh.Turns[1].Answer, fresh.Turns[1].Probes[0].Answer, fresh.Turns[len(fresh.Turns)-1].Answer = 0, 0, 0
	over.Stage = practice.Ended
	live.Turns = fresh.Turns
	refused := feedback.Report{Reason: s.words("There are fewer than 15 words here, too few to say anything fair about them.")}
	out := map[string]view.Message{
		"question":         view.Question(s.post(), q, true, 3),
		"question-unknown": view.Question(s.post(), bank.Question{}, false, 0),
		"alone":            view.Alone(s.alone(), q, true, true), "alone-unknown": view.Alone(s.alone(), bank.Question{}, false, true),
		"alone-in-round": view.Alone(s.alone(), q, true, false),
		"asked-in-dm":    view.AskedInDM(permalink), "asked-in-dm-unlinked": view.AskedInDM(""),
		"no-such-topic": view.NoSuchTopic(s.speech("clowd"), "/interview question cloud"), "no-such-topic-far": view.NoSuchTopic(s.speech("gardening"), ""),
		"browse-note":         view.BrowseNote(144),
		"guidance-note-small": view.GuidanceNote(s.small()), "follow-ups-note-small": view.FollowUpsNote(s.small()),
		"why-note-small": view.WhyNote(s.small()), "example-note-small": view.ExampleNote(s.small()),
		"bars-charted": view.Charted(view.Message{}, s.bars()), "bars-figured": view.Figured(view.Low(s.words("weekdays"), 4), s.bars()),
		"low":              view.Low(s.words("weekdays"), 4),
		"backup-failed":    view.BackupFailed(s.words("back up greenroom.db to backups/greenroom-20261123T031500Z.db: no space left on device")),
		"broken":           view.Broken(s.words("weekdays"), "not_in_channel"),
		"unread":           view.Unread(s.words("weekdays"), "missing_scope"),
		"unread-otherwise": view.Unread(s.words("weekdays"), s.words("ekm_access_denied")),
		"mended":           view.Mended(s.words("weekdays")),
		"broken-otherwise": view.Broken(s.words("weekdays"), s.words("ekm_access_denied")),
		"guidance-note":    view.GuidanceNote(q), "follow-ups-note": view.FollowUpsNote(q), "why-note": view.WhyNote(q),
		"example-note": view.ExampleNote(q), "no-question": view.NoQuestion(),
		"seen-by-others": view.SeenByOthers(s.disclosures()),
		"published":      view.Published(a), "publishing": view.Publishing(), "unpublished": view.Unpublished(), "new-attempt": view.NewAttempt(),
		"feedback-note": view.FeedbackNote(q, a, r, nil), "feedback-note-not-assessed": view.FeedbackNote(q, a, refused, nil),
		"feedback-note-voted": view.FeedbackNote(q, s.voted(), r, s.tries()),
		"feedback-note-whole": view.FeedbackNote(q, a, silent, nil),
		"follow-up-note":      view.FollowUpNote(a, a.FollowUp, false), "follow-up-note-alone": view.FollowUpNote(practice.Answer{ID: someID, Alone: true}, s.words("What did you decide first?"), false), "not-an-answer": view.NotAnAnswer(false), "not-an-answer-mine": view.NotAnAnswer(true),
		"briefing": view.Briefing(round, s.employer(), now), "briefing-live": view.Briefing(live, bank.Employer{}, now),
		"turn": view.Turn(fresh, 1, false), "turn-live": view.Turn(live, 1, false), "turn-reverse": view.Turn(fresh, len(round.Turns)-1, false),
		"turn-resumed": view.Turn(round, 1, true), "asked": view.Asked(fresh, 1, 1, false), "asked-resumed": view.Asked(round, 1, 1, true),
		"hint": view.Hint(round, 1, q, practice.BeSpecific), "hint-unknown": view.Hint(round, 1, bank.Question{}, ""),
		"clarified-alone": view.Clarified(fresh, 1, 0, bank.Question{}), "clarified-follow-up": view.Clarified(fresh, 1, 1, q), "clarified-already": view.ClarifiedAlready(round),
		"turn-time-live": view.TurnTime(live, 1, 100),
		"replies":        view.Replies(round, []practice.Reply{{Topic: bank.TopicTeam, Says: s.words("We're eleven: four of us on the desk."), Known: true}}),
		"replies-many": view.Replies(round, []practice.Reply{
			{Topic: bank.TopicTeam, Asked: s.speech("how big is the team"), Says: s.words("We're eleven: four of us on the desk."), Known: true},
			{Topic: bank.TopicBudget, Asked: s.speech("who decides on the budget?"), Says: s.words("The board does."), Known: true, Told: true},
			{Asked: s.speech("what about parking"), Left: 2},
		}),
		"break": view.InBreak(between, bank.Technical), "loop-over": view.LoopOver(over),
		"paused": view.Paused(paused), "kept": view.Kept(paused), "pointer": view.Pointer(round, permalink),
		"rate": view.Rate(rating, map[string]bank.Question{q.ID: q}), "rate-unknown": view.Rate(rating, nil),
		"lapsed": view.Lapsed(lapsed), "running": view.RunningAlready(round, permalink, s.choice()), "running-paused": view.RunningAlready(paused, "", practice.Choice{}),
		"running-break": view.RunningAlready(between, permalink, s.choice()), "running-rating": view.RunningAlready(rating, permalink, s.choice()),
		"round-started": view.RoundStarted(round, permalink), "round-started-unlinked": view.RoundStarted(round, ""),
		"round-moved": view.RoundMoved(paused, permalink), "round-moved-rating": view.RoundMoved(rating, permalink),
		"moved-below": view.MovedBelow(round, "done", permalink), "moved-below-hint": view.MovedBelow(round, "hint", ""),
		"moved-below-rating": view.MovedBelow(rating, "end", permalink), "moved-below-paused": view.MovedBelow(paused, "pause", permalink),
		"moved-below-over": view.MovedBelow(over, "done", permalink),
		"rate-first":       view.RateFirst(rating, permalink, true), "rate-first-word": view.RateFirst(rating, "", false),
		"hint-above": view.HintAbove(), "paused-already": view.PausedAlready(), "no-debrief-yet": view.NoDebriefYet(),
		"review-note": view.ReviewNote(s.page(), practice.Filter{}, now), "review-note-empty": view.ReviewNote(practice.Page{}, practice.Filter{}, now),
		"review-note-narrowed": view.ReviewNote(s.page(), s.narrowed(), now), "review-note-none": view.ReviewNote(practice.Page{}, s.narrowed(), now),
		"review-note-further": view.ReviewNote(s.partly(), s.narrowed(), now), "no-such-filter": view.NoSuchFilter(s.speech("stared"), "starred"), "no-such-filter-near": view.NoSuchFilter(s.speech("x"), ""),
		"starred": view.Starred(s.marked()), "unstarred": view.Starred(s.unmarked()), "noted": view.Noted(s.marked()), "note-gone": view.Noted(s.unmarked()),
		"rated": view.Rated(s.marked()), "unrated": view.Rated(s.unmarked()), "rate-note": view.RateNote(s.unmarked()), "no-answer-yet": view.NoAnswerYet(),
		"earlier-note": view.EarlierNote(s.marked(), 2), "earlier-note-none": view.EarlierNote(s.marked(), 0),
		"compare-note": view.CompareNote(q, s.tries(), 0, 1), "not-tried-again": view.NotTriedAgain(), "no-such-try": view.NoSuchTry(3), "asked-again": view.Alone(s.again(), bank.Question{Area: "continuity", Minutes: 2}, true, true), "deleted": view.Deleted(),
		"export-ready": view.ExportReady("md", 12, ""), "export-ready-csv": view.ExportReady("csv", 1, permalink), "unknown-format": view.UnknownFormat(s.speech("pdf")), "file-not-sent": view.FileNotSent(),
		"status": view.Status(s.status()), "status-empty": view.Status(view.StatusData{}), "done": view.Done("pause "+s.words("weekdays"), now),
		"done-skip": view.Done("skip "+s.words("weekdays"), now), "done-resume": view.Done("resume "+s.words("weekdays"), time.Time{}),
		"posted-just-now": view.PostedJustNow(), "no-schedule": view.NoSchedule(s.speech("weekday"), s.words("weekdays")),
		"no-round-to-move": view.NoRoundToMove("pause", s.words("weekdays")),
		"help":             view.Help(false, nil), "help-admin": view.Help(true, nil), "help-in-round": view.Help(false, &round), "help-in-break": view.Help(false, &between), "hello": view.Hello(practice.Choice{}), "unknown": view.Unknown(s.speech("frobnicate"), ""),
		"unknown-near": view.Unknown(s.speech("technicl"), "/interview technical"), "unknown-in-thread": view.UnknownInThread(s.speech("what should I say")),
		"unheard":           view.Unheard(),
		"no-round-for-that": view.NoRoundForThat(s.speech("I once led a team of nine through a move of two data centres.")),
		"short-here":        view.ShortHere(s.speech("I don't know")),
		"reworded":          view.Reworded(q, "Which outage did you lead, and how did it go?"), "reworded-none": view.Reworded(bank.Question{}, ""),
		"calm": view.Calm(), "who-sees": view.WhoSees(), "calm-in-round": view.CalmInRound(fresh), "calm-under-question": view.CalmUnderQuestion(), "nothing-to-end": view.NothingToEnd(),
		"welcome": view.Welcome(), "welcome-here": view.WelcomeHere(),
		"not-saved": view.NotSaved(), "too-late": view.TooLate(), "fault": view.Fault("k3f9", false), "fault-saved": view.Fault(s.words("k3f9"), true),
		"privacy":           view.Privacy(view.Keeping{}),
		"privacy-retention": view.Privacy(view.Keeping{Days: 400, Backups: 30}),
		"forget-ask":        view.ForgetAsk(practice.Kept{Answers: 1200, Rounds: 3, Suggestions: 2, Approved: 1, Shared: 1, Messages: 700, Said: nil}, []string{permalink, permalink}, time.UnixMicro(1)),
		"forget-ask-one":    view.ForgetAsk(practice.Kept{Answers: 1, Messages: 1}, []string{permalink}, time.UnixMicro(1)),
		"forget-ask-little": view.ForgetAsk(practice.Kept{}, nil, time.UnixMicro(1)), "forgetting": view.Forgetting(), "forgotten": view.Forgotten(12), "forgotten-nothing": view.Forgotten(0),
		"forget-stale": view.ForgetStale(), "forgotten-already": view.ForgottenAlready(),
		"refusal-otherwise": view.Refusal(errors.New(s.words("disk on fire")), "U0123ANA"),
	}
	waits, reworded := s.suggestion(practice.SuggestionWaits), s.suggestion(practice.SuggestionApproved)
	asIs, noReason, bare := reworded, s.suggestion(practice.SuggestionDeclined), waits
	asIs.Taken.Ask, noReason.Reason, bare.Note = asIs.Asked.Ask, "", ""
	for name, m := range map[string]view.Message{
		"suggest-note": view.SuggestNote(""), "suggested": view.Suggested(waits, 2), "suggested-no-admin": view.Suggested(waits, 0),
		"decision-approved": view.Decision(reworded), "decision-approved-as-is": view.Decision(asIs),
		"decision-declined": view.Decision(s.suggestion(practice.SuggestionDeclined)), "decision-declined-no-reason": view.Decision(noReason),
		"suggestion-card": view.SuggestionCard(waits, s.proposal()), "suggestion-card-bare": view.SuggestionCard(bare, practice.Proposal{Style: bank.Approach}),
		"suggestion-card-approved": view.SuggestionCard(reworded, s.proposal()), "suggestion-card-declined": view.SuggestionCard(s.suggestion(practice.SuggestionDeclined), s.proposal()),
		"suggestion-card-withdrawn": view.SuggestionCard(s.suggestion(practice.SuggestionWithdrawn), s.proposal()),
		"decided-already":           view.DecidedAlready(reworded), "decided-not-yet": view.DecidedAlready(waits),
		"decided-now": view.DecidedNow(reworded), "decided-now-declined": view.DecidedNow(noReason), "decided-now-withdrawn": view.DecidedNow(s.suggestion(practice.SuggestionWithdrawn)),
		"suggestions-note": view.SuggestionsNote(2), "suggestions-note-none": view.SuggestionsNote(0),
	} {
		out[name] = m
	}
	for name, m := range s.storyNotes(q) {
		out[name] = m
	}
	for name, m := range s.reminders(q) {
		out[name] = m
	}
	for name, m := range s.preparing() {
		out[name] = m
	}
	for name, m := range s.retries() {
		out[name] = m
	}
	for name, m := range s.interviewing(q, practice.Pressing) {
		out[name] = m
	}
	for i, m := range view.Debrief(s.debrief()) {
		out[fmt.Sprint("debrief-", i)] = m
	}
	nothing := s.debrief()
	for i := range nothing.Round.Turns {
		nothing.Round.Turns[i].Answer = 0
	}
	whole, leg := s.loop()
	out["debrief-nothing"], out["last-debrief-nothing"] = view.Debrief(nothing)[0], view.LastDebrief(nothing)
	out["debrief-loop"], out["debrief-leg"] = view.Debrief(whole)[0], view.Debrief(leg)[0]
	out["last-debrief"] = view.LastDebrief(s.debrief())
	out["file-on-its-way"], out["file-on-its-way-elsewhere"] = view.FileOnItsWay(""), view.FileOnItsWay(permalink)
	words, bars, _ := view.DebriefBars(s.debrief())
	out["debrief-bars"] = view.Charted(words, bars)
	none, atLeast := practice.Progress{}, s.progress()
	atLeast.Streak = practice.Streak{Days: 200, Longest: 200, AtLeast: true}
	out["progress"] = view.Charted(view.Progress(s.progress()), view.CoverageBars(s.progress()))
	out["progress-none"], out["progress-sent"] = view.Progress(none), view.ProgressSent(atLeast, permalink)
	words, bars, _ = view.MonthBars(s.months())
	out["progress-months"] = view.Charted(words, bars)
	for _, err := range practice.Refusals() {
		out["refusal "+err.Error()] = view.Refusal(fmt.Errorf("press: %w", err), "U0123ANA")
	}
	return out
}

// modals returns every modal by name.
func (s sample) modals() map[string]slack.ModalViewRequest {
	q, a, r := s.question(), s.answer(), s.report()
	f := practice.Filter{Area: "continuity", NeedsWork: true}
	loop, _ := s.loop()
	kept := s.page().Answers[0]
	kept.AsStory = s.story().Title
	return map[string]slack.ModalViewRequest{
		"guidance": view.Guidance(q, false), "guidance-example": view.Guidance(q, true), "follow-ups": view.FollowUps(q),
		"guidance-small": view.Guidance(s.small(), false), "follow-ups-small": view.FollowUps(s.small()),
		"browse":      view.Browse([]bank.Question{q, s.small(), q, q, q, q, q, q, q, q}, view.Shelf{Area: "continuity"}),
		"browse-last": view.Browse([]bank.Question{q, q, q, q, q, q, q, q, q, s.small()}, view.Shelf{From: 8}), "browse-none": view.Browse(nil, view.Shelf{Area: "cloud", Competency: "budgeting"}),
		"before-sharing":      view.BeforeSharing(a, s.disclosures()),
		"answer-form":         view.AnswerForm(view.Draft{Question: q, Meta: "post:daily/weekdays/2026-11-23T09:00", Callback: view.CallAnswer}),
		"answer-by-parts":     view.AnswerForm(view.Draft{Question: q, Meta: "post:daily/weekdays/2026-11-23T09:00", Text: s.speech("In May.\n\nTo lead.\n\nI rang.\n\nIt was back.\n\nRing sooner."), ByParts: true, Callback: view.CallAnswer}),
		"answer-edit":         view.AnswerForm(view.Draft{Question: q, Meta: "edit:" + someID.String(), Text: s.speech("In May our mail was down."), Callback: view.CallEdit, Shared: true}),
		"answer-kept":         view.AnswerKept(q, a, r, nil, true),
		"answer-kept-again":   view.AnswerKept(q, s.voted(), r, s.tries(), false),
		"answer-kept-quietly": view.AnswerKeptQuietly(a, true),
		"answer-kept-short":   view.AnswerKeptQuietly(practice.Answer{ID: a.ID, Comment: true}, true),
		"review-one-first":    view.ReviewOne(practice.Reviewed{Answer: s.tries()[0].Answer, Question: q, Known: true}, s.tries()[0].Report, s.tries(), "", 0),
		"feedback":            view.Feedback(q, a, r, s.tries()),
		"round-form":          view.RoundForm(practice.Choice{}),
		"review-list":         view.ReviewList(s.page(), practice.Filter{}, nil, now),
		"review-older":        view.ReviewList(s.page(), f, view.Trail{someID + 9, someID}, now),
		"review-empty":        view.ReviewList(practice.Page{}, f, nil, now),
		"review-new":          view.ReviewList(practice.Page{}, practice.Filter{}, nil, now),
		"review-one":          view.ReviewOne(s.page().Answers[0], r, s.tries(), permalink, 0),
		"review-one-marked":   view.ReviewOne(s.marked(), r, nil, permalink, 3),
		"review-narrowed":     view.ReviewFound(s.partly(), s.narrowed(), now),
		"review-none-so-far":  view.ReviewList(practice.Page{Next: someID, Looked: 2500, Back: now}, s.narrowed(), view.Trail{someID + 9}, now),
		"review-filter":       view.ReviewFilter(s.narrowed(), ""), "review-filter-new": view.ReviewFilter(practice.Filter{}, ""),
		"review-gone": view.ReviewGone(view.Refusal(practice.ErrNotYours, "U0123ANA"), "area=cloud"),
		"self-note":   view.SelfNoteForm(s.marked()), "self-note-new": view.SelfNoteForm(s.unmarked()),
		"earlier-texts": view.EarlierTexts(s.marked(), s.versions()), "earlier-texts-none": view.EarlierTexts(s.marked(), nil),
		"compare": view.Compare(q, s.tries(), 0, 1), "compare-same": view.Compare(q, s.tries(), 1, 1),
		"answer-again":       view.AnswerForm(view.Draft{Question: q, Meta: "again:" + someID.String() + ":1", Callback: view.CallRetry, Bare: true}),
		"answer-again-small": view.AnswerForm(view.Draft{Question: s.small(), Meta: "again:" + someID.String(), Callback: view.CallRetry, Bare: true}),
		"suggest-form":       view.SuggestForm(""), "suggest-form-typed": view.SuggestForm(s.speech("How do you keep queues short?")),
		"review-one-story": view.ReviewOne(kept, r, nil, permalink, 0),
		"story-form":       view.StoryForm(kept, practice.Story{ID: someID, Title: view.ProposedTitle(a), Competencies: q.Competencies}, s.shown()),
		"story-form-kept":  view.StoryForm(kept, s.story(), nil),
		"stories":          view.Stories(s.stories(q)),
		"stories-none":     view.Stories(practice.Stories{Untold: bank.Competencies()}),
		"guidance-story":   view.GuidanceWithStory(view.Guidance(q, false), s.story()),
		"approve-form":     view.ApproveForm(s.suggestion(practice.SuggestionWaits), s.proposal(), ""),
		"approve-form-missing": view.ApproveForm(s.suggestion(practice.SuggestionWaits), practice.Proposal{Ask: s.words("How do you keep ticket queues short?")},
			view.ObjectionWords(practice.Objection{Kind: practice.AskedAlready, Like: s.words("How do you shorten a queue?")})),
		"decline-form":      view.DeclineForm(s.suggestion(practice.SuggestionWaits)),
		"suggestions":       view.Suggestions(s.suggestions(), 0),
		"suggestions-older": view.Suggestions(s.suggestions(), someID),
		"suggestions-none":  view.Suggestions(practice.SuggestionPage{}, 0),
		"debrief":           view.DebriefPage(s.debrief(), 0),
		"debrief-questions": view.DebriefPage(s.debrief(), 1),
		"debrief-loop":      view.DebriefPage(loop, 99),
		"prepare-form":      view.PrepareForm(""), "prepare-form-dated": view.PrepareForm("2026-12-03"),
		"correct-form": view.CorrectForm(s.preparation(), "2026-12-03"), "correct-form-empty": view.CorrectForm(practice.Preparation{}, ""),
		"told": view.Told(view.RunningAlready(s.round(), permalink, s.choice())),
	}
}

// homes returns the Home tab in its states.
func (s sample) homes() map[string]slack.HomeTabViewRequest {
	round := s.round()
	paused, rating := round, round
	paused.PausedAt, rating.Stage = now, practice.Rating
	earlier, few := s.post(), s.progress()
	earlier.At = now.AddDate(0, 0, -3)
	few.Streak, few.Last, few.Before = practice.Streak{Longest: 1}, practice.Span{}, practice.Span{}
	return map[string]slack.HomeTabViewRequest{
		"home": view.Home(view.HomeData{
			Running: &round, RoundURL: permalink, Rounds: s.lastRounds(), Latest: s.page().Answers, Settings: s.settings(), Progress: s.progress(), Now: now,
		}),
		"home-open": view.Home(view.HomeData{
			Open: []view.OpenQuestion{{Post: s.post(), Question: s.question(), URL: permalink}, {Post: earlier, Question: s.small()}},
			Due:  []slack.Block{slack.NewDividerBlock()}, Plan: []slack.Block{slack.NewDividerBlock()},
			Latest: s.page().Answers[:1], Progress: few, Settings: s.settings(), Now: now,
		}),
		"home-paused": view.Home(view.HomeData{
			Running: &paused, RoundURL: permalink, Rounds: s.lastRounds()[:1], Latest: s.page().Answers, Settings: view.Settings{Offered: true}, Now: now,
		}),
		"home-rating": view.Home(view.HomeData{Running: &rating, Rounds: s.lastRounds()[2:], Now: now}),
		"home-new":    view.Home(view.HomeData{Now: now}),

		"home-countdown": view.Home(view.HomeData{Latest: s.page().Answers, Settings: s.settings(), Plan: view.Countdown(s.plan("2026-12-03"), s.preparation()), Now: now}),
		"home-today":     view.Home(view.HomeData{Plan: view.Countdown(s.plan("2026-11-23"), s.preparation()), Now: now}),
		"home-due":       view.Home(view.HomeData{Due: view.RetryBlocks(s.dues()), Latest: s.page().Answers, Settings: s.settings(), Now: now}),
	}
}
