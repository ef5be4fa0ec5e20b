"""Change one thing at a time in the files that `[tool.mutmut]` names, and count how often a test notices.

    python -m tests.mutation         from nothing, then the score of each file; exit 1 below 90 %
    python -m tests.mutation --list  only the score, and the changes that nothing noticed, of the last run

`mutmut show <name>` shows a change that is listed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ENOUGH = 90
"""The least share of changes, in percent and for each file, that a test must notice."""
NOTICED = ("killed", "timeout")
AT_ONCE = "2"
ONE_THREAD = {"POLARS_MAX_THREADS": "1"}
"""The tables of these tests are small, and many processes share the processors."""

Results = dict[str, dict[str, str]]


def main() -> int:
    """Run it and say how it went."""
    if "--list" not in sys.argv:
        shutil.rmtree("mutants", ignore_errors=True)
        subprocess.run([_mutmut(), "run", "--max-children", AT_ONCE], env=os.environ | ONE_THREAD, check=True)
    results = _results()
    for name in _unnoticed(results):
        print(name)
    scores = [_score(file, Counter(found.values())) for file, found in sorted(results.items())]
    return 0 if scores and min(scores) >= ENOUGH else 1


def _mutmut() -> str:
    """The program that stands beside the Python that runs this."""
    return str(Path(sys.executable).parent / "mutmut")


def _results() -> Results:
    """What became of each change, by file."""
    said = subprocess.run([_mutmut(), "results", "--all", "true"], capture_output=True, text=True, check=True).stdout
    results: Results = defaultdict(dict)
    for line in said.splitlines():
        name, _, status = line.strip().partition(": ")
        file, _, _ = name.rpartition(".")
        results[file][name] = status
    return results


def _unnoticed(results: Results) -> list[str]:
    return [f"{name}: {status}" for found in results.values() for name, status in found.items() if status not in NOTICED]


def _score(file: str, counts: Counter[str]) -> float:
    noticed = sum(counts[status] for status in NOTICED)
    score = 100 * noticed / counts.total()
    print(f"{file:32}{counts.total():5} changes{noticed:5} noticed{counts.total() - noticed:4} not{score:7.1f} %")
    return score


if __name__ == "__main__":
    sys.exit(main())
