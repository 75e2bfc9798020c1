package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
)

func TestBankListTakesWhatTheFiltersSay(t *testing.T) {
	b, err := bank.Load([]string{team})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args string
		fits func(bank.Question) bool
	}{
		{"--round strategy", func(q bank.Question) bool { return q.Round == bank.Strategy }},
		{"--round strategy --round screening", func(q bank.Question) bool { return q.Round != bank.Technical }},
		{"--area cloud", func(q bank.Question) bool { return q.Area == "cloud" }},
		{"--area cloud,budget", func(q bank.Question) bool { return q.Area == "cloud" || q.Area == "budget" }},
		{"--style knowledge", func(q bank.Question) bool { return q.Style == bank.Knowledge }},
		{"--competency leadership", func(q bank.Question) bool { return slices.Contains(q.Competencies, "leadership") }},
		{"--level senior", func(q bank.Question) bool { return q.Level == bank.Senior }},
		{"--covers R14 --covers P01", func(q bank.Question) bool {
			return slices.Contains(q.Covers, "R14") || slices.Contains(q.Covers, "P01")
		}},
		{"--text FIREWALL", func(q bank.Question) bool { return q.ID == "firewall-and-intrusion-detection" }},
		{"--text groundwork", func(q bank.Question) bool { return q.ID == question }},
		{"--text landing-zone", func(q bank.Question) bool { return q.ID == question }},
		{"--round technical --style knowledge --area cloud", func(q bank.Question) bool { return q.Style == bank.Knowledge && q.Area == "cloud" }},
		{"--round screening --area cloud", func(bank.Question) bool { return false }},
	} {
		t.Run(test.args, func(t *testing.T) {
			var want, got []string
			for _, q := range b.All() {
				if test.fits(q) {
					want = append(want, q.ID)
				}
			}
			args := append([]string{"bank", "list", "--pack", team}, strings.Fields(test.args)...)
			code, out, errs := greenroom(t, append(args, "--json")...)
			var questions []bank.Question
			if err := json.Unmarshal([]byte(out), &questions); err != nil || code != 0 || errs != "" || questions == nil {
				t.Fatalf("code %d, errors %q, %v", code, errs, err)
			}
			for _, q := range questions {
				got = append(got, q.ID)
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
			_, out, errs = greenroom(t, args...)
			for _, q := range b.All() {
				if strings.Contains(out, "\n  "+q.ID+" · ") != slices.Contains(want, q.ID) {
					t.Errorf("printed or not: %s", q.ID)
				}
			}
			if none := errs != ""; none != (len(want) == 0) {
				t.Errorf("errors %q", errs)
			}
		})
	}
}

func TestAllTextsMustBeThere(t *testing.T) {
	_, out, _ := greenroom(t, "bank", "list", "--pack", team, "--text", "groundwork", "--text", "before anything moves")
	if !strings.Contains(out, question) {
		t.Errorf("printed %q", out)
	}
	if _, out, _ = greenroom(t, "bank", "list", "--pack", team, "--text", "groundwork", "--text", "firewall"); out != "" {
		t.Errorf("printed %q", out)
	}
}

func TestAnUnknownFilterIsRefusedWithTheNearestKnown(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"--round tecnical", `--round "tecnical": did you mean "technical"?`},
		{"--area secrity", `--area "secrity": did you mean "security"?`},
		{"--style story", `--style "story": take one of behavioural, situational, approach, knowledge, motivation, reverse`},
		{"--competency budgetting", `--competency "budgetting": did you mean "budgeting"?`},
		{"--level Senior", `--level "Senior": did you mean "senior"?`},
		{"--covers r07", `--covers "r07": did you mean "R07"?`},
		{"--covers X", `--covers "X": take one from G01 to P01`},
		{"--round x --level y", "--round \"x\": take one of screening, technical, strategy\n--level \"y\": take one of new-manager, manager, senior"},
	} {
		for _, more := range [][]string{nil, {"--json"}} {
			code, out, errs := greenroom(t, append(append([]string{"bank", "list"}, strings.Fields(test.args)...), more...)...)
			if code != 2 || out != "" || !strings.HasPrefix(errs, "greenroom: "+test.want) {
				t.Errorf("%s: code %d, errors %q", test.args, code, errs)
			}
		}
	}
}
