package cli

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"greenroom/playground"
	"greenroom/storage"
)

// of gives the patient the frozen database of a format, of any workspace.
func (p *patient) of(frozen string) {
	p.t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "storage", "testdata", frozen+".db"))
	if err == nil {
		err = os.WriteFile(p.database(), b, 0o600)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	p.edit(func(tx *bbolt.Tx) error { return tx.Bucket([]byte("meta")).Put([]byte("workspace"), nil) })
}

// edit changes the database, which nobody may hold, behind the store's back.
func (p *patient) edit(f func(*bbolt.Tx) error) {
	p.t.Helper()
	db, err := bbolt.Open(p.database(), 0o600, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	if err := errors.Join(db.Update(f), db.Close()); err != nil {
		p.t.Fatal(err)
	}
}

// losesARow takes the row away that finds an answer by its person.
func losesARow(tx *bbolt.Tx) error {
	b := tx.Bucket([]byte("mine"))
	k, _ := b.Cursor().First()
	return b.Delete(bytes.Clone(k))
}

func TestDoctorLooksAtAnOlderDatabaseAndChangesNothing(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.of("format-1")
	before, err := os.ReadFile(p.database())
	if err != nil {
		t.Fatal(err)
	}
	p.diagnosed(0, "checked and whole", "it has format 1; when the bot starts it copies the file beside itself and brings it to format 2")
	if after, err := os.ReadFile(p.database()); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed (%v)", err)
	}
	p.start()
	p.diagnosed(0, "is held by the running bot", "checked and whole", "as it was before an update it lies in", "greenroom-format-1-")
}

func TestDoctorFindsWhatLeadsNowhere(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.of("format-2")
	p.edit(losesARow)
	p.diagnosed(1, "the file is damaged", "nothing finds it in mine", "-> move the file away and put the last backup in its place")
	p.start()
	p.diagnosed(1, "the running bot finds", "nothing finds it in mine", "-> stop the bot, then move the file away")
}

func TestANewerDatabaseIsRefusedUntouchedByEveryCommand(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.of("format-2")
	p.edit(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("version"), binary.BigEndian.AppendUint32(nil, 78))
	})
	before, err := os.ReadFile(p.database())
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(p.database())
	if err != nil {
		t.Fatal(err)
	}
	p.diagnosed(1, "written by a newer greenroom: it has format 78, and this one knows formats up to 2", "-> update the greenroom on this machine")
	for _, args := range [][]string{
		{"run", "-c", p.path}, {"backup", filepath.Join(t.TempDir(), "copy.db"), "-c", p.path}, {"export", "--user", "U0ANA0000", "-c", p.path},
	} {
		var out bytes.Buffer
		code := Run(t.Context(), args, strings.NewReader(""), &out, &out, func(key string) string { return p.env[key] })
		if code != 1 || !strings.Contains(out.String(), "it has format 78") || !strings.Contains(out.String(), "run the newer greenroom") {
			t.Errorf("%s exits %d and says: %s", args[0], code, out.String())
		}
	}
	now, err := os.Stat(p.database())
	if err != nil || !now.ModTime().Equal(info.ModTime()) {
		t.Errorf("the file was written to (%v)", err)
	}
	if after, err := os.ReadFile(p.database()); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed (%v)", err)
	}
}

func TestABackupOfAnOlderDatabaseIsOfItsFormat(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.of("format-1")
	if err := os.WriteFile(p.path, []byte(p.config), 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "copy.db")
	var out bytes.Buffer
	if code := Run(t.Context(), []string{"backup", to, "-c", p.path}, strings.NewReader(""), &out, &out, func(key string) string { return p.env[key] }); code != 0 {
		t.Fatalf("it exits %d and says: %s", code, out.String())
	}
	for _, path := range []string{p.database(), to} {
		s, err := storage.OpenWith(t.Context(), path, "", storage.Options{AsIs: true})
		if err != nil {
			t.Fatal(err)
		}
		if n, err := s.Format(); n != 1 || err != nil {
			t.Errorf("%s has format %d, %v", path, n, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
