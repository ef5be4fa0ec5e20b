"""What the records tell of who took part in a review, the child above all."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from footprint.domain.code_words import in_words
from footprint.domain.day_words import long_day
from footprint.domain.known_facts import SEEN_BANDS
from footprint.domain.participation import is_under_4
from footprint.domain.working_days import add_months
from footprint.records.known_answers.asked import DAY, NONE_BEFORE, Asked, Known, Tell, yes
from footprint.records.models import Consultation
from footprint.records.profile import profile

_SPOKE = "iro.speaks_with_child"
_NOT_SEEN = {"refused": "Not seen: the child refused", "not able": "Not seen: it was not possible"}
_BY_ADVOCATE = ("PN2", "PN5")


def _part(asked: Asked) -> Known | None:
    code = asked.review.participation
    return Known(f"{code}: {in_words('participation', code)}", "From what is recorded of the review.") if code else None


def _chaired(asked: Asked) -> Known | None:
    told = asked.review.child_chaired
    return Known(told, "From what is recorded of the review.") if told else None


def _came(asked: Asked, column: str) -> Known | None:
    came = getattr(asked.review, column)
    return None if came is None else yes(came, "From what is recorded of who was there.")


def _consulted(asked: Asked) -> Known | None:
    if asked.answers:
        return Known("yes", f"The child answered on {long_day(asked.answers.at.date())}.")
    seen = asked.review.child_last_seen
    if seen and seen == asked.review.started:
        return Known("yes", f"The child was seen on {long_day(seen)}.")
    spoke = _spoke(asked)
    return spoke if spoke and spoke.answer == "yes" else None


def _answered(asked: Asked) -> Known | None:
    if asked.answers:
        return Known("yes", f"The child answered on {long_day(asked.answers.at.date())}.")
    if is_under_4(asked.child.dob, asked.review.started or asked.today):
        return Known("not applicable", "The child was under four.")
    about = {"review": asked.review, "about": "review", "who": "child", "revoked__isnull": True}
    return Known("no", "The child was asked, and has not answered.") if Consultation.objects.filter(**about).exists() else None


def _spoke(asked: Asked) -> Known | None:
    return _before(asked, [_SPOKE])


def _visited(asked: Asked) -> Known | None:
    rules = [rule.id for rule in profile().rulebook.rules if rule.before == "review_held" and rule.met_by == ("iro_visit",)]
    return _before(asked, rules)


def _before(asked: Asked, rules: list[str]) -> Known | None:
    """Whether a duty before the review was met. What counts as "before it" is the rulebook's to say."""
    duty = asked.duty(pl.col("rule").is_in(rules), pl.col("due") == asked.review.started)
    if duty is None:
        return None
    if duty["met"]:
        return Known("yes", f"On {long_day(duty['met'])}.")
    return Known("no", f"Nothing is recorded from {long_day(duty['started'])} to {long_day(duty['due'])}.")


def _between(asked: Asked) -> Known | None:
    if asked.before is None:
        return Known("not applicable", NONE_BEFORE)
    held, since = asked.review.started, asked.before.started
    if held is None or since is None:
        return None
    seen = asked.happened("iro_visit", since, held - DAY)
    return yes(bool(seen), f"On {long_day(seen)}." if seen else f"No visit is recorded after {long_day(since)}.")


def _last_seen(asked: Asked) -> Known | None:
    seen, why = asked.review.child_last_seen, asked.review.not_seen
    told = long_day(seen) if seen else _NOT_SEEN.get(why, "")
    return Known(told, "From what is recorded of the review.") if told else None


def _band(asked: Asked) -> Known | None:
    seen, held = asked.review.child_last_seen, asked.review.started
    return Known(band_of(seen, held), f"The child was last seen on {long_day(seen)}.") if seen and held else None


def band_of(seen: date, held: date) -> str:
    """How long before a review a child was last seen; after it counts as the same day."""
    limits = (seen, seen + timedelta(7), add_months(seen, 1), add_months(seen, 3))
    return next((band for band, limit in zip(SEEN_BANDS, limits, strict=False) if held <= limit), SEEN_BANDS[-1])


def _advocate(asked: Asked) -> Known | None:
    wish = asked.answers.answers.get("advocate") if asked.answers else None
    if str(wish).lower() in ("yes", "true"):
        return Known("yes", "The child asked for one.")
    invited = asked.review.participants.filter(part__in=["advocate", "independent visitor"], invited__isnull=False).first()
    return Known("yes", f"An {invited.part} is asked to this review.") if invited else None


def _advocate_there(asked: Asked) -> Known | None:
    if asked.review.participants.filter(part="advocate", attended=True).exists():
        return Known("yes", "An advocate came.")
    part = asked.review.participation
    return yes(part in _BY_ADVOCATE, f"{part}: {in_words('participation', part)}.") if part else None


WHO_TOOK_PART: dict[str, Tell] = {
    "participation": _part,
    "child_chaired": _chaired,
    "child_consulted": _consulted,
    "child_answered": _answered,
    "iro_spoke_before": _spoke,
    "iro_visited_before": _visited,
    "iro_visited_between": _between,
    "child_last_seen": _last_seen,
    "last_seen_band": _band,
    "advocate_asked_for": _advocate,
    "advocate_there": _advocate_there,
    "social_worker_attended": lambda asked: _came(asked, "social_worker_attended"),
    "mother_attended": lambda asked: _came(asked, "mother_attended"),
    "father_attended": lambda asked: _came(asked, "father_attended"),
    "carer_attended": lambda asked: _came(asked, "carer_attended"),
}
