package practice_test

import (
	"testing"

	"greenroom/bank"
	"greenroom/practice"
)

func TestWhatAnEmployerMayNotAskIsRecognised(t *testing.T) {
	for ground, asks := range map[practice.Ground][]string{
		practice.GroundAge: {
			"How old are you?", "When did you finish school?", "What year were you born?", "What's your date of birth?", "What year did you graduate?",
			"When do you plan to retire?", "Are you over 50?", "What’s your age?", "Tell me your age.", "May I ask how old you are?", "In what year did you get your high school diploma?", "How old would you say you are?", "Aren't you too old for an on-call rota?",
		},
		practice.GroundPregnancy: {
			"Are you pregnant?", "When are you due?", "Are you or your team lead pregnant?", "Do you plan to get pregnant?", "Will you take maternity leave in the next two years?", "Are you planning to take parental leave?",
		},
		practice.GroundMarriage: {
			"Are you married?", "Married?", "are u married?", "Do you get along with your mother-in-law?", "Are you single or married?", "What does your husband do?", "How does your wife feel about on-call work?", "What is your marital status?",
			"Do you have a boyfriend?", "Is your partner OK with night shifts?", "Do you plan to get married soon?", "Who do you live with?",
		},
		practice.GroundFamily: {
			"Do you have children?", "Would having kids affect your availability?", "How will you arrange childcare?", "What do your parents do?", "Who takes care of the kids?", "Do you plan to have children?", "How many kids do you have?", "Who looks after your children when you travel?", "Are you planning to start a family?",
			"Do you want kids?", "Tell me about your family.", "What are your childcare arrangements?", "Are you a single mother?", "How would you balance this job and your family?",
			"How old are your kids?", "Any kids?", "Can your children cope with your night shifts?",
		},
		practice.GroundDisability: {
			"Do you have a disability?", "Are you disabled?", "Do you have any disabilities that would affect your work?", "Do you have ADHD?", "Any disabilities we should know of?",
		},
		practice.GroundHealth: {
			"How many sick days did you take?", "Any medical conditions?", "Is there anything about your health we should know?", "Are you physically fit?", "Have you had any recent illnesses?", "Do you have any health problems?", "Are you healthy?", "What medication... do you take any medication?",
			"Have you ever had depression?", "Do you suffer from a chronic illness?", "Have you ever been hospitalised?", "How is your health?", "Do you smoke?", "How tall are you?", "Are you vaccinated?",
		},
		practice.GroundReligion: {
			"Do you go to church?", "Which religion?", "What religion are you?", "Which church do you attend?", "Would you describe yourself as religious?", "Do you observe Ramadan?", "What is your religion?", "Are you a Muslim?", "Do you believe in God?", "Do you celebrate Christmas?",
			"Which religious holidays do you keep?", "Are you religious?", "Do you pray at work?",
		},
		practice.GroundOrigin: {
			"Where are you originally from?", "Where are you from?", "Is your father German?", "That's an interesting accent, where is it from?", "What's your mother tongue?", "Were you born here?", "Where were you born?", "Where are your parents from?",
			"Are you a native English speaker?", "Is English your first language?", "Where is your accent from?", "Where did you grow up?",
		},
		practice.GroundNationality: {
			"What is your nationality?", "Are you a German citizen?", "What's your citizenship?", "Which passport do you hold?", "Are you American?",
		},
		practice.GroundRace:        {"What race are you?", "What is your ethnic background?", "Are you black?", "What is your skin colour?"},
		practice.GroundOrientation: {"Are you gay?", "Are you gay or straight?", "What is your sexual orientation?", "Do you date men?"},
		practice.GroundGender:      {"Are you a man or a woman?", "Are you transgender?", "As a woman, how do you lead men?", "How do you get respect as a woman?"},
		practice.GroundPolitics: {
			"Who did you vote for?", "Which party do you vote for?", "What are your political views?", "Are you a Republican?", "Who will you vote for in the next election?", "Are you a member of a political party?",
		},
		practice.GroundUnion: {
			"Are you in a union?", "Were you ever in a union?", "Do you belong to a trade union?", "Have you ever been a member of a union?", "What do you think of unions?", "Have you ever gone on strike?", "Would you join a union?",
		},
		practice.GroundRecord: {"Have you ever been arrested?", "Do you have a criminal record?", "Have you ever been convicted of a crime?", "Any convictions?"},
		practice.GroundMoney:  {"Do you own a house?", "What's your credit score?", "Have you ever been bankrupt?"},
	} {
		for _, ask := range asks {
			if got, _ := practice.Unlawful(ask); got != ground {
				t.Errorf("%q: got %q, want %q", ask, got, ground)
			}
		}
	}
}

