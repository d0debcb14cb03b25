# Everything a person does with a clone of Tallgrass. It needs Python 3.11 or newer with pip and venv, and make.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
HASHED := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement
EDITABLE := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
CODE := src tests $(wildcard benchmarks)
# What `make run` keeps: a folder of this clone, apart from a Tallgrass installed for real.
export TALLGRASS_DATA ?= $(CURDIR)/data

.PHONY: help run test check bench lint types walls format docs lock clean

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

run: $(VENV)/.site ## Install, make the example place, serve it and print the address (PORT=8000)
	@$(BIN)/tallgrass serve --example --port $(PORT)

test: $(VENV)/.services lint types walls ## Install what tests need; lint, types, walls, tests on both databases, in a browser
	@echo "Tests, on PostgreSQL at the same time (told afterwards) ..."
	@$(BIN)/python -m tests.postgresql $(BIN)/pytest --quiet -p no:cacheprovider -m "database and not slow and not browser" \
	  >$(VENV)/postgresql.log 2>&1 & beside=$$!; failed=0; \
	$(BIN)/pytest --quiet -m "not slow" || failed=1; \
	wait $$beside || failed=1; cat $(VENV)/postgresql.log; exit $$failed

check: $(VENV)/.services $(VENV)/.bench ## What takes longer: the rest of the tests, a quick run of the benchmarks (after `make test`)
	@echo "Longer tests, on PostgreSQL at the same time (told afterwards) ..."
	@$(BIN)/python -m tests.postgresql $(BIN)/pytest --quiet -p no:cacheprovider -m "database and slow and not browser" \
	  >$(VENV)/postgresql.log 2>&1 & beside=$$!; failed=0; \
	$(BIN)/pytest --quiet -m slow || failed=1; \
	wait $$beside || failed=1; cat $(VENV)/postgresql.log; exit $$failed
	$(BIN)/python -m benchmarks --quick

bench: $(VENV)/.bench ## Measure against the yardsticks, and print the ratios
	$(BIN)/python -m benchmarks

lint: $(VENV)/.dev ## Style and likely mistakes
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: $(VENV)/.dev ## Types, strict
	$(BIN)/mypy

walls: $(VENV)/.dev ## The arrows of the house
	$(BIN)/lint-imports

format: $(VENV)/.dev ## Mend style where a machine can
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

docs: $(VENV)/.dev ## Write the reference pages anew from the code
	$(BIN)/python -m tests.house.reference
	$(BIN)/python -m tests.files.publish
	$(BIN)/python -m tests.examples.publish
	$(BIN)/python -m tests.api.publish
	$(BIN)/python -m tests.languages.ledger

# Versions younger than a week are left to others: mistakes and mischief are mostly found by then.
lock: $(VENV)/.dev ## Choose versions anew from pyproject.toml and write requirements/*.txt
	@choose() { $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --exclude-newer '7 days' --universal \
	  --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --no-emit-find-links --output-file "requirements/$$1.txt" "$${@:2}"; }; \
	choose bench --extra dev --extra bench; \
	choose dev --extra dev --constraint requirements/bench.txt; \
	choose site --extra build --extra site --constraint requirements/bench.txt; \
	choose server --extra build --extra site --extra postgres --extra pdf --constraint requirements/bench.txt; \
	choose testserver --extra testserver --constraint requirements/bench.txt

clean: ## Remove what make made (never your data)
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: $(BIN)/python requirements/site.txt pyproject.toml
	@echo "Installing into $(VENV) ..."
	@$(HASHED) requirements/site.txt
	@$(EDITABLE)
	@touch $@

$(VENV)/.dev: $(BIN)/python requirements/dev.txt pyproject.toml
	@echo "Installing what tests need into $(VENV) ..."
	@$(HASHED) requirements/dev.txt
	@$(EDITABLE)
	@touch $@ $(VENV)/.site

$(VENV)/.bench: $(BIN)/python requirements/bench.txt pyproject.toml
	@$(HASHED) requirements/bench.txt
	@$(EDITABLE)
	@touch $@

# A real PostgreSQL and a real Chromium. Where they cannot be installed, tests say so and leave them out.
$(VENV)/.services: $(VENV)/.dev tests/services.sh
	@PIP="$(HASHED)" bash tests/services.sh
	@touch $@
