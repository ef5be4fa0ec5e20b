"""Before a review: who is invited and was told the day, and the reports that are due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from footprint.actions import reviews
from footprint.actions.mail import can_send
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.preparing import usual
from footprint.domain.review_process import refusal
from footprint.records.models import Participant, Review
from footprint.records.profile import profile
from footprint.records.queries import Absent, Reader, get_review
from footprint.records.reviews import recorded
from footprint.reports.calendar_file import calendar_file
from footprint.web.asking import asked
from footprint.web.forms.review import ANSWERS, PersonForm, ReportForm, ToldForm
from footprint.web.page import Answer, Download, GoTo, page
from footprint.web.presenters import inviting as shown
from footprint.web.presenters.review import address
from footprint.web.views.review import about
from footprint.web.words import counted, opening

_BOTH = ("GET", "POST")


@page("edit", "review", methods=_BOTH)
def people(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Who is asked to a review, and the reports that are due before it."""
    found = get_review(reader, ref, review, "edit", "review")
    here = ("review_people", (found.child.public, found.public))
    if request.method == "POST" and (deed := next((_DEEDS[name] for name in _DEEDS if name in request.POST), None)):
        try:
            return GoTo(*here, deed(reader, found, request.POST))
        except Unfit as error:
            return GoTo(*here, error.sentence)
    if "told" in request.GET:
        return _told(request, reader, found)
    if "report" in request.GET:
        return _report(request, reader, found)

    def do(told: Mapping[str, Any]) -> Answer:
        reviews.invite(
            by=reader,
            review=found,
            part=told["part"],
            name=told["name"],
            email=told["email"],
            wanted=ANSWERS.get(told["wanted"]),
            invited=told["invited"] == "yes",
            may_know_address=told["may_know_address"] == "yes",
        )
        return GoTo(*here, f"{opening(told['part'])} is noted.")

    form = PersonForm(request.POST or None, initial={"invited": "yes", "wanted": ""})
    more = {
        "people": shown.people(found),
        "mail": shown.to_mail(found) if can_send() else [],
        "reports": shown.reports(found),
        "calendar": address("review_calendar", found),
        "reports_href": f"{address('review_people', found)}?report=1",
        "usual": [] if found.participants.exists() else [" ".join(each[:2]).strip() for each in usual(found)],
        "stopped": refusal("invite", recorded(found)),
    }
    return asked(request, form, about(found, "Who comes, and the reports", "Add", **more), do, "review/people.html")


def _usual(reader: Reader, found: Review, told: Mapping[str, str]) -> str:
    made = reviews.invite_usual(by=reader, review=found)
    return f"Invited: {', '.join(each.part for each in made)}."


def _mail(reader: Reader, found: Review, told: Mapping[str, str]) -> str:
    number = reviews.send_invitations(by=reader, review=found)
    return f"{counted(number, 'mail')} {'is' if number == 1 else 'are'} on the way."


def _off(reader: Reader, found: Review, told: Mapping[str, str]) -> str:
    person = _named(found, told["off"])
    if person is None:
        return "This person was taken off before."
    reviews.take_off(by=reader, review=found, participant=person)
    return f"{opening(person.part)} is taken off."


def _named(found: Review, number: str) -> Participant | None:
    return found.participants.filter(pk=int(number)).first() if number.isdigit() else None


_DEEDS: dict[str, Callable[[Reader, Review, Mapping[str, str]], str]] = {"usual": _usual, "mail": _mail, "off": _off}
"""What the buttons of the page do, and what is said then."""


def _told(request: HttpRequest, reader: Reader, found: Review) -> Answer:
    """Note how somebody was told the day, where no mail was sent from here."""
    person = _named(found, request.GET["told"])
    if person is None:
        raise Absent(request.GET["told"])

    def do(told: Mapping[str, Any]) -> Answer:
        reviews.note_told(by=reader, review=found, participant=person, how=told["how"])
        return GoTo("review_people", (found.child.public, found.public), f"It is noted that {person.part} was told.")

    shows = about(found, "How were they told?", said=shown.asked_to(person, found), back=address("review_people", found))
    return asked(request, ToldForm(request.POST or None), shows, do)


def _report(request: HttpRequest, reader: Reader, found: Review) -> Answer:
    def do(told: Mapping[str, Any]) -> Answer:
        reviews.note_report(by=reader, review=found, kind=told["kind"], received=told["received"], shared=told["shared"])
        return GoTo("review_people", (found.child.public, found.public), "The report is noted.")

    form = ReportForm(request.POST or None)
    form.fields["kind"].choices = [(kind, opening(kind)) for kind in profile().form.reports]  # type: ignore[attr-defined]
    return asked(request, form, about(found, "A report before the review"), do)


@page("read", "review")
def calendar(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Download:
    """The day of a review as a calendar file, to go with an invitation."""
    found = get_review(reader, ref, review, "read", "review")
    name = opening(profile().words.get("review", "review"))
    on = found.started or reader.today
    made = calendar_file(str(found.public), name, on, reader.now, found.at, profile().diary.lasts)
    return Download("review.ics", made, "text/calendar")
