package bank

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// whole returns a pack of 120 questions that lacks nothing.
func whole() []entry {
	var styles []Style
	for _, style := range Styles() {
		for range shares[style] * 120 / 100 {
			styles = append(styles, style)
		}
	}
	for len(styles) < 120 {
		styles = append(styles, Behavioural)
	}
	var out []entry
	curveballs := map[Round]int{}
	for i, style := range styles {
		// Of every five questions one is of the screening, two of each other round.
		round := []Round{Screening, Technical, Technical, Strategy, Strategy}[i%5]
		var areas []Area
		for _, a := range Areas() {
			if a.Round() == round {
				areas = append(areas, a)
			}
		}
		out = append(out, entry{
			Question: Question{
				ID: fmt.Sprintf("q%d", i), Style: style, Round: round, Area: areas[i/5%len(areas)],
				Competencies: []Competency{competencies[i/5*2%len(competencies)], competencies[(i/5*2+1)%len(competencies)]},
				Covers:       []string{rows[i%len(rows)]},
				Weak:         Weak{Text: "No.", Flaws: []string{"short"}, Lacks: []Gap{GapDepth}},
				FollowUps:    []FollowUp{{Kind: TradeOff}, {Kind: Alignment}, {Kind: Reflection}},
			},
			at:    place{"p/a.yaml", 10*i + 1, 7},
			given: map[string]place{"follow_ups": {"p/a.yaml", 10*i + 5, 3}, "weak": {"p/a.yaml", 10*i + 6, 3}},
		})
		if (round == Technical || round == Strategy) && curveballs[round] < 8 {
			curveballs[round]++
			out[i].Curveball = true
		}
	}
	return out
}

// without takes a competency out of the questions that drop picks.
func without(all []entry, c Competency, drop func(Question) bool) []entry {
	for i, e := range all {
		if slices.Contains(e.Competencies, c) && drop(e.Question) {
			all[i].Competencies = slices.DeleteFunc(slices.Clone(e.Competencies), func(x Competency) bool { return x == c })
		}
	}
	return all
}

