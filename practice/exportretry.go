package practice

import "slices"

// ExportedRetries is what is kept of the questions that return to a person.
type ExportedRetries struct {
	Offers  string   `json:"offers,omitempty"`   // off, or stopped; absent: on
	At      string   `json:"at,omitempty"`       // the local time of offers, as 15:04
	Made    int      `json:"made,omitempty"`     // offers
	Left    int      `json:"left,omitempty"`     // of those, how many in a row until now
	LastDay string   `json:"last_day,omitempty"` // of the latest offer, a date
	LastOf  string   `json:"last_of,omitempty"`  // its question
	Offered []string `json:"offered,omitempty"`  // the questions that were offered
	Resting []string `json:"resting,omitempty"`  // those that return no more
}

func exportRetries(_ *Coach, tx Tx, out *exporting) error {
	r, err := tx.Retrying(out.Person)
	if err != nil {
		return err
	}
	e := ExportedRetries{At: r.At, Made: r.Offers, Left: r.Silent, LastDay: r.Last.Day, LastOf: r.Last.Question, Resting: r.Rest}
	switch {
	case r.Off:
		e.Offers = "off"
	case r.Stopped:
		e.Offers = "stopped"
	}
	for question := range r.Offered {
		e.Offered = append(e.Offered, question)
	}
	slices.Sort(e.Offered)
	if e.Offers != "" || e.At != "" || e.Made != 0 || len(e.Offered)+len(e.Resting) > 0 {
		out.Retries = &e
	}
	return nil
}
