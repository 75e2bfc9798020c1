package practice_test

import (
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice"
)

// The adverts are invented, and so are their employers.
const (
	manufacturerAdvert = `IT Manager (m/f/d), Linz

About us
Brandhof is a leading manufacturer of milking machines with 900 employees worldwide. We drive innovation in cybersecurity and cloud for our customers, and our leadership team stands for continuous learning.

Your tasks
- You lead a team of 12 engineers and administrators at three sites and develop your people
- Budget responsibility of € 2.4m (OPEX and CAPEX), including reporting to the board on IT costs
- Operation of our server and network infrastructure (VMware, Cisco, Windows Server)
- Steering of external service providers and contract negotiations
- Introduction of an ISMS according to ISO 27001; NIS2 readiness

Your profile
- Several years of leadership experience in a comparable position
- Hands-on mentality and excellent communication skills in English and German
- ITIL is not required

What we offer
- Flexible working hours, training budget and professional development
- A modern cloud environment and a canteen`

	charityAdvert = `Head of IT – Harbour Lights Trust (Bristol, hybrid)

We're looking for a Head of IT to sit on our senior leadership team and own our digital strategy. You'll translate complex technology into plain English for trustees, present board papers each quarter, and lead organisational change as we move 40 shelters to Microsoft 365.

You will
• set the three-year IT roadmap and align it with the Trust's objectives
• hold a £600k budget and find savings without losing quality
• manage suppliers and contracts, including tenders over £50k
• champion change: user adoption matters more to us than kit
• line manage a service desk lead and two engineers

There is no on-call and no hands-on server administration in this role.

Benefits
26 days' holiday, cycle to work, a learning budget, and coaching.

Equal opportunities
We welcome applications from all backgrounds. Cyber security checks apply.`

	americanAdvert = `Director of Information Technology

The Company
Ridgeline Credit Union is a fast-growing, data-driven institution. Our cloud banking platform serves 200,000 members.

ESSENTIAL DUTIES
Develop and execute the technology strategy and multi-year roadmap.
Direct the IT department (18 FTEs), including hiring, performance reviews and succession planning.
Own the information security program: vulnerability management, incident response, third-party risk, FFIEC and GLBA audits.
Maintain and test business continuity and disaster recovery plans (RTO/RPO).
Prepare and manage the annual IT budget of $6M.
Report to the Board of Directors on IT governance, risk and key performance indicators.

REQUIRED
10+ years of progressive IT experience, 5+ years managing managers.
Demonstrated ability to influence executives.

PREFERRED
AWS certification. Lean Six Sigma.

COMPENSATION
Salary $180-210k, 401(k), generous vacation. Reports to the CEO.

EEO
All qualified applicants will receive consideration without regard to race.`

	deskAdvert = `IT Support Team Lead

This is a great first leadership role for a senior technician. Reporting to the IT Director, you will supervise five analysts on a busy service desk.

What you'll do
- Run the day-to-day ticket queue and keep first-line SLAs green
- Act as an escalation point for major incidents and VIP users
- Coach analysts and hold regular one-to-ones
- Prioritise competing requests and meet tight deadlines
- Track KPIs and suggest service improvements

About you
- ITIL Foundation
- Patient, empathetic and customer-focused
- Strong troubleshooting skills: Windows 11, Active Directory, Intune
- No budget or vendor responsibility comes with this role`

	cloudAdvert = `**Infrastructure & Cloud Operations Manager**

**The role**
You own our hybrid cloud landscape (Azure, some AWS) and drive the migration of the last two data centres into the cloud. FinOps is close to your heart: you reduce cloud costs month by month. You automate whatever is done twice (Terraform, Ansible) and evaluate emerging technologies such as generative AI in small pilots.

**What you bring**
Deep technical knowledge of Kubernetes and networks. You thrive in a fast-paced environment, wear many hats and are comfortable with ambiguity. You work closely with product and data teams across four countries.

**Nice to have**
PRINCE2, an understanding of data protection law

**Perks**
Stock options. Dogs welcome. Team events. We have won prizes for our service management software.`

	projectAdvert = `ICT Project and Change Manager – Regional Hospital Group

The postholder will deliver a programme of clinical systems projects on time and within budget (PRINCE2, with agile methods where they fit), lead business change with nursing and medical staff, and resolve conflicts between departments early. You will liaise with clinicians, the works council and suppliers, and chair the steering committee.

Person specification
Essential: proven track record of system implementations; stakeholder management at all levels; able to explain technical matters to non-technical colleagues; calm under pressure.
Desirable: knowledge of ITIL and information governance.

This post is not a line management role and has no budget responsibility.`

	vagueAdvert = `We are Lumen & Lark. We are passionate, disruptive and different. Our clients love us. We offer a competitive salary, a pension, free fruit and a budget for your home office.

Interested? Send your CV to our friendly team. We are an equal opportunity employer: leadership, security and inclusion matter to us.`
)

