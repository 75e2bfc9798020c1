package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// riskyFastCommit reports whether a directory lies on an ext4 file system that
// uses fast commits, with a Linux kernel whose fast commits lose synced writes
// in a power cut. proc is where the kernel tells; elsewhere than on Linux it
// tells nothing, and the answer is no.
func riskyFastCommit(dir, proc string) (kernel string, risky bool) {
	release, err := os.ReadFile(filepath.Join(proc, "sys/kernel/osrelease"))
	if err != nil || !oldFastCommit(string(release)) {
		return "", false
	}
	var at syscall.Stat_t
	if syscall.Stat(dir, &at) != nil {
		return "", false
	}
	device, ok := ext4Device(filepath.Join(proc, "self/mountinfo"), uint64(at.Dev))
	if !ok {
		return "", false
	}
	// The kernel counts fast commits; where the feature is off there are none.
	stats, err := os.ReadFile(filepath.Join(proc, "fs/ext4", device, "fc_info"))
	if err != nil {
		return "", false
	}
	for line := range strings.Lines(string(stats)) {
		var commits int
		if n, _ := fmt.Sscanf(line, "%d commits", &commits); n == 1 && commits > 0 {
			return strings.TrimSpace(string(release)), true
		}
	}
	return "", false
}

// oldFastCommit reports whether a kernel of that release has fast commits with
// the fault: they came with 5.10, and were mended in 5.10.94 and 5.15.27.
func oldFastCommit(release string) bool {
	var major, minor, patch int
	if n, _ := fmt.Sscanf(release, "%d.%d.%d", &major, &minor, &patch); n < 2 || major != 5 {
		return false
	}
	return minor == 10 && patch < 94 || minor > 10 && minor < 15 || minor == 15 && patch < 27
}

// ext4Device returns the name of the block device with that number if it is
// mounted as ext4.
func ext4Device(mountinfo string, number uint64) (name string, ok bool) {
	list, err := os.ReadFile(mountinfo)
	if err != nil {
		return "", false
	}
	// Linux packs 12 and 20 bits of major and minor number around each other.
	id := fmt.Sprintf("%d:%d", number>>8&0xfff, number&0xff|number>>12&^0xff)
	for line := range strings.Lines(string(list)) {
		mount, fs, found := strings.Cut(line, " - ")
		fields, about := strings.Fields(mount), strings.Fields(fs)
		if found && len(fields) > 2 && fields[2] == id && len(about) > 1 && about[0] == "ext4" {
			return filepath.Base(about[1]), true
		}
	}
	return "", false
}
