package cli

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"net"
	"testing"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/playground"
)

// playChart looks at Slack's own chart and at the picture that stands for it.
func playChart(t *testing.T, browser context.Context) {
	ws, err := playground.New(playground.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + l.Addr().String() + "/"
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- ws.Serve(ctx, l) }()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := ws.Close(); err != nil {
			t.Error(err)
		}
	}()
	_, token := ws.Tokens()
	api := slack.New(token, slack.OptionAPIURL(url+"api/"))
	channel := ws.ChannelID(practiceChannel)
	ratings := view.Bars{
		Title: "How you rated your answers", Unit: "from 1 to 5",
		Categories: []string{"Service management", "Problem solving", "Stakeholder management", "Financial management", "Vendors", "Leading through change", "Security", "People"},
		Series: []view.BarSeries{
			{Name: "This round", Values: []float64{4, 3.5, 2, 5, 3, 1, 4, 2}}, {Name: "Rounds before", Values: []float64{3, 3.25, math.NaN(), 4, 2.67, 2, 3, 2}},
		},
	}
	changes := view.Bars{
		Title: "Change since the round before", Unit: "points", Categories: []string{"Service management", "People", "Security"},
		Series: []view.BarSeries{{Name: "Change", Values: []float64{1, -0.5, 0}}},
	}
	for _, b := range []view.Bars{changes, ratings} {
		words := view.Charted(view.Message{}, b)
		if _, _, err := api.PostMessageContext(ctx, channel, slack.MsgOptionText(words.Text, false), slack.MsgOptionBlocks(words.Blocks...)); err != nil {
			t.Fatal(err)
		}
	}
	chart := mainMessage + " [data-test=chart]"
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"wide", 1280, 1100}, {"narrow", 390, 844}} {
		p := openPage(t, browser, url+"?theme=light", size.width, size.height)
		if size.name == "wide" {
			p.press("[data-test=sidebar-channel][data-name=interview-practice]", "")
		}
		p.see(chart, "How you rated your answers")
		p.see(chart, "Rounds before")
		p.see(mainMessage, "Stakeholder management: This round 2, Rounds before no figure")
		p.fits()
		await[bool](p, "the chart being drawn for its room, with every name inside it", `(chart) => {
			const drawn = [...document.querySelectorAll(chart + " svg.chart")].filter((e) => e.checkVisibility()).at(-1);
			const room = drawn.getBoundingClientRect();
			const names = [...drawn.querySelectorAll("text")];
			return Math.round(room.width) === drawn.viewBox.baseVal.width && names.length > 8 && names.every((e) => {
				const at = e.getBoundingClientRect();
				return at.left >= room.left - 1 && at.right <= room.right + 1 && at.bottom <= room.bottom + 1;
			});
		}`, chart)
		if size.name == "narrow" {
			await[bool](p, "names as long as Slack has them, where there is room to their left", `(chart) => [...document.querySelectorAll(chart + " svg.chart text")]
				.some((e) => e.checkVisibility() && e.firstChild.nodeValue === "Financial management")`, chart)
		}
		p.picture("chart-" + size.name)
		p.visit(url + "?theme=dark")
		p.see(chart, "How you rated your answers")
		p.picture("chart-" + size.name + "-dark")
		p.press(chart+" summary", "Figures")
		p.see(chart+" [data-test=chart-figures]", "3.25")
		p.fits()
		p.picture("chart-" + size.name + "-figures")
		p.leave()
	}
	data, err := ratings.Picture()
	if err != nil {
		t.Fatal(err)
	}
	f, err := api.UploadFileContext(ctx, slack.UploadFileParameters{
		Reader: bytes.NewReader(data), FileSize: len(data), Filename: "ratings.png", Title: ratings.Title, AltTxt: view.BarsAlt(ratings),
		Channel: channel, InitialComment: view.Figured(view.Message{}, ratings).Text,
	})
	if err != nil {
		t.Fatal(fmt.Errorf("share %v: %w", f, err))
	}
	for _, theme := range []string{"light", "dark"} {
		p := openPage(t, browser, url+"?theme="+theme, 1280, 1100)
		p.press("[data-test=sidebar-channel][data-name=interview-practice]", "")
		p.see(mainMessage+" [data-test=file]", ratings.Title)
		p.picture("chart-as-picture-" + theme)
		p.leave()
	}
}
