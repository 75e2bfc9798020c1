package practice_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"greenroom/bank"
	"greenroom/practice"
)

// shares returns how many plans of a hundred have a question of each area, and
// one of each competency.
func shares(t *testing.T, b *bank.Bank, round bank.Round, c practice.Choice, n practice.Needs) (areas map[bank.Area]float64, competencies map[bank.Competency]float64) {
	t.Helper()
	const plans = 600
	areas, competencies = map[bank.Area]float64{}, map[bank.Competency]float64{}
	for i := range plans {
		inPlan := map[any]bool{}
		for _, q := range plan(t, b, round, c, n, seed(i)).asked {
			inPlan[q.Area] = true
			for _, c := range q.Competencies {
				inPlan[c] = true
			}
		}
		for x := range inPlan {
			switch x := x.(type) {
			case bank.Area:
				areas[x] += 100. / plans
			case bank.Competency:
				competencies[x] += 100. / plans
			}
		}
	}
	return areas, competencies
}

func TestSharesFollowTheWeights(t *testing.T) {
	b := pack(t)
	express := practice.Choice{Length: practice.Express}
	for _, c := range []struct {
		round  bank.Round
		choice practice.Choice
		areas  map[bank.Area]float64
		always []bank.Competency // in nine of ten rounds and more
	}{
		{bank.Screening, practice.Choice{}, map[bank.Area]float64{
			"background": 100, "motivation": 100, "work-style": 100, "explaining": 67, "closing": 33,
		}, []bank.Competency{"communication"}},
		{bank.Screening, express, map[bank.Area]float64{
			"background": 75, "motivation": 75, "work-style": 75, "explaining": 50, "closing": 25,
		}, nil},
		{bank.Technical, express, map[bank.Area]float64{
			"infrastructure": 50, "projects": 50, "security": 37.5, "service-management": 37.5, "cloud": 37.5, "continuity": 37.5, "vendors": 25, "new-technology": 25,
		}, nil},
		{bank.Strategy, express, map[bank.Area]float64{
			"strategy": 50, "people": 50, "change": 37.5, "executives": 37.5, "budget": 37.5, "conflict": 37.5, "governance": 25, "measuring": 25,
		}, nil},
	} {
		t.Run(fmt.Sprint(c.round, " ", c.choice.Length), func(t *testing.T) {
			areas, competencies := shares(t, b, c.round, c.choice, practice.Needs{})
			for area, want := range c.areas {
				if math.Abs(areas[area]-want) > 5 {
					t.Errorf("%s is in %.1f %% of the plans, want %.1f %%", area, areas[area], want)
				}
			}
			for _, x := range c.always {
				if competencies[x] < 90 {
					t.Errorf("%s is in %.1f %% of the plans", x, competencies[x])
				}
			}
		})
	}
	for _, c := range []struct {
		round          bank.Round
		heavy          []bank.Area
		light          []bank.Area
		always, mostly []bank.Competency
	}{
		{bank.Technical, []bank.Area{"infrastructure", "projects"}, []bank.Area{"vendors", "new-technology"}, []bank.Competency{"technical-proficiency", "problem-solving"}, []bank.Competency{"cybersecurity", "cloud-computing", "service-management"}},
		{bank.Strategy, []bank.Area{"strategy", "people"}, []bank.Area{"governance", "measuring"}, []bank.Competency{"strategic-thinking", "leadership"}, []bank.Competency{"communication", "budgeting", "emotional-intelligence"}},
	} {
		areas, competencies := shares(t, b, c.round, practice.Choice{}, practice.Needs{})
		for _, heavy := range c.heavy {
			for _, light := range c.light {
				if areas[heavy] < 95 || areas[light] < 50 || areas[heavy] < areas[light]+5 {
					t.Errorf("%s is in %.1f %% of the rounds, %s in %.1f %%", heavy, areas[heavy], light, areas[light])
				}
			}
		}
		for _, x := range c.always {
			if competencies[x] < 98 {
				t.Errorf("%s is in %.1f %% of the rounds", x, competencies[x])
			}
		}
		for _, x := range c.mostly {
			if competencies[x] < 80 {
				t.Errorf("%s is in %.1f %% of the rounds", x, competencies[x])
			}
		}
	}
}

