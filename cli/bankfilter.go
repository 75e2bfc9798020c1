package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"greenroom/bank"
)

// bankFilter narrows a list of questions: of each flag one value must fit, and
// of the texts all.
type bankFilter struct {
	Round      []string `help:"Only of this round: screening, technical or strategy. This and the other filters may be repeated, and then either will do." placeholder:"ROUND"`
	Area       []string `help:"Only of this area, such as cloud." placeholder:"AREA"`
	Style      []string `help:"Only of this style, such as behavioural." placeholder:"STYLE"`
	Competency []string `help:"Only those that look for this competency, such as budgeting." placeholder:"NAME"`
	Level      []string `help:"Only of this level: new-manager, manager or senior." placeholder:"LEVEL"`
	Covers     []string `help:"Only those that cover this topic, such as R07." placeholder:"ROW"`
	Text       []string `help:"Only those whose id or wordings hold this, in small letters or capitals. Repeated, all of them." placeholder:"TEXT" sep:"none"`
}

// check refuses every value that there is not, each with the nearest that there is.
func (f bankFilter) check() error {
	return usage(errors.Join(
		known("round", f.Round, names(bank.Rounds())),
		known("area", f.Area, names(bank.Areas())),
		known("style", f.Style, names(bank.Styles())),
		known("competency", f.Competency, names(bank.Competencies())),
		known("level", f.Level, names(bank.Levels())),
		known("covers", f.Covers, bank.Topics()),
	))
}

// known refuses what is none of all.
func known(flag string, values, all []string) error {
	var wrong []error
	for _, v := range values {
		if slices.Contains(all, v) {
			continue
		}
		near, ok := bank.Nearest(v, all)
		if i := slices.IndexFunc(all, func(k string) bool { return strings.EqualFold(k, v) }); i >= 0 {
			near, ok = all[i], true
		}
		if ok {
			wrong = append(wrong, fmt.Errorf("--%s %q: did you mean %q?", flag, v, near))
		} else if len(all) > 25 {
			wrong = append(wrong, fmt.Errorf("--%s %q: take one from %s to %s", flag, v, all[0], all[len(all)-1]))
		} else {
			wrong = append(wrong, fmt.Errorf("--%s %q: take one of %s", flag, v, strings.Join(all, ", ")))
		}
	}
	return errors.Join(wrong...)
}

// of returns the questions that fit, in their order; it is never nil.
func (f bankFilter) of(questions []bank.Question) []bank.Question {
	out := []bank.Question{}
	for _, q := range questions {
		if f.fits(q) {
			out = append(out, q)
		}
	}
	return out
}

func (f bankFilter) fits(q bank.Question) bool {
	for _, one := range []struct{ wanted, has []string }{
		{f.Round, []string{string(q.Round)}},
		{f.Area, []string{string(q.Area)}},
		{f.Style, []string{string(q.Style)}},
		{f.Competency, names(q.Competencies)},
		{f.Level, []string{string(q.Level)}},
		{f.Covers, q.Covers},
	} {
		if len(one.wanted) > 0 && !slices.ContainsFunc(one.has, func(v string) bool { return slices.Contains(one.wanted, v) }) {
			return false
		}
	}
	said := strings.ToLower(q.ID + "\n" + q.Ask + "\n" + strings.Join(q.Also, "\n"))
	for _, text := range f.Text {
		if !strings.Contains(said, strings.ToLower(text)) {
			return false
		}
	}
	return true
}

// names returns named strings as plain ones.
func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
