"""Load and check permissions.toml. A table that is wrong, or breaks a rule of independence, is refused with line and sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from footprint.domain.rulebook import Fault, RulebookError, read_toml

FILE = Path(__file__).with_name("permissions.toml")


class PermissionsError(RulebookError):
    """A table of permissions that cannot be used. `faults` says everything that was found wrong with it, each with its line."""


def _words(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Role(_Strict):
    """What a person may be; `title` can stand in a sentence."""

    title: str
    about: str


class Relation(_Strict):
    """Whose record it is, for the person who asks. A right in this relation holds in those that it `covers` too."""

    words: str
    title: str
    about: str
    covers: tuple[str, ...] = ()


class State(_Strict):
    """What may still be done while a record is in this state: these actions, in these relations, and nothing else."""

    sentence: str
    about: str
    actions: frozenset[str]
    relations: frozenset[str]
    absent: bool = False


class Pairs(_Strict):
    """No person holds a role of the one list together with a role of the other."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    sentence: str


class Rights(_Strict):
    """Some cells of the table. A list that is not written means all."""

    roles: frozenset[str] | None = None
    records: frozenset[str] | None = None
    all_records_but: frozenset[str] = frozenset()
    actions: frozenset[str] | None = None
    relations: frozenset[str] | None = None

    def covers(self, role: str, action: str, record: str, relation: str) -> bool:
        """Whether this cell is one of them."""
        pairs = ((self.roles, role), (self.records, record), (self.actions, action), (self.relations, relation))
        return record not in self.all_records_but and all(among is None or one in among for among, one in pairs)


class Independence(_Strict):
    """A rule that no line of the table may break: rights that nobody may give, and rights that must be given."""

    id: str
    sentence: str
    forbids: tuple[Rights, ...] = ()
    needs: tuple[Rights, ...] = ()

    def forbids_cell(self, role: str, action: str, record: str, relation: str) -> bool:
        """Whether the rule forbids this cell."""
        return any(rights.covers(role, action, record, relation) for rights in self.forbids)


class Record(_Strict):
    """A kind of record; `cells` says for each role, in which relation, what may be done."""

    title: str
    why: str
    cells: dict[str, dict[str, Annotated[tuple[str, ...], BeforeValidator(_words)]]]

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, row: Any) -> Any:
        """In the file a role stands beside the title: everything that is not about the record is a role's line."""
        if not isinstance(row, dict):
            return row
        about = {key: row[key] for key in ("title", "why") if key in row}
        return {**about, "cells": {key: value for key, value in row.items() if key not in about}}


class _File(_Strict):
    roles: dict[str, Role]
    forbidden: tuple[Pairs, ...] = ()
    actions: dict[str, str]
    relations: dict[str, Relation]
    states: dict[str, State]
    independence: tuple[Independence, ...] = ()
    record: dict[str, Record]


Cell = tuple[str, str, str]
"""A role, an action and a record."""


@dataclass(frozen=True, eq=False)
class Table:
    """The table as read. `rights` holds what is given, `lines` where each record's line for a role is written."""

    roles: dict[str, Role]
    forbidden: tuple[Pairs, ...]
    actions: dict[str, str]
    relations: dict[str, Relation]
    states: dict[str, State]
    independence: tuple[Independence, ...]
    records: dict[str, Record]
    rights: dict[Cell, frozenset[str]] = field(repr=False)
    lines: dict[tuple[str, str], int] = field(repr=False)

    def forbidding(self, role: str, action: str, record: str, relation: str) -> Independence | None:
        """The rule of independence, if there is one, by which nobody may give this right."""
        return next((rule for rule in self.independence if rule.forbids_cell(role, action, record, relation)), None)


@cache
def load_table(file: Path = FILE) -> Table:
    """The table of permissions, read once.

    Raises:
        PermissionsError: with every fault found, in order of line.
    """
    read, text = _read(file), file.read_text("utf-8").splitlines()
    faults = [Fault(file.name, _line(text, where), sentence) for where, sentence in [*_unknown(read), *_broken(read)]]
    if faults:
        raise PermissionsError(sorted(faults, key=lambda fault: fault.line))
    lines = {(name, role): _line(text, ("record", name, role)) for name, each in read.record.items() for role in each.cells}
    about = (read.roles, read.forbidden, read.actions, read.relations, read.states, read.independence, read.record)
    return Table(*about, rights=_rights(read), lines=lines)


def _read(file: Path) -> _File:
    try:
        return _File.model_validate(read_toml(file))
    except ValidationError as error:
        text = file.read_text("utf-8").splitlines()
        raise PermissionsError([_misshapen(file.name, text, each["loc"], each["msg"]) for each in error.errors()]) from None
    except RulebookError as error:
        raise PermissionsError(error.faults) from None


_PLAIN = {
    "Extra inputs are not permitted": "there is no such key here",
    "Field required": "it is missing",
    "Input should be a valid tuple": 'write actions as "list read"',
    "Input should be a valid dictionary": 'write a role\'s line as { own = "list read" }',
}
Where = tuple[int | str, ...]


