package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestFastCommitOnAnOldKernelIsSeen(t *testing.T) {
	dir := t.TempDir()
	var at syscall.Stat_t
	if err := syscall.Stat(dir, &at); err != nil {
		t.Fatal(err)
	}
	number := uint64(at.Dev)
	device := fmt.Sprintf("%d:%d", number>>8&0xfff, number&0xff|number>>12&^0xff)
	for _, test := range []struct {
		name, release, system, stats string
		risky                        bool
	}{
		{"an old kernel that commits fast", "5.15.20-generic\n", "ext4", "fc stats:\n17 commits\n0 ineligible\n", true},
		{"a first one", "5.10.0-8-amd64\n", "ext4", "fc stats:\n1 commits\n", true},
		{"one in between", "5.13.19\n", "ext4", "fc stats:\n1 commits\n", true},
		{"the feature is off", "5.15.20\n", "ext4", "fc stats:\n0 commits\n", false},
		{"a mended kernel", "5.15.27\n", "ext4", "fc stats:\n17 commits\n", false},
		{"a mended old one", "5.10.94\n", "ext4", "fc stats:\n17 commits\n", false},
		{"a new kernel", "6.8.0-45-generic\n", "ext4", "fc stats:\n17 commits\n", false},
		{"a kernel before the feature", "5.4.0\n", "ext4", "fc stats:\n17 commits\n", false},
		{"another file system", "5.15.20\n", "xfs", "fc stats:\n17 commits\n", false},
		{"no word of it", "5.15.20\n", "ext4", "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			proc := t.TempDir()
			for path, content := range map[string]string{
				"sys/kernel/osrelease": test.release,
				"self/mountinfo":       "22 1 0:21 / /proc rw - proc proc rw\n36 35 " + device + " / /data rw,noatime shared:1 - " + test.system + " /dev/sdx1 rw\n",
				"fs/ext4/sdx1/fc_info": test.stats,
			} {
				path = filepath.Join(proc, path)
				if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if kernel, risky := riskyFastCommit(dir, proc); risky != test.risky || risky != (kernel != "") {
				t.Errorf("kernel %q, risky %v", kernel, risky)
			}
		})
	}
	if _, risky := riskyFastCommit(dir, filepath.Join(dir, "none")); risky {
		t.Error("without Linux it is called risky")
	}
}
