package ops

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// longestAddress is how many bytes a socket's path may have: 104 with the final
// zero on some systems, a few more on others.
const longestAddress = 103

// address returns where the control socket that goes by path really is. A path
// too long for a socket has a short stand-in in a directory of the user's own;
// which one depends on the path alone, so that both sides come to the same.
func address(path string) (string, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	// The file may be reached by several names. Its directory is there wherever
	// a bot runs; where it is not, nothing is.
	if dir, err := filepath.EvalSymlinks(filepath.Dir(whole)); err == nil {
		whole = filepath.Join(dir, filepath.Base(whole))
	}
	if len(whole) <= longestAddress {
		return whole, nil
	}
	sum := sha256.Sum256([]byte(whole))
	short := filepath.Join(ownDir(), hex.EncodeToString(sum[:8])+".sock")
	if len(short) > longestAddress {
		return "", fmt.Errorf("its path is too long for a socket, and so is %s: set TMPDIR to a shorter one", short)
	}
	return short, nil
}

// ownDir is the directory of the stand-ins.
func ownDir() string {
	return filepath.Join(os.TempDir(), "greenroom-"+strconv.Itoa(os.Getuid()))
}

// makeOwnDir makes the directory of the stand-ins. Anybody may write where it
// lies, so what is there already is only used if nobody else can have made it.
func makeOwnDir() error {
	dir := ownDir()
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return checkOwnDir()
}

func checkOwnDir() error {
	dir := ownDir()
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !info.IsDir() || info.Mode().Perm() != 0o700 || !ok || int(owner.Uid) != os.Getuid() {
		return fmt.Errorf("%s is not a directory of this user's alone: remove it", dir)
	}
	return nil
}
