package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"greenroom/config"
)

// settingsOf reads a unit: each section's keys with all their values, of which an
// empty one takes back those before.
func settingsOf(t *testing.T, path string) map[string]map[string][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]map[string][]string{}
	section := ""
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' || line[0] == ';' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok {
			section = strings.TrimSuffix(name, "]")
			out[section] = map[string][]string{}
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok || section == "" {
			t.Errorf("%s: no setting: %q", path, line)
			continue
		}
		out[section][key] = append(out[section][key], value)
	}
	return out
}

const unit = "deploy/greenroom.service"

func TestTheUnitSaysWhatTheProgramReliesOn(t *testing.T) {
	service := settingsOf(t, unit)["Service"]
	for key, want := range map[string]string{
		"ExecStart": "/usr/local/bin/greenroom run -c /etc/greenroom/config.yaml",
		"User":      "greenroom", "StateDirectory": "greenroom", "UMask": "0077", "Restart": "on-failure",
		"RestartForceExitStatus": "75", "RestartPreventExitStatus": "2", "KillSignal": "SIGTERM", "TimeoutStopSec": "15",
		"NoNewPrivileges": "yes", "ProtectSystem": "strict", "CapabilityBoundingSet": "",
	} {
		if got := service[key]; !slices.Equal(got, []string{want}) {
			t.Errorf("%s=%q, want %q", key, got, want)
		}
	}
	// The tokens come as credentials, under the names by which they are looked for.
	credentials := map[string]string{}
	for _, c := range service["LoadCredential"] {
		name, path, _ := strings.Cut(c, ":")
		credentials[name] = path
	}
	dir := t.TempDir()
	for name, token := range map[string]string{"app-token": "xapp-1-A-1-x", "bot-token": "xoxb-1-x"} {
		if !strings.HasPrefix(credentials[name], "/etc/greenroom/") {
			t.Errorf("the credential %s is of %q", name, credentials[name])
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(token+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := map[string]string{}
	for _, line := range service["Environment"] {
		for _, pair := range strings.Fields(line) {
			key, value, _ := strings.Cut(pair, "=")
			env[key] = strings.ReplaceAll(value, "%d", dir)
		}
	}
	if _, _, err := config.Tokens(func(key string) string { return env[key] }); err != nil {
		t.Errorf("with the unit's environment: %v", err)
	}
}

// systemd's own judgement, where it is to be had.
func TestSystemdTakesTheUnit(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("there is no systemd here")
	}
	text, err := os.ReadFile(unit)
	if err != nil {
		t.Fatal(err)
	}
	// The program need not be installed on this machine.
	program, err := exec.LookPath("true")
	if err != nil {
		t.Skip(err)
	}
	copied := filepath.Join(t.TempDir(), "greenroom.service")
	text = []byte(strings.Replace(string(text), "ExecStart=/usr/local/bin/greenroom", "ExecStart="+program, 1))
	if err := os.WriteFile(copied, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("systemd-analyze", "verify", "--man=no", copied).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("verify: %v\n%s", err, out)
	}
	// In tenths, from 0 to 100: how much a service could do if it were taken over.
	out, err := exec.Command("systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", copied).CombinedOutput()
	if err != nil {
		t.Errorf("security: %v\n%s", err, out)
	}
}

const container = "deploy/Dockerfile"

func TestTheContainerIsBuiltWithTheGoOfTheModule(t *testing.T) {
	module, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(container)
	if err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(`(?m)^go (\S+)$`).FindSubmatch(module)
	got := regexp.MustCompile(`(?m)^FROM golang:(\S+) AS build$`).FindSubmatch(file)
	if want == nil || got == nil || string(want[1]) != string(got[1]) {
		t.Errorf("go.mod says %q, %s %q", want, container, got)
	}
}

func TestTheContainerHoldsTheProgramAloneAndRunsItAsNobodyInParticular(t *testing.T) {
	file, err := os.ReadFile(container)
	if err != nil {
		t.Fatal(err)
	}
	_, image, found := strings.Cut(string(file), "\nFROM scratch\n")
	if !found {
		t.Fatal("it is not made from scratch")
	}
	for _, line := range []string{
		"USER 65532:65532", "VOLUME /data", "STOPSIGNAL SIGTERM",
		`ENTRYPOINT ["/usr/local/bin/greenroom"]`, `CMD ["run", "-c", "/etc/greenroom/config.yaml"]`,
		"COPY --from=build --chown=65532:65532 /out/data /data",
	} {
		if !strings.Contains(image, line+"\n") {
			t.Errorf("there is no line %s", line)
		}
	}
	if !strings.Contains(string(file), "CGO_ENABLED=0") {
		t.Error("the program is not static")
	}
	// Nothing in it has a shell to run.
	for _, line := range strings.Split(image, "\n") {
		word, rest, _ := strings.Cut(line, " ")
		if word == "RUN" || (word == "CMD" || word == "ENTRYPOINT") && !strings.HasPrefix(rest, "[") {
			t.Errorf("this needs a shell: %s", line)
		}
	}
	if !strings.Contains(image, `CMD ["/usr/local/bin/greenroom", "health", `) {
		t.Error("nobody asks how it is")
	}
}
