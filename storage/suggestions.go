package storage

import (
	"greenroom/bank"
	"greenroom/practice"
)

type suggestionRecord struct {
	By        string         `msgpack:"b"`
	At        int64          `msgpack:"t"`
	Asked     proposalRecord `msgpack:"a"`
	Note      string         `msgpack:"n"`
	State     string         `msgpack:"s"`
	Taken     proposalRecord `msgpack:"k"`
	Question  string         `msgpack:"q"`
	Decider   string         `msgpack:"d"`
	DecidedAt int64          `msgpack:"dt"`
	Reason    string         `msgpack:"r"`
}

type proposalRecord struct {
	Ask          string   `msgpack:"a"`
	Also         string   `msgpack:"o"`
	Style        string   `msgpack:"s"`
	Area         string   `msgpack:"r"`
	Competencies []string `msgpack:"c"`
	Level        string   `msgpack:"l"`
	Minutes      int      `msgpack:"m"`
}

func newProposalRecord(p practice.Proposal) proposalRecord {
	r := proposalRecord{
		Ask: p.Ask, Also: p.Also, Style: string(p.Style), Area: string(p.Area), Level: string(p.Level), Minutes: p.Minutes,
	}
	for _, c := range p.Competencies {
		r.Competencies = append(r.Competencies, string(c))
	}
	return r
}

func (r proposalRecord) proposal() practice.Proposal {
	p := practice.Proposal{
		Ask: r.Ask, Also: r.Also, Style: bank.Style(r.Style), Area: bank.Area(r.Area), Level: bank.Level(r.Level), Minutes: r.Minutes,
	}
	for _, c := range r.Competencies {
		p.Competencies = append(p.Competencies, bank.Competency(c))
	}
	return p
}

func newSuggestionRecord(s practice.Suggestion) suggestionRecord {
	return suggestionRecord{
		By: string(s.By), At: micros(s.At), Asked: newProposalRecord(s.Asked), Note: s.Note, State: string(s.State),
		Taken: newProposalRecord(s.Taken), Question: s.Question, Decider: string(s.Decider), DecidedAt: micros(s.DecidedAt), Reason: s.Reason,
	}
}

func (r suggestionRecord) suggestion(id practice.ID) practice.Suggestion {
	return practice.Suggestion{
		ID: id, By: practice.Person(r.By), At: fromMicros(r.At), Asked: r.Asked.proposal(), Note: r.Note,
		State: practice.SuggestionState(r.State), Taken: r.Taken.proposal(), Question: r.Question,
		Decider: practice.Person(r.Decider), DecidedAt: fromMicros(r.DecidedAt), Reason: r.Reason,
	}
}

func (t *transaction) Suggestion(id practice.ID) (practice.Suggestion, error) {
	var r suggestionRecord
	err := t.record(bucketSuggestions, idKey(id), &r)
	return r.suggestion(id), err
}

func (t *transaction) PutSuggestion(s practice.Suggestion) error {
	return t.putRecord(bucketSuggestions, idKey(s.ID), newSuggestionRecord(s))
}

func (t *transaction) Suggestions(before practice.ID, visit func(practice.Suggestion) bool) error {
	var from []byte
	if before != 0 {
		from = idKey(before)
	}
	return t.downFrom(bucketSuggestions, nil, from, func(k []byte) (bool, error) {
		s, err := t.Suggestion(practice.ID(number(k)))
		if err != nil {
			return false, err
		}
		return visit(s), nil
	})
}
