"""What is known when a review is arranged: by when it must be, what else the IRO has, when brothers and sisters have theirs."""

from __future__ import annotations

from datetime import date

from footprint.planning.diary import Booked, Window, together
from footprint.records.models import Child, Review, Standing
from footprint.records.queries import Reader, visible


def window(child: Child, today: date) -> Window:
    """From today on, and by when."""
    standing: Standing | None = getattr(child, "standing", None)
    if standing is None:
        return Window(None)
    return Window(standing.next_due, standing.next_local_due, standing.next_reason)


def others(child: Child, reader: Reader) -> list[Booked]:
    """The other reviews that are booked: of the same IRO, and of brothers and sisters whom the person may see."""
    standing: Standing | None = getattr(child, "standing", None)
    planned = Review.objects.filter(status="planned", started__gte=reader.today).exclude(child=child)
    of_iro = planned.filter(chair=standing.iro_id) if standing and standing.iro_id else planned.none()
    found = [Booked(each.started) for each in of_iro if each.started]
    if child.sibling_group:
        family = visible(reader).filter(sibling_group=child.sibling_group).exclude(pk=child.pk)
        found += [Booked(each.started, sibling=True) for each in planned.filter(child__in=family) if each.started]
    return found


def told(booked: list[Booked], reader: Reader) -> str:
    """What to think of before a day is chosen, in a sentence or two."""
    days = ", ".join(f"{day.day} {day:%B}" for day in together(booked))
    siblings = f"Brothers or sisters have their review on {days}: on one day, each keeps a record of their own." if days else ""
    return f"It can be held from today, {reader.today.day} {reader.today:%B}, on. {siblings}".strip()
