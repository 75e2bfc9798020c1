package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// versionCmd prints what this program was built from.
type versionCmd struct{}

// Run prints one line.
func (versionCmd) Run(std Streams) error {
	info, _ := debug.ReadBuildInfo()
	_, err := fmt.Fprintln(std.Out, version(info))
	return err
}

// shortVersion names the version of this build alone, for logs and the status.
func shortVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// version describes a build; info is nil, or without a commit, where the
// program was built outside a repository.
func version(info *debug.BuildInfo) string {
	number, commit := "(devel)", ""
	if info != nil {
		if info.Main.Version != "" {
			number = info.Main.Version
		}
		set := map[string]string{}
		for _, s := range info.Settings {
			set[s.Key] = s.Value
		}
		if rev := set["vcs.revision"]; rev != "" {
			commit = ", commit " + rev[:min(len(rev), 12)]
			if set["vcs.modified"] == "true" {
				commit += " with changes"
			}
			if at := set["vcs.time"]; at != "" {
				commit += " of " + at
			}
		}
	}
	return fmt.Sprintf("greenroom %s (%s, %s/%s%s)", number, runtime.Version(), runtime.GOOS, runtime.GOARCH, commit)
}
