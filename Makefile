# The few commands people need; `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test faults fuzz build release install format lint clean
# Two builds in one folder wait for each other's lock.
.NOTPARALLEL:

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# Further flags of `tocsin demo`, for example DEMO="--exit-when-done".
DEMO ?=
# Further flags of `faults`, for example FAULTS="--kills 10 --moves 10".
FAULTS ?=
# How long `fuzz` goes on.
SECONDS ?= 600
export SWIFT

# The Swift runtime is linked in, so that the binary runs where no Swift is installed.
RELEASE := -c release --product tocsin --static-swift-stdlib
SOURCES := Sources Tests Package.swift
# How many tests run at a time. Without it all begin at once, and on two cores one that waits for a program comes back
# to its work only when the hundreds before it are done: its time is over then.
TEST_WIDTH := SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

demo: release ## build, then watch sample articles become alerts: no Kafka, no set-up
	@exec .build/release/tocsin demo $(DEMO)

test: ## build and run all tests, and the tests beside the rules
	@deploy/prepare
	@echo '==> building with tests (the first time takes some minutes)'
	@$(SWIFT) build --build-tests
	@echo '==> running the tests (some three minutes; quiet as long as they pass)'
	@$(TEST_WIDTH) $(SWIFT) test --skip-build --disable-xctest --quiet
	@echo '==> checking configuration and rules'
	@.build/debug/tocsin check --config Config/tocsin.yaml
	@echo '==> looking for rules that no test needs'
	@.build/debug/tocsin rules coverage

# The program as users run it, and what kills it, against the broker that TOCSIN_TEST_BOOTSTRAP names: one that keeps
# transactions and lets topics be created. It takes five to ten minutes. Without a broker it says what it leaves out.
faults: ## kill, start and stop the daemon under load, then count every alert
	@deploy/prepare --build
	@echo '==> building for release (the first time takes some minutes)'
	@$(SWIFT) build $(RELEASE)
	@$(SWIFT) build -c release --product faults --static-swift-stdlib
	@.build/release/faults $(FAULTS)

# Half of the time for texts, half for rule files; nothing of it touches the other builds.
fuzz: ## throw mutated articles and rule files at the engine for SECONDS (600)
	@deploy/prepare --build
	@deploy/fuzz articles $$(( $(SECONDS) / 2 ))
	@deploy/fuzz rules $$(( $(SECONDS) / 2 ))

build: ## build for development (.build/debug/tocsin)
	@deploy/prepare --build
	@$(SWIFT) build

release: ## build for use (.build/release/tocsin)
	@deploy/prepare --build
	@echo '==> building for release (the first time takes some minutes)'
	@$(SWIFT) build $(RELEASE)

# A configuration that is there already is never overwritten; rules and lexicon are replaced, so that none is left over.
install: ## install under PREFIX (default /usr/local), staged under DESTDIR; after `make release`, as root
	@[ -x .build/release/tocsin ] || { echo "tocsin: nothing to install: run 'make release' first" >&2; exit 1; }
	install -D -s -m 755 .build/release/tocsin $(DESTDIR)$(PREFIX)/bin/tocsin
	rm -rf $(DESTDIR)$(PREFIX)/share/tocsin
	install -d $(DESTDIR)$(PREFIX)/share/tocsin
	cp -R --no-preserve=mode,ownership Config/rules Config/lexicon seeds $(DESTDIR)$(PREFIX)/share/tocsin/
	[ -e $(DESTDIR)/etc/tocsin/tocsin.yaml ] || install -D -m 644 Config/tocsin.yaml $(DESTDIR)/etc/tocsin/tocsin.yaml
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|/usr/bin/tocsin|$(PREFIX)/bin/tocsin|' deploy/systemd/tocsin.service \
	    > $(DESTDIR)$(PREFIX)/lib/systemd/system/tocsin.service

format: ## lay the Swift sources out
	@$(SWIFT) format -i -r $(SOURCES)

lint: ## check their layout
	@$(SWIFT) format lint --strict -r $(SOURCES)

clean: ## remove what was built
	@rm -rf .build
