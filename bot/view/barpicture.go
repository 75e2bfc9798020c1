package view

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/image/font"
)

// The measures of a picture of bars, in pixels.
const (
	barsWide  = 1080
	barsNames = 400 // width of the categories' names
	barsGap   = 24  // between a name and its bars, and between two categories
	barsBar   = 42  // height of a bar with what is below it
	barsThick = 34
	barsLine  = 42 // height of a line of a name
	barsTitle = 56 // of a line of the title
	barsKey   = 44 // of a line of the key
)

// barsInk are the colours of the series. The bars of a category stand in the
// order of the key, so that no colour is needed to tell them apart.
var barsInk = [mostSeries]color.RGBA{
	{0x1f, 0x5d, 0x43, 0xff}, {0xd9, 0x97, 0x3a, 0xff}, {0x3d, 0x74, 0xb0, 0xff},
	{0x8a, 0x56, 0x99, 0xff}, {0xb8, 0x4d, 0x3d, 0xff}, {0x86, 0x90, 0x8b, 0xff},
}

// Picture draws the bars as a PNG that reads the same on a light and on a dark
// page. A name whose letters cannot be drawn stands there as its place in the
// order of the words.
func (b Bars) Picture() ([]byte, error) {
	b = b.within()
	c, err := newChart(barsWide, 1)
	if err != nil {
		return nil, err
	}
	p := barPicture{chart: c, Bars: b}
	p.arrange()
	p.draw()
	var out bytes.Buffer
	if err := png.Encode(&out, p.RGBA); err != nil {
		return nil, fmt.Errorf("encode the picture of %d bars: %w", len(b.Categories), err)
	}
	return out.Bytes(), nil
}

// A barPicture is a picture of bars with where everything goes.
type barPicture struct {
	*chart
	Bars
	title []string
	unit  string
	keys  [][]key    // by line; none for a single series
	names [][]string // the lines of each category's name
}

// A key tells which series has which colour.
type key struct {
	series, x int
	name      string
}

// arrange breaks all words into lines, and makes the picture as high as they need.
func (p *barPicture) arrange() {
	inner := barsWide - 2*chartMargin
	p.title = p.wrap(p.chart.title, p.drawable(BarsTitle(p.Bars), "Figures"), inner, 2)
	if unit := p.drawable(p.Bars.unit(), ""); unit != "" {
		p.unit = p.wrap(p.small, unit, inner, 1)[0]
	}
	height := chartMargin + len(p.title)*barsTitle
	if p.unit != "" {
		height += barsKey
	}
	if len(p.Series) > 1 {
		p.arrangeKeys(inner)
	}
	height += len(p.keys)*barsKey + barsGap
	for i, name := range distinct(p.Categories, longestName) {
		p.names = append(p.names, p.wrap(p.label, p.drawable(name, "No. "+strconv.Itoa(i+1)), barsNames-barsGap, 2))
		height += p.rowHeight(i)
	}
	p.grow(height + chartMargin - barsGap)
}

func (p *barPicture) arrangeKeys(inner int) {
	x := 0
	for i, name := range distinct(p.Bars.names(), longestLabel) {
		name = p.wrap(p.small, p.drawable(name, "Series "+strconv.Itoa(i+1)), inner/2, 1)[0]
		wide := 40 + font.MeasureString(p.small, name).Ceil() + 40
		if len(p.keys) == 0 || x+wide-40 > inner {
			p.keys, x = append(p.keys, nil), 0
		}
		last := len(p.keys) - 1
		p.keys[last] = append(p.keys[last], key{series: i, x: chartMargin + x, name: name})
		x += wide
	}
}

// rowHeight returns the height of a category with the gap below it.
func (p *barPicture) rowHeight(i int) int {
	return max(len(p.names[i])*barsLine, len(p.Series)*barsBar) + barsGap
}

