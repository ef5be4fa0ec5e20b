"""Forms that were sent: one that comes in twice has one effect."""

from __future__ import annotations

from django.db import models

from footprint.records.models.fields import words
from footprint.records.models.people import User


class SentForm(models.Model):
    """A form that did what it asked for, by the random word that it carried, and where the person was led then."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    once = models.TextField()
    sent = models.DateTimeField(auto_now_add=True)
    view = words()
    parts = models.JSONField(default=list)
    said = words()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "once"], name="form_sent_once")]
        indexes = [models.Index(fields=["sent"])]
