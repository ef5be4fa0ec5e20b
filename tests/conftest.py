"""What all tests share: which are left out where the machine lacks a browser, and that none is where it counts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

settings.register_profile("at any pace", deadline=None)  # a machine that is busy is no fault of ours
settings.load_profile("at any pace")

NEED_A_BROWSER = ("tests/journeys/", "tests/look/", "tests/integration/test_sending_look", "tests/integration/test_review_look")
TOGETHER = {
    **dict.fromkeys(NEED_A_BROWSER, "browser"),
    "tests/journeys/": "journeys",
    **dict.fromkeys(
        (f"tests/journeys/test_{name}" for name in ("a_review", "a_child_answers", "families", "first_reviews")), "reviews"
    ),
    "tests/faults/": "faults",
    "tests/integration/test_running_service": "service",
    "tests/unit/demo/": "demo",
    "tests/spec/test_the_specification": "specification",
}
"""Tests that are run in one process, since they share a service, a browser or an authority that takes seconds to make."""
_left_out: list[str] = []


@pytest.hookimpl(tryfirst=True)  # before the groups are told to the processes that share the tests
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put together what shares something dear. Without Chromium the tests in a browser are left out, never in CI."""
    for item in items:
        group = ""
        for start, name in TOGETHER.items():
            if item.nodeid.startswith(start):
                group = name  # the last that fits: the narrowest
        if group:
            item.add_marker(pytest.mark.xdist_group(group))
    if shutil.which("chromium") or os.environ.get("CI") == "true":
        return
    kept = [item for item in items if not item.nodeid.startswith(NEED_A_BROWSER)]
    _left_out[:] = [item.nodeid for item in items if item.nodeid.startswith(NEED_A_BROWSER)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out."""
    if _left_out:
        terminalreporter.write_line(f"Left out for want of Chromium: {len(_left_out)} tests in a browser.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium. It leaves a loop running in this process, which is no reason to refuse it the database."""
    from tests.look.browser import chromium  # what it needs is not needed by the other tests

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium() as found:
        yield found
