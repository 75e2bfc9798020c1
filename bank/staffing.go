package bank

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// What the employers of a pack that claims to be complete are at least.
const (
	fewestEmployers = 8
	fewestTwists    = 4 // of an employer
)

// runEmployers is how many employers may not share a run of words.
const runEmployers = 2

// inHiring reports whether a mistake is in a file of employers.
func inHiring(m Mistake) bool { return path.Base(m.File) == hiring }

// A statement is a text of an employer as a question of its own, so that it can
// be held against others like one.
type statement struct {
	of  opening
	key string
	entry
}

// statements returns what an employer's texts say.
func (o opening) statements() []statement {
	var out []statement
	add := func(key, text string, at place) {
		q := Question{ID: o.ID + " " + key, Ask: text}
		out = append(out, statement{o, key, entry{Question: q, at: at, wordings: []place{at}}})
	}
	add("it", o.IT, o.place("it"))
	add("hurts", o.Hurts, o.place("hurts"))
	for _, f := range o.Facts {
		add("facts."+string(f.Topic), f.Says, o.facts[f.Topic])
	}
	for i, t := range o.Twists {
		add(fmt.Sprintf("twists[%d]", i+1), t.Ask, o.twists[i])
	}
	return out
}

// employ holds the employers of all packs against each other: none may say what
// another one does.
func (c *Checked) employ(all []opening) {
	c.Employers = employers(all)
	var said []passage
	var texts []entry
	by := map[string]string{} // the employer's id of a statement's
	first := map[string]entry{}
	for _, o := range all {
		e := entry{Question: Question{ID: o.ID}, at: o.at, given: map[string]place{}}
		for _, s := range o.statements() {
			e.given[s.key] = s.at
			if w := spoken(s.Ask); len(w) >= runLength {
				said = append(said, passage{e, s.key, w})
			}
			by[s.ID] = o.ID
			if a, again := first[bare(s.Ask)]; again && by[a.ID] != o.ID && s.Ask != "" {
				c.add(Mistakes{saysLike(s.at, o.ID, a.at, by[a.ID], a.Ask)})
				continue
			}
			first[bare(s.Ask)] = s.entry
			texts = append(texts, s.entry)
		}
	}
	c.add(copies(said, runEmployers))
	for _, p := range pairsAlike(texts) {
		if by[p.b.of.ID] == by[p.a.of.ID] {
			continue // they may come back to a thing
		}
		c.add(Mistakes{saysLike(p.b.at(), by[p.b.of.ID], p.a.at(), by[p.a.of.ID], p.a.text())})
	}
}

// saysLike is the mistake that an employer says what one before it does.
func saysLike(at place, id string, first place, other, text string) Mistake {
	return Mistake{at.file, at.line, at.column, id, fmt.Sprintf(
		"this says nearly the same as %s at %s (%q): give this employer something of its own", other, first, text)}
}

// fewEmployers returns what the employers of a pack lack that claims to be
// complete.
func fewEmployers(own []opening, claim place) Mistakes {
	var out Mistakes
	note := func(at place, id, format string, args ...any) {
		out = append(out, Mistake{at.file, at.line, at.column, id, fmt.Sprintf(format, args...)})
	}
	if n := len(own); n < fewestEmployers {
		note(claim, "", "%s, but there are %d of at least %d employers: write %d more into %s",
			completenessIsClaimed, n, fewestEmployers, fewestEmployers-n, hiring)
	}
	for _, o := range own {
		if firm, ok := realFirm(o.Name); ok {
			note(o.place("name"), o.ID, "%q is or sounds like a real firm (%s): invent a name", o.Name, firm)
		}
		if n := len(o.Twists); n < fewestTwists {
			note(o.place("twists"), o.ID, "there are %d of at least %d twists: write %d more", n, fewestTwists, fewestTwists-n)
		}
		for _, r := range []Round{Technical, Strategy} {
			if !slices.ContainsFunc(o.Twists, func(t Twist) bool {
				return slices.ContainsFunc(Areas(), func(a Area) bool { return a.Round() == r && t.Fits(a) })
			}) {
				note(o.place("twists"), o.ID, "no twist fits after an answer of round %s: write one", r)
			}
		}
	}
	return out
}

// firms are real ones of which an invented employer must not remind; a name of
// two words stands with a hyphen.
var firms = wordSet(`
	adidas adobe airbus aldi alibaba allianz amazon apple asda astrazeneca audi aviva axa barclays basf bayer bbva best-buy bidfood
	bmw boeing booking bosch bp brakes british-airways bt cargill carrefour caterpillar cigna cisco citigroup coca-cola commerzbank costco
	danone decathlon deere dell deloitte delta deutsche-bahn deutsche-bank dhl disney dropbox dsv ebay edeka edf eon electrolux enel engie eni
	ericsson exxon facebook fedex fiat ford fujitsu generali gitlab github glencore google h-m heineken helios henkel hermes hitachi home-depot honda honeywell hp
	hsbc huawei hubspot hyundai iberdrola ibm ikea infosys ing intel intuit jpmorgan john-deere kaiser kone kroger kuehne lidl linkedin linde lloyds
	loreal lufthansa maersk mcdonalds mckinsey mercedes meta metro michelin microsoft migros munich-re nestle netflix nike nokia novartis
	nvidia oracle orange otto pepsi pepsico pfizer philips porsche procter rabobank renault repsol rewe roche rolls-royce ryanair salesforce samsung
	sanofi santander sap schenker servicenow shell shopify siemens skf slack sodexo sony spar spotify starbucks stripe swiss-re sysco target telefonica tesco
	tesla thales thyssenkrupp toyota trumpf uber ubs unilever ups vattenfall verizon visa vodafone volkswagen volvo walmart wells-fargo workday zalando
	zendesk zoom zurich
`)

// realFirm returns the real firm that a name holds, if there is one.
func realFirm(name string) (firm string, ok bool) {
	words := strings.Fields(bare(name))
	for i, w := range words {
		if firms[w] {
			return w, true
		}
		if i > 0 && firms[words[i-1]+"-"+w] {
			return words[i-1] + " " + w, true
		}
	}
	return "", false
}
