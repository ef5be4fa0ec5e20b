"""Teams, staff, and the accounts with which they sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

from footprint.records.models.fields import coded, day, in_order, number, public, words


class Team(models.Model):
    """A team of the authority. Not `recorded`: a row named it, and nothing more is known of it."""

    number = number()
    public = public()
    name = words()
    district = words()
    recorded = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name or self.number


class Staff(models.Model):
    """Somebody who works with children in care. Not `recorded`: a row named them, and nothing more is known."""

    number = number()
    public = public()
    name = words()
    role = words()
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="staff")
    fte = models.FloatField(null=True, blank=True)
    started = day()
    ended = day()
    sex = words()
    ethnicity = words()
    qualified = words()
    email = words()
    recorded = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "staff"
        constraints = [*coded("staff", sex="SEX", ethnicity="ETHNIC"), *in_order("staff", ("started", "ended"))]

    def __str__(self) -> str:
        return self.name or self.number


class Portrait(models.Model):
    """How somebody is shown to children: a photograph (a small JPEG, or nothing) and a telephone number. The newest counts."""

    public = public()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="portraits")
    picture = models.BinaryField(default=b"")
    phone = words()
    made = models.DateTimeField()


class Accounts(UserManager["User"]):
    """Accounts, made without Django's own permissions."""

    def create_account(self, email: str, *, roles: list[str], staff: Staff | None = None, **more: Any) -> User:
        """An account with roles; without a password it can be entered only through the council's directory."""
        password = more.pop("password", None)
        user = self.model(username=email.lower(), email=email.lower(), staff=staff, **more)
        user.set_password(password)
        user.save()
        Role.objects.bulk_create(Role(user=user, name=name) for name in roles)
        return user


class User(AbstractUser):
    """An account. What it may do follows from its roles alone: Django's own permissions and groups are not used."""

    public = public()
    staff = models.OneToOneField(Staff, models.PROTECT, null=True, blank=True, related_name="account")
    one_time = models.DateTimeField(
        null=True, blank=True, help_text="When a password was given that its owner has yet to change."
    )
    reopened = models.DateTimeField(null=True, blank=True, help_text="When the account was last opened again.")

    objects: ClassVar[Accounts] = Accounts()

    @property
    def role_names(self) -> frozenset[str]:
        """The roles of this account, asked of the database once."""
        if not hasattr(self, "_role_names"):
            self._role_names = frozenset(self.roles.values_list("name", flat=True)) if self.pk else frozenset[str]()
        return self._role_names

    @property
    def title(self) -> str:
        """How the person is called on a page."""
        return (self.staff.name if self.staff else "") or self.get_full_name() or self.email or self.username


class Role(models.Model):
    """A role that an account has, from when and by whom; the roles are those of `domain/permissions.toml`."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    name = models.TextField()
    since = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="role_once")]

    def __str__(self) -> str:
        return self.name


class RoleRequest(models.Model):
    """A role that somebody asked for on behalf of an account, and that nobody has approved yet: it gives no right."""

    user = models.ForeignKey(User, models.CASCADE, related_name="role_requests")
    name = models.TextField()
    asked = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="role_request_once")]

    def __str__(self) -> str:
        return self.name
