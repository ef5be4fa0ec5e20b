"""How a review is prepared, held, written up and answered: who came, what was asked, said, judged and sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from footprint.domain.review_process import PARTS
from footprint.records.models.child import Child
from footprint.records.models.fields import day, public, together, version, words, yes_or_no
from footprint.records.models.people import User
from footprint.records.models.review import Decision, Review


class Participant(models.Model):
    """Somebody who is asked to a review, or is not: whether the child wants them there, and whether they came."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="participants")
    part = models.TextField()
    name = words()
    email = words()
    wanted = yes_or_no()
    invited = day()
    how = words()
    attended = yes_or_no()
    why_not = words()
    may_know_address = models.BooleanField(default=False)
    version = version()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "part", "name"], name="one_participant_a_part_and_name"),
            models.CheckConstraint(condition=Q(part__in=PARTS), name="participant_part_is_known"),
        ]


class AwaitedReport(models.Model):
    """A report that is due before a review: when it came, and when those who should have it had it."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="reports")
    kind = models.TextField()
    received = day()
    shared = day()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "kind"], name="one_report_a_kind")]


class Section(models.Model):
    """A section of the record of a review while it is written."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="sections")
    key = models.TextField()
    text = words()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = version()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "key"], name="one_section_a_key")]


class Judged(models.Model):
    """The answer to one question of the quality assurance form of a review, and a comment."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="judged")
    question = models.TextField()
    answer = words()
    comment = words()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "question"], name="one_answer_a_question")]


class DecisionAnswer(models.Model):
    """What the team manager says to a decision: agreed or not, and why. Silence, once the time is over, is agreement."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="answer")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    agrees = models.BooleanField()
    reason = words()
    silent = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(reason=""), name="objection_has_a_reason"),
            models.CheckConstraint(condition=Q(agrees=True) | Q(silent=False), name="silence_is_agreement"),
        ]


class Progress(models.Model):
    """What became of a decision, as somebody told: its owner on the way, or the next review."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="progress")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField()
    text = words()
    status = words()
    review = models.ForeignKey(Review, models.PROTECT, null=True, blank=True, related_name="checked")


class Consultation(models.Model):
    """A question to somebody before or after a review, answered once through a link that only its holder knows, or on paper.

    who      child, parent, carer or professional; band: for a child, the form by age
    hash     of the word in the link; the word itself is kept nowhere
    about    preparing the review, or feedback after it
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="consultations")
    public = public()
    about = models.TextField(default="review")
    who = models.TextField()
    band = words()
    name = words()
    language = models.TextField(default="en")
    hash = models.TextField(unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made = models.DateTimeField()
    until = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(about__in=["review", "feedback"]), name="consultation_about_is_known"),
            models.CheckConstraint(
                condition=Q(who__in=["child", "parent", "carer", "professional"]), name="consultation_who_is_known"
            ),
        ]


class Answers(models.Model):
    """What somebody answered: each question by its key, and for a child who may see each answer (the IRO alone, else)."""

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="answers")
    at = models.DateTimeField()
    answers = models.JSONField(default=dict)
    shared = models.JSONField(default=dict)
    typed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    read = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [together("answers_read", Q(read__isnull=False), Q(read_by__isnull=False))]


class Document(models.Model):
    """A text that goes out: the record for one recipient, a letter to the child. What is final is never changed.

    content   the sections, each heading with its text, that this recipient may have
    held      why it may not go yet: it holds a protected address or number; `released_by` is the second person who let it go
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="documents")
    review = models.ForeignKey(Review, models.PROTECT, null=True, blank=True, related_name="documents")
    public = public()
    kind = models.TextField()
    recipient = words()
    name = words()
    title = words()
    language = models.TextField(default="en-GB")
    content = models.JSONField(default=list)
    made = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    final = models.DateTimeField(null=True, blank=True)
    held = words()
    released_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent = day()
    how = words()
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    version = version()

    class Meta:
        constraints = [
            together("document_sent", Q(sent__isnull=False), Q(sent_by__isnull=False)),
            models.CheckConstraint(condition=Q(sent__isnull=True) | Q(final__isnull=False), name="only_what_is_final_is_sent"),
            models.CheckConstraint(
                condition=Q(sent__isnull=True) | Q(held="") | Q(released_by__isnull=False),
                name="what_is_held_needs_a_second_person",
            ),
        ]


class Correction(models.Model):
    """An entry that corrects a final record; the record itself stays as it was."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="corrections")
    section = words()
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
