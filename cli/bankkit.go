package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"

	"greenroom/bank"
	"greenroom/practice"
)

// bankKitCmd writes an interview kit: a round as a candidate meets it, from
// the other side of the table.
type bankKitCmd struct {
	packFlag
	Round string `required:"" help:"The round: screening, technical or strategy." placeholder:"ROUND"`
	Level string `help:"The level of the post: new-manager, manager or senior." default:"manager" placeholder:"LEVEL"`
	Seed  uint64 `help:"Draws other questions. The same seed draws the same, for every candidate." default:"1" placeholder:"N"`
	Out   string `short:"o" name:"out" help:"The file to write, which must not be there yet: there may be notes in it. Without it the kit is printed." placeholder:"FILE"`
}

// Run writes the kit.
func (c bankKitCmd) Run(std Streams) error {
	if err := errors.Join(known("round", []string{c.Round}, names(bank.Rounds())), known("level", []string{c.Level}, names(bank.Levels()))); err != nil {
		return usage(err)
	}
	b, err := c.load()
	if err != nil {
		return err
	}
	k := newKit(b, practice.Choice{Kind: practice.Kind(c.Round), Level: bank.Level(c.Level), Length: practice.Full}, c.Seed)
	if len(k.turns) == 0 {
		return usage(fmt.Errorf("the packs have no question for the round %s", c.Round))
	}
	var text bytes.Buffer
	k.write(&text)
	if c.Out == "" || c.Out == "-" {
		_, err := std.Out.Write(text.Bytes())
		return err
	}
	if err := writeNew(c.Out, text.Bytes()); err != nil {
		return fmt.Errorf("write the kit: %w", err)
	}
	_, err = fmt.Fprintf(std.Out, "Wrote a kit of %s to %s.\n", counted(len(k.turns), "question"), c.Out)
	return err
}

// newKit draws the round that a candidate with this choice and chance meets.
func newKit(b *bank.Bank, choice practice.Choice, seed uint64) kit {
	choice = choice.Or(practice.DefaultChoice)
	k := kit{choice: choice, seed: seed}
	for _, turn := range practice.Plan(b, bank.Round(choice.Kind), choice, practice.Needs{}, rand.New(rand.NewPCG(seed, 0))) {
		if q, ok := b.Find(turn.Question); ok {
			k.turns = append(k.turns, kitTurn{turn, q})
		}
	}
	return k
}

// writeNew writes a file that must not be there yet.
func writeNew(path string, content []byte) (err error) {
	if err := directoryOf(path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already: name another file, or remove it first", path)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
