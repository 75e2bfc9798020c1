package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// What is known of bbolt's file: each of the first two pages holds a header of
// 16 bytes and a meta record, of which the valid one of the later transaction
// counts.
const (
	metaAt       = 16
	metaSize     = 64
	metaMagic    = 0xED0CDAED
	metaPageSize = 8  // offset of the size of a page
	metaPages    = 40 // offset of the number of pages in use
	metaTx       = 48 // offset of the transaction's number
	metaSum      = 56 // offset of the checksum of all before it
)

// checkWhole refuses a file that is no database or that ends before its last
// page, without changing it. Pages past the end of a mapped file cannot be read:
// touching one ends the process.
func checkWhole(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%w: it is no ordinary file", ErrNotAStore)
	}
	if info.Size() == 0 {
		return fmt.Errorf("%w: it is empty", ErrNotAStore)
	}
	var latest, need uint64
	// The second page follows the first, whose size may be any that systems have.
	for at := int64(0); at <= 64<<10; at = max(2*at, 1<<10) {
		meta := make([]byte, metaSize)
		if _, err := f.ReadAt(meta, at+metaAt); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		sum := fnv.New64a()
		sum.Write(meta[:metaSum])
		if binary.NativeEndian.Uint32(meta) != metaMagic || binary.NativeEndian.Uint64(meta[metaSum:]) != sum.Sum64() {
			continue
		}
		if tx := binary.NativeEndian.Uint64(meta[metaTx:]); need == 0 || tx > latest {
			latest = tx
			need = binary.NativeEndian.Uint64(meta[metaPages:]) * uint64(binary.NativeEndian.Uint32(meta[metaPageSize:]))
		}
	}
	switch {
	case need == 0:
		return fmt.Errorf("%w: it does not begin as one", ErrNotAStore)
	case uint64(info.Size()) < need:
		return fmt.Errorf("%w: it has %d bytes of at least %d", ErrDamaged, info.Size(), need)
	}
	return nil
}
