package feedback

import (
	"testing"

	"greenroom/bank"
)

func TestEvidenceIsFoundByRule(t *testing.T) {
	for _, c := range []struct {
		sentence string
		want     bool
	}{
		{"It came to about a ninth of all our calls.", true},
		{"The power bill is down by a fifth.", true},
		{"Seven mails in ten were one question.", true},
		{"Of twenty-six readers one wrote.", true},
		{"Nine thousand a month became 3,400.", true},
		{"The contract said 40, the meters said 17.", true},
		{"Ninety-four clerks waited for forty-five minutes.", true},
		{"Eighty-four nurses were stuck.", true},
		{"Ninety percent of IT is people.", false},
		{"A good argument is half of the victory.", false},
		{"Nine times out of ten it's a route that somebody forgot.", false},
		{"I was responsible for a budget of 9 million.", false},
		{"They're between 22 and 29 years old.", false},
		{"I cut it to four and we went on.", false},
		{"I promised the board a fix rate of seventy percent.", false},
	} {
		a := parse(bank.Question{Style: bank.Behavioural, Ask: "Tell me about a change."}, c.sentence)
		if got := len(a.evidence()) > 0; got != c.want {
			t.Errorf("%q: evidence is %v, want %v", c.sentence, got, c.want)
		}
	}
}

func TestWhichNumbersAreFigures(t *testing.T) {
	for _, c := range []struct {
		sentence string
		want     int
	}{
		{"Twenty-three clerks rang.", 1},
		{"There were forty-odd on the list.", 1},
		{"80ish of them were duplicates.", 1},
		{"We closed 12 and opened 3.", 2},
		{"It was half eight when they rang.", 0},
		{"At ten past nine the screens went grey.", 0},
		{"I was 12 when I took the modem apart.", 0},
		{"On day three somebody rang.", 0},
		{"We take per day 40 of them.", 1},
		{"A two-week pause.", 0},
	} {
		got := 0
		for _, x := range tokenize(c.sentence, 0, len(c.sentence)) {
			if x.is(tagFigure) {
				got++
			}
		}
		if got != c.want {
			t.Errorf("%q has %d figures, want %d", c.sentence, got, c.want)
		}
	}
}
