package cli

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/practice"
)

// A person with thousands of answers gets all of them, after the bot has answered
// that it sends them; nobody gets any of another's.
func TestThousandsOfAnswersComeAsAFile(t *testing.T) {
	const n = 2000
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(newWorld(t))
		defer p.close()
		time.Sleep(time.Hour)
		err := p.assembly.store.Update(t.Context(), func(tx practice.Tx) error {
			for i := range 2 * n {
				at := monday.Add(time.Duration(i-2*n) * time.Minute)
				a := practice.Answer{
					ID: practice.FirstID(at), Person: practice.Person(p.ws.PersonID("ben")), Origin: practice.InPrivate, Question: "knowing-you-do-well", Ask: "How do you know?",
					Attempt: 1 + i/2, CreatedAt: at, Messages: []practice.Message{{Text: fmt.Sprintf("=%d, %s", i, story)}},
				}
				if i%2 == 1 {
					a.Person, a.Messages[0].Text = practice.Person(p.ws.PersonID("chioma")), "periwinkle"
				}
				if err := tx.PutAnswer(a); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, format := range []string{"json", "csv", "md"} {
			p.plays("as ben", "command /interview export "+format, "see private: 2000 answers", "wait 5s", "skim")
			content := p.lastFile("ben", "."+format)
			if strings.Contains(content, "periwinkle") {
				t.Errorf("%s has another's", format)
			}
			got := 0
			switch format {
			case "json":
				var e practice.Export
				if err := json.Unmarshal([]byte(content), &e); err != nil {
					t.Fatal(err)
				}
				got = len(e.Answers)
			case "csv":
				rows, err := csv.NewReader(strings.NewReader(content)).ReadAll()
				if err != nil {
					t.Fatal(err)
				}
				got = strings.Count(content, "\"'=") * (len(rows) - 1) / n
			case "md":
				got = strings.Count(content, "**Answer ")
			}
			if got != n {
				t.Errorf("%s has %d answers", format, got)
			}
		}
		p.hush()
	})
}

// lastFile returns what is in the newest file in somebody's DM whose name ends so.
func (p *player) lastFile(who, ends string) string {
	p.t.Helper()
	content := ""
	for _, m := range p.ws.As(who).Messages("dm") {
		for _, f := range m.Files {
			if !strings.HasSuffix(f.Name, ends) {
				continue
			}
			b, err := p.ws.As(who).Download(f)
			if err != nil {
				p.t.Fatal(err)
			}
			content = string(b)
		}
	}
	if content == "" {
		p.t.Fatalf("no file of %s", ends)
	}
	return content
}
