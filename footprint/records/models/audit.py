"""The audit: what each person saw and did. Rows are only ever added; each carries a hash that seals all before it."""

from __future__ import annotations

from django.db import models


class AuditEvent(models.Model):
    """One read or write. Holds text and no links, so that it outlives what it tells of, and no content of records."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.TextField(help_text="The account's public name.")
    roles = models.TextField()
    action = models.TextField()
    record = models.TextField()
    subject = models.TextField(blank=True, help_text="The public name of the record.")
    children = models.JSONField(default=list, help_text="The public names of the children shown or changed.")
    outcome = models.TextField()
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict, help_text="Names of fields and counts, never values.")
    request = models.TextField(blank=True)
    previous = models.TextField()
    hash = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["actor", "at"]), models.Index(fields=["at"])]


class AuditChild(models.Model):
    """Which events told of which child: an index over `AuditEvent.children`."""

    event = models.ForeignKey(AuditEvent, models.PROTECT, related_name="of")
    child = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["child", "event"])]


class AuditAnchor(models.Model):
    """The end of the chain on a day, to be kept elsewhere too: it shows a chain cut short or written anew."""

    day = models.DateField(unique=True)
    seq = models.BigIntegerField()
    count = models.BigIntegerField()
    hash = models.TextField()
    made = models.DateTimeField(auto_now_add=True)
