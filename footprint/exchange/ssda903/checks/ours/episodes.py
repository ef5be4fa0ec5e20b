"""Episodes that do not follow on from one another, and ends that are only half told."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from footprint.exchange.ssda903.checks.ours.check import day, found, line, year_words
from footprint.exchange.ssda903.checks.ours.records import Records

DEC, REC, THEN, THEN_TOLD = pl.col("DEC"), pl.col("REC"), pl.col("then_DECOM"), pl.col("then_told")


def _with_next(records: Records) -> pl.DataFrame:
    """Each episode beside the next of its child, by start (`then_`, null for the last)."""
    same = pl.col("CHILD") == pl.col("CHILD").shift(-1)
    following = [pl.when(same).then(pl.col(name).shift(-1)).alias(f"then_{name}") for name in ("DECOM", "row", "file", "told")]
    return records.episodes.with_columns(following)


def overlaps(records: Records) -> pl.DataFrame:
    """FP09. An open episode of an older return, and a later one of a newer, are FP13's."""
    still_open = DEC.is_null() & (pl.col("told") == THEN_TOLD)
    rows = _with_next(records).filter((THEN < DEC) | still_open)
    then = pl.format("began on {} ({}).", day("then_DECOM"), line("then_file", "then_row"))
    closed = pl.format("The episode from {} to {} overlaps the next, which {}", day("DECOM"), day("DEC"), then)
    unended = pl.format("The episode that began on {} has no end, but the next {}", day("DECOM"), then)
    return found("FP09", rows, "DEC", pl.when(DEC.is_null()).then(unended).otherwise(closed))


def holes(records: Records) -> pl.DataFrame:
    """FP10. An episode that lies inside a longer one leaves no hole."""
    longest = DEC.cum_max().over("CHILD") == DEC
    rows = _with_next(records).filter((REC == "X1") & longest & (THEN.is_null() | (THEN > DEC)))
    said = pl.format("The episode from {} to {} ended because a next one began (X1), but ", day("DECOM"), day("DEC"))
    late = pl.format("{}the next began only on {} ({}).", said, day("then_DECOM"), line("then_file", "then_row"))
    return found("FP10", records.sure(rows), "REC", pl.when(THEN.is_null()).then(said + "none follows.").otherwise(late))


def half_ended(records: Records) -> Iterator[pl.DataFrame]:
    """FP12."""
    rows = records.episodes.filter(DEC.is_null() != REC.is_null())
    no_reason = pl.format("The episode from {} to {} has no reason for its end (REC).", day("DECOM"), day("DEC"))
    no_end = pl.format("The episode that began on {} has a reason for its end, {}, but no date of it (DEC).", day("DECOM"), REC)
    yield found("FP12", rows.filter(REC.is_null()), "REC", no_reason)
    yield found("FP12", rows.filter(DEC.is_null()), "DEC", no_end)


def not_carried_on(records: Records) -> pl.DataFrame:
    """FP13. Only where the next year's return is here and has episodes."""
    following = {year for year, each in zip(records.years, records.returns, strict=True) if "Episodes" in each.tables}
    goes_on = pl.Series([year + 1 in following for year in records.years], dtype=pl.Boolean)
    rows = records.episodes.filter(DEC.is_null() & pl.lit(goes_on).gather("told"))
    this, following_year = (pl.lit(pl.Series([year_words(year + on) for year in records.years])).gather("told") for on in (0, 1))
    sentence = "The episode that began on {} is open in the return of {}, but the return of {} does not have it."
    return found("FP13", records.sure(rows), "DECOM", pl.format(sentence, day("DECOM"), this, following_year))


def episode_findings(records: Records) -> Iterator[pl.DataFrame]:
    """What all of these find."""
    for check in (overlaps, holes, not_carried_on):
        yield check(records)
    yield from half_ended(records)
