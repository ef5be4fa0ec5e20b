"""Every operation of the API: the door of its page, closed to whoever may not, described; and no action without one."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import footprint
from footprint.actions import reviews
from footprint.api.doors import api
from tests.integration.doors import Door, doors, expected
from tests.integration.program import send
from tests.integration.world import TODAY, World

PAGES = {
    "reviews": "reviews", "review": "review", "diary": "plan_review", "book": "plan_review", "move": "plan_review",
    "cancel": "cancel_review", "begin": "review_step", "meet": "review_step", "adjourn": "review_step", "resume": "review_step",
    "complete": "review_step", "presence": "presence", "late": "late_review", "void": "void_review", "people": "review_people",
    "invite": "review_people", "invite_usual": "review_people", "send_invitations": "review_people", "note_told": "review_people",
    "take_off": "review_people", "note_report": "review_people", "record": "hold", "section": "save_section",
    "final": "finish_record", "correct": "correct_record", "judgement": "judge", "decisions": "decisions",
    "decide": "new_decision", "change_decision": "edit_decision", "send_decisions": "send_decisions", "answer": "answer_decision",
    "report_last_decisions": "last_decisions",
    "progress": "progress", "views": "views", "ask": "ask_views", "revoke": "revoke_views", "type_in": "paper_views",
    "answers": "read_views", "mark_read": "read_views", "shared_answers": "shared_views", "documents": "send_record",
    "document": "document", "document_pdf": "document_pdf", "document_docx": "document_docx", "prepare_versions": "send_record",
    "release": "release", "leave_out": "release", "send": "send_record", "write_letter": "letter", "edit_letter": "letter",
    "finish_letter": "letter", "take_back": "letter", "no_letter": "letter", "introduction_letter": "introduction",
    "list_children": "children", "child": "child", "correct_details": "details", "duties": "duties", "record_contact": "contact",
    "iros": "allocate", "allocate": "allocate", "leave": "leave", "note_leave": "new_leave", "take_back_leave": "end_leave",
}  # fmt: skip
"""Each operation, and the page on which a person does the same."""
NOT_BY_A_PROGRAM = {
    "answer": "whoever holds a link answers through it, and is not signed in",
    "take_silence": "a job does it once the manager's time is over",
}
NOT_ON_A_PAGE = {"take_silence": NOT_BY_A_PROGRAM["take_silence"]}
OURS = Path(footprint.__file__).parent

_OPERATIONS = {door.name: door for door in doors() if door.route.startswith("api/") and door.permission}
_PAGES = {door.name: door for door in doors() if not door.route.startswith("api/")}


def test_each_operation_has_the_door_of_its_page() -> None:
    assert set(_OPERATIONS) == set(PAGES)
    assert {name: door.permission for name, door in _OPERATIONS.items()} == {
        name: _PAGES[page].permission for name, page in PAGES.items()
    }


def _used(folder: str) -> set[str]:
    """The functions of `footprint.actions.reviews` that the code of a folder names."""
    nodes = [node for file in (OURS / folder).glob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    named = {node.attr for node in nodes if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "reviews"}
    taken = [node for node in nodes if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(reviews.__name__)]
    return named | {each.name for node in taken for each in node.names}


def test_no_action_is_without_an_operation_and_a_page() -> None:
    actions = {name for name in reviews.__all__ if inspect.isfunction(getattr(reviews, name))}
    assert actions - _used("api") == set(NOT_BY_A_PROGRAM)
    assert actions - _used("web/views") == set(NOT_ON_A_PAGE)


@cache
def _schema() -> Any:
    return api.get_openapi_schema(path_prefix="/api/")


def _described() -> dict[str, Any]:
    """The operations of the OpenAPI document, by name."""
    every = [told for methods in _schema()["paths"].values() for told in methods.values()]
    return {told["operationId"]: told for told in every}


def test_each_operation_is_described() -> None:
    told = _described()
    assert set(told) == set(PAGES)
    for name, each in told.items():
        assert each["summary"] and each["summary"] != name and not each["summary"].endswith("."), name
        assert set(each["responses"]) == {200, 403, 404, 409, 422, 503}, name


def test_each_field_is_described() -> None:
    without = [
        f"{name}.{key}"
        for name, each in _schema()["components"]["schemas"].items()
        for key, field in each.get("properties", {}).items()
        if not field.get("description")
    ]
    assert without == []


def test_no_two_schemas_share_a_name() -> None:
    """In the OpenAPI document one of them would silently stand for both."""
    modules = [module for name, module in sys.modules.items() if name.startswith("footprint.api.")]
    schemas = {
        each for module in modules for each in vars(module).values() if inspect.isclass(each) and issubclass(each, BaseModel)
    }
    names = [each.__name__ for each in schemas if each.__module__.startswith("footprint.")]
    assert names and sorted({each for each in names if names.count(each) > 1}) == []


def _body(name: str) -> dict[str, Any]:
    """Something of the right shape for every field that an operation demands."""
    told = _described()[name]
    if "requestBody" not in told:
        return {}
    ref = told["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    asked = _schema()["components"]["schemas"][ref]
    return {key: _some(asked["properties"][key]) for key in asked.get("required", [])}


def _some(field: dict[str, Any]) -> Any:
    if field.get("format") in ("date", "uuid"):
        return {"date": str(TODAY), "uuid": "00000000-0000-4000-8000-000000000000"}[field["format"]]
    return {"string": "x", "integer": 1, "boolean": True, "object": {}, "array": []}[field["type"]]


@pytest.mark.parametrize("number", ["iro-1", "sw-1", "tm-1", "bs-1", "sm-1", "sl-1", "do-1", "ig-1", "ta-1"])
def test_a_change_is_closed_to_whoever_may_not(client_of: Any, world: World, number: str) -> None:
    client, wrong = client_of(number), []
    for name, door in _OPERATIONS.items():
        if "POST" not in door.methods:
            continue
        for child in ("ada", "dev") if door.is_of_a_child else (None,):
            should = expected(number, door, child)
            if should == 200:
                continue
            got = send(client, _address(door, world, child), **_body(name))
            if got.status_code != should or set(got.json()) != {"reason"}:
                wrong.append(f"{name} of {child}: {got.status_code}, not {should}")
    assert not wrong


def _address(door: Door, world: World, child: str | None) -> str:
    return door.address(world.children[child].public, world.reviews[child].public) if child else door.address()
