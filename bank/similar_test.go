package bank

import (
	"slices"
	"strings"
	"sync"
	"testing"
)

// asked are the built-in questions as they are asked.
var asked = sync.OnceValue(func() []entry {
	_, entries, _ := readAll(nil)
	return entries
})

// likenessOf returns how like two wordings are beside the built-in questions.
func likenessOf(a, b string) float64 {
	w := weigh(append(slices.Clip(asked()), entry{Question: Question{ID: "a", Ask: a}}, entry{Question: Question{ID: "b", Ask: b}}))
	return w.likeness(w.wording(a), w.wording(b))
}

// wording returns a text with its gist.
func (w weights) wording(text string) wording {
	g := gistOf(text)
	return wording{bare: bare(text), gist: g, sum: w.sum(g)}
}

func TestAQuestionInOtherDressIsFound(t *testing.T) {
	for _, test := range []struct{ changed, a, b string }{
		{"politeness", "How do you choose a vendor?", "Could you please tell me how you would choose a vendor?"},
		{"an opener", "Tell me about the largest infrastructure upgrade you've delivered.", "Walk us through the largest infrastructure upgrade that you delivered."},
		{"word order", "How do you keep an IT project on time and on budget, and which agile practices do you borrow for it?", "Which agile practices do you borrow to keep an IT project on budget and on time?"},
		{"endings", "How do you set goals for your department and follow through the year whether people and systems reach them?", "Setting your department's goals, how do you follow through the year whether people and systems are reaching them?"},
		{"tense", "Why do IT's proposals so often miss what the business tries to do?", "Why did proposals from IT miss what the business was trying to do?"},
		{"filler", "What's the difference between a firewall and an intrusion detection system?", "So, what would you actually say is basically the difference between a firewall and some intrusion detection system?"},
		{"a verb for its noun", "What is the difference between incident management and problem management?", "How does the management of incidents differ from that of problems?"},
		{"an irregular verb", "Describe a security incident that you led, from the first sign to the last lesson.", "Tell me about a security incident you had to lead from first sign to last lesson."},
		{"another word for it", "How do you choose a vendor?", "How do you go about selecting a supplier?"},
		{"a superlative", "Tell me about the hardest software fault you had to get to the bottom of.", "What's the toughest software fault that you got to the bottom of?"},
		{"the other number", "What are the phases of a successful cloud migration?", "Which phases do successful cloud migrations need?"},
		{"a clause added", "How do you decide whether to switch over to the backup system in the busiest hour?", "In the busiest hour, how do you decide whether to switch over to a backup system, and who hears of it?"},
		{"an IT that is no pronoun", "How do you know that you're doing well as an IT manager?", "As a manager of IT, how would you know whether you do well?"},
	} {
		if got := likenessOf(test.a, test.b); got < alike {
			t.Errorf("%s: %.2f for %q (%v) and %q (%v)", test.changed, got, test.a, gistOf(test.a), test.b, gistOf(test.b))
		}
	}
}

func TestHonestNeighboursArePassed(t *testing.T) {
	for _, test := range [][2]string{
		{"How do you measure the success of a project?", "How do you measure the success of a team?"},
		{"How do you choose a cloud provider?", "How do you choose a network provider?"},
		{"What's the difference between incident management and problem management?", "What's the difference between change management and project management?"},
		{"What's the difference between a firewall and an intrusion detection system?", "What's the difference between a firewall and a proxy server?"},
		{"Tell me about a time you disagreed with your boss.", "Tell me about a time you disagreed with a vendor."},
		{"How do you motivate your team?", "How do you grow your team?"},
		{"Tell me about a project that failed.", "Tell me about a project that went well."},
		{"How do you set goals for your department?", "How do you set priorities for your department?"},
		{"How do you hire people for your team?", "How do you let people in your team go?"},
		{"How do you handle a conflict between two people in your team?", "How do you handle a conflict between two departments?"},
		{"How do you give hard feedback?", "How do you take hard feedback?"},
		{"Where do you see yourself in five years?", "Where do you see IT in five years?"},
		{"What do you do when a vendor misses a deadline?", "What do you do when your team misses a deadline?"},
		{"What are the phases of a cloud migration?", "What are the risks of a cloud migration?"},
		{"How do you test your backups?", "How do you decide whether to switch to the backup system?"},
		{"Tell me about something that nobody had thought of.", "How do you go about a technology that nobody on your team has worked with before?"},
		{"Why?", "Why not?"},
	} {
		if got := likenessOf(test[0], test[1]); got >= alike {
			t.Errorf("%.2f for %q (%v) and %q (%v)", got, test[0], gistOf(test[0]), test[1], gistOf(test[1]))
		}
	}
}

// The limit must leave room on both sides: a pack that grows has more
// neighbours.
func TestNoTwoBuiltInQuestionsComeNearTheLimit(t *testing.T) {
	entries := asked()
	w := weigh(entries)
	of := make([][]wording, len(entries))
	for i, e := range entries {
		for _, text := range e.asked() {
			of[i] = append(of[i], w.wording(text))
		}
		for j := range i {
			for _, x := range of[i] {
				for _, y := range of[j] {
					if like := w.likeness(x, y); like > alike-0.05 {
						t.Errorf("%.2f: %s asks %q and %s %q", like, e.ID, x.bare, entries[j].ID, y.bare)
					}
				}
			}
		}
	}
}

func TestANearDuplicateIsNamedWithBothPlaces(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"of a built-in question", asking("mine", "Which agile practices do you borrow, and how do you keep IT projects on budget and on time?"),
			"a.yaml:2:8: mine: this asks nearly the same as project-time-and-money at itmanager/projects.yaml:"},
		{"of another one's other wording, by another wording", asking("one", "How do the tills get into our shops?") + "  also: [Who switches off the cold store on Sundays?]\n" +
			asking("two", "How long do we keep pictures from the car park?") + "  also: [Please tell us who switched off cold stores on Sunday]\n",
			`a.yaml:12:10: two: this asks nearly the same as one at a.yaml:6:10 ("Who switches off the cold store on Sundays?"): ask for something else, or make it another wording of that question`},
		{"two wordings of one question that differ in trifles", asking("one", "How do the new tills get into our shops?") + "  also: [How would new tills get into our shop?]\n",
			"a.yaml:6:10: one: this says the same as the wording at a.yaml:2:8, but for trifles: say it in other words, or take it out"},
		{"two wordings of one question that differ as they should", asking("one", "How do the new tills get into our shops?") + "  also: [Which shop comes first and which has to wait?]\n", ""},
		{"one that is switched off", asking("mine", "Which agile practices do you borrow, and how do you keep IT projects on budget and on time?") + "  enabled: false\n", ""},
		{"one that overrides the other", strings.Replace(asking("project-time-and-money", "Which agile practices do you borrow, and how do you keep IT projects on budget and on time?"), "  style", "  overrides: true\n  style", 1), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := checkBeside(t, map[string]string{"a.yaml": test.text})
			if strings.Contains(got, "\n") || got != test.want && (test.want == "" || !strings.HasPrefix(got, test.want)) {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}
