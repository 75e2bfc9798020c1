package view_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

func (s sample) settings() view.Settings {
	return view.Settings{Offered: true, On: true, Until: "2026-12-24", Zone: s.words("Europe/Lisbon"), Chosen: true, Retry: view.RetrySettings{At: "17:30"}}
}

// digest is one of six weeks, two of which too few people answered in.
func (s sample) digest() practice.Digest {
	d := practice.Digest{Schedule: s.words("weekdays"), Questions: 5}
	for i := range 6 {
		w := practice.Week{Until: now.AddDate(0, 0, 7*(i-5)), Few: i == 1 || i == 3}
		if !w.Few {
			w.People, w.Answers = 4+i, 9+2*i
			w.Competencies = map[bank.Competency]int{
				"service-management": 1 + i, "leadership": 5 - i, "emotional-intelligence": 3, "communication": i, "budgeting": 2, "adaptability": 1,
				"cybersecurity": 2, "continuous-learning": 1 + i/2, "collaboration": 1,
			}
			w.Areas = map[bank.Area]int{"cloud": 4, "people": 3 + i}
		}
		d.Weeks = append(d.Weeks, w)
	}
	return d
}

func (s sample) reminders(q bank.Question) map[string]view.Message {
	unknown := s.settings()
	unknown.Until, unknown.Zone, unknown.Chosen, unknown.Unscoped = "", "", false, true
	told := unknown
	told.Zone, told.Unscoped = s.words("Africa/Lagos"), false
	return map[string]view.Message{
		"settings":           view.SettingsNote(s.settings()),
		"settings-off":       view.SettingsNote(view.Settings{Offered: true}),
		"settings-none":      view.SettingsNote(view.Settings{}),
		"settings-unread":    view.SettingsNote(unknown),
		"settings-slack":     view.SettingsNote(told),
		"reminder":           view.Reminder(s.post(), q, permalink),
		"reminder-unlinked":  view.Reminder(s.post(), bank.Question{}, ""),
		"digest":             view.Digest(s.digest()),
		"follow-up-note-new": view.FollowUpNote(s.answer(), s.words("What did you decide first?"), true),
	}
}

func TestEveryZoneThatIsOfferedExists(t *testing.T) {
	names := view.Zones()
	if len(names) < 80 || len(names) > 100 {
		t.Errorf("%d zones are offered", len(names))
	}
	for _, name := range names {
		if _, err := time.LoadLocation(name); err != nil {
			t.Error(err)
		}
	}
}

func TestADigestNamesNobodyAndCountsInWords(t *testing.T) {
	text := view.Digest(sample{}.digest()).Text
	for _, want := range []string{"5 questions were asked", "9 people answered", "Service management 6", "People 8", "9, too few to tell, 13"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "<@") {
		t.Errorf("it names somebody:\n%s", text)
	}
}

func TestTheDigestsPictureShowsEachWeek(t *testing.T) {
	data, err := view.DigestChart(sample{}.digest())
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("GREENROOM_SCREENSHOTS"); dir != "" {
		if err := os.WriteFile(dir+"/digest.png", data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(data) > 200_000 {
		t.Errorf("it has %d bytes", len(data))
	}
	shown, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if b := shown.Bounds(); b.Dx() != 1080 || b.Dy() != 190+8*64+90 {
		t.Fatalf("it is %v", b)
	}
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(shown.At(x, y)).(color.RGBA) }
	paper := at(2, 2)
	if paper.A != 0xff || paper.R < 0xf0 {
		t.Errorf("its background is %v: it must read the same on light and dark", paper)
	}
	// The ground of a week's cell, in a corner where nothing is written.
	cell := func(row, week int) color.RGBA { return at(40+400+week*100+8, 190+row*64+8) }
	// The first row is that of service management: 1, –, 3, –, 5, 6 answers.
	light := func(c color.RGBA) int { return int(c.R) + int(c.G) + int(c.B) }
	if a, b, c := light(cell(0, 0)), light(cell(0, 2)), light(cell(0, 5)); !(a > b && b > c) {
		t.Errorf("more answers are not darker: %d, %d, %d", a, b, c)
	}
	if cell(0, 1) != cell(3, 1) || cell(0, 1) == cell(0, 0) || cell(0, 1) == paper {
		t.Errorf("the week with too few people shows %v and %v", cell(0, 1), cell(3, 1))
	}
	// Every row has its name, and every cell its number.
	written := func(r image.Rectangle) bool {
		first := at(r.Min.X, r.Min.Y)
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if at(x, y) != first {
					return true
				}
			}
		}
		return false
	}
	for row := range 8 {
		y := 190 + row*64
		if !written(image.Rect(40, y+8, 430, y+56)) {
			t.Errorf("row %d has no name", row)
		}
		if written(image.Rect(432, y+8, 440, y+56)) {
			t.Errorf("the name in row %d runs into the weeks", row)
		}
		for week := range 6 {
			if x := 440 + week*100; !written(image.Rect(x+8, y+8, x+92, y+56)) {
				t.Errorf("row %d has no number in week %d", row, week)
			}
		}
	}
}

func TestAPictureOfAWeekWithoutCompetenciesIsDrawn(t *testing.T) {
	d := practice.Digest{Weeks: []practice.Week{{Until: now, People: 4, Answers: 4}}}
	if _, err := view.DigestChart(d); err != nil {
		t.Error(err)
	}
	if alt := view.DigestAlt(sample{}.digest()); len([]rune(alt)) > 1000 || !strings.Contains(alt, "Service management 6") {
		t.Errorf("its words are %q", alt)
	}
}
