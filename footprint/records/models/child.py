"""A child, and what the records tell of the child's life in care: episodes, people around, plans, contacts, milestones."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from footprint.records.models.fields import coded, day, hour, in_order, number, public, together, version, words, yes_or_no
from footprint.records.models.people import Staff, Team


class Child(models.Model):
    """A child who is or was looked after. `school_starts` and `school_ends`: the hours of the child's own school, if known."""

    number = number()
    public = public()
    first_name = words()
    last_name = words()
    dob = day()
    sex = words()
    ethnicity = words()
    disability = words()
    uasc = yes_or_no()
    upn = words()
    language = words()
    sibling_group = words()
    school_starts = hour()
    school_ends = hour()
    restricted = models.BooleanField(default=False)
    version = version()

    class Meta:
        verbose_name_plural = "children"
        constraints = [
            *coded("child", sex="SEX", ethnicity="ETHNIC"),
            *in_order("child", ("school_starts", "school_ends")),
            together("school_hours", Q(school_starts__isnull=False), Q(school_ends__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["last_name", "first_name"]),
            models.Index(fields=["sibling_group"], condition=~Q(sibling_group=""), name="child_siblings"),
        ]

    def __str__(self) -> str:
        return str(self.public)

    @property
    def name(self) -> str:
        """First and last name, or the authority's number where there is neither."""
        return f"{self.first_name} {self.last_name}".strip() or f"Child {self.number}"


class Episode(models.Model):
    """An episode of care (SSDA903): one placement under one legal status."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="episodes")
    decom = models.DateField()
    rne = words()
    ls = words()
    cin = words()
    place = words()
    place_provider = words()
    dec = day()
    rec = words()
    reason_place_change = words()
    home_post = words()
    pl_post = words()
    urn = words()

    class Meta:
        constraints = [
            *coded("episode", rne="RNE", ls="LS", cin="CIN", place="PLACE", place_provider="PLACE_PROVIDER", rec="REC"),
            *coded("episode", reason_place_change="REASON_PLACE_CHANGE"),
            *in_order("episode", ("decom", "dec")),
        ]
        indexes = [models.Index(fields=["child", "decom"])]


class Involvement(models.Model):
    """Somebody who is there for a child, in a role, for a time: the IRO, the social worker, the team manager."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="involvements")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="involvements")
    role = models.TextField()
    started = day()
    ended = day()
    reason = words()
    version = version()

    class Meta:
        constraints = in_order("involvement", ("started", "ended"))
        indexes = [models.Index(fields=["child", "ended"]), models.Index(fields=["staff", "ended"])]


class TeamSpell(models.Model):
    """The team that holds a child's case, for a time."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="team_spells")
    team = models.ForeignKey(Team, models.PROTECT, related_name="spells")
    started = day()
    ended = day()

    class Meta:
        constraints = in_order("team_spell", ("started", "ended"))


class Contact(models.Model):
    """Somebody saw, rang or wrote to a child."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="contacts")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="contacts")
    on = models.DateField()
    kind = models.TextField()
    alone = yes_or_no()

    class Meta:
        constraints = coded("contact", kind="contact")
        indexes = [models.Index(fields=["child", "on"])]


class Plan(models.Model):
    """A plan for a child of some kind (permanence, care, pathway, PEP, a health assessment), agreed and reviewed."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="plans")
    kind = models.TextField()
    value = words()
    agreed = day()
    reviewed = day()


class ProtectionPlan(models.Model):
    """A child protection plan."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="protection_plans")
    category = words()
    started = models.DateField()
    ended = day()

    class Meta:
        constraints = in_order("protection_plan", ("started", "ended"))


class Conference(models.Model):
    """A child protection conference, initial or review."""

    number = number()
    public = public()
    child = models.ForeignKey(Child, models.PROTECT, related_name="conferences")
    kind = models.TextField()
    section47 = day()
    held = day()
    chair = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="conferences")
    outcome = words()

    class Meta:
        constraints = coded("conference", kind="conference")


class Milestone(models.Model):
    """Something that happened to a child, of a kind in the rulebook's vocabulary, that no other table tells of."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="milestones")
    kind = models.TextField()
    on = models.DateField()

    class Meta:
        constraints = coded("milestone", kind="event")
