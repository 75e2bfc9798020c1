package bank

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// hiring is the file of a pack that lists employers, not questions.
const hiring = "employers.yaml"

// longestFact is the limit of what a hiring manager says in one breath, in
// characters.
const longestFact = 450

// mostTwists is how many an employer may have.
const mostTwists = 12

// An opening is an employer as it stands in a file, with the places of what
// may be wrong with it.
type opening struct {
	Employer
	at     place            // of the id, or of the employer where it has none
	given  map[string]place // of each key that stands there
	facts  map[Topic]place
	twists []place // of each one's ask
}

// place returns where that key of the employer stands, or the employer itself.
func (o opening) place(key string) place {
	if p, ok := o.given[key]; ok {
		return p
	}
	return o.at
}

// opening reads one employer and notes every mistake in it.
func (s *source) opening(n *yaml.Node) opening {
	o := opening{at: s.where(n), facts: map[Topic]place{}}
	s.id, o.given, _ = s.outline(n)
	defer func() { s.id = "" }()
	line := func(key, want string, into *string, max int) field {
		return field{key, want, func(n *yaml.Node) { *into = s.line(n, key, max) }}
	}
	s.mapping(n, "the employer", []field{
		{"id", "a short name that never changes, such as harbour-foods", func(n *yaml.Node) { o.ID, o.at = s.ident(n), s.where(n) }},
		line("name", "an invented one", &o.Name, longestName),
		line("trade", "what it does", &o.Trade, longestName),
		line("size", "people and places", &o.Size, longestPrompt),
		line("it", "the state of its IT", &o.IT, longestAsk),
		line("hurts", "what goes wrong today", &o.Hurts, longestAsk),
		{"roles", "the position's title for new-manager, manager and senior", func(n *yaml.Node) { o.Roles = s.roles(n) }},
		{"facts", "what the hiring manager says about each topic", func(n *yaml.Node) { s.facts(n, &o) }},
		s.wholeOnly(field{"twists", fmt.Sprintf("at least %d", fewestTwists), func(n *yaml.Node) {
			o.Twists = list(s, n, "twists", 1, mostTwists, func(n *yaml.Node) Twist { return s.twist(n, &o) })
		}}),
	})
	return o
}

// wholeOnly returns the field as one that only a whole pack must have.
func (s *source) wholeOnly(f field) field {
	if !s.whole {
		f.want = ""
	}
	return f
}

func (s *source) roles(n *yaml.Node) (out Roles) {
	read := func(l Level, into *string) field {
		return field{string(l), "the title", func(n *yaml.Node) { *into = s.line(n, "the title for "+string(l), longestName) }}
	}
	s.mapping(n, "roles", []field{read(NewManager, &out.NewManager), read(Manager, &out.Manager), read(Senior, &out.Senior)})
	return out
}

// facts reads what is said about each topic into the order of the topics.
func (s *source) facts(n *yaml.Node, o *opening) {
	says := map[Topic]string{}
	fields := make([]field, len(topics))
	for i, t := range topics {
		fields[i] = field{key: string(t), read: func(n *yaml.Node) {
			says[t], o.facts[t] = s.line(n, "what is said about "+string(t), longestFact), s.where(n)
		}}
		if i < neededTopics {
			fields[i].want = "one to three sentences"
		}
	}
	s.mapping(n, "facts", fields)
	for _, t := range topics {
		if says[t] != "" {
			o.Facts = append(o.Facts, Fact{t, says[t]})
		}
	}
}

func (s *source) twist(n *yaml.Node, o *opening) (out Twist) {
	asked := s.where(n)
	s.mapping(n, "the twist", []field{
		{"areas", "", func(n *yaml.Node) {
			out.Areas = set(s, n, "areas", 0, len(areas), s.twistArea)
		}},
		{"ask", "the question, as said aloud", func(n *yaml.Node) { out.Ask, asked = s.line(n, "the twist's ask", longestAsk), s.where(n) }},
		{"checks", "what it checks", func(n *yaml.Node) { out.Checks = s.text(n, "checks", longestAsk) }},
		{"kind", "one of " + strings.Join(strs(FollowUpKinds()), ", "), func(n *yaml.Node) {
			out.Kind = oneOf(s, n, "kind", FollowUpKinds())
		}},
	})
	o.twists = append(o.twists, asked)
	return out
}

// twistArea reads an area after whose answers a twist fits.
func (s *source) twistArea(n *yaml.Node) Area {
	a := oneOf(s, n, "area", Areas())
	if a.Round() == Screening {
		s.wrong(n, "area %q belongs to round screening, and twists follow answers of technical or strategy: take one of theirs", a)
	}
	return a
}

// sharedEmployers returns the employers of which another has the id or the
// name, each at the second place with the first one named.
func sharedEmployers(all []opening) Mistakes {
	var out Mistakes
	ids, names := map[string]place{}, map[string]place{}
	for _, o := range all {
		note := func(at place, format string, args ...any) {
			out = append(out, Mistake{at.file, at.line, at.column, o.ID, fmt.Sprintf(format, args...)})
		}
		if first, ok := ids[o.ID]; ok && o.ID != "" {
			note(o.at, "id %q is used at %s too: give this employer another", o.ID, first)
			continue
		}
		ids[o.ID] = o.at
		name := bare(o.Name)
		if first, ok := names[name]; ok && name != "" {
			note(o.place("name"), "an employer at %s has this name too: give this one another", first)
			continue
		}
		names[name] = o.place("name")
	}
	return out
}

// employers returns the employers of the openings.
func employers(all []opening) []Employer {
	var out []Employer
	for _, o := range all {
		out = append(out, o.Employer)
	}
	return out
}

// openings returns those of all packs.
func openings(packs []*Pack) []opening {
	var out []opening
	for _, p := range packs {
		out = append(out, p.openings...)
	}
	return out
}
