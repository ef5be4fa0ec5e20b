"""Every table. The columns that the open format names are named here as there (`exchange/open_format/spec.toml`)."""

from footprint.records.models.access import AccessReview, Allowed, BreakGlass, Conflict
from footprint.records.models.audit import AuditAnchor, AuditChild, AuditEvent
from footprint.records.models.child import (
    Child,
    Conference,
    Contact,
    Episode,
    Involvement,
    Milestone,
    Plan,
    ProtectionPlan,
    TeamSpell,
)
from footprint.records.models.conduct import (
    Answers,
    AwaitedReport,
    Consultation,
    Correction,
    DecisionAnswer,
    Document,
    Judged,
    Participant,
    Progress,
    Section,
)
from footprint.records.models.diary import Invitation, Leave
from footprint.records.models.escalation import Escalation, EscalationIssue, EscalationStage
from footprint.records.models.imports import Beat, Import, ImportException, ImportProblem, Lacking
from footprint.records.models.people import Portrait, Role, RoleRequest, Staff, Team, User
from footprint.records.models.projection import Duty, ReviewTiming, Standing
from footprint.records.models.review import Concern, Decision, Meeting, Review, ReviewAction
from footprint.records.models.sent import SentForm

__all__ = [
    "AccessReview",
    "Allowed",
    "Answers",
    "AuditAnchor",
    "AuditChild",
    "AuditEvent",
    "AwaitedReport",
    "Beat",
    "BreakGlass",
    "Child",
    "Concern",
    "Conference",
    "Conflict",
    "Consultation",
    "Contact",
    "Correction",
    "Decision",
    "DecisionAnswer",
    "Document",
    "Duty",
    "Episode",
    "Escalation",
    "EscalationIssue",
    "EscalationStage",
    "Import",
    "ImportException",
    "ImportProblem",
    "Invitation",
    "Involvement",
    "Judged",
    "Lacking",
    "Leave",
    "Meeting",
    "Milestone",
    "Participant",
    "Plan",
    "Portrait",
    "Progress",
    "ProtectionPlan",
    "Review",
    "ReviewAction",
    "ReviewTiming",
    "Role",
    "RoleRequest",
    "Section",
    "SentForm",
    "Staff",
    "Standing",
    "Team",
    "TeamSpell",
    "User",
]
