# make run   the dashboard on http://127.0.0.1:8501 (PORT= changes the port)
# make check format, lint, import rules, types, and every test outside the browser
# make test  the same, and the tests in the browser
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run static check test build rebuild format pictures bench reliability
.DEFAULT_GOAL := run

# A broken database must not keep the dashboard from saying so: hence the "-".
run: .venv/run.installed
	-$(BIN)/python -m ics build
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

build: .venv/run.installed
	$(BIN)/python -m ics build

rebuild: .venv/run.installed
	$(BIN)/python -m ics build --again

# The tests run in as many processes as there are cores, a file of tests in one of them; the longest files begin.
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

static: .venv/test.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/oxlint --quiet ics

check: static
	$(PYTEST) --ignore tests/browser

test: static
	$(PYTEST)

format: .venv/test.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: .venv/test.installed
	$(BIN)/python -m tests.browser.pictures docs/pictures

bench: .venv/test.installed
	$(BIN)/python -m benchmarks.region_change docs/performance.md

# Half an hour on a quiet machine; needs root, for disks that fill up and folders that may not be written.
reliability: .venv/test.installed
	ICS_TEST_EXAMPLES=100 $(BIN)/python -m pytest -m "reliability or not reliability" tests/readers/test_fuzz.py
	$(BIN)/python -m benchmarks.reliability.report docs/reliability.md

.venv/run.installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(PIP) -r requirements.txt
	touch $@

.venv/test.installed: .venv/run.installed requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	$(BIN)/python -m tests.support.browser.chromium
	touch $@
