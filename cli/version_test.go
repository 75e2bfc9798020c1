package cli

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestVersionIsOneLine(t *testing.T) {
	code, out, errs := greenroom(t, "version")
	if code != 0 || errs != "" || !strings.HasPrefix(out, "greenroom ") || strings.Count(out, "\n") != 1 {
		t.Errorf("code %d, errors %q, output %q", code, errs, out)
	}
}

func TestVersionNamesTheBuild(t *testing.T) {
	for _, test := range []struct {
		name string
		info *debug.BuildInfo
		want []string
	}{
		{"without any information", nil, []string{"greenroom (devel) (go1."}},
		{"without a repository", &debug.BuildInfo{Main: debug.Module{Version: "v1.2.0"}}, []string{"greenroom v1.2.0 (go1."}},
		{"in a changed repository", &debug.BuildInfo{Settings: []debug.BuildSetting{
			{Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.time", Value: "2026-03-01T10:00:00Z"}, {Key: "vcs.modified", Value: "true"},
		}}, []string{"greenroom (devel)", ", commit 0123456789ab with changes of 2026-03-01T10:00:00Z)"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := version(test.info)
			for _, want := range test.want {
				if !strings.Contains(got, want) {
					t.Errorf("got %q, want %q in it", got, want)
				}
			}
		})
	}
}
