package feedback_test

import (
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// explain is a question about explaining something to people outside IT.
var explain = bank.Question{ID: "explain", Style: bank.Behavioural, Area: "explaining", Minutes: 2, Ask: "When did you last have to explain something technical to somebody outside IT?"}

func explained(s string) feedback.Report {
	return feedback.Read(explain, "In May the nurses at our clinic wanted to know why it had stopped. "+s+" I drew it on the back of a menu and they laughed.")
}

func TestTermsThatWereNotMadePlainAreNamed(t *testing.T) {
	for s, want := range map[string]string{
		"I told them the VLAN was wrong.":                       "VLAN",
		"I told them that latency had gone up.":                 "latency",
		"I said to them: we lost the BGP session.":              "BGP",
		"The DNS had gone.":                                     "DNS",
		"We moved them to the VPN.":                             "VPN",
		"The hypervisor ran out of memory.":                     "hypervisor",
		"We did a failover at night.":                           "failover",
		"Our SIEM saw it first.":                                "SIEM",
		"They needed MFA from then on.":                         "MFA",
		"I promised them an RTO of four hours.":                 "RTO",
		"Our RPO went down to an hour.":                         "RPO",
		"It ran on kubernetes by then.":                         "kubernetes",
		"The API answered slowly.":                              "API",
		"We changed the firewall and the NAT.":                  "NAT",
		"The SAN was full.":                                     "SAN",
		"I showed them our CMDB.":                               "CMDB",
		"It was about SSO for the wards.":                       "SSO",
		"I spoke about the MPLS lines.":                         "MPLS",
		"The throughput fell by half.":                          "throughput",
		"Replication stopped.":                                  "Replication",
		"I put the QoS right.":                                  "QoS",
		"We put the EDR on every machine.":                      "EDR",
		"The LDAP search timed out.":                            "LDAP",
		"We moved the subnets.":                                 "subnets",
		"The middleware held the lock.":                         "middleware",
		"I gave them a new endpoint.":                           "endpoint",
		"Then the PKI expired.":                                 "PKI",
		"I changed the GPO for the wards.":                      "GPO",
		"I compared the IOPS of both.":                          "IOPS",
		"We went to SD-WAN that year.":                          "SD-WAN",
		"Their VDI froze every hour.":                           "VDI",
		"We saw jitter on every call.":                          "jitter",
		"I told them about the XQZ of it, and they went quiet.": "XQZ",
	} {
		if r := explained(s); !slices.Equal(r.Jargon, []string{want}) {
			t.Errorf("%q: %q, want %q", s, r.Jargon, want)
		}
	}
}

func TestWhatIsMadePlainOrOnlySpokenOfIsNoJargon(t *testing.T) {
	for _, s := range []string{
		"I said that DNS is the phone book of the net.",
		"The VPN, which is a tunnel to our house, had closed.",
		"Our SIEM (it reads all the logs) saw it first.",
		"They needed multi-factor authentication (MFA) from then on.",
		"I never said VLAN once.",
		"I said rooms instead of subnets.",
		`I told them what "latency" means.`,
		"I avoided words such as failover and RTO.",
		"Without a word about BGP they understood.",
		"The RPO, so how much work may be lost, was an hour.",
		"The API is like a waiter between two kitchens.",
		"A failover means that the second engine takes over.",
		"The CFO and the CEO of the clinic came along.",
		"I showed it on a TV with a USB stick and a PDF.",
		"HR and the UK office asked, too.",
		"It was MY mistake and I SAID so.",
		"IT had failed them, and I said OK.",
		"The NHS and the BBC rang.",
		"It was not a matter of throughput for them.",
		"I left the acronyms out, MTTR first of all.",
		"The GPS in their vans had told them.",
		"By Q3 all VIPs had it.",
		"The computer room had been too hot for a week.",
		"The server, the network and the backup were fine.",
		"The internet was slow and the printer jammed.",
		"The SAN – a big shared disk – was full.",
		"The jitter, the stutter you hear on calls, was gone.",
		"A container is a box with all that a program needs.",
		"Nobody needs to know what a hypervisor does.",
		"They call it SSO, and I called it one key for all doors.",
		"The term endpoint I kept for later.",
	} {
		if r := explained(s); len(r.Jargon) > 0 {
			t.Errorf("%q: %q", s, r.Jargon)
		}
	}
}

func TestJargonIsHeardWhereAQuestionIsAboutExplaining(t *testing.T) {
	answer := "In May the nurses asked why the VLAN was gone and I told them at length that latency and BGP had been the matter with it all."
	for area, want := range map[bank.Area]bool{"explaining": true, "executives": true, "infrastructure": false, "": false} {
		q := explain
		q.Area = area
		r := feedback.Read(q, answer)
		if got := len(r.Jargon) > 0; got != want {
			t.Errorf("%s: %q", area, r.Jargon)
		}
		if got := slices.ContainsFunc(r.Notes, func(n feedback.Note) bool { return n.Kind == feedback.NoteJargon }); got != want {
			t.Errorf("%s: %+v", area, r.Notes)
		}
	}
	if r := feedback.Read(explain, strings.Replace(answer, "latency and BGP", "the line", 1)); len(r.Jargon) != 1 || slices.ContainsFunc(r.Notes, func(n feedback.Note) bool { return n.Kind == feedback.NoteJargon }) {
		t.Errorf("one term is worth no note: %q, %+v", r.Jargon, r.Notes)
	}
}
