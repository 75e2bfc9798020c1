package practice_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"greenroom/bank"
	"greenroom/practice"
)

// An ownQuestion is what a candidate says with the topics that are to be found
// in it, in their order: "?" is a question that no sheet answers, nothing is no
// question.
type ownQuestion struct{ said, topics string }

// askedFirst was written before the rules that it tries.
var askedFirst = []ownQuestion{
	// The team.
	{"How big is the team?", "team"},
	{"how many people would i be managing", "team"},
	{"Could you tell me a bit about the team I'd be leading?", "team"},
	{"Who would report to me?", "team"},
	{"what does the team look like today, and how is it organised?", "team"},
	{"How many peoples are working in the IT departement?", "team"},
	{"team size?", "team"},
	{"I would like to know how is the structure of the team.", "team"},
	// Systems.
	{"What systems are you running?", "systems"},
	{"what's your tech stack like", "systems"},
	{"Are you on-premises or in the cloud?", "systems"},
	{"I'm curious about the infrastructure: how old is it?", "systems"},
	{"Which ERP do you use?", "systems"},
	{"Can you describe the IT landscape please", "systems"},
	{"How modern is your infrastructure", "systems"},
	{"what applications are critical for the business?", "systems"},
	// Budget.
	{"What is the annual IT budget?", "budget"},
	{"How much money do I have to work with?", "budget"},
	{"who approves spending and up to which amount can I decide alone?", "budget"},
	{"Would I have my own budget?", "budget"},
	{"how are investments decided here", "budget"},
	{"I'd be interested in how much of the budget is fixed.", "budget"},
	// Success.
	{"How will you measure my success in this role?", "success"},
	{"What does success look like after a year?", "success"},
	{"how would i be judged", "success"},
	{"What are the KPIs for this position?", "success"},
	{"In twelve months, how would you know that hiring me was the right decision?", "success"},
	{"What do you expect from me in the first year?", "success"},
	{"which goals should the new manager achieve", "success"},
	// The first ninety days.
	{"What would you want me to do in the first 90 days?", "first-ninety-days"},
	{"what should I do first", "first-ninety-days"},
	{"What are your priorities for the first three months?", "first-ninety-days"},
	{"Where would I start?", "first-ninety-days"},
	{"How does the onboarding look like?", "first-ninety-days"},
	{"what would my first weeks look like", "first-ninety-days"},
	{"What needs to happen right away when I begin?", "first-ninety-days"},
	// What hurts.
	{"What's the biggest problem at the moment?", "hurts"},
	{"What keeps you up at night?", "hurts"},
	{"what are the main challenges the team is facing", "hurts"},
	{"Where does it hurt the most?", "hurts"},
	{"What is the most difficult thing about this job?", "hurts"},
	{"What frustrates the business about IT today?", "hurts"},
	{"what would you like to change about how IT works", "hurts"},
	{"Which are the biggest pain points?", "hurts"},
	// What not every sheet has.
	{"Who would I report to?", "reports-to"},
	{"who is my boss going to be", "reports-to"},
	{"Is there an on-call rota?", "on-call"},
	{"how often would I be called at night or on the weekend?", "on-call"},
	{"Why is the position open?", "why-open"},
	{"What happened to my predecessor?", "why-open"},
	{"is this a new role or am i replacing somebody", "why-open"},
	{"What are the next steps?", "next-steps"},
	{"When will I hear back from you?", "next-steps"},
	{"how does the process go on from here", "next-steps"},
	{"Can I work from home?", "ways-of-working"},
	{"how many days in the office do you expect", "ways-of-working"},
	{"What's the policy on remote work?", "ways-of-working"},
	{"Have you had any security incidents?", "security"},
	{"how do you handle cybersecurity", "security"},
	{"Which vendors do you depend on?", "vendors"},
	{"do you outsource anything?", "vendors"},
	{"What about training and certifications?", "growth"},
	{"Is there a possibility to grow in the company?", "growth"},
	{"what could be my next step after this role in some years", "growth"},
	// What no sheet holds.
	{"What's the parking like?", "?"},
	{"What do you personally like about working here?", "?"},
	{"What is the salary range?", "?"},
	{"how many days of holiday do i get", "?"},
	{"Do you have a canteen?", "?"},
	{"Is there anything in my answers that gives you doubts?", "?"},
	{"What's your relocation package?", "?"},
	// Several at once.
	{"so how big is the team and what would i do first", "team first-ninety-days"},
	{"I'd like to know two things. How is success measured? And what is the budget?", "success budget"},
	{"- team size\n- budget\n- on call", "team budget on-call"},
	{"1. What hurts most?\n2. Who would I report to?\n3. What's the salary?", "hurts reports-to ?"},
	{"How large is the team, what systems do they run, how is success judged, and what happened to the last manager?", "team systems success"},
	{"What are the team size and the yearly budget?", "team budget"},
	{"is there parking and who decides about money", "? budget"},
	{"You mentioned the budget. Who decides on it?", "budget"},
	{"Yes, thank you! My first question would be about the team: how many are they?", "team"},
	{"I have led eleven people so far. How many would it be here?", "team"},
	// No questions.
	{"Thanks, that's all", ""},
	{"sorry what", ""},
	{"Sorry, what do you mean?", ""},
	{"Can you say that again?", ""},
	{"No questions from my side", ""},
	{"no, I think you have answered everything, thank you very much", ""},
	{"That sounds great.", ""},
	{"I've led a team of twelve and had a budget of two million.", ""},
	{"ok", ""},
	{"Thank you for the interesting talk, I'm looking forward to hearing from you.", ""},
	{"I don't have any further questions", ""},
	{"nope all good", ""},
}

