"""Runs Data to Insight's validator in its own environment and prints one JSON object; `validators.py` calls it.

    python d2i_child.py findings|time FOLDER COLLECTION_YEAR RULE,RULE,...

`findings`: {"findings": {rule: {table: [row, ...]}}, "stopped": {rule: error}, "rules": {rule: message}}, each
rule on a deep copy of the tables, since their rules change the tables they are given.
`time`: CPU seconds to read the files, to look postcodes up, and to run the rules as their own loop does.
"""

import contextlib
import copy
import io
import itertools
import json
import logging
import math
import sys
import time
import warnings
from pathlib import Path

AUTHORITY = "E08000025"
CLOCK = time.process_time


def _quiet():
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    return contextlib.redirect_stdout(io.StringIO())


def _files(folder):
    return [str(path) for path in sorted(Path(folder).glob("*.csv"))]


def read(folder):
    from lac_validator.ingress import read_from_text
    from lac_validator.utils import process_uploaded_files

    given = {"This year": _files(folder), "Prev year": _files(Path(folder) / "last")}
    return read_from_text(raw_files=process_uploaded_files(given))[0]


def add_postcodes(tables, year):
    from lac_validator.datastore import create_datastore

    return create_datastore(tables, {"collectionYear": year, "localAuthority": AUTHORITY})


def findings(store, registry, wanted):
    found, stopped = {}, {}
    for code in wanted & registry.keys():
        try:
            result = registry[code].func(copy.deepcopy(store))
            found[code] = {table: _rows(rows) for table, rows in result.items()}
        except Exception as error:
            stopped[code] = f"{type(error).__name__}: {error}"[:200]
    messages = {code: rule.message for code, rule in registry.items()}
    return {"findings": found, "stopped": stopped, "rules": messages}


def _rows(rows):
    return sorted({int(row) for row in rows if not math.isnan(row)})


def run_as_they_do(store, registry, wanted):
    from lac_validator.datastore import copy_datastore

    for code in registry:
        if code in wanted:
            with contextlib.suppress(Exception):
                registry[code].func(copy_datastore(store))


def timed(folder, year, registry, wanted):
    marks = [CLOCK()]
    tables = read(folder)
    marks.append(CLOCK())
    store = add_postcodes(tables, year)
    marks.append(CLOCK())
    run_as_they_do(store, registry, wanted)
    marks.append(CLOCK())
    return dict(zip(("read", "postcodes", "rules"), (b - a for a, b in itertools.pairwise(marks)), strict=True))


def main(task, folder, year, wanted):
    from lac_validator.rules.ruleset_utils import get_year_ruleset

    registry, wanted = get_year_ruleset(year), set(wanted.split(","))
    if task == "time":
        return timed(folder, year, registry, wanted)
    return findings(add_postcodes(read(folder), year), registry, wanted)


if __name__ == "__main__":
    with _quiet():
        answer = main(*sys.argv[1:])
    print(json.dumps(answer))
