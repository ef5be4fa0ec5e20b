"""Asking children and others about a review: who was asked, what they answered, and what the child shared."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from footprint.actions import reviews
from footprint.actions.reviews.consulting import Asked
from footprint.domain.consultation import band_of
from footprint.domain.participation import is_under_4
from footprint.domain.review_process import BEFORE, state
from footprint.records import consultations as asked_of
from footprint.records.models import Consultation, Review, SentForm
from footprint.records.profile import profile
from footprint.records.queries import Absent, Reader, get_review, may_here
from footprint.records.reviews import recorded
from footprint.reports import consultation_letter
from footprint.web.asking import asked
from footprint.web.forms.consulting import AskForm, OfForm, PaperForm
from footprint.web.page import Answer, Download, GoTo, Page, page
from footprint.web.presenters import consulting as shows
from footprint.web.words import day

_BOTH = ("GET", "POST")


def _about(review: Review, title: str, button: str = "Save", back: str = "views", **more: Any) -> dict[str, Any]:
    names = [review.child.public, review.public]
    return {"title": title, "child": review.child.name, "back": reverse(back, args=names), "button": button, **more}


def _here(review: Review, view: str) -> str:
    return reverse(view, args=[review.child.public, review.public])


@page("list", "voice")
def views(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Page:
    """Who was asked about a review, and how each stands."""
    found = get_review(reader, ref, review, "list", "voice")
    standing = getattr(found.child, "standing", None)
    may_ask = may_here(reader, standing, "edit", "review")
    known = [shows.listed(each, reader.now) for each in asked_of.of_review(reader, found)]
    waiting, answered = asked_of.open_of_review(found).exists(), any(each["answered"] for each in known)
    return Page(
        "review/views.html",
        {
            "back": reverse("reviews", args=[found.child.public]),
            "child": found.child.name,
            "on": found.started,
            "asked": known,
            "ask": _here(found, "ask_views") if may_ask else "",
            "revoke": _here(found, "revoke_views") if may_ask and waiting else "",
            "paper": _here(found, "paper_views") if waiting and may_here(reader, standing, "create", "views") else "",
            "read": _here(found, "read_views") if answered and may_here(reader, standing, "read", "voice") else "",
        },
    )


@page("edit", "review", methods=_BOTH)
def ask_views(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Ask somebody: what comes back shows the link, this once."""
    found = get_review(reader, ref, review, "edit", "review")

    def do(told: dict[str, Any]) -> Answer:
        shown = _once(request, found, reviews.ask(by=reader, review=found, **told))
        _for_a_second_press(request, reader, found)
        return shown

    languages, small = profile().consultation.languages, is_under_4(found.child.dob, found.started or reader.today)
    start = {
        "about": "review" if state(recorded(found)) in BEFORE else "feedback",
        "who": "carer" if small else "child",
        "band": band_of(found.child.dob, reader.today),
        "language": next((each.code for each in languages if each.english == found.child.language and not small), "en"),
    }
    form = AskForm(request.POST or None, initial=start)
    offered = [("en", "English"), *((each.code, f"{each.english} ({each.name})") for each in languages)]
    form.fields["language"].choices = offered  # type: ignore[attr-defined]
    said = "The child is under four on the day of the review: ask those who care for the child." if small else ""
    return asked(request, form, _about(found, "Ask for somebody's views", "Make the link", said=said), do)


def _once(request: HttpRequest, review: Review, made: Asked) -> Page:
    """The link and its square, never shown again."""
    link = _link(request, made.token)
    return Page(
        "review/asked.html",
        {
            "back": _here(review, "views"),
            "child": review.child.name,
            "who": shows.who(made.consultation),
            "until": shows.last_day(made.consultation),
            "link": link,
            "square": consultation_letter.square(link),
            "letter": _here(review, "views_letter"),
            "token": made.token,
        },
    )


def _for_a_second_press(request: HttpRequest, reader: Reader, review: Review) -> None:
    """Whoever sends the same form again makes no second link, and is not shown the first one again."""
    said = "The link was made and shown already. If you did not see it, take it back and make a new one."
    sent = SentForm.objects.filter(user=reader.user, once=request.POST.get("once", "")[:64])
    sent.update(view="views", parts=[str(review.child.public), str(review.public)], said=said)


def _link(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("public_form", args=[token]))


