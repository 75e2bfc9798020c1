package view

import (
	"greenroom/bank"
	"greenroom/practice"
)

// followLeads says how a follow-up is led in, by what it is after.
var followLeads = map[bank.FollowUpKind]lines{
	bank.OwnPart: {
		practice.Friendly: {"I'd like to see your own part more clearly.", "I'd like to picture you in that."},
		practice.Neutral:  {"About your own part in it.", "Let me ask about you, apart from the others."},
		practice.Pressing: {"Let's talk about you.", "Your own part, please."},
	},
	bank.EvidenceKind: {
		practice.Friendly: {"I'd like to get a feeling for how much that was.", "Help me see what it came to."},
		practice.Neutral:  {"I'd like something to measure that by.", "Let's look at what it came to."},
		practice.Pressing: {"Let's get to the facts.", "I need something to hold on to."},
	},
	bank.Reflection: {
		practice.Friendly: {"Let's step back from it for a moment.", "I'm curious how you see that today."},
		practice.Neutral:  {"A question about hindsight.", "Let's look at that from a distance."},
		practice.Pressing: {"Now look back at it.", "Hindsight now."},
	},
	bank.Alignment: {
		practice.Friendly: {"I'm curious about the people around it.", "I'd like to hear about the others, too."},
		practice.Neutral:  {"About the others involved.", "Let's turn to the people around it."},
		practice.Pressing: {"And the others?", "Nobody does that alone."},
	},
	bank.TradeOff: {
		practice.Friendly: {"I'm curious about the other side of that choice.", "Every way has its price, hasn't it?"},
		practice.Neutral:  {"About the choice behind it.", "Let's look at the price of it."},
		practice.Pressing: {"Everything has a price.", "There's always a downside."},
	},
	bank.Depth: {
		practice.Friendly: {"I'd like to stay with that for a moment.", "Let's look at that a bit closer."},
		practice.Neutral:  {"Let's go one level deeper.", "I'd like to stay on that point."},
		practice.Pressing: {"Let's take that apart.", "Closer, please."},
	},
}

// twistLead leads in a follow-up that carries the answer over to the employer.
var twistLead = lines{
	practice.Friendly: {"Let's bring that to us.", "Imagine yourself here with us."},
	practice.Neutral:  {"Let's apply that here.", "Now to our own situation."},
	practice.Pressing: {"Now with us.", "Let's see it here."},
}

// stillOn comes before the lead-in of a second and of a third follow-up.
var stillOn = map[int]lines{
	2: {
		practice.Friendly: {"One more on this, if I may.", "May I stay with it?"},
		practice.Neutral:  {"One more on this.", "Staying with it."},
		practice.Pressing: {"I'm not through with that.", "Staying with it."},
	},
	3: {
		practice.Friendly: {"A last one on this.", "One last thing about it."},
		practice.Neutral:  {"A last one on this.", "One last thing about it."},
		practice.Pressing: {"Last one on this.", "One more, then we move on."},
	},
}

// followLead returns the words before a follow-up of a turn; probe counts from 1.
func followLead(r practice.Round, turn, probe int) string {
	lead := func(p practice.Probe) (kind bank.FollowUpKind, l lines) {
		if p.Twist {
			return "twist", twistLead
		}
		if l, ok := followLeads[p.Kind]; ok {
			return p.Kind, l
		}
		return bank.Depth, followLeads[bank.Depth]
	}
	probes := turnOf(r, turn).Probes
	if probe < 1 || probe > len(probes) {
		return ""
	}
	kind, l := lead(probes[probe-1])
	alike, aslate := 0, 0
	for i, t := range r.Turns[:turn+1] {
		for j, p := range t.Probes {
			if i == turn && j >= probe-1 {
				break
			}
			if k, _ := lead(p); k == kind {
				alike++
			}
			if j == probe-1 {
				aslate++
			}
		}
	}
	words := l.nth(r, alike)
	if still, ok := stillOn[probe]; ok {
		words = still.nth(r, aslate) + " " + words
	}
	return words
}
