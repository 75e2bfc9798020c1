package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

const filler = "I moved the folder to the new server on a Friday and wrote a job that cleans it up every night."

// feedbackRun runs greenroom feedback with the flags and that input.
func feedbackRun(t *testing.T, stdin string, flags ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = Run(t.Context(), append([]string{"feedback"}, flags...), strings.NewReader(stdin), &out, &errs, func(string) string { return "" })
	return code, out.String(), errs.String()
}

func TestFeedbackForAPersonQuotesTheirWords(t *testing.T) {
	code, out, _ := feedbackRun(t, filler, "--style", "behavioural", "--ask", "Tell me about a time you tidied up.")
	if code != 0 || !strings.Contains(out, "I moved the folder to the new server") || !strings.Contains(out, "An interviewer might ask next") {
		t.Errorf("exit %d\n%s", code, out)
	}
	code, out, _ = feedbackRun(t, "Too short.", "--style", "behavioural", "--ask", "Tell me about it.")
	if code != 0 || !strings.HasPrefix(out, "Not assessed. ") {
		t.Errorf("exit %d\n%s", code, out)
	}
}

func TestFeedbackAsJSONHasTheContractsFields(t *testing.T) {
	code, out, _ := feedbackRun(t, filler, "--style", "behavioural", "--ask", "Tell me about a time.", "--json")
	var got map[string]json.RawMessage
	if err := json.Unmarshal([]byte(out), &got); code != 0 || err != nil {
		t.Fatalf("exit %d, %v\n%s", code, err, out)
	}
	want := strings.Fields("question assessed reason words seconds parts measures stakeholders ownership hedged hedges generic key_points notes follow_up run_up length often fillers blame jargon trade_off because confidential")
	for _, key := range want {
		if _, ok := got[key]; !ok {
			t.Errorf("%s is missing", key)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d fields, want %d: %s", len(got), len(want), out)
	}
}

func TestFeedbackReadsEveryLineWhateverTheOthersAre(t *testing.T) {
	long := strings.Repeat(filler+" ", (1<<20)/len(filler))
	lines := []string{
		`{"id":"a","style":"behavioural","ask":"Tell me.","answer":"` + filler + `"}`,
		`{"id":2,"style":"nonsense","ask":"x","answer":"y"}`,
		`not JSON`,
		``,
		`{"id":"c","style":"approach","ask":"How?"}`,
		`{"id":"d","question":"no-such-question","answer":"x"}`,
		`{"id":"e","style":"knowledge","ask":"What?","answer":7}`,
		`{"id":"f","style":"approach","ask":"How?","answer":"` + long + `"}`,
	}
	code, out, stderr := feedbackRun(t, strings.Join(lines, "\n"), "--jsonl")
	got := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	want := []string{`{"id":"a","question":`, `{"id":2,"error":`, `{"id":null,"error":`, `{"id":"c","error":`, `{"id":"d","error":`, `{"id":"e","error":`, `{"id":"f","question":`}
	if code != 1 || !strings.Contains(stderr, "5 of 7 lines") {
		t.Errorf("exit %d, %q", code, stderr)
	}
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d", len(got), len(want))
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("line %d is %.80s, want %s", i+1, got[i], want[i])
		}
	}
	if code, _, _ := feedbackRun(t, lines[0]+"\n", "--jsonl"); code != 0 {
		t.Errorf("exit %d when every line is good", code)
	}
}

func TestFeedbackSaysInWhichLineWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ name, line, want string }{
		{"a number for an answer", `{"id":"e","style":"knowledge","ask":"What?","answer":7}`, `{"id":"e","error":"line 3: answer must be a text"}`},
		{"nothing for an answer", `{"id":"e","style":"knowledge","ask":"What?","answer":null}`, `{"id":"e","error":"line 3: answer must be a text"}`},
		{"a list for a style", `{"style":["approach"],"ask":"What?","answer":"x"}`, `{"id":null,"error":"line 3: style must be a text"}`},
		{"a key that is misspelt", `{"id":"e","style":"knowledge","ask":"What?","answr":"x"}`, `{"id":"e","error":"line 3: answer is missing; unknown key \"answr\", did you mean \"answer\"?"}`},
		{"another", `{"id":"e","syle":"knowledge","labels":{},"ask":"What?","answer":"x"}`, `{"id":"e","error":"line 3: style or question is missing; unknown key \"labels\"; unknown key \"syle\", did you mean \"style\"?"}`},
		{"an unknown style", `{"id":"e","style":"story","ask":"What?","answer":"x"}`, `{"id":"e","error":"line 3: no such style: \"story\"; the styles are behavioural, `},
		{"no JSON", `{"id":"e",`, `{"id":null,"error":"line 3: this is not a JSON object with id, style or question, ask and answer: it goes wrong at byte 10"}`},
		{"a list", `["x"]`, `{"id":null,"error":"line 3: this is not a JSON object with id, style or question, ask and answer"}`},
		{"nothing", `null`, `{"id":null,"error":"line 3: this is not a JSON object with id, style or question, ask and answer"}`},
		{"bytes that are no text", "{\"id\":\"e\",\"style\":\"approach\",\"ask\":\"What?\",\"answer\":\"\xff\"}", `{"id":null,"error":"line 3: this is not UTF-8 text: save it as UTF-8"}`},
	} {
		code, out, _ := feedbackRun(t, `{"id":1,"style":"approach","ask":"How?","answer":"x","labels":{}}`+"\n\n"+test.line+"\n", "--jsonl")
		first, second, _ := strings.Cut(out, "\n")
		if code != 1 || !strings.HasPrefix(first, `{"id":1,"question":`) || !strings.HasPrefix(second, test.want) || strings.Contains(out, "Go ") {
			t.Errorf("%s: exit %d\n%s", test.name, code, out)
		}
	}
}

func TestFeedbackRefusesWhatIsNoText(t *testing.T) {
	for name, in := range map[string]string{"a picture": "\x89PNG\r\n\x1a\n\x00\x00", "text in UTF-16": "\xff\xfeI\x00 \x00m\x00", "zeros": "I moved\x00the folder"} {
		code, out, stderr := feedbackRun(t, in, "--style", "approach", "--ask", "How?")
		if code != 2 || out != "" || stderr != "greenroom: the answer is not UTF-8 text: save it as UTF-8, without formatting\n" {
			t.Errorf("%s: exit %d, %q, %q", name, code, out, stderr)
		}
	}
}

func TestFeedbackSuggestsTheQuestionThatWasMeant(t *testing.T) {
	code, _, stderr := feedbackRun(t, filler, "--question", "knowing-you-do-wel")
	if code != 2 || !strings.Contains(stderr, `did you mean "knowing-you-do-well"?`) {
		t.Errorf("exit %d, %q", code, stderr)
	}
}

func TestFeedbackUsageMistakesExit2(t *testing.T) {
	for name, flags := range map[string][]string{
		"no question":                {},
		"a style without a question": {"--style", "behavioural"},
		"an unknown style":           {"--style", "nonsense", "--ask", "x"},
		"a question and a style":     {"--question", "x", "--style", "approach", "--ask", "y"},
		"a question and its words":   {"--question", "x", "--ask", "y"},
		"an unknown question":        {"--question", "no-such-question"},
		"lines and a style":          {"--jsonl", "--style", "approach"},
		"lines and words":            {"--jsonl", "--ask", "x"},
		"an unknown flag":            {"--nonsense"},
	} {
		t.Run(name, func(t *testing.T) {
			if code, out, stderr := feedbackRun(t, filler, flags...); code != 2 || out != "" || stderr == "" {
				t.Errorf("exit %d, stdout %q, stderr %q", code, out, stderr)
			}
		})
	}
}
