# Dateline. A bare machine needs Python 3.11 or newer, git and make; `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help open test check coverage bench docs lock clean programs
.DELETE_ON_ERROR:

VENV ?= .venv
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && command -v "$$p" && break; done)

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL_LOCKED := $(PIP) install --quiet --no-warn-conflicts --require-hashes --only-binary :all: -r
LOCKED := $(VENV)/.locked
PROJECT := $(VENV)/.project
DEV := $(VENV)/.dev
INDEX_SOURCES := hatch_build.py $(wildcard gazetteer/*.py gazetteer/sources/*.py gazetteer/data/*.* \
	gazetteer/data/*/*)

# What builds the project is pinned too; pip before 25.3 reads the first name, later ones the second.
export PIP_CONSTRAINT := $(CURDIR)/build-constraints.txt
export PIP_BUILD_CONSTRAINT := $(CURDIR)/build-constraints.txt
export PYTHONUTF8 := 1
# Python compiles the modules that are used when they are; pip would compile all there are, one by one.
export PIP_COMPILE := 0

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-6s %s\n", $$1, $$2}' Makefile

open: $(LOCKED) $(PROJECT)  ## set up, read the sample reports in seeds/ and open the dashboard (HEADLESS=1: no browser; ARGS: more options)
	$(BIN)/dateline open $(if $(filter-out 0,$(HEADLESS)),--headless) $(ARGS)

test:  ## set up and run every check; what CI runs
	@$(MAKE) --no-print-directory -j3 $(DEV) $(PROJECT) programs
	@CHROMIUM="$$(sh scripts/find-chromium.sh --no-install)" $(MAKE) --no-print-directory check

check: $(DEV) $(PROJECT)  ## every check: format, lint, types, floors, doctests, tests, docs
	@$(BIN)/python scripts/check.py $(ARGS)

coverage: $(DEV) $(PROJECT)  ## the same, with the share of lines and branches that the tests run (twice the time)
	@CHROMIUM="$$(sh scripts/find-chromium.sh --no-install)" $(BIN)/python scripts/check.py --cov --cov-report=term

bench: $(DEV) $(PROJECT)  ## measure against baselines in one run and print the ratios
	@$(BIN)/python bench/run.py $(ARGS)

docs: $(DEV) $(PROJECT)  ## write docs/cli.md from --help and take the README's screenshot
	$(BIN)/python scripts/cli_docs.py
	CHROMIUM="$$(sh scripts/find-chromium.sh)" $(BIN)/python scripts/screenshot.py

lock: $(DEV) $(PROJECT)  ## choose new versions and write the lock and constraints files
	$(BIN)/python scripts/lock.py

programs:  # that the tests start; one after the other: both may ask the system's packages
	@sh scripts/find-chromium.sh >/dev/null
	@sh scripts/find-postgis.sh >/dev/null || true

clean:  ## remove everything that is built, the virtual environment included
	rm -rf $(VENV) build dist htmlcov gazetteer/built .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found: install one, or name it: make PYTHON=/path/to/python3.12 …" >&2; exit 1; }
	@echo "==> 1/3 virtual environment in $(VENV), with $(PYTHON)"
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); echo "make: $(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

# What is installed needs nothing of each other to be, so that `make test` lets all of it go on at once.
$(LOCKED): requirements.lock | $(BIN)/python
	@echo "==> 2/3 locked packages (a minute or two the first time)"
	@env -u PIP_CONSTRAINT $(INSTALL_LOCKED) requirements.lock
	@touch $@

$(PROJECT): pyproject.toml build-constraints.txt $(INDEX_SOURCES) | $(BIN)/python
	@echo "==> 3/3 Dateline itself; compiles the gazetteer's index"
	@$(PIP) install --quiet --no-deps --editable .
	@touch $@

# All of requirements.lock stands in here too.
$(DEV): requirements-dev.lock | $(BIN)/python
	@echo "==> locked packages and those for the checks (a minute or two the first time)"
	@env -u PIP_CONSTRAINT $(INSTALL_LOCKED) requirements-dev.lock
	@touch $(LOCKED) $@
