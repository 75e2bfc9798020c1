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
	metaRoot     = 16 // offset of the page that everything hangs on
	metaFreelist = 32 // offset of the page that lists the free ones
	metaPages    = 40 // offset of the number of pages in use
	metaTx       = 48 // offset of the transaction's number
	metaSum      = 56 // offset of the checksum of all before it
)

// checkWhole refuses a file that is no database or that ends before its last
// page, without changing it. Pages past the end of a mapped file cannot be read:
// touching one ends the process. listed reports whether the file has a list of
// its free pages.
func checkWhole(path string) (listed bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false, err
	}
	if !info.Mode().IsRegular() {
		return false, fmt.Errorf("%w: it is no ordinary file", ErrNotAStore)
	}
	if info.Size() == 0 {
		return false, fmt.Errorf("%w: it is empty", ErrNotAStore)
	}
	m, err := latestMeta(f)
	if err != nil {
		return false, err
	}
	if need := m.pages * m.pageSize; uint64(info.Size()) < need {
		return false, fmt.Errorf("%w: it has %d bytes of at least %d", ErrDamaged, info.Size(), need)
	}
	return m.freelist != noFreelist, nil
}

// A metaRecord is what a file says of itself as of its last transaction.
type metaRecord struct {
	pageSize, root, freelist, pages, tx uint64
}

// noFreelist is the page of the free list where the file has none.
const noFreelist = 1<<64 - 1

// latestMeta reads the meta record that counts.
func latestMeta(f io.ReaderAt) (latest metaRecord, err error) {
	// The second page follows the first, whose size may be any that systems have.
	for at := int64(0); at <= 64<<10; at = max(2*at, 1<<10) {
		meta := make([]byte, metaSize)
		if _, err := f.ReadAt(meta, at+metaAt); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return metaRecord{}, err
		}
		sum := fnv.New64a()
		sum.Write(meta[:metaSum])
		if binary.NativeEndian.Uint32(meta) != metaMagic || binary.NativeEndian.Uint64(meta[metaSum:]) != sum.Sum64() {
			continue
		}
		if tx := binary.NativeEndian.Uint64(meta[metaTx:]); latest.pages == 0 || tx > latest.tx {
			latest = metaRecord{
				pageSize: uint64(binary.NativeEndian.Uint32(meta[metaPageSize:])),
				root:     binary.NativeEndian.Uint64(meta[metaRoot:]),
				freelist: binary.NativeEndian.Uint64(meta[metaFreelist:]),
				pages:    binary.NativeEndian.Uint64(meta[metaPages:]),
				tx:       tx,
			}
		}
	}
	if latest.pages*latest.pageSize == 0 {
		return metaRecord{}, fmt.Errorf("%w: it does not begin as one", ErrNotAStore)
	}
	return latest, nil
}
