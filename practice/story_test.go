package practice_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// keeps keeps an answer of the person's as a story.
func (p candidate) keeps(id practice.ID, title string, shows ...bank.Competency) practice.Story {
	p.o.t.Helper()
	s, err := p.o.coach.KeepStory(p.o.t.Context(), id, p.id, title, shows)
	p.o.must(err)
	return s
}

func (p candidate) stories(from int) practice.Stories {
	p.o.t.Helper()
	out, err := p.o.coach.Stories(p.o.t.Context(), p.id, from)
	p.o.must(err)
	return out
}

// served is a story about case 0 of a bank of twelve, of the competencies 0 to 11.
func served(t *testing.T, shows ...bank.Competency) (o *office, ana candidate, s practice.Story) {
	o = asking(t)
	ana = o.person("ana")
	a := ana.privately(story, "form1")
	return o, ana, ana.keeps(a.ID, "  The queue \n of spring ", shows...)
}

func TestAStoryIsListedWithWhatItCouldServe(t *testing.T) {
	all := bank.Competencies()
	o, ana, kept := served(t, all[1], all[2], all[1], "witchcraft")
	p := ana.stories(0)
	if len(p.Told) != 1 || p.All != 1 || p.Told[0].N != 1 {
		t.Fatalf("got %+v", p)
	}
	got := p.Told[0]
	if got.Title != "The queue of spring" || !slices.Equal(got.Competencies, all[1:3]) || got.Answer.Text() != story || kept.At != o.now {
		t.Errorf("got %+v", got.Story)
	}
	own := got.Question
	var ids []string
	for _, q := range got.Serves {
		if q.ID == own.ID {
			t.Error("it serves its own question")
		}
		ids = append(ids, q.ID)
	}
	for _, q := range o.coach.Bank.All() {
		want := q.ID != own.ID && (q.Competencies[0] == all[1] || q.Competencies[0] == all[2])
		if want != slices.Contains(ids, q.ID) {
			t.Errorf("%s is served: %v", q.ID, !want)
		}
	}
	if slices.Contains(p.Untold, all[1]) || !slices.Contains(p.Untold, all[0]) || slices.Contains(p.Untold, all[13]) {
		t.Errorf("untold are %v; no question looks for %s", p.Untold, all[13])
	}
	if len(got.Missed) == 0 {
		t.Error("nothing is missing in it")
	}
}

func TestStoriesComeInPages(t *testing.T) {
	o := asking(t)
	ana := o.person("ana")
	for i := range 7 {
		o.wait(time.Minute)
		a := ana.privately(story, fmt.Sprint("form", i))
		ana.keeps(a.ID, fmt.Sprint("Story ", i), "leadership")
	}
	for _, c := range []struct {
		from int
		want string
	}{
		{0, "1 Story 6, 2 Story 5, 3 Story 4"}, {2, "1 Story 6, 2 Story 5, 3 Story 4"}, {3, "4 Story 3, 5 Story 2, 6 Story 1"},
		{6, "7 Story 0"}, {99, "7 Story 0"}, {-4, "1 Story 6, 2 Story 5, 3 Story 4"},
	} {
		var got []string
		for _, s := range ana.stories(c.from).Told {
			got = append(got, fmt.Sprint(s.N, " ", s.Title))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("from %d: %v, want %s", c.from, got, c.want)
		}
	}
	second, err := o.coach.NthStory(t.Context(), "ana", 2)
	if err != nil || second.Title != "Story 5" {
		t.Errorf("the second is %+v, %v", second, err)
	}
	for _, n := range []int{0, 8, -1} {
		_, err := o.coach.NthStory(t.Context(), "ana", n)
		o.refusal(fmt.Sprint("number ", n), err, practice.ErrNotFound)
	}
}

