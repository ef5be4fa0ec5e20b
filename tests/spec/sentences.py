"""The sentences that are more than one milestone: care, placements, orders, reviews, disputes, conferences."""

from __future__ import annotations

from datetime import date

from tests.spec.story import Days, Story, says
from tests.spec.words import PLACEMENTS, STATUSES

Words = dict[str, str | None]


def _codes(words: Words) -> tuple[str | None, str | None]:
    return PLACEMENTS.get(words.get("place") or ""), STATUSES.get(words.get("status") or "")


@says("it is now DAY")
def _now(story: Story, days: Days, words: Words) -> None:
    story.now = days[0]


@says("was born on DAY")
def _born(story: Story, days: Days, words: Words) -> None:
    story.born = days[0]


@says("came into care on DAY(?: with PLACE)?(?: under STATUS)?")
def _came_into_care(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "S", *_codes(words))


@says("was already in care on DAY, when the records begin(?:, with PLACE)?(?:, under STATUS)?")
def _already_in_care(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "S", *_codes(words))
    story.episodes[-1]["rne"] = "L"


@says("left care on DAY")
def _left(story: Story, days: Days, words: Words) -> None:
    story.over(days[0], "E4A")


@says("passed into the care of another authority on DAY")
def _transferred(story: Story, days: Days, words: Words) -> None:
    story.over(days[0], "E3")


@says("moved to PLACE on DAY")
def _moved(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "P", *_codes(words))


@says("stayed with the same carers, now PLACE, on DAY")
def _same_carers(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "T", *_codes(words))


@says("came under STATUS on DAY")
def _new_status(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "L", None, _codes(words)[1])


@says("moved to PLACE under STATUS on DAY")
def _moved_under(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "B", *_codes(words))


@says("was placed for adoption on DAY")
def _placed(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "P", "A6")


@says("was placed for adoption with their own foster carers on DAY")
def _placed_with_carers(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "T", "A5")


@says("came back from the adopters on DAY")
def _disrupted(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "P", "U6")


@says("had a short break from DAY to DAY")
def _short_break(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "S", "U6", "V3")
    story.over(days[1], "E8")


@says("went on a short break on DAY")
def _open_break(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "S", "U6", "V3")


@says("had an agreement for short breaks from DAY")
def _agreement(story: Story, days: Days, words: Words) -> None:
    story.episode(days[0], "S", "U6", "V4")


@says("lived with parents not yet assessed from DAY(?: until DAY)?")
def _unassessed(story: Story, days: Days, words: Words) -> None:
    story.milestone("parents_placement_unassessed", days[0])
    story.state("newly_with_unassessed_carers", *days)


@says("lived with a temporarily approved carer from DAY, who had the first review on DAY")
def _temporary(story: Story, days: Days, words: Words) -> None:
    story.milestone("carer_temporarily_approved", days[0])
    story.state("with_temporarily_approved_carer", days[0])
    story.state("newly_with_unassessed_carers", days[0], days[1])
    _review(story, [days[1]], words)


@says("had a review on DAY")
def _review(story: Story, days: Days, words: Words) -> None:
    _review_in_meetings(story, days, words)


@says("had a review without a meeting on DAY")
def _review_on_paper(story: Story, days: Days, words: Words) -> None:
    story.counted["review"] += 1
    story.milestone("review_held", days[0])
    story.milestone("review_completed", days[0])


@says("had a review in meetings on DAY(?:, DAY)* and DAY")
def _review_in_meetings(story: Story, days: Days, words: Words) -> None:
    _review_begun(story, days, words)
    story.milestone("review_completed", days[-1])


@says("began a review on DAY")
def _review_begun(story: Story, days: Days, words: Words) -> None:
    story.counted["review"] += 1
    story.milestone("review_held", days[0])
    for day in days:
        story.milestone("review_meeting_held", day)


@says("began a review on DAY that was adjourned")
def _adjourned(story: Story, days: Days, words: Words) -> None:
    _review_begun(story, days, words)
    story.milestone("review_adjourned", days[0])


@says("a dispute was raised on DAY")
def _dispute(story: Story, days: Days, words: Words) -> None:
    story.counted["escalation"] += 1
    story.milestone("escalation_raised", days[0])


@says("a section 47 enquiry began on DAY")
def _section_47(story: Story, days: Days, words: Words) -> None:
    story.counted["conference"] += 1
    story.milestone("section_47_started", days[0])


@says("notice came on DAY that the child moved in with a plan")
def _transfer_in(story: Story, days: Days, words: Words) -> None:
    story.counted["conference"] += 1
    story.milestone("transfer_in_notified", days[0])


@says("the child protection plan started on DAY")
def _plan(story: Story, days: Days, words: Words) -> None:
    _begin(story, "cp_plan_started", "on_cp_plan", days[0])


@says("the child protection plan ended on DAY")
def _plan_over(story: Story, days: Days, words: Words) -> None:
    story.milestone("cp_plan_ended", days[0])
    story.state_over("on_cp_plan", days[0])


@says("was put on the Red List on DAY")
def _red_list(story: Story, days: Days, words: Words) -> None:
    _begin(story, "red_listed", "on_red_list", days[0])


@says("came off the Red List on DAY")
def _off_red_list(story: Story, days: Days, words: Words) -> None:
    story.state_over("on_red_list", days[0])


def _begin(story: Story, kind: str, state: str, on: date) -> None:
    story.milestone(kind, on)
    story.state(state, on)
