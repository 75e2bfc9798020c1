package practice

import (
	"slices"
	"time"

	"greenroom/bank"
)

// An ExportedStory is an answer that its person keeps as a story.
type ExportedStory struct {
	Answer       string            `json:"answer"` // its id
	Title        string            `json:"title"`
	Competencies []bank.Competency `json:"competencies"`
	KeptAt       time.Time         `json:"kept_at"`
}

func exportStories(_ *Coach, tx Tx, out *exporting) error {
	err := tx.StoriesBy(out.Person, func(s Story) bool {
		out.Stories = append(out.Stories, ExportedStory{Answer: s.ID.String(), Title: s.Title, Competencies: s.Competencies, KeptAt: s.At.UTC()})
		return true
	})
	slices.Reverse(out.Stories)
	return err
}
