package practice_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// builtIn is the bank that comes with the program.
var builtIn = sync.OnceValues(func() (*bank.Bank, error) { return bank.Load(nil) })

func pack(t *testing.T) *bank.Bank {
	t.Helper()
	b, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func seed(n int) *rand.Rand { return rand.New(rand.NewPCG(uint64(n), 0)) }

// A planned is a plan with its questions, for the tests to look at.
type planned struct {
	turns  []practice.Turn
	asked  []bank.Question // the candidate's own left out
	closes bool
}

func plan(t *testing.T, b *bank.Bank, round bank.Round, c practice.Choice, n practice.Needs, chance *rand.Rand) planned {
	t.Helper()
	p := planned{turns: practice.Plan(b, round, c, n, chance)}
	seen := map[string]bool{}
	for i, turn := range p.turns {
		q, ok := b.Find(turn.Question)
		if !ok || turn.Ask != q.Ask && !slices.Contains(q.Also, turn.Ask) || seen[q.ID] || turn.Reverse != (q.Style == bank.Reverse) {
			t.Fatalf("turn %d is %+v", i, turn)
		}
		seen[q.ID] = true
		if turn.Reverse {
			if p.closes = true; i != len(p.turns)-1 || q.Round != round {
				t.Fatalf("the candidate's own question of the round %s is number %d of %d", q.Round, i+1, len(p.turns))
			}
			continue
		}
		if q.Round != round {
			t.Fatalf("%s is of the round %s", q.ID, q.Round)
		}
		p.asked = append(p.asked, q)
	}
	return p
}

func (p planned) minutes() (sum, least, most int) {
	least = 99
	for _, turn := range p.turns {
		sum += turn.Minutes
		if !turn.Reverse {
			least, most = min(least, turn.Minutes), max(most, turn.Minutes)
		}
	}
	return sum, least, most
}

func (p planned) ids() []string {
	var out []string
	for _, q := range p.asked {
		out = append(out, q.ID)
	}
	return out
}

// answering adds the plan's questions to what was answered lately.
func (p planned) answering(n *practice.Needs, at time.Time) {
	if n.Recent == nil {
		n.Recent, n.Last = map[string]bool{}, map[string]time.Time{}
	}
	for _, q := range p.asked {
		n.Recent[q.ID], n.Last[q.ID] = true, at
	}
}

// plainHardness is how hard a question looks to the tests: they know no more
// than that seniors' questions, cases and long answers are.
func plainHardness(q bank.Question) float64 {
	style := map[bank.Style]float64{bank.Situational: 2, bank.Knowledge: 1.5, bank.Behavioural: 0.5}[q.Style]
	return 1.5*float64(slices.Index(bank.Levels(), q.Level)) + style + 2*q.Minutes
}

var (
	opensWith = map[bank.Round][]bank.Area{
		bank.Screening: {"background", "motivation"},
		bank.Technical: {"infrastructure", "projects", "service-management", "new-technology"},
		bank.Strategy:  {"strategy", "people", "measuring"},
	}
	lasting = map[bank.Round]int{bank.Screening: 30, bank.Technical: 60, bank.Strategy: 60}
)

func TestPlansOfAThousandSeeds(t *testing.T) {
	b := pack(t)
	all := b.All()
	for _, round := range bank.Rounds() {
		for _, length := range []practice.Length{practice.Full, practice.Express} {
			t.Run(fmt.Sprint(round, " ", length), func(t *testing.T) {
				t.Parallel()
				for n := range 1000 {
					choice := practice.Choice{Length: length, Level: bank.Levels()[n%3]}
					chance := seed(n)
					var needs practice.Needs
					if n%10 == 9 { // somebody who has sat in five such rounds this month
						for day := range 5 {
							plan(t, b, round, choice, needs, chance).answering(&needs, monday.AddDate(0, 0, day))
						}
					}
					if p := plan(t, b, round, choice, needs, chance); !sound(t, all, p, round, choice, needs) {
						t.Fatalf("seed %d, level %s, %d answered lately: %v", n, choice.Level, len(needs.Recent), p.ids())
					}
				}
			})
		}
	}
}

// sound checks all that holds of every plan of the built-in bank.
func sound(t *testing.T, all []bank.Question, p planned, round bank.Round, c practice.Choice, needs practice.Needs) bool {
	t.Helper()
	full := c.Length == practice.Full
	fresh := map[bank.Area][]*bank.Question{}
	left := 0
	for i := range all {
		if q := &all[i]; q.Round == round && q.Style != bank.Reverse && !needs.Recent[q.ID] && !q.Curveball {
			fresh[q.Area] = append(fresh[q.Area], q)
			left++
		}
	}
	// How many, and how long.
	fewest, most, minutes := 3, 3, 24
	if full {
		fewest, most, minutes = 7, 8, lasting[round]
		if round == bank.Screening {
			fewest, most = 4, 4
		}
	}
	n := len(p.asked)
	if n < fewest || n > most || p.closes != full {
		t.Errorf("%d questions, the candidate's own: %v", n, p.closes)
		return false
	}
	sum, shortest, longest := p.minutes()
	if last := p.turns[len(p.turns)-1]; sum != minutes || shortest < 4 || longest > 12 || full && (last.Minutes < 3 || last.Minutes > 6) {
		t.Errorf("%d minutes, of %d to %d, the candidate's own %d", sum, shortest, longest, last.Minutes)
	}
	// What it covers.
	areas, covered := map[bank.Area]int{}, map[bank.Area]bool{}
	styles, curveballs := map[bank.Style]int{}, 0
	for i, q := range p.asked {
		covered[q.Area] = true
		styles[q.Style]++
		if needs.Recent[q.ID] && left >= n {
			t.Errorf("%s was answered lately, and %d were not", q.ID, left)
		}
		if p.turns[i].Curveball != q.Curveball {
			t.Errorf("%s is a curveball: %v", q.ID, q.Curveball)
		}
		if q.Curveball {
			curveballs++
			if 2*i < n || i == n-1 {
				t.Errorf("the curveball is question %d of %d", i+1, n)
			}
			continue
		}
		areas[q.Area]++
		for _, other := range fresh[q.Area] { // of one area, none two levels apart where nearer ones are left
			if !needs.Recent[q.ID] && apart(q, c.Level) == 2 && apart(*other, c.Level) < 2 && !slices.Contains(p.ids(), other.ID) {
				t.Errorf("%s is of the level %s, where %s is left", q.ID, q.Level, other.ID)
			}
		}
	}
	for area, times := range areas {
		for open := range fresh {
			if times > 1 && !covered[open] {
				t.Errorf("%s comes %d times and %s not at all", area, times, open)
			}
		}
	}
	if left > 3*n && n > 4 && (len(styles) < 3 || slices.Max(slices.Collect(maps.Values(styles))) > 5) {
		t.Errorf("the styles are %v", styles)
	}
	if want := full && round != bank.Screening; curveballs > 1 || want != (curveballs == 1) {
		t.Errorf("%d curveballs", curveballs)
	}
	// In what order.
	opening := p.asked[0]
	canOpen := func(q bank.Question) bool {
		return slices.Contains(opensWith[round], q.Area) && q.Style != bank.Situational && q.Style != bank.Knowledge && !q.Curveball
	}
	if !canOpen(opening) && slices.ContainsFunc(p.asked, canOpen) {
		t.Errorf("it begins with %s", opening.ID)
	}
	var plain []bank.Question
	for _, q := range p.asked[1:] {
		if !q.Curveball && q.Area != "closing" {
			plain = append(plain, q)
		}
	}
	if len(plain) < 2 {
		return !t.Failed() // nothing to order
	}
	hardest := slices.MaxFunc(plain, func(x, y bank.Question) int { return cmp.Compare(plainHardness(x), plainHardness(y)) })
	for i, q := range p.asked {
		if !q.Curveball && plainHardness(q) == plainHardness(hardest) && 4*i >= n && 4*i < 3*n {
			hardest = q // of several as hard, one in the middle will do
		}
	}
	if at := slices.IndexFunc(p.asked, func(q bank.Question) bool { return q.ID == hardest.ID }); 4*at < n || 4*at > 3*n-1 {
		t.Errorf("the hardest, %s, is question %d of %d", hardest.ID, at+1, n)
	}
	if last := p.asked[n-1]; areas["closing"] > 0 && last.Area != "closing" || plainHardness(last) > plainHardness(hardest) {
		t.Errorf("it ends with %s", last.ID)
	}
	return !t.Failed()
}

func apart(q bank.Question, level bank.Level) int {
	n := slices.Index(bank.Levels(), q.Level) - slices.Index(bank.Levels(), level)
	return max(n, -n)
}
