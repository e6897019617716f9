# Everything anybody needs to do here; `make help` lists it.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
.DEFAULT_GOAL := help

.PHONY: help demo test check static run prove faults audit bench format lock clean

help: ## show what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/run ## set up everything and open the bot against a Telegram in memory
	$(PY) -m bot.sandbox

test: $(VENV)/dev ## set up everything and run the tests
	$(PY) -m pytest -n 2 --dist loadfile

check: static test ## static checks, then the tests: what CI runs

static: $(VENV)/dev ## format, lint, types, import contracts, security
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) -m bandit -q --severity-level medium -c pyproject.toml -r bot handlers messages models

run: $(VENV)/run ## run the bot for real (settings in the environment or .env)
	$(PY) -m bot run

prove: $(VENV)/dev ## prove every promise of PRIVACY.md and note the day, which /privacy shows
	$(PY) -m pytest -n 2 -p tests.proving -m promise

faults: $(VENV)/dev ## the long fault tests: 500 kills a mode, 100 of senders
	HANDRAIL_TEST_KILLS=500 HANDRAIL_TEST_SENDER_KILLS=100 $(PY) -m pytest -s tests/faults

audit: $(VENV)/dev ## the whole attack audit of the counts
	HANDRAIL_TEST_AUDIT=1 $(PY) -m pytest tests/audit

bench: $(VENV)/dev ## measure, against a named baseline in the same run
	$(PY) -m benchmarks

format: $(VENV)/dev ## format the code and mend what can be mended
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

lock: $(VENV)/dev ## resolve the locks again: hashes, no addresses
	$(PY) -m pip install --quiet uv
	$(PY) -m uv pip compile pyproject.toml --group dev $(LOCK) --output-file requirements-dev.txt
	$(PY) -m uv pip compile pyproject.toml $(LOCK) --constraint requirements-dev.txt --output-file requirements.txt

LOCK := --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --upgrade

clean: ## remove what was built, never what was kept in var/
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/run: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Handrail needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/run
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