// askedAfresh was written when the rules stood, to see how they do with what
// they had not met.
var askedAfresh = []ownQuestion{
	{"Who's on the team at the moment and what are they good at?", "team"},
	{"could u tell me how many ppl are in it", "team"},
	{"how many direct reports does this position have", "team"},
	{"Are there open vacancies in the team?", "team"},
	{"I would be glad to hear something about my future colleagues.", "team"},
	{"What does your application landscape look like, is it mostly legacy?", "systems"},
	{"which cloud are you using", "systems"},
	{"is there any old stuff that has to be replaced soon?", "systems"},
	{"What kind of hardware do the sites have?", "systems"},
	{"Do I get a say in the budget?", "budget"},
	{"how much can i spend without asking anybody", "budget"},
	{"What part of the costs is already committed for the coming year?", "budget"},
	{"By which criteria will my work be evaluated?", "success"},
	{"A year from now, what should be different because of me?", "success"},
	{"what would make you say that this hire was a success", "success"},
	{"Which results do you wait for in the first half year?", "success"},
	{"Suppose I start on Monday. What would be on my desk?", "first-ninety-days"},
	{"what should be done in the beginning", "first-ninety-days"},
	{"How do you imagine the first quarter for the new person?", "first-ninety-days"},
	{"What is your biggest headache right now?", "hurts"},
	{"where do you lose the most time or money today", "hurts"},
	{"What do users complain about?", "hurts"},
	{"If you could fix one thing tomorrow, which would it be?", "hurts"},
	{"Where in the organisation does IT sit, who does it answer to?", "reports-to"},
	{"do i have to be reachable in the weekends", "on-call"},
	{"How did this vacancy come about?", "why-open"},
	{"Why did the last person leave?", "why-open"},
	{"what comes after this interview", "next-steps"},
	{"By when do you want to make a decision?", "next-steps"},
	{"Is hybrid working possible, and how many days?", "ways-of-working"},
	{"how would you describe the culture", "ways-of-working"},
	{"When was your last security audit and what came out?", "security"},
	{"Do you work with external service providers?", "vendors"},
	{"Is there money for courses?", "growth"},
	{"Do I get a company car?", "?"},
	{"how do your competitors do this", "?"},
	{"What made you join this company?", "?"},
	{"Two questions, if I may: what is the pay, and can I work remotely?", "? ways-of-working"},
	{"first the budgt, then the biggest chalenges and last who id report to", "budget hurts reports-to"},
	{"I think that's everything I wanted to know, many thanks!", ""},
	{"We had the same problem with our supplier at my last company.", ""},
	{"Great, that matches my experience with small teams.", ""},
}

