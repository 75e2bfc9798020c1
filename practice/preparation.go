package practice

import (
	"time"

	"greenroom/bank"
)

// A Preparation is what a person prepares for, as far as an advert or they
// themselves said. When that is, is in their Profile. The zero value, but for
// its person, is nothing.
type Preparation struct {
	Person       Person
	At           time.Time // since when
	Competencies []Trace[bank.Competency]
	Areas        []Trace[bank.Area]
	Level        bank.Level
	LevelWords   string
}
