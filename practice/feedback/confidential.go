package feedback

import (
	"slices"
	"strings"
	"sync"
)

// A Disclosure is something in an answer that others should perhaps not read.
type Disclosure struct {
	Kind  DisclosureKind `json:"kind"`
	Quote string         `json:"quote"` // the very bytes of the answer
}

// A DisclosureKind says what was disclosed.
type DisclosureKind string

// The kinds of disclosure.
const (
	HostName     DisclosureKind = "host name"
	NetAddress   DisclosureKind = "network address" // IPv4, IPv6 or MAC
	Secret       DisclosureKind = "secret"          // a password, token, key or code
	MailAddress  DisclosureKind = "mail address"
	PhoneNumber  DisclosureKind = "phone number"
	RecordNumber DisclosureKind = "number" // of a contract, customer or account
	CustomerName DisclosureKind = "customer"
)

var confidential = sections("confidential")

// Confidential returns what a text holds that should perhaps not be read by
// others: the secrets and then all else, in the order of the text, each quote
// once. It looks at any text,
// however short and in whatever language. Examples, documentation ranges and
// the well-known names and addresses of the world are none.
func Confidential(text string) []Disclosure {
	return disclosedIn(text).all
}

// A disclosed is what a text discloses, as [Confidential] returns it, and where.
type disclosed struct {
	all     []Disclosure
	secrets []stretch // where in the text secrets stand, be it said again without a word that leads them in
	phones  []stretch // where telephone numbers stand
}

// disclosedIn returns what a text discloses.
func disclosedIn(text string) (in disclosed) {
	out := []Disclosure{}
	var seen map[Disclosure]bool
	withChunks(text, func(all []chunk, led bool) {
		var secret map[string]bool
		for i := 0; i < len(all); i++ {
			kind, quote, n := disclosedAt(text, all, i, led)
			if n == 0 {
				continue
			}
			if kind == Secret {
				if secret == nil {
					secret = map[string]bool{}
				}
				secret[all[i].text] = true
			}
			if kind == PhoneNumber {
				in.phones = append(in.phones, stretch{all[i].start, all[i+n-1].end})
			}
			i += n - 1
			if d := (Disclosure{kind, quote}); !seen[d] {
				if seen == nil {
					seen = map[Disclosure]bool{}
				}
				seen[d] = true
				out = append(out, d)
			}
		}
		if secret == nil {
			return
		}
		for _, c := range all {
			if secret[c.text] {
				in.secrets = append(in.secrets, stretch{c.start, c.end})
			}
		}
	})
	slices.SortStableFunc(out, func(a, b Disclosure) int { return a.Kind.after() - b.Kind.after() })
	in.all = slices.Clip(out)
	return in
}

// after is where a kind stands among what is disclosed: those who are told of one
// thing only should be told of the worst.
func (k DisclosureKind) after() int {
	if k == Secret {
		return 0
	}
	return 1
}

// leads are the words that lead in what does not show by its form.
var leads = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{"pin": true, "pass": true, "customer's": true, "client's": true, "account's": true, "tenant's": true}
	for _, name := range []string{"password", "long-secret", "key", "code", "login", "log-in", "sign-in", "connect", "numbered", "customer"} {
		for w := range confidential()[name] {
			all[w] = true
		}
	}
	return all
})

// leadSizes tells by their ends how long the words are that lead something in, one
// bit a length, so that hardly any other word is looked up.
var leadSizes = sync.OnceValue(func() *[256]uint64 {
	sizes := new([256]uint64)
	for w := range leads() {
		sizes[firstAndLast(w)] |= 1 << len(w)
	}
	return sizes
})

// firstAndLast returns a number for the first and the last byte of a word.
func firstAndLast(w string) byte { return w[0]*31 + w[len(w)-1] }

// leadsIn reports whether a chunk leads something in: as one of those words, or
// as what stands before a value.
func leadsIn(sizes *[256]uint64, low string, holds marks) bool {
	if holds&equals != 0 && !strings.Contains(low, "://") {
		return true
	}
	return sizes[firstAndLast(low)]>>len(low)&1 != 0 && leads()[low]
}

// disclosedAt returns what begins at chunk i, and how many chunks it takes; led
// tells that the text has words that lead something in.
func disclosedAt(raw string, c []chunk, i int, led bool) (kind DisclosureKind, quote string, n int) {
	if !c[i].plain() || c[i].led {
		if entityOfSlack(raw, c[i]) {
			return "", "", 0
		}
		if kind, quote, n = formed(raw, c, i, led); n > 0 {
			return kind, quote, n
		}
	}
	if led && (c[i].leads || upperStart(c[i].text)) { // "customer", or a name
		if name, n := customerAt(raw, c, i); n > 0 {
			return CustomerName, name, n
		}
	}
	if upperStart(c[i].text) {
		if name, n := servedAt(raw, c, i); n > 0 {
			return CustomerName, name, n
		}
	}
	return "", "", 0
}

// formed returns what begins at chunk i and shows by its form or by what leads
// it in.
func formed(raw string, c []chunk, i int, led bool) (kind DisclosureKind, quote string, n int) {
	if secret, ok := secretAt(raw, c, i, led); ok {
		return Secret, secret, 1
	}
	if mail, ok := mailIn(c[i]); ok {
		return MailAddress, mail, 1
	}
	if number, n := phoneAt(raw, c, i); n > 0 {
		return PhoneNumber, number, n
	}
	if number, ok := recordNumber(c, i); ok {
		return RecordNumber, number, 1
	}
	if addressIn(c, i) {
		address, _, _ := strings.Cut(c[i].text, "#")
		return NetAddress, address, 1
	}
	if host, ok := hostIn(c[i]); ok {
		return HostName, host, 1
	}
	return "", "", 0
}

// entityOfSlack reports whether a chunk is Slack's own id of a person or
// channel.
func entityOfSlack(raw string, c chunk) bool {
	if c.start == 0 || raw[c.start-1] != '<' {
		return false
	}
	return c.text[0] == '@' || c.text[0] == '#' || c.text[0] == '!'
}
