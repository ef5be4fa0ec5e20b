"""The words of the specification, and what they stand for."""

from __future__ import annotations

NUMBERS = {"first": 1, "second": 2, "third": 3}

PLACEMENTS = {
    "foster carers": "U6",
    "long-term foster carers": "U4",
    "grandparents": "U3",
    "parents": "P1",
    "a children's home": "K2",
    "supported accommodation": "K3",
    "a flat of their own": "P2",
    "a secure unit": "K1",
    "youth detention": "R5",
    "adopters": "A6",
}
"""Placements, as SSDA903 codes."""

STATUSES = {
    "voluntary accommodation": "V2",
    "an interim care order": "C1",
    "a care order": "C2",
    "a placement order": "E1",
    "remand": "J1",
}
"""Legal statuses, as SSDA903 codes."""

MILESTONES = {
    "the IRO was allocated": "iro_allocated",
    "the child was told who the IRO is": "iro_introduced",
    "the IRO visited": "iro_visit",
    "the IRO was in touch": "iro_contact",
    "the IRO and the social worker spoke": "social_worker_consulted",
    "the IRO did a midway check": "midway_check",
    "the social worker visited": "social_worker_visit",
    "the care plan was made": "care_plan_made",
    "the placement plan was made": "placement_plan_made",
    "the detention placement plan was made": "detention_placement_plan_made",
    "a plan for permanence was agreed": "permanence_plan_agreed",
    "the permanence tracker was brought up to date": "permanence_tracked",
    "the Red List entry was looked at": "red_list_reviewed",
    "had a health assessment": "health_assessment",
    "the questionnaire was completed": "sdq_completed",
    "the personal education plan was made": "pep_made",
    "the personal education plan was reviewed": "pep_reviewed",
    "needs were assessed for the pathway plan": "pathway_needs_assessed",
    "the pathway plan was made": "pathway_plan_made",
    "the pathway plan was reviewed": "pathway_plan_reviewed",
    "the nominated officer approved": "nominated_officer_approved",
    "the decision to cease looking after the child was taken": "ceasing_to_look_after",
    "a significant change to the care plan was proposed": "care_plan_change_proposed",
    "accommodation was to end": "accommodation_to_end",
    "was released from custody": "release_from_custody",
    "the review was completed": "review_completed",
    "the meeting was adjourned": "review_adjourned",
    "the decisions were sent": "decisions_sent",
    "the team manager answered the decisions": "decisions_answered",
    "the full record was written": "record_completed",
    "the full record was sent out": "record_distributed",
    "the care plan was updated": "care_plan_updated",
    "the social worker's report came": "review_papers_received",
    "the letter to the child was sent": "child_letter_sent",
    "the quality assurance form was filled in": "qa_form_completed",
    "the dispute was resolved": "escalation_resolved",
    "the report for the conference was shared": "conference_report_shared",
    "the initial conference was held": "icpc_held",
    "a review conference was held": "rcpc_held",
    "the core group met": "core_group_held",
    "the conference chair did a midway check": "cp_midway_check",
    "the panel looked at the plan": "cp_plan_to_panel",
    "was approved as a foster carer": "foster_carer_approved",
    "had the approval reviewed": "foster_carer_reviewed",
}
"""Sentences that stand for one event each; " on " and a day follow."""
