"""The IRO's challenge: an escalation, what it is about, and the stages that it went through."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from footprint.records.models.child import Child
from footprint.records.models.fields import coded, day, in_order, number, public, version, words
from footprint.records.models.people import Staff, Team


class Escalation(models.Model):
    """A challenge to the authority, informal, formal or as a starred recommendation."""

    number = number()
    public = public()
    child = models.ForeignKey(Child, models.PROTECT, related_name="escalations")
    raised = models.DateField()
    raised_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="escalations")
    kind = words()
    agency = words()
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="escalations")
    resolved = day()
    outcome = words()
    impact = words()
    version = version()

    class Meta:
        constraints = [*coded("escalation", kind="escalation"), *in_order("escalation", ("raised", "resolved"))]
        indexes = [models.Index(fields=["child"], condition=Q(resolved__isnull=True), name="escalation_open")]


class EscalationIssue(models.Model):
    """What an escalation is about, by category."""

    escalation = models.ForeignKey(Escalation, models.PROTECT, related_name="issues")
    category = models.TextField()


class EscalationStage(models.Model):
    """A stage that an escalation reached: to whom it went, and when they answered."""

    escalation = models.ForeignKey(Escalation, models.PROTECT, related_name="stages")
    stage = models.PositiveSmallIntegerField()
    started = day()
    addressed_to = words()
    answered = day()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["escalation", "stage"], name="stage_once"),
            models.CheckConstraint(condition=Q(stage__range=(1, 6)), name="stage_from_1_to_6"),
            *in_order("escalation_stage", ("started", "answered")),
        ]
