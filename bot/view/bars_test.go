package view_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
)

// bars are ratings of two rounds, with a name that is not known here and a
// competency that was not rated before.
func (s sample) bars() view.Bars {
	names := s.times("Service management", "Problem solving", "Stakeholder management", "Budget & cost", "Vendors and contracts", "Leading through change")
	return view.Bars{
		Title: s.words("How you rated your answers"), Unit: s.words("from 1 to 5"), Categories: names,
		Series: []view.BarSeries{
			{Name: s.words("This round"), Values: []float64{4, 3.5, 2, 5, 3, 1}},
			{Name: s.words("Rounds before"), Values: []float64{3, 3.25, math.NaN(), 4, 2.6667}},
		},
	}
}

// most are as many bars as there can be, and some that are too many.
func (s sample) most() view.Bars {
	b := view.Bars{Title: s.words("Everything at once"), Unit: s.words("points")}
	for i := range 23 {
		b.Categories = append(b.Categories, s.words(fmt.Sprintf("Competency with a long name, number %d", i+1)))
	}
	for i := range 7 {
		var values []float64
		for n := range 23 {
			values = append(values, float64(100*(i+1)+n)+0.25)
		}
		b.Series = append(b.Series, view.BarSeries{Name: s.words(fmt.Sprintf("Round of %d March 2026", i+1)), Values: values})
	}
	return b
}

func TestBarsSayEveryFigure(t *testing.T) {
	want := strings.Join([]string{
		"How you rated your answers (from 1 to 5).",
		"Service management: This round 4, Rounds before 3.",
		"Problem solving: This round 3.5, Rounds before 3.25.",
		"Stakeholder management: This round 2, Rounds before no figure.",
		"Budget & cost: This round 5, Rounds before 4.",
		"Vendors and contracts: This round 3, Rounds before 2.67.",
		"Leading through change: This round 1, Rounds before no figure.",
	}, "\n")
	if got := (sample{}).bars().Words(); got != want {
		t.Errorf("they say\n%s\ninstead of\n%s", got, want)
	}
	one := view.Bars{Title: "Minutes", Categories: []string{"Question 1", "Question 2"}, Series: []view.BarSeries{{Name: "Used", Values: []float64{4, -0.001}}}}
	if got := one.Words(); got != "Minutes.\nQuestion 1: 4.\nQuestion 2: 0." {
		t.Errorf("a single series says %q", got)
	}
}

func TestTheMostBarsStillSayEveryFigure(t *testing.T) {
	words := sample{}.most().Words()
	for series := range 6 {
		for n := range 20 {
			if f := fmt.Sprintf("%d.25", 100*(series+1)+n); !strings.Contains(words, f) {
				t.Errorf("%s is missing", f)
			}
		}
	}
	if !strings.Contains(words, "And 3 more.") || strings.Contains(words, "700.25") {
		t.Errorf("what is left out is not said:\n%s", words)
	}
	for name := range hostile {
		m := view.Charted(view.Message{}, hostileSample(name).most())
		if n := strings.Count(m.Text, ".25"); n != 120 {
			t.Errorf("%s: %d of 120 figures are in the text", name, n)
		}
	}
}

func TestSlackTakesTheChartOfAnyBars(t *testing.T) {
	samples := []sample{{}}
	for name := range hostile {
		samples = append(samples, hostileSample(name))
	}
	for _, s := range samples {
		for _, b := range []view.Bars{s.bars(), s.most()} {
			if err := b.Block().(*slack.DataVisualizationBlock).Validate(); err != nil {
				t.Errorf("%.30q: %v", s.packed, err)
			}
			checkMessage(t, fmt.Sprintf("bars of %.30q", s.packed), view.Charted(view.Message{}, b))
		}
	}
	for _, b := range []view.Bars{{Title: "Nothing"}, {Series: []view.BarSeries{{}}}, {Categories: []string{"a"}}} {
		if m := view.Charted(view.Low("weekdays", 1), b); !b.Empty() || len(m.Blocks) != len(view.Low("weekdays", 1).Blocks) {
			t.Errorf("bars with nothing to show are shown: %+v", m)
		}
	}
}

