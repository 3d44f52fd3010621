# Two commands do everything: `make run` and `make test`. `make setup` does the environment alone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
HOST ?= 127.0.0.1

.PHONY: run setup setup-dev test format lint types contracts pytest lock bench clean

run: setup ## Start the site with its demo data on http://127.0.0.1:8000/
	@$(BIN)/mitodoke demo
	@$(BIN)/mitodoke serve --host $(HOST) --port $(PORT)

setup: $(VENV)/base.done ## The environment that runs the site

setup-dev: $(VENV)/dev.done ## The environment that also tests it

$(VENV)/bin/python:
	@./scripts/make-venv "$(PYTHON)" "$(VENV)"

$(VENV)/base.done: requirements/base.txt pyproject.toml | $(VENV)/bin/python
	@echo "必要な部品を入れています（初回のみ、1分ほど）…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements/base.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/dev.done: requirements/dev.txt $(VENV)/base.done
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements/dev.txt
	@touch $@

test: setup-dev ## Format, lint, types, import contracts, and every test
	@./scripts/find-chromium
	@$(MAKE) --no-print-directory lint types contracts pytest

lint:
	@$(BIN)/ruff format --check --quiet src tests benchmarks
	@$(BIN)/ruff check --quiet src tests benchmarks

format: setup-dev ## Bring the code into the form that `make test` checks
	@$(BIN)/ruff format src tests benchmarks
	@$(BIN)/ruff check --fix src tests benchmarks

types:
	@$(BIN)/mypy --no-error-summary

contracts:
	@$(BIN)/lint-imports --no-cache > .contracts.log || { cat .contracts.log; exit 1; }
	@rm -f .contracts.log

pytest:
	@$(BIN)/pytest -n 2 --dist loadscope

bench: setup-dev ## Speed and memory, each with a ratio (docs/benchmarks.md)
	@$(BIN)/python -m benchmarks.run

lock: setup-dev ## Write the lock files anew: hashes, no registry addresses
	@$(BIN)/uv pip compile pyproject.toml --extra build $(LOCK_OPTIONS) -o requirements/base.txt
	@$(BIN)/uv pip compile pyproject.toml --extra build --extra dev $(LOCK_OPTIONS) -o requirements/dev.txt

LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

clean: ## Remove the environment and everything made (not the database under var/)
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build src/*.egg-info
