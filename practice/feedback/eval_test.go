package feedback_test

import (
	"flag"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

var eval = flag.Bool("eval", false, "print how right the feedback is, beside plain baselines")

// The answers that are measured on. Nothing was ever tuned on the kept ones.
var evaluated = []struct{ file, about string }{
	{"tune.jsonl", "that rules and models were tuned on"},
	{"kept.jsonl", "kept aside, that nothing was tuned on"},
	{"examples.jsonl", "by others, that rules and models were tuned on"},
	{"spoken.jsonl", "dictated without stops, with which it was chosen where clauses begin"},
}

// The signals in the order in which they are printed.
var signals = []string{"context", "action", "evidence", "result", "learning", "hedged", "ownership", "generic", "measures", "stakeholders"}

// TestEval prints precision, recall and F1 of each signal (make eval).
func TestEval(t *testing.T) {
	if !*eval {
		t.Skip("prints its tables only with -eval")
	}
	for _, set := range evaluated {
		list := examples(t, set.file)
		ours, plain := count(list), baselines(list)
		fmt.Printf("\n%d answers %s (%s)\n%-13s %5s  %-22s %-22s %5s   %s\n", len(list), set.about, set.file,
			"signal", "there", "precision", "recall", "F1", "F1 of the baseline")
		macro := 0.0
		for i, s := range signals {
			c := ours[s]
			if i < 5 {
				macro += c.f1() / 5
			}
			base := ""
			if b := plain[s]; b != nil {
				base = fmt.Sprintf("%.2f  %s", b.f1(), baselineOf[s])
			}
			fmt.Printf("%-13s %5d  %-22s %-22s  %.2f   %s\n", s, c.right+c.missed, interval(c.right, c.wrong), interval(c.right, c.missed), c.f1(), base)
		}
		fmt.Printf("macro F1 of the five parts: %.2f\n", macro)
		right, wrong := quotes(list)
		fmt.Printf("quotes that show their part, of those of parts that are there: %s\n", interval(right, len(wrong)))
	}
}

func (c *tally) f1() float64 {
	return 2 * c.precision() * c.recall() / max(c.precision()+c.recall(), 1e-9)
}

// interval prints a share with its 95 % interval after Wilson.
func interval(yes, no int) string {
	n := float64(yes + no)
	if n == 0 {
		return "-"
	}
	const z = 1.96
	p := float64(yes) / n
	mid := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n)) / (1 + z*z/n)
	return fmt.Sprintf("%.2f (%.2f to %.2f)", p, max(mid-half, 0), min(mid+half, 1))
}

// What the baselines go by: what tools do that look for single words.
var (
	baselineOf = map[string]string{
		"context": "single keywords", "action": "single keywords", "result": "single keywords", "learning": "single keywords",
		"evidence": "any digit", "hedged": "a stock list of hedges",
	}
	keywords = map[string]*regexp.Regexp{
		"context":  regexp.MustCompile(`(?i)\b(when|while|at my|company|situation|problem|project)\b`),
		"action":   regexp.MustCompile(`(?i)\b(implemented|led|managed|created|developed|organi[sz]ed|decided|built|set up)\b`),
		"result":   regexp.MustCompile(`(?i)\b(result|resulted|increased|reduced|improved|saved|achieved|success\w*|outcome)\b`),
		"learning": regexp.MustCompile(`(?i)\b(learn\w*|lesson|realis\w*|realiz\w*|next time|in hindsight)\b`),
	}
	digit = regexp.MustCompile(`\d`)
	stock = []string{"maybe", "probably", "perhaps", "i think", "kind of", "sort of", "just", "basically", "actually", "like", "i guess", "hopefully"}
)

// baselines counts what such tools would find.
func baselines(list []labelled) map[string]*tally {
	all := map[string]*tally{}
	for _, l := range list {
		add := func(signal string, got, want bool) {
			if all[signal] == nil {
				all[signal] = &tally{}
			}
			all[signal].add(l.ID, got, want)
		}
		w := l.Labels
		add("context", keywords["context"].MatchString(l.Answer), w.Context)
		add("action", keywords["action"].MatchString(l.Answer), w.Action)
		add("result", keywords["result"].MatchString(l.Answer), w.Result)
		add("learning", keywords["learning"].MatchString(l.Answer), w.Learning)
		add("evidence", digit.MatchString(l.Answer), w.Evidence)
		hedges := 0
		for _, h := range stock {
			hedges += strings.Count(strings.ToLower(l.Answer), h)
		}
		add("hedged", hedges >= 2, w.Hedged)
	}
	return all
}
