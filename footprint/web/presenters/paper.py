"""A child's record for paper: the same facts as on the pages."""

from __future__ import annotations

from typing import Any

from footprint.domain.code_words import in_words
from footprint.records.models import Child, Duty, Review, ReviewTiming, Standing
from footprint.records.queries import Reader
from footprint.reports.child_record import ChildRecord, Section
from footprint.web.presenters import children as rows
from footprint.web.presenters import life
from footprint.web.words import day


def child_record(child: Child, standing: Standing | None, reader: Reader) -> ChildRecord:
    """Everything that the child's pages show."""
    head = rows.head(child, standing, reader)
    return ChildRecord(
        title="A child's record",
        name=child.name,
        caption=head["caption"],
        foot=f"Printed by {reader.user.title} on {day(reader.today)}. Keep it safe, and destroy it when it is no longer needed.",
        sections=[
            Section("At a glance", ["What", "How it stands"], _facts(head, child, standing), [1, 2]),
            Section("What is owed", ["By", "What", "Who", "Why this date"], _owed(child), [2, 4, 2, 5]),
            Section("Reviews", ["Held", "Due", "On time", "Child took part"], _reviews(child), [2, 2, 1, 3]),
            Section(
                "Decisions of the last review",
                ["Decision", "Who", "By", "How it stands"],
                _decisions(child, reader),
                [5, 2, 2, 2],
            ),
            *(_section(part) for part in life.parts(child, reader)),
        ],
    )


def _facts(head: dict[str, Any], child: Child, standing: Standing | None) -> list[list[str]]:
    facts = [[fact["label"], _joined(fact["value"], fact.get("under"))] for fact in head["facts"]]
    return facts + [[each["key"], each["value"]] for each in rows.people(child, standing)]


def _joined(value: Any, under: str | None) -> str:
    return f"{value or 'not recorded'}{f', {under}' if under else ''}"


def _owed(child: Child) -> list[list[str]]:
    duties = Duty.objects.filter(child=child).order_by("due", "pk")
    return [[day(each.due), each.title, each.owner, each.reason] for each in duties]


def _reviews(child: Child) -> list[list[str]]:
    codes = dict(Review.objects.filter(child=child).values_list("started", "participation"))
    words = {True: "yes", False: "no", None: "not known"}
    timings = ReviewTiming.objects.filter(child=child).order_by("-held")
    return [
        [day(each.held), day(each.due), words[each.on_time], in_words("participation", codes.get(each.held))] for each in timings
    ]


def _decisions(child: Child, reader: Reader) -> list[list[str]]:
    last = child.reviews.filter(status="held").order_by("-started", "-pk").first()
    if last is None:
        return []
    return [[each.text, each.owner, day(each.due), each.status or "open"] for each in last.decisions.order_by("pk")]


def _section(part: dict[str, Any]) -> Section:
    keys = [column["key"] for column in part["columns"]]
    cells = [[str(row["cells"].get(key) or "–") for key in keys] for row in part["rows"]]
    return Section(part["caption"], [column["text"] for column in part["columns"]], cells, [1] * len(keys))
