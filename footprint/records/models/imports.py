"""Imports: what came in, what became of every row, and what somebody has to look at."""

from __future__ import annotations

from django.db import models

from footprint.records.models.fields import day, public, words
from footprint.records.models.people import User


class Import(models.Model):
    """A set of files that was read, and then confirmed or not.

    `counts`: per file the rows, and how many were accepted, rejected and skipped. `changes`: per table how many rows were
    added, changed, unchanged, kept against a blank, and are held but not in the file.
    """

    public = public()
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="imports")
    name = words()
    kind = words()
    digest = models.TextField()
    state = models.TextField(default="read")
    read = models.DateTimeField(auto_now_add=True)
    confirmed = models.DateTimeField(null=True, blank=True)
    as_at = day()
    older = models.BooleanField(default=False)
    counts = models.JSONField(default=list)
    changes = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["state", "as_at"])]


class ImportProblem(models.Model):
    """A problem with a row or file: rule, severity, file, row, column and a sentence."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="problems")
    rule = models.TextField()
    severity = models.TextField()
    file = models.TextField()
    row = models.PositiveIntegerField(null=True)
    column = words()
    sentence = models.TextField()


class ImportException(models.Model):
    """A change that must not happen unseen: an episode ended, a child re-allocated, two children who may be one."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="exceptions")
    kind = models.TextField()
    child = words()
    sentence = models.TextField()
    file = words()
    row = models.PositiveIntegerField(null=True)


class Lacking(models.Model):
    """What a file said that we do not hold, or we hold that the file lacks: a line of the reconciliation."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="lacking")
    side = models.TextField(
        help_text='"file": the file lacks it; "held": we lacked it until this import; "kept": a blank was not taken.'
    )
    table = models.TextField()
    child = words()
    sentence = models.TextField()


class Beat(models.Model):
    """When each regular job last ran, so that a scheduler that is silent is seen."""

    job = models.TextField(primary_key=True)
    last = models.DateTimeField()
    outcome = words()
