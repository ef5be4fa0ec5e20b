# Everything a newcomer needs: `make demo` shows it, `make test` proves it. Both set up what they need.

PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
export UV_PYTHON_DOWNLOADS := never

.PHONY: demo test lint nightly bench docs rules setup clean

demo: setup  ## A sample return of invented children, and what the law says is owed to them
	@$(RUN) footprint demo
	@echo; echo "  Here, 'footprint' stands for .venv/bin/footprint."

test: setup  ## The whole suite, with coverage
	@$(RUN) pytest -n auto --cov --cov-report=term:skip-covered
	@$(RUN) coverage report --include='footprint/domain/*,footprint/exchange/*' --skip-covered --fail-under=95

lint: setup  ## Style, types, import contracts, published rules, documentation
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@$(RUN) python -m tests.spec.publish --check
	@$(RUN) sphinx-build -q -W -b html docs docs/_build/html

nightly: setup  ## The slow sweeps: mutation of the duties engine and of the working-day count, and an import killed 300 times
	@$(UV) sync --frozen --group mutation
	@$(UV) run --frozen --no-sync python -m tests.mutation
	@FOOTPRINT_KILLS=300 $(RUN) pytest -n 0 tests/integration/test_imports_killed.py

bench: setup  ## Every figure that we claim, side by side with what we claim it against
	@$(RUN) python -m benchmarks

docs: setup  ## The documentation, in docs/_build/html
	@$(RUN) python -m tests.spec.publish
	@$(RUN) sphinx-build -q -W -b html docs docs/_build/html

setup: .venv/.ready

.venv/.ready: pyproject.toml uv.lock
	@command -v uv >/dev/null 2>&1 || test -x .uv/bin/uv || { $(PYTHON) -m venv .uv && .uv/bin/pip install --quiet 'uv>=0.9,<1'; }
	@$$(command -v uv || echo .uv/bin/uv) sync --frozen --quiet
	@touch $@

clean:
	rm -rf .venv .uv .pytest_cache .mypy_cache .ruff_cache .hypothesis docs/_build mutants