// askedLast was written after both, and met the rules as they stood then.
var askedLast = []ownQuestion{
	{"who would be working for me?", "team"},
	{"Can you say something about the people in the department, their age and experience?", "team"},
	{"is the team complete or are there gaps", "team"},
	{"What does the desk do and what do the engineers do?", "team"},
	{"what do you run on", "systems"},
	{"Is everything in the cloud already or do you still have own servers?", "systems"},
	{"How do the branches connect to the headquarter, what kind of network?", "systems"},
	{"how old are your servers", "systems"},
	{"What is the order of magnitude of the budget and who signs it?", "budget"},
	{"Has the budget gone up or down in the last years?", "budget"},
	{"if I need to buy something for 30000, whom do I ask?", "budget"},
	{"What would success mean for you personally as my boss?", "success"},
	{"how do i know that i do a good job", "success"},
	{"Are there targets agreed for this year?", "success"},
	{"what do you hope the new person will achieve", "success"},
	{"Let's say I begin in March, what comes first?", "first-ninety-days"},
	{"What is waiting for me in the first month?", "first-ninety-days"},
	{"how does an ideal start look for you", "first-ninety-days"},
	{"which topic is the most urgent one", "first-ninety-days"},
	{"May I ask what is not going well at the moment?", "hurts"},
	{"what's broken", "hurts"},
	{"What was the last big outage?", "hurts"},
	{"Why do you need a new IT manager, what is wrong today?", "why-open hurts"},
	{"Who will be my line manager?", "reports-to"},
	{"does the IT manager have a seat at the table with the board", "reports-to"},
	{"Who takes the phone when the system fails at three in the night?", "on-call"},
	{"Is it a new position?", "why-open"},
	{"how long has the position been empty and why", "why-open"},
	{"How many more rounds are there?", "next-steps"},
	{"can i expect an answer this week", "next-steps"},
	{"Do people work in the office or at home?", "ways-of-working"},
	{"how often do you expect me on site", "ways-of-working"},
	{"Have you ever been hacked?", "security"},
	{"what is done by external partners and what inside", "vendors"},
	{"How do you support the development of your managers?", "growth"},
	{"Can I do a certification on company time?", "growth"},
	{"What is your opinion about AI?", "?"},
	{"is there a works council", "?"},
	{"How did the company do financially last year?", "?"},
	{"I see.", ""},
	{"Thank you, I have no more questions for today.", ""},
	{"Thanks for your time. I really enjoyed our conversation about the systems.", ""},
	{"That answers my question about the budget, thanks.", ""},
	{"can we stop here?", ""},
}

// askedAtLast was written last of all, against rules that had been widened by
// the three before.
var askedAtLast = []ownQuestion{
	{"What's the make-up of the team?", "team"},
	{"how senior are your engineers and is anybody about to leave?", "team"},
	{"I would have to manage how many people exactly?", "team"},
	{"Do you have your own developers?", "team"},
	{"what technologies would i find when i arrive", "systems"},
	{"How much of it is still in your own server room?", "systems"},
	{"Which is the most important system and how old is it?", "systems"},
	{"Could you give me an idea of the budget I'd be responsible for?", "budget"},
	{"is the IT budget seen as a cost or as an investment here", "budget"},
	{"do i need a signature for every purchase", "budget"},
	{"How shall we know at the end of the year if I did well?", "success"},
	{"what are the three most important goals for the role", "success"},
	{"On what will I be measured?", "success"},
	{"What would you like to see from me after half a year?", "success"},
	{"What would be my very first project?", "first-ninety-days"},
	{"how will the first hundred days be organised", "first-ninety-days"},
	{"Is there something that can't wait and has to be done immediately?", "first-ninety-days"},
	{"How will I be onboarded?", "first-ninety-days"},
	{"what's the elephant in the room", "hurts"},
	{"What makes people here angry about IT?", "hurts"},
	{"Where do things go wrong most often?", "hurts"},
	{"And honestly, what is the worst part of the job?", "hurts"},
	{"to whom would this position report", "reports-to"},
	{"How much contact would I have with the CEO?", "reports-to"},
	{"What does the on-call duty look like, how many weeks per year?", "on-call"},
	{"do you expect that I work on weekends?", "on-call"},
	{"who did this job until now", "why-open"},
	{"Why didn't you fill the role internally?", "why-open"},
	{"How quickly do you want to decide?", "next-steps"},
	{"and after today, what happens?", "next-steps"},
	{"How flexible are you with working hours?", "ways-of-working"},
	{"Do I have to move or could I work remote from Spain?", "ways-of-working"},
	{"How well are you protected against ransomware?", "security"},
	{"Which contracts with suppliers run out soon?", "vendors"},
	{"Would there be a chance to become CIO one day?", "growth"},
	{"Would you pay for an MBA?", "?"},
	{"How many customers do you have?", "?"},
	{"What do you think about my experience?", "?"},
	{"Sorry, my english is not so good. I want ask how big is team, which systems and why position is free.", "team systems why-open"},
	{"Okay thank you, that was all from me.", ""},
	{"I don't think so, you explained it very well.", ""},
	{"Perfect, then I know enough about the team and the budget.", ""},
}

