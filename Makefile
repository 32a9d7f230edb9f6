# Everything runs in .venv, which these targets set up by themselves. Python 3.11 or newer with venv is all they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test soak lint build dist bench tools spark clean
.DELETE_ON_ERROR:

demo: $(VENV)/runtime.stamp
	@$(BIN)/python examples/demo.py

# PHULUC_REQUIRE_HOSTS=1: every optional host (LibreOffice, Open XML validator, Spark) must be there; a skipped test fails.
# PHULUC_NEWER_SOFFICE: a second LibreOffice, 25.2 or later, in which the live tests run too (.ci/newer-office unpacks one).
# Tests start the program a hundred times: each start reads compiled modules, which it would have to compile otherwise.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/dev.stamp tools spark
	$(BIN)/python -m pytest -n auto --hypothesis-profile=ci

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
# What only runs on Windows is typed too.
	$(BIN)/mypy --platform win32
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_xlwings_api.py

build: $(VENV)/runtime.stamp
	$(BIN)/phuluc build
	$(BIN)/python scripts/make_examples.py

# The source archive and the wheel, into dist/.
dist: $(VENV)/dev.stamp
	rm -rf dist
	$(BIN)/python -m build --no-isolation

# What `make test` tries a part of: kills, fuzzing, spoiled sources and books, conversions twenty times over, all of xlwings'
# suite and every live test in a newer LibreOffice.
soak: $(VENV)/dev.stamp
	PHULUC_EFFORT=20 $(BIN)/python -m pytest -n auto tests/trust tests/hosts/libreoffice/test_warm_office.py \
	  tests/hosts/libreoffice/test_xlwings_suite.py tests/hosts/newer_libreoffice

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks

tools:
	@if ! [ -f package.json ]; then :; \
	elif command -v npm >/dev/null; then $(MAKE) --no-print-directory node_modules/tools.stamp || [ -z "$$PHULUC_REQUIRE_HOSTS" ]; \
	elif [ -n "$$PHULUC_REQUIRE_HOSTS" ]; then echo "npm is needed for the Open XML validator: apt-get install npm" >&2; exit 1; fi

node_modules/tools.stamp: package.json
	npm install --no-audit --no-fund --no-package-lock
	@touch $@

spark: $(VENV)/dev.stamp
	@if [ -n "$$PHULUC_REQUIRE_HOSTS" ]; then $(MAKE) --no-print-directory $(VENV)/spark.stamp; fi

$(VENV)/spark.stamp: requirements/spark.txt $(VENV)/dev.stamp
	$(PIP) install --quiet --no-deps -r requirements/spark.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/runtime.stamp
	$(PIP) install --quiet --no-deps -r requirements/dev.txt
	@touch $@

$(VENV)/runtime.stamp: requirements/runtime.txt pyproject.toml
	@$(PYTHON) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer with venv is needed. Debian, Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --no-deps -r requirements/runtime.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf $(VENV) node_modules out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
