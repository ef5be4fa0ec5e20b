"""The first page: what needs doing, by role. A person with several roles sees the parts of each."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from footprint.records.accounts import approver
from footprint.records.consultations import unread_answers
from footprint.records.invited import untold
from footprint.records.jobs import silent_jobs
from footprint.records.looks import glass_at
from footprint.records.models import BreakGlass, Child, Decision, Duty, Import, Review, ReviewTiming, RoleRequest, Standing
from footprint.records.profile import profile
from footprint.records.queries import Reader, in_care, spans, standings, visible
from footprint.web.page import Page, page
from footprint.web.presenters import children as rows
from footprint.web.presenters import consulting, inviting
from footprint.web.presenters import duties as owed
from footprint.web.presenters import review as decided
from footprint.web.words import counted, day

Part = dict[str, Any]
Mine = dict[int, Child]
"""Children by primary key."""
MOST_UNREAD = 10
MOST = 40
"""Duties of one kind shown on the page; the count says how many there are, and the list of children shows the rest."""


@page("list", "rulebook")
def today(request: HttpRequest, reader: Reader) -> Page:
    """What needs doing."""
    parts = [part for role, make in _PARTS if role in reader.roles for part in make(reader)]
    return Page("today.html", {"parts": parts, "today": reader.today})


def _of_iro(reader: Reader) -> list[Part]:
    mine = _mine(reader, "iro")
    if not mine and reader.roles != {"iro"}:
        return []  # who has other work as well is not shown what there is not
    looks = glass_at(list(mine), reader.now - timedelta(14))
    unread = unread_answers(reader)
    waiting = [consulting.unread(each) for each in unread[:MOST_UNREAD]]
    if (more := len(unread) - MOST_UNREAD) > 0:
        waiting.append({"text": f"And {counted(more, 'answer')} more that you have not read."})
    told = {"looks": [_look(each) for each in looks], "unread": waiting}
    return [_owed(reader, mine, "IRO", "Your children") | told, _others(reader, mine)]


def _mine(reader: Reader, role: str) -> Mine:
    """The person's children in care, asked for once for all that is said of them."""
    return {child.pk: child for child in in_care(reader, role).select_related("standing")}


def _first(duties: QuerySet[Duty], children: Mine) -> list[Duty]:
    """The most pressing duties, each with its child."""
    found = list(duties.order_by("due", "pk")[:MOST])
    for duty in found:
        duty.child = children[duty.child_id]
    return found


def _look(glass: BreakGlass) -> str:
    """A look in need at one of the IRO's children, in a sentence."""
    return f"{glass.user.title} looked at {glass.child.name} in need on {day(timezone.localdate(glass.opened))}: {glass.reason}"


def _owed(reader: Reader, children: Mine, owner: str, title: str) -> Part:
    """What the person owes: overdue, this week, the four weeks to come."""
    duties = Duty.objects.filter(child__in=children, owner=owner)
    within = spans(reader.today)
    counts = duties.aggregate(**{name: Count("pk", filter=span) for name, span in within.items()})
    groups = {name: _first(duties.filter(span), children) for name, span in within.items()}
    names = {"overdue": "Overdue", "week": "This week", "month": "In the next four weeks"}
    reader.saw("list", "child", {duty.child.public for group in groups.values() for duty in group})
    return {
        "kind": "duties",
        "title": title,
        "figures": [
            _figure(counts["overdue"], "overdue", "bad", "#overdue"),
            _figure(counts["week"], "this week", "soon", "#week"),
            _figure(counts["month"], "in four weeks", "", "#month"),
            {"number": len(children), "label": "children", "href": reverse("children")},
        ],
        "groups": [
            {
                "id": key,
                "title": names[key],
                "duties": owed.shown_together(group, reader),
                "count": counts[key],
                "more": counts[key] - len(group),
            }
            for key, group in groups.items()
        ],
    }


def _figure(number: int, label: str, tone: str, part: str) -> Part:
    """A figure that leads to its part of the page; a part with nothing in it is not shown."""
    return {"number": number, "label": label, "tone": tone, "href": part if number else ""}


def _others(reader: Reader, children: Mine) -> Part:
    """What others owe to the IRO's children and is overdue: what an IRO has to know, and to challenge."""
    late = Duty.objects.filter(child__in=children, due__lt=reader.today).exclude(owner="IRO")
    shown = _first(late, children)
    reader.saw("list", "child", {duty.child.public for duty in shown})
    count = late.count()
    return {
        "kind": "list",
        "title": "Overdue to your children, owed by others",
        "count": count,
        "duties": owed.shown_together(shown, reader),
        "more": max(0, count - MOST),
        "empty": "Nobody else owes your children anything that is overdue.",
    }