// askedPlainly are in the words that most would use.
var askedPlainly = []ownQuestion{
	{"What's the team like?", "team"},
	{"how is the department structured", "team"},
	{"Who are the key people I'd work with?", "team"},
	{"Could you walk me through your IT setup?", "systems"},
	{"what are the core systems", "systems"},
	{"What budget would be available to me?", "budget"},
	{"how free am i in spending", "budget"},
	{"How do you define success here?", "success"},
	{"What would you expect of me in year one?", "success"},
	{"What would my first 30 days look like?", "first-ninety-days"},
	{"What should I tackle first?", "first-ninety-days"},
	{"What's your main pain point today?", "hurts"},
	{"what is the hardest part of the role", "hurts"},
	{"Which challenges do you see for the next year?", "hurts"},
	{"Who does this role report to?", "reports-to"},
	{"How is on-call organised?", "on-call"},
	{"Why is this role vacant?", "why-open"},
	{"When can I expect to hear from you?", "next-steps"},
	{"Is remote work possible?", "ways-of-working"},
	{"What does your security look like?", "security"},
	{"Which external partners support you?", "vendors"},
	{"What are the development opportunities?", "growth"},
	{"What's your favourite thing about the company?", "?"},
	{"How big is the bonus?", "?"},
	{"What does the company plan for the next five years?", "?"},
	{"How would you describe your management style?", "?"},
	{"thx, no more from my side", ""},
	{"Everything is clear now.", ""},
	{"I would love to work on that.", ""},
	{"I enjoyed talking about your systems and the team.", ""},
}

// foundIn returns the topics of the replies as the tables write them.
func foundIn(replies []practice.Reply) string {
	var out []string
	for _, r := range replies {
		if r.Topic == "" {
			out = append(out, "?")
		} else {
			out = append(out, string(r.Topic))
		}
	}
	return strings.Join(out, " ")
}

// everything is an employer with a fact for each topic.
func everything() bank.Employer {
	e := bank.Employer{ID: "everything"}
	for _, t := range bank.EmployerTopics() {
		e.Facts = append(e.Facts, bank.Fact{Topic: t, Says: "This is about " + string(t) + ". There is more."})
	}
	return e
}

// readRight returns how many of the questions are read right, and names the others.
func readRight(t *testing.T, questions []ownQuestion) (right int) {
	t.Helper()
	e := everything()
	for _, q := range questions {
		if got := foundIn(practice.ReplyTo(e, q.said, nil)); got == q.topics {
			right++
		} else {
			t.Logf("%q was read as %q, not %q", q.said, got, q.topics)
		}
	}
	return right
}

func TestOwnQuestionsAreReadAsTheyAreMeant(t *testing.T) {
	for name, questions := range map[string][]ownQuestion{
		"before the rules": askedFirst, "in fresh words": askedAfresh, "in others": askedLast, "once more": askedAtLast, "plainly": askedPlainly,
	} {
		if right := readRight(t, questions); right < len(questions) {
			t.Errorf("%s: %d of %d are read right", name, right, len(questions))
		}
	}
}

func builtInEmployer(t *testing.T, id string) bank.Employer {
	t.Helper()
	b, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	e, ok := b.Employer(id)
	if !ok {
		t.Fatalf("no employer %s", id)
	}
	return e
}

