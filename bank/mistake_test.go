package bank

import (
	"fmt"
	"strings"
	"testing"
)

func TestEachMistakeIsNamedWithItsPlaceAndWhatToDo(t *testing.T) {
	const id = "landing-zone-first: "
	for _, test := range []struct {
		name     string
		old, new string // what is changed in the whole question
		want     string // the one mistake, after the file's name
	}{
		{"an unknown key is likened to a known one", "  why: Moving", "  wyh: x\n  why: Moving",
			"13:3: " + id + `unknown key "wyh": did you mean "why"?`},
		{"an unknown key that is like none", "  why: Moving", "  difficulty: 3\n  why: Moving",
			"13:3: " + id + `unknown key "difficulty": take one of id, ask, also, `},
		{"an unknown key further in", "        prompt: When do", "        hint: x\n        prompt: When do",
			"21:9: " + id + `unknown key "hint": take one of name, prompt`},
		{"a key twice", "  minutes: 2\n", "  minutes: 2\n  minutes: 3\n",
			"13:3: " + id + "minutes is there twice, first at 12:3: keep one"},
		{"a missing field", "  judges: Whether the groundwork is known from practice.\n", "",
			"3:3: " + id + "the question has no judges: add what a strong answer shows them"},
		{"several missing fields, in one line", "  judges: Whether the groundwork is known from practice.\n  structure:\n    name: Definition and use\n    parts:\n      - name: definition\n        prompt: What is it, in one sentence?\n      - name: use\n        prompt: When do you need it?\n", "",
			"3:3: " + id + "the question lacks judges (what a strong answer shows them) and structure (a name and at least two parts): add them"},
		{"a missing id", "- id: landing-zone-first\n  ask:", "- ask:",
			"3:3: the question has no id: add a short name that never changes, such as backup-in-peak-hours"},
		{"a missing field further in", "      checks: that there is a figure\n", "",
			"47:7: " + id + "the follow-up has no checks: add what it checks"},
		{"an empty text", "  why: Moving first and tidying up later is the costliest way into the cloud.", "  why: \"  \"",
			"13:8: " + id + "why is empty: write it"},
		{"a text left out", "  why: Moving first and tidying up later is the costliest way into the cloud.", "  why:",
			"13:7: " + id + "why is empty: write it"},
		{"a number for a text", "  level: manager\n", "  level: 3\n",
			"11:10: " + id + "level is a number: put it in quotes to make it a text"},
		{"a number in a list of texts", "[single sign-on, identity]", "[single sign-on, 443]",
			"64:31: " + id + "an entry of terms is a number: put it in quotes to make it a text"},
		{"a text for a number", "  minutes: 2\n", "  minutes: two\n",
			"12:12: " + id + "minutes is a text: write a number from 0.5 to 10"},
		{"a text for a list", "  covers: [R14]", "  covers: R14",
			"65:11: " + id + "covers is a text: write a list, each entry after \"- \""},
		{"a list for a text", "  level: manager\n", "  level: [manager]\n",
			"11:10: " + id + "level is a list: write a text"},
		{"a text for a mapping", "  structure:\n    name: Definition and use\n    parts:\n      - name: definition\n        prompt: What is it, in one sentence?\n      - name: use\n        prompt: When do you need it?\n", "  structure: STAR\n",
			"15:14: " + id + "structure is a text: write it as keys with values"},
		{"a list entry that is a text", "- id: landing-zone-first", "- just a text\n- id: landing-zone-first",
			"3:3: the question is a text: write it as keys with values"},
		{"an anchor", "  level: manager\n", "  level: &l manager\n",
			"11:10: " + id + "level is a YAML anchor or alias, which packs do not use: write a text"},
		{"an alias of nothing", "  level: manager\n", "  level: *manager\n",
			"11:10: not valid YAML: a YAML alias, which packs do not use: write a text, in quotes if it begins with *"},
		{"an anchor further up that an alias repeats", "[single sign-on, identity]", "[&x single sign-on, *x]",
			"64:15: " + id + "an entry of terms is a YAML anchor or alias, which packs do not use: write a text\n" +
				"team/cloud.yaml:64:34: " + id + "an entry of terms is a YAML anchor or alias, which packs do not use: write a text"},
		{"a merge of another mapping", "  level: manager\n", "  level: manager\n  <<: {minutes: 3}\n",
			"12:3: " + id + `unknown key "<<": take one of id, ask, also, `},
		{"a tag", "  level: manager\n", "  level: !!str manager\n", "11:10: " + id + "level is a YAML tag, which packs do not use: write a text"},
		{"a list for a key", "  level: manager\n", "  level: manager\n  [a, b]: c\n", "12:3: " + id + "a key is a list: write a word"},
		{"an anchor at a key", "  why: Moving", "  &w why: Moving", "3:3: " + id + "the question has no why: add why interviewers ask it\n" +
			"team/cloud.yaml:13:3: " + id + "a key is a YAML anchor or alias, which packs do not use: write a word"},
		{"a yes or no for a text", "  level: manager\n", "  level: true\n", "11:10: " + id + "level is a yes or no: put it in quotes to make it a text"},
		{"a day for a word", "  level: manager\n", "  level: 2026-03-01\n", "11:10: " + id + `unknown level "2026-03-01": take one of new-manager, manager, senior`},
		{"an unknown style", "style: knowledge", "style: story",
			"7:10: " + id + `unknown style "story": take one of behavioural, situational, approach, knowledge, motivation, reverse`},
		{"an unknown round", "round: technical", "round: tecnical",
			"8:10: " + id + `unknown round "tecnical": did you mean "technical"?`},
		{"an unknown area", "area: cloud", "area: clouds",
			"9:9: " + id + `unknown area "clouds": did you mean "cloud"?`},
		{"an unknown competency", "cybersecurity]", "cyber-security]",
			"10:35: " + id + `unknown competency "cyber-security": did you mean "cybersecurity"?`},
		{"an unknown level", "level: manager", "level: Manager",
			"11:10: " + id + `unknown level "Manager": did you mean "manager"?`},
		{"an unknown kind of follow-up", "kind: alignment", "kind: deepth",
			"46:13: " + id + `unknown kind "deepth": did you mean "depth"?`},
		{"an empty word", "level: manager", "level: ",
			"11:9: " + id + "level is empty: take one of new-manager, manager, senior"},
		{"an area of another round", "area: cloud", "area: budget",
			"9:9: " + id + `area "budget" belongs to round "strategy", not "technical": change one of them`},
		{"too short a time", "minutes: 2", "minutes: 0.25", "12:12: " + id + "minutes is 0.25: write a number from 0.5 to 10"},
		{"too long a time", "minutes: 2", "minutes: 11", "12:12: " + id + "minutes is 11: write a number from 0.5 to 10"},
		{"a time that is no number", "minutes: 2", "minutes: .nan", "12:12: " + id + "minutes is .nan: write a number from 0.5 to 10"},
		{"no competencies", "[cloud-computing, cybersecurity]", "[]", "10:17: " + id + "competencies has 0 of at least 1: write 1 more"},
		{"four competencies", "[cloud-computing, cybersecurity]", "[cloud-computing, cybersecurity, leadership, budgeting]",
			"10:17: " + id + "competencies has 4 of at most 3: take out 1"},
		{"one competency twice", "[cloud-computing, cybersecurity]", "[cybersecurity, cybersecurity]",
			"10:33: " + id + `competencies names "cybersecurity" twice: keep one`},
		{"no other wording", "  also:\n    - Which groundwork do you want to see before anything moves to the cloud?\n", "  also: []\n",
			"5:9: " + id + "also has 0 of at least 1: write 1 more"},
		{"three other wordings", "  also:\n", "  also:\n    - Why one?\n    - Why two?\n",
			"6:5: " + id + "also has 3 of at most 2: take out 1"},
		{"two follow-ups", "    - ask: Who had to agree?\n      checks: that finance and security were there\n      kind: alignment\n", "",
			"41:5: " + id + "follow_ups has 2 of at least 3: write 1 more"},
		{"two signals", "    - knows what can wait\n", "", "51:5: " + id + "signals has 2 of at least 3: write 1 more"},
		{"two red flags", "    - moves first\n", "", "55:5: " + id + "red_flags has 2 of at least 3: write 1 more"},
		{"a signal twice", "    - knows what can wait\n", "    - speaks of cost from the first day\n",
			"53:7: " + id + "an entry of signals is there twice: keep one"},
		{"one part", "      - name: use\n        prompt: When do you need it?\n", "", "18:7: " + id + "parts has 1 of at least 2: write 1 more"},
		{"two parts of one name", "- name: use\n", "- name: Definition\n", "20:15: " + id + `two parts are called "Definition": give one another name`},
		{"a missing anchor", "    3: Names some of the groundwork without an order.\n", "",
			"59:5: " + id + "anchors has no 3: add what a 3 looks like"},
		{"an anchor too many", "    3: Names some", "    2: Little.\n    3: Names some", "60:5: " + id + `unknown key "2": take one of 1, 3, 5`},
		{"too short an example", " Four\n    months later we had eleven accounts, three of them without an owner, and a bill\n    that was forty percent over the plan. I stopped the next two moves for six weeks\n    and built", " I built",
			"24:12: " + id + "example has 118 words: write 120 to 220"},
		{"too long an example", "    faster than any rule did.", "    faster" + strings.Repeat(" and faster", 40) + ".",
			"24:12: " + id + "example has 226 words: write 120 to 220"},
		{"knowledge without key points", "  key_points:\n    - point: identity comes first\n      terms: [single sign-on, identity]\n", "",
			"7:10: " + id + "a question of style knowledge has no key_points: add the facts that a full answer touches"},
		{"a row of no such form", "covers: [R14]", "covers: [r14]", "65:12: " + id + `covers "r14": write rows as G, R or P and two digits, such as R07`},
		{"a row that is none", "covers: [R14]", "covers: [R28]", "65:12: " + id + `covers "R28", which is no row: they are G01 to G29, R01 to R27 and P01`},
		{"an id of no such form", "id: landing-zone-first", "id: Landing_Zone",
			`3:7: id "Landing_Zone": write small letters, digits and single hyphens, such as backup-in-peak-hours`},
		{"too long a question", "  ask: What has to", "  ask: " + strings.Repeat("What ", 50) + "has to",
			"4:8: " + id + "ask has 320 characters, at most 300 fit: shorten it"},
		{"a question in two lines", "  ask: What has to stand", "  ask: |\n    And\n    what has to stand",
			"4:8: " + id + "ask has a line break: write it in one line, or after \">-\""},
		{"too long a text", "  judges: Whether", "  judges: " + strings.Repeat("Whether ", 320) + "Whether",
			"14:11: " + id + "judges has 2606 characters, at most 2500 fit: shorten it"},
		{"too long a prompt", "prompt: When do", "prompt: " + strings.Repeat("When ", 30) + "do",
			"21:17: " + id + "the part's prompt has 165 characters, at most 150 fit: shorten it"},
		{"a list too long for one block", "    - moves first\n", "    - " + strings.Repeat("moves ", 400) + "\n    - " + strings.Repeat("first ", 100) + "\n",
			"55:5: " + id + "red_flags has 3044 characters in all, at most 2500 fit into Slack: shorten it"},
		{"a control character in the file", "Whether the", "Whether\x07the", "14:18: control character U+0007: take it out"},
		{"an escaped control character", "  level: manager\n  minutes: 2\n  why: Moving", "  level: manager\n  minutes: 2\n  why: \"\\u0007\" #",
			"13:8: " + id + "why holds the control character U+0007: take it out"},
		{"a character that turns the direction", "  why: Moving", "  why: Mov\u202eing", "13:8: " + id + "why holds the control character U+202E: take it out"},
		{"an unseen end of a line", "Whether the", "Whether\u2028the", "14:18: control character U+2028: take it out"},
		{"a byte order mark further down", "Whether the", "Whether\ufeffthe", "14:18: control character U+FEFF: take it out"},
		{"bytes that are no text", "Whether the", "Whether \xff\xfe the", "14:19: this is not UTF-8: save the file as UTF-8"},
		{"broken YAML", "  why: Moving first", "  why: Moving: first", "13:14: not valid YAML: a text holds a colon and a blank, or the line is indented wrongly: put the text in quotes, or indent like the lines around it"},
		{"lists in each other without an end", "  why: Moving first", "  why: " + strings.Repeat("[", 1_000_000) + "Moving first",
			"13:10008: not valid YAML: lists or mappings stand in each other thousands of times"},
		{"a tab for blanks", "  why: Moving first", "\twhy: Moving first", "13:1: not valid YAML: a tab stands where the indentation is: indent with spaces"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := wholeQuestion(t)
			if strings.Count(text, test.old) != 1 {
				t.Fatalf("%q is %d times in the question", test.old, strings.Count(text, test.old))
			}
			_, got := read(t, map[string]string{"pack.yaml": "complete: true\n", "cloud.yaml": strings.Replace(text, test.old, test.new, 1)})
			want := ""
			if test.want != "" {
				want = "team/cloud.yaml:" + test.want
			}
			if got != want && (want == "" || strings.Count(got, "\n") > strings.Count(want, "\n") || !strings.HasPrefix(got, want)) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestMistakesOfAWholeFile(t *testing.T) {
	whole := wholeQuestion(t)
	for _, test := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"an empty file", map[string]string{"a.yaml": "", "b.yaml": whole},
			"team/a.yaml: nothing in this file: write something or remove it"},
		{"a file of comments", map[string]string{"a.yaml": "# soon\n", "b.yaml": whole},
			"team/a.yaml: nothing in this file: write something or remove it"},
		{"one question without a list", map[string]string{"a.yaml": "id: x\nask: y\n", "b.yaml": whole},
			`team/a.yaml:1:1: a pack file is a list of questions: begin each with "- id:"`},
		{"a second document", map[string]string{"a.yaml": whole + "---\n- id: x\n"},
			`team/a.yaml:67:1: a second document in one file: take out the line "---"`},
		{"an unknown key in pack.yaml", map[string]string{"pack.yaml": "title: T\nlicense: MIT\n", "b.yaml": whole},
			`team/pack.yaml:2:1: unknown key "license": did you mean "licence"?`},
		{"broken pack.yaml", map[string]string{"pack.yaml": "title: [T\n", "b.yaml": whole},
			`team/pack.yaml:1:8: not valid YAML: the list that opens here is not closed with ]: close it`},
		{"no questions at all", map[string]string{"pack.yaml": "title: T\n"},
			"team: no questions in this directory: put them into files that end in .yaml"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, got := read(t, test.files); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestAllMistakesAreFoundAtOnce(t *testing.T) {
	whole := wholeQuestion(t)
	broken := strings.NewReplacer("area: cloud", "area: clowd", "minutes: 2", "minutes: 20", "covers: [R14]", "covers: [X1]").Replace(whole)
	second := strings.Replace(whole[strings.Index(whole, "- id"):], "  why: Moving first", "  why: Moving: first", 1)
	third := strings.Replace(whole[strings.Index(whole, "- id"):], "level: manager", "level: boss", 1)
	_, got := read(t, map[string]string{"a.yaml": broken + second + third, "b.yaml": "x", "pack.yaml": "titel: x\n"})
	want := strings.Join([]string{
		`team/a.yaml:9:9: landing-zone-first: unknown area "clowd": did you mean "cloud"?`,
		"team/a.yaml:12:12: landing-zone-first: minutes is 20: write a number from 0.5 to 10",
		`team/a.yaml:65:12: landing-zone-first: covers "X1": write rows as G, R or P and two digits, such as R07`,
		"team/a.yaml:76:14: not valid YAML: a text holds a colon and a blank, or the line is indented wrongly: put the text in quotes, or indent like the lines around it",
		`team/a.yaml:129:7: landing-zone-first: id "landing-zone-first" is used at team/a.yaml:3:7 too: give this one another`,
		`team/a.yaml:137:10: landing-zone-first: unknown level "boss": take one of new-manager, manager, senior`,
		`team/b.yaml:1:1: a pack file is a list of questions: begin each with "- id:"`,
		`team/pack.yaml:1:1: unknown key "titel": did you mean "title"?`,
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheSameQuestionInOtherDressIsRefused(t *testing.T) {
	whole := wholeQuestion(t)
	again := whole[strings.Index(whole, "- id"):]
	again = strings.Replace(again, "id: landing-zone-first", "id: other", 1)
	again = strings.Replace(again, "Which groundwork do you want to see before anything moves to the cloud?", "Something else?", 1)
	const ask = "What has to stand before the first workload moves into a new cloud account?"
	for _, test := range []struct {
		name, ask string
		same      bool
	}{
		{"the very words", ask, true},
		{"other case, articles and punctuation", `"Please: what has to stand, before a first workload moves into the new Cloud account…"`, true},
		{"another one's other wording", "Which groundwork do you want to see before anything moves to cloud?", true},
		{"other words", "What must stand before the first workload moves into a new cloud account?", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, got := read(t, map[string]string{"a.yaml": whole, "b.yaml": strings.Replace(again, ask, test.ask, 1)})
			if same := strings.HasPrefix(got, "team/b.yaml:2:8: other: this asks the same as landing-zone-first at team/a.yaml:"); same != test.same {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestMistakesReadAsOneError(t *testing.T) {
	one := Mistakes{{File: "a.yaml", Line: 3, Column: 5, ID: "x", Text: "why is empty: write it"}}
	if got, want := fmt.Sprint(one), "1 mistake in the questions:\na.yaml:3:5: x: why is empty: write it"; got != want {
		t.Errorf("got %q", got)
	}
	two := append(one, Mistake{File: "b", Text: "no"})
	if got, want := two.Error(), "2 mistakes in the questions:\na.yaml:3:5: x: why is empty: write it\nb: no"; got != want {
		t.Errorf("got %q", got)
	}
}

func TestNearest(t *testing.T) {
	areas := strs(Areas())
	for _, test := range []struct{ word, want string }{
		{"secrity", "security"}, {"cluod", "cloud"}, {"Budget", "budget"}, {"new technology", "new-technology"},
		{"finance", ""}, {"", ""}, {"x", ""},
	} {
		if got, _ := Nearest(test.word, areas); got != test.want {
			t.Errorf("nearest to %q is %q, want %q", test.word, got, test.want)
		}
	}
}

func FuzzAnyBytesGiveAPackOrMistakes(f *testing.F) {
	f.Add("- id: x\n  ask: [")
	f.Add("- ? {a: b}\n  : *x\n- <<: &a [b]\n")
	f.Add("- id: |\n\n  x\n- id: >2-\n   y\n%TAG ! !\n---\n- !t {}\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, mistakes := read(t, map[string]string{"a.yaml": text, "pack.yaml": text})
		if mistakes == "" {
			t.Error("taken as a pack")
		}
	})
}
