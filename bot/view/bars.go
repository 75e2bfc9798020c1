package view

import (
	"math"
	"strconv"
	"strings"

	"github.com/slack-go/slack"
)

// Bars are figures that are shown as bars: in Slack's own chart, in a picture,
// and always in words. What is beyond mostBars and mostSeries is left out, and
// the words say so. Bars without categories or series have nothing to show.
type Bars struct {
	Title      string
	Unit       string // what the values count; may be empty
	Categories []string
	Series     []BarSeries
}

// A BarSeries is one value for each category. One that is missing, or is not a
// finite number, is no figure: it is drawn as none, and said so.
type BarSeries struct {
	Name   string
	Values []float64
}

// Slack's limits on a chart.
const (
	mostBars     = 20 // categories
	mostSeries   = 6
	longestLabel = 20 // of a category or a series, in characters
	longestTitle = 50 // of the chart or its axis
	longestName  = 60 // of a category, where there is room for more than a label
)

// Empty reports whether there is nothing to show.
func (b Bars) Empty() bool { return len(b.Categories) == 0 || len(b.Series) == 0 }

// Block returns Slack's own chart of the bars, within Slack's limits. Slack takes
// two of them in a message at the most, in messages only, and in some workspaces
// not at all yet.
func (b Bars) Block() slack.Block {
	b = b.within()
	labels, names := distinct(b.Categories, longestLabel), distinct(b.names(), longestLabel)
	axes := slack.NewDataVisualizationAxisConfig(labels...)
	if unit := b.unit(); unit != "" {
		axes = axes.WithYLabel(unit)
	}
	var all []slack.DataVisualizationDataSeries
	for i := range b.Series {
		var points []slack.DataVisualizationDataPoint
		for n, label := range labels {
			v, _ := b.value(i, n)
			points = append(points, slack.NewDataVisualizationDataPoint(label, v))
		}
		all = append(all, slack.NewDataVisualizationDataSeries(names[i], points...))
	}
	return slack.NewDataVisualizationBlock(BarsTitle(b), slack.NewDataVisualizationBarChart(axes, all...))
}

// Words says every figure, a line and a sentence for each category. Names are shortened as far
// as they must be for all of it to fit into a message's text.
func (b Bars) Words() string {
	words := ""
	for _, try := range []struct {
		longest int  // of a category's name
		named   bool // each figure with its series; else in the order of the heading
	}{{longestName, true}, {longestLabel, true}, {longestLabel, false}, {8, false}} {
		words = b.in(try.longest, try.named)
		if size(escape(words)) <= longestPlain {
			break
		}
	}
	return words
}

// in returns the words with names of categories up to that long.
func (b Bars) in(longest int, named bool) string {
	all := len(b.Categories)
	b = b.within()
	names, categories := distinct(b.names(), longestLabel), distinct(b.Categories, longest)
	head := BarsTitle(b)
	if unit := b.unit(); unit != "" {
		head += " (" + unit + ")"
	}
	if !named && len(names) > 1 {
		head += ", each in this order: " + strings.Join(names, ", ")
	}
	lines := []string{head + "."}
	for n, category := range categories {
		var figures []string
		for i, name := range names {
			said := "no figure"
			if v, ok := b.value(i, n); ok {
				said = figure(v)
			}
			if named && len(names) > 1 {
				said = name + " " + said
			}
			figures = append(figures, said)
		}
		lines = append(lines, category+": "+strings.Join(figures, ", ")+".")
	}
	if more := all - len(categories); more > 0 {
		lines = append(lines, "And "+strconv.Itoa(more)+" more.")
	}
	return strings.Join(lines, "\n")
}

// Charted returns a message with Slack's own chart below it, and the figures in
// words.
func Charted(m Message, b Bars) Message {
	if b.Empty() {
		return m
	}
	return message(append(append(m.Blocks[:len(m.Blocks):len(m.Blocks)], b.Block()), b.aside()...)...)
}

// Figured returns a message with the figures in words, for where a picture shows
// them or nothing does.
func Figured(m Message, b Bars) Message {
	if b.Empty() {
		return m
	}
	return message(append(m.Blocks[:len(m.Blocks):len(m.Blocks)], b.aside()...)...)
}

// BarsAlt says in words what a picture of bars shows, as long as Slack lets it be.
func BarsAlt(b Bars) string { return cut("A bar chart. "+b.Words(), 1000) }

// BarsTitle is the title of bars as it is shown.
func BarsTitle(b Bars) string { return packed(oneLine(b.Title), longestTitle) }

// aside returns the words, set small.
func (b Bars) aside() []slack.Block {
	var out []slack.Block
	for _, piece := range pieces(b.Words(), longestText, messageBudget) {
		out = append(out, smallPlain(piece))
	}
	return out
}

// within returns the bars that are shown.
func (b Bars) within() Bars {
	b.Categories = b.Categories[:min(len(b.Categories), mostBars)]
	b.Series = b.Series[:min(len(b.Series), mostSeries)]
	return b
}

func (b Bars) names() []string {
	var out []string
	for _, s := range b.Series {
		out = append(out, s.Name)
	}
	return out
}

// unit returns what the values count, or nothing.
func (b Bars) unit() string { return cut(oneLine(clean(b.Unit)), longestTitle) }

// value returns a figure to two decimals, and whether there is one.
func (b Bars) value(series, category int) (float64, bool) {
	values := b.Series[series].Values
	if category >= len(values) || math.IsNaN(values[category]) || math.IsInf(values[category], 0) {
		return 0, false
	}
	v := values[category]
	if math.Abs(v) < plainBelow {
		v = math.Round(v*100) / 100
	}
	return v + 0, true // no negative zero
}

// plainBelow is from where a figure is written with its power of ten.
const plainBelow = 1e9

// figure writes a value as it is said and drawn.
func figure(v float64) string {
	if math.Abs(v) < plainBelow {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}

// distinct returns names of at most most characters, no two of them the same.
func distinct(names []string, most int) []string {
	seen := map[string]bool{}
	var out []string
	for _, name := range names {
		name = packed(oneLine(name), most)
		short := name
		for n := 2; seen[short]; n++ {
			end := " " + strconv.Itoa(n)
			short = cut(name, most-len(end)) + end
		}
		seen[short] = true
		out = append(out, short)
	}
	return out
}