def _of_support(reader: Reader) -> list[Part]:
    """Reviews to arrange, the most pressing first."""
    arrange = profile().watch.arrange
    ahead = arrange.after(reader.today, profile().rulebook.calendar)
    waiting = _standings(reader).filter(next_planned__isnull=True, next_due__lte=ahead).order_by("next_due")
    none = f"Every review of the next {arrange.words} is arranged."
    return [_table(reader, "Reviews to arrange", waiting, none, "arrange", waiting.count()), _to_tell(reader, ahead)]


def _to_tell(reader: Reader, ahead: date) -> Part:
    """Reviews whose day somebody who is invited has not been told."""
    mine = visible(reader, "edit", "review")
    soon = Review.objects.filter(status="planned", child__in=mine, started__range=(reader.today, ahead))
    groups = [list(people) for _, people in groupby(untold(soon), lambda each: each.review_id)]
    reader.saw("list", "review", {people[0].review.child.public for people in groups[:MOST]})
    return {
        "kind": "table",
        "title": "People to tell the day of a review",
        "count": len(groups),
        "columns": inviting.TO_TELL,
        "rows": [inviting.to_tell(people) for people in groups[:MOST]],
        "more": max(0, len(groups) - MOST),
        "empty": "Everybody who is invited was told the day.",
    }


def _of_manager(reader: Reader) -> list[Part]:
    """Children who may fall off the list, and what the manager answers for."""
    care = _standings(reader)
    no_iro = care.filter(iro__isnull=True).order_by("care_started")
    no_next = care.filter(next_due__isnull=True).order_by("child__last_name")
    late = care.filter(next_due__lt=reader.today).order_by("next_due")
    risk = profile().watch.at_risk
    risk_day = risk.after(reader.today, profile().rulebook.calendar)
    at_risk = care.filter(next_due__range=(reader.today, risk_day)).filter(
        Q(next_planned__isnull=True) | Q(next_planned__gt=F("next_due"))
    )
    at_risk = at_risk.order_by("next_due")
    counts = {"no_iro": no_iro.count(), "no_next": no_next.count(), "late": late.count(), "at_risk": at_risk.count()}
    glass = BreakGlass.objects.filter(reviewed__isnull=True).count()
    figures = [
        _figure(counts["no_iro"], "without an IRO", "bad", "#no-iro"),
        _figure(counts["no_next"], "without a next review", "bad", "#no-next"),
        _figure(counts["late"], "reviews late", "bad", "#late"),
        _figure(counts["at_risk"], f"at risk within {risk.words}", "soon", "#at-risk"),
        {"number": glass, "label": "looks in need to be reviewed", "tone": "soon", "href": reverse("glass_reviews")},
        {"number": _roles_to_approve(reader), "label": "roles to approve", "tone": "soon", "href": reverse("people")},
        {"number": care.count(), "label": "children in care", "href": reverse("children")},
    ]
    tables = [
        _table(reader, "Without an IRO", no_iro, "", "no-iro", counts["no_iro"]),
        _table(reader, "Without a next review", no_next, "", "no-next", counts["no_next"]),
        _table(reader, "Reviews late", late, "", "late", counts["late"]),
        _table(reader, f"At risk: due within {risk.words}, and not arranged in time", at_risk, "", "at-risk", counts["at_risk"]),
    ]
    shown = [each for each in tables if each["count"]]
    return [{"kind": "figures", "title": "The service today", "figures": figures, "alarms": silent_jobs(reader.now)}, *shown]


def _standings(reader: Reader) -> Any:
    return standings(visible(reader)).filter(in_care=True)


def _table(reader: Reader, title: str, found: Any, empty: str, name: str, count: int) -> Part:
    shown = list(found[:MOST])
    reader.saw("list", "child", [standing.child.public for standing in shown])
    return {
        "kind": "table",
        "id": name,
        "title": title,
        "count": count,
        "columns": [*rows.COLUMNS[:1], rows.IRO_COLUMN, *rows.COLUMNS[1:4], rows.COLUMNS[-1]],
        "rows": rows.table(shown, reader),
        "more": max(0, count - MOST),
        "empty": empty,
    }


def _of_social_worker(reader: Reader) -> list[Part]:
    mine = _mine(reader, "social_worker")
    return [_owed(reader, mine, "Social worker", "What you owe to your children"), _to_carry_out(reader, mine)]


