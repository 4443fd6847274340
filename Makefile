# make run   the dashboard on http://127.0.0.1:8501 (PORT= changes the port)
# make test  every check and test, the browser included
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test build rebuild format pictures bench reliability
.DEFAULT_GOAL := run

# A broken database must not keep the dashboard from saying so: hence the "-".
run: .venv/run.installed
	-$(BIN)/python -m ics build
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

build: .venv/run.installed
	$(BIN)/python -m ics build

rebuild: .venv/run.installed
	$(BIN)/python -m ics build --again

test: .venv/test.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m pytest

format: .venv/test.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: .venv/test.installed
	$(BIN)/python -m tests.browser.pictures docs/pictures

bench: .venv/test.installed
	$(BIN)/python -m benchmarks.region_change docs/performance.md

# Half an hour on a quiet machine; needs root, for disks that fill up and folders that may not be written.
reliability: .venv/test.installed
	$(BIN)/python -m benchmarks.reliability.report docs/reliability.md

.venv/run.installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(PIP) -r requirements.txt
	touch $@

.venv/test.installed: .venv/run.installed requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	$(BIN)/python -m tests.support.browser.chromium
	touch $@
