package feedback

import (
	"bufio"
	"encoding/json"
	"fmt"
	"greenroom/bank"
	"os"
	"strings"
	"testing"
)

func TestDebug(t *testing.T) {
	want := os.Getenv("IDS")
	if want == "" {
		t.Skip()
	}
	for _, f := range []string{"examples.jsonl", "own.jsonl"} {
		fh, _ := os.Open("testdata/" + f)
		in := bufio.NewScanner(fh)
		in.Buffer(nil, 1<<20)
		for in.Scan() {
			var l struct{ ID, Style, Ask, Answer string }
			json.Unmarshal(in.Bytes(), &l)
			if !strings.Contains(","+want+",", ","+l.ID+",") {
				continue
			}
			a := parse(bank.Question{Style: bank.Style(l.Style), Ask: l.Ask}, l.Answer)
			fmt.Println("==", l.ID, l.Style, l.Ask)
			for i, s := range a.sentences {
				fmt.Println("-", s.text(a.plain.text))
				for _, x := range a.acts {
					if x.sentence == i {
						fmt.Printf("     act by=%d when=%d %s spec=%d vague=%v mental=%v den=%v rep=%v aside=%v concrete=%v\n", x.by, x.when, s.tokens[x.verb].w, x.specifics, x.vague, x.mental, x.denied, x.reported, x.aside, x.concrete())
					}
				}
				for _, c := range []string{"evidence", "result", "learning", "measures", "stakeholders"} {
					for k := range s.tokens {
						if h, ok := cues(c).at(s.tokens, k); ok {
							var w []string
							for _, x := range s.tokens[h.start:h.end] {
								w = append(w, x.w)
							}
							fmt.Println("     ", c, h.name, strings.Join(w, " "))
						}
					}
				}
			}
			r := Read(bank.Question{Style: bank.Style(l.Style), Ask: l.Ask}, l.Answer)
			fmt.Println("   parts", r.Parts, r.Ownership, r.Measures, r.Stakeholders, "generic", r.Generic)
			for _, n := range r.Notes {
				fmt.Println("   NOTE", n.Kind, "|", n.Quote)
			}
			fmt.Println("   NEXT", r.FollowUp, r.Lacks())
		}
	}
}