func TestAStoryIsItsAuthorsAlone(t *testing.T) {
	o, ana, s := served(t, "leadership")
	ctx := t.Context()
	_, err := o.coach.KeepStory(ctx, s.ID, "ben", "Mine now", nil)
	o.refusal("kept by somebody else", err, practice.ErrNotYours)
	_, err = o.coach.ForgetStory(ctx, s.ID, "ben")
	o.refusal("removed by somebody else", err, practice.ErrNotYours)
	_, err = o.coach.StoryOf(ctx, s.ID, "ben")
	o.refusal("read by somebody else", err, practice.ErrNotFound)
	_, err = o.coach.Ask(ctx, "ben", practice.Wish{ID: "q03", Story: s.ID}, "t1")
	o.refusal("told by somebody else", err, practice.ErrNotFound)
	if p := o.person("ben").stories(0); p.All != 0 {
		t.Errorf("ben has %+v", p)
	}
	if p := ana.stories(0); p.All != 1 || p.Told[0].Title != s.Title {
		t.Errorf("ana has %+v", p)
	}
}

func TestAStoryGoesWithItsAnswerAndNotTheOtherWayRound(t *testing.T) {
	o, ana, s := served(t, "leadership")
	was, err := o.coach.ForgetStory(t.Context(), s.ID, "ana")
	o.must(err)
	if was.Title != s.Title || ana.stories(0).All != 0 {
		t.Errorf("removed %+v, left %+v", was, ana.stories(0))
	}
	_, err = o.coach.ForgetStory(t.Context(), s.ID, "ana")
	o.refusal("removed twice", err, practice.ErrNotFound)
	rv, err := o.coach.One(t.Context(), s.ID, "ana")
	o.must(err)
	if rv.AsStory != "" {
		t.Errorf("it is still %q", rv.AsStory)
	}
	ana.keeps(s.ID, "Again", "leadership")
	o.must(o.coach.Delete(t.Context(), s.ID, "ana"))
	if p := ana.stories(0); p.All != 0 {
		t.Errorf("left is %+v", p)
	}
}

