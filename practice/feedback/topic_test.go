package feedback_test

import (
	"slices"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

func TestMeasuresAreFoundByWhatPeopleSayOfThem(t *testing.T) {
	for text, want := range map[string][]feedback.Measure{
		"I moved the batch job, and the booking system, which froze every day, has not frozen since that week.":         {feedback.Uptime},
		"I wrote an article for each of the top ten, and the calls about passwords fell by half within a month or so.":  {feedback.TicketResolution},
		"I went through the telephone invoices line by line, and the bill has gone from nine thousand to six thousand.": {feedback.CostControl},
		"I took the night calls off two of them, and the sick days went back to what they had been the year before.":    {feedback.TeamPerformance},
		"I put a person back on the counter in the hall, and the grumbling and the complaints stopped that same week.":  {feedback.UserSatisfaction},
		"I set the data retention to a year, and the size of the mail store came down from nine to four in a month.":    {},
		"I opened a ticket with the maker, and the new ticket system of theirs lost it, so that I had to write again.":  {},
		"I watched it for a week: the quality goes down when the room is hot, and so I moved the printer to the hall.":  {},
	} {
		if got := feedback.Read(story, text).Measures; !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestStakeholdersAreFoundByTheirManyNames(t *testing.T) {
	for text, want := range map[string][]feedback.Stakeholder{
		"I wrote the article together with the hotline, and I sat there for a day to see whether it was of any use.":  {feedback.ServiceDesk},
		"I took it to our director and to the head of finance, and came back with the money on the very same day.":    {feedback.Executives},
		"I asked the seller for the price of leaving, and had a contractor pull the cables in the meantime at night.": {feedback.Vendors},
		"I sat down with the security team for an hour, and we went through the rule together, line by line by line.": {feedback.Security},
		"I stood beside a nurse for one whole shift, and wrote down each time that the scanner made her wait for it.": {feedback.EndUsers},
		"I see the firewall as a first line of defence, and I moved the customer data behind a second one last year.": {},
		"I was given the change management for it, and I wrote down who would have what to do on which of the days.":  {},
	} {
		if got := feedback.Read(story, text).Stakeholders; !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestAnAnswerIsAboutWhatItsQuestionIsAbout(t *testing.T) {
	q := bank.Question{Style: bank.Behavioural, Ask: "Tell me about a supplier who raised the price at renewal."}
	r := feedback.Read(q, "They wanted a third more. I counted who really opened the thing since summer, took the list to them on paper, and said that I would leave in March.")
	if !r.Has(feedback.CostControl) || !slices.Contains(r.Stakeholders, feedback.Vendors) {
		t.Errorf("%v, %v; want cost control and vendors", r.Measures, r.Stakeholders)
	}
}
