package storage

import (
	"encoding/binary"
	"fmt"
	"os"
	"runtime/debug"
	"syscall"
)

// bbolt trusts its pages: it looks through them in a goroutine of its own, where
// a page that makes no sense, or that the disk does not give, ends the process
// whatever its caller catches. So a file is walked here before that.

// What is known of bbolt's pages: a header of 16 bytes, then as many elements of
// 16 bytes, each of which says where behind itself its key and value lie.
const (
	pageHeader   = 16
	pageFlags    = 8  // offset of the kind of page
	pageCount    = 10 // offset of the number of elements
	pageOverflow = 12 // offset of the number of pages that belong to this one
	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10

	pageElement  = 16
	bucketFlag   = 0x01 // of a leaf's element: its value is a bucket
	bucketHeader = 16   // of such a value; behind it lies the page of a small one
)

// checkTree walks all pages of the last transaction of a file, and returns an
// error that wraps ErrDamaged unless each is where it is looked for, only there,
// and has all its elements within it. It takes a tenth of a second or so for
// each million answers. Nobody may write to the file meanwhile.
func checkTree(path string) error {
	return walked(path, func(t *tree, m metaRecord) error {
		if m.freelist != noFreelist {
			if err := t.list(m.freelist); err != nil {
				return err
			}
		}
		return t.walk(m.root)
	})
}

// checkList looks only at the list of free pages, which a file must have.
func checkList(path string) error {
	return walked(path, func(t *tree, m metaRecord) error { return t.list(m.freelist) })
}

// walked has f look at the pages of a file.
func walked(path string, f func(*tree, metaRecord) error) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	m, err := latestMeta(file)
	if err != nil {
		return err
	}
	data, err := syscall.Mmap(int(file.Fd()), 0, int(m.pages*m.pageSize), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return fmt.Errorf("map the file to look through it: %w", err)
	}
	defer func() { _ = syscall.Munmap(data) }()
	// A page that the disk does not give must not end the process.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %s", ErrDamaged, panicked(p))
		}
	}()
	return f(&tree{data: data, pageSize: m.pageSize, pages: m.pages, seen: make([]uint64, m.pages/64+1)}, m)
}

// A tree is the pages of a file.
type tree struct {
	data            []byte
	pageSize, pages uint64
	seen            []uint64 // a bit for each page
}

// page returns a page with those that belong to it, which must be in use once.
func (t *tree) page(id uint64) ([]byte, error) {
	if id < 2 || id >= t.pages {
		return nil, fmt.Errorf("%w: page %d is none of the file's %d", ErrDamaged, id, t.pages)
	}
	page := t.data[id*t.pageSize:]
	if is := binary.NativeEndian.Uint64(page); is != id {
		return nil, fmt.Errorf("%w: page %d says that it is page %d", ErrDamaged, id, is)
	}
	over := uint64(binary.NativeEndian.Uint32(page[pageOverflow:]))
	if over >= t.pages-id {
		return nil, fmt.Errorf("%w: page %d goes on past the end of the file", ErrDamaged, id)
	}
	for n := id; n <= id+over; n++ {
		if t.seen[n/64]&(1<<(n%64)) != 0 {
			return nil, fmt.Errorf("%w: page %d is in use twice", ErrDamaged, n)
		}
		t.seen[n/64] |= 1 << (n % 64)
	}
	return page[:(over+1)*t.pageSize], nil
}

// list looks at the list of free pages.
func (t *tree) list(id uint64) error {
	page, err := t.page(id)
	if err != nil {
		return err
	}
	// The first element is the number of the others where there are many.
	count, ids := uint64(binary.NativeEndian.Uint16(page[pageCount:])), page[pageHeader:]
	if count == 0xffff {
		count, ids = binary.NativeEndian.Uint64(ids), ids[8:]
	}
	if binary.NativeEndian.Uint16(page[pageFlags:]) != freelistPage || count > uint64(len(ids))/8 {
		return fmt.Errorf("%w: page %d is no list of free pages", ErrDamaged, id)
	}
	last := uint64(1) // the first two pages are never free
	for ; count > 0; count, ids = count-1, ids[8:] {
		free := binary.NativeEndian.Uint64(ids)
		if free <= last || free >= t.pages {
			return fmt.Errorf("%w: page %d lists free pages that are none", ErrDamaged, id)
		}
		last = free
	}
	return nil
}

// walk looks at a page and at all below it.
func (t *tree) walk(id uint64) error {
	page, err := t.page(id)
	if err != nil {
		return err
	}
	return t.elements(id, page)
}

// elements looks at the elements of a page, which may be one within a bucket's
// value, and at what they lead to.
func (t *tree) elements(id uint64, page []byte) error {
	kind, count := binary.NativeEndian.Uint16(page[pageFlags:]), int(binary.NativeEndian.Uint16(page[pageCount:]))
	if kind != branchPage && kind != leafPage || kind == branchPage && count == 0 {
		return fmt.Errorf("%w: page %d is of no kind that belongs there", ErrDamaged, id)
	}
	if pageHeader+count*pageElement > len(page) {
		return fmt.Errorf("%w: page %d is too small for its %d elements", ErrDamaged, id, count)
	}
	for i := range count {
		e := page[pageHeader+i*pageElement:]
		if kind == branchPage {
			pos, key := uint64(binary.NativeEndian.Uint32(e)), uint64(binary.NativeEndian.Uint32(e[4:]))
			if pos+key > uint64(len(e)) {
				return fmt.Errorf("%w: page %d ends within an element", ErrDamaged, id)
			}
			if err := t.walk(binary.NativeEndian.Uint64(e[8:])); err != nil {
				return err
			}
			continue
		}
		pos, key, value := uint64(binary.NativeEndian.Uint32(e[4:])), uint64(binary.NativeEndian.Uint32(e[8:])), uint64(binary.NativeEndian.Uint32(e[12:]))
		if pos+key+value > uint64(len(e)) {
			return fmt.Errorf("%w: page %d ends within an element", ErrDamaged, id)
		}
		if binary.NativeEndian.Uint32(e)&bucketFlag == 0 {
			continue
		}
		if err := t.bucket(id, e[pos+key:pos+key+value]); err != nil {
			return err
		}
	}
	return nil
}

// bucket looks at a bucket that stands on a page.
func (t *tree) bucket(id uint64, value []byte) error {
	if len(value) < bucketHeader {
		return fmt.Errorf("%w: page %d has half a bucket", ErrDamaged, id)
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		return t.walk(root)
	}
	if len(value) < bucketHeader+pageHeader {
		return fmt.Errorf("%w: page %d has half a bucket", ErrDamaged, id)
	}
	return t.elements(id, value[bucketHeader:])
}
