"""Signing in with the council's directory: the groups there give the roles here, and take them away again."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from django.core.cache import cache
from django.test import Client

from footprint.actions import people
from footprint.records.models import AuditEvent, User
from tests.integration.directory import CLIENT, SECRET, Directory, directory

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "sign-in.md"
UNA = {"sub": "una-1", "email": "una.unwin@example.org", "email_verified": True, "name": "Una Unwin", "groups": ["IRS IROs"]}


@pytest.fixture(scope="module")
def running() -> Iterator[Directory]:
    """One directory for all these tests."""
    with directory() as found:
        yield found


@pytest.fixture
def council(running: Directory, settings: Any, world: object) -> Directory:
    """The directory, set up as the council's."""
    cache.clear()
    running.person, running.wrong = dict(UNA), {}
    app = {
        "provider_id": "council",
        "name": "Anyshire",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": running.address, "fetch_userinfo": False},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    settings.OIDC_ROLES = {"iro": ["IRS IROs"], "service_manager": ["IRS Managers"], "social_worker": ["Social Work"]}
    return running


def come(client: Client) -> Any:
    """Press the button, sign in at the directory, come back."""
    there = client.post("/accounts/directory/council/")
    assert there.status_code == 302
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"]
    return client.get(back.replace("http://testserver", ""))


def roles() -> set[str]:
    return set(User.objects.get(email=UNA["email"]).roles.values_list("name", flat=True))


def test_a_first_visit_makes_an_account_with_the_roles_of_its_groups(council: Directory, client: Client) -> None:
    council.person["groups"] = ["IRS IROs", "IRS Managers", "Everybody"]
    assert come(client).url == "/"
    assert roles() == {"iro", "service_manager"}
    page = client.get("/")
    assert page.status_code == 200
    assert "Una Unwin" in page.content.decode()
    assert not User.objects.get(email=UNA["email"]).has_usable_password()


def test_the_directory_is_the_second_factor(council: Directory, client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_NEEDED = True
    come(client)
    assert client.get("/children/").status_code == 200


def test_a_later_visit_changes_the_roles(council: Directory, client: Client) -> None:
    come(client)
    council.person["groups"] = ["IRS Managers"]
    come(Client())
    assert roles() == {"service_manager"}
    event = AuditEvent.objects.filter(record="people", detail__added=["service_manager"], detail__removed=["iro"])
    assert event.count() == 1


def test_roles_end_with_the_group_and_also_where_one_is_still_signed_in(council: Directory, client: Client) -> None:
    come(client)
    assert client.get("/children/").status_code == 200
    council.person["groups"] = ["Everybody"]
    answer = come(Client())
    assert answer.status_code == 403
    assert "No group of yours in the council&#39;s directory gives you a role here." in answer.content.decode()
    assert roles() == set()
    assert client.get("/children/").status_code == 403


@pytest.mark.parametrize("groups", [[], ["Everybody"]])
def test_without_a_group_there_is_no_account(council: Directory, client: Client, groups: list[str]) -> None:
    council.person["groups"] = groups
    answer = come(client)
    assert answer.status_code == 403
    assert "Ask your service manager." in answer.content.decode()
    assert not User.objects.filter(email=UNA["email"]).exists()
    assert client.get("/").url.startswith("/accounts/login/")


def test_groups_whose_roles_clash_are_refused_with_the_reason(council: Directory, client: Client) -> None:
    council.person["groups"] = ["IRS IROs", "Social Work"]
    answer = come(client)
    assert answer.status_code == 403
    assert "One person may not be social worker and Independent Reviewing Officer" in answer.content.decode()
    assert client.get("/").url.startswith("/accounts/login/")


def test_an_account_is_joined_by_address_only_where_the_directory_vouches_for_it(council: Directory, client: Client) -> None:
    mine = people.create_account(by=None, email=UNA["email"], roles=["business_support"], password="three-odd-words").user
    council.person["email_verified"] = False
    come(client)
    assert client.get("/").url.startswith("/accounts/login/")
    council.person["email_verified"] = True
    assert come(client).url == "/"
    assert roles() == {"iro"}
    mine.refresh_from_db()
    assert not mine.has_usable_password()


def test_a_closed_account_stays_closed(council: Directory, client: Client) -> None:
    come(client)
    User.objects.filter(email=UNA["email"]).update(is_active=False)
    again = Client()
    assert come(again).url == "/accounts/inactive/"
    assert again.get("/").url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    "wrong",
    [{"aud": "another service"}, {"iss": "http://elsewhere.example"}, {"exp": 1_000_000_000}],
    ids=["audience", "issuer", "expired"],
)
def test_a_token_that_is_not_for_us_is_refused(council: Directory, client: Client, wrong: dict[str, Any]) -> None:
    council.wrong = wrong
    answer = come(client)
    assert answer.status_code == 401
    assert "The directory could not say who you are" in answer.content.decode()
    assert not User.objects.filter(email=UNA["email"]).exists()


def test_the_code_is_bound_to_the_browser_that_asked_for_it(council: Directory, client: Client) -> None:
    there = client.post("/accounts/directory/council/")
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"].replace("http://testserver", "")
    assert council.asked[-1]["code_challenge_method"] == "S256"
    assert Client().get(back).status_code == 401
    assert client.get(back).url == "/"


def test_the_button_stands_on_the_page_only_where_there_is_a_directory(council: Directory, client: Client, settings: Any) -> None:
    assert "Sign in with Anyshire" in client.get("/accounts/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Sign in with Anyshire" not in client.get("/accounts/login/").content.decode()
    assert client.post("/accounts/directory/council/").status_code == 404


def test_nobody_joins_a_directory_account_to_another(council: Directory, client: Client) -> None:
    mine = people.create_account(by=None, email="mine@example.org", roles=["iro"], password="three-odd-words").user
    client.force_login(mine, backend="allauth.account.auth_backends.AuthenticationBackend")
    there = client.post("/accounts/directory/council/?process=connect")
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"].replace("http://testserver", "")
    assert client.get(back).status_code == 403
    assert not mine.socialaccount_set.exists()


def test_the_file_of_the_guide_is_one_that_the_settings_take() -> None:
    told = tomllib.loads(GUIDE.read_text("utf-8").split("```toml")[1].split("```")[0])
    assert {"provider_id", "name", "client_id", "secret", "settings"} == set(told["directory"])
    assert told["directory"]["settings"]["server_url"].startswith("https://")
    from footprint.domain.permission_table import load_table

    assert set(told["roles"]) <= set(load_table().roles)
