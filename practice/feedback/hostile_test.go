package feedback_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// What a hostile text must not be taken for. The names of parts, or of kinds of
// notes, that it may not draw.
func TestTextsThatOnlyLookLikeAnAnswer(t *testing.T) {
	const all = "context action evidence result learning"
	const cost = "Tell me about a time you reduced cost without hurting the service."
	for _, test := range []struct {
		name, style, ask, text string
		not                    string // the parts that are not there
	}{
		{"the words of a CV in a row", "behavioural", cost,
			"stakeholder management KPI SLA uptime 99.9% cost reduction 40% leadership result outcome lessons learned root cause vendor negotiation budget 2 million ITIL agile cloud transformation improved delivered", all},
		{"the words of a CV with commas", "behavioural", cost,
			"Leadership, ownership, root cause, measurable result, 30% savings, stakeholder buy-in, lessons learned, vendor consolidation, licence optimisation, roadmap, governance, risk, compliance, agility, strategy.", all},
		{"the names of the parts", "behavioural", cost,
			"Situation, task, action, result, reflection. Context: yes. Action: yes. Evidence: yes. Result: yes. Learning: yes. That is the whole of my answer to you.", "action evidence learning"},
		{"what must be said about results, and no result", "behavioural", cost,
			"The result is always the most important thing. As a result. Therefore. Consequently. In the end. The outcome. The impact. So the result, as I said, matters most to me and to everyone.", "context action evidence result learning"},
		{"acronyms alone", "approach", "How do you secure remote access?",
			"VPN MFA SSO ZTNA EDR XDR SIEM SOAR PAM IAM RBAC ABAC CASB DLP NAC PKI TLS OAUTH SAML SCIM", all},
		{"figures that are versions, ports and years", "behavioural", cost,
			"In 2019 I ran Windows Server 2016 and 2019, later 2022, with TLS 1.2 and 1.3 on port 443 and 8443, SQL 2017, ISO 27001 and ISO 20000, from 2017 to 2023.", "evidence result"},
		{"figures that are times and dates", "behavioural", cost,
			"We meet on 1 April at 9.30 in room 2.14, then on 3 May at 14:00, and the notice runs out on 30 June, with a second date on 7 July at noon.", "evidence result"},
		{"figures that are a threshold", "approach", "How do you decide what to monitor?",
			"I'd alert if the disk is above 90% or if the queue goes over 500, and the target would be 99.9% with a response within 15 minutes.", "evidence result"},
		{"a hope in the place of a result", "behavioural", cost,
			"I moved the licences to another plan last spring with our supplier. Hopefully that will save us something and everybody should be happier in the end.", "result"},
		{"a promise in the place of a result", "behavioural", cost,
			"I negotiated the printer contract with Ricoh in Graz last May. The aim was to halve the cost, and the vendor promised that it would get cheaper by 40%.", "result"},
		{"training in the place of learning", "motivation", "Why IT management?",
			"I took courses in project management and I studied computer science in Leeds for three years, where I did the exams in networks and in databases.", "learning"},
		{"a platitude about learning", "behavioural", cost,
			"You never stop learning in this field and communication is key. Every day brings new challenges, and teamwork makes all the difference for a successful department.", all},
		{"nothing was done", "behavioural", cost,
			"I handled it. I took care of everything that was needed, used my leadership skills, dealt with the people and made sure that it all worked out fine.", "action evidence learning"},
		{"a template with gaps", "behavioural", cost,
			"In my role at [company] I was responsible for [task]. I [verb] the [object], which led to [result] of [number] percent. I learned [lesson].", "evidence"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := feedback.Read(bank.Question{Style: bank.Style(test.style), Ask: test.ask}, test.text)
			for part, there := range present(r.Parts) {
				if there && strings.Contains(test.not, part) {
					t.Errorf("found %s", part)
				}
			}
		})
	}
}

