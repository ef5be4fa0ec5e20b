"""Imports: what came in, what became of every row, and what somebody has to look at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from footprint.records.models.fields import day, public, together, words
from footprint.records.models.people import User


class Import(models.Model):
    """A set of files that was read, and then confirmed or not.

    state     reading, read (it waits for somebody to confirm it), confirming, confirmed, refused or discarded
    began     when the reading or confirming began; `progress` says how far it has come
    said      why nothing could be read, or why it must be looked at again
    counts    per file the rows, and how many were accepted, rejected and skipped
    changes   per table how many rows were added, changed, unchanged, kept against a blank, and are held but not in the file
    told      how many problems, exceptions and lines there are in all, and the shares of reviews on time
    seal      of the changes as they were shown: what is confirmed is what was seen
    """

    public = public()
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="imports")
    name = words()
    kind = words()
    digest = models.TextField()
    state = models.TextField(default="read")
    said = words()
    progress = words()
    began = models.DateTimeField(null=True, blank=True)
    read = models.DateTimeField(auto_now_add=True)
    confirmed = models.DateTimeField(null=True, blank=True)
    as_at = day()
    older = models.BooleanField(default=False)
    counts = models.JSONField(default=list)
    changes = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    seal = words()

    class Meta:
        constraints = [together("import", Q(state="confirmed"), Q(confirmed__isnull=False))]
        indexes = [models.Index(fields=["state", "as_at"])]


class ImportProblem(models.Model):
    """A problem with a row or file: rule, severity, file, row, column, a sentence, and the child where one is known."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="problems")
    rule = models.TextField()
    severity = models.TextField()
    file = models.TextField()
    row = models.PositiveIntegerField(null=True)
    column = words()
    sentence = models.TextField()
    child = words()


class ImportException(models.Model):
    """A change that must not happen unseen: an episode ended, a child re-allocated, two children who may be one."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="exceptions")
    kind = models.TextField()
    child = words()
    sentence = models.TextField()
    file = words()
    row = models.PositiveIntegerField(null=True)


class Lacking(models.Model):
    """What a file said that we did not hold, or we hold that the file lacks: a line of the reconciliation.

    side  "changed": a cell; "file": the file lacks it; "held": we lacked it until this import; "kept": a blank was not taken
    """

    batch = models.ForeignKey(Import, models.CASCADE, related_name="lacking")
    side = models.TextField()
    table = models.TextField()
    child = words()
    sentence = models.TextField()


class Beat(models.Model):
    """When each regular job last ran, so that a scheduler that is silent is seen."""

    job = models.TextField(primary_key=True)
    last = models.DateTimeField()
    outcome = words()
