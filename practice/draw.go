package practice

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"greenroom/bank"
)

// What speaks for a question where its area is to be asked about. A level apart
// outweighs chance, a need outweighs one level, and nothing outweighs two.
const (
	byOneLevel   = 2.0  // off for one level apart
	byTwoLevels  = 100  // off for two
	byWeakness   = 3.0  // for a competency that is quite weak
	byDue        = 3.0  // for one that is due again
	byAdvert     = 2.0  // for what the person's advert asks for most
	byCompetency = 0.4  // for each unit of weight of a competency that is not in the round yet
	byStyle      = 0.9  // off for the first question of its style in the round, twice that for the second, and so on
	byAnswered   = 0.75 // off for one that was answered before
	byChance     = 1.5  // at most
)

// A draw is a round in the making.
type draw struct {
	shape        shape
	choice       Choice
	needs        Needs
	chance       *rand.Rand
	taken        map[string]bool
	areas        map[bank.Area]int
	styles       map[bank.Style]int
	competencies map[bank.Competency]bool
}

// A pick is a question of the round.
type pick struct {
	*bank.Question
	opens     bool
	curveball bool // it is the round's curveball
}

func newDraw(s shape, c Choice, n Needs, chance *rand.Rand) *draw {
	return &draw{
		shape: s, choice: c, needs: n, chance: chance,
		taken: map[string]bool{}, areas: map[bank.Area]int{}, styles: map[bank.Style]int{}, competencies: map[bank.Competency]bool{},
	}
}

// picks draws the questions of the round, in the order in which they are asked.
func (d *draw) picks(questions []*bank.Question) []pick {
	n := expressTurns
	if d.choice.Length != Express {
		n = d.shape.fewest + d.chance.IntN(d.shape.most-d.shape.fewest+1)
	}
	n = min(n, len(questions))
	var plain, curveballs, known, spare []*bank.Question
	for _, q := range questions {
		recent := d.needs.Recent[q.ID]
		switch {
		case q.Curveball && recent:
			spare = append(spare, q)
		case q.Curveball:
			curveballs = append(curveballs, q)
		case recent:
			known = append(known, q)
		default:
			plain = append(plain, q)
		}
	}
	areas := d.sample(plain, n)
	var out []pick
	if p, ok := d.opening(plain, areas); ok {
		out = append(out, p)
		areas = without(areas, p.Area)
	}
	if d.shape.curveball && d.choice.Length != Express && n >= 4 && len(curveballs) > 0 {
		p := d.curveball(curveballs, areas)
		if rest := without(areas, p.Area); len(out)+len(areas) == n && len(rest) == len(areas) {
			areas = areas[:max(len(areas)-1, 0)] // it comes in the place of another area
		} else if len(rest) < len(areas) {
			areas = rest
		}
		out = append(out, p)
	}
	for _, a := range areas {
		out = append(out, d.take(d.best(plain, a)))
	}
	// A curveball that was met lately is none any more; one more of them is better
	// than too short a round only where nothing else is left.
	for _, pool := range [][]*bank.Question{plain, d.oldest(known, n-len(out)), curveballs, spare} {
		for _, a := range d.sample(pool, n-len(out)) {
			out = append(out, d.take(d.best(pool, a)))
		}
	}
	return d.arranged(out)
}

// oldest returns those answered lately that are longest ago, some more than are
// wanted, so that areas can be mixed.
func (d *draw) oldest(known []*bank.Question, wanted int) []*bank.Question {
	known = slices.Clone(known)
	shuffle(known, d.chance)
	slices.SortStableFunc(known, func(x, y *bank.Question) int { return d.needs.Last[x.ID].Compare(d.needs.Last[y.ID]) })
	return known[:min(len(known), 2*max(wanted, 0))]
}

// sample draws the areas of n more questions of a pool, fewer where it has not as
// many. An area comes again only once every other that is left came as often.
func (d *draw) sample(pool []*bank.Question, n int) []bank.Area {
	room, order := map[bank.Area]int{}, []bank.Area(nil)
	weight, came := map[bank.Area]float64{}, map[bank.Area]int{}
	for _, q := range pool {
		if d.taken[q.ID] {
			continue
		}
		if room[q.Area] == 0 {
			order = append(order, q.Area)
			came[q.Area] = d.areas[q.Area]
		}
		room[q.Area]++
		weight[q.Area] = max(weight[q.Area], d.shape.of(q.Area).weight*(1+d.need(q)+d.needs.Wanted["area "+string(q.Area)]))
	}
	var out []bank.Area
	for len(out) < n && len(order) > 0 {
		least := math.MaxInt
		for _, a := range order {
			least = min(least, came[a])
		}
		var open []bank.Area
		for _, a := range order {
			if came[a] == least {
				open = append(open, a)
			}
		}
		for _, a := range byWeight(open, weight, n-len(out), d.chance) {
			out = append(out, a)
			came[a]++
			room[a]--
		}
		order = slices.DeleteFunc(order, func(a bank.Area) bool { return room[a] == 0 })
	}
	return out
}

