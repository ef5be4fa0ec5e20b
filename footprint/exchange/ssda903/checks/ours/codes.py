"""Codes of another year's return (FP11). What is a code of no year, the reader of the files has said already."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import polars as pl

from footprint.exchange.ssda903.checks.ours.check import found, year_words
from footprint.exchange.ssda903.checks.ours.records import Records, collection_year
from footprint.exchange.ssda903.spec import FIRST_YEAR, LAST_YEAR, any_year, year_spec


def codes_of_other_years(records: Records) -> Iterator[pl.DataFrame]:
    """FP11. A row that comes in several returns is judged in each by that return's year, and told of in the newest."""
    for kind, spec in any_year().files.items():
        for column, codes in spec.columns.items():
            if codes not in ("text", "date") and changing(codes):
                rows = records.rows(kind).filter(pl.col(column).is_in(changing(codes)))
                yield _of_column(_dated(rows, kind, records), column, codes)


@cache
def changing(codes: str) -> tuple[str, ...]:
    """The codes of a set that some years have and others have not."""
    always = frozenset.intersection(*(year_spec(year).codes.get(codes, frozenset()) for year in range(FIRST_YEAR, LAST_YEAR + 1)))
    return tuple(sorted(any_year().codes[codes] - always))


def _dated(rows: pl.DataFrame, kind: str, records: Records) -> pl.DataFrame:
    """Rows with the year whose codes they should have: the return's, or, in a file of all years, that of the episode's end."""
    year = pl.lit(pl.Series(list(records.years), dtype=pl.Int32)).gather("told")
    ended = collection_year("DEC") if kind == "Episodes" else pl.lit(None, pl.Int32)
    return rows.with_columns(pl.min_horizontal(year, ended).alias("year"))


def _of_column(rows: pl.DataFrame, column: str, codes: str) -> pl.DataFrame:
    """The rows whose code is none of their year's."""
    pairs = rows.select(pl.col(column), "year").unique(maintain_order=True)
    strange = [(code, year) for code, year in pairs.rows() if code not in year_spec(year).codes.get(codes, ())]
    words = [(code, year, _words(column, codes, code, year)) for code, year in strange]
    schema = pl.Schema({column: pl.String(), "year": pl.Int32(), "words": pl.String()})
    found_in = rows.join(pl.DataFrame(words, schema=schema, orient="row"), on=[column, "year"], maintain_order="left")
    newest = pl.col("told") == pl.col("told").max().over("CHILD", column)
    return found("FP11", found_in.filter(newest), column, pl.col("words"))


def _words(column: str, codes: str, code: str, year: int) -> str:
    years = [each for each in range(FIRST_YEAR, LAST_YEAR + 1) if code in year_spec(each).codes.get(codes, ())]
    when = f"until {year_words(years[-1])}" if year > years[-1] else f"only from {year_words(years[0])}"
    return f"{column} “{code}” is a code of the return {when}, not of {year_words(year)}."
