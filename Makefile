# Everything a newcomer needs: `make demo` shows it, `make test` proves it. Both set up what they need.

PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
export UV_PYTHON_DOWNLOADS := never
# Bytecode is kept even where a machine's settings say otherwise: each process of the service starts in half the time.
export PYTHONDONTWRITEBYTECODE :=

# What asks a database is tried on SQLite and, in the same run, on a PostgreSQL that the tests start: the journeys and the tests of
# whole processes of the service too. Those of a PostgreSQL that restarts (tests/faults) start one of their own.
ASK_A_DATABASE := tests/integration tests/journeys tests/properties/test_the_records.py
# What goes out and how a page looks do not depend on the database.
PAPERS := --ignore=tests/integration/test_families.py --ignore=tests/integration/test_sending_look.py --ignore=tests/integration/test_review_look.py --ignore=tests/journeys/test_pictures.py
LINKS := --deselect tests/journeys/test_a_child_answers.py::test_the_pages_behind_a_link_are_for_everybody
# That what is absent and what is forbidden look alike, and that no page shows a child where the audit fails, is walked on SQLite; who
# may open what, and what is in the audit, on both.
DOORS := tests/integration/test_every_door.py
WALKS := --deselect $(DOORS)::test_absent_and_forbidden_children_are_answered_alike --deselect $(DOORS)::test_with_the_audit_broken_no_page_shows_a_child
# On a phone without scripts the journeys that are told twice are told on SQLite: what the browser sends is the same.
BARE_PHONES := -k "not bare"
# Whatever is sent to the import page was tried on SQLite: what is made of a file does not depend on the database.
EVERY_BAD_FILE := --deselect tests/integration/test_imports_pages.py::test_whatever_is_sent_there_is_an_answer

# Coverage of domain and exchange is counted over these, which reach 98 % by themselves: counting slows a test by half.
COVERED := tests/corpus tests/golden tests/integration/test_imports.py tests/oracle tests/spec $(addprefix tests/unit/,cli domain exchange ssda903)

# Much of what is left waits for a browser or for a service in processes of its own, so that more may be at it than processors.
WAITING := $(shell n=$$(nproc 2>/dev/null || echo 2); echo $$((n + n / 2)))

.PHONY: demo test lint nightly bench docs look pictures setup clean

demo: setup  ## A living authority of invented people, served on this machine: http://127.0.0.1:8000/demo/
	@$(RUN) footprint demo --profile bromley

test: setup  ## The whole suite, on SQLite and on PostgreSQL, with coverage
	@tests/needs.sh
	@$(RUN) pytest -n auto --dist loadgroup --cov --cov-report= $(COVERED)
	@$(RUN) coverage report --skip-covered --fail-under=95
	@$(RUN) pytest -n $(WAITING) --dist loadgroup $(COVERED:%=--ignore=%)
	@FOOTPRINT_RUNS=4 FOOTPRINT_KILLS=2 $(RUN) python -m tests.on_postgres pytest -n $(WAITING) --dist loadgroup $(ASK_A_DATABASE) $(PAPERS) $(LINKS) $(WALKS) $(EVERY_BAD_FILE) $(BARE_PHONES)

lint: setup  ## Style, types, import contracts, published rules, documentation
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) lint-imports
	@$(RUN) mypy & types=$$!; \
	  $(RUN) python -m tests.spec.publish --check && $(RUN) sphinx-build -q -W -b html docs docs/_build/html; pages=$$?; \
	  wait $$types && exit $$pages

nightly: setup  ## The slow sweeps: mutation of the duties engine and of the working-day count; more kills; more of anything in any order
	@$(UV) sync --frozen --group mutation
	@$(UV) run --frozen --no-sync python -m tests.mutation
	@FOOTPRINT_KILLS=300 $(RUN) pytest -n 0 tests/integration/test_imports_killed.py
	@FOOTPRINT_KILLS=40 $(RUN) python -m tests.on_postgres pytest -n 0 tests/integration/test_imports_killed.py
	@FOOTPRINT_KILLS=200 $(RUN) pytest -n 0 tests/faults/test_killed.py
	@FOOTPRINT_RUNS=2000 FOOTPRINT_STEPS=60 $(RUN) pytest -n 0 tests/properties/test_the_records.py
	@FOOTPRINT_TIMES=20 $(RUN) pytest -n auto tests/properties tests/integration/test_imports_identity.py tests/integration/test_imports_pages.py
	@FOOTPRINT_TIMES=1 $(RUN) pytest -n 0 tests/journeys/test_every_page.py tests/journeys/test_a_child_answers.py

bench: setup  ## Every figure that we claim, side by side with what we claim it against
	@$(RUN) python -m benchmarks

look: setup  ## The stylesheet, from its sources (needs Node.js)
	@npm --prefix footprint/web/static_src ci --silent && npm --prefix footprint/web/static_src run --silent build

pictures: setup  ## The pictures of the pages in the README and the docs
	@$(RUN) python -m tests.journeys.pictures docs/pictures

docs: setup  ## The documentation, in docs/_build/html
	@$(RUN) python -m tests.spec.publish
	@$(RUN) sphinx-build -q -W -b html docs docs/_build/html

setup: .venv/.ready

.venv/.ready: pyproject.toml uv.lock
	@command -v uv >/dev/null 2>&1 || test -x .uv/bin/uv || { $(PYTHON) -m venv .uv && .uv/bin/pip install --quiet 'uv>=0.9,<1'; }
	@$$(command -v uv || echo .uv/bin/uv) sync --frozen --quiet --compile-bytecode
	@touch $@

clean:
	rm -rf .venv .uv .pytest_cache .mypy_cache .ruff_cache .hypothesis docs/_build mutants
