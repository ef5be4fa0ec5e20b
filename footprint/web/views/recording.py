"""Holding a review and writing it down: who was there, what became of the last decisions, and the record as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from footprint.actions import reviews
from footprint.actions.refusals import Unfit
from footprint.actions.reviews.deciding import STANDINGS
from footprint.domain.participation import is_under_4, way
from footprint.domain.review_process import STEPS, refusal, state
from footprint.records.known_answers import timing
from footprint.records.models import Decision, Review, Standing
from footprint.records.profile import profile
from footprint.records.queries import Reader, get_review, may_here
from footprint.records.reviews import recorded, review_before
from footprint.records.versions import Stale
from footprint.web.asking import asked, asking
from footprint.web.forms.review import ANSWERS, CorrectionForm, DayForm, OutcomesForm, PresenceForm, SectionForm
from footprint.web.page import Answer, GoTo, Page, Told, page
from footprint.web.presenters import review as shown
from footprint.web.views.review import about, standing_of, stepped
from footprint.web.words import counted

_BOTH = ("GET", "POST")


@page("create", "draft_record", methods=_BOTH)
def presence(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Who was there, what part the child took, and when the child was last seen."""
    found = get_review(reader, ref, review, "create", "draft_record")
    people = list(found.participants.exclude(part="child").order_by("part", "name"))
    young = is_under_4(found.child.dob, found.started or reader.today)
    form = PresenceForm(request.POST or None, people=people, under_4=young, initial=_presence(found, people))

    def do(told: Mapping[str, Any]) -> Answer:
        reviews.note_presence(
            by=reader,
            review=found,
            seen=told["seen"] or 0,
            way=told.get("way", ""),
            chaired=told.get("chaired", ""),
            last_seen=told["last_seen"],
            not_seen=told["not_seen"],
            came={str(each.pk): ANSWERS.get(told[f"came_{each.pk}"]) for each in people},
        )
        return GoTo("hold", (found.child.public, found.public), "Who was there is recorded.")

    hint = "Under four on the day of the review, so the code is PN0." if young else ""
    return asked(request, form, about(found, "Who is here", said=hint), do)


def _presence(found: Review, people: list[Any]) -> dict[str, Any]:
    told = {True: "yes", False: "no", None: ""}
    return {
        "way": way(found.participation),
        "chaired": found.child_chaired,
        "last_seen": found.child_last_seen,
        "not_seen": found.not_seen,
        "seen": found.version,
        **{f"came_{each.pk}": told[each.attended] for each in people},
    }


@page("edit", "draft_record")
def hold(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Page:
    """The record while the review is held: every section beside what is already known, saved as it is typed."""
    found = get_review(reader, ref, review, "edit", "draft_record")
    told, standing = recorded(found), standing_of(found)
    held = {each.key: each for each in found.sections.all()}
    known = shown.known(found, standing, reader.today)
    form = profile().form
    return Page(
        "review/hold.html",
        {
            **about(found, shown.title(found)),
            "agenda_title": form.agenda_title,
            "agenda": form.agenda,
            "sections": [_section(found, each, held.get(each.key), known.get(each.key, [])) for each in form.section],
            **_last_decisions(found, standing, reader),
            "steps": _steps(found, told),
            "facts": shown.facts(found, timing(found)),
            "final": bool(found.record_completed),
            "correct": shown.address("correct_record", found),
            "corrections": [{"at": each.at, "text": each.text} for each in found.corrections.order_by("at")],
        },
    )


def _section(found: Review, section: Any, held: Any, known: list[str]) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "considers": section.considers,
        "text": held.text if held else "",
        "seen": held.version if held else 0,
        "known": known,
        "href": shown.address("save_section", found, section.key),
    }


def _before(found: Review, reader: Reader) -> list[Decision]:
    """The decisions of the review before."""
    last = review_before(found, reader.today)
    if last is None:
        return []
    last.child = found.child
    told = list(last.decisions.select_related("answer").prefetch_related("progress").order_by("pk"))
    for each in told:
        each.review = last
    return told


def _last_decisions(found: Review, standing: Standing | None, reader: Reader) -> dict[str, Any]:
    """Those that are done or overtaken, with where that can be changed; and the form about the others, where one may answer."""
    before = _before(found, reader)
    done = [
        {
            **shown.decision(each, reader.today),
            "href": shown.address("progress", each.review, each.public) + f"?at={found.public}",
        }
        for each in before
        if each.completed
    ]
    if len(done) == len(before) or not may_here(reader, standing, "create", "decision_progress"):
        return {"done": done, "outcomes": ""}
    return {"done": done, **asking(_outcomes(None, found, before, reader)), "outcomes": shown.address("last_decisions", found)}


def _outcomes(request: HttpRequest | None, found: Review, before: list[Decision], reader: Reader) -> OutcomesForm:
    """What is asked about each that is still open; what was said at this review is filled in."""
    undone = [each for each in before if not each.completed]
    told = {
        decision.public: each
        for decision in undone
        for each in sorted(decision.progress.all(), key=attrgetter("pk"))
        if each.review_id == found.pk
    }
    start = {f"{what}_{key}": getattr(each, what) for key, each in told.items() for what in ("status", "text")}
    asked_of = [(str(each.public), each.text, shown.asked_before(each, reader.today)) for each in undone]
    return OutcomesForm(request.POST if request else None, decisions=asked_of, standings=STANDINGS, initial=start)