def _to_carry_out(reader: Reader, children: Mine) -> Part:
    """Decisions of reviews that are not done, the most pressing first, each with where to say how it stands."""
    open_ones = Decision.objects.filter(review__child__in=children, completed__isnull=True, review__decisions_sent__isnull=False)
    found = list(open_ones.select_related("review").order_by("due", "pk")[:MOST])
    for each in found:
        each.review.child = children[each.review.child_id]
    reader.saw("list", "decision", {each.review.child.public for each in found})
    count = len(found) if len(found) < MOST else open_ones.count()
    return {
        "kind": "table",
        "id": "decisions",
        "title": "Decisions of reviews to carry out",
        "count": count,
        "columns": decided.COLUMNS,
        "rows": [decided.to_carry_out(each, reader.today) for each in found],
        "more": max(0, count - MOST),
        "empty": "Every decision is carried out.",
    }


def _of_team_manager(reader: Reader) -> list[Part]:
    mine = _mine(reader, "team_manager")
    part = _owed(reader, mine, "Team manager", "Yours to answer")
    late = Duty.objects.filter(child__in=mine, owner="Social worker", due__lt=reader.today)
    shown = _first(late, mine)
    reader.saw("list", "child", {duty.child.public for duty in shown})
    count = late.count()
    return [
        part,
        {
            "kind": "list",
            "title": "Overdue in your team",
            "count": count,
            "duties": owed.shown_together(shown, reader),
            "more": max(0, count - MOST),
            "empty": "Nothing of your team's is overdue.",
        },
    ]


def _of_leader(reader: Reader) -> list[Part]:
    """Totals alone: a leader sees no child."""
    care = Standing.objects.filter(in_care=True)
    year = ReviewTiming.objects.filter(held__gt=reader.today - timedelta(365), held__lte=reader.today)
    told = year.aggregate(good=Count("pk", filter=Q(on_time=True)), judged=Count("pk", filter=Q(on_time__isnull=False)))
    reader.saw("read", "service_figures")
    share = f"{told['good'] / told['judged']:.1%}" if told["judged"] else "–"
    figures = [
        {"number": care.count(), "label": "children in care"},
        {"number": share, "label": "reviews on time, last 12 months", "under": f"{told['good']:,} of {told['judged']:,}"},
        {"number": care.filter(next_due__lt=reader.today).count(), "label": "reviews late now", "tone": "bad"},
        {"number": care.filter(iro__isnull=True).count(), "label": "without an IRO", "tone": "bad"},
    ]
    return [
        {
            "kind": "figures",
            "title": "The service in figures",
            "figures": figures,
            "link": {"text": "More figures", "href": reverse("service")},
        }
    ]


def _of_data(reader: Reader) -> list[Part]:
    waiting = Import.objects.filter(state="read").count()
    done = Import.objects.filter(state="confirmed").order_by("-confirmed").first()
    figures = [
        {"number": waiting, "label": "imports to confirm", "tone": "soon", "href": reverse("imports")},
        {"number": f"{done.confirmed:%-d %b}" if done and done.confirmed else "–", "label": "last import"},
    ]
    link = {"text": "Bring files in", "href": reverse("upload")}
    return [{"kind": "figures", "title": "The data", "figures": figures, "link": link, "alarms": silent_jobs(reader.now)}]


def _roles_to_approve(reader: Reader) -> int:
    asked = RoleRequest.objects.exclude(user=reader.user).values_list("name", flat=True)
    return sum(approver(name) in reader.roles for name in asked)


def _of_governance(reader: Reader) -> list[Part]:
    waiting = BreakGlass.objects.filter(reviewed__isnull=True).count()
    figures = [
        {"number": waiting, "label": "looks in need to be reviewed", "tone": "soon", "href": reverse("glass_reviews")},
        {"number": _roles_to_approve(reader), "label": "roles to approve", "tone": "soon", "href": reverse("people")},
    ]
    link = {"text": "Ask who looked", "href": reverse("access_log")}
    return [{"kind": "figures", "title": "Who looked", "figures": figures, "link": link}]


def _of_admin(reader: Reader) -> list[Part]:
    well = "Every regular job has run when it should."
    return [{"kind": "figures", "title": "The machine", "figures": [], "alarms": silent_jobs(reader.now), "well": well}]


_PARTS = [
    ("service_manager", _of_manager),
    ("iro", _of_iro),
    ("business_support", _of_support),
    ("social_worker", _of_social_worker),
    ("team_manager", _of_team_manager),
    ("senior_leader", _of_leader),
    ("data_officer", _of_data),
    ("information_governance", _of_governance),
    ("technical_admin", _of_admin),
]
