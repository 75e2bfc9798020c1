package feedback

import (
	"strconv"
	"strings"
)

// mailIn returns the mail address that a chunk is.
func mailIn(c chunk) (string, bool) {
	if strings.IndexByte(c.text, '@') < 1 {
		return "", false
	}
	text := strings.TrimPrefix(c.text, "mailto:")
	at := strings.LastIndexByte(text, '@')
	if at < 1 || at == len(text)-1 || strings.ContainsAny(text, "/:=") {
		return "", false
	}
	labels := strings.Split(strings.ToLower(text[at+1:]), ".")
	last := labels[len(labels)-1]
	if len(labels) < 2 || !confidential().has("outer-suffix", last) && !confidential().has("inner-suffix", last) || anybodys(labels) {
		return "", false
	}
	return text, true
}

// anybodys reports whether a domain is a placeholder that is kept free for
// examples, or a name inside a product. What ends in .example, .test, .invalid or
// .localhost has no suffix of anybody's and needs no look here.
func anybodys(labels []string) bool {
	n := len(labels)
	if n < 2 {
		return false
	}
	words := confidential()
	return words.has("no-domain", labels[n-2]+"."+labels[n-1]) ||
		labels[n-2] == "example" && words.has("inner-suffix", labels[n-1]) // which nobody can register
}

// addressIn reports whether chunk i is a network address of somebody's.
func addressIn(c []chunk, i int) bool {
	text := c[i].low
	if strings.HasPrefix(text, "http") {
		text = hostOf(text)
	}
	switch {
	case strings.Count(text, ".") == 3 && isDigit(text[0]):
		return ipv4(text) && !versionAhead(c, i)
	case strings.Count(text, ":") >= 2 || strings.Count(text, "-") == 5 || strings.Count(text, ".") == 2 && len(text) == 14:
		return mac(text) || ipv6(text)
	}
	return false
}

// versionAhead reports whether what stands before chunk i makes a version of it.
func versionAhead(c []chunk, i int) bool {
	for k := max(0, i-2); k < i; k++ {
		switch w := c[k].low; {
		case w == "from" || w == "to":
			// "from 10.1.2.3" is an address where its numbers are too large for versions
			return !largeOctets(c[i].low)
		case confidential().has("version", w):
			return true
		}
	}
	return false
}

// largeOctets reports whether four numbers are hardly those of a version.
func largeOctets(s string) bool {
	for _, part := range strings.Split(host(s), ".") {
		if n, _ := strconv.Atoi(part); n > 99 {
			return true
		}
	}
	return false
}

// host takes a port and a path off.
func host(s string) string {
	if i := strings.IndexAny(s, ":/?#"); i >= 0 {
		return s[:i]
	}
	return s
}

// ipv4 reports whether s is an address that belongs to somebody: not one of the
// host itself, of documents, of the world, nor a mask, a network or what looks
// like a version.
func ipv4(s string) bool {
	h := host(s)
	if strings.Contains(s, "/") && !strings.HasPrefix(s, h+":") {
		if tail := s[len(h)+1:]; len(tail) <= 2 && digitsIn(tail) == len(tail) && digitsIn(tail) > 0 {
			return false // a network in CIDR, as is taught
		}
	}
	parts := strings.Split(h, ".")
	var n [4]int
	largest := 0
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v > 255 || len(p) > 3 || len(p) > 1 && p[0] == '0' {
			return false
		}
		n[i] = v
		largest = max(largest, v)
	}
	switch {
	case confidential().has("no-address", h), n[0] == 0, n[0] == 127, n[0] >= 224, n[0] == 169 && n[1] == 254:
		return false
	case n[0] == 192 && n[1] == 0 && n[2] == 2, n[0] == 198 && n[1] == 51 && n[2] == 100, n[0] == 203 && n[1] == 0 && n[2] == 113:
		return false
	case n[3] == 0, n[3] == 255:
		return false // a network or its broadcast
	}
	return largest >= 32 || n[0] == 10
}

