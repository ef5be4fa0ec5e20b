"""What the records answer of a quality assurance form by themselves, each with its reason: nobody is asked twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from footprint.domain.ages import is_younger
from footprint.records.models import Answers, Duty, Review, ReviewTiming, Standing
from footprint.records.profile import profile
from footprint.records.reviews import review_before, reviews_asked

PAPERS = "social worker's report"
YEAR_7 = 11
"""The age in years at which Year 7 begins, at the earliest."""


@dataclass(frozen=True)
class Known:
    """An answer and why it is known."""

    answer: str
    because: str


class _Facts:
    """What is asked of the database once for all answers about a review."""

    def __init__(self, review: Review, today: date) -> None:
        self.review, self.child, self.today = review, review.child, today

    @cached_property
    def before(self) -> Review | None:
        """The review before this one."""
        return review_before(self.review, self.today)

    @cached_property
    def overdue(self) -> set[str]:
        """The rules of what is owed to the child and overdue."""
        return set(Duty.objects.filter(child=self.child, due__lt=self.today).values_list("rule", flat=True))

    @cached_property
    def owed(self) -> set[str]:
        """The rules of all that is owed to the child."""
        return set(Duty.objects.filter(child=self.child).values_list("rule", flat=True))

    @cached_property
    def standing(self) -> Standing | None:
        """How the child stands."""
        return Standing.objects.filter(child=self.child).first()


def known_answers(review: Review, today: date) -> dict[str, Known]:
    """What the records answer about a review, by the names of `domain.review_form.KNOWN`; what is not known is left out."""
    facts = _Facts(review, today)
    found = {name: tell(facts) for name, tell in _TELLERS.items()}
    return {name: known for name, known in found.items() if known}


def _yes(holds: bool, because: str) -> Known:
    return Known("yes" if holds else "no", because)


def _decisions_done(facts: _Facts) -> Known | None:
    if facts.before is None:
        return Known("not applicable", "There is no review before this one.")
    told = list(facts.before.decisions.all())
    undone = [each for each in told if not each.completed]
    if not told:
        return Known("not applicable", "The last review made no decisions.")
    return _yes(not undone, f"{len(told) - len(undone)} of {len(told)} decisions are done.")


def _outstanding(facts: _Facts) -> Known | None:
    if facts.before is None:
        return None
    undone = facts.before.decisions.filter(completed__isnull=True).prefetch_related("progress")
    most = max(map(reviews_asked, undone), default=0)
    return Known(str(most), "Counted at each review at which it was still open.") if most else None


def _starred(facts: _Facts, open_alone: bool) -> Known | None:
    starred = facts.child.escalations.filter(kind="starred")
    if open_alone:
        return _yes(starred.filter(resolved__isnull=True).exists(), "From the escalations on record.")
    since = facts.before.started if facts.before else None
    made = starred.filter(raised__gte=since) if since else starred
    return _yes(made.exists(), "From the escalations on record since the last review.")


def _report(facts: _Facts, column: str) -> Known | None:
    report = facts.review.reports.filter(kind=PAPERS).first()
    on, held = getattr(report, column, None), facts.review.started
    if on is None or held is None:
        return None
    return _yes(on <= held, f"It was {column} on {_said(on)}; the review was on {_said(held)}.")


_LATER = "This answers itself once it is done."


def _in_time(facts: _Facts, rule_id: str, done: date | None) -> Known | None:
    limit, completed = profile().rulebook[rule_id].limit, facts.review.completed
    if limit is None or completed is None:
        return None
    due = limit.after(completed, profile().rulebook.calendar)
    if done is None:
        late = facts.today > due
        return (
            Known("no", f"It was due by {_said(due)}, and is not done.") if late else Known("", f"Due by {_said(due)}. {_LATER}")
        )
    return _yes(done <= due, f"Due by {_said(due)}, done on {_said(done)}.")


def _consulted(facts: _Facts) -> Known | None:
    answers = Answers.objects.filter(consultation__review=facts.review, consultation__who="child").first()
    if answers:
        return Known("yes", f"The child answered on {_said(answers.at.date())}.")
    seen = facts.review.child_last_seen
    return Known("yes", f"The child was seen on {_said(seen)}.") if seen and seen == facts.review.started else None


def _below_year_7(facts: _Facts) -> Known | None:
    born = facts.child.dob
    young = born is not None and is_younger(born, YEAR_7, facts.today)
    return Known("not applicable", "The child is younger than Year 7.") if young else None


def _advocate(facts: _Facts) -> Known | None:
    answers = Answers.objects.filter(consultation__review=facts.review, consultation__who="child").first()
    asked = answers and answers.answers.get("advocate")
    return Known("yes", "The child asked for one.") if asked and str(asked).lower() in ("yes", "true") else None


def _up_to_date(facts: _Facts, start: str | tuple[str, ...], what: str, *, else_none: bool = False) -> Known | None:
    """Whether anything by rules of this name is overdue; not applicable where nothing of the kind is owed."""
    if any(rule.startswith(start) for rule in facts.overdue):
        return Known("no", f"A {what} is overdue.")
    if any(rule.startswith(start) for rule in facts.owed):
        return Known("yes", f"No {what} is overdue.")
    return Known("not applicable", f"No {what} is owed to this child.") if else_none else None


def _with_parents(facts: _Facts) -> Known | None:
    away = facts.standing is not None and facts.standing.placement != "P1"
    return Known("not applicable", "The child does not live with parents.") if away else None


def _adoption(facts: _Facts) -> Known | None:
    plan = facts.child.plans.filter(kind="permanence").order_by("-agreed").first()
    other = plan is not None and "adoption" not in plan.value.lower()
    return Known("not applicable", "The permanence plan is not adoption.") if other else None


def _meetings(facts: _Facts) -> Known:
    days = [each.held for each in facts.review.meetings.order_by("held")]
    told = f"{len(days)} meeting{'' if len(days) == 1 else 's'}: {', '.join(map(_said, days))}." if days else "No meeting yet."
    adjourned = f" Adjourned: {facts.review.adjourned_why}" if facts.review.adjourned else ""
    return Known(told + adjourned, "From the meetings on record.")


def _placements(facts: _Facts) -> Known | None:
    since = facts.standing.care_started if facts.standing else None
    if since is None:
        return None
    places = facts.child.episodes.filter(decom__gte=since, rne__in=["S", "P", "B"]).count()
    return Known(f"{places} placement{'' if places == 1 else 's'} in this period of care.", "Counted from the episodes.")


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


_TELLERS: dict[str, Callable[[_Facts], Known | None]] = {
    "last_decisions_done": _decisions_done,
    "reviews_outstanding": _outstanding,
    "starred_made": lambda facts: _starred(facts, open_alone=False),
    "starred_ongoing": lambda facts: _starred(facts, open_alone=True),
    "report_received": lambda facts: _report(facts, "received"),
    "report_shared": lambda facts: _report(facts, "shared"),
    "decisions_in_time": lambda facts: _in_time(facts, "record.decisions", facts.review.decisions_sent),
    "record_in_time": lambda facts: _in_time(facts, "record.full", facts.review.record_completed),
    "child_consulted": _consulted,
    "below_year_7": _below_year_7,
    "advocate_asked_for": _advocate,
    "visits_in_time": lambda facts: _up_to_date(facts, "visit.", "visit"),
    "health_up_to_date": lambda facts: _up_to_date(facts, ("health.initial", "health.review"), "health assessment"),
    "pathway_up_to_date": lambda facts: _up_to_date(facts, "plan.pathway", "pathway plan", else_none=True),
    "pep_up_to_date": lambda facts: _up_to_date(facts, "education.pep", "personal education plan", else_none=True),
    "not_with_parents": _with_parents,
    "no_adoption_plan": _adoption,
    "meetings_held": _meetings,
    "placements_counted": _placements,
}


def timing(review: Review) -> ReviewTiming | None:
    """How a held review stands against its due day."""
    return ReviewTiming.objects.filter(child=review.child_id, held=review.started).first() if review.started else None
