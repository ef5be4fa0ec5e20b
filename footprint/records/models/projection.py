"""What follows from the facts, kept so that a list is one indexed query. Disposable: `footprint rebuild` makes it again.

The same transaction that changes a child's facts writes that child's rows anew (`actions/duties.py`). What depends on today
(overdue, days late) is not here; and an answer as at a past day never reads these tables.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from footprint.records.models.child import Child
from footprint.records.models.fields import day, words
from footprint.records.models.people import Staff, Team


class Duty(models.Model):
    """A duty that is owed and not yet met (the columns of `domain.duties`)."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="duties")
    rule = models.TextField()
    title = models.TextField()
    owner = models.TextField()
    source = models.TextField()
    statutory = models.BooleanField()
    is_review = models.BooleanField()
    about = words()
    event = words()
    from_day = day()
    started = models.DateField()
    due = models.DateField()
    reason = models.TextField()

    class Meta:
        verbose_name_plural = "duties"
        indexes = [models.Index(fields=["child", "due"]), models.Index(fields=["due"])]


class ReviewTiming(models.Model):
    """A review held, with the day by which it was due, whether it was on time and why (the rows of `domain.timetable`)."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="timings")
    period_started = day()
    number = models.PositiveIntegerField(null=True)
    kind = words()
    due = day()
    held = models.DateField()
    on_time = models.BooleanField(null=True)
    rule = words()
    reason = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["child", "held"]), models.Index(fields=["held"])]


class Standing(models.Model):
    """How a child stands: in care or not, where, under what status, with whom, last and next reviewed when."""

    child = models.OneToOneField(Child, models.CASCADE, primary_key=True, related_name="standing")
    as_at = models.DateField()
    in_care = models.BooleanField()
    short_breaks = models.BooleanField()
    care_started = day()
    care_ended = day()
    legal_status = words()
    placement = words()
    placement_started = day()
    place_provider = words()
    home_post = words()
    pl_post = words()
    iro = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="standings")
    iro_since = day()
    social_worker = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    team_manager = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+")
    next_due = day()
    next_rule = words()
    next_reason = words()
    next_local_due = day()
    next_local_rule = words()
    next_planned = day()
    last_review = day()
    last_seen = day()
    rag = words()
    open_escalations = models.PositiveSmallIntegerField(default=0)
    in_protection_plan = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["iro", "in_care", "next_due"]),
            models.Index(fields=["social_worker"]),
            models.Index(fields=["team", "in_care"]),
            models.Index(fields=["next_due"], condition=Q(in_care=True), name="standing_next_due"),
            models.Index(fields=["in_care", "iro"], name="standing_unallocated"),
        ]
