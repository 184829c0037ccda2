# Few words: demo, desk, test, bench, soak, lock, clean. `make` alone tells them.
# PYTHON=… chooses the interpreter that makes the environment, VENV=… where it stands.

VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
# The locks name everything, so pip resolves nothing; `pip check` then proves that nothing is missing.
PIP_INSTALL := $(PIP) install --quiet --no-deps
PIP_CHECK := told=$$($(PIP) check) || { echo "the environment is not whole: $$told" >&2; exit 1; }

# The first of these that is Python 3.11 or newer makes the environment.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))

SAMPLES := src/foedus/data/samples
DEMO_REPORTS := $(SAMPLES)/sahel-wire.txt $(SAMPLES)/sahel-regional-paper.txt $(SAMPLES)/sahel-fr.txt

.PHONY: help demo desk test bench soak reference lock clean

help:
	@echo 'make demo    read the shipped sample reports and print the brief'
	@echo 'make desk    open the desk in the browser, on the brief of the sample reports'
	@echo 'make test    every check: style, floors, tests'
	@echo 'make bench   measure the commands, write bench/results.json'
	@echo 'make soak    the long comparisons; writes docs/evidence (about an hour)'
	@echo 'make reference  write the generated pages of docs anew'
	@echo 'make lock    write the lock files anew (needs uv)'
	@echo 'make clean   remove the environment and everything built'

demo: $(VENV)/.run
	@$(BIN)/foedus brief $(DEMO_REPORTS)

desk: $(VENV)/.run
	@$(BIN)/foedus serve --example --show

test: $(VENV)/.test
	@$(BIN)/python -m pytest -q

bench: $(VENV)/.run
	@$(BIN)/python bench/run.py

soak: $(VENV)/.test
	@$(BIN)/python -m pytest -q --hypothesis-profile=soak
	@$(BIN)/python docs/evidence/atop_dyad_years.py
	@$(BIN)/python -m tests.soak
	@$(BIN)/python -m tests.web.soak

reference: $(VENV)/.test
	@$(BIN)/python docs/reference/write.py
	@$(BIN)/python docs/evidence/atop_twins.py

# The environment is made from the locks, once; it is brought up to date when a lock or pyproject.toml changes.
$(VENV)/.run: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'foedus needs Python 3.11 or newer, and none was found. Install one, or name it: make demo PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "foedus needs Python 3.11 or newer; $(PYTHON) is older or does not start. Name another: make demo PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make environments: its venv or ensurepip module is missing. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@$(PIP) --version >/dev/null 2>&1 || { echo "Making the environment in $(VENV) from requirements.lock (once)" >&2; $(PYTHON) -m venv $(VENV); }
	@$(PIP_INSTALL) --require-hashes -r requirements.lock
	@$(PIP_INSTALL) --no-build-isolation -e .
	@$(PIP_CHECK)
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.run
	@echo "Adding what the tests need from requirements-test.lock (once)" >&2
	@$(PIP_INSTALL) --require-hashes -r requirements-test.lock
	@$(PIP_CHECK)
	@touch $@

UV ?= uv
LOCK := $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header --quiet

lock:
	$(LOCK) --group build -o requirements.lock
	$(LOCK) --group build --group test --constraint requirements.lock -o requirements-test.lock

clean:
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
