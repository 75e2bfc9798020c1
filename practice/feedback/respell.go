package feedback

import "slices"

// respelled reads what many people write for what they say: "I should of set", "its
// been quiet".
func respelled(t []token) []token {
	for i := 0; i+1 < len(t); i++ {
		switch after := t[i+1]; {
		case t[i].w == "of" && i > 0 && oftenHave[t[i-1].w] && (after.is(tagParticiple) || after.w == "been" || after.w == "had" || after.is(tagFunction) && !determiner[after.w] && after.w != "course" && after.w != "all"):
			t[i].w, t[i].tags = "have", lex().tagsOf("have")
		case t[i].w == "its" && verbal[after.w]:
			s := token{w: "'s", start: t[i].end, end: t[i].end, tags: lex().tagsOf("'s")}
			t[i].w, t[i].tags = "it", lex().tagsOf("it")
			t = slices.Insert(t, i+1, s)
		}
	}
	return t
}

// oftenHave are the words after which an "of" is a "have".
var oftenHave = set("should could would must might n't")

// verbal are the words before which "its" is "it's".
var verbal = set("been not a an the just still now never always gone done quiet")