func TestWeakCompetenciesComeMoreOften(t *testing.T) {
	b := pack(t)
	// how many questions of sixty plans ask about it
	asked := func(round bank.Round, c practice.Choice, n practice.Needs, about bank.Competency) int {
		count := 0
		for i := range 60 {
			for _, q := range plan(t, b, round, c, n, seed(i)).asked {
				if slices.Contains(q.Competencies, about) {
					count++
				}
			}
		}
		return count
	}
	for _, c := range []struct {
		round bank.Round
		about bank.Competency
	}{
		{bank.Screening, "adaptability"}, {bank.Screening, "emotional-intelligence"},
		{bank.Technical, "collaboration"}, {bank.Technical, "problem-solving"}, {bank.Technical, "budgeting"},
		{bank.Strategy, "emotional-intelligence"}, {bank.Strategy, "communication"}, {bank.Strategy, "problem-solving"},
	} {
		for _, length := range []practice.Length{practice.Full, practice.Express} {
			choice := practice.Choice{Length: length}
			before := asked(c.round, choice, practice.Needs{}, c.about)
			some := asked(c.round, choice, practice.Needs{Weak: map[bank.Competency]float64{c.about: 0.5}}, c.about)
			much := asked(c.round, choice, practice.Needs{Weak: map[bank.Competency]float64{c.about: 1}}, c.about)
			if some < before+before/5 || much < some || much < before+before/3 {
				t.Errorf("%s %s: %s is asked about %d times in sixty rounds, %d where it is weak, %d where it is very weak", c.round, length, c.about, before, some, much)
			}
		}
	}
}

func TestWhatIsDueComesMoreOften(t *testing.T) {
	b := pack(t)
	for _, round := range bank.Rounds() {
		var all []string
		for _, q := range b.Select(bank.Selection{Rounds: []bank.Round{round}}) {
			if q.Style != bank.Reverse && !q.Curveball && q.Level != bank.Senior {
				all = append(all, q.ID)
			}
		}
		due := map[string]bool{}
		for i := 0; i < len(all); i += 8 {
			due[all[i]] = true
		}
		count := func(n practice.Needs) (times int) {
			for i := range 100 {
				for _, id := range plan(t, b, round, practice.Choice{}, n, seed(i)).ids() {
					if due[id] {
						times++
					}
				}
			}
			return times
		}
		before, after := count(practice.Needs{}), count(practice.Needs{Due: due})
		if 2*after < 3*before {
			t.Errorf("%s: the %d questions that are due come %d times in a hundred rounds, before it was %d", round, len(due), after, before)
		}
	}
}

func TestTheChosenLevelComesFirst(t *testing.T) {
	b := pack(t)
	for _, c := range []struct {
		round bank.Round
		level bank.Level
		least int // of a hundred questions
	}{
		{bank.Screening, bank.NewManager, 80}, {bank.Screening, bank.Manager, 65},
		{bank.Technical, bank.Manager, 80}, {bank.Strategy, bank.Manager, 80},
		// Few areas have more than one question of it.
		{bank.Technical, bank.Senior, 35}, {bank.Strategy, bank.Senior, 50},
	} {
		exact, asked, far := 0, 0, 0
		for i := range 200 {
			for _, q := range plan(t, b, c.round, practice.Choice{Level: c.level}, practice.Needs{}, seed(i)).asked {
				asked++
				switch apart(q, c.level) {
				case 0:
					exact++
				case 2:
					far++
				}
			}
		}
		if 100*exact < c.least*asked || 100*far > asked {
			t.Errorf("%s for %s: of %d questions %d are of the level, %d two levels away", c.round, c.level, asked, exact, far)
		}
	}
}

func TestSmallBanks(t *testing.T) {
	b := pack(t)
	for _, round := range bank.Rounds() {
		of := b.Select(bank.Selection{Rounds: []bank.Round{round}})
		for n := range 12 {
			for i := range 60 {
				chance := seed(i)
				chance.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
				small := bank.New(of[:n])
				asked, reverse := 0, 0
				for _, q := range small.All() {
					if q.Style == bank.Reverse {
						reverse++
					} else {
						asked++
					}
				}
				for _, length := range []practice.Length{practice.Full, practice.Express} {
					most := map[bool]int{true: 3, false: 8}[length == practice.Express]
					if length == practice.Full && round == bank.Screening {
						most = 4
					}
					p := plan(t, small, round, practice.Choice{Length: length, Level: bank.Senior}, practice.Needs{}, chance)
					if got := len(p.asked); got < min(asked, most-1, 7) || got > most || p.closes != (asked > 0 && reverse > 0 && length == practice.Full) {
						t.Errorf("%s %s: of %d questions and %d of the candidate's own there come %d; closed: %v", round, length, asked, reverse, got, p.closes)
					}
					if sum, least, longest := p.minutes(); asked > 0 && (least < 4 || longest > 12 || sum > 60 || asked >= 7 && sum%30 != 0 && sum != 24) {
						t.Errorf("%s %s of %d questions: %d minutes, %d to %d", round, length, asked, sum, least, longest)
					}
				}
			}
		}
	}
	t.Run("nothing of the round", func(t *testing.T) {
		screening := bank.New(b.Select(bank.Selection{Rounds: []bank.Round{bank.Screening}}))
		if turns := practice.Plan(screening, bank.Technical, practice.Choice{}, practice.Needs{}, seed(1)); len(turns) > 0 {
			t.Errorf("there are %d turns", len(turns))
		}
	})
	t.Run("everything asked or answered already", func(t *testing.T) {
		needs := practice.Needs{Recent: map[string]bool{}, Taken: map[string]bool{}}
		for _, q := range b.All() {
			needs.Recent[q.ID], needs.Taken[q.ID] = true, true
		}
		if p := plan(t, b, bank.Technical, practice.Choice{}, needs, seed(1)); len(p.asked) < 7 || !p.closes {
			t.Errorf("there are %d questions", len(p.asked))
		}
	})
	t.Run("nothing but curveballs", func(t *testing.T) {
		all := b.Select(bank.Selection{Rounds: []bank.Round{bank.Strategy}})
		for i := range all {
			all[i].Curveball = true
		}
		p := plan(t, bank.New(all), bank.Strategy, practice.Choice{}, practice.Needs{}, seed(1))
		marked := 0
		for _, turn := range p.turns {
			if turn.Curveball {
				marked++
			}
		}
		if len(p.asked) < 7 || marked != 1 {
			t.Errorf("of %d questions %d are curveballs", len(p.asked), marked)
		}
	})
}