func TestAReplyIsWhatTheSheetSays(t *testing.T) {
	e := builtInEmployer(t, "arneiro-energy")
	got := practice.ReplyTo(e, "Who's on the team? And what are the next steps? Is there parking?", nil)
	says, _ := e.Says(bank.TopicTeam)
	want := []practice.Reply{
		{Topic: bank.TopicTeam, Asked: "Who's on the team", Says: says, Known: true},
		{Topic: bank.TopicNextSteps, Asked: "what are the next steps"}, // that sheet has nothing on it
		{Asked: "Is there parking"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAQuestionIsGivenBackWithoutWhatJoinsTheNextToIt(t *testing.T) {
	got := practice.ReplyTo(everything(), "How many vendors do you have and which ticket system do you use?", nil)
	if len(got) != 2 || got[0].Asked != "How many vendors do you have" || got[1].Asked != "which ticket system do you use" {
		t.Errorf("replied to was %+v", got)
	}
}

func TestWhatWasToldIsNotToldAgainInFull(t *testing.T) {
	e := builtInEmployer(t, "arneiro-energy")
	got := practice.ReplyTo(e, "how big is the team again", []bank.Topic{bank.TopicTeam})
	want := []practice.Reply{{Topic: bank.TopicTeam, Asked: "how big is the team again", Says: "Small: you, Tiago full time, and Inês for half the week, who also does our members' magazine.", Known: true, Told: true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOfManyQuestionsTheLastReplySaysHowManyWait(t *testing.T) {
	got := practice.ReplyTo(everything(), "- team size\n- budget\n- how is success measured?\n- on call?\n- who is my boss\n", nil)
	if len(got) != 3 || got[0].Left+got[1].Left != 0 || got[2].Left != 2 || foundIn(got) != "team budget success" {
		t.Errorf("%+v", got)
	}
	// What waits is told when it is asked again.
	if got := practice.ReplyTo(everything(), "on call? who is my boss", []bank.Topic{"team", "budget", "success"}); foundIn(got) != "on-call reports-to" || got[1].Told {
		t.Errorf("%+v", got)
	}
}

func TestOneTopicHasOneReplyAndSoHasAllThatNoSheetHolds(t *testing.T) {
	if got := practice.ReplyTo(everything(), "How big is the team? How many people would I manage? What's the salary? And the parking?", nil); foundIn(got) != "team ?" {
		t.Errorf("%+v", got)
	}
}

func TestMarkupIsNoPartOfAQuestion(t *testing.T) {
	got := practice.ReplyTo(everything(), "<@U024BE7LH> what's the *budget* like? &amp; who's on the `team`? :thinking_face:", nil)
	if foundIn(got) != "budget team" || strings.ContainsAny(got[0].Asked, "*<>") {
		t.Errorf("%+v", got)
	}
}

func TestAVeryLongMessageIsReadQuickly(t *testing.T) {
	for _, piece := range []string{"what would you say about that and how is it and ", "what, ", "? ", " ", "1. ", "team ", "how is the team, ", "i start "} {
		long := strings.Repeat(piece, 40_000/len(piece))
		began := time.Now()
		got := practice.ReplyTo(everything(), long, nil)
		if took := time.Since(began); took > 2*time.Second || len(got) > 3 {
			t.Errorf("%d replies to %q again and again after %s", len(got), piece, took)
		}
		for _, r := range got {
			if n := len([]rune(r.Asked)); n > 150 {
				t.Errorf("a question of %d characters is given back", n)
			}
		}
	}
}

func FuzzOwnQuestionsAreReadWithoutHarm(f *testing.F) {
	for _, q := range slices.Concat(askedFirst, askedAfresh, askedLast, askedAtLast, askedPlainly) {
		f.Add(q.said)
	}
	f.Add("1.\n-\n?!;:\xff\u2019' and or")
	f.Fuzz(func(t *testing.T, said string) {
		for _, r := range practice.ReplyTo(everything(), said, nil) {
			if r.Asked == "" || r.Known != (r.Says != "") {
				t.Errorf("%q was replied to with %+v", said, r)
			}
		}
	})
}
