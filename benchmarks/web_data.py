"""A service of any size as frames of the open format: plain invented rows, 70 children an IRO, some eight reviews a child."""

from __future__ import annotations

from datetime import date

import polars as pl

from footprint.exchange.open_format.spec import files

AN_IRO = 70
"""Children of an IRO, the most that statutory guidance thinks right."""
_BETWEEN = 170
"""Days from one review to the next."""


def tables(children: int, today: date) -> dict[str, pl.DataFrame]:
    """Every file of the format that has rows; the same arguments give the same rows."""
    base = _children(children, today)
    staff = -(-children // AN_IRO)
    found = {
        "teams": pl.DataFrame({"team": [f"T{number}" for number in range(1 + staff // 20)]}).with_columns(name="team"),
        "staff": _staff(staff),
        "children": base.select("child", "first_name", "last_name", "dob", sex=pl.lit("F")),
        "episodes": base.select(
            "child", "decom", rne=pl.lit("S"), ls=pl.lit("C2"), cin=pl.lit("N1"), place=pl.lit("U4"), place_provider=pl.lit("PR1")
        ),
        "involvements": pl.concat([_involved(base, "iro"), _involved(base, "social worker")]),
        "team_history": base.select("child", team=pl.format("T{}", pl.col("iro") // 20), started="decom"),
        "reviews": _reviews(base, today),
        "contacts": _contacts(base, today),
        "plans": base.select("child", kind=pl.lit("permanence"), value=pl.lit("long-term fostering"), agreed="decom"),
        "escalations": base.filter(pl.col("place") % 10 == 0).select(
            "child", escalation=pl.format("E{}", "place"), raised=_ago(today, pl.col("place") % 90), kind=pl.lit("formal")
        ),
    }
    found["decisions"] = (
        found["reviews"]
        .filter(pl.col("order") < 2)
        .select("review", decision=pl.format("D-{}", "review"), text=pl.lit("See the family."))
    )
    return {name: _whole(name, rows) for name, rows in found.items()}


def _whole(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """With every column of the file."""
    schema = files()[name].schema
    return rows.select(
        (pl.col(cell) if cell in rows.columns else pl.lit(None)).cast(sort).alias(cell) for cell, sort in schema.items()
    )


def _ago(today: date, days: pl.Expr) -> pl.Expr:
    return pl.lit(today) - pl.duration(days=days)


def _children(number: int, today: date) -> pl.DataFrame:
    place = pl.int_range(number, eager=True, dtype=pl.Int64).alias("place")
    rows = place.to_frame().with_columns(last=(pl.col("place") * 7) % 200, reviews=8 + (pl.col("place") % 12 == 0))
    rows = rows.with_columns(decom=_ago(today, pl.col("last") + _BETWEEN * (pl.col("reviews") - 1) + 20))
    return rows.with_columns(
        child=pl.format("C{}", "place"),
        first_name=pl.lit("Invented"),
        last_name=pl.format("Child {}", "place"),
        iro=pl.col("place") // AN_IRO,
        dob=pl.col("decom") - pl.duration(days=300 + (pl.col("place") * 37) % 3800),
    )


def _staff(irons: int) -> pl.DataFrame:
    number = pl.int_range(irons, eager=True).alias("place").to_frame()
    iros = number.select(staff=pl.format("I{}", "place"), name=pl.format("IRO {}", "place"), role=pl.lit("iro"))
    others = number.select(staff=pl.format("S{}", "place"), name=pl.format("Worker {}", "place"), role=pl.lit("social worker"))
    return pl.concat([iros, others])


def _involved(base: pl.DataFrame, role: str) -> pl.DataFrame:
    letter = "I" if role == "iro" else "S"
    return base.select("child", staff=pl.format(letter + "{}", "iro"), role=pl.lit(role), started="decom")


def _reviews(base: pl.DataFrame, today: date) -> pl.DataFrame:
    rows = base.select("child", "place", "last", "iro", order=pl.int_ranges(0, "reviews")).explode("order", empty_as_null=False)
    held = _ago(today, pl.col("last") + pl.col("order") * _BETWEEN)
    return rows.select(
        "child",
        "order",
        review=pl.format("R{}-{}", "place", "order"),
        started=held,
        completed=held,
        status=pl.lit("held"),
        participation=pl.lit("PN1"),
        chair=pl.format("I{}", "iro"),
        rag=pl.lit("green"),
        decisions_sent=held,
    )


def _contacts(base: pl.DataFrame, today: date) -> pl.DataFrame:
    rows = base.select("child", "last", "iro", order=pl.int_ranges(0, 4, dtype=pl.Int64)).explode("order", empty_as_null=False)
    on = _ago(today, pl.col("last") + 20 + pl.col("order") * _BETWEEN)
    return rows.select("child", staff=pl.format("I{}", "iro"), on=on, kind=pl.lit("visit"), alone=pl.lit(True))
