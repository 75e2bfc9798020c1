package practice

import (
	"math/rand/v2"
	"slices"

	"greenroom/bank"
)

// casting returns the employer of a person's next round: one that they have not
// met, or else the one they met longest ago. It is empty where the packs have none.
func (c *Coach) casting(tx Tx, by Person, chance *rand.Rand) (string, error) {
	var ids []string
	for _, e := range c.Questions().Employers() {
		ids = append(ids, e.ID)
	}
	chance.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	err := tx.RoundsBy(by, func(r Round) bool {
		if len(ids) > 1 {
			ids = slices.DeleteFunc(ids, func(id string) bool { return id == r.Employer })
		}
		return len(ids) > 1
	})
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return ids[0], nil
}

// mostTwists is how many follow-ups of a leg carry an answer over to the employer.
const mostTwists = 2

// twist returns a follow-up of the employer's own to an answer in an area, none
// that was asked in this round; ok is false where there is none, or enough.
func (r Round) twist(e bank.Employer, area bank.Area) (Probe, bool) {
	asked := map[string]bool{}
	inLeg := 0
	for _, t := range r.Turns {
		for _, p := range t.Probes {
			asked[p.Ask] = true
			if p.Twist && t.Round == r.Leg() {
				inLeg++
			}
		}
	}
	if inLeg >= mostTwists {
		return Probe{}, false
	}
	for _, t := range e.TwistsFor(area) {
		if !asked[t.Ask] {
			return Probe{Ask: t.Ask, Checks: t.Checks, Kind: t.Kind, Twist: true}, true
		}
	}
	return Probe{}, false
}
