"""A child's life in care as a picture, and the table that says the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl

from footprint.domain.care_history import NEW_CARERS
from footprint.domain.code_words import in_words
from footprint.domain.episodes import EPISODE_SCHEMA, in_a_row, runs
from footprint.records.models import Contact, Episode, Escalation, Review, ReviewTiming, Standing
from footprint.reports.timeline import Bar, Lane, Mark, Timeline, next_window, told
from footprint.web.words import day

_PLACES = {
    "foster": ("U4", "U5", "U6", "T0", "T1", "T2", "T3", "T4"),
    "kin": ("U1", "U2", "U3"),
    "home": ("K2", "R1", "R3", "S1"),
    "parents": ("P1",),
    "adoption": ("A3", "A4", "A5", "A6"),
    "independent": ("H5", "K3", "P2", "P3"),
    "secure": ("K1", "R2", "R5"),
}
_PLACE_KINDS = {code: kind for kind, codes in _PLACES.items() for code in codes}
_STATUS_KINDS = {"C2": "order", "C1": "interim", "V2": "voluntary", "E1": "placement-order", "D1": "placement-order"}


def timeline(
    episodes: Iterable[Episode],
    timings: Iterable[ReviewTiming],
    planned: Iterable[Review],
    contacts: Iterable[Contact],
    escalations: Iterable[Escalation],
    standing: Standing | None,
    today: date,
) -> Timeline:
    """Everything of a child that has a place in time."""
    escalated = (Bar(e.raised, e.resolved, f"{e.kind or 'formal'} escalation", "escalation") for e in escalations)
    lanes = (*_care(episodes), Lane("Escalations", tuple(escalated)))
    marks = [*_reviews(timings), *_planned(planned), *_contacts(contacts)]
    window = next_window(standing.last_review, standing.next_due, today) if standing else None
    return Timeline("From coming into care until today", today, lanes, tuple(marks), window)


def _care(episodes: Iterable[Episode]) -> list[Lane]:
    """Periods of care, placements and legal statuses as the chronology joins them."""
    told = [(0, e.decom, e.dec, e.rne or None, e.ls or None, e.place or None, e.rec or None) for e in episodes]
    rows = in_a_row(pl.DataFrame(told, schema=EPISODE_SCHEMA, orient="row"))
    always = pl.lit(True)
    periods, placements, statuses = (
        runs(rows, always, again).select("place", "ls", "started", "ended").rows()
        for again in (None, NEW_CARERS | _changed("place"), _changed("ls"))
    )
    return [
        Lane("In care", tuple(Bar(started, ended, "in care", "care") for _, _, started, ended in periods)),
        Lane("Placement", tuple(_place(place, started, ended) for place, _, started, ended in placements)),
        Lane("Legal status", tuple(_status(ls, started, ended) for _, ls, started, ended in statuses)),
    ]


def _changed(name: str) -> pl.Expr:
    return pl.col(name).ne_missing(pl.col(name).shift(1))


def _place(place: str | None, started: date, ended: date | None) -> Bar:
    words = in_words("place", place or "")
    return Bar(started, ended, words, _PLACE_KINDS.get(place or "", "other"), words.split(",")[0])


def _status(ls: str | None, started: date, ended: date | None) -> Bar:
    return Bar(started, ended, in_words("ls", ls or ""), _STATUS_KINDS.get(ls or "", "other-status"))


def _reviews(timings: Iterable[ReviewTiming]) -> Iterable[Mark]:
    for each in timings:
        due = f", due {day(each.due)}" if each.due else ""
        yield Mark(each.held, "late-review" if each.on_time is False else "review", f"Review held {day(each.held)}{due}")


def _planned(reviews: Iterable[Review]) -> Iterable[Mark]:
    return (Mark(each.started, "planned-review", f"Review arranged for {day(each.started)}") for each in reviews if each.started)


def _contacts(contacts: Iterable[Contact]) -> Iterable[Mark]:
    for each in contacts:
        if each.kind == "visit":
            by_iro = "iro" in each.staff.role.lower()
            yield Mark(each.on, "iro-visit" if by_iro else "visit", f"{'Seen by the IRO' if by_iro else 'Visit'} {day(each.on)}")


def twin(picture: Timeline) -> list[dict[str, Any]]:
    """The same as rows of a table, the latest first: on, what, words."""
    bars = [(bar.started, lane.title, told(bar)) for lane in picture.lanes for bar in lane.bars]
    marks = [(mark.on, "Review" if "review" in mark.kind else "Visit", mark.label) for mark in picture.marks]
    rows = sorted([*bars, *marks], key=lambda row: row[0], reverse=True)
    return [
        {"cells": {"on": {"text": day(on), "sort": on.isoformat()}, "what": what, "words": words}} for on, what, words in rows
    ]
