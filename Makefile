# Every target sets up what it needs in .venv; `make demo` and `make test` work in any order.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLUGINS := $(wildcard plugins/newskit-*)
# Takes 0.9 GB, its Java among it, and is no part of the demonstration.
HEAVY := plugins/newskit-spark
DATA := $(wildcard ../shared/data)
export NEWSKIT_DATA ?= $(abspath $(DATA))
# One more than there are processors: some tests wait, for a terminal, a lease, a server.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# What pytest compiles of the tests is kept, whatever the shell says: seconds of every run.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test lint quality hardening docs bench clean

demo: $(VENV)/installed
	@mkdir -p build
	$(BIN)/newskit digest samples/
	@echo
	$(BIN)/newskit digest samples/ -o build/digest.md
	$(BIN)/newskit summarize samples/000.txt

test: $(VENV)/complete
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: $(VENV)/complete
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

quality: $(VENV)/installed
	$(BIN)/python -m pytest -m quality

hardening: $(VENV)/complete
	NEWSKIT_EXAMPLES=300 $(BIN)/python -m pytest -n auto --dist worksteal -m "hardening or hypothesis" $(PYTEST)

docs: $(VENV)/complete
	$(BIN)/python docs/generate.py

bench: $(VENV)/installed build/bench-venv/installed
	$(BIN)/python benchmarks/run.py $(BENCH)

clean:
	rm -rf $(VENV) build

# What does not install is reported as missing by the benchmark.
build/bench-venv/installed: benchmarks/requirements.txt
	$(PYTHON) -m venv build/bench-venv
	-sed '/^#/d' $< | while read -r peer; do \
		build/bench-venv/bin/python -m pip install --quiet --disable-pip-version-check $$peer; done
	@touch $@

$(VENV)/installed: pyproject.toml constraints.txt $(addsuffix /pyproject.toml,$(PLUGINS))
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
		--editable '.[dev]' $(addprefix --editable ,$(filter-out $(HEAVY),$(PLUGINS)))
	$(BIN)/python -m compileall -q newskit $(PLUGINS)
	@touch $@

$(VENV)/complete: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
		$(addprefix --editable ,$(HEAVY))
	@touch $@
