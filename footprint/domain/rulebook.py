"""Load and check a profile's rules. A rulebook that is wrong is refused with file, line and sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from pydantic import ValidationError

from footprint.domain.rules import Rule
from footprint.domain.working_days import WorkingCalendar

_FOREVER = date.max


@dataclass(frozen=True)
class Fault:
    """What is wrong with a rulebook, and where."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.sentence}"


class RulebookError(Exception):
    """A rulebook that cannot be used. `faults` says everything that was found wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = list(faults)


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Rules and the calendar they count by. `lines` holds the file and line of each rule, in the same order."""

    rules: tuple[Rule, ...]
    calendar: WorkingCalendar
    lines: tuple[tuple[str, int], ...] = field(default=(), repr=False)

    def only(self, *, met_by: str) -> Rulebook:
        """The rules, counted from an event, that this kind of event alone can meet."""
        return _only(self, met_by)

    def __getitem__(self, rule_id: str) -> Rule:
        """The newest version of a rule.

        Raises:
            KeyError: no rule has this id.
        """
        versions = [rule for rule in self.rules if rule.id == rule_id]
        if not versions:
            raise KeyError(rule_id)
        return max(versions, key=lambda rule: rule.in_force)


@lru_cache(maxsize=16)
def _only(rulebook: Rulebook, met_by: str) -> Rulebook:
    """Kept, so that the tables of these rules are made once too."""
    rules = tuple(rule for rule in rulebook.rules if rule.met_by == (met_by,) and not rule.before)
    return replace(rulebook, rules=rules, lines=())


def read_rules(files: Iterable[Path]) -> tuple[list[Rule], list[tuple[str, int]]]:
    """The rules of some TOML files, each with its file and line.

    Raises:
        RulebookError: with every fault found, in order of file and line.
    """
    rules: list[Rule] = []
    lines: list[tuple[str, int]] = []
    faults: list[Fault] = []
    for file in files:
        _read_file(file, rules, lines, faults)
    faults += _clashes(rules, lines)
    if faults:
        raise RulebookError(sorted(faults, key=lambda fault: (fault.file, fault.line)))
    return rules, lines


def read_toml(file: Path) -> dict[str, object]:
    """A TOML file as a table.

    Raises:
        RulebookError: it is not UTF-8 text or not TOML; the fault names the line.
    """
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except UnicodeDecodeError:
        raise RulebookError([Fault(file.name, 1, "The file is not UTF-8 text.")]) from None
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        where = int(at[1]) if at else len(file.read_text("utf-8").splitlines())
        raise RulebookError([Fault(file.name, where, f"This is not TOML: {error}.")]) from None


def _read_file(file: Path, rules: list[Rule], lines: list[tuple[str, int]], faults: list[Fault]) -> None:
    try:
        table = read_toml(file)
    except RulebookError as error:
        faults += error.faults
        return
    text = file.read_text("utf-8").splitlines()
    heads = [number for number, line in enumerate(text, 1) if line.strip().replace(" ", "").startswith("[[rule]]")]
    faults += [
        Fault(file.name, line_of_entry(text, key), f'"{key}" is not known here; a rule starts with [[rule]].')
        for key in table
        if key != "rule"
    ]
    entries = table.get("rule", [])
    if not isinstance(entries, list) or len(heads) != len(entries):
        faults.append(Fault(file.name, 1, "Write each rule as a table of its own, under a line [[rule]]."))
        return
    for head, entry in zip(heads, entries, strict=True):
        try:
            rules.append(Rule.model_validate(entry))
            lines.append((file.name, head))
        except ValidationError as error:
            faults += faults_of(error, file.name, text, head)


def faults_of(error: ValidationError, file: str, text: list[str], head: int) -> list[Fault]:
    """What is wrong with a table of the file's lines `text` that starts at line `head`, each with the line of its key."""
    return [fault_at(file, text, head, problem["loc"], problem["msg"]) for problem in error.errors()]


def fault_at(file: str, text: list[str], head: int, where: tuple[int | str, ...], message: str) -> Fault:
    """What is wrong with the key at `where` in the table that starts at line `head`, with its line."""
    key = str(where[0]) if where else ""
    sentence = _PLAIN.get(message, message.removeprefix("Value error, ").removesuffix("."))
    named = f'"{key}": {sentence}' if key and f'"{key}"' not in sentence else sentence
    return Fault(file, line_of(text, head, key), f"{named}.")


_PLAIN = {"Extra inputs are not permitted": "there is no such key here", "Field required": "it is missing"}


def line_of_entry(text: list[str], name: str) -> int:
    """The line at which a file itself says something, as `name = ...` before its first table or as a table [name]; else 1."""
    above = True
    for number, line in enumerate(text, 1):
        if re.match(rf'\s*\[+\s*"?{re.escape(name)}"?\s*[\].]', line):
            return number
        above = above and not line.lstrip().startswith("[")
        if above and re.match(rf'\s*"?{re.escape(name)}"?\s*[=.]', line):
            return number
    return 1


def line_of(text: list[str], head: int, key: str) -> int:
    """The line of a key in the table that starts at line `head`; the head itself where the key is not written."""
    for number, line in enumerate(text[head:], head + 1):
        if line.lstrip().startswith("["):
            break
        if key and re.match(rf'\s*"?{re.escape(key)}"?\s*=', line):
            return number
    return head


def _clashes(rules: list[Rule], lines: list[tuple[str, int]]) -> list[Fault]:
    """Two rules with one id whose dates overlap: versions of a rule must follow one another."""
    by_id: dict[str, list[tuple[Rule, tuple[str, int]]]] = {}
    for rule, line in zip(rules, lines, strict=True):
        by_id.setdefault(rule.id, []).append((rule, line))
    pairs = (pair for versions in by_id.values() for pair in combinations(versions, 2))
    return [_clash(*pair) for pair in pairs if _overlap(pair[0][0], pair[1][0])]


def _overlap(one: Rule, other: Rule) -> bool:
    return one.in_force < (other.until or _FOREVER) and other.in_force < (one.until or _FOREVER)


def _clash(one: tuple[Rule, tuple[str, int]], other: tuple[Rule, tuple[str, int]]) -> Fault:
    rule, (file, line) = other
    first, (there, at) = one
    if first.in_force == rule.in_force and first.until == rule.until:
        return Fault(file, line, f'Two rules have the id "{rule.id}": the other is in {there}, line {at}.')
    return Fault(file, line, f'The dates of "{rule.id}" overlap with those of its version in {there}, line {at}.')