func (p *barPicture) draw() {
	y := chartMargin
	for _, words := range p.title {
		p.text(p.chart.title, chartInk, chartMargin, y+44, words)
		y += barsTitle
	}
	if p.unit != "" {
		p.text(p.small, chartFaint, chartMargin, y+30, p.unit)
		y += barsKey
	}
	for _, line := range p.keys {
		for _, k := range line {
			p.fill(image.Rect(k.x, y+8, k.x+28, y+36), barsInk[k.series])
			p.text(p.small, chartInk, k.x+40, y+32, k.name)
		}
		y += barsKey
	}
	y += barsGap
	at, top := p.scale(), y
	for i := range p.Categories {
		bars := p.rowHeight(i) - barsGap
		first := y + (bars-len(p.names[i])*barsLine)/2
		for n, words := range p.names[i] {
			p.text(p.label, chartInk, chartMargin, first+n*barsLine+33, words)
		}
		first = y + (bars-len(p.Series)*barsBar)/2
		for s := range p.Series {
			p.bar(s, i, first+s*barsBar, at)
		}
		y += bars + barsGap
	}
	p.fill(image.Rect(at(0)-1, top, at(0)+1, y-barsGap), chartFaint)
}

// scale returns where on the line a value is. Beside each bar there is room for
// its figure.
func (p *barPicture) scale() func(float64) int {
	low, high, widest := 0.0, 0.0, 0
	for s := range p.Series {
		for i := range p.Categories {
			if v, ok := p.value(s, i); ok {
				low, high = min(low, v), max(high, v)
				widest = max(widest, font.MeasureString(p.label, figure(v)).Ceil())
			}
		}
	}
	left, right := chartMargin+barsNames, barsWide-chartMargin-widest-16
	if low < 0 {
		left += widest + 16
	}
	if low == high {
		high = 1
	}
	// Halves, so that not even the largest values overflow.
	return func(v float64) int { return left + int((v/2-low/2)/(high/2-low/2)*float64(right-left)) }
}

// bar draws one bar with its figure.
func (p *barPicture) bar(series, category, y int, at func(float64) int) {
	v, ok := p.value(series, category)
	if !ok {
		p.text(p.label, chartFaint, at(0)+12, y+31, "–")
		return
	}
	from, to := at(0), at(v)
	p.fill(image.Rect(from, y+(barsBar-barsThick)/2, to, y+(barsBar+barsThick)/2), barsInk[series])
	x := to + 12
	if v < 0 {
		x = to - 12 - font.MeasureString(p.label, figure(v)).Ceil()
	}
	p.text(p.label, chartInk, x, y+33, figure(v))
}

// grow makes the picture that high, with nothing drawn on it yet.
func (c *chart) grow(height int) {
	c.RGBA = image.NewRGBA(image.Rect(0, 0, c.Bounds().Dx(), height))
	c.fill(c.Bounds(), chartPaper)
}

// drawable returns what of a text the fonts can draw, or another where that
// leaves out letters or all there is.
func (c *chart) drawable(s, or string) string {
	var b strings.Builder
	for _, r := range clean(s) {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.Is(unicode.M, r) || r == joiner || r == nonJoiner:
		case c.draws(r):
			b.WriteRune(r)
		case unicode.IsLetter(r):
			return or
		}
	}
	return either(oneLine(b.String()), or)
}

// wrap breaks words into lines no wider than that, the last of them ended by "…"
// where there is more.
func (c *chart) wrap(face font.Face, words string, wide, most int) []string {
	fits := func(s string) bool { return font.MeasureString(face, s).Ceil() <= wide }
	var lines []string
	left := strings.Fields(words)
	for len(left) > 0 && len(lines) < most-1 {
		n := 1
		for n < len(left) && fits(strings.Join(left[:n+1], " ")) {
			n++
		}
		if !fits(left[0]) {
			break
		}
		lines, left = append(lines, strings.Join(left[:n], " ")), left[n:]
	}
	rest := strings.Join(left, " ")
	if rest == "" {
		return lines
	}
	if !fits(rest) {
		longest := sort.Search(size(rest), func(n int) bool { return !fits(cut(rest, n+1)) })
		rest = cut(rest, max(longest, 1))
	}
	return append(lines, rest)
}
