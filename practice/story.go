package practice

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"
	"unicode/utf8"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// A Story is an answer that its person keeps to tell it again, also to other
// questions. It has no text of its own, and goes with its answer.
type Story struct {
	ID           ID // of the answer
	Person       Person
	Title        string
	Competencies []bank.Competency // that it shows, as its person says
	At           time.Time         // when it was kept
}

// What a story may hold, and how many a person may have: eight or so serve most
// interviews.
const (
	MostTitle   = 80 // characters of a title
	MostShown   = 6  // competencies of a story
	MostStories = 60
)

// Tellable reports whether an answer can be kept as a story: it answers a
// question for one, or tells what its person did. A report of it comes from
// [feedback.Read].
func Tellable(q bank.Question, a Answer, r feedback.Report) bool {
	if a.Comment || q.Style == bank.Reverse || r.TellsNone() {
		return false
	}
	return q.Style == bank.Behavioural && !a.Probed || r.Assessed && r.Parts.Action.Present
}

// Proposed returns the competencies that an answer's story is proposed for: those
// of its question, and after them those that its text shows, with the words.
func Proposed(q bank.Question, text string) (all []bank.Competency, shown []Shown) {
	all = slices.Clone(q.Competencies)
	for _, s := range ShownIn(text) {
		if !slices.Contains(all, s.Competency) && len(all) < MostShown {
			all, shown = append(all, s.Competency), append(shown, s)
		}
	}
	return all, shown
}

// A Told is a story as its person looks at it.
type Told struct {
	Story
	Reviewed
	N      int             // its place among their stories, from 1
	Missed []bank.Gap      // what its question wants and it lacks
	Serves []bank.Question // others that it could answer
}

// Stories is one page of a person's stories, that of their newest answer first.
type Stories struct {
	Told   []Told
	From   int               // how many come before them
	All    int               // how many there are
	Untold []bank.Competency // those of the bank that no story shows
}

// perStories is how many stories a page shows, and mostServed how many questions
// each is shown for.
const (
	perStories = 3
	mostServed = 5
)

// Stories returns the page of a person's stories that begins after the first
// from of them; from beyond the last shows the last page.
func (c *Coach) Stories(ctx context.Context, by Person, from int) (Stories, error) {
	var out Stories
	err := c.Store.View(ctx, func(tx Tx) error {
		out = Stories{}
		all, err := storiesOf(tx, by)
		if err != nil {
			return err
		}
		out.All = len(all)
		out.From = max(min(from, out.All-1), 0) / perStories * perStories
		for i, s := range all[out.From:min(out.From+perStories, out.All)] {
			t, err := c.told(tx, s)
			if err != nil {
				return err
			}
			t.N = out.From + i + 1
			out.Told = append(out.Told, t)
		}
		out.Untold = untold(c.Questions(), all)
		return nil
	})
	for i, t := range out.Told { // reading takes too long to keep a view open for it
		out.Told[i].Missed = c.findings.of(asked{t.Answer, t.Question}).lacks()
	}
	return out, err
}

func storiesOf(tx Tx, by Person) (all []Story, err error) {
	err = tx.StoriesBy(by, func(s Story) bool {
		all = append(all, s)
		return true
	})
	return all, err
}

func (c *Coach) told(tx Tx, s Story) (Told, error) {
	a, err := tx.Answer(s.ID)
	if err != nil {
		return Told{}, err
	}
	q, err := c.asked(tx, a)
	return Told{Story: s, Reviewed: c.reviewed(a, q), Serves: serves(c.Questions(), s, q)}, err
}

// untold returns the competencies that questions of the bank look for and no story
// shows.
func untold(b *bank.Bank, stories []Story) []bank.Competency {
	return slices.DeleteFunc(bank.Competencies(), func(k bank.Competency) bool {
		return len(b.Select(bank.Only("", "", k))) == 0 ||
			slices.ContainsFunc(stories, func(s Story) bool { return slices.Contains(s.Competencies, k) })
	})
}

// tellingStyles are the styles of questions that a story can answer, or back the
// answer to; those that ask for one come first.
var tellingStyles = []bank.Style{bank.Behavioural, bank.Approach, bank.Motivation}

// serves returns other questions that a story could serve: those that ask for a
// story first, then by how many of its competencies they look for, and then those
// of its area. What no one before them looks for comes before more of the same.
func serves(b *bank.Bank, s Story, own bank.Question) []bank.Question {
	type candidate struct {
		bank.Question
		style, shared int
	}
	var all []candidate
	for _, q := range b.Select(bank.Selection{Competencies: s.Competencies}) {
		style := slices.Index(tellingStyles, q.Style)
		if q.ID != own.ID && style >= 0 && !q.Disabled && !q.Curveball && len(s.Competencies) > 0 {
			all = append(all, candidate{q, style, shared(q.Competencies, s.Competencies)})
		}
	}
	seen := map[bank.Competency]bool{}
	fresh := func(q candidate) int {
		n := 0
		for _, k := range q.Competencies {
			if slices.Contains(s.Competencies, k) && !seen[k] {
				n++
			}
		}
		return n
	}
	here := func(q candidate) int {
		if q.Area == own.Area {
			return 1
		}
		return 0
	}
	var out []bank.Question
	for len(out) < mostServed && len(all) > 0 {
		best := 0
		for i, q := range all {
			if cmp.Or(cmp.Compare(all[best].style, q.style), cmp.Compare(fresh(q), fresh(all[best])),
				cmp.Compare(q.shared, all[best].shared), cmp.Compare(here(q), here(all[best]))) > 0 {
				best = i
			}
		}
		for _, k := range all[best].Competencies {
			seen[k] = true
		}
		out = append(out, all[best].Question)
		all = slices.Delete(all, best, best+1)
	}
	return out
}