func TestTextsThatAreNoAnswerAtAll(t *testing.T) {
	q := bank.Question{Style: bank.Behavioural, Ask: "Tell me about a backup that let you down: you needed it, and it couldn't be restored. What happened from there?"}
	for name, text := range map[string]string{
		"the question":                  q.Ask,
		"the question twice":            q.Ask + " " + q.Ask,
		"the question in capitals":      strings.ToUpper(q.Ask),
		"the question, quoted":          "> " + q.Ask + "\nGood question.",
		"the question with thanks":      "Thanks for the question! " + q.Ask + " Let me think.",
		"German":                        "Das war ein Sonntag, und die Sicherung war seit Wochen leer. Ich habe zuerst den Chef angerufen und dann die Bänder geholt, und am Ende ging es.",
		"Spanish":                       "Un domingo se nos cayó el servidor y la copia no servía para nada. Llamé al proveedor, pedí las cintas y lo arreglamos en dos días.",
		"French":                        "C'était un dimanche et la sauvegarde était vide depuis des semaines. J'ai appelé mon chef et nous avons cherché les bandes dans la cave.",
		"Polish":                        "To było w niedzielę i kopia była pusta od tygodni. Zadzwoniłem do szefa, a potem szukaliśmy taśm w piwnicy i na końcu się udało.",
		"Russian":                       "Это было в воскресенье, и резервная копия была пуста уже несколько недель. Я позвонил начальнику, и мы нашли ленты в подвале.",
		"fine":                          "fine",
		"fine, at more length":          "It was fine, all good, thanks. Next one please.",
		"emoji":                         "🚀🚀🚀 💾 ➡️ 😱 ➡️ 📞 ➡️ 🙏 ➡️ ✅ 🎉🎉🎉",
		"one word over and over":        strings.Repeat("backup ", 60),
		"one sentence over and over":    strings.Repeat("I restored it. ", 40),
		"numbers":                       strings.Repeat("42 17 99 ", 20),
		"a mention and a link, no more": "<@U12345> <https://wiki.example.test/backup|the page> :tada: <#C123|backups>",
	} {
		t.Run(name, func(t *testing.T) {
			if r := feedback.Read(q, text); r.Assessed || r.Reason == "" || len(r.Notes) > 0 || r.FollowUp != "" {
				t.Errorf("assessed %v, %q, notes %v, follow-up %q", r.Assessed, r.Reason, r.Notes, r.FollowUp)
			}
		})
	}
}

// TestHonestWordsDrawNoNote: "problem", "failure" and "wrong" are what an incident
// is told in, and nothing to be noted.
func TestHonestWordsDrawNoNote(t *testing.T) {
	for name, text := range map[string]string{
		"a story full of failure": "The failure was mine. On Sunday 3 March the array in Linz failed, and the problem was that I had labelled the trays wrong. I failed to check, my colleague pulled the wrong disk, and the second failure took the whole array down for nine hours. " +
			"I rang the plant manager myself, told her what I had done wrong and restored from tape through the night. We lost four hours of orders and typed 212 of them in by hand. Today two people read a label before anybody pulls a disk.",
		"a story full of problems": "The problem began in May at our clinic: problem after problem with the label printers, eleven problem tickets in a week. I sat at the desk where it went wrong, found that the wrong driver had been rolled out, and took it back on 40 machines. " +
			"The problems stopped the same day, and there has been no problem of that sort in the seven months since. I've learned to look at one machine before I blame the network.",
	} {
		t.Run(name, func(t *testing.T) {
			r := feedback.Read(story, text)
			for _, n := range r.Notes {
				t.Errorf("a note %s on %q: %s", n.Kind, n.Quote, n.Reason)
			}
		})
	}
}

// TestHostileAnswersAreReadForWhatTheyAre holds the labelled hostile answers against
// what a person saw in them.
func TestHostileAnswersAreReadForWhatTheyAre(t *testing.T) {
	content, err := os.ReadFile("testdata/tune.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	salad := map[string]bool{"w1-076": true, "w2-076": true, "w3-076": true, "w4-076": true}
	right, all := 0, 0
	for line := range strings.Lines(string(content)) {
		var l struct {
			labelled
			Kind   string
			Labels struct{ Assessed bool }
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		if l.Kind != "hostile" {
			continue
		}
		r := l.read()
		all++
		if r.Assessed == l.Labels.Assessed {
			right++
		} else {
			t.Logf("%s: assessed %v", l.ID, r.Assessed)
		}
		if found := present(r.Parts); salad[l.ID] && (found["context"] || found["action"] || found["evidence"] || found["result"] || found["learning"]) {
			t.Errorf("%s: %v in a salad of words", l.ID, found)
		}
		for _, n := range r.Notes {
			for _, w := range []string{"problem", "failure", "wrong"} {
				if strings.EqualFold(strings.TrimSpace(n.Quote), w) {
					t.Errorf("%s: a note on the word %q", l.ID, n.Quote)
				}
			}
		}
	}
	if right*10 < all*8 {
		t.Errorf("%d of %d rightly assessed or not", right, all)
	}
}
