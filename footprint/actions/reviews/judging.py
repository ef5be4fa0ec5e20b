"""The IRO's judgement after a review: the quality assurance form, the colour, the concerns and what follows from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from footprint.actions.refusals import Unfit
from footprint.actions.reviews.steps import change, may_now, milestone
from footprint.domain.review_form import ReviewForm
from footprint.records.known_answers import known_answers
from footprint.records.models import Concern, Judged, Review, ReviewAction
from footprint.records.profile import profile
from footprint.records.queries import Reader

COLOURS = ("red", "amber", "green")
NO_ACTION = "None"
"""That nothing follows from amber or red is said, too."""
GOOD_PRACTICE = "good_practice"
"""The question under which good practice is kept."""


@transaction.atomic
def judge(
    *,
    by: Reader,
    review: Review,
    seen: int,
    answers: Mapping[str, str],
    comments: Mapping[str, str],
    rag: str,
    concerns: Collection[str] = (),
    actions: Collection[str] = (),
    good_practice: str = "",
) -> Review:
    """Save the judgement of a review. It may be saved unfinished, and changed.

    Args:
        answers: by question, one of its answers, or any words where it has none; comments the same.
        rag: red, amber or green, or nothing yet.
        concerns, actions: of the profile's lists, or on record already; concerns may go with any colour, also green.

    Raises:
        Refused, Unfit, Stale: the person may not; an answer does not fit; somebody else changed it.
    """
    may_now(by, review, "judge", "rag")
    form = profile().form
    _check(_with_those_on_record(form, review), answers, rag, concerns, actions)
    for question in form.question:
        given = {"answer": answers.get(question.id, ""), "comment": comments.get(question.id, "").strip()}
        Judged.objects.update_or_create(review=review, question=question.id, defaults=given)
    Judged.objects.update_or_create(review=review, question=GOOD_PRACTICE, defaults={"comment": good_practice.strip()})
    _replace(review, concerns, actions)
    later = [name for name, each in known_answers(review, by.today).items() if not each.answer]
    if rag and not unanswered(form, answers, later):
        milestone(review, "qa_form_completed", by.today)
    return change(by, review, seen, {"rag": rag})


def unanswered(form: ReviewForm, answers: Mapping[str, str], later: Collection[str] = ()) -> list[str]:
    """The questions that want an answer and have none; a question that belongs to another wants one only where that is no.

    Args:
        later: what the records will answer by themselves, by the names of `domain.review_form.KNOWN`: it is not waited for.
    """
    wanted = [each for each in form.question if each.answers and not each.optional and not each.of and each.known not in later]
    return [each.id for each in wanted if not answers.get(each.id)]


def _with_those_on_record(form: ReviewForm, review: Review) -> ReviewForm:
    """The form with the concerns and actions that the review has: what was imported, or is no longer on a list, may stay."""
    concerns = (*form.concerns, *(each.category for each in review.concerns.all()))
    actions = (*form.actions, *(each.action for each in review.actions.all()))
    return form.model_copy(update={"concerns": concerns, "actions": actions})


def _check(form: ReviewForm, answers: Mapping[str, str], rag: str, concerns: Collection[str], actions: Collection[str]) -> None:
    by_id = {each.id: each for each in form.question}
    for name, answer in answers.items():
        if name not in by_id:
            raise Unfit(name, f"There is no question {name} in this form.")
        if answer and by_id[name].answers and answer not in by_id[name].answers:
            raise Unfit(name, f"Question {name} is answered by one of: {', '.join(by_id[name].answers)}.")
    if rag not in ("", *COLOURS):
        raise Unfit("rag", "The judgement is red, amber or green.")
    if strange := set(concerns) - set(form.concerns):
        raise Unfit("concerns", f"“{sorted(strange)[0]}” is not among the categories of concern.")
    if strange := set(actions) - {*form.actions, NO_ACTION}:
        raise Unfit("actions", f"“{sorted(strange)[0]}” is not among the actions.")
    if rag in ("red", "amber") and not actions:
        raise Unfit("actions", f"After {rag}, say what follows, or that nothing does.")


def _replace(review: Review, concerns: Collection[str], actions: Collection[str]) -> None:
    review.concerns.all().delete()
    review.actions.all().delete()
    Concern.objects.bulk_create(Concern(review=review, category=each) for each in concerns)
    ReviewAction.objects.bulk_create(ReviewAction(review=review, action=each) for each in actions if each != NO_ACTION)
    Judged.objects.update_or_create(
        review=review, question="no_action", defaults={"answer": "yes" if NO_ACTION in actions else ""}
    )
