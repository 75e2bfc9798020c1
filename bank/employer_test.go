package bank

import (
	"slices"
	"strings"
	"testing"
)

// bakery is an employer with all that one needs in a pack that is not complete.
const bakery = `- id: hill-bakery
  name: Hill Bakery
  trade: bakery
  size: 90 people in one town
  it: Two servers under the stairs.
  hurts: The ovens wait for the orders.
  roles: {new-manager: IT Lead, manager: IT Manager, senior: Head of IT}
  facts:
    hurts: Every Friday the orders come late.
    team: There is one of you.
    systems: "Two servers, one of them loud."
    budget: As much as two ovens.
    success: Warm bread at five.
    first-ninety-days: Learn to bake a roll.
`

// mill is another one.
const mill = `- id: river-mill
  name: River Mill
  trade: flour mill
  size: 40 people by the water
  it: One computer that weighs sacks.
  hurts: Nobody knows what is in which silo.
  roles: {new-manager: Lead, manager: Manager, senior: Chief}
  facts:
    team: You would be alone with Ada.
    systems: A weighing bridge from last century.
    budget: Whatever the harvest leaves.
    success: Silo seven holds rye when the list says rye.
    first-ninety-days: Count the silos.
    hurts: We sold wheat as rye in May.
    on-call: The river never sleeps and neither does Ada.
  twists:
    - {areas: [cloud, budget], ask: What of that works without a line?, checks: Modesty., kind: depth}
    - {ask: How would Ada hear of it?, checks: Bringing people along., kind: alignment}
`

const whyOne = "- {id: one, ask: Why one?, style: approach, round: technical, area: cloud}\n"

func TestEmployersOfAPackAreReadWithEveryField(t *testing.T) {
	p, wrong := read(t, map[string]string{hiring: bakery + mill, "a.yaml": whyOne})
	if wrong != "" || len(p.Employers) != 2 || len(p.Questions) != 1 {
		t.Fatalf("%d employers and %d questions, %s", len(p.Employers), len(p.Questions), wrong)
	}
	e := p.Employers[1]
	if e.ID != "river-mill" || e.Name != "River Mill" || e.Trade != "flour mill" || e.Size != "40 people by the water" ||
		e.IT != "One computer that weighs sacks." || e.Hurts != "Nobody knows what is in which silo." || e.Roles != (Roles{"Lead", "Manager", "Chief"}) {
		t.Errorf("read as %+v", e)
	}
	if says, ok := e.Says(TopicOnCall); !ok || says != "The river never sleeps and neither does Ada." {
		t.Errorf("on call: %q", says)
	}
	if _, ok := e.Says(TopicGrowth); ok {
		t.Error("a fact that nobody wrote")
	}
	if len(e.Twists) != 2 || e.Twists[0].Kind != Depth || e.Twists[0].Checks != "Modesty." || !slices.Equal(e.Twists[0].Areas, []Area{"cloud", "budget"}) {
		t.Errorf("twists: %+v", e.Twists)
	}
	if got := p.Employers[0].Facts[0].Topic; got != TopicTeam {
		t.Errorf("the facts begin with %s, not in the order of the topics", got)
	}
}

func TestATwistFitsItsAreasOrAnyOfBothRounds(t *testing.T) {
	p, _ := read(t, map[string]string{hiring: mill})
	for area, want := range map[Area]int{"cloud": 2, "budget": 2, "people": 1, "motivation": 0, "": 0} {
		if got := p.Employers[0].TwistsFor(area); len(got) != want {
			t.Errorf("%q: %d twists, not %d", area, len(got), want)
		}
	}
	r := p.Employers[0].Roles
	if r.At(NewManager) != "Lead" || r.At(Senior) != "Chief" || r.At(Manager) != "Manager" || r.At("") != "Manager" {
		t.Error("a level has another's title")
	}
}

func TestAPackMayHoldEmployersAlone(t *testing.T) {
	if p, wrong := read(t, map[string]string{hiring: mill}); wrong != "" || len(p.Employers) != 1 {
		t.Errorf("%s", wrong)
	}
}

func TestEveryMistakeInAnEmployerHasItsPlace(t *testing.T) {
	id := "hill-bakery: "
	for _, c := range []struct{ name, old, new, want string }{
		{"a missing fact", "    team: There is one of you.\n", "", "9:5: " + id + "facts has no team: add one to three sentences"},
		{"a mistyped topic", "    budget:", "    bugdet:", "9:5: " + id + "facts has no budget: add one to three sentences\n" +
			"team/employers.yaml:12:5: " + id + `unknown key "bugdet": did you mean "budget"?`},
		{"a missing title", ", senior: Head of IT", "", "7:10: " + id + "roles has no senior: add the title"},
		{"no name and no trade", "  name: Hill Bakery\n  trade: bakery\n", "", "1:3: " + id + "the employer lacks name (an invented one) and trade (what it does): add them"},
		{"too long a fact", "one of you.", "one of you" + strings.Repeat(" and you", 60) + ".", "10:11: " + id + "what is said about team has 500 characters, at most 450 fit: shorten it"},
		{"a number for a text", "trade: bakery", "trade: 12", "3:10: " + id + "trade is a number: put it in quotes to make it a text"},
		{"a twist after screening", "  facts:\n", "  twists: [{areas: [motivation], ask: A?, checks: B, kind: depth}]\n  facts:\n",
			"8:21: " + id + `area "motivation" belongs to round screening, and twists follow answers of technical or strategy: take one of theirs`},
		{"a twist of no such kind", "  facts:\n", "  twists: [{ask: A?, checks: B, kind: deepth}]\n  facts:\n",
			"8:39: " + id + `unknown kind "deepth": did you mean "depth"?`},
	} {
		_, got := read(t, map[string]string{hiring: strings.Replace(bakery, c.old, c.new, 1)})
		if want := "team/employers.yaml:" + c.want; got != want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, want)
		}
	}
	_, got := read(t, map[string]string{hiring: "name: Hill Bakery\n"})
	if want := `team/employers.yaml:1:1: employers.yaml is a list of employers: begin each with "- id:"`; got != want {
		t.Errorf("got %s", got)
	}
}