func drawn(t *testing.T, name string, b view.Bars) image.Image {
	t.Helper()
	data, err := b.Picture()
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("GREENROOM_SCREENSHOTS"); dir != "" && name != "" {
		if err := os.WriteFile(dir+"/bars-"+name+".png", data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	shown, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 1_000_000 {
		t.Errorf("%s has %d bytes", name, len(data))
	}
	return shown
}

func TestAPictureOfBarsShowsEachFigureBesideItsBar(t *testing.T) {
	shown := drawn(t, "usual", sample{}.bars())
	if b := shown.Bounds(); b.Dx() != 1080 || b.Dy() < 600 || b.Dy() > 1080 {
		t.Fatalf("it is %v", b)
	}
	// A bar is as long as its value: 5 is five times 1.
	long := longest(shown, 0x1f5d43)
	if len(long) != 6 || math.Abs(float64(slices.Max(long)-5*slices.Min(long))) > 10 {
		t.Errorf("its first bars are %v pixels long", long)
	}
	for y := range shown.Bounds().Dy() {
		if y > 200 && !blank(shown, image.Rect(418, y, 438, y+1)) {
			t.Fatalf("a name runs into the bars at line %d", y)
		}
		if !blank(shown, image.Rect(1050, y, 1080, y+1)) {
			t.Fatalf("a figure runs out of the picture at line %d", y)
		}
	}
}

// longest returns the lengths of the bars of a colour, from the top.
func longest(shown image.Image, rgb uint32) (out []int) {
	before := 0
	for y := 200; y < shown.Bounds().Dy(); y++ {
		n := 0
		for x := 441; x < 1080; x++ {
			r, g, b, _ := shown.At(x, y).RGBA()
			if r>>8<<16|g>>8<<8|b>>8 == rgb {
				n++
			}
		}
		if n > 40 && before <= 40 {
			out = append(out, n)
		}
		before = n
	}
	return out
}

// blank reports whether nothing is drawn in a part of a picture.
func blank(shown image.Image, in image.Rectangle) bool {
	paper := shown.At(0, 0)
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if shown.At(x, y) != paper {
				return false
			}
		}
	}
	return true
}

func TestAPictureOfBarsIsDrawnWhateverItsNamesAndValuesAre(t *testing.T) {
	drawn(t, "most", sample{}.most())
	drawn(t, "single", view.Bars{Title: "Minutes for each question", Categories: []string{"Question 1", "Question 2", "Question 3"}, Series: []view.BarSeries{{Values: []float64{4, 7.5, 2}}}})
	drawn(t, "strange", view.Bars{
		Title: "Names of all kinds", Unit: "points",
		Categories: []string{"שלום עולם", "Team 👩‍👧 operations", "", "Verwaltungsgerichtsordnungsänderung", "Управление услугами", "经理", "Año e\u0301", "\u202eevil", "Incident and problem management across several sites"},
		Series:     []view.BarSeries{{Name: "שלום", Values: []float64{3, -4, 0, 1e9, 5}}, {Name: "👍", Values: []float64{1, -2e9, 0, math.Inf(1), 5, 2, 1, 7}}},
	})
	drawn(t, "", view.Bars{Title: "None", Categories: []string{"a"}, Series: []view.BarSeries{{}}})
	drawn(t, "", view.Bars{Title: "Largest", Categories: []string{"a", "b"}, Series: []view.BarSeries{{Values: []float64{math.MaxFloat64, -math.MaxFloat64}}}})
	drawn(t, "negative", view.Bars{Title: "Change since the round before", Categories: []string{"Service management", "Problem solving", "People"}, Series: []view.BarSeries{{Values: []float64{-1, 2, -0.5}}}})
	// A picture of all hostile names at once is much faster than one of each.
	names := slices.Sorted(maps.Keys(hostile))
	for few := range slices.Chunk(names, 12) {
		b := view.Bars{Title: hostile[few[0]], Unit: hostile[few[1]], Series: []view.BarSeries{{Name: hostile[few[2]], Values: []float64{3, 1}}, {Name: hostile[few[3]]}}}
		for _, name := range few {
			b.Categories = append(b.Categories, hostile[name])
		}
		shown := drawn(t, "", b)
		for y := range shown.Bounds().Dy() {
			if !blank(shown, image.Rect(1050, y, 1080, y+1)) {
				t.Errorf("%v: words run out of the picture at line %d", few, y)
				break
			}
		}
	}
	if alt := view.BarsAlt(sample{}.most()); len([]rune(alt)) > 1000 || !strings.Contains(alt, ": Round of 1 March… 100.25") {
		t.Errorf("its words are %q", alt)
	}
}
