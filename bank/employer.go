package bank

import "slices"

// An Employer is an invented organisation for which a mock round interviews:
// what its hiring manager would tell about the place, and what they would ask
// on top of an answer. The fields are those of employers.yaml; texts are plain,
// without any markup.
type Employer struct {
	ID     string  // stable for ever
	Name   string  // of no real firm
	Trade  string  // what it does, such as "food wholesale"
	Size   string  // people and places
	IT     string  // the state of its IT, for the briefing
	Hurts  string  // why it needs somebody, for the briefing
	Roles  Roles   // what the position is called
	Facts  []Fact  // in the order of Topics
	Twists []Twist // as written
}

// Roles are the titles of the position, one for each level.
type Roles struct{ NewManager, Manager, Senior string }

// At returns the title of the position at that level, that of a manager for an
// unknown one.
func (r Roles) At(l Level) string {
	switch l {
	case NewManager:
		return r.NewManager
	case Senior:
		return r.Senior
	}
	return r.Manager
}

// A Topic is something that candidates ask an employer about.
type Topic string

// The topics. An employer has a fact for each of the first six.
const (
	TopicTeam        Topic = "team"              // how many, who does what
	TopicSystems     Topic = "systems"           // what runs, and where
	TopicBudget      Topic = "budget"            // how much, and who decides
	TopicSuccess     Topic = "success"           // how it is judged
	TopicFirstNinety Topic = "first-ninety-days" // what is expected at the start
	TopicHurts       Topic = "hurts"             // what goes wrong today
	TopicReportsTo   Topic = "reports-to"        // whom the position answers to
	TopicOnCall      Topic = "on-call"           // nights and weekends
	TopicWhyOpen     Topic = "why-open"          // what became of whoever had it before
	TopicNextSteps   Topic = "next-steps"        // what comes after this talk
	TopicWorking     Topic = "ways-of-working"   // where and how people work
	TopicSecurity    Topic = "security"          // how safe it is
	TopicVendors     Topic = "vendors"           // what is bought from whom
	TopicGrowth      Topic = "growth"            // training, and where it leads
)

// topics are all of them, in order; those that each employer has come first.
var topics = []Topic{
	TopicTeam, TopicSystems, TopicBudget, TopicSuccess, TopicFirstNinety, TopicHurts,
	TopicReportsTo, TopicOnCall, TopicWhyOpen, TopicNextSteps, TopicWorking, TopicSecurity, TopicVendors, TopicGrowth,
}

// neededTopics is how many topics each employer has a fact for.
const neededTopics = 6

// EmployerTopics lists every topic; those that each employer has come first.
func EmployerTopics() []Topic { return slices.Clone(topics) }

// A Fact is what the hiring manager says about one topic, in one to three
// sentences.
type Fact struct {
	Topic Topic
	Says  string
}

// A Twist is a follow-up that carries a good answer over to the employer's own
// situation.
type Twist struct {
	Areas  []Area // after answers in which it fits; none for any that is technical or strategy
	Ask    string
	Checks string
	Kind   FollowUpKind
}

// Fits reports whether the twist fits after an answer in that area.
func (t Twist) Fits(a Area) bool {
	if len(t.Areas) == 0 {
		return a.Round() == Technical || a.Round() == Strategy
	}
	return slices.Contains(t.Areas, a)
}

// Says returns what the hiring manager says about a topic; ok is false where
// the employer's sheet has nothing on it.
func (e Employer) Says(t Topic) (says string, ok bool) {
	for _, f := range e.Facts {
		if f.Topic == t {
			return f.Says, true
		}
	}
	return "", false
}

// TwistsFor returns the twists that fit after an answer in that area, in their
// order, those that name the area before those that fit any.
func (e Employer) TwistsFor(a Area) []Twist {
	var named, any []Twist
	for _, t := range e.Twists {
		switch {
		case !t.Fits(a):
		case len(t.Areas) > 0:
			named = append(named, t)
		default:
			any = append(any, t)
		}
	}
	return append(named, any...)
}