func TestWhatWasTakenInAnInterviewComesNoMore(t *testing.T) {
	b := pack(t)
	for i := range 50 {
		needs := practice.Needs{Taken: map[string]bool{}}
		for n, q := range b.All() {
			needs.Taken[q.ID] = q.Round == bank.Technical && (q.Style == bank.Reverse || n%2 == i%2)
		}
		turns := practice.Plan(b, bank.Technical, practice.Choice{}, needs, seed(i))
		for _, turn := range turns {
			if needs.Taken[turn.Question] {
				t.Fatalf("seed %d: %s comes twice", i, turn.Question)
			}
		}
		if last := turns[len(turns)-1]; !last.Reverse {
			t.Fatalf("seed %d: with the round's own taken, no question of another round closes it", i)
		}
	}
}

func TestTheSameChanceMakesTheSamePlan(t *testing.T) {
	b := pack(t)
	needs := practice.Needs{Weak: map[bank.Competency]float64{}, Recent: map[string]bool{}, Due: map[string]bool{}}
	for i, c := range bank.Competencies() {
		needs.Weak[c] = float64(i%4) / 4
	}
	for i, q := range b.All() {
		needs.Recent[q.ID], needs.Due[q.ID] = i%3 == 0, i%3 == 1 && i%2 == 0
	}
	for _, round := range bank.Rounds() {
		others := 0
		for i := range 50 {
			first := plan(t, b, round, practice.Choice{}, needs, seed(i)).turns
			if again := practice.Plan(b, round, practice.Choice{}, needs, rand.New(rand.NewPCG(uint64(i), 0))); !reflect.DeepEqual(first, again) {
				t.Fatalf("the seed %d made two plans", i)
			}
			if other := plan(t, b, round, practice.Choice{}, needs, seed(i+1)).turns; !reflect.DeepEqual(first, other) {
				others++
			}
		}
		if others < 48 {
			t.Errorf("%s: of 50 seeds %d made another plan than the next", round, others)
		}
	}
}

// Somebody who sits a round a day meets a question again only once all were
// used up, and then those of longest ago; a curveball that is known is none.
func TestTwentyRoundsInARowRepeatNothingBeforeThePoolIsUsedUp(t *testing.T) {
	b := pack(t)
	for _, round := range bank.Rounds() {
		pool := map[string]bool{}
		for _, q := range b.Select(bank.Selection{Rounds: []bank.Round{round}}) {
			if q.Style != bank.Reverse && !q.Curveball {
				pool[q.ID] = true
			}
		}
		var needs practice.Needs
		unused := maps.Clone(pool)
		for day := range 20 {
			p := plan(t, b, round, practice.Choice{}, needs, seed(day))
			left := len(unused)
			for _, q := range p.asked {
				if pool[q.ID] && !unused[q.ID] && left >= len(p.asked) {
					t.Fatalf("%s: on day %d %s comes again, with %d not used", round, day, q.ID, left)
				}
				if q.Curveball && needs.Recent[q.ID] {
					t.Fatalf("%s: on day %d the curveball %s comes again", round, day, q.ID)
				}
				if at := needs.Last[q.ID]; !at.IsZero() && monday.AddDate(0, 0, day-2).Before(at) && round != bank.Screening {
					t.Errorf("%s: %s of yesterday comes again on day %d", round, q.ID, day)
				}
				delete(unused, q.ID)
			}
			p.answering(&needs, monday.AddDate(0, 0, day))
		}
		if len(unused) > 0 {
			t.Errorf("%s: after twenty rounds %d were never asked", round, len(unused))
		}
	}
}

func TestAKnownQuestionComesInAnotherWording(t *testing.T) {
	b := pack(t)
	met := map[string][]string{}
	for _, q := range b.All() {
		met[q.ID] = []string{q.Ask}
	}
	for i := range 20 {
		for _, turn := range plan(t, b, bank.Strategy, practice.Choice{}, practice.Needs{Met: met}, seed(i)).turns {
			if q, _ := b.Find(turn.Question); turn.Ask == q.Ask && len(q.Also) > 0 {
				t.Errorf("%s comes in the wording that was met", q.ID)
			}
		}
	}
}