func TestMistakesInEmployersAndQuestionsAreToldTogether(t *testing.T) {
	_, got := read(t, map[string]string{
		hiring:   strings.Replace(bakery, "  size: 90 people in one town\n", "", 1) + strings.Replace(mill, "River Mill", "[River]", 1),
		"a.yaml": strings.Replace(whyOne, "approach", "story", 1),
	})
	for _, want := range []string{"a.yaml:1:", "employers.yaml:1:3: hill-bakery: the employer has no size", "employers.yaml:15:9: river-mill: name is a list"} {
		if !strings.Contains(got, want) {
			t.Errorf("nothing of %q in\n%s", want, got)
		}
	}
}

func TestEmployersOfSeveralPacksAddUp(t *testing.T) {
	own := teamPack(t, map[string]string{hiring: mill})
	b, err := Load([]string{own})
	if err != nil {
		t.Fatal(err)
	}
	built, err := builtInBank()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(b.Employers()), len(built.Employers())+1; got != want {
		t.Errorf("%d employers, not %d", got, want)
	}
	if e, ok := b.Employer("river-mill"); !ok || e.Name != "River Mill" {
		t.Error("the team's own employer is not found")
	}
	if _, ok := b.Employer("nowhere"); ok {
		t.Error("an employer that is in no pack")
	}
	_, err = Load([]string{own, teamPack(t, map[string]string{hiring: mill})})
	if err == nil || !strings.Contains(err.Error(), `employers.yaml:1:7: river-mill: id "river-mill" is used at `) {
		t.Errorf("the same id in two packs: %v", err)
	}
	_, err = Load([]string{own, teamPack(t, map[string]string{hiring: strings.Replace(mill, "id: river-mill", "id: other-mill", 1)})})
	if err == nil || !strings.Contains(err.Error(), `employers.yaml:2:3: other-mill: an employer at `) {
		t.Errorf("the same name in two packs: %v", err)
	}
}

func TestCheckFindsEmployersThatAreAlike(t *testing.T) {
	again := strings.NewReplacer("river-mill", "hill-mill", "River Mill", "Hill Mill", "A weighing bridge from last", "The weighing bridge of last").Replace(mill)
	got := check(t, map[string]string{hiring: mill + again})
	for _, want := range []string{
		`employers.yaml:28:14: hill-mill: this says nearly the same as river-mill at employers.yaml:10:14 ("A weighing bridge from last century.")`,
		`employers.yaml:32:12: hill-mill: this says nearly the same as river-mill at employers.yaml:14:12 ("We sold wheat as rye in May.")`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("nothing of %q in\n%s", want, got)
		}
	}
	if !strings.Contains(got, "hill-mill: facts.success has 9 words in a row") {
		t.Errorf("no copied words in\n%s", got)
	}
	if got := check(t, map[string]string{hiring: bakery + mill}); got != "" {
		t.Errorf("two that differ: %s", got)
	}
}

func TestACompletePackNeedsEmployersOfSubstance(t *testing.T) {
	got := check(t, map[string]string{
		about:  "complete: true\n",
		hiring: strings.Replace(mill, "River Mill", "Deutsche Bank Mill", 1),
	})
	for _, want := range []string{
		"pack.yaml:1:1: the pack says complete: true, but there are 1 of at least 8 employers: write 7 more into employers.yaml",
		`employers.yaml:2:3: river-mill: "Deutsche Bank Mill" is or sounds like a real firm (deutsche bank): invent a name`,
		"employers.yaml:16:3: river-mill: there are 2 of at least 4 twists: write 2 more",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("nothing of %q in\n%s", want, got)
		}
	}
	onlyCloud := strings.Replace(mill, "    - {ask: How would Ada", "    - {areas: [cloud], ask: How would Ada", 1)
	onlyCloud = strings.Replace(onlyCloud, "[cloud, budget]", "[cloud]", 1)
	if got := check(t, map[string]string{about: "complete: true\n", hiring: onlyCloud}); !strings.Contains(got, "no twist fits after an answer of round strategy") {
		t.Errorf("no word of the round without twists in\n%s", got)
	}
	if got := check(t, map[string]string{about: "complete: true\n", hiring: bakery}); !strings.Contains(got, "the employer has no twists: add at least 4") {
		t.Errorf("no word of missing twists in\n%s", got)
	}
}

func TestTheBuiltInEmployersSpeakShortly(t *testing.T) {
	b, err := builtInBank()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(b.Employers()); n < fewestEmployers {
		t.Errorf("%d employers", n)
	}
	for _, e := range b.Employers() {
		for _, f := range e.Facts {
			if n := strings.Count(f.Says, ". ") + strings.Count(f.Says, "? ") + strings.Count(f.Says, "! ") + 1; n > 3 {
				t.Errorf("%s says %d sentences about %s", e.ID, n, f.Topic)
			}
		}
	}
}
