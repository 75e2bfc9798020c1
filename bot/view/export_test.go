package view_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"greenroom/bot/view"
	"greenroom/practice"
)

func TestTheMarkdownExportReadsWell(t *testing.T) {
	want := strings.Join([]string{
		"# Interview practice", "",
		"Exported on 2026-11-23 09:30 UTC. 1 answer, 1 round.", "",
		"## Answers", "",
		"### Tell me about an outage that you led.", "",
		"**Answer 1** · 2026-11-23 09:30 UTC · in a thread · try 2 · your rating 4 of 5 · late · edited on 2026-11-23 09:30 UTC", "",
		"> In May our mail was down.  ",
		`> \- I rang @someone \& 3 others.  `,
		`> \# Calm is \*all\*.  `, "",
		"Asked next: What did you decide first?", "",
		"<" + permalink + ">", "",
		"## Rounds", "",
		"### Technical, 2026-11-23 09:30 UTC", "",
		"Live mode, pressing interviewer, finished on 2026-11-23 09:30 UTC.", "",
		"1. Technical: Tell me about an outage that you led.  ",
		"   6 min, answer 1, your rating 4 of 5  ",
		"   Follow-up: What first? · answer 1  ",
		"   Follow-up: And how many? · answer 1  ",
		"   Follow-up: Who else? · no answer",
		"2. And what did it cost you?  ",
		"   Under 1 min, no answer", "",
	}, "\n")
	if got := string(view.Markdown((sample{}).export())); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheMarkdownExportHoldsAllOfALongAnswer(t *testing.T) {
	e := (sample{}).export()
	e.Answers[0].Text = strings.Repeat("word ", 20_000) + "end"
	if got := view.Markdown(e); strings.Count(string(got), "word") != 20_000 || !strings.Contains(string(got), "end") {
		t.Error("the export cuts an answer")
	}
}

func TestWhatIsInAnExportStaysWords(t *testing.T) {
	for name := range hostile {
		e := hostileSample(name).export()
		md := string(view.Markdown(e))
		for l := range strings.Lines(md) {
			if i := strings.IndexFunc(l, unseen); i >= 0 {
				t.Errorf("%s: %.40q in the Markdown", name, l[i:])
			}
		}
		if strings.Count(md, "\n## ") != 2 || strings.Count(md, "\n### ") != 2 || strings.Contains(md, "\n```") {
			t.Errorf("%s makes headings or fences", name)
		}
		j, err := view.CSV(e)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(j), "\ufeff"))).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[1]) != len(rows[0]) {
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
		}
	}
}

func TestAttemptsAtOneQuestionStandTogether(t *testing.T) {
	e := (sample{}).export()
	one, other, again := e.Answers[0], e.Answers[0], e.Answers[0]
	other.ID, other.Question, other.Ask, other.Text = "b", "other", "And your team?", "We were six."
	again.ID, again.Text, again.Attempt = "c", "Once more: in June it ran.", 3
	e.Answers, e.Rounds = []practice.ExportedAnswer{one, other, again}, nil
	got := string(view.Markdown(e))
	order := []string{"### Tell me about an outage", "**Answer 1**", "In May", "**Answer 2**", "Once more", "### And your team?", "**Answer 3**", "We were six"}
	last := -1
	for _, want := range order {
		i := strings.Index(got, want)
		if i <= last || strings.Count(got, want) != 1 {
			t.Fatalf("%q stands at %d, after %d, in\n%s", want, i, last, got)
		}
		last = i
	}
}

func TestTheTableOpensInASpreadsheet(t *testing.T) {
	e := (sample{}).export()
	e.Answers[0].Text = "One, \"two\"\nand thrée"
	e.Answers[0].Votes = []practice.Vote{{Note: "result", Verdict: practice.Off}}
	e.Suggestions = []practice.ExportedSuggestion{{ID: "s1", Ask: "=1+1?", Note: "@me", State: "waiting"}}
	b, err := view.CSV(e)
	if err != nil {
		t.Fatal(err)
	}
	got := string(b)
	if !strings.HasPrefix(got, "\ufeffrecord,id,question,") || strings.Count(strings.ReplaceAll(got, "\r\n", ""), "\n") != 0 {
		t.Errorf("no mark of its encoding, or lines that do not end as they should: %q", got)
	}
	for _, want := range []string{"\"One, \"\"two\"\"\r\nand thrée\"", ",result off,", "suggestion,s1,,'=1+1?,", ",'@me,"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for text, want := range map[string]string{
		`=HYPERLINK("https://evil.example")`: `'=HYPERLINK("https://evil.example")`,
		"+1":                                 "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "＝1": "'＝1", "'=1": "''=1",
		"\t=1": "'=1", "\r=1": "'=1", "\n=1": "'=1", " =1": "'=1", "\u200b=1": "'=1", "\u00a0-1": "'-1", "-": "'-", "- a list": "'- a list", "a=1": "a=1", "": "",
		"&lt;3, I <@U1|ben>": "<3, I @ben",
	} {
		e := practice.Export{Answers: []practice.ExportedAnswer{{Text: text, Question: text}}}
		b, err := view.CSV(e)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range rows[0] {
			if name == "text" && rows[1][i] != want {
				t.Errorf("%q became %q, want %q", text, rows[1][i], want)
			}
		}
	}
}
