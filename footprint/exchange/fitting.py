"""Rows that were read and yet cannot be kept as records: found before anything is written, each with its sentence.

What a reader takes, it takes for itself alone. The records ask more: no code that is none, no number too long to be looked
up, one planned review a child, and no end before the start when the file's cells and those held come together in one row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from footprint.exchange.open_format.read import OpenRecords
from footprint.exchange.open_format.spec import codes, files
from footprint.exchange.problems import FileCount, problems, together
from footprint.exchange.reconcile import Changes, reconcile

Tables = Mapping[str, pl.DataFrame]
LONGEST_NUMBER = 200
LONGEST_NAME = 1_000
"""In bytes: what is looked up must fit into an index."""
_PLACE = "place in the table"
_LOOKED_UP = {"children": ("first_name", "last_name", "sibling_group")}
_OF_RETURN = {
    "children": "Header",
    "episodes": "Episodes",
    "involvements": "SWEpisodes",
    "staff": "SWEpisodes",
    "reviews": "Reviews",
    "milestones": "PlacedAdoption",
}
"""The kind of file of a return from which a row of each table comes."""
_ASIDE = ", so the row was set aside."
_NO_CODE = "{} “{}” is no code that is known"
_LONG = "{} is longer than {} letters"


@dataclass(frozen=True)
class Unfit:
    """Rows of a table (by their places, from 0) that cannot be kept, or cells of them, and why."""

    table: str
    places: pl.Series
    rule: str
    column: str
    sentences: pl.Series
    whole: bool = True


def fitted(records: OpenRecords, held: Tables) -> tuple[OpenRecords, dict[str, Changes]]:
    """The records with what cannot be kept set aside or left blank, told among the problems and in the counts; and what they
    would change in the records that are held."""
    records = _without(records, [*_codes(records.tables), *_lengths(records.tables)])
    while True:
        changes = reconcile(records.tables, held, records.columns)
        unfit = [*_order(records.tables, changes), *_planned(records.tables, changes)]
        if not unfit:
            return records, changes
        records = _without(records, unfit)


def _codes(tables: Tables) -> Iterator[Unfit]:
    """Codes that are none: a row cannot be known by one; elsewhere the cell is left blank."""
    for name, spec in files().items():
        for column, sort in spec.columns.items():
            known = codes(sort)
            if known is None or known.open:
                continue
            rows = _rows(tables, name).filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(list(known.values)))
            whole = column in (*spec.must, *spec.identity)
            end = _ASIDE if whole else ", so it was left blank."
            sentence = pl.format(_NO_CODE + end, pl.lit(column), pl.col(column))
            yield Unfit(name, rows[_PLACE], "import.code", column, rows.select(sentence.alias("s"))["s"], whole)


def _lengths(tables: Tables) -> Iterator[Unfit]:
    for name, spec in files().items():
        numbers = {column: LONGEST_NUMBER for column, sort in spec.columns.items() if sort == "id"}
        for column, most in (numbers | dict.fromkeys(_LOOKED_UP.get(name, ()), LONGEST_NAME)).items():
            rows = _rows(tables, name).filter(pl.col(column).str.len_bytes() > most)
            sentence = _LONG.format(column, most) + _ASIDE
            yield Unfit(name, rows[_PLACE], "import.long", column, pl.Series([sentence] * len(rows), dtype=pl.String))


def _order(tables: Tables, changes: Mapping[str, Changes]) -> Iterator[Unfit]:
    """Rows in which an end lies before the start once they are joined with what is held."""
    for name, spec in files().items():
        for first, then in spec.order:
            wrong = changes[name].updated.filter(pl.col(then) < pl.col(first))
            if len(wrong):
                yield _of_changes(tables, name, wrong, "import.order", then, _turned(first, then))


def _turned(first: str, then: str) -> pl.Expr:
    days = [pl.col(name).dt.to_string("%-d %B %Y") for name in (then, first)]
    sentence = "together with what is held, {}, {}, would lie before {}, {}" + _ASIDE
    return pl.format(sentence, pl.lit(then), days[0], pl.lit(first), days[1])


def _planned(tables: Tables, changes: Mapping[str, Changes]) -> Iterator[Unfit]:
    """All but one planned review of a child: the one that is held stands, else the first of the file."""
    reviews = changes["reviews"]
    kept = reviews.held.join(reviews.updated, on="held_row", how="anti").filter(pl.col("status") == "planned")
    new = pl.concat([frame.select("child", "status", "review", "file", "row") for frame in (reviews.updated, reviews.added)])
    new = new.filter(pl.col("status") == "planned")
    first = pl.int_range(pl.len()).over("child") == 0
    wrong = new.filter(~first | pl.col("child").is_in(kept["child"].implode()))
    if len(wrong):
        sentence = pl.format("child {} has another review that is planned already" + _ASIDE, "child")
        yield _of_changes(tables, "reviews", wrong, "import.planned", "status", sentence)


def _of_changes(tables: Tables, name: str, rows: pl.DataFrame, rule: str, column: str, sentence: pl.Expr) -> Unfit:
    """The rows of the file from which rows of the changes come."""
    key = [each for each in files()[name].identity if each in rows.columns] + ["file", "row"]
    told = rows.select(*key, sentence.alias("s")).unique(key, keep="first")
    found = _rows(tables, name).join(told, on=key, nulls_equal=True, maintain_order="left")
    return Unfit(name, found[_PLACE], rule, column, found["s"])


def _rows(tables: Tables, name: str) -> pl.DataFrame:
    """The rows that can be used, with their places in the whole table."""
    table = tables.get(name)
    if table is None:
        return pl.DataFrame(schema={**files()[name].schema, "row": pl.UInt32(), "file": pl.String(), _PLACE: pl.UInt32()})
    return table.with_row_index(_PLACE).filter("accepted")


def _without(records: OpenRecords, unfit: Sequence[Unfit]) -> OpenRecords:
    unfit = [each for each in unfit if len(each.places)]
    if not unfit:
        return records
    before = dict(records.tables)
    tables = dict(before)
    said = [_told(tables, each) for each in unfit]
    for each in unfit:
        tables[each.table] = _aside(tables[each.table], each.places) if each.whole else _blank(tables[each.table], each)
    for name, spec in files().items():
        for column, target in spec.belongs.items():
            if strangers := _strangers(tables, name, column, target):
                said.append(_told(tables, strangers))
                tables[name] = _aside(tables[name], strangers.places)
    counts = _counted(records.files, before, tables)
    return replace(records, tables=tables, files=counts, problems=together([records.problems, *said]))


def _aside(table: pl.DataFrame, places: pl.Series) -> pl.DataFrame:
    return table.with_columns(accepted=pl.col("accepted") & ~pl.int_range(pl.len()).is_in(places.cast(pl.Int64).implode()))


def _blank(table: pl.DataFrame, unfit: Unfit) -> pl.DataFrame:
    here = pl.int_range(pl.len()).is_in(unfit.places.cast(pl.Int64).implode())
    return table.with_columns(pl.when(~here).then(pl.col(unfit.column)).alias(unfit.column))


def _strangers(tables: Tables, name: str, column: str, target: str) -> Unfit | None:
    """Rows that belong to one that was set aside."""
    there = _rows(tables, target)[files()[target].key[0]]
    rows = _rows(tables, name).filter(~pl.col(column).is_in(there.implode()))
    if rows.is_empty():
        return None
    sentence = pl.format("{} “{}” was set aside" + _ASIDE, pl.lit(column), pl.col(column).str.slice(0, LONGEST_NUMBER))
    return Unfit(name, rows[_PLACE], "import.link", column, rows.select(sentence.alias("s"))["s"])


def _told(tables: Tables, unfit: Unfit) -> pl.DataFrame:
    rows = tables[unfit.table].select("file", "row")[unfit.places.cast(pl.UInt32).to_list()] if len(unfit.places) else None
    if rows is None:
        return problems()
    severity = "error" if unfit.whole else "warning"
    sentences = [sentence[:1].upper() + sentence[1:] for sentence in unfit.sentences]
    return problems(
        (unfit.rule, severity, file, row, unfit.column, sentence)
        for (file, row), sentence in zip(rows.iter_rows(), sentences, strict=True)
    )


def _counted(counts: Sequence[FileCount], before: Tables, after: Tables) -> list[FileCount]:
    """The counts with the rows that were set aside since."""
    lost: dict[tuple[str, str], int] = {}
    for name in files():
        if name not in before or (name == "staff" and _from_return(counts)):
            continue  # a social worker's row of a return is counted as an involvement
        gone = before[name].filter(before[name]["accepted"] & ~after[name]["accepted"])
        for file, number in gone.group_by("file").len().iter_rows():
            lost[file, name] = number
    return [_less(count, lost) for count in counts]


def _from_return(counts: Sequence[FileCount]) -> bool:
    return any(count.kind in _OF_RETURN.values() for count in counts)


def _less(count: FileCount, lost: Mapping[tuple[str, str], int]) -> FileCount:
    names = [name for name in files() if count.kind in (name, _OF_RETURN.get(name))]
    gone = min(count.accepted, sum(lost.get((count.file, name), 0) for name in names))
    return replace(count, accepted=count.accepted - gone, rejected=count.rejected + gone)
