"""Who may have which section, built from what is allowed: what nobody thought of goes to nobody."""

from __future__ import annotations

import pytest

from footprint.domain.recipients import AUTHORITY, EMAIL, FACTS, HOME, PLACEMENT, facts_allowed, sections_allowed
from footprint.domain.review_form import Section


def section(key: str, *audience: str, address: bool = False) -> Section:
    return Section.model_validate({"key": key, "title": key, "considers": key, "audience": audience, "address": address})


SECTIONS = [
    section("all", "child", "mother", "father", "carer", "professional"),
    section("home", "child", "mother", "carer", "professional", address=True),
    section("wishes", "child", "professional"),
    section("inside"),
]


def keys(part: str, may_know: bool = False) -> list[str]:
    return [each.key for each in sections_allowed(SECTIONS, part, may_know)]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("child", ["all", "home", "wishes"]),
        ("mother", ["all"]),
        ("father", ["all"]),
        ("carer", ["all", "home"]),
        ("social worker", ["all", "home", "wishes", "inside"]),
        ("team manager", ["all", "home", "wishes", "inside"]),
        ("school", ["all", "home", "wishes"]),
        ("health", ["all", "home", "wishes"]),
        ("advocate", ["all", "home", "wishes"]),
        ("independent visitor", ["all", "home", "wishes"]),
        ("interpreter", []),
        ("sibling", []),
        ("other", []),
        ("neighbour", []),
        ("professional", []),
        ("", []),
    ],
)
def test_what_each_part_may_have(part: str, expected: list[str]) -> None:
    assert keys(part) == expected


def test_a_parent_who_may_know_the_address_gets_what_is_meant_for_that_parent() -> None:
    assert keys("mother", may_know=True) == ["all", "home"]
    assert keys("father", may_know=True) == ["all"]  # the section is not meant for the father at all


def test_to_know_the_address_opens_nothing_else() -> None:
    assert keys("sibling", may_know=True) == [] and keys("neighbour", may_know=True) == []


def test_the_facts_that_each_may_have() -> None:
    assert all(facts_allowed(part) == FACTS for part in AUTHORITY)
    assert facts_allowed("mother") == frozenset()
    assert facts_allowed("mother", may_know_address=True) == {PLACEMENT}
    assert facts_allowed("child") == {PLACEMENT, HOME}
    assert facts_allowed("carer") == facts_allowed("health") == {PLACEMENT}
    assert facts_allowed("neighbour", may_know_address=True) == frozenset()
    assert EMAIL not in facts_allowed("child")
