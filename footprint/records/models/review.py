"""Reviews of a child's care plan, their meetings, and what was decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from footprint.records.models.child import Child
from footprint.records.models.fields import coded, day, hour, in_order, number, public, version, words, yes_or_no
from footprint.records.models.people import Staff, Team


class Review(models.Model):
    """A review: one meeting, or a series that counts from the day on which it started.

    at                   the hour of a review that is booked, where one is set
    asked_by, asked_why  who asked for an early or extra review, and why
    not_seen             why it is not known when the child was last seen: refused, not able
    adjourned            the day of the adjournment; adjourned_why: why, and what was missing; resumes: when it goes on
    in_error             why it was recorded in error
    no_letter            why the child gets no letter
    entered              when it was entered that the review was completed, so that a late entry of a review in time is seen
    """

    number = number()
    public = public()
    child = models.ForeignKey(Child, models.PROTECT, related_name="reviews")
    started = day()
    at = hour()
    completed = day()
    status = words()
    participation = words()
    chair = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="reviews")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="reviews")
    venue = words()
    mode = words()
    child_chaired = words()
    rag = words()
    social_worker_attended = yes_or_no()
    social_worker_report = yes_or_no()
    mother_attended = yes_or_no()
    father_attended = yes_or_no()
    carer_attended = yes_or_no()
    child_last_seen = day()
    decisions_sent = day()
    record_completed = day()
    record_distributed = day()
    late_reason = words()
    late_decided_by = words()
    late_avoidable = yes_or_no()
    asked_by = words()
    asked_why = words()
    not_seen = words()
    adjourned = day()
    adjourned_why = words()
    resumes = day()
    in_error = words()
    no_letter = words()
    entered = models.DateTimeField(null=True, blank=True)
    version = version()

    class Meta:
        constraints = [
            *coded("review", status="review_status", participation="REVIEW_CODE", child_chaired="child_chaired"),
            *in_order("review", ("started", "completed")),
            models.UniqueConstraint(fields=["child"], condition=Q(status="planned"), name="one_planned_review_a_child"),
        ]
        indexes = [models.Index(fields=["child", "started"])]


class Meeting(models.Model):
    """A meeting of a review."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="meetings")
    held = models.DateField()
    venue = words()
    mode = words()


class Decision(models.Model):
    """What a review decided: who does what by when.."""

    number = number()
    public = public()
    review = models.ForeignKey(Review, models.PROTECT, related_name="decisions")
    text = words()
    owner = words()
    due = day()
    status = words()
    completed = day()
    version = version()


class Concern(models.Model):
    """A category of concern that a review raised."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="concerns")
    category = models.TextField()


class ReviewAction(models.Model):
    """What the IRO did after a review that was judged amber or red."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="actions")
    action = models.TextField()
