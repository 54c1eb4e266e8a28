# Task Groups. `make run` serves the demonstration; `make test` runs every check.
SHELL := /bin/bash
PY := .venv/bin/python
PORT ?= 8000
export PORT

.PHONY: setup run test lint types unit bench format clean

setup: .venv/.ready

# Everything pinned with hashes. uv when it can be had (quicker), pip otherwise.
.venv/.ready: requirements/dev.txt requirements/run.txt pyproject.toml
	@test -x $(PY) || python3 -m venv .venv
	@echo "Setting up .venv"
	@if .venv/bin/uv --version >/dev/null 2>&1 || .venv/bin/pip install -q --disable-pip-version-check uv >/dev/null 2>&1; \
	then .venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements/dev.txt; \
	else .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt; fi
	@.venv/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: setup
	.venv/bin/taskgroups demonstration --serve

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports --no-logo
	.venv/bin/mypy

format: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
