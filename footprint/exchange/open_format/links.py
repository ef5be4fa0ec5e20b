"""Between rows and files: the same record twice, rows that belong to nothing, and references to nobody known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from footprint.exchange.open_format.table import ASIDE, Finding, ReadTable

_BETWEEN = "\0"  # no file may hold it, so joined keys are equal only where their parts are


def linked(tables: Mapping[str, ReadTable]) -> dict[str, ReadTable]:
    """The tables with rows set aside that cannot be told apart or belong to nothing.

    Args:
        tables: every file of the format, in its order, so that what was set aside takes along what belongs to it.
    """
    done: dict[str, ReadTable] = {}
    for name, table in tables.items():
        table = _without_twins(table)
        for finding in _unlinked(table, done):
            table = table.having(finding)
        done[name] = table
    return done


def _without_twins(table: ReadTable) -> ReadTable:
    if not table.spec.key:
        return table
    key = pl.concat_str([pl.col(name).cast(pl.String) for name in table.spec.key], separator=_BETWEEN)
    rows = table.accepted.select("row", *table.spec.key, key=key).with_columns(first=pl.col("row").first().over("key"))
    twins = rows.filter(pl.col("row") != pl.col("first"))
    if twins.is_empty():
        return table
    said = [pl.format("{} “{}”", pl.lit(name), pl.lit(twins[name])) for name in table.spec.key]
    sentence = pl.format(
        "{} is there already, on line {}{}", pl.concat_str(said, separator=", "), pl.lit(twins["first"]), pl.lit(ASIDE)
    )
    return table.having(Finding(twins["row"], "read.twice", table.spec.key[0], sentence))


def _unlinked(table: ReadTable, known: Mapping[str, ReadTable]) -> Iterator[Finding]:
    for column, target in table.spec.belongs.items():
        yield from _strangers(table, column, known[target], ASIDE, True)
    for column, target in table.spec.refers.items():
        if known[target].rows.height:
            yield from _strangers(table, column, known[target], ".", False)


def _strangers(table: ReadTable, column: str, target: ReadTable, so: str, grave: bool) -> Iterator[Finding]:
    """Rows whose cell names nothing that another file has."""
    there = target.accepted[target.spec.key[0]]
    rows = table.accepted.filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(there.implode()))
    if len(rows):
        sentence = "{} “{}” is in no row of {} that can be used{}"
        words = pl.format(sentence, pl.lit(column), pl.lit(rows[column]), pl.lit(target.file), pl.lit(so))
        yield Finding(rows["row"], "read.link", column, words, grave)
