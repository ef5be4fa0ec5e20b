"""What the records can answer by themselves on a form about a review: a question names one of these, and is then filled in."""

from __future__ import annotations

from dataclasses import dataclass

_YES_NO = ("yes", "no")
_OR_NEITHER = (*_YES_NO, "not applicable")
_NOT_APPLICABLE = ("not applicable",)

SEEN_BANDS = (
    "Same day as review",
    "Within 1 week of review",
    "Within 1 month of review",
    "Within 3 months of review",
    "Over 3 months since last seen",
)
"""How long before a review the child was last seen, in the bands of Warwickshire's report 2022/23, section 5.10."""


@dataclass(frozen=True)
class Fact:
    """What the records can say: in a sentence, and the answers that it can be; none where it is said in words."""

    words: str
    answers: tuple[str, ...] = ()


KNOWN = {
    "last_decisions_done": Fact("whether the decisions of the last review are done", _OR_NEITHER),
    "reviews_outstanding": Fact("for how many reviews a decision has been outstanding, at most"),
    "care_plan_updated": Fact("whether the care plan was updated after the last review in time", _OR_NEITHER),
    "starred_made": Fact("whether a starred recommendation was made since the last review", _YES_NO),
    "starred_ongoing": Fact("whether a starred recommendation is open", _YES_NO),
    "report_received": Fact("whether the social worker's report came before the review", _YES_NO),
    "report_shared": Fact("whether the social worker's report was shared before the review", _YES_NO),
    "reports_received": Fact("whether all reports that were noted as awaited came before the review", _YES_NO),
    "held_in_time": Fact("whether the review was held by its due day", _YES_NO),
    "where_held": Fact("where and how the review was held"),
    "meetings_held": Fact("how many meetings there were, and whether it was adjourned"),
    "decisions_in_time": Fact("whether the decisions were sent to the team manager in time", _YES_NO),
    "record_in_time": Fact("whether the full record was finished in time", _YES_NO),
    "record_sent_in_time": Fact("whether the full record was sent out in time", _YES_NO),
    "letter_sent": Fact("whether a letter to the child was sent, or why there is none", _YES_NO),
    "feedback_asked": Fact("yes where the child was asked afterwards how the review was", ("yes",)),
    "participation": Fact("what part the child took"),
    "child_chaired": Fact("whether the child chaired or co-chaired", ("no", "co-chaired", "chaired")),
    "child_consulted": Fact("yes where the child answered, or the IRO spoke with the child, before the review", ("yes",)),
    "child_answered": Fact("whether the child answered what was asked before the review", _OR_NEITHER),
    "iro_spoke_before": Fact("whether the IRO spoke with the child before the review", _YES_NO),
    "iro_visited_before": Fact("whether the IRO visited the child before the review", _YES_NO),
    "iro_visited_between": Fact("whether the IRO saw the child between the last review and this one", _OR_NEITHER),
    "child_last_seen": Fact("when the IRO last saw the child, or why that is not known"),
    "last_seen_band": Fact("how long before the review the IRO last saw the child", SEEN_BANDS),
    "advocate_asked_for": Fact("yes where the child asked for an advocate, or one is asked to come", ("yes",)),
    "advocate_there": Fact("whether an advocate spoke for the child", _YES_NO),
    "social_worker_attended": Fact("whether the social worker came", _YES_NO),
    "mother_attended": Fact("whether the mother came", _YES_NO),
    "father_attended": Fact("whether the father came", _YES_NO),
    "carer_attended": Fact("whether the carer came", _YES_NO),
    "below_year_7": Fact("not applicable to a child who is younger than Year 7", _NOT_APPLICABLE),
    "not_with_parents": Fact("not applicable to a child who does not live with parents", _NOT_APPLICABLE),
    "not_section_20": Fact("not applicable to a child who is not accommodated under section 20", _NOT_APPLICABLE),
    "not_uasc": Fact("not applicable to a child who did not come unaccompanied to seek asylum", _NOT_APPLICABLE),
    "no_adoption_plan": Fact("not applicable where the permanence plan is not adoption", _NOT_APPLICABLE),
    "legal_status_recorded": Fact("no where no legal status is on record", ("no",)),
    "care_plan_recorded": Fact("no where no care plan is on record", ("no",)),
    "legal_status": Fact("the legal status, and since when"),
    "care_plan": Fact("when the care plan was agreed"),
    "placement": Fact("with whom the child lives, and since when"),
    "permanence_plan": Fact("the permanence plan, and when it was agreed"),
    "permanence_agreed": Fact("whether a permanence plan is agreed", _YES_NO),
    "legal_history": Fact("the legal status and since when, the permanence plan, how many social workers"),
    "social_workers": Fact("how many social workers there were in this period of care"),
    "placements_counted": Fact("how many placements there were in this period of care"),
    "in_protection_plan": Fact("whether the child is also on a child protection plan", _YES_NO),
    "on_red_list": Fact("whether the child is on the Red List", _YES_NO),
    "visits_in_time": Fact("whether a statutory visit by the social worker is overdue", _YES_NO),
    "health_up_to_date": Fact("whether a health assessment is overdue", _YES_NO),
    "dental_check": Fact("when the last dental check was"),
    "pathway_up_to_date": Fact("whether a pathway plan is owed, and overdue", _OR_NEITHER),
    "pep_up_to_date": Fact("whether a personal education plan is owed, and overdue", _OR_NEITHER),
}
"""Every such fact, by the name by which a form asks for it. `records/known_answers` answers it, with its reason."""
