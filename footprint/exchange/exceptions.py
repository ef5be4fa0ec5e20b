"""The changes of an import that must not happen unseen, each as a sentence for a person.

They are exceptions to the rule that an import is taken as it stands, not errors: nothing here stops one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from footprint.exchange.open_format.facts import HELD, IS_IRO
from footprint.exchange.reconcile import Changes

EXCEPTION_SCHEMA = pl.Schema({"kind": pl.String, "child": pl.String, "sentence": pl.String, "file": pl.String, "row": pl.UInt32})
"""One exception a row; file and row (its line) are null where nothing in the file says it."""

Period = tuple[date, date]
_Told = pl.DataFrame


def exceptions(changes: Mapping[str, Changes], period: Period | None = None) -> pl.DataFrame:
    """The changes that a person should see (EXCEPTION_SCHEMA), by kind:

    episode_ended         an open episode ends
    episode_end_changed   the end of an episode becomes another day
    iro_added             a child who has an IRO gets another
    iro_ended             an IRO's allocation ends, or ends on another day
    possible_merge        a child has the UPN, or the names and date of birth, of another: they are kept as two
    not_in_return         a child who was in care in the period of a return is not in it
    dob_changed           a date of birth becomes another day
    sex_changed
    review_changed        the start or the status of a review that was held changes

    Args:
        changes: what `reconcile` gives.
        period: the first and last day of which a return tells; None for files that need not name every child.
    """
    found = [
        *_episodes(changes["episodes"].changed),
        _iros_added(changes),
        _iros_ended(changes),
        _possible_merges(changes["children"]),
        *(_not_in_return(changes, period) if period else []),
        *_children(changes["children"].changed),
        _reviews(changes["reviews"]),
    ]
    return pl.concat([EXCEPTION_SCHEMA.to_frame(), *found])


_SEX = {"1": "M", "2": "F"}
"""The SSDA903's codes until 2023/24, in those since."""


def _told(kind: str, rows: pl.DataFrame, sentence: pl.Expr) -> _Told:
    return rows.select(pl.lit(kind).alias("kind"), "child", sentence.alias("sentence"), "file", "row").cast(EXCEPTION_SCHEMA)


def _day(name: str) -> pl.Expr:
    """A day, or the text of one, as people write it: 3 May 2026."""
    day = pl.col(name).cast(pl.String).str.to_date("%Y-%m-%d", strict=False)
    return day.dt.to_string("%-d %B %Y").fill_null("an unknown day")


def _episodes(changed: pl.DataFrame) -> Sequence[_Told]:
    ends = changed.filter(pl.col("column") == "dec")
    which = "Child {}: the episode that began on {} "
    ended = pl.format(which + "ended on {}.", "child", _day("decom"), _day("after"))
    moved = pl.format(which + "ended on {}, not on {}.", "child", _day("decom"), _day("after"), _day("before"))
    was_open = pl.col("before").is_null()
    return [_told("episode_ended", ends.filter(was_open), ended), _told("episode_end_changed", ends.filter(~was_open), moved)]


def _children(changed: pl.DataFrame) -> Sequence[_Told]:
    """Only what becomes another value: filling a blank is no exception."""
    known = changed.filter(pl.col("before").is_not_null())
    born = pl.format("Child {}: the date of birth changes from {} to {}.", "child", _day("before"), _day("after"))
    another_sex = (pl.col("column") == "sex") & (pl.col("before").replace(_SEX) != pl.col("after").replace(_SEX))
    sex = pl.format("Child {}: the sex changes from {} to {}.", "child", "before", "after")
    return [
        _told("dob_changed", known.filter(pl.col("column") == "dob"), born),
        _told("sex_changed", known.filter(another_sex), sex),
    ]


def _reviews(reviews: Changes) -> _Told:
    """Changes of the start or the status of reviews that were held; that a status which went without saying is said is none."""
    held = reviews.held.filter(HELD | pl.col("completed").is_not_null()).select("held_row", "child")
    cells = reviews.changed.filter(pl.col("column").is_in(["started", "status"])).join(held, on="held_row")
    cells = cells.filter(~(pl.col("before").is_null() & ((pl.col("after") == "held") | (pl.col("column") == "started"))))
    what = "Child {}: review {}, which was held, "
    start = pl.format(what + "began on {}, not on {}.", "child", "review", _day("after"), _day("before"))
    was = pl.col("before").fill_null("held")
    status = pl.format(what + "changes its status from {} to {}.", "child", "review", was, "after")
    return _told("review_changed", cells, pl.when(pl.col("column") == "started").then(start).otherwise(status))


def _names(staff: Changes) -> pl.DataFrame:
    """Each member of staff as a sentence names them: staff, who."""
    return staff.applied.select("staff", who=pl.coalesce("name", "staff")).unique("staff", keep="last")


