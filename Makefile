# Task Groups. `make run` serves the demonstration; `make test` runs every check.
SHELL := /bin/bash
PY := .venv/bin/python
# The system's Python where it is the one we name: distributions build it optimised, and it takes a tenth less.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3.11) python3)
PORT ?= 8000
export PORT
# Dozens of processes are started by the tests: what is compiled once is kept, whatever the surroundings say.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: setup run test lint style types tables lint-and-tables unit sqlite postgres browser bench format reference pins

setup: .venv/.ready

# Everything pinned with hashes. uv when it can be had (quicker), pip otherwise.
.venv/.ready: requirements/dev.txt requirements/run.txt pyproject.toml
	@test -x $(PY) || $(PYTHON) -m venv .venv 2>/dev/null || python3 -m venv --clear .venv
	@echo "Setting up .venv"
	@if .venv/bin/uv --version >/dev/null 2>&1 || .venv/bin/pip install -q --disable-pip-version-check uv >/dev/null 2>&1; \
	then .venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements/dev.txt && \
		.venv/bin/uv pip install -q --python $(PY) --no-deps --no-build-isolation -e .; \
	else .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt && \
		.venv/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .; fi
	@touch $@

run: setup
	.venv/bin/taskgroups demonstration --serve

lint: style types

style: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports --no-logo
	$(PY) tools/check_templates.py

types: setup
	.venv/bin/mypy

# Everything, one part after the other; at the end, how long each took. tests/parts.py says which test is in which part.
test: setup
	@$(PY) tools/run_parts.py lint-and-tables unit sqlite postgres browser

# Each keeps one core busy: two side by side. The tables are those the tests begin with, made once and copied.
lint-and-tables: setup
	@$(MAKE) --no-print-directory -j 2 types style tables

tables: setup
	$(PY) -m tests.image

# What needs no database, no browser and no process of its own: seconds.
unit: setup
	.venv/bin/pytest -n 2 -m "unit and not alone"

# What needs a database or starts processes; then what measures time, with nothing beside it.
sqlite: setup
	.venv/bin/pytest -n 2 -m "(database or process) and not alone" --durations=10
	.venv/bin/pytest -n 0 -m "alone and not browser"

# The same on PostgreSQL, but for what brings a database of its own.
postgres: setup
	$(PY) tools/find_servers.py
	$(PY) tools/with_postgres.py -- $(MAKE) --no-print-directory sqlite

# Three on two cores, since they often wait; handed out one by one, the longest first (tests/browser/conftest.py).
browser: setup
	$(PY) tools/find_chromium.py
	.venv/bin/pytest -n 3 --maxschedchunk=1 -m browser --durations=5

bench: setup
	$(PY) tools/find_servers.py
	$(PY) tools/with_postgres.py -- $(PY) -m bench

format: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# The pages of docs/ that are made from the code.
reference: setup
	$(PY) tools/write_reference.py

# Pins every library anew, with hashes, for Python 3.11.0 and later; what is pinned stays as it is where it still fits.
PIN := .venv/bin/uv pip compile -q --generate-hashes --no-header --no-emit-index-url --universal --python-version 3.11
pins: setup
	$(PIN) requirements/dev.in -o requirements/dev.txt
	for part in run s3 train; do $(PIN) -c requirements/dev.txt requirements/$$part.in -o requirements/$$part.txt; done