func TestACompletePackHasWhatItClaims(t *testing.T) {
	const most = 2 // of what is spoiled at once, the first is told
	for _, test := range []struct {
		name  string
		spoil func([]entry) []entry
		want  string // the one mistake, after the claim or from its place on
	}{
		{"all is there", func(all []entry) []entry { return all }, ""},
		{"a row without a question", func(all []entry) []entry {
			for i := range all {
				if all[i].Covers[0] == "G05" || all[i].Covers[0] == "P01" {
					all[i].Covers = nil
				}
			}
			return all
		}, "but no question covers G05, P01: write one for each, or name the row in covers of one that does"},
		{"too few in all", func(all []entry) []entry { return all[1:] }, "but in all there are 119 of at least 120 questions: write 1 more"},
		{"too few of a round", func(all []entry) []entry {
			all[0].Round, all[0].Area = Technical, "vendors"
			return all
		}, "but round screening: 23 of at least 24 questions: write 1 more"},
		{"too few curveballs in a round", func(all []entry) []entry {
			i := slices.IndexFunc(all, func(e entry) bool { return e.Curveball && e.Round == Technical })
			all[i].Curveball = false
			return all
		}, "but round technical: 7 of at least 8 curveballs: write 1 more that nobody has an answer prepared for, with curveball: true"},
		{"a curveball that is switched off counts for none", func(all []entry) []entry {
			i := slices.IndexFunc(all, func(e entry) bool { return e.Curveball && e.Round == Strategy })
			all[i].Disabled = true
			j := slices.IndexFunc(all, func(e entry) bool { return !e.Curveball && e.Style == all[i].Style && e.Area == all[i].Area })
			return append(all, all[j])
		}, "but round strategy: 7 of at least 8 curveballs: write 1 more"},
		{"too few of an area", func(all []entry) []entry {
			n := 0
			for i := range all {
				if all[i].Area == "explaining" {
					if n++; n > 2 {
						all[i].Area = "background"
					}
				}
			}
			return all
		}, "but area explaining: 2 of at least 3 questions: write 1 more"},
		{"a competency too rare", func(all []entry) []entry {
			n := 0
			return without(all, "budgeting", func(Question) bool { n++; return n > 7 })
		}, "but competency budgeting: 7 of at least 8 questions: write 1 more, or name it in those that look for it"},
		{"a competency of one round", func(all []entry) []entry {
			for i, e := range all {
				if e.Round == Strategy && e.Competencies[0] != "cloud-computing" {
					all[i].Competencies = append(all[i].Competencies, "cloud-computing")
				}
			}
			return without(all, "cloud-computing", func(q Question) bool { return q.Round != Strategy })
		}, "but competency cloud-computing is asked about in round strategy only, of at least 2: write a question of another round"},
		{"too much of a style", func(all []entry) []entry {
			for i, n := 0, 0; n < 4; i++ {
				if all[i].Style == Knowledge {
					all[i].Style = []Style{Approach, Motivation}[n%2]
					n++
				}
			}
			return all
		}, "but style knowledge: 8 of 120 questions, 6.7 % where 10 are meant, give or take 3: write more of it"},
		{"follow-ups of two kinds", func(all []entry) []entry {
			all[2].FollowUps = []FollowUp{{Kind: TradeOff}, {Kind: Alignment}, {Kind: TradeOff}}
			return all
		}, "p/a.yaml:25:3: q2: the follow-ups are of 2 kinds of at least 3: ask for something else in one, of kind reflection, depth, evidence, own-part"},
		{"a story that nobody looks back on", func(all []entry) []entry {
			all[2].FollowUps = []FollowUp{{Kind: Depth}, {Kind: Alignment}, {Kind: EvidenceKind}}
			return all
		}, "p/a.yaml:25:3: q2: no follow-up is of kind trade-off or reflection: ask what was given up, or what they would do otherwise"},
		{"a story without anybody", func(all []entry) []entry {
			all[2].FollowUps = []FollowUp{{Kind: Depth}, {Kind: TradeOff}, {Kind: EvidenceKind}}
			return all
		}, "p/a.yaml:25:3: q2: no follow-up is of kind alignment or own-part: ask who was involved, or what they did themselves"},
		{"knowledge needs no looking back", func(all []entry) []entry {
			i := slices.IndexFunc(all, func(e entry) bool { return e.Style == Knowledge })
			all[i].FollowUps = []FollowUp{{Kind: Depth}, {Kind: TradeOff}, {Kind: EvidenceKind}}
			return all
		}, ""},
		{"a weak answer that lacks nothing", func(all []entry) []entry {
			all[2].Weak.Lacks = nil
			return all
		}, "p/a.yaml:26:3: q2: the weak answer does not say what it lacks: add lacks, one or two of own-part, depth,"},
		{"a question that is switched off counts for nothing", func(all []entry) []entry {
			all[2].Disabled = true
			return slices.Insert(all, 3, all[7])
		}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := unfinished(test.spoil(whole()), place{"p/pack.yaml", 5, 1})
			want := test.want
			if strings.HasPrefix(want, "but ") {
				want = "p/pack.yaml:5:1: the pack says complete: true, " + want
			}
			switch {
			case want == "" && len(got) > 0, want != "" && (len(got) == 0 || !strings.HasPrefix(got[0].String(), want)), len(got) > most:
				t.Errorf("got %v, want %s", got, want)
			}
		})
	}
}

func TestOnlyAPackThatClaimsItIsHeldToBeComplete(t *testing.T) {
	files := map[string]string{"cloud.yaml": wholeQuestion(t), "pack.yaml": "title: Ours\n"}
	if got := check(t, files); got != "" {
		t.Errorf("it claims nothing: %s", got)
	}
	files["pack.yaml"] = "title: Ours\ncomplete: true\n"
	got := check(t, files)
	for _, want := range []string{
		"pack.yaml:2:1: the pack says complete: true, but in all there are 1 of at least 120 questions: write 119 more",
		"but no question covers G01, G02,",
		"but round screening: 0 of at least 24 questions: write 24 more",
		"cloud.yaml:36:3: landing-zone-first: the weak answer does not say what it lacks",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// What a team changes for itself takes nothing from a pack that is complete.
func TestAnOverriddenQuestionStillCountsForItsPack(t *testing.T) {
	theirs := teamPack(t, map[string]string{"cloud.yaml": wholeQuestion(t), "pack.yaml": "complete: true\n", "ids.txt": "landing-zone-first\n"})
	alone := found(t, Check([]string{theirs}), theirs)
	ours := teamPack(t, map[string]string{"a.yaml": "- id: landing-zone-first\n  overrides: true\n  enabled: false\n"})
	if both := found(t, Check([]string{theirs, ours}), theirs); both != alone {
		t.Errorf("got\n%s\nwant\n%s", both, alone)
	}
}