def _named(rows: pl.DataFrame, names: pl.DataFrame, staff: str, who: str) -> pl.DataFrame:
    """Rows with a column `who` that names the member of staff in the column `staff`."""
    found = rows.join(names.rename({"who": who}), left_on=staff, right_on="staff", how="left", maintain_order="left")
    return found.with_columns(pl.coalesce(who, staff).alias(who))


def _iros_added(changes: Mapping[str, Changes]) -> _Told:
    """Each open allocation that is added beside one that stays open."""
    involvements = changes["involvements"]
    added = involvements.added.filter(IS_IRO & pl.col("ended").is_null()).with_row_index("added")
    still = involvements.applied.filter(IS_IRO & pl.col("ended").is_null())
    others = still.select("child", other="staff", since="started").unique(maintain_order=True)
    rows = added.join(others, on="child", maintain_order="left").filter(pl.col("other") != pl.col("staff"))
    rows = rows.unique("added", keep="first", maintain_order=True)
    names = _names(changes["staff"])
    rows = _named(_named(rows, names, "staff", "new"), names, "other", "old")
    sentence = "Child {}: {} becomes IRO from {}, and {}, IRO since {}, is so still."
    return _told("iro_added", rows, pl.format(sentence, "child", "new", _day("started"), "old", _day("since")))


def _iros_ended(changes: Mapping[str, Changes]) -> _Told:
    involvements = changes["involvements"]
    rows = involvements.changed.filter((pl.col("column") == "ended") & IS_IRO)
    rows = _named(rows, _names(changes["staff"]), "staff", "old")
    first = pl.format("Child {}: {} was the IRO until {}.", "child", "old", _day("after"))
    again = pl.format("Child {}: {} was the IRO until {}, not until {}.", "child", "old", _day("after"), _day("before"))
    return _told("iro_ended", rows, pl.when(pl.col("before").is_null()).then(first).otherwise(again))


_NO_UPN = r"^UN\d$"
"""The return's codes for "no UPN, because ..."."""
_PERSON = ["first_name", "last_name", "dob"]


def _possible_merges(children: Changes) -> _Told:
    """Children added, or given another UPN, name or date of birth, who then look like another child."""
    looks = pl.col("column").is_in(["upn", *_PERSON])
    given = children.changed.filter(looks)["held_row"]
    again = children.updated.filter(pl.col("held_row").is_in(given.implode()))
    new = pl.concat([frame.select("child", "upn", *_PERSON, "file", "row") for frame in (children.added, again)])
    everyone = _as_compared(children.applied.select("child", "upn", *_PERSON))
    same = pl.concat(
        [_same(_as_compared(new), everyone, ["upn"], "UPN"), _same(_as_compared(new), everyone, _PERSON, _SAME_PERSON)]
    )
    pair = pl.concat_list(pl.min_horizontal("child", "other"), pl.max_horizontal("child", "other"))
    ways = same.group_by(pair.alias("pair"), maintain_order=True).agg(
        pl.col("child", "other", "file", "row").first(), pl.col("way").unique(maintain_order=True).str.join(" and the same ")
    )
    sentence = "Child {} has the same {} as child {}. They are kept as two children: see whether they are one."
    return _told("possible_merge", ways, pl.format(sentence, "child", "way", "other"))


_SAME_PERSON = "names and date of birth"


def _as_compared(children: pl.DataFrame) -> pl.DataFrame:
    plain = [pl.col(name).str.strip_chars().str.to_lowercase() for name in ("first_name", "last_name")]
    upn = pl.col("upn").str.strip_chars().str.to_uppercase()
    return children.with_columns(*plain, upn=pl.when(~upn.str.contains(_NO_UPN) & (upn != "")).then(upn))


def _same(new: pl.DataFrame, everyone: pl.DataFrame, on: list[str], way: str) -> pl.DataFrame:
    """Pairs of children with the same, all of it known."""
    others = everyone.select(*on, other="child").drop_nulls()
    found = new.drop_nulls(on).join(others, on=on, maintain_order="left_right").filter(pl.col("child") != pl.col("other"))
    return found.select("child", "other", "file", "row", pl.lit(way).alias("way"))


def _not_in_return(changes: Mapping[str, Changes], period: Period) -> Sequence[_Told]:
    first, last = period
    lasted = (pl.col("decom") <= last) & (pl.col("dec").is_null() | (pl.col("dec") >= first))
    in_care = changes["episodes"].held.filter(lasted)["child"]
    rows = changes["children"].lacking.select("child").filter(pl.col("child").is_in(in_care.implode()))
    rows = rows.with_columns(file=pl.lit(None, pl.String), row=pl.lit(None, pl.UInt32), first=pl.lit(first), last=pl.lit(last))
    sentence = "Child {} was in care between {} and {}, as is held here, but is not in these files."
    return [_told("not_in_return", rows, pl.format(sentence, "child", _day("first"), _day("last")))]
