"""The rows of the smaller modules that describe what happened: adoption, absence, social workers, earlier orders."""

from random import Random

from footprint.demo.care_paths import Episode, History
from footprint.demo.chance import Table, between
from footprint.demo.columns import Row
from footprint.demo.days import YEAR, Day, age, day, text
from footprint.demo.episode_rows import Span

SOCIAL_WORKERS_SINCE = day(2023, 4, 1)
PREVIOUS_PERMANENCE_SINCE = day(2016, 4, 1)
PREVIOUS = Table({"Z1": 94, "P1": 1.5, "P2": 3, "P3": 1, "P4": 0.5})
LA_PERM = "999"  # no such authority
ADOPTERS = Table({"2 MF L11": 62, "2 MF L3": 12, "2 MM L12": 6, "2 FF L12": 5, "1 F1 L0": 10, "1 M1 L0": 1, "2 FF L2": 4})
CHANGED_WORKER = Table(
    {
        "LEFTRL": 40,
        "TSPROC": 24,
        "MANAGE": 16,
        "ORGRST": 8,
        "ABSENC": 8,
        "OTHERS": 3,
        "CHCHAN": 0.7,
        "PCCHAN": 0.3,
    }
)


def placed_rows(number: str, history: History, span: Span) -> list[Row]:
    """Should be placed for adoption, and no longer so if that was decided."""
    made = history.adoption
    if made is None or not span.holds(made.decided, made.reversed_on):
        return []
    reversed_on = span.known(made.reversed_on)
    why = made.why_reversed if reversed_on else ""
    return [[number, text(history.child.dob), text(made.decided), text(reversed_on), why]]


def adopted_rows(number: str, history: History, span: Span, rng: Random) -> list[Row]:
    """The adopters, once the adoption order is made."""
    made, last = history.adoption, history.periods[-1].episodes[-1]
    adopters = ADOPTERS.draw(rng).split()
    if made is None or last.rec not in ("E11", "E12") or last.end is None or not span.first <= last.end <= span.last:
        return []
    by_carer = "1" if last.placement.code in ("A3", "A5") else "0"
    return [[number, text(history.child.dob), text(made.decided), text(made.matched), by_carer, *adopters]]


def previous_rows(number: str, history: History, span: Span, rng: Random) -> list[Row]:
    """Whether the child had been adopted or under a lasting order before; asked when care starts."""
    code, when = PREVIOUS.draw(rng), between(rng, 100, 6 * YEAR)
    starts = [p.start for p in history.periods if span.first <= p.start <= span.last]
    if not starts or starts[-1] < PREVIOUS_PERMANENCE_SINCE:
        return []
    made = max(history.child.dob + 30, starts[-1] - when)
    detail = [LA_PERM, text(made)] if code[0] == "P" and made < starts[-1] else ["", ""]
    return [[number, text(history.child.dob), code if detail[0] else "Z1", *detail]]


def missing_rows(number: str, history: History, span: Span, rng: Random) -> list[Row]:
    """Times missing or away, each inside one placement."""
    rows: list[Row] = []
    for episode in (e for period in history.periods if not period.is_short_break for e in period.episodes):
        end = span.last + YEAR if episode.end is None else episode.end
        if age(history.child.dob, episode.start) >= 11 and rng.random() < 0.12:
            rows += absences(number, history, span, rng, episode, end)
    return rows


def absences(number: str, history: History, span: Span, rng: Random, episode: Episode, end: Day) -> list[Row]:
    """Several in one placement, a few days each, at no fixed distance."""
    rows: list[Row] = []
    gone = episode.start + between(rng, 1, 60)
    while (back := gone + (0 if rng.random() < 0.5 else between(rng, 1, 5))) < end and rng.random() < 0.85:
        kind = "M" if rng.random() < 0.8 else "A"
        if span.holds(gone, back):
            rows.append([number, text(history.child.dob), kind, text(gone), text(span.known(back))])
        gone = back + between(rng, 2, 90)
    return rows


def worker_rows(number: str, history: History, span: Span, rng: Random) -> list[Row]:
    """The social workers of each time in care, since these have been collected."""
    rows: list[Row] = []
    for start, end in times_worked(history):
        if end is None or end >= SOCIAL_WORKERS_SINCE:
            rows += workers_of(number, text(history.child.dob), start, end, span, rng)
    return rows


def times_worked(history: History) -> list[tuple[Day, Day | None]]:
    """Each period of care; a series of short breaks is one piece of work."""
    times: list[tuple[Day, Day | None]] = []
    for before, period in zip([None, *history.periods], history.periods, strict=False):
        if before and before.is_short_break and period.is_short_break:
            times[-1] = (times[-1][0], period.end)
        else:
            times.append((period.start, period.end))
    return times


def workers_of(number: str, dob: str, start: Day, end: Day | None, span: Span, rng: Random) -> list[Row]:
    """One social worker after another, each starting the day the one before ends."""
    rows: list[Row] = []
    on, why = start, "FCONTA"
    while on <= span.last and (end is None or on < end):
        worker = f"SW{between(rng, 1, 9000):07}"
        until = on + 30 + int(rng.expovariate(1 / 420))
        left = until if end is None else min(until, end)
        if span.holds(on, left) and left >= SOCIAL_WORKERS_SINCE:
            rows.append([number, dob, worker, text(on), text(span.known(left)), why])
        on, why = until, CHANGED_WORKER.draw(rng)
    return rows
