"""A child's life in care as a picture, and the table that says the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from footprint.domain.code_words import in_words
from footprint.records.models import Contact, Episode, Escalation, Review, ReviewTiming, Standing
from footprint.reports.timeline import Bar, Lane, Mark, Timeline, Window, told
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
    told = list(episodes)
    lanes = (
        Lane("In care", tuple(_periods(told))),
        Lane("Placement", tuple(_runs(told, lambda e: e.place, _place, ("P", "B", "S")))),
        Lane("Legal status", tuple(_runs(told, lambda e: e.ls, _status, ("S",)))),
        Lane(
            "Escalations", tuple(Bar(e.raised, e.resolved, f"{e.kind or 'formal'} escalation", "escalation") for e in escalations)
        ),
    )
    marks = [*_reviews(timings), *_planned(planned), *_contacts(contacts)]
    return Timeline("From coming into care until today", today, lanes, tuple(marks), _window(standing, today))


def _ends(episodes: list[Episode], place: int) -> date | None:
    """When an episode gave way: its end, else the start of the next."""
    episode = episodes[place]
    following = episodes[place + 1].decom if place + 1 < len(episodes) else None
    return episode.dec or following


def _periods(episodes: list[Episode]) -> Iterable[Bar]:
    """Episodes that follow each other without a gap, as one bar."""
    started: date | None = None
    for place, episode in enumerate(episodes):
        started = started or episode.decom
        end = _ends(episodes, place)
        following = episodes[place + 1].decom if place + 1 < len(episodes) else None
        if following is None or (end and end < following) or episode.rec not in ("", "X1"):
            yield Bar(started, end, "in care", "care")
            started = None


def _runs(episodes: list[Episode], key: Any, made: Any, anew: tuple[str, ...]) -> Iterable[Bar]:
    """Episodes in a row that are alike in one thing, as one bar."""
    first: Episode | None = None
    for place, episode in enumerate(episodes):
        first = first or episode
        end = _ends(episodes, place)
        following = episodes[place + 1] if place + 1 < len(episodes) else None
        goes_on = following and key(following) == key(episode) and following.decom == end and following.rne not in anew
        if not goes_on:
            yield made(first, end)
            first = None


def _place(episode: Episode, end: date | None) -> Bar:
    words = in_words("place", episode.place)
    return Bar(episode.decom, end, words, _PLACE_KINDS.get(episode.place, "other"), words.split(",")[0])


def _status(episode: Episode, end: date | None) -> Bar:
    return Bar(episode.decom, end, in_words("ls", episode.ls), _STATUS_KINDS.get(episode.ls, "other-status"))


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


def _window(standing: Standing | None, today: date) -> Window | None:
    if standing is None or standing.next_due is None or standing.next_due < today - timedelta(365):
        return None
    opens = standing.last_review + timedelta(1) if standing.last_review and standing.last_review < standing.next_due else None
    return Window(opens, standing.next_due)


def twin(picture: Timeline) -> list[dict[str, Any]]:
    """The same as rows of a table, the latest first: on, what, words."""
    bars = [(bar.started, lane.title, told(bar)) for lane in picture.lanes for bar in lane.bars]
    marks = [(mark.on, "Review" if "review" in mark.kind else "Visit", mark.label) for mark in picture.marks]
    rows = sorted([*bars, *marks], key=lambda row: row[0], reverse=True)
    return [
        {"cells": {"on": {"text": day(on), "sort": on.isoformat()}, "what": what, "words": words}} for on, what, words in rows
    ]
