"""Accounts and roles: one asks, another approves, nobody gives anything to him- or herself; what is taken is gone at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from footprint.actions import people
from footprint.actions.refusals import Unfit
from footprint.records.models import AccessReview, AuditEvent, RoleRequest, Staff, User
from tests.integration.world import World

WORD = "three-odd-words"


@pytest.fixture
def nia(world: World) -> User:
    """Somebody with an account and no role."""
    return people.create_account(by=None, email="nia@example.org", name="Nia Newt", password=WORD).user


def roles_of(user: User) -> set[str]:
    return set(user.roles.values_list("name", flat=True))


# --- The list ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["sm-1", "ig-1", "ta-1"])
def test_who_keeps_or_approves_accounts_sees_them(client_of: Any, number: str) -> None:
    page = client_of(number).get("/people/")
    assert page.status_code == 200
    assert "Iris Osprey" in page.content.decode()


@pytest.mark.parametrize("number", ["iro-1", "sw-1", "tm-1", "bs-1", "sl-1", "do-1"])
def test_nobody_else_does(client_of: Any, number: str) -> None:
    assert client_of(number).get("/people/").status_code == 403
    assert 'href="/people/"' not in client_of(number).get("/").content.decode()


# --- A new account -----------------------------------------------------------------------------------------------------


def made(client: Client, **more: Any) -> Any:
    return client.post("/people/new/", {"email": "new@example.org", "name": "Ned Newman", "staff": "", "roles": ["iro"], **more})


def test_an_administrator_makes_an_account_and_the_password_is_shown_once(client_of: Any) -> None:
    admin = client_of("ta-1")
    page = made(admin).content.decode()
    user = User.objects.get(email="new@example.org")
    word = page.split('<code class="fp-secret">')[1].split("<")[0]
    assert user.check_password(word)
    assert user.one_time is not None
    assert word not in admin.get(f"/people/{user.public}/").content.decode()
    assert not AuditEvent.objects.filter(detail__icontains=word).exists()


def test_a_new_account_has_no_role_until_somebody_approves_it(client_of: Any) -> None:
    made(client_of("ta-1"))
    user = User.objects.get(email="new@example.org")
    assert roles_of(user) == set()
    assert list(user.role_requests.values_list("name", flat=True)) == ["iro"]


@pytest.mark.parametrize("number", ["sm-1", "ig-1", "iro-1", "bs-1"])
def test_nobody_else_makes_an_account(client_of: Any, number: str) -> None:
    assert made(client_of(number)).status_code == 403
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"email": "IRO-1@example.org"}, "There is an account for iro-1@example.org already."),
        ({"roles": ["iro", "social_worker"]}, "One person may not be"),
        ({"email": "no address"}, "Enter a valid email address."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_made(client_of: Any, more: dict[str, Any], sentence: str) -> None:
    before = User.objects.count()
    answer = made(client_of("ta-1"), **more)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert User.objects.count() == before


def test_one_member_of_staff_has_one_account(world: World) -> None:
    with pytest.raises(Unfit, match="has an account already"):
        people.create_account(by=None, email="second@example.org", staff=Staff.objects.get(number="iro-1"))


# --- Roles -------------------------------------------------------------------------------------------------------------


def ask(client: Client, user: User, *roles: str) -> Any:
    return client.post(f"/people/{user.public}/roles/", {"roles": roles})


def answer(client: Client, user: User, role: str, word: str) -> Any:
    return client.post(f"/people/{user.public}/roles/{role}/{word}/")


@pytest.mark.parametrize(
    ("role", "approver", "other"),
    [
        ("iro", "sm-1", "ig-1"),
        ("service_manager", "sm-1", "ig-1"),
        ("information_governance", "ig-1", "sm-1"),
        ("technical_admin", "ig-1", "sm-1"),
    ],
)
def test_a_role_is_asked_for_and_approved_by_whom_it_concerns(
    client_of: Any, nia: User, role: str, approver: str, other: str
) -> None:
    ask(client_of("ta-1"), nia, role)
    assert roles_of(nia) == set()
    assert answer(client_of(other), nia, role, "approve").status_code == 403
    assert answer(client_of("ta-1"), nia, role, "approve").status_code == 403
    assert roles_of(nia) == set()
    assert '<span class="govuk-visually-hidden">: ' in client_of(approver).get(f"/people/{nia.public}/").content.decode()
    assert answer(client_of(approver), nia, role, "approve").status_code == 302
    assert roles_of(nia) == {role}
    assert nia.roles.get().given_by.email.startswith(approver)
    assert AuditEvent.objects.filter(subject=str(nia.public), detail__given=role).count() == 1


def test_a_role_that_is_refused_is_not_given(client_of: Any, nia: User) -> None:
    ask(client_of("ta-1"), nia, "iro")
    answer(client_of("sm-1"), nia, "iro", "refuse")
    assert roles_of(nia) == set()
    assert not nia.role_requests.exists()


def test_nothing_is_approved_that_nobody_asked_for(client_of: Any, nia: User) -> None:
    assert answer(client_of("sm-1"), nia, "iro", "approve").status_code == 403
    assert answer(client_of("sm-1"), nia, "emperor", "approve").status_code == 404
    assert roles_of(nia) == set()


@pytest.mark.parametrize("number", ["sm-1", "ig-1", "ta-1"])
def test_nobody_gives_or_approves_a_role_of_their_own(client_of: Any, world: World, number: str) -> None:
    own, before = world.users[number], roles_of(world.users[number])
    assert ask(client_of(number), own, "data_officer").status_code == 403
    for role in ("data_officer", "information_governance"):
        RoleRequest.objects.create(user=own, name=role)
        assert answer(client_of(number), own, role, "approve").status_code == 403
    assert roles_of(own) == before


@pytest.mark.parametrize("number", ["sm-1", "ig-1", "iro-1", "sl-1"])
def test_only_an_administrator_asks_for_roles(client_of: Any, nia: User, number: str) -> None:
    assert ask(client_of(number), nia, "iro").status_code == 403
    assert not nia.role_requests.exists()


def test_roles_that_may_not_be_held_together_are_refused_when_asked_for(client_of: Any, nia: User) -> None:
    ask(client_of("ta-1"), nia, "social_worker")
    page = ask(client_of("ta-1"), nia, "iro")
    assert page.status_code == 422
    assert "One person may not be" in page.content.decode()


def test_and_when_approved(client_of: Any, nia: User) -> None:
    RoleRequest.objects.create(user=nia, name="social_worker")
    RoleRequest.objects.create(user=nia, name="iro")
    assert answer(client_of("sm-1"), nia, "social_worker", "approve").status_code == 302
    assert answer(client_of("sm-1"), nia, "iro", "approve").status_code == 403
    assert roles_of(nia) == {"social_worker"}


def test_a_role_that_is_taken_away_is_gone_with_the_next_click(client_of: Any, world: World) -> None:
    iro = client_of("iro-1")
    assert iro.get("/children/").status_code == 200
    answer(client_of("sm-1"), world.users["iro-1"], "iro", "take")
    assert iro.get("/children/").status_code == 403


def test_a_role_is_taken_away_by_an_administrator_or_its_approver_and_nobody_else(client_of: Any, world: World) -> None:
    assert answer(client_of("ig-1"), world.users["iro-1"], "iro", "take").status_code == 403
    assert answer(client_of("iro-2"), world.users["iro-1"], "iro", "take").status_code == 403
    assert roles_of(world.users["iro-1"]) == {"iro"}
    assert answer(client_of("ta-1"), world.users["iro-1"], "iro", "take").status_code == 302
    assert roles_of(world.users["iro-1"]) == set()


# --- Closing, opening, passwords ---------------------------------------------------------------------------------------


def change(client: Client, user: User, verb: str, **told: str) -> Any:
    return client.post(f"/people/{user.public}/{verb}/", told)


def test_closing_an_account_ends_its_sessions_at_once_and_for_good(client_of: Any, world: World) -> None:
    iro, user = client_of("iro-2"), world.users["iro-2"]
    assert iro.get("/").status_code == 200
    assert change(client_of("ta-1"), user, "close", reason="left the service").status_code == 302
    assert iro.get("/").url.startswith("/accounts/login/")
    assert roles_of(user) == set()
    change(client_of("ta-1"), user, "reopen")
    assert iro.get("/").url.startswith("/accounts/login/")


def test_closing_needs_a_reason(client_of: Any, nia: User) -> None:
    assert change(client_of("ta-1"), nia, "close", reason=" ").status_code == 422
    nia.refresh_from_db()
    assert nia.is_active


@pytest.mark.parametrize("verb", ["close", "reopen", "password", "factor"])
@pytest.mark.parametrize("number", ["sm-1", "ig-1", "iro-1"])
def test_only_an_administrator_changes_an_account(client_of: Any, nia: User, number: str, verb: str) -> None:
    before = User.objects.filter(pk=nia.pk).values().get()
    assert change(client_of(number), nia, verb, reason="because").status_code == 403
    assert User.objects.filter(pk=nia.pk).values().get() == before


@pytest.mark.parametrize("verb", ["close", "reopen", "password", "factor"])
def test_and_never_his_or_her_own(client_of: Any, world: World, verb: str) -> None:
    assert change(client_of("ta-1"), world.users["ta-1"], verb, reason="because").status_code == 403
    world.users["ta-1"].refresh_from_db()
    assert world.users["ta-1"].is_active


def test_an_account_that_is_opened_again_has_a_new_first_password_and_no_role(client_of: Any, nia: User) -> None:
    admin = client_of("ta-1")
    change(admin, nia, "close", reason="away for a year")
    page = change(admin, nia, "reopen").content.decode()
    nia.refresh_from_db()
    assert nia.check_password(page.split('<code class="fp-secret">')[1].split("<")[0])
    assert nia.one_time
    assert roles_of(nia) == set()


def test_a_sleeping_account_keeps_its_password_when_it_is_opened_again(client_of: Any, nia: User) -> None:
    assert change(client_of("ta-1"), nia, "reopen").status_code == 302
    nia.refresh_from_db()
    assert nia.check_password(WORD)
    assert nia.reopened


def test_a_new_first_password_ends_the_sessions(client_of: Any, world: World) -> None:
    iro = client_of("iro-2")
    assert iro.get("/").status_code == 200
    assert change(client_of("ta-1"), world.users["iro-2"], "password").status_code == 200
    assert iro.get("/").url.startswith("/accounts/login/")


def test_no_password_is_given_to_a_closed_account(client_of: Any, nia: User) -> None:
    change(client_of("ta-1"), nia, "close", reason="gone")
    page = change(client_of("ta-1"), nia, "password")
    assert page.status_code == 422
    assert "open it again first" in page.content.decode()


# --- Access reviews ----------------------------------------------------------------------------------------------------


def test_information_governance_looks_through_the_accounts(client_of: Any) -> None:
    page = client_of("ig-1").get("/people/reviews/").content.decode()
    assert "Iris Osprey" in page
    assert client_of("ig-1").post("/people/reviews/", {"outcome": "All as it should be."}).status_code == 302
    review = AccessReview.objects.get()
    assert review.accounts == User.objects.filter(is_active=True).count()
    assert "All as it should be." in client_of("ig-1").get("/people/reviews/").content.decode()


@pytest.mark.parametrize("number", ["sm-1", "ta-1", "iro-1"])
def test_nobody_else_does_an_access_review(client_of: Any, number: str) -> None:
    assert client_of(number).get("/people/reviews/").status_code == 403
    assert client_of(number).post("/people/reviews/", {"outcome": "Fine."}).status_code == 403
    assert not AccessReview.objects.exists()