// mac reports whether s is the hardware address of a device.
func mac(s string) bool {
	var parts []string
	switch {
	case strings.Count(s, ":") == 5:
		parts = strings.Split(s, ":")
	case strings.Count(s, "-") == 5:
		parts = strings.Split(s, "-")
	case strings.Count(s, ".") == 2:
		parts = strings.Split(s, ".")
	default:
		return false
	}
	width, first, same := 12/len(parts), parts[0], true
	for _, p := range parts {
		if len(p) != width || !isHex(p) {
			return false
		}
		same = same && p == first
	}
	return !same // all zeros and all ones are nobody's
}

// ipv6 reports whether s is an address that belongs to somebody.
func ipv6(s string) bool {
	s, _, _ = strings.Cut(s, "/")
	parts := strings.Split(s, ":")
	short := strings.Count(s, "::") == 1
	if len(parts) > 8 || !short && len(parts) != 8 || strings.Count(s, "::") > 1 {
		return false
	}
	groups, wide := 0, false
	for _, p := range parts {
		if p == "" {
			continue
		}
		if len(p) > 4 || !isHex(p) {
			return false
		}
		groups++
		wide = wide || len(p) >= 3 && digitsIn(p) > 0
	}
	return groups >= 3 && wide && !strings.HasPrefix(s, "2001:db8") && !strings.HasPrefix(s, "fe80")
}

// hostOf returns the host of an address on the web, without user and port.
func hostOf(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	if i := strings.IndexByte(rest, ':'); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// hostIn returns the name of a machine that a chunk is or leads to.
func hostIn(c chunk) (string, bool) {
	name := c.low
	if !isDigit(name[len(name)-1]) && !strings.ContainsAny(name, `.\:`) && !strings.HasSuffix(name, "'s") {
		return "", false
	}
	if strings.HasPrefix(name, "http") {
		name = hostOf(name)
	} else {
		name = strings.TrimPrefix(strings.TrimPrefix(name, "ssh://"), `\\`)
		name = strings.TrimSuffix(host(name), "'s")
		if i := strings.IndexByte(name, '\\'); i >= 0 && c.low[0] == '\\' {
			name = name[:i]
		}
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
	if name == "" || !ownName(name) {
		return "", false
	}
	return c.text, true
}

// ownName reports whether a name is that of a machine in somebody's network.
func ownName(name string) bool {
	labels := strings.Split(name, ".")
	for _, l := range labels {
		if !labelled(l) {
			return false
		}
	}
	words := confidential()
	n := len(labels)
	last := labels[n-1]
	switch {
	case n == 1:
		return shortHost(name)
	case anybodys(labels):
		return false
	case words.has("inner-suffix", last):
		return !words.has("outer-suffix", last)
	case !words.has("outer-suffix", last), words.has("public-host", labels[0]):
		return false
	}
	owner := n - 2
	if words.has("second-level", labels[owner]) {
		owner--
	}
	if owner < 1 {
		return false // the site of a firm is known to the world
	}
	return !words.has("public-site", labels[owner])
}

// labelled reports whether s can be a label of a host name.
func labelled(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) && !isLetter(s[i]) && s[i] != '-' && s[i] != '_' {
			return false
		}
	}
	return s != "" && s[0] != '-' && s[len(s)-1] != '-'
}

// shortHost reports whether a name without a domain is numbered as machines
// are: srv-db-03, fra-dc01, web01.
func shortHost(name string) bool {
	digits := len(name)
	for digits > 0 && isDigit(name[digits-1]) {
		digits--
	}
	number := name[digits:]
	if number == "" || len(number) > 3 || len(name) > 24 || !isLetter(name[0]) {
		return false
	}
	padded := number[0] == '0' && len(number) > 1
	if !padded && strings.IndexByte(name, '-') < 0 && strings.IndexByte(name, '_') < 0 {
		return false // "scanner3", as most words with a number
	}
	parts := strings.FieldsFunc(name[:digits], func(r rune) bool { return r == '-' || r == '_' })
	stemmed := false
	for _, p := range parts {
		p = strings.TrimRight(p, "0123456789")
		stemmed = stemmed || confidential().has("host-stem", p)
	}
	return stemmed && (padded || len(parts) >= 3 || len(parts) == 2 && len(number) >= 2 && !strings.HasSuffix(name[:digits], "-"))
}
