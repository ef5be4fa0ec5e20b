"""`footprint manage`: Django's own commands on this installation."""

from __future__ import annotations

from footprint.commands.installation import open_installation


def run_manage(arguments: list[str]) -> None:
    """Run one.

    Raises:
        Refused: the installation is wrong.
    """
    open_installation()
    from django.core.management import ManagementUtility

    ManagementUtility(["footprint manage", *arguments]).execute()
