"""A review from arranging it to the child's letter: one function for each thing that a person does."""

from footprint.actions.reviews.booking import cancel_review, move_review, plan_review
from footprint.actions.reviews.consulting import DeadLink, answer, ask, mark_read, revoke, type_in
from footprint.actions.reviews.deciding import (
    answer_decision,
    decide,
    report_last_decisions,
    report_progress,
    send_decisions,
    take_silence,
)
from footprint.actions.reviews.holding import adjourn, begin, complete, explain_late, meet, note_presence, resume, void
from footprint.actions.reviews.inviting import note_told, send_invitations
from footprint.actions.reviews.judging import judge
from footprint.actions.reviews.letters import (
    edit_letter,
    finish_letter,
    introduction_letter,
    no_letter,
    take_back,
    write_letter,
)
from footprint.actions.reviews.preparing import invite, invite_usual, note_report, take_off
from footprint.actions.reviews.sending import leave_out, prepare_versions, release, send
from footprint.actions.reviews.writing import correct, finish_record, save_section

__all__ = [
    "DeadLink",
    "adjourn",
    "answer",
    "answer_decision",
    "ask",
    "begin",
    "cancel_review",
    "complete",
    "correct",
    "decide",
    "edit_letter",
    "explain_late",
    "finish_letter",
    "finish_record",
    "introduction_letter",
    "invite",
    "invite_usual",
    "judge",
    "leave_out",
    "mark_read",
    "meet",
    "move_review",
    "no_letter",
    "note_presence",
    "note_report",
    "note_told",
    "plan_review",
    "prepare_versions",
    "release",
    "report_last_decisions",
    "report_progress",
    "resume",
    "revoke",
    "save_section",
    "send",
    "send_decisions",
    "send_invitations",
    "take_back",
    "take_off",
    "take_silence",
    "type_in",
    "void",
    "write_letter",
]
