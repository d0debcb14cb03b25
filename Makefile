# Everything a person does with a clone of Tallgrass. Needs Python 3.11 or newer with pip and venv, and make.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HASHED := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
EDITABLE := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

.PHONY: help run test check bench lint types walls format install install-dev lock clean

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

install: $(VENV)/.site ## Put the program and the site into .venv
install-dev: $(VENV)/.dev ## The same, with what tests, lint and types need

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: $(BIN)/python requirements/site.txt pyproject.toml
	$(HASHED) --requirement requirements/site.txt
	$(EDITABLE)
	@touch $@

$(VENV)/.dev: $(BIN)/python requirements/dev.txt pyproject.toml
	$(HASHED) --requirement requirements/dev.txt
	$(EDITABLE)
	@touch $@ $(VENV)/.site

lock: $(VENV)/.dev ## Choose versions anew from pyproject.toml and write requirements/*.txt
	@compile="$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml"; \
	$$compile --extra dev --extra bench --output-file requirements/bench.txt; \
	$$compile --extra dev --constraint requirements/bench.txt --output-file requirements/dev.txt; \
	$$compile --extra build --extra site --constraint requirements/bench.txt --output-file requirements/site.txt

clean: ## Remove what make made (never your data)
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