@page("edit", "review", methods=_BOTH)
def views_letter(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """The letter that brings a link. The link is known to nobody but the page that was shown once, which sends it here."""
    found = get_review(reader, ref, review, "edit", "review")
    token = request.POST.get("token", "")
    consultation = Consultation.objects.filter(review=found, hash=asked_of.hash_of(token)).first() if token else None
    if consultation is None:
        return Page("review/no_letter.html", {"back": _here(found, "views"), "ask": _here(found, "ask_views")})
    form = profile().consultation.form_for(consultation.about, consultation.who, consultation.band)
    letter = consultation_letter.Letter(
        title="A letter about a review",
        name=consultation.name or (found.child.first_name if consultation.who == "child" else ""),
        words=form.letter,
        link=_link(request, token),
        until=f"This works once, until {day(shows.last_day(consultation))}.",
        large=consultation.band in ("4 to 7", "8 to 11"),
    )
    return Download("letter.pdf", consultation_letter.pdf(letter), "application/pdf")


@page("edit", "review", methods=_BOTH)
def revoke_views(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Take a link back."""
    found = get_review(reader, ref, review, "edit", "review")
    waiting = list(asked_of.open_of_review(found))

    def do(told: dict[str, Any]) -> Answer:
        reviews.revoke(by=reader, consultation=_of(waiting, told["of"]))
        return GoTo("views", (ref, review), "The link is taken back. It does not work any more.")

    form = OfForm(request.POST or None, initial={"of": request.GET.get("of", "")})
    form.fields["of"].choices = shows.choices(waiting)  # type: ignore[attr-defined]
    said = "Whoever has the link can no longer answer." if waiting else "There is no link that could be taken back."
    return asked(request, form, _about(found, "Take a link back", "Take it back", said=said), do)


def _of(waiting: list[Consultation], public: str) -> Consultation:
    found = next((each for each in waiting if str(each.public) == public), None)
    if found is None:
        raise Absent(public)
    return found


@page("create", "views", methods=_BOTH)
def paper_views(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Type in what came on paper: first for whom, then the form."""
    found = get_review(reader, ref, review, "create", "views")
    standing = getattr(found.child, "standing", None)
    waiting = [
        each
        for each in asked_of.open_of_review(found)
        if may_here(reader, standing, "create", asked_of.record_of(each))  # a child's own words: the child's IRO alone
    ]
    of = request.POST.get("of") or request.GET.get("of", "")
    if not any(str(each.public) == of for each in waiting):
        links = [{"text": text, "href": f"{_here(found, 'paper_views')}?of={key}"} for key, text in shows.choices(waiting)]
        return Page("review/paper.html", {"back": _here(found, "views"), "child": found.child.name, "links": links})
    return _paper(request, reader, found, _of(waiting, of))


def _paper(request: HttpRequest, reader: Reader, review: Review, consultation: Consultation) -> Answer:
    forms = profile().consultation
    asked_form = forms.form_for(consultation.about, consultation.who, consultation.band)
    form = PaperForm(
        forms.asked(asked_form), asked_form.share, forms.words, request.POST or None, initial={"of": consultation.public}
    )

    def do(told: dict[str, Any]) -> Answer:
        reviews.type_in(by=reader, consultation=consultation, answers=form.told("answer-"), shared=form.told("share-"))
        return GoTo("views", (review.child.public, review.public), "The answers are recorded.")

    said = f"{shows.who(consultation)}. Type what stands on the paper, as it stands there."
    return asked(request, form, _about(review, "Type in a paper", "Record the answers", said=said), do)


@page("read", "voice")
def read_views(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Page:
    """The answers. That the child's IRO opened them is noted; a manager's look leaves them unread."""
    found = get_review(reader, ref, review, "read", "voice")
    given = asked_of.answers_of(reader, found)
    for each in given:
        each.consultation.review = found
        if request.method == "GET" and each.read is None and reviews.mark_read(by=reader, answers=each):
            each.read, each.read_by = reader.now, reader.user
    return Page(
        "review/answers.html",
        {
            "title": "What they said",
            "back": _here(found, "views"),
            "back_words": "Views about the review",
            "child": found.child.name,
            "given": [shows.answers(each) for each in sorted(given, key=lambda each: each.consultation.who != "child")],
            "empty": "Nobody has answered yet.",
        },
    )


@page("read", "review")
def shared_views(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Page:
    """What the child shared beyond the IRO: for the child's social worker, who sees these answers and no others."""
    found = get_review(reader, ref, review, "read", "review")
    return Page(
        "review/answers.html",
        {
            "title": "What the child shared",
            "back": reverse("reviews", args=[found.child.public]),
            "back_words": "Reviews of this child",
            "child": found.child.name,
            "given": [shows.answers(each) for each in asked_of.shared_answers(reader, found)],
            "empty": "The child has shared no answer with you.",
        },
    )
