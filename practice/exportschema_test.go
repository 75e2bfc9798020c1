package practice_test

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/practice"
)

// A schema is as much of JSON Schema as docs/export.schema.json uses.
type schema struct {
	Type       any                `json:"type"` // a name, or a list of them
	Format     string             `json:"format"`
	Enum       []any              `json:"enum"`
	Ref        string             `json:"$ref"`
	Defs       map[string]*schema `json:"$defs"`
	Properties map[string]*schema `json:"properties"`
	Required   []string           `json:"required"`
	Items      *schema            `json:"items"`
	Additional json.RawMessage    `json:"additionalProperties"`

	root *schema
}

// documented returns the schema that the docs give.
func documented(t testing.TB) *schema {
	t.Helper()
	b, err := os.ReadFile("../docs/export.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var s schema
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	s.root = &s
	return &s
}

// of returns another schema of the same document, where a reference leads.
func (s *schema) of(other *schema) *schema {
	if name, ok := strings.CutPrefix(other.Ref, "#/$defs/"); ok {
		other = s.root.Defs[name]
	}
	other.root = s.root
	return other
}

func (s *schema) types() (out []string) {
	if list, ok := s.Type.([]any); ok {
		for _, t := range list {
			out = append(out, t.(string))
		}
		return out
	}
	return []string{s.Type.(string)}
}

// breaks returns where a value does not keep to the schema.
func (s *schema) breaks(at string, v any) (out []string) {
	kind := map[reflect.Kind]string{reflect.String: "string", reflect.Bool: "boolean", reflect.Float64: "integer", reflect.Slice: "array", reflect.Map: "object"}[reflect.ValueOf(v).Kind()]
	if v == nil {
		kind = "null"
	}
	if !slices.Contains(s.types(), kind) {
		return []string{fmt.Sprintf("%s is of type %s, not %v", at, kind, s.Type)}
	}
	if s.Enum != nil && !slices.Contains(s.Enum, v) {
		out = append(out, fmt.Sprintf("%s is %v", at, v))
	}
	if text, ok := v.(string); ok && s.Format == "date-time" {
		if when, err := time.Parse(time.RFC3339, text); err != nil || when.Location() != time.UTC {
			out = append(out, fmt.Sprintf("%s is %q", at, text))
		}
	}
	switch v := v.(type) {
	case []any:
		for i, x := range v {
			out = append(out, s.of(s.Items).breaks(fmt.Sprintf("%s[%d]", at, i), x)...)
		}
	case map[string]any:
		for _, k := range s.Required {
			if _, ok := v[k]; !ok {
				out = append(out, at+" lacks "+k)
			}
		}
		for k, x := range v {
			switch p := s.Properties[k]; {
			case p != nil:
				out = append(out, s.of(p).breaks(at+"."+k, x)...)
			case string(s.Additional) == "false":
				out = append(out, at+" has "+k)
			}
		}
	}
	return out
}

// keys returns the paths of all properties, each followed by a ? where it may be
// left out.
func (s *schema) keys(at string) (out []string) {
	for name, p := range s.Properties {
		path := at + "." + name
		mark := "?"
		if slices.Contains(s.Required, name) {
			mark = ""
		}
		out = append(out, path+mark)
		p = s.of(p)
		if p.Items != nil {
			p = s.of(p.Items)
		}
		out = append(out, p.keys(path)...)
	}
	return out
}

// keysOf returns the same of a type that is written as JSON.
func keysOf(t reflect.Type, at string) (out []string) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[time.Time]() {
		return nil
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			out = append(out, keysOf(f.Type, at)...)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		path, mark := at+"."+name, ""
		if strings.Contains(options, "omitempty") {
			mark = "?"
		}
		out = append(out, path+mark)
		out = append(out, keysOf(f.Type, path)...)
	}
	return out
}

func TestTheSchemaDocumentsEveryFieldOfTheExportAndNoOther(t *testing.T) {
	want, got := keysOf(reflect.TypeFor[practice.Export](), ""), documented(t).keys("")
	for _, k := range want {
		if !slices.Contains(got, k) {
			t.Errorf("docs/export.schema.json lacks %s", k)
		}
	}
	for _, k := range got {
		if !slices.Contains(want, k) {
			t.Errorf("docs/export.schema.json has %s, and no export does", k)
		}
	}
}

// keeps fails the test where an export does not keep to the schema.
func keeps(t testing.TB, export map[string]any) {
	t.Helper()
	for _, b := range documented(t).breaks("export", export) {
		t.Error(b)
	}
}
