"""Who must not see a child, who alone may, and who looked behind closed doors, for what reason and how long."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from footprint.records.models.child import Child
from footprint.records.models.fields import in_order, public, together, words
from footprint.records.models.people import User


class Conflict(models.Model):
    """A person's conflict of interest with a child: to that person the child is not there, whatever else allows it."""

    public = public()
    user = models.ForeignKey(User, models.CASCADE, related_name="conflicts")
    child = models.ForeignKey(Child, models.CASCADE, related_name="conflicts")
    reason = models.TextField()
    declared_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    declared = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "child"], name="conflict_once")]


class Allowed(models.Model):
    """A person who may see a restricted child."""

    user = models.ForeignKey(User, models.CASCADE, related_name="allowed")
    child = models.ForeignKey(Child, models.CASCADE, related_name="allowed")
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    given = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "child"], name="allowed_once")]


class BreakGlass(models.Model):
    """A look at a child who is not one's own, in need, for a stated reason, for an hour, reviewed afterwards."""

    public = public()
    user = models.ForeignKey(User, models.CASCADE, related_name="glass")
    child = models.ForeignKey(Child, models.CASCADE, related_name="glass")
    category = models.TextField()
    reason = models.TextField()
    opened = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reviewed = models.DateTimeField(null=True, blank=True)
    verdict = words()

    class Meta:
        constraints = [
            *in_order("break_glass", ("opened", "until"), ("opened", "reviewed")),
            together("break_glass", Q(reviewed__isnull=False), ~Q(verdict="")),
        ]
        indexes = [models.Index(fields=["user", "until"])]


class AccessReview(models.Model):
    """A look through who has an account and in what roles, and the outcome."""

    on = models.DateField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    accounts = models.PositiveIntegerField()
    outcome = models.TextField()
