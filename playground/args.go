package playground

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// maxBody bounds a request to the Web API.
const maxBody = 4 << 20

// call is one call of the Web API by the app.
type call struct {
	args  map[string]any // values of a query or form are strings, those of JSON anything
	token string
	host  string // to which the request was made
}

// readCall takes the arguments of a request from its query, form or JSON.
func readCall(w http.ResponseWriter, r *http.Request) (*call, error) {
	c := &call{args: map[string]any{}, host: r.Host}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	for name, values := range r.URL.Query() {
		c.args[name] = values[len(values)-1]
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		data, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, fail("invalid_json")
		}
		if len(bytes.TrimSpace(data)) == 0 {
			break
		}
		var values any
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.UseNumber()
		if decoder.Decode(&values) != nil {
			return nil, fail("invalid_json")
		}
		object, ok := values.(map[string]any)
		if !ok {
			return nil, fail("json_not_object")
		}
		for name, value := range object {
			c.args[name] = value
		}
	case "application/x-www-form-urlencoded", "multipart/form-data":
		if err := r.ParseMultipartForm(maxBody); err != nil && !errors.Is(err, http.ErrNotMultipart) {
			return nil, fail("invalid_form_data")
		}
		for name, values := range r.PostForm {
			c.args[name] = values[len(values)-1]
		}
	case "":
	default:
		if r.Method == http.MethodPost && r.ContentLength > 0 {
			return nil, fail("invalid_post_type")
		}
	}
	// A token in the header counts before one among the arguments.
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "bearer") {
		c.token = strings.TrimSpace(token)
	} else {
		c.token = c.str("token")
	}
	return c, nil
}

// str is an argument as text; empty when it is missing or null.
func (c *call) str(name string) string {
	switch v := c.args[name].(type) {
	case nil:
		return ""
	case string:
		return v
	default:
		return fmt.Sprint(v)
	}
}

// given reports whether an argument was sent at all.
func (c *call) given(name string) bool { return c.args[name] != nil }

// yes reads a boolean, in any of the ways that clients write it.
func (c *call) yes(name string) bool {
	switch c.str(name) {
	case "true", "1", "True":
		return true
	}
	return false
}

// number reads an integer; fallback when it is missing or none.
func (c *call) number(name string, fallback int) int {
	n, err := strconv.Atoi(c.str(name))
	if err != nil {
		return fallback
	}
	return n
}

// json is a structured argument: JSON itself, or a string that holds JSON.
// It is nil when the argument is missing, empty or null, and ok is false
// when it cannot be read.
func (c *call) json(name string) (value json.RawMessage, ok bool) {
	switch v := c.args[name].(type) {
	case nil:
		return nil, true
	case string:
		value = json.RawMessage(strings.TrimSpace(v))
	default:
		value = mustJSON(v)
	}
	if len(value) == 0 || string(value) == "null" {
		return nil, true
	}
	return value, json.Valid(value)
}

// list reads a comma-separated argument, or a JSON list of strings.
func (c *call) list(name string) []string {
	if values, ok := c.args[name].([]any); ok {
		var out []string
		for _, v := range values {
			out = append(out, fmt.Sprint(v))
		}
		return out
	}
	var out []string
	for part := range strings.SplitSeq(c.str(name), ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
