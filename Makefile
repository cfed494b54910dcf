# Two commands on a fresh machine: `make demo` and `make test`. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= demo
WORKSPACE ?= $(DEMO)

.PHONY: setup demo test proof bench backtest lint types parse check dev serve lock clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Cuenta Común needs Python 3.11 or newer (PYTHON=python3.12 make setup)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { apt-get update -q && apt-get install -y -q python3-venv; } \
	  || { echo "Install the package python3-venv and try again"; exit 1; }
	@test -x $(BIN)/python -a -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV)
	@echo "Setting up $(VENV) (a minute or two the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Builds the example collaborative's edition with the real job and says where to open it.
demo: setup
	@$(BIN)/cuenta demo $(DEMO)

test: setup
	@$(BIN)/python -m pytest -m "not proof" -n 2 --dist loadfile

# Slow proofs: kept out of the suite so that it stays under ten minutes.
proof: setup
	@$(BIN)/python -m pytest -m proof -rA

# Ratios of whole runs; seconds alone say little on a shared machine.
bench: setup
	@$(BIN)/python -m bench.run $(if $(filter rapida,$(TALLA)),--filas 72000 --anios 4 --indicadores 6)

# How often the band of a forecast held, on the long series of a workspace: WORKSPACE=... [ESCRIBIR=--escribir].
backtest: setup
	@$(BIN)/python -m bench.backtest $(WORKSPACE) $(ESCRIBIR)

lint: setup
	@$(BIN)/ruff check .

types: setup
	@$(BIN)/mypy

# dagster's page on the workspace: everything visible, schedule and sensor included.
dev: setup
	@$(BIN)/cuenta panel --workspace $(WORKSPACE)

serve: setup
	@$(BIN)/cuenta serve --workspace $(WORKSPACE)

# Recompute the hashed lock (needs the package `uv`).
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -o requirements.lock

clean:
	rm -rf build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis $(DEMO)