func topics[T ~string](found []practice.Trace[T]) []string {
	var out []string
	for _, f := range found {
		out = append(out, string(f.Topic))
	}
	return out
}

func TestReadAdvert(t *testing.T) {
	for _, c := range []struct {
		name, text                string
		competencies, areas       string // that must be found
		noCompetencies, noAreas   string // that must not
		level                     bank.Level
		showing, neverCited, word string // a topic and words that must show it
	}{
		{
			name: "a European manufacturer's", text: manufacturerAdvert, level: bank.Manager,
			competencies: "leadership budgeting cybersecurity communication technical-proficiency", areas: "people budget infrastructure vendors security",
			noCompetencies: "service-management cloud-computing continuous-learning adaptability", noAreas: "cloud service-management new-technology",
			showing: "budget", word: "Budget responsibility", neverCited: "training budget",
		},
		{
			name: "a British charity's", text: charityAdvert, level: bank.Senior,
			competencies: "strategic-thinking budgeting leadership", areas: "strategy explaining executives budget vendors change",
			noCompetencies: "cybersecurity technical-proficiency", noAreas: "security infrastructure work-style",
			showing: "explaining", word: "plain English", neverCited: "learning budget",
		},
		{
			name: "an American credit union's", text: americanAdvert, level: bank.Senior,
			competencies: "strategic-thinking leadership cybersecurity budgeting", areas: "strategy people security continuity budget governance executives measuring",
			noCompetencies: "cloud-computing adaptability", noAreas: "cloud",
			showing: "continuity", word: "RTO", neverCited: "cloud banking",
		},
		{
			name: "a first leadership role's", text: deskAdvert, level: bank.NewManager,
			competencies: "service-management leadership customer-service time-management emotional-intelligence problem-solving", areas: "service-management people work-style measuring",
			noCompetencies: "budgeting", noAreas: "budget vendors executives",
			showing: "service-management", word: "SLAs", neverCited: "IT Director",
		},
		{
			name: "a cloud team's", text: cloudAdvert, level: bank.Manager,
			competencies: "cloud-computing adaptability collaboration technical-proficiency", areas: "cloud new-technology infrastructure",
			noCompetencies: "service-management leadership", noAreas: "service-management people",
			showing: "cloud", word: "hybrid cloud", neverCited: "Stock",
		},
		{
			name: "a hospital's project manager's", text: projectAdvert, level: "",
			competencies: "collaboration communication", areas: "projects change conflict explaining",
			noCompetencies: "leadership budgeting cybersecurity", noAreas: "people security",
			showing: "projects", word: "PRINCE2", neverCited: "budget responsibility",
		},
		{
			name: "one that only speaks of the employer", text: vagueAdvert,
			noCompetencies: "leadership budgeting cybersecurity customer-service collaboration", noAreas: "people budget security motivation",
		},
		{name: "nothing", text: " \n\n"},
		{name: "nonsense", text: strings.Repeat("lorem blub 42 !? ", 350)},
		{name: "one long word", text: strings.Repeat("x", 6000)},
		{name: "a line that begins with a colon", text: "Your tasks\n: everything\n:"},
		{name: "broken bytes", text: strings.Repeat("\xff\xfe budg\xc3", 500)},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := practice.ReadAdvert(c.text)
			competencies, areas := topics(got.Competencies), topics(got.Areas)
			for _, l := range []struct {
				found     []string
				must, not string
			}{{competencies, c.competencies, c.noCompetencies}, {areas, c.areas, c.noAreas}} {
				for want := range strings.FieldsSeq(l.must) {
					if !slices.Contains(l.found, want) {
						t.Errorf("%s was not found in %v", want, l.found)
					}
				}
				for not := range strings.FieldsSeq(l.not) {
					if slices.Contains(l.found, not) {
						t.Errorf("%s was found in %+v", not, got)
					}
				}
			}
			if got.Level != c.level {
				t.Errorf("the level is %q by %q, want %q", got.Level, got.LevelWords, c.level)
			}
			if c.competencies == "" && found(got) > 0 {
				t.Errorf("found %+v", got)
			}
			shown := false
			flat := strings.Join(strings.Fields(c.text), " ")
			for _, a := range got.Areas {
				if len(a.Words) == 0 || len(a.Words) > 3 || a.Weight < 1 || a.Weight > 3 {
					t.Errorf("found %+v", a)
				}
				for _, w := range a.Words {
					if !strings.Contains(flat, w) {
						t.Errorf("%q is not in the advert", w)
					}
					if c.neverCited != "" && strings.Contains(w, c.neverCited) {
						t.Errorf("%q shows %s", w, a.Topic)
					}
					shown = shown || string(a.Topic) == c.showing && strings.Contains(w, c.word)
				}
			}
			if c.word != "" && !shown {
				t.Errorf("%q does not show %s: %+v", c.word, c.showing, got.Areas)
			}
		})
	}
}

