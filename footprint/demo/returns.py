"""Write invented SSDA903 returns: the whole history as one set, or a folder for each collection year."""

import argparse
import csv
from contextlib import ExitStack
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from typing import Protocol

from footprint.demo.care_paths import History
from footprint.demo.columns import COLUMNS, Row, Tables, files_of
from footprint.demo.days import Year, day
from footprint.demo.episode_rows import Span, episode_row, episodes_in, header_row, review_rows, uasc_rows
from footprint.demo.families import histories
from footprint.demo.mistakes import spoil
from footprint.demo.other_rows import adopted_rows, missing_rows, placed_rows, previous_rows, worker_rows
from footprint.demo.outcome_rows import leaver_rows, outcome_rows


class Rows(Protocol):
    """What is needed of a csv writer."""

    def writerows(self, rows: list[Row], /) -> object: ...


def make_history(folder: Path, *, children: int, seed: int = 1, end: date, years: int = 10, errors: float = 0.0) -> None:
    """One set of files with all that is known at `end`, a 31 March.

    The children are those in care at some time in the last `years` years; their histories are complete, so some
    begin earlier. `errors` is the share of rows with an error in them. The same arguments give the same bytes.
    """
    write(children, seed, end, years, errors, {folder: Span(0, last_year(end))})


def make_returns(folder: Path, *, children: int, seed: int = 1, end: date, years: int = 3, errors: float = 0.0) -> None:
    """A sub-folder for each collection year ('2023-24'), with the files of that year, as an authority holds them.

    The children and their histories are those of `make_history` with the same arguments.
    """
    ending = last_year(end).ending
    spans = (Span(year.first, year) for year in map(Year, range(ending - years + 1, ending + 1)))
    write(children, seed, end, years, errors, {folder / span.year.name: span for span in spans})


def last_year(end: date) -> Year:
    """The collection year that ends on that day."""
    if (end.month, end.day) != (3, 31):
        raise ValueError(f"a collection year ends on 31 March, and {end} is another day")
    return Year(end.year)


def write(children: int, seed: int, end: date, years: int, errors: float, spans: dict[Path, Span]) -> None:
    """Make the children one at a time and write each to the files of every span, so memory does not grow."""
    first = day(end.year - years, 4, 1)
    with ExitStack() as files:
        writers = {span: opened(files, folder, span) for folder, span in spans.items()}
        for number, history in enumerate(islice(histories(seed, first, end.toordinal()), children), start=1):
            for span, to in writers.items():
                tables = tables_of(f"FP{number:06}", history, span, seed)
                write_child(to, tables, f"{seed}/{number}/{span.first}", errors)


def opened(files: ExitStack, folder: Path, span: Span) -> dict[str, Rows]:
    """The files of one folder, each with its header row."""
    folder.mkdir(parents=True, exist_ok=True)
    writers: dict[str, Rows] = {}
    for name in files_of(span.year.ending):
        file = files.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS[name])
        writers[name] = writer
    return writers


def write_child(to: dict[str, Rows], tables: Tables, spoiler: str, errors: float) -> None:
    """One child's rows, with errors if asked for; errors are drawn apart, so they never change the histories."""
    if errors:
        spoil(tables, Random(f"errors/{spoiler}"), errors)
    for name, writer in to.items():
        writer.writerows(tables[name])


def tables_of(number: str, history: History, span: Span, seed: int) -> Tables:
    """All the rows of one child in one span, by file; none if the child was neither in care nor a care leaver."""
    tables: Tables = {name: [] for name in COLUMNS}
    leaver = leaver_rows(number, history, span.year, lots(seed, number, f"oc3/{span.year.ending}"))
    episodes = episodes_in(history, span)
    if leaver or episodes:
        tables["oc3"] = leaver
        tables["header"] = [header_row(number, history, episodes, span)]
    if episodes:
        tables["episodes"] = [episode_row(number, episode, span) for episode in episodes]
        tables |= in_care(number, history, span, seed)
    return tables


def in_care(number: str, history: History, span: Span, seed: int) -> Tables:
    """The modules returned only for children with an episode in the span."""
    return {
        "reviews": review_rows(number, history, span),
        "uasc": uasc_rows(number, history, span),
        "oc2": outcome_rows(number, history, span.year, lots(seed, number, f"oc2/{span.year.ending}")),
        "ad1": adopted_rows(number, history, span, lots(seed, number, "ad1")),
        "placed_for_adoption": placed_rows(number, history, span),
        "previous_permanence": previous_rows(number, history, span, lots(seed, number, "previous")),
        "missing": missing_rows(number, history, span, lots(seed, number, "missing")),
        "sw_episodes": worker_rows(number, history, span, lots(seed, number, "workers")),
    }


def lots(seed: int, number: str, table: str) -> Random:
    """Chances of their own for a child and a table, so a fact is the same in every folder it appears in."""
    return Random(f"{seed}/{number}/{table}")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--children", type=int, required=True)
    parser.add_argument("--end", type=date.fromisoformat, required=True, help="a 31 March")
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=float, default=0.0, help="share of rows with an error, such as 0.01")
    parser.add_argument("--by-year", action="store_true", help="a folder for each collection year")
    return parser.parse_args()


def main() -> None:
    """Run from the command line."""
    given = vars(arguments())
    make = make_returns if given.pop("by_year") else make_history
    make(given.pop("folder"), **given)


if __name__ == "__main__":
    main()
