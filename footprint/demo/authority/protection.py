"""Child protection: conferences, plans and what is owed while a plan lasts, of children in care and of others."""

from __future__ import annotations

from random import Random

from footprint.demo.authority.ledger import Ledger
from footprint.demo.authority.margins import Margins
from footprint.demo.chance import Table, between
from footprint.demo.days import Day, add_months, working_day_on_or_before, working_days_after

_CATEGORY = Table({"Neglect": 50, "Emotional abuse": 35, "Physical abuse": 9, "Sexual abuse": 6})
_FIRST, _LATER = 3, 6  # months until the first review conference and between later ones


def write_protection(
    ledger: Ledger, rng: Random, margins: Margins, child: str, chair: str, enquiry: Day, end: Day | None, on: Day
) -> None:
    """An enquiry that led to a conference and a plan.

    Args:
        enquiry: the day on which the section 47 enquiry began.
        end: the day on which the plan is to end; None where it lasts.
        on: the day on which the authority is looked at.
    """
    days = between(rng, 9, 15) if rng.random() < 0.88 else between(rng, 16, 22)
    held = working_days_after(enquiry, days)
    if held > on or (end is not None and held >= end):
        ledger.rows["conferences"].append(
            (ledger.number("CF"), child, "ICPC", enquiry, held if held <= on else None, chair, None)
        )
        return
    if "conference_report_shared" in margins.local and rng.random() < 0.95:
        ledger.milestone(child, "conference_report_shared", max(enquiry, held - between(rng, 2, 6)))
    ledger.rows["conferences"].append((ledger.number("CF"), child, "ICPC", enquiry, held, chair, "Plan made"))
    ledger.rows["cp_plans"].append((child, _CATEGORY.draw(rng), held, end))
    _while_it_lasts(ledger, rng, margins, child, chair, held, on if end is None else min(on, end))


def _while_it_lasts(ledger: Ledger, rng: Random, margins: Margins, child: str, chair: str, start: Day, last: Day) -> None:
    core = working_days_after(start, between(rng, 3, 10))
    while core <= last:
        ledger.milestone(child, "core_group_held", core)
        core = working_day_on_or_before(core + between(rng, 24, 42))
    one, months = start, _FIRST
    while True:
        due = add_months(one, months)
        held = working_day_on_or_before(due - between(rng, 1, 20) if rng.random() < 0.96 else due + between(rng, 3, 14))
        check = one + between(rng, 20, 44 if months == _FIRST else 85)
        if "cp_midway_check" in margins.local and check <= last and check < held and rng.random() < 0.97:
            ledger.milestone(child, "cp_midway_check", check)
        if held > last:
            break
        ledger.rows["conferences"].append((ledger.number("CF"), child, "RCPC", None, held, chair, "Plan goes on"))
        one, months = held, _LATER
    _panel(ledger, rng, margins, child, start, last)


def _panel(ledger: Ledger, rng: Random, margins: Margins, child: str, start: Day, last: Day) -> None:
    """Where a panel looks at long plans: before 21 months, and every six weeks after."""
    on = add_months(start, 18) + between(rng, 5, 80)
    while "cp_midway_check" in margins.local and on <= last:
        ledger.milestone(child, "cp_plan_to_panel", on)
        on += between(rng, 28, 42)
