"""Signing in: a password and a second factor; nobody learns who has an account; too many tries are locked out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from footprint.actions import people
from footprint.records.models import AuditEvent, User
from footprint.web import sign_in_urls

WORD = "three-odd-words"


@pytest.fixture(autouse=True)
def fresh() -> None:
    """No try of an earlier test counts."""
    cache.clear()


@pytest.fixture
def user(db: None) -> User:
    """Somebody with a password, a role, and no second factor yet."""
    return people.create_account(by=None, email="una@example.org", roles=["business_support"], password=WORD).user


def sign_in(client: Client, email: str = "una@example.org", password: str = WORD, **more: Any) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password}, **more)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def with_factor(client: Client) -> str:
    """Signs in for the first time and sets up a second factor: the secret."""
    sign_in(client)
    secret = str(client.get("/accounts/code/set-up/").context_data["form"].secret)
    assert client.post("/accounts/code/set-up/", {"code": code_of(secret)}).status_code == 302
    cache.clear()  # the same half minute may be used again below
    return secret


def test_a_password_alone_opens_nothing_but_the_setting_up_of_a_second_factor(user: User, client: Client) -> None:
    assert sign_in(client).url == "/"
    for address in ("/", "/children/", "/account/", "/people/access-log/", "/settings/"):
        assert client.get(address).url == "/accounts/code/set-up/", address
    page = client.get("/accounts/code/set-up/").content.decode()
    assert "data:image/svg+xml;base64," in page
    assert re.search(r'<code class="fp-secret">([A-Z2-7]{4} ?){8}</code>', page)


def test_with_the_second_factor_set_up_the_service_is_open(user: User, client: Client) -> None:
    with_factor(client)
    assert client.get("/").status_code == 200


def test_a_wrong_code_sets_up_nothing(user: User, client: Client) -> None:
    sign_in(client)
    client.get("/accounts/code/set-up/")
    answer = client.post("/accounts/code/set-up/", {"code": "000000"})
    assert "The code is not right." in answer.content.decode()
    assert client.get("/").url == "/accounts/code/set-up/"


def test_who_has_a_second_factor_must_pass_it(user: User, client: Client) -> None:
    secret = with_factor(client)
    client.post("/accounts/logout/")
    assert sign_in(client).url == "/accounts/code/"
    assert client.get("/").url.startswith("/accounts/login/")
    assert "The code is not right." in client.post("/accounts/code/", {"code": "000000"}).content.decode()
    assert client.get("/").url.startswith("/accounts/login/")
    assert client.post("/accounts/code/", {"code": code_of(secret)}).url == "/"
    assert client.get("/").status_code == 200


def test_a_code_is_good_for_one_time(user: User, client: Client) -> None:
    secret = with_factor(client)
    code = code_of(secret)
    client.post("/accounts/logout/")
    sign_in(client)
    client.post("/accounts/code/", {"code": code})
    client.post("/accounts/logout/")
    sign_in(client)
    assert "The code is not right." in client.post("/accounts/code/", {"code": code}).content.decode()


def test_recovery_codes_are_shown_once_and_each_opens_once(user: User, client: Client) -> None:
    with_factor(client)
    page = client.get("/accounts/recovery/").content.decode()
    codes = re.findall(r"<li><code>([0-9a-f]{8})</code></li>", page)
    assert len(codes) == 10
    assert codes[0] in re.findall(r'href="data:text/plain[^"]*"', page)[0]
    assert codes[0] not in client.get("/accounts/recovery/").content.decode()
    client.post("/accounts/logout/")
    sign_in(client)
    assert client.post("/accounts/code/", {"code": codes[0]}).url == "/"
    client.post("/accounts/logout/")
    sign_in(client)
    assert client.post("/accounts/code/", {"code": codes[0]}).status_code == 200


def test_the_secret_of_a_second_factor_lies_encrypted(user: User, client: Client) -> None:
    secret = with_factor(client)
    assert secret not in str(user.authenticator_set.get(type="totp").data)


def test_nobody_takes_off_their_own_second_factor(user: User, client: Client) -> None:
    with_factor(client)
    assert client.post("/accounts/code/is-set/").url == "/account/"
    assert user.authenticator_set.filter(type="totp").exists()


# --- Nobody learns who has an account ----------------------------------------------------------------------------------


def without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_an_unknown_address_and_a_wrong_password_have_the_same_answer(user: User) -> None:
    known = sign_in(Client(), password="not this one")
    unknown = sign_in(Client(), email="uma@example.org", password="not this one")
    assert known.status_code == unknown.status_code == 200
    assert "The e-mail address or the password is not right." in known.content.decode()
    assert without_token(known.content.decode()).replace("una@", "uma@") == without_token(unknown.content.decode())


def test_as_much_work_is_done_for_an_unknown_address_as_for_a_wrong_password(user: User) -> None:
    User.objects.create(username="dot@example.org", email="dot@example.org", password="!from-the-directory")
    closed = people.create_account(by=None, email="cal@example.org", password=WORD).user
    User.objects.filter(pk=closed.pk).update(is_active=False)
    work = {}
    for email in ("una@example.org", "uma@example.org", "dot@example.org", "cal@example.org"):
        with patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as encode:
            sign_in(Client(), email=email, password="not this one")
        work[email] = encode.call_count
    assert set(work.values()) == {1}, work


@pytest.mark.parametrize("email", ["una@example.org", "uma@example.org"])
def test_too_many_tries_are_locked_out_known_or_not(user: User, email: str) -> None:
    answers = [sign_in(Client(), email=email, password=f"wrong {number}") for number in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert "Too many tries" in answers[-1].content.decode()
    assert sign_in(Client(), email=email).status_code == 429


def test_the_lock_is_for_that_account_from_that_place_and_ends(user: User) -> None:
    people.create_account(by=None, email="otto@example.org", password=WORD)
    for number in range(7):
        sign_in(Client(), password=f"wrong {number}")
    assert sign_in(Client(), email="otto@example.org").status_code == 302
    assert sign_in(Client(), REMOTE_ADDR="10.1.1.9").status_code == 302
    with patch("axes.handlers.proxy.now", return_value=timezone.now() + timedelta(minutes=16)):
        assert sign_in(Client()).status_code == 302


def test_upper_case_is_no_way_round_the_lock(user: User) -> None:
    for email in ("una@example.org", "UNA@example.org", "Una@Example.org") * 2:
        sign_in(Client(), email=email, password="wrong")
    assert sign_in(Client()).status_code == 429


# --- First passwords, closed and sleeping accounts ---------------------------------------------------------------------


def test_a_first_password_must_be_changed_before_anything_else(db: None, client: Client) -> None:
    new = people.create_account(by=None, email="nia@example.org", roles=["iro"])
    sign_in(client, "nia@example.org", new.password)
    for address in ("/", "/children/", "/accounts/code/set-up/", "/accounts/sessions/", "/account/"):
        assert client.get(address).url == "/accounts/password/", address
    told = {"oldpassword": new.password, "password1": new.password, "password2": new.password}
    assert "Choose a password that is not the one until now." in client.post("/accounts/password/", told).content.decode()
    told |= {"password1": WORD, "password2": WORD}
    assert client.post("/accounts/password/", told).url == "/"
    assert client.get("/").url == "/accounts/code/set-up/"
    assert AuditEvent.objects.filter(detail__password="chosen", actor=str(new.user.public)).exists()


@pytest.mark.parametrize("word", ["short", "password12345678"[:8], "nia@example.org"])
def test_a_weak_password_is_refused(db: None, client: Client, word: str) -> None:
    new = people.create_account(by=None, email="nia@example.org", roles=["iro"])
    sign_in(client, "nia@example.org", new.password)
    answer = client.post("/accounts/password/", {"oldpassword": new.password, "password1": word, "password2": word})
    assert answer.status_code == 200
    assert client.get("/").url == "/accounts/password/"


def shut(**fields: Any) -> Callable[[User], Any]:
    return lambda user: User.objects.filter(pk=user.pk).update(**fields)


@pytest.mark.parametrize(
    "change",
    [
        shut(is_active=False),
        shut(last_login=timezone.now() - timedelta(days=46), date_joined=timezone.now() - timedelta(days=300)),
        shut(one_time=timezone.now() - timedelta(days=8)),
    ],
    ids=["closed", "asleep", "first password too old"],
)
def test_a_shut_account_is_refused_even_with_the_right_password(
    user: User, client: Client, change: Callable[[User], Any]
) -> None:
    change(user)
    assert sign_in(client).url == "/accounts/inactive/"
    assert client.get("/").url.startswith("/accounts/login/")
    assert "This account cannot be used" in client.get("/accounts/inactive/").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        shut(last_login=timezone.now() - timedelta(days=44), date_joined=timezone.now() - timedelta(days=300)),
        shut(reopened=timezone.now(), date_joined=timezone.now() - timedelta(days=300)),
        shut(one_time=timezone.now() - timedelta(days=6)),
    ],
    ids=["used lately", "opened again", "first password fresh"],
)
def test_an_open_account_is_not(user: User, client: Client, change: Callable[[User], Any]) -> None:
    change(user)
    assert sign_in(client).url == "/"


def test_each_sign_in_is_on_record(user: User, client: Client) -> None:
    sign_in(client)
    assert AuditEvent.objects.filter(action="sign in", actor=str(user.public), outcome="allowed").count() == 1


# --- Sessions ----------------------------------------------------------------------------------------------------------


def test_other_sessions_are_listed_and_ended(user: User, client: Client) -> None:
    secret = with_factor(client)
    other = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0")
    sign_in(other)
    other.post("/accounts/code/", {"code": code_of(secret)})
    assert other.get("/").status_code == 200
    assert "Edge on Windows" in client.get("/accounts/sessions/").content.decode()
    client.post("/accounts/sessions/")
    assert other.get("/").url.startswith("/accounts/login/")
    assert client.get("/").status_code == 200


def test_a_new_password_ends_the_other_sessions(user: User, client: Client) -> None:
    secret = with_factor(client)
    other = Client()
    sign_in(other)
    other.post("/accounts/code/", {"code": code_of(secret)})
    client.post(
        "/accounts/password/", {"oldpassword": WORD, "password1": "four other odd words", "password2": "four other odd words"}
    )
    assert other.get("/").url.startswith("/accounts/login/")
    assert client.get("/").status_code == 200


# --- Every page of signing in is ours ----------------------------------------------------------------------------------


def addresses() -> list[str]:
    return [reverse(each.name, args=["council"] if "<" in str(each.pattern) else []) for each in sign_in_urls.urlpatterns]


@pytest.mark.parametrize("address", addresses())
def test_every_page_of_signing_in_is_ours_or_is_not_there(user: User, address: str) -> None:
    """Signed out, with a password alone, and with both factors: a page in our shell, a redirection, or a refusal in our shell."""
    known = Client()
    with_factor(known)
    half = Client()
    sign_in(half)
    for client in (Client(), half, known):
        answer = client.get(address)
        if answer.status_code != 302:
            assert 'class="fp-header"' in answer.content.decode(), (address, answer.status_code)
            assert "Menu:" not in answer.content.decode()


def test_there_is_no_other_address_of_the_library() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    library = {name for name in names if name.startswith(("account_", "mfa_", "socialaccount_", "usersessions_", "openid"))}
    assert library == {each.name for each in sign_in_urls.urlpatterns}


def test_nobody_signs_themselves_up(db: None, client: Client) -> None:
    for address in ("/accounts/signup/", "/accounts/email/", "/accounts/password/reset/", "/accounts/3rdparty/"):
        assert client.get(address).status_code in (302, 404)
        client.post(address, {"email": "new@example.org", "password1": WORD, "password2": WORD})
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_forgotten_password_says_whom_to_ask(client: Client, db: None) -> None:
    assert "Ask your administrator" in client.get("/accounts/password/forgotten/").content.decode()