func TestWhatCanBeAStory(t *testing.T) {
	q := bank.Question{Ask: "Tell me about an outage.", Style: bank.Behavioural}
	how := bank.Question{Ask: "How do you keep a queue short?", Style: bank.Approach}
	const wish = "A good manager of a service desk should be somebody who has a kind heart and an open ear for each of the many people there."
	for _, c := range []struct {
		name string
		q    bank.Question
		a    practice.Answer
		text string
		want bool
	}{
		{"an answer to a question for one", q, practice.Answer{}, wish, true},
		{"a comment is none", q, practice.Answer{Comment: true}, "Same here.", false},
		{"an answer that tells an action to any question", how, practice.Answer{}, story, true},
		{"one that tells none", how, practice.Answer{}, wish, false},
		{"one's own questions are none", bank.Question{Style: bank.Reverse}, practice.Answer{}, story, false},
		{"an answer to a follow-up only where it tells an action", q, practice.Answer{Probed: true}, wish, false},
	} {
		if got := practice.Tellable(c.q, c.a, feedback.Read(c.q, c.text)); got != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
	o := asking(t)
	ana := o.person("ana")
	a := ana.privately("Same here, and at ours too.", "form1")
	_, err := o.coach.KeepStory(t.Context(), a.ID, "ana", "Nothing", nil)
	o.refusal("a comment", err, practice.ErrNoStory)
	b := ana.privately(story, "form2")
	_, err = o.coach.KeepStory(t.Context(), b.ID, "ana", " ", nil)
	o.refusal("no title", err, practice.ErrEmpty)
	_, err = o.coach.KeepStory(t.Context(), b.ID, "ana", strings.Repeat("ü", practice.MostTitle+1), nil)
	o.refusal("a long title", err, practice.ErrTooLong)
	ana.keeps(b.ID, strings.Repeat("ü", practice.MostTitle))
}

func TestNobodyKeepsStoriesWithoutEnd(t *testing.T) {
	o := asking(t)
	ana := o.person("ana")
	for i := range practice.MostStories {
		a := ana.privately(story, fmt.Sprint("form", i))
		ana.keeps(a.ID, "One more", "leadership")
		o.wait(time.Second)
	}
	last := ana.privately(story, "last")
	_, err := o.coach.KeepStory(t.Context(), last.ID, "ana", "Too many", nil)
	o.refusal("one too many", err, practice.ErrManyStories)
	kept, err := o.coach.NthStory(t.Context(), "ana", 1)
	o.must(err)
	ana.keeps(kept.ID, "Another title", "leadership")
}

func TestTheStoryForAQuestion(t *testing.T) {
	all := bank.Competencies()
	o, ana, s := served(t, all[5], all[6])
	rounds := func(p practice.Post) string {
		got, err := o.coach.StoryFor(t.Context(), p, "ana")
		if err == nil {
			return got.Title
		}
		o.refusal("no story", err, practice.ErrNotFound)
		return ""
	}
	covered, other := ana.wants(practice.Wish{ID: "q06"}), ana.wants(practice.Wish{ID: "q07"})
	if got := rounds(covered); got != s.Title {
		t.Errorf("for a covered competency: %q", got)
	}
	if got := rounds(other); got != "" {
		t.Errorf("for another one: %q", got)
	}
	if got := rounds(ana.wants(practice.Wish{ID: "q07", Story: s.ID})); got != s.Title {
		t.Errorf("where it was chosen: %q", got)
	}
	inChannel := covered
	inChannel.To = ""
	if got := rounds(inChannel); got != "" {
		t.Errorf("in a channel: %q", got)
	}
	if _, err := o.coach.StoryFor(t.Context(), covered, "ben"); err == nil {
		t.Error("ben is told of a story")
	}
	own := ana.wants(practice.Wish{ID: o.post.Question})
	ana.keeps(s.ID, "Nothing in common", all[14])
	if got := rounds(own); got != "Nothing in common" {
		t.Errorf("for its own question: %q", got)
	}
	_, err := o.coach.ForgetStory(t.Context(), s.ID, "ana")
	o.must(err)
	_, err = o.coach.Ask(t.Context(), "ana", practice.Wish{ID: "q07", Story: s.ID}, "later")
	o.refusal("with a story that is none any more", err, practice.ErrNotFound)
}

func TestALiveRoundKnowsNoStories(t *testing.T) {
	all := bank.Competencies()
	o, ana, _ := served(t, all[6])
	covered := ana.wants(practice.Wish{ID: "q06"})
	c := practice.Choice{Kind: practice.Technical, Length: practice.Express, Mode: practice.LiveMode}
	_, err := o.coach.BeginRound(t.Context(), "ana", c)
	o.must(err)
	_, err = o.coach.StoryFor(t.Context(), covered, "ana")
	o.refusal("in a live round", err, practice.ErrNotFound)
}

func TestAskedForAStoryWhereThereIsAQuestionForOne(t *testing.T) {
	o := newOffice(t)
	qs := o.coach.Bank.All()
	for i := range qs {
		qs[i].Competencies = []bank.Competency{"budgeting"}
		if i != 4 {
			qs[i].Style = bank.Approach
		}
	}
	qs[7].Competencies = []bank.Competency{"leadership"}
	o.coach.Bank = bank.New(qs)
	ben := o.person("ben")
	for range 3 {
		if got := ben.wants(practice.Wish{Competency: "budgeting", Style: bank.Behavioural}).Question; got != "q04" {
			t.Errorf("asked %s", got)
		}
	}
	if got := ben.wants(practice.Wish{Competency: "leadership", Style: bank.Behavioural}).Question; got != "q07" {
		t.Errorf("without any of that style asked %s", got)
	}
}

func TestCompetenciesAreReadOffTheWords(t *testing.T) {
	for text, want := range map[string]string{
		"I cut our budget by a tenth, and the finance director wrote that we saved 38,000 euros.":             "budgeting",
		"We had no budget and I never saved any euros.":                                                       "",
		"A phishing mail had taken two accounts, so I reset each password and brought in multi-factor.":       "cybersecurity",
		"The server room was warm and the team was tired on that project.":                                    "",
		"I traced it to a script that locked the database, ruled out the network, and moved the script away.": "technical-proficiency, problem-solving",
		"We not only saved 38,000 euros: the CFO wrote to thank us.":                                          "budgeting",
		"No, we saved 38,000 euros, and the CFO wrote to thank us.":                                           "budgeting",
		"We didnt save any euros, and wasnt the CFO cross!":                                                   "",
		"The tool was ServiceNow, and each change had to go through it.":                                      "service-management",
		"We had one server there and two servers here.":                                                       "",
		"I apologised to her in private, and listened until she had calmed down.":                             "emotional-intelligence",
		"":        "",
		"日本語の答え。": "",
	} {
		var got []string
		for _, s := range practice.ShownIn(text) {
			got = append(got, string(s.Competency))
			for _, w := range s.Words {
				if w == "" || !strings.Contains(text, w) {
					t.Errorf("%q is not said in %q", w, text)
				}
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q shows %v, want %s", text, got, want)
		}
	}
}

// What the words of a strong answer show is mostly near what its question looks
// for, and never everything.
func TestExamplesShowWhatTheyAreExamplesOf(t *testing.T) {
	found, right, silent := 0, 0, 0
	for _, q := range pack(t).All() {
		if q.Style != bank.Behavioural {
			continue
		}
		shown := practice.ShownIn(q.Example)
		if len(shown) == 0 {
			silent++
		}
		found += len(shown)
		for _, s := range shown {
			if slices.Contains(q.Competencies, s.Competency) {
				right++
			}
		}
	}
	// Each looks for up to three of fifteen, and shows others besides.
	if found < 40 || 10*right < 4*found || silent > 20 {
		t.Errorf("found %d, of which %d are looked for; %d examples show nothing", found, right, silent)
	}
}

func TestATitleFromTheFirstWords(t *testing.T) {
	for text, want := range map[string]string{
		"Our mail was down. I rang Ben.":                                                                  "Our mail was down",
		"In 2019, at a glove maker in Sibiu with 1,300 people, I":                                         "In 2019, at a glove maker in Sibiu",
		"Our chief executive wanted me to give Rheinwerk, our biggest customer, a login by Friday.":       "Our chief executive wanted me to give Rheinwerk",
		"Our closing rate was a thing of beauty: 98 % for nineteen months running, and it was on a slide": "Our closing rate was a thing of beauty",
		"At my last place the label printers in the packing hall went offline each morning.":              "At my last place the label printers",
		"Somebody unplugged every single forgotten warehouse switch overnight":                            "Somebody unplugged every single forgotten…",
		"hi\nI take first the list of what hangs together. Then I ask.":                                   "I take first the list of what hangs together",
		"hi\nthere":              "hi there",
		strings.Repeat("x", 200): strings.Repeat("x", practice.MostTitle),
		strings.Repeat("日", 200): strings.Repeat("日", practice.MostTitle),
		"":                       "",
		"…":                      "…",
	} {
		if got := practice.FirstWords(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestWhoHasNoneIsOfferedNoStory(t *testing.T) {
	q := bank.Question{Style: bank.Behavioural, Ask: "Tell me about work that you took back from a provider."}
	for text, want := range map[string]bool{
		"Honestly no idea, I have never done anything like this and do not want to make something up here today.": false,
		story: true,
	} {
		if got := practice.Tellable(q, practice.Answer{}, feedback.Read(q, text)); got != want {
			t.Errorf("%q can be kept: %v", text, got)
		}
	}
}