// byWeight draws n of the areas, each as often, over many draws, as its weight
// has it, and none twice. The order is by chance.
func byWeight(areas []bank.Area, weight map[bank.Area]float64, n int, chance *rand.Rand) []bank.Area {
	areas = slices.Clone(areas)
	chance.Shuffle(len(areas), func(i, j int) { areas[i], areas[j] = areas[j], areas[i] })
	if n >= len(areas) {
		return areas
	}
	// Those whose share is one or more come for certain; the others share what is
	// left of n.
	certain := map[bank.Area]bool{}
	per := 0.0 // of n for a unit of weight
	for again := true; again; {
		sum := 0.0
		for _, a := range areas {
			if !certain[a] {
				sum += weight[a]
			}
		}
		per, again = float64(n-len(certain))/sum, false
		for _, a := range areas {
			if !certain[a] && weight[a]*per >= 1 {
				certain[a], again = true, true
			}
		}
	}
	// Laid side by side, each as long as its share, those are drawn on which a
	// comb with a tooth at each whole number falls.
	var out []bank.Area
	at := chance.Float64()
	for _, a := range areas {
		share := weight[a] * per
		if certain[a] {
			share = 1
		}
		if math.Floor(at+share) > math.Floor(at) && len(out) < n {
			out = append(out, a)
		}
		at += share
	}
	for _, a := range areas { // a tooth that rounding has broken off
		if len(out) < n && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// opening takes the question that begins the round, of one of its areas: one
// that can open, as mild as can be, whatever its person needs. ok is false where
// there is none near the level.
func (d *draw) opening(pool []*bank.Question, areas []bank.Area) (pick, bool) {
	found, ok := d.top(pool, func(q *bank.Question) bool {
		return d.canOpen(q) && slices.Contains(areas, q.Area) && d.offLevel(q) < byTwoLevels
	}, func(q *bank.Question) float64 {
		return byChance*d.chance.Float64() - hardness(q) - d.offLevel(q)/2 // a level lower may open
	})
	if !ok {
		return pick{}, false
	}
	p := d.take(found)
	p.opens = true
	return p, true
}

// canOpen reports whether a round can begin with the question: it is about what
// somebody has done, does or wants, in an area that is no minefield.
func (d *draw) canOpen(q *bank.Question) bool {
	switch q.Style {
	case bank.Behavioural, bank.Approach, bank.Motivation:
		return !q.Curveball && d.shape.of(q.Area).place == mayOpen
	case bank.Situational, bank.Knowledge, bank.Reverse:
	}
	return false
}

// curveball takes the round's curveball, of one of the areas if it can be.
func (d *draw) curveball(pool []*bank.Question, areas []bank.Area) pick {
	found, ok := d.top(pool, func(q *bank.Question) bool { return slices.Contains(areas, q.Area) }, d.worth)
	if !ok {
		found, _ = d.top(pool, func(q *bank.Question) bool { return d.areas[q.Area] == 0 }, d.worth)
	}
	if found == nil {
		found, _ = d.top(pool, func(*bank.Question) bool { return true }, d.worth)
	}
	p := d.take(found)
	p.curveball = true
	return p
}

// best returns the question of an area that is worth most.
func (d *draw) best(pool []*bank.Question, a bank.Area) *bank.Question {
	q, _ := d.top(pool, func(q *bank.Question) bool { return q.Area == a }, d.worth)
	return q
}

// top returns the question of a pool with the highest score among those that
// will do and are not taken.
func (d *draw) top(pool []*bank.Question, does func(*bank.Question) bool, score func(*bank.Question) float64) (best *bank.Question, ok bool) {
	most := math.Inf(-1)
	for _, q := range pool {
		if d.taken[q.ID] || !does(q) {
			continue
		}
		if s := score(q); s > most {
			best, most, ok = q, s, true
		}
	}
	return best, ok
}

// worth says how well a question would do as the next of the round.
func (d *draw) worth(q *bank.Question) float64 {
	same := d.styles[q.Style]
	out := byChance*d.chance.Float64() - d.offLevel(q) - byStyle*float64(same*(same+1)/2)
	weakest := 0.0
	for _, c := range q.Competencies {
		weakest = max(weakest, d.needs.Weak[c])
		if !d.competencies[c] {
			out += byCompetency * d.shape.competencies[c]
		}
	}
	out += byWeakness*weakest + byAdvert*d.needs.wants(q)
	switch {
	case d.needs.Due[q.ID]:
		out += byDue
	case !d.needs.Last[q.ID].IsZero():
		out -= byAnswered
	}
	return out
}

// need says how much its person needs the question, from 0 to 1.
func (d *draw) need(q *bank.Question) float64 {
	out := 0.0
	if d.needs.Due[q.ID] {
		out = 0.5
	}
	for _, c := range q.Competencies {
		out = max(out, d.needs.Weak[c])
	}
	return min(out, 1)
}

// offLevel says how much speaks against a question for its level.
func (d *draw) offLevel(q *bank.Question) float64 {
	levels := bank.Levels()
	chosen := cmp.Or(d.choice.Level, DefaultChoice.Level)
	switch slices.Index(levels, q.Level) - slices.Index(levels, chosen) {
	case 0:
		return 0
	case 1, -1:
		return byOneLevel
	}
	return byTwoLevels
}

// take takes a question into the round.
func (d *draw) take(q *bank.Question) pick {
	d.taken[q.ID] = true
	d.areas[q.Area]++
	d.styles[q.Style]++
	for _, c := range q.Competencies {
		d.competencies[c] = true
	}
	return pick{Question: q}
}

// without returns the areas with one occurrence of that one left out.
func without(areas []bank.Area, a bank.Area) []bank.Area {
	i := slices.Index(areas, a)
	if i < 0 {
		return areas
	}
	return slices.Delete(slices.Clone(areas), i, i+1)
}
