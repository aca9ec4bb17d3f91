# Every target prints what it does in `make help`. On a fresh machine `make run` and `make test` set up what is missing.
.DEFAULT_GOAL := help
SHELL := /bin/sh
# make run RAW=scans OUT=tables WORKERS=2; what is not said here is as courrier.toml has it (docs/settings.md)
ifdef RAW
export COURRIER_RAW := $(RAW)
endif
ifdef OUT
export COURRIER_OUT := $(OUT)
endif
ifdef WORKERS
export COURRIER_WORKERS := $(WORKERS)
endif
REAL ?= ../shared/real
KILLS ?= 50
SECONDS ?= 60
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
COMPILE := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
# what goes beside the other libraries, in a lock of its own
LOCK_ALONE = $(PY) -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb")); print(*$(1), sep="\n")' \
    | $(COMPILE) --constraint requirements.lock -

.PHONY: help setup second-opinion s3 run read extract check report test lint eval model encoder bench opening ablation chaos fuzz sample docs lock clean

help:  ## this list
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: $(READY)  ## what is missing: Tesseract with French, a virtual environment with locked libraries

second-opinion: $(READY)  ## what `courrier read --second-opinion` needs: rapidocr with its models (130 MB)
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes --requirement second-opinion.lock

s3: $(READY)  ## what s3:// addresses need, and a server of objects for their tests
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes --requirement s3.lock

run: $(READY)  ## all stages, data/raw -> data/processed; or RAW=scans OUT=tables WORKERS=2
	@$(PY) -m pipeline run $(ARGS)

read: $(READY)  ## scans -> documents, pages, words
	@$(PY) -m pipeline read --quiet $(ARGS) || [ $$? -eq 1 ]

extract: read  ## words -> letters, mentions
	@$(PY) -m pipeline extract --quiet $(ARGS) || [ $$? -eq 1 ]

check: extract  ## letters, mentions -> findings
	@$(PY) -m pipeline check --quiet $(ARGS) || [ $$? -eq 1 ]

report: check  ## tables -> one HTML page per mailing, CSV for spreadsheets
	@$(PY) -m pipeline report $(ARGS)

test: $(READY)  ## every test, in parallel
	@$(PY) -m pytest -n auto -m "" $(ARGS)

lint: $(READY)  ## ruff, mypy strict, import-linter
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports

eval: $(READY)  ## measure the accuracy: drawn letters, those of others, the real ones where REAL=../shared/real is present; ARGS=--quick
	@$(PY) -m tests.eval "$(REAL)" $(ARGS)

model: $(READY)  ## fit the tables in models/: what sentences say, what letters are about, which figures are of one thing, what is worth asking, how sure a value is
	@$(PY) -m tests.model.speech
	@$(PY) -m tests.model.topics
	@$(PY) -m tests.model.figures
	@$(PY) -m tests.model.asked
	@$(PY) -m tests.model $(ARGS)

encoder: $(READY)  ## fit the encoder that compares sentences, and tell how well it does (5 GB, some hours)
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes --requirement encoder.lock
	@$(PY) -m tests.model.encoder $(ARGS)

bench: $(READY)  ## measure speed and wrong characters beside other readers in one run, then what more workers gain
	@$(PY) -m tests.bench "$(REAL)" $(ARGS)
	@$(PY) -m tests.bench.scaling 200 10000 1

opening: $(READY)  ## measure how long the report of 500 letters takes to open in Chromium; ARGS=500
	@$(PY) -m tests.bench.opening $(ARGS)

ablation: $(READY)  ## measure what each step of cleaning and reading gains
	@$(PY) -m tests.bench.ablation "$(REAL)"

chaos: $(READY)  ## kill a real run at many moments and compare bytes; KILLS=50
	@$(PY) -m tests.chaos $(KILLS)

fuzz: $(READY)  ## try hostile bytes on what reads files, rows and letters; SECONDS=60, what breaks it is kept as a test
	@$(PY) -m tests.fuzz $(SECONDS)

sample: $(READY)  ## draw the sample mailing data/raw/orange-2015 again, byte for byte
	@$(PY) -m tests.paper.sample data/raw/orange-2015

docs: $(READY)  ## write the reference pages and the picture of the README again from the code; the site into build/site
	@$(PY) -m tests.docs
	@$(PY) -m tests.picture
	@NO_MKDOCS_2_WARNING=1 $(VENV)/bin/mkdocs build --strict --quiet
	@$(PY) -m tests.picture site

lock: $(READY)  ## resolve the dependencies of pyproject.toml into requirements.lock
	@$(COMPILE) --group dev pyproject.toml --output-file requirements.lock
	@$(call LOCK_ALONE,p["project"]["optional-dependencies"]["second-opinion"]) --output-file second-opinion.lock
	@$(call LOCK_ALONE,p["dependency-groups"]["encoder"]) --output-file encoder.lock
	@$(call LOCK_ALONE,p["project"]["optional-dependencies"]["s3"] + p["dependency-groups"]["s3-server"]) --output-file s3.lock

clean:  ## take away what was made: tables, caches, the virtual environment
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find data/processed -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each line stands for itself: a machine that has it already skips it.
$(READY): requirements.lock pyproject.toml
	@echo "Setting up, once: Tesseract, then the locked libraries in $(VENV) (a minute or two) ..."
	@sh .ci/system-packages
	@python="$$(sh .ci/find-python)" && { [ -x $(PY) ] || "$$python" -m venv $(VENV); }
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)
