"""Reading permissions.toml: a table that breaks a rule of independence, or is misspelt, is refused with line and sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from footprint.domain.permission_table import FILE, PermissionsError, load_table

Copy = Callable[[str, str, str], Path]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the table in which, under one heading, one line is written otherwise."""

    def write(heading: str, old: str, new: str) -> Path:
        before, found, after = FILE.read_text("utf-8").partition(f"{heading}\n")
        assert found and old in after, f"{heading} has no {old}"
        file = tmp_path / "permissions.toml"
        file.write_text(before + found + after.replace(old, new, 1), "utf-8")
        return file

    return write


def refused(file: Path) -> list[str]:
    with pytest.raises(PermissionsError) as error:
        load_table(file)
    return list(map(str, error.value.faults))


def lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


def line_of(file: Path, heading: str, start: str) -> int:
    head = lines(file).index(heading)
    return next(number for number, line in enumerate(lines(file)[head:], head + 1) if line.startswith(start))


BREAKS = [
    ("I1", "draft_record", "team_manager", '{ team = "read" }'),
    ("I1", "private_note", "social_worker", '{ addressed = "read" }'),
    ("I1", "voice", "social_worker", '{ own = "read" }'),
    ("I1", "views", "team_manager", '{ team = "list" }'),
    ("I1", "judgement", "senior_leader", '{ totals = "read" }'),
    ("I2", "review", "team_manager", '{ team = "edit" }'),
    ("I2", "decision", "social_worker", '{ own = "list read correct" }'),
    ("I2", "review_record", "senior_leader", '{ addressed = "share" }'),
    ("I2", "footprint", "team_manager", '{ team = "dispose" }'),
    ("I2", "decision_response", "team_manager", '{ team = "list read create edit" }'),
    ("I2", "escalation_response", "senior_leader", '{ addressed = "list read create edit" }'),
    ("I3", "escalation", "senior_leader", '{ addressed = "list read finalise" }'),
    ("I3", "escalation", "team_manager", '{ addressed = "finalise" }'),
    ("I3", "escalation", "business_support", '{ service = "finalise" }'),
    ("I4", "allocation", "iro", '{ own = "list read create" }'),
    ("I4", "allocation", "social_worker", '{ own = "edit" }'),
    ("I4", "allocation", "business_support", '{ service = "create" }'),
    ("I5", "review_record", "service_manager", '{ service = "correct" }'),
    ("I5", "decision", "service_manager", '{ service = "list read edit" }'),
    ("I5", "private_note", "service_manager", '{ service = "read" }'),
    ("I6", "child", "senior_leader", '{ service = "list" }'),
    ("I6", "caseload", "senior_leader", '{ service = "read" }'),
    ("I7", "child", "technical_admin", '{ service = "list" }'),
    ("I7", "access_log", "technical_admin", '{ service = "read" }'),
    ("I7", "people", "technical_admin", '{ own = "edit" }'),
    ("I7", "people", "service_manager", '{ own = "finalise" }'),
    ("I8", "access_log", "information_governance", '{ service = "list read correct" }'),
    ("I8", "access_log", "iro", '{ own = "list" }'),
    ("B1", "child", "social_worker", '{ glass = "read" }'),
    ("B1", "child", "iro", '{ own = "list read", glass = "read edit" }'),
    ("B1", "voice", "iro", '{ own = "list read", glass = "read" }'),
]


@pytest.mark.parametrize(("rule", "record", "role", "line"), BREAKS)
def test_a_table_that_breaks_a_rule_of_independence_is_refused(copy: Copy, rule: str, record: str, role: str, line: str) -> None:
    heading = f"[record.{record}]"
    old = next((each for each in section(heading) if each.startswith(f"{role} = ")), None)
    file = copy(heading, old or "why = ", f"{role} = {line}" if old else f"{role} = {line}\nwhy = ")
    sentence = next(each.sentence for each in load_table().independence if each.id == rule)
    faults = refused(file)
    assert any(fault.endswith(f"{rule}: {sentence}.") for fault in faults), faults
    assert all(fault.startswith(f'permissions.toml, line {line_of(file, heading, role)}: "{role}" m') for fault in faults)


