package cli

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"greenroom/config"
	"greenroom/storage"
)

// Whoever stops a bot that waits for its database has stopped it, no more: nothing
// went wrong.
func TestABotThatIsStoppedWhileItWaitsForItsDatabaseJustEnds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "greenroom.db")
	held, err := storage.Open(t.Context(), path, "T1")
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	ctx, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer stop()
	p := parts{cfg: config.Config{Storage: path}, log: slog.New(slog.DiscardHandler)}
	if _, err := takeStore(ctx, p, "T1", storage.Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it ends with %v", err)
	}
}
