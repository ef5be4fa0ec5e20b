"""What is measured, each in a process of its own: `python -m benchmarks.contenders NAME FOLDER` prints one line of JSON.

CPU is that of all threads; starting Python, importing and making the rulebook's tables (done once for a process that
answers many questions) are left out of every contender alike.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from footprint.domain.compiled import compiled
from footprint.domain.duties import duties
from footprint.domain.profile import load_profile
from footprint.domain.rulebook import Rulebook
from footprint.domain.timetable import NEEDED, timetable
from footprint.exchange.ssda903 import chronology as told
from footprint.exchange.ssda903.read import Return, read_returns

AS_AT = date(2026, 3, 31)
FILES = ["header", "episodes", "reviews"]
"""The files of a return that tell of events and children; every contender reads these."""
REVIEWED = {kind: columns for kind, columns in told.NEEDED.items() if kind.lower() in FILES}
"""The same files as the return's kinds of table, with the columns that the timetable needs."""


@cache
def law() -> Rulebook:
    """England's rulebook: one for the process, so that its tables are made once."""
    return load_profile().rulebook


def floor(folder: Path) -> dict[str, float]:
    """The table library reading the same bytes as text, and nothing else."""
    return {"rows": sum(len(pl.read_csv(folder / f"{name}.csv", infer_schema=False)) for name in FILES)}


def read(folder: Path) -> dict[str, float]:
    """Our reading: typed, checked, every row accepted or set aside."""
    returns = read_returns(folder, REVIEWED)
    return {"rows": sum(count.rows for each in returns for count in each.files)}


def review_timetable(folder: Path) -> dict[str, float]:
    """Reading, and each child's review timetable with reasons."""
    rulebook = law()
    tables = compiled(rulebook.only(met_by="review_held"))
    returns = read_returns(folder, REVIEWED)
    chronology = told.chronology(returns, tables.kinds | tables.states | NEEDED)
    del returns  # the text of the files is needed no more
    return {"rows": len(timetable(chronology, rulebook, AS_AT)), "children": len(chronology.children)}


def all_duties(folder: Path) -> dict[str, float]:
    """Reading, and every duty of the rulebook with its reason."""
    rulebook = law()
    tables = compiled(rulebook)
    chronology = told.chronology(_returns(folder), tables.kinds | tables.states)
    began = time.process_time()
    rows = len(duties(chronology, rulebook, AS_AT))
    return {"rows": rows, "children": len(chronology.children), "alone": time.process_time() - began}


def one_child(folder: Path) -> dict[str, float]:
    """The duties of one child, from a chronology at hand: the median of 200, in milliseconds of CPU."""
    rulebook = law()
    tables = compiled(rulebook)
    chronology = told.chronology(_returns(folder), tables.kinds | tables.states)
    children = chronology.children["child"].gather_every(max(1, len(chronology.children) // 200)).to_list()
    spent = []
    for child in children:
        alone = chronology.of(child)
        began = time.process_time()
        duties(alone, rulebook, AS_AT)
        spent.append(time.process_time() - began)
    return {"milliseconds": sorted(spent)[len(spent) // 2] * 1000}


def _returns(folder: Path) -> list[Return]:
    return read_returns(folder, told.NEEDED)


CONTENDERS: dict[str, Callable[[Path], dict[str, float]]] = {
    "floor": floor,
    "read": read,
    "timetable": review_timetable,
    "duties": all_duties,
    "one child": one_child,
}


def main(name: str, folder: str) -> None:
    """Run one contender and print what it took."""
    rulebook = law()
    compiled(rulebook)
    compiled(rulebook.only(met_by="review_held"))
    began, wall = time.process_time(), time.perf_counter()
    found = CONTENDERS[name](Path(folder))
    took = {"cpu": time.process_time() - began, "wall": time.perf_counter() - wall}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({**took, "peak": peak, **found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
