"""From what the rules answer to one table of findings."""

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from footprint.exchange.ssda903.checks.joined import Joined
from footprint.exchange.ssda903.checks.rule import Rule, Where

Answer = tuple[Rule, str, Where]
ROOM_FOR_POSITION = 2**32
"""A finding is held as one number, that of its answer times this plus its row, so that one sort orders all."""


def answers(rules: Iterable[Rule], data: Joined) -> list[Answer]:
    """What each rule finds in each table, by rule then table, not yet worked out."""
    return [(rule, table, where) for rule in rules for table, where in sorted(_asked(rule, data))]


def _asked(rule: Rule, data: Joined) -> Iterator[tuple[str, Where]]:
    for table, found in rule.find(data).items():
        yield table, found if isinstance(found, Where) else Where(data.tables[table], found)


def work_out(asked: Sequence[Answer]) -> pl.DataFrame:
    """All that is asked of one joined table is worked out together: many conditions cost little more than one."""
    together: dict[int, list[int]] = {}
    for number, (_, _, where) in enumerate(asked):
        together.setdefault(id(where.rows), []).append(number)
    none = pl.Series(dtype=pl.UInt64)
    parts = [part for numbers in together.values() for part in _positions(asked, numbers)]
    return _named(pl.concat([none, *parts]).drop_nulls().unique().sort(), asked)


def _positions(asked: Sequence[Answer], numbers: Sequence[int]) -> list[pl.Series]:
    wheres = [(number, asked[number][2]) for number in numbers]
    columns = [
        (pl.col(where.column).filter(where.condition).cast(pl.UInt64) + number * ROOM_FOR_POSITION).implode().alias(str(number))
        for number, where in wheres
    ]
    return [column.explode() for column in wheres[0][1].rows.select(columns)]


def _named(found: pl.Series, asked: Sequence[Answer]) -> pl.DataFrame:
    names = {
        "rule": [rule.id for rule, _, _ in asked],
        "table": [table for _, table, _ in asked],
        "column": [rule.shows[table] for rule, table, _ in asked],
    }
    numbers = found // ROOM_FOR_POSITION
    rows = pl.DataFrame(names, schema=dict.fromkeys(names, pl.String))[numbers]
    return rows.insert_column(2, (found % ROOM_FOR_POSITION).cast(pl.UInt32).alias("index"))
