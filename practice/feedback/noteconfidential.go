package feedback

import "strings"

// disclosures says what each kind of disclosure is called, and what to say
// instead.
var disclosures = map[DisclosureKind]struct{ what, instead string }{
	HostName:     {"the name of a machine", "say what it does: \"the database server\""},
	NetAddress:   {"an address in a network", "say where it is: \"a machine in the office network\""},
	Secret:       {"what looks like a secret", "leave it out, and have it changed if it still opens something"},
	MailAddress:  {"somebody's mail address", "say who they are: \"the head of sales\""},
	PhoneNumber:  {"what looks like a telephone number", "say whom you rang"},
	RecordNumber: {"the number of a contract or customer", "say what kind of contract or customer it was"},
	CustomerName: {"the name of a customer", "say what kind of firm it is: \"a mid-sized brewery\""},
}

// What returns what a kind of disclosure is called, with its article: "the name
// of a machine".
func (k DisclosureKind) What() string { return disclosures[k].what }

// says tells of a quote what it is: "This is the name of a machine", "This looks like
// a secret".
func (k DisclosureKind) says() string {
	if looks, ok := strings.CutPrefix(k.What(), "what "); ok {
		return "This " + looks
	}
	return "This is " + k.What()
}

func noteConfidential(_ *answer, r Report) (Note, bool) {
	if len(r.Confidential) == 0 {
		return Note{}, false
	}
	d := r.Confidential[0] // the gravest
	others := ""
	if len(r.Confidential) > 1 {
		others = " There is more in the answer that others needn't read: go through it once."
	}
	return Note{NoteConfidential, d.Quote,
		d.Kind.says() + ", which an interviewer doesn't need and your firm may not want outside." + others,
		"Keep the story and " + disclosures[d.Kind].instead + "."}, true
}
