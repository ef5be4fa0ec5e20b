"""`footprint account`: an account from the command line, for the first one on an empty installation and for the day when
nobody can sign in any more. Whoever has this machine needs nobody's approval; what they do is on record all the same."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from footprint.commands.speech import Refused


def create_account(email: str, roles: Sequence[str], staff: str = "", name: str = "") -> None:
    """Make an account and print its first password, once. Django must be set up.

    Args:
        roles: names of `domain/permissions.toml`; they are given at once.
        staff: the number of a member of staff, whose account it is.

    Raises:
        Refused: there is such an account, no such member of staff or role, or two roles that may not be held together.
    """
    from footprint.actions import people
    from footprint.actions.refusals import Unfit
    from footprint.records.models import Staff

    person = Staff.objects.filter(number=staff).first() if staff else None
    if staff and person is None:
        raise Refused(f"There is no member of staff with the number {staff}.")
    try:
        made = people.create_account(by=None, email=email, roles=list(dict.fromkeys(roles)), staff=person, name=name)
    except Unfit as error:
        raise Refused(error.sentence) from None
    typer.echo(f"{made.user.email} may sign in with this password within seven days, and must then change it:")
    typer.echo(made.password)