// ServedBy returns the question of the bank that a story of a person's could serve
// best beside its own, or ErrNoQuestion.
func (c *Coach) ServedBy(ctx context.Context, s Story) (bank.Question, error) {
	var t Told
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		t, err = c.told(tx, s)
		return err
	})
	if err == nil && len(t.Serves) == 0 {
		err = ErrNoQuestion
	}
	if err != nil {
		return bank.Question{}, err
	}
	return t.Serves[0], nil
}

func shared(a, b []bank.Competency) (n int) {
	for _, k := range a {
		if slices.Contains(b, k) {
			n++
		}
	}
	return n
}

// StoryOf returns the story that a person made of an answer of theirs, or
// ErrNotFound.
func (c *Coach) StoryOf(ctx context.Context, id ID, by Person) (Story, error) {
	var out Story
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		out, err = tx.Story(by, id)
		return err
	})
	return out, err
}

// asStory returns the title of an answer's story, "" where it is none.
func asStory(tx Tx, a Answer) (string, error) {
	s, err := tx.Story(a.Person, a.ID)
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return s.Title, err
}

// KeepStory keeps an answer of a person's own as a story, or gives the story that
// it is already another title and other competencies. An answer that cannot be
// told as one is ErrNoStory; ErrManyStories where they have MostStories already.
func (c *Coach) KeepStory(ctx context.Context, id ID, by Person, title string, shows []bank.Competency) (Story, error) {
	var out Story
	title = oneLine(title)
	switch {
	case title == "":
		return out, ErrEmpty
	case utf8.RuneCountInString(title) > MostTitle:
		return out, ErrTooLong
	}
	err := c.update(ctx, func(tx Tx) error {
		a, err := mine(tx, id, by)
		if err != nil {
			return err
		}
		s, err := tx.Story(by, id)
		switch {
		case errors.Is(err, ErrNotFound):
			if err := c.takesStory(tx, a); err != nil {
				return err
			}
			s = Story{ID: id, Person: by, At: c.Now()}
		case err != nil:
			return err
		}
		s.Title, s.Competencies = title, knownCompetencies(shows)
		out = s
		return tx.PutStory(s)
	})
	return out, err
}

// takesStory refuses what cannot be kept as a story.
func (c *Coach) takesStory(tx Tx, a Answer) error {
	q, err := c.asked(tx, a)
	if err != nil {
		return err
	}
	if !Tellable(q, a, feedback.Read(q, a.Text())) {
		return ErrNoStory
	}
	all, err := storiesOf(tx, a.Person)
	if err == nil && len(all) >= MostStories {
		err = ErrManyStories
	}
	return err
}

// knownCompetencies returns those that there are, each once, at most MostShown.
func knownCompetencies(list []bank.Competency) []bank.Competency {
	var out []bank.Competency
	for _, k := range list {
		if slices.Contains(bank.Competencies(), k) && !slices.Contains(out, k) && len(out) < MostShown {
			out = append(out, k)
		}
	}
	return out
}

// ForgetStory has an answer of a person's own be no story any more, and returns
// what it was; the answer stays.
func (c *Coach) ForgetStory(ctx context.Context, id ID, by Person) (Story, error) {
	var out Story
	err := c.update(ctx, func(tx Tx) (err error) {
		if _, err = mine(tx, id, by); err != nil {
			return err
		}
		if out, err = tx.Story(by, id); err != nil {
			return err
		}
		return tx.DropStory(by, id)
	})
	return out, err
}

// NthStory returns the story of a person's that stands at that place in their
// list, from 1, or ErrNotFound.
func (c *Coach) NthStory(ctx context.Context, by Person, n int) (Story, error) {
	var out Story
	err := c.Store.View(ctx, func(tx Tx) error {
		all, err := storiesOf(tx, by)
		if err == nil && (n < 1 || n > len(all)) {
			err = ErrNotFound
		}
		if err == nil {
			out = all[n-1]
		}
		return err
	})
	return out, err
}

// StoryFor returns the story of a person's to tell where they were asked
// something alone: the one that they wanted to tell, else, where a story is
// asked for, one that answers the question or shows most of its competencies.
// Where there is none, it is not found; in a live round there never is.
func (c *Coach) StoryFor(ctx context.Context, p Post, by Person) (Story, error) {
	if p.To == "" || p.To != by {
		return Story{}, ErrNotFound
	}
	q, known := c.Find(p.Question)
	var best Story
	err := c.Store.View(ctx, func(tx Tx) error {
		best = Story{}
		round, err := tx.RunningRound(by)
		if err != nil && !errors.Is(err, ErrNotFound) || err == nil && round.Choice.Mode == LiveMode {
			return err
		}
		if p.Wish.Story != 0 {
			best, err = tx.Story(by, p.Wish.Story)
			return err
		}
		if !known || q.Style != bank.Behavioural {
			return nil
		}
		most := 0
		var fault error
		err = tx.StoriesBy(by, func(s Story) bool {
			n := 2 * shared(q.Competencies, s.Competencies)
			a, err := tx.Answer(s.ID)
			if err != nil {
				fault = err
				return false
			}
			if a.Question == q.ID && !a.Probed {
				n += 2 * MostShown
			}
			if n > most {
				best, most = s, n
			}
			return true
		})
		return errors.Join(err, fault)
	})
	if err == nil && best.ID == 0 {
		err = ErrNotFound
	}
	return best, err
}
