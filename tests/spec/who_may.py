"""The page docs/explanation/who-may-do-what.md, written from the table of permissions by `python -m tests.spec.publish`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from footprint.domain.permission_table import Record, Table, load_table

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "who-may-do-what.md"

_NOTICE = "<!-- Written by python -m tests.spec.publish from footprint/domain/permissions.toml. Do not edit. -->"
_INTRODUCTION = (
    "Everything that a person may do with a record is a line of one table, `footprint/domain/permissions.toml`; this page is "
    "that table in words. What is not here may not be done. A right over the service holds for a team and for one's own as "
    "well. Each answer, yes or no, is a sentence; a yes names the line that gave it."
)
_PAIRS = "One who holds two of these together may do nothing until one of them is taken away."
_INDEPENDENCE = "A table that breaks one of these is refused when it is read, so no change of the lines below can undo them."


def page() -> str:
    """The whole page."""
    table = load_table()
    parts = [_NOTICE, "# Who may do what", _INTRODUCTION, *_about(table), "## The records"]
    return "\n\n".join([*parts, *(_section(table, record) for record in table.records.values())]) + "\n"


def difference() -> list[str]:
    """A sentence where the page is not what the table now says."""
    if PAGE.is_file() and PAGE.read_text("utf-8") == page():
        return []
    return [f"docs/explanation/{PAGE.name} is not what permissions.toml says. Run: python -m tests.spec.publish"]


def _about(table: Table) -> Iterable[str]:
    yield "## Roles\n\n" + _rows(("Role", "Who"), ((_capital(role.title), role.about) for role in table.roles.values()))
    yield f"### Not together\n\n{_PAIRS}"
    yield "\n".join(f"- {_any(table, pair.one)} with {_any(table, pair.other)}: {pair.sentence}." for pair in table.forbidden)
    relations = ((_capital(each.title), _capital(each.about)) for each in table.relations.values())
    yield "## Whose record\n\n" + _rows(("Word", "A record"), relations)
    states = ((_capital(name), _capital(each.about), each.sentence) for name, each in table.states.items())
    yield "## States that take rights away\n\n" + _rows(("State", "When", "What is then said"), states)
    rules = "\n".join(f"- **{rule.id}** {rule.sentence}." for rule in table.independence)
    yield f"## Independence\n\n{_INDEPENDENCE}\n\n{rules}"


def _section(table: Table, record: Record) -> str:
    lines = ((role, relation, actions) for role, line in record.cells.items() for relation, actions in line.items())
    rows = (
        (_capital(table.roles[role].title), _capital(table.relations[relation].title), _words(table, actions))
        for role, relation, actions in lines
    )
    return f"### {_capital(record.title)}\n\n{record.why}\n\n" + _rows(("Role", "Whose", "May"), rows)


def _rows(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, ("---",) * len(heads), *rows])


def _words(table: Table, actions: Iterable[str]) -> str:
    return ", ".join(table.actions[action] for action in actions)


def _any(table: Table, roles: Iterable[str]) -> str:
    return " or ".join(table.roles[role].title for role in roles)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
