"""What the records tell of the child: legal status, placements, plans, visits, health and school."""

from __future__ import annotations

from itertools import takewhile

import polars as pl
from django.db.models import Q

from footprint.domain.ages import is_younger
from footprint.domain.code_words import in_words
from footprint.domain.day_words import long_day
from footprint.records.known_answers.asked import Asked, Known, Tell, counted, not_applicable, yes

YEAR_7 = 11
"""The age in years at which Year 7 begins, at the earliest."""
_WITH_PARENTS, _SECTION_20 = "P1", "V2"
_NEW_PLACEMENT = ("S", "P", "B")
"""Why an episode begins (RNE), where the child begins to be looked after or moves."""


def _below_year_7(asked: Asked) -> Known | None:
    born = asked.child.dob
    return not_applicable(born is not None and is_younger(born, YEAR_7, asked.today), "The child is younger than Year 7.")


def _with_parents(asked: Asked) -> Known | None:
    place = asked.standing.placement if asked.standing else ""
    return not_applicable(place not in ("", _WITH_PARENTS), "The child does not live with parents.")


def _section_20(asked: Asked) -> Known | None:
    status = asked.standing.legal_status if asked.standing else ""
    return not_applicable(status not in ("", _SECTION_20), f"The legal status is: {in_words('ls', status)}.")


def _uasc(asked: Asked) -> Known | None:
    return not_applicable(asked.child.uasc is False, "The child is not recorded as unaccompanied.")


def _status_recorded(asked: Asked) -> Known | None:
    return None if _legal_status(asked) else Known("no", "No legal status is on record.")


def _care_plan(asked: Asked) -> Known | None:
    last = asked.child.plans.filter(kind="care", agreed__isnull=False).order_by("-agreed").first()
    return Known(f"The newest care plan was agreed on {long_day(last.agreed)}.", "From the plans on record.") if last else None


def _care_plan_recorded(asked: Asked) -> Known | None:
    return None if _care_plan(asked) else Known("no", "No care plan is on record.")


def _adoption(asked: Asked) -> Known | None:
    plan = asked.child.plans.filter(kind="permanence").order_by("-agreed").first()
    other = plan is not None and "adoption" not in plan.value.lower()
    return not_applicable(other, "The permanence plan is not adoption.")


def _permanence(asked: Asked) -> Known:
    plan = asked.child.plans.filter(kind="permanence", agreed__isnull=False).order_by("-agreed").first()
    because = f"{plan.value or 'A plan'}, agreed on {long_day(plan.agreed)}." if plan else "No agreed plan is on record."
    return yes(plan is not None, because)


def _legal_history(asked: Asked) -> Known:
    told = [_legal_status(asked), Known(f"Permanence plan: {_permanence(asked).because}", ""), _social_workers(asked)]
    return Known(" ".join(each.answer for each in told if each), "From the episodes, the plans and the people around the child.")


def _legal_status(asked: Asked) -> Known | None:
    """The newest legal status, since the first of the last episodes under it."""
    newest = list(asked.child.episodes.order_by("-decom").values_list("decom", "ls"))
    if not newest or not newest[0][1]:
        return None
    now = newest[0][1]
    since = min(start for start, _ in takewhile(lambda row: row[1] == now, newest))
    return Known(f"{in_words('ls', now)} since {long_day(since)}.", "From the episodes.")


def _placement(asked: Asked) -> Known | None:
    now = asked.standing
    if now is None or not now.placement:
        return None
    since = f" since {long_day(now.placement_started)}" if now.placement_started else ""
    return Known(f"{in_words('place', now.placement)}{since}.", "From the episodes.")


def _social_workers(asked: Asked) -> Known | None:
    since = asked.standing.care_started if asked.standing else None
    if since is None:
        return None
    still = Q(ended__isnull=True) | Q(ended__gte=since)
    found = asked.child.involvements.filter(still, role__icontains="social worker").values("staff").distinct().count()
    return Known(f"{counted(found, 'social worker')} in this period of care.", "Counted from the people around the child.")


def _placements(asked: Asked) -> Known | None:
    since = asked.standing.care_started if asked.standing else None
    if since is None:
        return None
    places = asked.child.episodes.filter(decom__gte=since, rne__in=_NEW_PLACEMENT).count()
    return Known(f"{counted(places, 'placement')} in this period of care.", "Counted from the episodes.")


def _protection_plan(asked: Asked) -> Known | None:
    return yes(asked.standing.in_protection_plan, "From the child protection plans on record.") if asked.standing else None


def _red_list(asked: Asked) -> Known:
    spells = asked.facts.spells.filter(pl.col("state").cast(pl.String) == "on_red_list")
    now = spells.filter((pl.col("started") <= asked.today) & (pl.col("ended").is_null() | (pl.col("ended") > asked.today)))
    return yes(len(now) > 0, f"Since {long_day(now['started'][0])}." if len(now) else "There is no entry on record.")


def _up_to_date(asked: Asked, start: str | tuple[str, ...], what: str, *, else_none: bool = False) -> Known | None:
    """Whether anything by rules of this name is overdue; not applicable where nothing of the kind is owed."""
    if any(rule.startswith(start) for rule in asked.overdue):
        return Known("no", f"A {what} is overdue.")
    if any(rule.startswith(start) for rule in asked.owed):
        return Known("yes", f"No {what} is overdue.")
    return Known("not applicable", f"No {what} is owed to this child.") if else_none else None


def _dental(asked: Asked) -> Known | None:
    last = asked.child.milestones.filter(kind="dental_check", on__lte=asked.today).order_by("-on").first()
    return Known(long_day(last.on), "From the milestones on record.") if last else None


ABOUT_CHILD: dict[str, Tell] = {
    "below_year_7": _below_year_7,
    "not_with_parents": _with_parents,
    "not_section_20": _section_20,
    "not_uasc": _uasc,
    "no_adoption_plan": _adoption,
    "legal_status_recorded": _status_recorded,
    "care_plan_recorded": _care_plan_recorded,
    "legal_status": _legal_status,
    "care_plan": _care_plan,
    "placement": _placement,
    "permanence_plan": lambda asked: Known(_permanence(asked).because, "From the plans on record."),
    "permanence_agreed": _permanence,
    "legal_history": _legal_history,
    "social_workers": _social_workers,
    "placements_counted": _placements,
    "in_protection_plan": _protection_plan,
    "on_red_list": _red_list,
    "visits_in_time": lambda asked: _up_to_date(asked, "visit.", "visit"),
    "health_up_to_date": lambda asked: _up_to_date(asked, ("health.initial", "health.review"), "health assessment"),
    "dental_check": _dental,
    "pathway_up_to_date": lambda asked: _up_to_date(asked, "plan.pathway", "pathway plan", else_none=True),
    "pep_up_to_date": lambda asked: _up_to_date(asked, "education.pep", "personal education plan", else_none=True),
}
