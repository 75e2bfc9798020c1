package cli

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
)

func TestWhileSlackCannotBeReachedTheLogSaysWhy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		tries := 0
		err := insist(context.Background(), slog.New(slog.NewTextHandler(&log, nil)), func() error {
			if tries++; tries == 3 {
				return nil
			}
			return &url.Error{Op: "Post", URL: "https://slack.com/api/auth.test?token=secret", Err: errors.New("no such host")}
		})
		if err != nil || strings.Count(log.String(), "no such host") != 2 || strings.Contains(log.String(), "secret") {
			t.Errorf("%v, and the log says: %s", err, log.String())
		}
	})
}