def _misshapen(file: str, text: list[str], where: Where, message: str) -> Fault:
    path = tuple(part for part in where if part != "cells")
    named = ".".join(str(part) for part in path)
    return Fault(file, _line(text, path), f'"{named}": {_PLAIN.get(message, message.removesuffix("."))}.')


def _line(text: list[str], where: Where) -> int:
    """The line of a key by its path, or of the nearest heading above it where the key is not written."""
    heads = [f"[{where[0]}.{where[1]}]"] if len(where) > 1 else []
    if len(where) > 1 and isinstance(where[1], int):
        head = _nth(text, f"[[{where[0]}]]", where[1])
    else:
        head = next((number for each in [*heads, f"[{where[0]}]"] if (number := _nth(text, each, 0))), 0)
    keys = {re.escape(str(part)) for part in where if isinstance(part, str)}
    for number, line in enumerate(text[head:] if head else [], head + 1):
        if line.startswith("["):
            break
        if any(re.match(rf"{key}\s*=", line) for key in keys):
            return number
    return head or 1


def _nth(text: list[str], heading: str, which: int) -> int:
    found = [number for number, line in enumerate(text, 1) if line.strip() == heading]
    return found[which] if which < len(found) else 0


def _cells(read: _File) -> Iterator[tuple[str, str, str, str]]:
    """Every right as written: role, action, record, relation."""
    for name, record in read.record.items():
        for role, line in record.cells.items():
            for relation, actions in line.items():
                yield from ((role, action, name, relation) for action in actions)


def _unknown(read: _File) -> Iterator[tuple[Where, str]]:
    """Words that the table does not explain at its top, wherever they stand."""
    for role, action, record, relation in _cells(read):
        yield from _strange(read, ("record", record, role), roles=[role], actions=[action], relations=[relation])
    for name, state in read.states.items():
        yield from _strange(read, ("states", name), actions=state.actions, relations=state.relations)
    for name, relation_ in read.relations.items():
        yield from _strange(read, ("relations", name), relations=relation_.covers)
    for number, pair in enumerate(read.forbidden):
        yield from _strange(read, ("forbidden", number), roles=[*pair.one, *pair.other])
    for number, rule in enumerate(read.independence):
        for key, every in (("forbids", rule.forbids), ("needs", rule.needs)):
            for each in every:
                yield from _strange(
                    read,
                    ("independence", number, key),
                    roles=each.roles or (),
                    record=[*(each.records or ()), *each.all_records_but],
                    actions=each.actions or (),
                    relations=each.relations or (),
                )


def _strange(read: _File, where: Where, **used: Collection[str]) -> Iterator[tuple[Where, str]]:
    for kind, words in used.items():
        known = getattr(read, kind)
        for word in sorted(set(words) - set(known)):
            yield where, f'"{word}" is not one of the {kind.removesuffix("s")}s: {", ".join(known)}.'


def _broken(read: _File) -> Iterator[tuple[Where, str]]:
    """Each line of the table that breaks a rule of independence, and each right that one needs and nobody wrote."""
    for role, action, record, relation in _cells(read):
        for rule in read.independence:
            if rule.forbids_cell(role, action, record, relation):
                where = f'"{role}" may not "{action}" "{record}" in the relation "{relation}"'
                yield ("record", record, role), f"{where}. {rule.id}: {rule.sentence}."
    for number, rule in enumerate(read.independence):
        for need in rule.needs:
            for role, action, record, relation in _missing(read, need):
                where = f'"{role}" must be able to "{action}" "{record}" in the relation "{relation}"'
                lost = record in read.record and role in read.record[record].cells
                yield ("record", record, role) if lost else ("independence", number), f"{where}. {rule.id}: {rule.sentence}."


def _missing(read: _File, need: Rights) -> Iterator[tuple[str, str, str, str]]:
    rights = _rights(read)
    for role in sorted(need.roles or read.roles):
        for action in sorted(need.actions or read.actions):
            for record in sorted(need.records or read.record):
                for relation in sorted((need.relations or set(read.relations)) - rights.get((role, action, record), frozenset())):
                    yield role, action, record, relation


def _rights(read: _File) -> dict[Cell, frozenset[str]]:
    """What is given, with the relations that a relation covers, less what a rule of independence forbids: deny wins."""
    given: dict[Cell, set[str]] = {}
    for role, action, record, relation in _cells(read):
        covered = read.relations[relation].covers if relation in read.relations else ()
        given.setdefault((role, action, record), set()).update((relation, *covered))
    return {cell: frozenset(each for each in wide if not _forbidden(read, cell, each)) for cell, wide in given.items()}


def _forbidden(read: _File, cell: Cell, relation: str) -> bool:
    return any(rule.forbids_cell(*cell, relation) for rule in read.independence)
