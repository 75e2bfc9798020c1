package storage

import "os"

// The file grows ahead of need, by zeros that are really written: a commit that
// has the disk find new blocks waits for the file system's journal too, which
// makes a tenth to a third of its time. And what is reserved cannot be missing
// when the disk is full.
const (
	reserveFrom  = 1 << 20 // a smaller file is left alone
	reserveBelow = 1 << 20 // with less than this ahead
	reserveStep  = 1 << 20 // this much more is reserved, which delays one commit by milliseconds
)

// zeros are never touched, so that they take no memory.
var zeros [reserveStep]byte

// A reserve keeps room at the end of the file. The zero reserve keeps none.
type reserve struct {
	file *os.File
	size int64 // of the file, as last seen
}

// openReserve opens the file at path a second time, to lengthen it.
func openReserve(path string) (reserve, error) {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	return reserve{file: f}, err
}

// keep lengthens the file if less than reserveBelow is left behind the used
// bytes. The caller holds the right to write, so that nothing else lengthens it
// meanwhile: zeros over live pages would be the end of them. Where the disk
// refuses, the file stays as it is, and a commit says so if it must.
func (r *reserve) keep(used int64) {
	if r.file == nil || used < reserveFrom || r.size-used >= reserveBelow {
		return
	}
	info, err := r.file.Stat()
	if err != nil {
		return
	}
	if r.size = info.Size(); r.size-used >= reserveBelow {
		return
	}
	end := max(r.size, used)
	// What is written is flushed with the next commit.
	if n, err := r.file.WriteAt(zeros[:], end); err == nil {
		r.size = end + int64(n)
	}
}

func (r *reserve) close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}