func TestAdvertsInOtherLanguages(t *testing.T) {
	for _, text := range []string{
		`Leiter IT (m/w/d). Ihre Aufgaben: Sie führen ein Team von 12 Mitarbeitern, verantworten das Budget und steuern die externen Dienstleister. Sie bringen Erfahrung mit ITIL, Azure und ISO 27001 mit und haben Freude an der Arbeit mit Menschen. Kein Budget für die Cloud.`,
		`Responsable informatique. Vous dirigez une équipe de dix personnes et vous êtes responsable du budget et de la sécurité des systèmes. Vous avez une bonne connaissance de ITIL et des services cloud, et le sens du service.`,
		`Responsable de sistemas. Buscamos una persona que dirija el equipo de infraestructura y que sea responsable del presupuesto de la empresa, con experiencia en la nube y en la gestión de los proveedores.`,
		`ИТ-менеджер. Вы руководите командой из десяти человек и отвечаете за бюджет и безопасность.`,
	} {
		if got := practice.ReadAdvert(text); !got.Foreign || found(got) > 0 {
			t.Errorf("%.30s…: %+v", text, got)
		}
	}
}

func TestWhatAnAdvertDoesNotAskFor(t *testing.T) {
	for _, c := range []struct {
		text string
		area string
		want bool
	}{
		{"You manage the IT budget.", "budget", true},
		{"You do not manage the IT budget.", "budget", false},
		{"There's no budget or people responsibility.", "people", false},
		{"No budget, staff or vendor responsibility.", "vendors", false},
		{"You don’t need experience with budget planning.", "budget", false},
		{"You dont manage the IT budget.", "budget", false},
		{"Budget responsibility is not part of the job.", "budget", false},
		{"Experience with Azure and AWS isn't required.", "cloud", false},
		{"You are not only responsible for the IT budget but lead a team of 5.", "budget", true},
		{"No two days are the same, but you always own the IT budget.", "budget", true},
		{"There is no on-call, and you manage the IT budget.", "budget", true},
		{"Not least, you own the IT budget.", "budget", true},
		{"Reporting to the Head of IT Security and Budgets, you lead a team of 5.", "security", false},
		{"Reporting to the Head of IT Security and Budgets, you lead a team of 5.", "people", true},
		{"You present quarterly reports to the board.", "executives", true},
		{"The job reports to the board.", "executives", false},
		{"Reporting to the board on IT governance.", "governance", true},
		{"We offer a training budget and the security of a permanent contract.", "budget", false},
		{"Security clearance is needed.", "security", false},
		{"Job security, social security.", "security", false},
		{"Conflicting priorities don't worry you.", "conflict", false},
		{"You organise the roll-out of the new ERP system and its project plan.", "projects", true},
		{"You prioritize your own workload.", "work-style", true},
		{"You prioritise your own workload.", "work-style", true},
	} {
		text := "Here is what the person in this job will do with us each day.\n" + c.text
		got := practice.ReadAdvert(text)
		if slices.Contains(topics(got.Areas), c.area) != c.want {
			t.Errorf("%q: %s is %v; %+v", c.text, c.area, !c.want, got.Areas)
		}
	}
}

func TestAnAdvertIsNoStory(t *testing.T) {
	const told = "I listened until she had calmed down, and apologised to her in private."
	if got := practice.ReadAdvert(told); found(got) > 0 {
		t.Errorf("the words of a story show %+v", got)
	}
	if got := practice.ShownIn(told); len(got) != 1 {
		t.Errorf("as a story it shows %+v", got)
	}
}

func BenchmarkReadAdvert(b *testing.B) {
	text := strings.Repeat(americanAdvert+"\n\n", 7)[:6000]
	for b.Loop() {
		practice.ReadAdvert(text)
	}
}

func BenchmarkShownIn(b *testing.B) {
	text := strings.Repeat("I cut our budget by a tenth, and traced it to a script that locked the database. ", 20)
	for b.Loop() {
		practice.ShownIn(text)
	}
}

// found is how many topics were read off an advert.
func found(a practice.Advert) int { return len(a.Competencies) + len(a.Areas) }
