package practice

import (
	"time"

	"greenroom/bank"
)

// An ExportedPreparation is what the person prepares for. The advert is not kept,
// only its words for each find.
type ExportedPreparation struct {
	Interview    string          `json:"interview,omitempty"` // a date
	Since        *time.Time      `json:"since"`
	Competencies []ExportedTrace `json:"competencies,omitempty"`
	Areas        []ExportedTrace `json:"areas,omitempty"`
	Level        bank.Level      `json:"level,omitempty"`
	LevelWords   string          `json:"level_words,omitempty"`
}

// An ExportedTrace is something that the job asks for, with the advert's words;
// none where the person chose it.
type ExportedTrace struct {
	Topic string   `json:"topic"`
	Words []string `json:"words,omitempty"`
}

// exportedPreparation returns what a person prepares for, nil for nothing.
func exportedPreparation(tx Tx, by Person, interview string) (*ExportedPreparation, error) {
	p, err := tx.Preparation(by)
	if err != nil || p.At.IsZero() && interview == "" {
		return nil, err
	}
	return &ExportedPreparation{
		Interview: interview, Since: timeOrNil(p.At), Competencies: exportedTraces(p.Competencies), Areas: exportedTraces(p.Areas),
		Level: p.Level, LevelWords: p.LevelWords,
	}, nil
}

func exportedTraces[T ~string](traces []Trace[T]) []ExportedTrace {
	var out []ExportedTrace
	for _, t := range traces {
		out = append(out, ExportedTrace{Topic: string(t.Topic), Words: t.Words})
	}
	return out
}

func exportPreparation(_ *Coach, tx Tx, out *exporting) error {
	p, err := tx.Profile(out.Person)
	if err == nil {
		out.Preparation, err = exportedPreparation(tx, out.Person, p.Interview)
	}
	return err
}
