"""What an IRO's diary holds beside reviews, and what was said to those who are invited to one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from footprint.records.models.conduct import Participant
from footprint.records.models.fields import in_order, public
from footprint.records.models.people import Staff, User


class Leave(models.Model):
    """Days on which somebody is away, the first and the last included. Why, is not asked."""

    public = public()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="leave")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        constraints = in_order("leave", ("first", "last"))
        indexes = [models.Index(fields=["staff", "last"])]


class Invitation(models.Model):
    """Something that was said to somebody about coming to a review: the invitation, a new day, a reminder, that it is off.

    on, at  the day and the hour that it told of
    made    when it was noted or put into the post of the machine; `sent`, when the mail server took it
    fault   why it could not be sent
    by      who did it; nobody where the machine reminded by itself
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="invitations")
    kind = models.TextField()
    how = models.TextField()
    on = models.DateField()
    at = models.TimeField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField()
    sent = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["invitation", "new day", "reminder", "cancellation"]), name="invitation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(how__in=["e-mail", "letter", "telephone", "in person"]), name="invitation_how_is_known"
            ),
        ]
        indexes = [models.Index(fields=["participant", "made"])]