@page("create", "decision_progress", methods=_BOTH)
def last_decisions(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Say at a review what became of all decisions of the one before."""
    found = get_review(reader, ref, review, "create", "decision_progress")
    before = _before(found, reader)
    form = _outcomes(request if request.method == "POST" else None, found, before, reader)

    def do(told: Mapping[str, Any]) -> Answer:
        said = [each for each in before if f"status_{each.public}" in told]
        new = [(each, told[f"status_{each.public}"], told[f"text_{each.public}"]) for each in said]
        reviews.report_last_decisions(by=reader, review=found, told=[each for each in new if _says_more(form, *each)])
        return GoTo("hold", (found.child.public, found.public), "What became of the last decisions is recorded.")

    return asked(request, form, about(found, "Decisions of the last review"), do)


def _says_more(form: OutcomesForm, decision: Decision, status: str, text: str) -> bool:
    """Whether something is said of a decision, and it was not said at this review before."""
    before = tuple(form.initial.get(f"{what}_{decision.public}", "") for what in ("status", "text"))
    return bool(status) and (status, text) != before


def _steps(found: Review, told: Any) -> list[dict[str, str]]:
    """What can be done from here, in the order in which it is done."""
    rows = [
        ("begin", shown.address("review_step", found, "begin"), "Begin the review"),
        ("meet", shown.address("presence", found), "Who is here"),
        ("meet", shown.address("review_step", found, "meet"), "Another meeting"),
        ("decide", shown.address("decisions", found), "Decisions"),
        ("adjourn", shown.address("review_step", found, "adjourn"), "Adjourn"),
        ("resume", shown.address("review_step", found, "resume"), "Go on"),
        ("complete", shown.address("review_step", found, "complete"), "Complete the review"),
        ("judge", shown.address("judge", found), "Judge"),
        ("record", shown.address("finish_record", found), "Finish the record"),
    ]
    return [{"text": text, "href": href} for step, href, text in rows if _open(step, told)]


def _open(step: str, told: Any) -> bool:
    """Whether a step is at hand; what completes something is shown before all is there, so that its page says what is missing."""
    return state(told) in STEPS[step].starts if step in ("complete", "record") else not refusal(step, told)


@page("edit", "draft_record", methods=("POST",))
def save_section(request: HttpRequest, reader: Reader, ref: UUID, review: UUID, key: str) -> Answer:
    """Save one section while it is typed; the answer says so in a word, or shows both texts where somebody else was quicker."""
    found = get_review(reader, ref, review, "edit", "draft_record")
    form = SectionForm(request.POST)
    form.is_valid()
    text, seen = form.cleaned_data.get("text") or "", form.cleaned_data.get("seen") or 0
    try:
        held = reviews.save_section(by=reader, review=found, key=key, seen=seen, text=text)
    except Unfit as error:
        return _unsaved(request, found, key, text, {"said": error.sentence, "seen": seen}, 422)
    except Stale as error:
        theirs = {"theirs": getattr(error.held, "text", ""), "seen": getattr(error.held, "version", 0)}
        return _unsaved(request, found, key, text, {"said": str(error), **theirs}, 409)
    if _by_script(request):
        return Told({"saved": True, "seen": held.version})
    return GoTo("hold", (found.child.public, found.public), "The section is saved.")


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _unsaved(request: HttpRequest, found: Review, key: str, text: str, told: dict[str, Any], status: int) -> Answer:
    """What was typed is never lost: it is still on the page of the script, or comes back on a page of its own."""
    if _by_script(request):
        return Told({"saved": False, **told}, status)
    href = shown.address("save_section", found, key)
    return Page("review/section.html", {**about(found, "Not saved"), "text": text, "href": href, "key": key, **told}, status)


@page("finalise", "draft_record", methods=_BOTH)
def finish(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Make the record final."""
    found = get_review(reader, ref, review, "finalise", "draft_record")
    empty = [each.title for each in profile().form.section if not _written(found, each.key)]

    def do(told: Mapping[str, Any]) -> object:
        return reviews.finish_record(by=reader, review=found, seen=told["seen"] or 0)

    none = f"{len(empty)} of {counted(len(profile().form.section), 'section')}"
    said = f"Nothing is written in {none}, which are printed empty: {'; '.join(empty)}." if empty else ""
    form = DayForm(request.POST or None, initial={"on": reader.today, "seen": found.version})
    del form.fields["on"]
    return stepped(request, reader, found, "record", form, do, "The record is final.", "letter", said=said)


def _written(found: Review, key: str) -> bool:
    return found.sections.filter(key=key).exclude(text="").exists()


@page("correct", "review_record", methods=_BOTH)
def correct(request: HttpRequest, reader: Reader, ref: UUID, review: UUID) -> Answer:
    """Correct a final record by a further entry."""
    found = get_review(reader, ref, review, "correct", "review_record")
    if request.method == "GET" and not found.record_completed:
        why = "This record is not final yet: change it where it is written."
        return Page("review/cannot.html", about(found, "Correct the record", why=why))

    def do(told: Mapping[str, Any]) -> Answer:
        reviews.correct(by=reader, review=found, text=told["text"], section=told["section"])
        return GoTo("hold", (found.child.public, found.public), "The correction is recorded.")

    form = CorrectionForm(request.POST or None)
    sections = [(each.key, each.title) for each in profile().form.section]
    form.fields["section"].choices = [("", "None of them"), *sections]  # type: ignore[attr-defined]
    return asked(request, form, about(found, "Correct the record", "Record the correction"), do)
