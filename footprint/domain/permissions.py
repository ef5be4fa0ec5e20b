"""Who may do what, when and to whose record: one table (permissions.toml) and one function.

What the table does not give is denied, and denial wins: a blocked or sealed record is answered as if it did not exist,
whatever the roles. The sentence of an answer is meant for the person who asked, for the log and for the API alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from footprint.domain.permission_table import FILE, Table, load_table

ABSENT = "There is no such record."
_NOWHERE: frozenset[str] = frozenset()


class Refused(PermissionError):
    """A person may not do this. `reason` is the sentence for him or her; `absent` says to answer as if it did not exist."""

    def __init__(self, reason: str, *, absent: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.absent = absent


@dataclass(frozen=True)
class Answer:
    """True where it is allowed. `reason` names the role and the line that allow it, or says why not.

    `absent` is true where the person may not even know of the record (a page answers 404 and not 403); the reason of such an
    answer is for the log, and the person is told `ABSENT`.
    """

    allowed: bool
    reason: str
    absent: bool = False

    def __bool__(self) -> bool:
        return self.allowed


def may(roles: Collection[str], action: str, record: str, relation: str, state: str = "") -> Answer:
    """Whether a person in these roles may do this.

    Args:
        roles: all that the person holds, such as {"iro"}.
        action: list, read, create, edit, finalise, correct, share or dispose.
        record: a record of the table, such as "review".
        relation: whose it is for this person, the nearest that holds: own, team, service, addressed, totals or glass.
        state: states of the record, separated by spaces: restricted (and this person is not named), blocked, sealed, closed.

    Raises:
        ValueError: a word that the table does not know; the sentence lists those that it does.
    """
    table = load_table()
    states = state.split()
    _known(table, roles, action, record, relation, states)
    stopped = _stopped(table, roles, action, record, relation, states)
    if stopped is not None:  # a refusal is false
        return stopped
    for role in sorted(roles):
        if relation in table.rights.get((role, action, record), _NOWHERE):
            return Answer(True, _allowed(table, role, action, record, relation))
    return Answer(False, _denied(table, roles, action, record, relation), _unseen(table, roles, record, relation))


def check(roles: Collection[str], action: str, record: str, relation: str, state: str = "") -> Answer:
    """As `may`, for code that goes on only where it is allowed.

    Raises:
        Refused: with the sentence for the person.
        ValueError: a word that the table does not know.
    """
    answer = may(roles, action, record, relation, state)
    if not answer:
        raise Refused(ABSENT if answer.absent else answer.reason, absent=answer.absent)
    return answer


def relations_allowed(roles: Collection[str], action: str, record: str) -> frozenset[str]:
    """In which relations these roles may do this, so that a query can scope itself at once; empty where in none.

    A wide relation covers the nearer ones, and they are listed too. Where "service" is there and "own" is not, one's own
    is left out (nobody changes his or her own rights). "glass" counts only while a glass is broken. States are each
    record's, and are not looked at here.

    Raises:
        ValueError: a word that the table does not know.
    """
    table = load_table()
    _known(table, roles, action, record, None, ())
    if conflicts(roles):
        return _NOWHERE
    return frozenset().union(*(table.rights.get((role, action, record), _NOWHERE) for role in roles))


def conflicts(roles: Collection[str]) -> list[str]:
    """A sentence for each pair of these roles that one person may not hold together.

    Raises:
        ValueError: a role that the table does not know.
    """
    table = load_table()
    _known(table, roles, None, None, None, ())
    return [
        f"One person may not be {_name(table, one)} and {_name(table, other)}: {pairs.sentence}."
        for pairs in table.forbidden
        for one in pairs.one
        for other in pairs.other
        if one in roles and other in roles
    ]


def _known(
    table: Table, roles: Collection[str], action: str | None, record: str | None, relation: str | None, states: Iterable[str]
) -> None:
    asked = (("a role", roles, table.roles), ("an action", [action], table.actions), ("a record", [record], table.records))
    for kind, words, known in (*asked, ("a relation", [relation], table.relations), ("a state", states, table.states)):
        for word in words:
            if word is not None and word not in known:
                raise ValueError(f'"{word}" is not {kind} of {FILE.name}: it knows {", ".join(known)}.')


def _stopped(table: Table, roles: Collection[str], action: str, record: str, relation: str, states: list[str]) -> Answer | None:
    """What denies whatever the roles would give: a state of the record, or a pair of roles that may not be held together."""
    for state in sorted(states, key=lambda each: not table.states[each].absent):
        rule = table.states[state]
        if action not in rule.actions or relation not in rule.relations:
            return Answer(False, rule.sentence, rule.absent or _unseen(table, roles, record, relation))
    if found := conflicts(roles):
        return Answer(False, found[0])
    return None


def _unseen(table: Table, roles: Collection[str], record: str, relation: str) -> bool:
    """Whether these roles may neither list nor read the record, and so are not to know that it exists."""
    return not any(relation in table.rights.get((role, look, record), _NOWHERE) for role in roles for look in ("list", "read"))


def _name(table: Table, role: str) -> str:
    return table.roles[role].title


def _deed(table: Table, action: str, record: str) -> str:
    return f"{table.actions[action]} {table.records[record].title}"


def _allowed(table: Table, role: str, action: str, record: str, relation: str) -> str:
    where = f"{FILE.name}, line {table.lines[record, role]}"
    return f"As {_name(table, role)} you may {_deed(table, action, record)} {table.relations[relation].words} ({where})."


def _denied(table: Table, roles: Collection[str], action: str, record: str, relation: str) -> str:
    if not roles:
        return "You hold no role, so nothing is open to you."
    who, deed = f"As {' and '.join(_name(table, role) for role in sorted(roles))} you may", _deed(table, action, record)
    given = frozenset[str]().union(*(table.rights.get((role, action, record), _NOWHERE) for role in roles))
    rules = [rule for role in sorted(roles) if (rule := table.forbidding(role, action, record, relation))]
    why = f" {rules[0].id}: {rules[0].sentence}." if rules else ""
    if not given:
        return f"{who} not {deed}.{why}"
    return f"{who} {deed} only {_widest(table, given)}.{why}"


def _widest(table: Table, given: frozenset[str]) -> str:
    """These relations in words, without those that another of them covers."""
    covered = {each for name in given for each in table.relations[name].covers}
    return " or ".join(each.words for name, each in table.relations.items() if name in given - covered)
