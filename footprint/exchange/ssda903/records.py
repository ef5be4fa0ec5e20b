"""SSDA903 returns as tables of the open format, so that a return is brought in as any other file is.

What a return holds that the open format has a place for: children, episodes, reviews, the decision that a child should be placed
for adoption, and who the social worker was. The other modules (health, missing, leaving care, ...) have none: most say whether
something was done in the year, not on which day. A note says of each that it was not taken in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from footprint.exchange.open_format.read import OpenRecords
from footprint.exchange.open_format.spec import files
from footprint.exchange.problems import on_rows, problems, together
from footprint.exchange.ssda903.read import Return
from footprint.exchange.ssda903.spec import any_year

_PLACE = {"row": pl.UInt32(), "file": pl.String(), "accepted": pl.Boolean()}
_FROM: dict[str, tuple[str, dict[str, str]]] = {
    "children": ("Header", {"child": "CHILD", "dob": "DOB", "sex": "SEX", "ethnicity": "ETHNIC", "upn": "UPN"}),
    "episodes": ("Episodes", {name: name.upper() for name in files()["episodes"].columns}),
    "staff": ("SWEpisodes", {"staff": "SW_ID"}),
    "involvements": (
        "SWEpisodes",
        {"child": "CHILD", "staff": "SW_ID", "started": "SW_DECOM", "ended": "SW_DEC", "reason": "SW_REASON"},
    ),
    "reviews": ("Reviews", {"child": "CHILD", "started": "REVIEW", "participation": "REVIEW_CODE"}),
    "milestones": ("PlacedAdoption", {"child": "CHILD", "on": "DATE_PLACED"}),
}
"""The table of the return from which each file of the open format comes, and its columns by theirs."""
_SEX = {"1": "M", "2": "F"}
"""The codes until 2023/24, in those since: the same sex must not look like another."""
_SAID = {"staff": ["role"], "involvements": ["role"], "reviews": ["review", "status"], "milestones": ["kind"]}
"""Columns that go without saying in a return."""
_TAKEN = {*(kind for kind, _ in _FROM.values()), "UASC"}
_NO_PLACE = "The records have no place for the {} table of a return, so it was not taken in."
_NO_WORKER = "SW_ID is blank, so it is not known who the social worker was, and the row was not taken in."
_TURNED = "SW_DEC lies before SW_DECOM, so the row was not taken in."
_STRANGER = "This child is in no header, episode or review that can be used, so the row was not taken in."
_TURNED_ROUND = (pl.col("accepted") & (pl.col("ended") < pl.col("started"))).fill_null(False)


@dataclass(frozen=True)
class ReturnRecords(OpenRecords):
    """Returns as the open format; `period` is the first and last day of the collection years, None where none is known."""

    period: tuple[date, date] | None = None


def records_of(returns: Sequence[Return], held: Mapping[str, pl.DataFrame] | None = None) -> ReturnRecords:
    """Returns as tables of the open format, each row with the file and line that it comes from.

    Of what several returns tell, the latest is believed. A review has the number of the held review of that child that
    started on the day (a cancelled one aside), else "903-", child, "-" and the day. Rows that were set aside stay so.
    `timetable` from the chronology of these tables is `timetable` from that of the returns. Records that were held before may
    tell more, and then theirs differs: an import never erases an end or a date of birth that the return leaves blank.

    Args:
        returns: the oldest first.
        held: the records that are held, by file of the open format: reviews and staff are looked up in them.
    """
    held = held or {}
    children = _children(returns)
    known = pl.col("child").is_in(children["child"].implode())
    every_worker, adoptions = _rows(returns, "involvements"), _rows(returns, "milestones")
    workers = every_worker.filter(~_TURNED_ROUND)
    tables = {
        "children": children,
        "episodes": _episodes(_rows(returns, "episodes")),
        "staff": _staff(workers.filter(known), held.get("staff")),
        "involvements": _involvements(workers.filter(known)),
        "reviews": _reviews(_rows(returns, "reviews"), held.get("reviews")),
        "milestones": _milestones(adoptions.filter(known)),
    }
    turned = _warned(every_worker.filter(_TURNED_ROUND), "records.order", "SW_DEC", _TURNED)
    left = [_left_out(workers, known), _left_out(adoptions, known), _without_worker(workers), turned, _without_place(returns)]
    return ReturnRecords(
        {name: _whole(tables.get(name), name) for name in files()},
        [count for each in returns for count in each.files],
        together([*(each.problems for each in returns), *left]),
        [child for each in returns for child in each.suspects],
        _columns(returns),
        _period(returns),
    )


def _rows(returns: Sequence[Return], name: str) -> pl.DataFrame:
    """Every row of a table of the returns, with the columns of the open format, and `told`: the place of its return."""
    kind, columns = _FROM[name]
    schema = {**{ours: files()[name].schema[ours] for ours in columns}, **_PLACE}
    theirs = {**columns, **dict.fromkeys(_PLACE)}
    parts = [pl.DataFrame(schema={**schema, "told": pl.Int32()})]
    for place, each in enumerate(returns):
        if kind in each.tables:
            rows = each.tables[kind]
            source = {ours: theirs[ours] or ours for ours in schema}
            found = [
                (pl.col(source[ours]) if source[ours] in rows.columns else pl.lit(None)).cast(sort).alias(ours)
                for ours, sort in schema.items()
            ]
            parts.append(rows.select(*found, pl.lit(place, pl.Int32).alias("told")))
    return pl.concat(parts)


def _children(returns: Sequence[Return]) -> pl.DataFrame:
    """Every child in a header, an episode or a review; what is said of it is the latest that is."""
    header = _rows(returns, "children").filter("accepted")
    others = [_rows(returns, name).filter("accepted") for name in ("episodes", "reviews")]
    places = pl.concat([rows.select("child", *_PLACE) for rows in (header, *others)])
    facts = header.group_by("child").agg(
        pl.col("dob", "sex", "ethnicity", "upn").drop_nulls().last(),
        latest_row=pl.col("row").last(),
        latest=pl.col("file").last(),
    )
    found = places.unique("child", keep="first", maintain_order=True).join(facts, on="child", how="left", maintain_order="left")
    where = {"row": pl.coalesce("latest_row", "row"), "file": pl.coalesce("latest", "file")}
    seeking = [each.tables["UASC"].filter("accepted")["CHILD"] for each in returns if "UASC" in each.tables]
    alone = pl.col("child").is_in(pl.concat([pl.Series([], dtype=pl.String), *seeking]).implode())
    cells = {"sex": pl.col("sex").replace(_SEX), "uasc": pl.when(alone).then(True)}
    return found.with_columns(**cells, **where).drop("latest_row", "latest")


def _latest(rows: pl.DataFrame, *same: str) -> pl.DataFrame:
    """Of the rows that can be used and tell of the same, those of the latest return, each once; then those set aside."""
    used = rows.filter("accepted")
    used = used.filter(pl.col("told") == pl.col("told").max().over(same))
    content = [name for name in used.columns if name not in (*_PLACE, "told")]
    return pl.concat([used.unique(content, keep="first", maintain_order=True), rows.filter(~pl.col("accepted"))])


def _episodes(rows: pl.DataFrame) -> pl.DataFrame:
    return _latest(rows, "child", "decom")


def _involvements(workers: pl.DataFrame) -> pl.DataFrame:
    rows = _latest(workers.filter(pl.col("staff").is_not_null()), "child", "staff", "started")
    return rows.with_columns(role=pl.lit("social worker"))


def _staff(workers: pl.DataFrame, held: pl.DataFrame | None) -> pl.DataFrame:
    """The social workers, in the role in which they are held: more is known of those than a return says."""
    named = workers.filter(pl.col("accepted") & pl.col("staff").is_not_null())
    once = named.unique("staff", keep="first", maintain_order=True).select("staff", *_PLACE)
    roles = pl.DataFrame(schema={"staff": pl.String(), "role": pl.String()}) if held is None else held.select("staff", "role")
    found = once.join(roles.unique("staff"), on="staff", how="left", maintain_order="left")
    return found.with_columns(pl.col("role").fill_null("social worker"))


def _reviews(rows: pl.DataFrame, held: pl.DataFrame | None) -> pl.DataFrame:
    """One review a child and day, the participation as last told."""
    ours = pl.col("participation").drop_nulls().last()
    places = [pl.col(name).last() for name in _PLACE]
    once = rows.filter("accepted").group_by("child", "started", maintain_order=True).agg(ours, *places)
    found = once.join(_held_reviews(held), on=["child", "started"], how="left", maintain_order="left")
    number = pl.format("903-{}-{}", "child", pl.col("started").cast(pl.String))
    # A review is returned once it has begun: an adjourned one stays adjourned.
    status = pl.when(pl.col("status") == "adjourned").then("status").otherwise(pl.lit("held"))
    named = found.with_columns(pl.coalesce("review", number).alias("review"), status.alias("status"))
    return pl.concat([named, rows.filter(~pl.col("accepted")).drop("told")], how="diagonal")


def _held_reviews(held: pl.DataFrame | None) -> pl.DataFrame:
    """One held review a child and day: child, started, review, status."""
    schema = {"child": pl.String(), "started": pl.Date(), "review": pl.String(), "status": pl.String()}
    if held is None:
        return pl.DataFrame(schema=schema)
    rows = held.select(pl.col(name).cast(sort) for name, sort in schema.items())
    rows = rows.filter(pl.col("status").ne_missing("cancelled") & pl.col("started").is_not_null())
    planned_last = pl.col("status").eq_missing("planned")
    return rows.sort(planned_last, "review").unique(["child", "started"], keep="first", maintain_order=True)


def _milestones(rows: pl.DataFrame) -> pl.DataFrame:
    dated = rows.filter(pl.col("on").is_not_null()).unique(["child", "on"], keep="first", maintain_order=True)
    return dated.with_columns(kind=pl.lit("adoption_decided"))


def _whole(table: pl.DataFrame | None, name: str) -> pl.DataFrame:
    """A table with every column of its file, in order."""
    schema = {**files()[name].schema, **_PLACE}
    if table is None:
        return pl.DataFrame(schema=schema)
    return table.select(
        (pl.col(column) if column in table.columns else pl.lit(None)).cast(sort).alias(column) for column, sort in schema.items()
    )


def _columns(returns: Sequence[Return]) -> dict[str, frozenset[str]]:
    """Which columns of the open format the returns have."""
    found: dict[str, frozenset[str]] = {}
    there = {kind: {name for each in returns if kind in each.tables for name in each.tables[kind].columns} for kind in _TAKEN}
    for name, (kind, columns) in _FROM.items():
        ours = {ours for ours, theirs in columns.items() if theirs in there[kind]}
        if ours:
            found[name] = frozenset(ours | {*_SAID.get(name, ())})
    uasc = {"uasc"} if there["UASC"] else set()
    return found | {"children": found.get("children", frozenset()) | {"child"} | uasc}


def _left_out(rows: pl.DataFrame, known: pl.Expr) -> pl.DataFrame:
    return _warned(rows.filter(pl.col("accepted") & ~known), "records.link", "CHILD", _STRANGER)


def _without_worker(workers: pl.DataFrame) -> pl.DataFrame:
    return _warned(workers.filter(pl.col("accepted") & pl.col("staff").is_null()), "records.blank", "SW_ID", _NO_WORKER)


def _warned(rows: pl.DataFrame, rule: str, column: str, sentence: str) -> pl.DataFrame:
    groups = rows.group_by("file", maintain_order=True)
    return together([on_rows(group["row"], rule, "warning", str(file), column, sentence) for (file,), group in groups])


def _without_place(returns: Sequence[Return]) -> pl.DataFrame:
    """A note for each file that is no part of the records."""
    counts = (count for each in returns for count in each.files)
    said = (count for count in counts if count.kind in any_year().files and count.kind not in _TAKEN)
    return problems(("records.table", "note", count.file, None, None, _NO_PLACE.format(count.kind)) for count in said)


def _period(returns: Sequence[Return]) -> tuple[date, date] | None:
    years = [each.year for each in returns if each.year]
    return (date(min(years) - 1, 4, 1), date(max(years), 3, 31)) if years else None
