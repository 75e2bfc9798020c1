package view

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strconv"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"greenroom/bank"
	"greenroom/practice"
)

// The measures of a digest's picture, in pixels. A phone shows it at about a
// third of its size, so no letter is lower than 26.
const (
	chartMargin = 40
	chartLabels = 400 // width of the competencies' names
	chartCell   = 100 // width of a week
	chartRow    = 64
	chartGap    = 6
	chartHead   = 190 // above the first row
	chartFoot   = 90  // below the last row
)

// The colours: its own background makes it read the same on a light and on a
// dark page. A number stands in each cell, so that no colour is needed.
var (
	chartPaper = color.RGBA{0xfb, 0xfa, 0xf6, 0xff}
	chartInk   = color.RGBA{0x1d, 0x2b, 0x25, 0xff}
	chartFaint = color.RGBA{0x5c, 0x68, 0x62, 0xff}
	chartEmpty = color.RGBA{0xee, 0xec, 0xe4, 0xff}
	chartLeast = color.RGBA{0xcf, 0xe6, 0xd9, 0xff}
	chartMost  = color.RGBA{0x1f, 0x5d, 0x43, 0xff}
)

// DigestChart draws, as a PNG, how many answers practised each competency in
// each week of a digest.
func DigestChart(d practice.Digest) ([]byte, error) {
	total := map[bank.Competency]int{}
	most := 1
	for _, w := range d.Weeks {
		for name, n := range w.Competencies {
			total[name] += n
			most = max(most, n)
		}
	}
	names := practice.Ranked(total)
	names = names[:min(mostRanked, len(names))]
	c, err := newChart(2*chartMargin+chartLabels+len(d.Weeks)*chartCell, chartHead+len(names)*chartRow+chartFoot)
	if err != nil {
		return nil, err
	}
	c.text(c.title, chartInk, chartMargin, 84, DigestTitle)
	c.text(c.small, chartFaint, chartMargin, 168, "Answers in the 7 days to")
	few := false
	for i, w := range d.Weeks {
		x := chartMargin + chartLabels + i*chartCell
		c.centred(c.small, chartFaint, x+chartCell/2, 134, w.Until.Format("2"))
		c.centred(c.small, chartFaint, x+chartCell/2, 168, w.Until.Format("Jan"))
		few = few || w.Few
		for row, name := range names {
			c.cell(x, chartHead+row*chartRow, w, w.Competencies[name], most)
		}
	}
	for row, name := range names {
		c.text(c.label, chartInk, chartMargin, chartHead+row*chartRow+43, human(name))
	}
	foot := "Each answer counts once for every competency that its question practises."
	if few {
		foot = fmt.Sprintf("– fewer than %d people answered that week", practice.DigestFrom)
	}
	c.text(c.small, chartFaint, chartMargin, c.Bounds().Dy()-36, foot)
	var out bytes.Buffer
	if err := png.Encode(&out, c.RGBA); err != nil {
		return nil, fmt.Errorf("encode the digest's picture: %w", err)
	}
	return out.Bytes(), nil
}

// A chart is a picture with what is needed to write on it.
type chart struct {
	*image.RGBA
	title, label, small font.Face
	font                *opentype.Font // that of all but the title, which has the same letters
}

func newChart(width, height int) (*chart, error) {
	c := &chart{RGBA: image.NewRGBA(image.Rect(0, 0, width, height))}
	c.fill(c.Bounds(), chartPaper)
	for _, f := range []struct {
		face *font.Face
		ttf  []byte
		size float64
	}{{&c.title, gobold.TTF, 46}, {&c.label, goregular.TTF, 36}, {&c.small, goregular.TTF, 28}} {
		parsed, err := opentype.Parse(f.ttf)
		if err != nil {
			return nil, fmt.Errorf("read the font: %w", err)
		}
		if *f.face, err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: f.size, DPI: 72, Hinting: font.HintingFull}); err != nil {
			return nil, fmt.Errorf("make the font's face: %w", err)
		}
		c.font = parsed
	}
	return c, nil
}

// draws reports whether the fonts have a character.
func (c *chart) draws(r rune) bool {
	glyph, err := c.font.GlyphIndex(nil, r)
	return err == nil && glyph != 0
}

func (c *chart) fill(r image.Rectangle, with color.Color) {
	draw.Draw(c, r, image.NewUniform(with), image.Point{}, draw.Src)
}

// cell draws the number of one competency in one week, the darker the more.
func (c *chart) cell(x, y int, w practice.Week, n, most int) {
	r := image.Rect(x+chartGap/2, y+chartGap/2, x+chartCell-chartGap/2, y+chartRow-chartGap/2)
	ground, ink, words := chartEmpty, chartFaint, strconv.Itoa(n)
	switch {
	case w.Few:
		words = "–"
	case n > 0:
		ground, ink = between(chartLeast, chartMost, n, most), chartInk
		if 2*n > most {
			ink = chartPaper
		}
	}
	c.fill(r, ground)
	c.centred(c.label, ink, (r.Min.X+r.Max.X)/2, r.Min.Y+42, words)
}

// between returns a colour from least, where n is 0, to most.
func between(least, most color.RGBA, n, of int) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8(int(a) + (int(b)-int(a))*n/of) }
	return color.RGBA{mix(least.R, most.R), mix(least.G, most.G), mix(least.B, most.B), 0xff}
}

// text writes words from x on, on the line at y.
func (c *chart) text(face font.Face, ink color.Color, x, y int, words string) {
	(&font.Drawer{Dst: c, Src: image.NewUniform(ink), Face: face, Dot: fixed.P(x, y)}).DrawString(words)
}

// centred writes words with their middle at x.
func (c *chart) centred(face font.Face, ink color.Color, x, y int, words string) {
	c.text(face, ink, x-font.MeasureString(face, words).Round()/2, y, words)
}
