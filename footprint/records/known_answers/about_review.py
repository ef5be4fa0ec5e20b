"""What the records tell of a review itself: its papers, its day, its decisions, its record, what was sent."""

from __future__ import annotations

import polars as pl

from footprint.domain.day_words import long_day
from footprint.records.known_answers.asked import NONE_BEFORE, Asked, Known, Tell, counted, yes
from footprint.records.models import Consultation, Review, ReviewTiming
from footprint.records.reviews import reviews_asked

PAPERS = "social worker's report"


def timing(review: Review) -> ReviewTiming | None:
    """How a held review stands against its due day."""
    return ReviewTiming.objects.filter(child=review.child_id, held=review.started).first() if review.started else None


def _decisions_done(asked: Asked) -> Known | None:
    if asked.before is None:
        return Known("not applicable", NONE_BEFORE)
    told = list(asked.before.decisions.all())
    undone = [each for each in told if not each.completed]
    if not told:
        return Known("not applicable", "The last review made no decisions.")
    return yes(not undone, f"{len(told) - len(undone)} of {len(told)} decisions are done.")


def _outstanding(asked: Asked) -> Known | None:
    if asked.before is None:
        return None
    undone = asked.before.decisions.filter(completed__isnull=True).prefetch_related("progress")
    most = max(map(reviews_asked, undone), default=0)
    return Known(str(most), "Counted at each review at which it was still open.") if most else None


def _starred(asked: Asked, open_alone: bool) -> Known | None:
    starred = asked.child.escalations.filter(kind="starred")
    if open_alone:
        return yes(starred.filter(resolved__isnull=True).exists(), "From the escalations on record.")
    since = asked.before.started if asked.before else None
    made = starred.filter(raised__gte=since) if since else starred
    return yes(made.exists(), "From the escalations on record since the last review.")


def _report(asked: Asked, column: str) -> Known | None:
    report = asked.review.reports.filter(kind=PAPERS).first()
    on, held = getattr(report, column, None), asked.review.started
    if on and held:
        return yes(on <= held, f"It was {column} on {long_day(on)}; the review was on {long_day(held)}.")
    there = asked.review.social_worker_report
    return yes(there, "From what is recorded of the review.") if column == "received" and there is not None else None


def _reports(asked: Asked) -> Known | None:
    noted, held = list(asked.review.reports.order_by("kind")), asked.review.started
    if not noted or held is None:
        return None
    missing = [each.kind for each in noted if each.received is None or each.received > held]
    return yes(not missing, f"Not there in time: {', '.join(missing)}." if missing else f"{counted(len(noted), 'report')} came.")


def _in_time(asked: Asked, rule: str, about: Review) -> Known | None:
    """Whether a duty about a review was met in time: by when is the rulebook's to say."""
    duty = asked.duty(pl.col("rule") == rule, pl.col("about") == about.number)
    if duty is None:
        return None
    if duty["status"] == "open":
        return Known("", f"Due by {long_day(duty['due'])}. This answers itself once it is done.")
    done = f"done on {long_day(duty['met'])}" if duty["met"] else "not done"
    return yes(duty["status"] == "met", f"Due by {long_day(duty['due'])}, {done}.")


def _care_plan_updated(asked: Asked) -> Known | None:
    if asked.before is None:
        return Known("not applicable", NONE_BEFORE)
    return _in_time(asked, "record.care_plan_updated", asked.before)


def _held_in_time(asked: Asked) -> Known | None:
    held = timing(asked.review)
    if held is None or held.due is None or held.on_time is None:
        return None
    return yes(held.on_time, f"Due by {long_day(held.due)}, held on {long_day(held.held)}.")


def _where(asked: Asked) -> Known | None:
    told = ", ".join(part for part in (asked.review.venue, asked.review.mode) if part)
    return Known(told, "From what is recorded of the review.") if told else None


def _meetings(asked: Asked) -> Known:
    days = [each.held for each in asked.review.meetings.order_by("held")]
    told = f"{counted(len(days), 'meeting')}: {', '.join(map(long_day, days))}." if days else "No meeting yet."
    adjourned = f" Adjourned: {asked.review.adjourned_why}" if asked.review.adjourned else ""
    return Known(told + adjourned, "From the meetings on record.")


def _letter(asked: Asked) -> Known | None:
    if asked.review.no_letter:
        return Known("no", f"Why not: {asked.review.no_letter}")
    sent = asked.review.documents.filter(kind="letter", sent__isnull=False).first()
    return Known("yes", f"The letter was sent on {long_day(sent.sent)}.") if sent else None


def _feedback(asked: Asked) -> Known | None:
    given = Consultation.objects.filter(review=asked.review, about="feedback", who="child", revoked__isnull=True).first()
    return Known("yes", f"The child was asked on {long_day(given.made.date())}.") if given else None


ABOUT_REVIEW: dict[str, Tell] = {
    "last_decisions_done": _decisions_done,
    "reviews_outstanding": _outstanding,
    "care_plan_updated": _care_plan_updated,
    "starred_made": lambda asked: _starred(asked, open_alone=False),
    "starred_ongoing": lambda asked: _starred(asked, open_alone=True),
    "report_received": lambda asked: _report(asked, "received"),
    "report_shared": lambda asked: _report(asked, "shared"),
    "reports_received": _reports,
    "held_in_time": _held_in_time,
    "where_held": _where,
    "meetings_held": _meetings,
    "decisions_in_time": lambda asked: _in_time(asked, "record.decisions", asked.review),
    "record_in_time": lambda asked: _in_time(asked, "record.full", asked.review),
    "record_sent_in_time": lambda asked: _in_time(asked, "record.distributed", asked.review),
    "letter_sent": _letter,
    "feedback_asked": _feedback,
}
