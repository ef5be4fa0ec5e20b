"""The first account of an installation is made on the command line."""

from __future__ import annotations

import pytest

from footprint.commands.accounts import create_account
from footprint.commands.speech import Refused
from footprint.records.models import AuditEvent, User


def test_an_account_is_made_with_its_roles_and_its_password_printed(world: object, capsys: pytest.CaptureFixture[str]) -> None:
    create_account("First@example.org", ["information_governance"], name="Fay First")
    user = User.objects.get(email="first@example.org")
    assert user.role_names == {"information_governance"}
    assert user.check_password(capsys.readouterr().out.splitlines()[-1])
    assert user.one_time
    assert user.title == "Fay First"
    assert AuditEvent.objects.filter(subject=str(user.public), detail__given="information_governance", actor="").exists()


@pytest.mark.parametrize(
    ("email", "roles", "staff", "sentence"),
    [
        ("iro-1@example.org", ["iro"], "", "There is an account for iro-1@example.org already."),
        ("new@example.org", ["emperor"], "", "“emperor” is no role; the roles are social_worker, "),
        ("new@example.org", ["iro", "team_manager"], "", "One person may not be"),
        ("new@example.org", ["iro"], "nobody", "There is no member of staff with the number nobody."),
        ("", ["iro"], "", "Give an e-mail address."),
    ],
)
def test_what_does_not_fit_is_a_sentence(world: object, email: str, roles: list[str], staff: str, sentence: str) -> None:
    before = User.objects.count()
    with pytest.raises(Refused, match=sentence):
        create_account(email, roles, staff)
    assert User.objects.count() == before
