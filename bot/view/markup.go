package view

import "strings"

// readable returns what a person said without Slack's markup: escapes stand for
// their characters, mentions and links for what a reader sees of them.
func readable(s string) string {
	if !strings.ContainsAny(s, "&<") {
		return clean(s)
	}
	var b strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "&<")
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		if shown, n := token(s); n > 0 {
			b.WriteString(shown)
			s = s[n:]
			continue
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	b.WriteString(s)
	return clean(b.String())
}

// longestToken is how long a mention or link can be; without it a text full of
// opening brackets would be searched again and again.
const longestToken = 4096

// token reads the escape, mention or link at the start of s: what is shown of it
// and its length, 0 where there is none.
func token(s string) (shown string, n int) {
	for _, e := range [...][2]string{{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}} {
		if strings.HasPrefix(s, e[0]) {
			return e[1], len(e[0])
		}
	}
	if s[0] != '<' || len(s) < 3 {
		return "", 0
	}
	end := strings.IndexAny(s[1:min(len(s), longestToken)], "<>\n")
	if end < 0 || s[1+end] != '>' {
		return "", 0
	}
	inner := s[1 : 1+end]
	target, label, labelled := strings.Cut(inner, "|")
	label = unescape(label)
	n = end + 2
	switch {
	case strings.HasPrefix(target, "@"):
		return "@" + either(label, "someone"), n
	case strings.HasPrefix(target, "#"):
		return "#" + either(label, "channel"), n
	case target == "!here", target == "!channel", target == "!everyone":
		return "@" + target[1:], n
	case strings.HasPrefix(target, "!subteam"):
		return "@" + either(strings.TrimPrefix(label, "@"), "group"), n
	case strings.HasPrefix(target, "!"):
		return either(label, "(a date)"), n
	case strings.HasPrefix(target, "mailto:"), strings.HasPrefix(target, "tel:"):
		_, address, _ := strings.Cut(target, ":")
		return either(label, unescape(address)), n
	case strings.HasPrefix(target, "http://"), strings.HasPrefix(target, "https://"):
		url := unescape(target)
		if _, bare, _ := strings.Cut(url, "://"); !labelled || label == "" || label == url || strings.TrimSuffix(bare, "/") == strings.TrimSuffix(label, "/") {
			return either(label, url), n
		}
		return label + " (" + url + ")", n
	}
	return "", 0
}

func unescape(s string) string { return unescaper.Replace(s) }

var unescaper = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
