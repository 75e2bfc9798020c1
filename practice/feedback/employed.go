package feedback

// posts are verbs that, without an object, tell where somebody is employed.
var posts = set("begin began begun start started work worked")

// employed reports whether an act only tells where the speaker worked or began
// to: "I began in 2011 at a call centre", "I worked as an analyst".
func employed(x act, t []token) bool {
	if t[x.verb].w == "spent" {
		return years(t[x.verb+1 : min(x.end, x.verb+4)])
	}
	if !posts[t[x.verb].w] || x.verb+1 >= x.end {
		return false
	}
	rest := t[x.verb+1 : x.end]
	switch rest[0].w {
	case "as":
		return true
	case "in", "at", "for", "out", "there", "my", "off":
	default:
		return isYear(t, x.verb+1)
	}
	for k, y := range rest {
		if y.is(tagPlace) || career[y.w] || isYear(rest, k) || y.w == "as" {
			return true
		}
	}
	return false
}

// career are words of where and as what people begin to work.
var career = set("centre center career life job jobs desk hotline helpdesk support it networks networking operations apprentice trainee intern")

// studies are verbs of how people come to their trade.
var studies = set("studied graduated apprenticed")

// years reports whether a stretch of time is one of years: "spent 15 years".
func years(t []token) bool {
	for _, x := range t {
		if x.w == "years" || x.w == "decade" || x.w == "decades" {
			return true
		}
	}
	return false
}
