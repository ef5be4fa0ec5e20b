"""The closed vocabulary of the rulebook: every kind of event and every state that a rule may name.

An event is something that happened on a date. It is about a child unless it says otherwise: decisions are sent about one
review, an answer is given to one stage of one escalation. A state is something that lasts: being looked after, being
placed for adoption. A rule that names anything else is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

About = Literal["child", "review", "escalation", "stage", "conference", "carer"]


@dataclass(frozen=True)
class Kind:
    """A kind of event: what it is about, and what it means in a sentence that can follow "counted from"."""

    about: About
    words: str


def _about(about: About, kinds: Mapping[str, str]) -> dict[str, Kind]:
    return {name: Kind(about, words) for name, words in kinds.items()}


CARE = {
    "came_into_care": "coming into care",
    "left_care": "leaving care",
    "placement_started": "the start of the placement",
    "legal_status_changed": "the change of legal status",
    "care_order_made": "the care order",
    "remanded": "the remand",
    "placed_with_parents": "being placed with parents",
    "moved_to_unregulated_accommodation": "the move to unregulated accommodation",
    "moved_unplanned": "the unplanned move",
    "short_breaks_started": "the start of the first short break",
    "short_break_limit_passed": "the start of the short break in which a limit of regulation 48 was passed",
    "adoption_decided": "the decision that the child should be placed for adoption",
    "authorised_for_adoption": "the authority to place for adoption",
    "placed_for_adoption": "being placed for adoption",
    "adoption_disrupted": "the return from the adoptive placement",
    "turned_4": "the fourth birthday",
    "became_eligible": "becoming an eligible child (16 or over, 13 weeks in care since 14)",
    "parents_placement_unassessed": "being placed with parents before they were assessed",
    "carer_temporarily_approved": "the temporary approval of the connected person",
    "care_plan_change_proposed": "the proposed significant change to the care plan",
    "accommodation_to_end": "the proposed end of accommodation",
    "release_from_custody": "the release from custody",
    "ceasing_to_look_after": "the decision to cease looking after the child",
}
PEOPLE = {
    "iro_allocated": "the allocation of the IRO",
    "iro_ended": "the end of the IRO's allocation",
    "iro_introduced": "the IRO's introduction to the child",
    "iro_visit": "the IRO's visit to the child",
    "iro_contact": "the IRO's contact with the child",
    "social_worker_allocated": "the allocation of the social worker",
    "social_worker_visit": "the social worker's visit",
    "midway_check": "the midway check",
    "feedback_asked": "asking for feedback",
}
PLANS = {
    "care_plan_made": "the care plan",
    "placement_plan_made": "the placement plan",
    "detention_placement_plan_made": "the detention placement plan",
    "permanence_plan_agreed": "the agreement of a permanence plan",
    "permanence_tracked": "the entry on the permanence tracker",
    "red_listed": "being put on the Red List",
    "red_list_reviewed": "the review of the Red List entry",
    "health_assessment": "the health assessment",
    "dental_check": "the dental check",
    "sdq_completed": "the Strengths and Difficulties Questionnaire",
    "pep_made": "the personal education plan",
    "pep_reviewed": "the review of the personal education plan",
    "pathway_needs_assessed": "the assessment of needs for the pathway plan",
    "pathway_plan_made": "the pathway plan",
    "pathway_plan_reviewed": "the review of the pathway plan",
    "nominated_officer_approved": "the nominated officer's approval",
}
REVIEWS = {
    "review_arranged": "the review being arranged",
    "review_invitations_sent": "the invitations to the review",
    "review_papers_received": "the receipt of the papers for the review",
    "social_worker_consulted": "the IRO's talk with the social worker about the review",
    "child_consulted": "the talk with the child about the review",
    "review_held": "the review",
    "review_meeting_held": "the meeting of the review",
    "review_adjourned": "the adjourned meeting of the review",
    "review_completed": "the completion of the review",
    "decisions_sent": "the sending of the decisions",
    "decisions_answered": "the team manager's answer to the decisions",
    "record_completed": "the completion of the full record",
    "record_distributed": "the distribution of the full record",
    "care_plan_updated": "the update of the care plan after the review",
    "child_letter_sent": "the letter to the child after the review",
    "qa_form_completed": "the quality assurance form",
}
ESCALATIONS = {
    "concern_raised_informally": "the informal concern",
    "escalation_raised": "the start of the dispute resolution process",
    "starred_recommendation_made": "the starred recommendation",
    "escalation_resolved": "the resolution of the dispute",
}
STAGES = {
    "stage_1_started": "the start of stage 1",
    "stage_2_started": "the start of stage 2",
    "stage_3_started": "the start of stage 3",
    "stage_4_started": "the start of stage 4",
    "stage_5_started": "the start of stage 5",
    "stage_6_started": "the start of stage 6",
    "stage_answered": "the answer to the stage",
}
CONFERENCES = {
    "section_47_started": "the strategy discussion at which the section 47 enquiry began",
    "transfer_in_notified": "the notification of the transfer",
    "conference_report_shared": "the sharing of the report for the conference with the family",
    "icpc_held": "the initial child protection conference",
}
PROTECTION = {
    "cp_plan_started": "the start of the child protection plan",
    "cp_plan_ended": "the end of the child protection plan",
    "rcpc_held": "the review child protection conference",
    "core_group_held": "the core group",
    "cp_midway_check": "the midway check of the child protection plan",
    "cp_plan_to_panel": "the panel's look at the child protection plan",
    "born": "the birth",
}
CARERS = {
    "foster_carer_approved": "the approval of the foster carer",
    "foster_carer_reviewed": "the review of the foster carer's approval",
}

KINDS: dict[str, Kind] = {
    **_about("child", {**CARE, **PEOPLE, **PLANS, **PROTECTION}),
    **_about("review", REVIEWS),
    **_about("escalation", ESCALATIONS),
    **_about("stage", STAGES),
    **_about("conference", CONFERENCES),
    **_about("carer", CARERS),
}
"""Every kind of event, by name."""

STATES: dict[str, str] = {
    "looked_after": "a period of care: from coming into care until leaving it, whatever moves or orders lie between",
    "regulation_33": "looked after and not placed for adoption: the care planning timetable of reviews applies",
    "short_breaks": "a series of short breaks (legal status V3 or V4) within the limits of regulation 48",
    "authorised_for_adoption": "authorised to be placed for adoption and not yet placed",
    "placed_for_adoption": "placed for adoption (placement A3 to A6) with the same adopters",
    "remanded": "remanded to local authority or youth detention accommodation (legal status J1)",
    "placement": "one placement with the same carers",
    "first_year_of_placement": "the first twelve months of a placement",
    "settled_until_18": "a placement of over a year that is meant to last until the child is 18 (long-term fostering)",
    "settled_otherwise": "a placement of over a year that is not known to be meant to last until the child is 18",
    "interim_order_with_parents": "living with parents under an interim care order",
    "newly_with_parents_on_interim_order": "living with parents under an interim care order, until the first review of it",
    "newly_with_unassessed_carers": "with parents not yet assessed, or a temporarily approved carer, until the first review",
    "with_temporarily_approved_carer": "with a temporarily approved connected person",
    "newly_placed_for_adoption": "placed for adoption, until the first review of it",
    "care_order_with_parents": "living with parents under a care order",
    "under_5": "before the fifth birthday",
    "aged_5_or_over": "from the fifth birthday",
    "aged_4_to_16": "from the fourth until the seventeenth birthday",
    "of_school_age": "from the fourth until the eighteenth birthday",
    "eligible_child": "an eligible child: 16 or 17, looked after, 13 weeks in care since 14",
    "on_cp_plan": "subject of a child protection plan",
    "on_red_list": "on the Red List of children whose plan is critically delayed",
}
"""Every state, by name, in plain words."""

KIND = pl.Enum(list(KINDS))
STATE = pl.Enum(list(STATES))