def section(heading: str) -> list[str]:
    """The lines under a heading."""
    after = FILE.read_text("utf-8").split(f"{heading}\n")[1]
    return after.split("\n[")[0].splitlines()


def test_every_rule_of_independence_is_broken_above() -> None:
    assert {rule.id for rule in load_table().independence} == {rule for rule, *_ in BREAKS}


def test_a_right_that_a_rule_needs_may_not_be_left_out(copy: Copy) -> None:
    file = copy("[record.access_log]", 'iro = { own = "list read" }\n', "")
    faults = refused(file)
    rule = line_of(file, "[[independence]]", 'id = "I8"') - 1
    assert faults[0].startswith(f"permissions.toml, line {rule}: ")
    assert '"iro" must be able to "list" "access_log" in the relation "own". I8: An IRO always sees who looked' in faults[0]


def test_what_a_wide_relation_covers_is_taken_out_where_a_rule_forbids_it() -> None:
    assert load_table().rights["technical_admin", "edit", "people"] == {"service", "team"}


CHILD = "[record.child]"
MISSPELT = [
    (CHILD, "iro = ", "irro = ", "irro", '"irro" is not one of the roles: social_worker, team_manager, iro,'),
    (CHILD, '"list read"', '"list view"', "social_worker", '"view" is not one of the actions: list, read'),
    (CHILD, "own = ", "mine = ", "social_worker", '"mine" is not one of the relations: own, team, service'),
    (CHILD, "title = ", "name = ", CHILD, '"record.child.title": it is missing.'),
    (CHILD, '{ own = "list read" }', '"read"', "social_worker", 'write a role\'s line as { own = "list read" }'),
    (CHILD, '"list read"', "7", "social_worker", '"record.child.social_worker.own": write actions as "list read"'),
    ("[states]", '"own", "addressed"', '"owned", "addressed"', "restricted", '"owned" is not one of the relations'),
    ("[relations]", '["own"]', '["ours"]', "team", '"ours" is not one of the relations'),
    ("[[forbidden]]", '"social_worker"', '"social"', "[[forbidden]]", '"social" is not one of the roles'),
    ("[[independence]]", '"draft_record"', '"draft"', "forbids", '"draft" is not one of the records: child, placement'),
    ("[roles]", "about = ", "abuot = ", "social_worker", '"roles.social_worker.abuot": there is no such key here.'),
]


@pytest.mark.parametrize(("heading", "old", "new", "start", "sentence"), MISSPELT)
def test_a_misspelt_table_is_refused(copy: Copy, heading: str, old: str, new: str, start: str, sentence: str) -> None:
    file = copy(heading, old, new)
    head = start.startswith("[")
    number = lines(file).index(start) + 1 if head else line_of(file, heading, start)
    place = f"permissions.toml, line {number}: "
    assert any(fault.startswith(place) and sentence in fault for fault in refused(file)), refused(file)


def test_a_key_that_is_not_known(copy: Copy) -> None:
    assert refused(copy("[roles]", "[actions]", "[rights]\n\n[actions]"))[0].endswith('"rights": there is no such key here.')


def test_what_is_not_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "permissions.toml"
    file.write_text("[roles]\niro = {", "utf-8")
    assert refused(file)[0].startswith("permissions.toml, line 2: This is not TOML")


def test_all_faults_are_told_at_once_in_order_of_line(copy: Copy) -> None:
    file = copy("[record.child]", "iro = ", "irro = ")
    answers = 'senior_leader = { addressed = "list read create" }'
    file.write_text(file.read_text("utf-8").replace(answers, 'senior_leader = { own = "read" }'), "utf-8")
    numbers = [int(fault.split("line ")[1].split(":")[0]) for fault in refused(file)]
    assert len(set(numbers)) == 2 and numbers == sorted(numbers)


def test_the_table_is_read_once() -> None:
    assert load_table() is load_table()