func TestWhatOnlySoundsPersonalIsAsked(t *testing.T) {
	for _, ask := range []string{
		"How do you renew ageing servers?", "What is your first language to reach for when you script?", "Does your partner live up to the SLA?", "Is your partner happy with the contract?", "How do your daughter companies share services?", "How often do you get sick of meetings?",
		"Do you celebrate Easter eggs in code?", "Do you fast-track changes?", "Have you ever killed your baby, a project you loved?", "Are you deaf to users at times?",
		"When do you run a health check?", "How would you explain the family of products that we sell?",
		"Where does our data originate, and who owns it?", "How do you handle a team member's pregnancy leave?", "How do you handle a colleague's long illness?",
		"What is the right age of the hardware to be replaced at?", "How do you find racial bias in a model?", "When do you plan to retire a legacy system?", "How long before you retire an old platform?",
		"How do you debug your race conditions?", "Are you married to one vendor?", "Are you engaged in open-source projects?", "Are you single-minded about uptime?",
		"How many children can a node of your directory tree have?", "How do you protect patients' medical records?", "What do you do when half of your team is off sick?",
		"How many sick days did your team take, and what did you do about it?", "How do you make a service desk accessible to people with disabilities?", "Do you have a disability policy for your tools?",
		"How do you work with a union or a works council when shifts change?", "What would you do if your service desk went on strike?", "How do you deal with office politics?",
		"How do you get the board to vote for your budget?", "Which party is accountable in your RACI?", "Which third party do you trust with your backups?", "What do you believe in as a leader?",
		"How do you keep faith in a failing project?", "How do you end religious wars over tools?", "Are you religious about documentation?", "Are you over 40 minutes when a P1 is closed?",
		"How old is the oldest system that you have run?", "How old are your servers?", "Where are you from a maturity point of view, and where do you want to be?",
		"How do you weigh cost against risk?", "Do you smoke-test a release?", "Do you drink your own champagne?", "Do you celebrate wins with your team?", "How would you explain encryption to your kids?",
		"How would you explain a VPN to your grandmother?", "What would you say if an interviewer asked whether you have children?", `What do you answer when you hear "Are you married?" in an interview?`,
		"How do you support parents in your team who work shifts?", "How do you plan cover when an engineer gets pregnant?", "How do you handle parental leave in a team of four?",
		"What is your native cloud strategy?", "How do you plan rosters around religious holidays?", "How do you keep a clean record of changes?", "Have you ever been charged with a turnaround?",
		"Is your backlog healthy?", "Are you straight with bad news?", "Are you black-box testing?", "How do you manage technical debt?", "Do you have a partner programme for vendors?",
		"How do you choose partners for a migration?", "What does your family of services look like?", "How do you lead a team of many nationalities?", "How do you help your team balance work and family?",
		"How do you make hiring fair to older candidates?", "Are you in a position to decide on budgets?", "When did you finish your last migration?", "Which school of IT management do you follow?",
		"What are your salary expectations?", "Are you authorised to work in this country?", "Are you willing to travel, and how much?", "How do you look after your own health in a long incident?",
		"Tell me about your background.", "What is the birth date field used for in your CMDB?", "How do you keep health data apart from the rest?", "Who is in your family tree of configuration items?",
		"How do you treat a candidate who is pregnant?", "What do you do when an employee asks for a prayer room?", "How do you get people over forty different systems to one login?",
	} {
		if got, bad := practice.Unlawful(ask); bad {
			t.Errorf("%q was taken for a question about %s", ask, got)
		}
	}
}

func TestNoBuiltInQuestionIsTakenForAPersonalOne(t *testing.T) {
	b, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range b.All() {
		asks := append([]string{q.Ask}, q.Also...)
		for _, f := range q.FollowUps {
			asks = append(asks, f.Ask)
		}
		for _, ask := range asks {
			if got, bad := practice.Unlawful(ask); bad {
				t.Errorf("%s, %q: taken for a question about %s", q.ID, ask, got)
			}
		}
	}
}
