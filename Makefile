# Greenroom's tasks; `make help` lists them. A fresh machine needs Go and make:
# `make run` to try it in the browser, `make test` to prove it.

GO            ?= go
GOLANGCI_LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# The program needs no C; only the race detector of the tests does.
export CGO_ENABLED := 0
# Where .ci/tools puts a Node.js when the machine's own is missing or too old.
export PATH := $(CURDIR)/.tools/node_modules/.bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run build check test played faulted soak lint bench eval train screenshots tools style

help: ## list these tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## open the playground: Greenroom in the browser, no account and no config
	@$(GO) run . playground

build: ## build the program, bin/greenroom
	$(GO) build -trimpath -ldflags='-s -w' -o bin/greenroom .

check: style ## the fast checks, for every save
	$(GO) test -short ./...

# The conversations run on one processor under the race detector: in a synctest
# bubble two threads that fire timers at once share one state of the detector's,
# and now and then it crashes inside its own runtime (Go 1.26.8).
test: tools style lint ## everything: style, lint, unit, end-to-end and browser tests with the race detector
	CGO_ENABLED=1 $(GO) test -race -shuffle=on -timeout=15m $$($(GO) list ./... | grep -v '/cli$$')
	@$(MAKE) --no-print-directory -j2 played faulted

# The two halves of ./cli run side by side, since each has one processor only.
PLAYED = ^(TestScripts|TestBrowser|TestTheProgram|TestKilledInMany.*|TestADigest.*)$$

played:
	CGO_ENABLED=1 $(GO) test -race -shuffle=on -timeout=15m -cpu=1 -run='$(PLAYED)' ./cli

faulted:
	CGO_ENABLED=1 $(GO) test -race -shuffle=on -timeout=15m -cpu=1 -skip='$(PLAYED)' ./cli

lint: ## the linters of .golangci.yml, at the pinned version
	$(GO) run $(GOLANGCI_LINT) run ./...

soak: ## the long proofs: the calendar in every zone, rounds under every fault, and a bot that is killed two hundred times
	$(GO) test -count=1 -timeout=60m -run=EveryZone ./scheduler -every-transition
	$(GO) test -count=1 -timeout=60m -run=TestNothingIsLost ./practice -seeds=20000
	$(GO) test -count=1 -timeout=60m -run='^TestARoundIsHeldOnce' ./cli -every-point
	$(GO) test -count=1 -timeout=60m -v -run='^TestKilledInManyLives' ./cli -lives=200

bench: ## measure what is promised about speed, and print the table
	$(GO) run ./bench

eval: ## print how right the feedback is on labelled answers, beside plain baselines
	@$(GO) test -count=1 -run='^TestEval$$' ./practice/feedback -eval -v | grep -v '^---\|^===\|^PASS\|^ok'

train: ## fit the feedback's models anew on the labelled sentences (the same weights each time)
	$(GO) test -count=1 -v -run='^TestTrain$$' ./practice/feedback -train

screenshots: tools ## take the pictures in docs/screenshots anew
	$(GO) test -count=1 -run='^TestBrowser$$' ./cli -screenshots=$(CURDIR)/docs/screenshots

tools: ## install what the tests need (Chromium, gcc, Node.js), or say what is missing
	@.ci/tools

style:
	@unformatted=$$(gofmt -l .) && test -z "$$unformatted" || { echo "gofmt -w $$unformatted" >&2; exit 1; }
	$(GO) vet ./...
	$(GO) mod tidy -diff
	$(GO) run . bank check >/dev/null
