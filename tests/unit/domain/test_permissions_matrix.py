"""Every decision that the table can make, against an expectation written by hand in another notation.

A cell is a relation and the letters of the actions: l list, r read, c create, e edit, f finalise, k correct, s share,
d dispose; O own, T team, S service, D addressed to me, A totals (aggregates), G break glass. T gives O as well, S gives both.
A dash is nothing at all. The columns are the roles.
"""

from __future__ import annotations

from itertools import product

import pytest

from footprint.domain.permission_table import load_table
from footprint.domain.permissions import may, relations_allowed

ROLES = {
    "SW": "social_worker",
    "TM": "team_manager",
    "IRO": "iro",
    "BS": "business_support",
    "SM": "service_manager",
    "SL": "senior_leader",
    "DO": "data_officer",
    "IG": "information_governance",
    "TA": "technical_admin",
}
ACTIONS = {
    "l": "list",
    "r": "read",
    "c": "create",
    "e": "edit",
    "f": "finalise",
    "k": "correct",
    "s": "share",
    "d": "dispose",
}
RELATIONS = {"O": "own", "T": "team", "S": "service", "D": "addressed", "A": "totals", "G": "glass"}
NEARER = {"T": "TO", "S": "STO"}

EXPECTED = """
record            | SW    | TM    | IRO           | BS         | SM         | SL    | DO     | IG          | TA
child             | O:lr  | T:lr  | O:lr G:r      | S:lr G:r   | S:lrcek G:r| -     | S:l    | D:lrsd      | -
placement         | O:lr  | T:lr  | O:lr G:r      | S:lr G:r   | S:lr G:r   | -     | -      | D:lrs       | -
protected_address | O:r   | T:r   | O:r G:r       | -          | S:r G:r    | -     | -      | D:r         | -
review            | O:lr  | T:lr  | O:lrcefk G:r  | S:lrce G:r | S:lrk G:r  | -     | -      | D:lrs       | -
draft_record      | -     | -     | O:lrcef       | D:lre      | S:lr       | -     | -      | -           | -
review_record     | O:lr  | T:lr  | O:lrk G:r     | S:lrs G:r  | S:lr G:r   | D:lr  | -      | D:lrs       | -
decision          | O:lr  | T:lr  | O:lrcefk G:r  | S:lr G:r   | S:lr G:r   | D:lr  | -      | D:lrs       | -
decision_response | O:lr  | T:lrc | O:lrck G:r    | S:lrc      | S:lr       | -     | -      | D:lrs       | -
decision_progress | O:lrc | T:lrc | O:lrck G:r    | S:lrc      | S:lr       | -     | -      | D:lrs       | -
voice             | D:lr  | D:lr  | O:lrcks       | S:l        | S:lr       | -     | -      | D:lrs       | -
views             | D:lr  | D:lr  | O:lrcks G:r   | S:lc       | S:lr       | -     | -      | D:lrs       | -
footprint         | O:lr  | T:lr  | O:lrck G:r    | S:l        | S:lr G:r   | -     | -      | D:lrs       | -
private_note      | -     | -     | O:lrceks      | -          | D:lr       | -     | -      | D:l         | -
escalation        | D:lr  | D:lr  | O:lrcefks G:r | S:l        | S:lrcef G:r| D:lr  | -      | D:lrs       | -
escalation_response|D:lrc | D:lrc | O:lr G:r      | -          | S:lr G:r   | D:lrc | -      | D:lrs       | -
judgement         | D:lr  | D:lr  | O:lrcefks G:r | -          | S:lr G:r   | -     | -      | -           | -
document          | D:lr  | D:lr  | O:lrcefk G:r  | S:lrces G:r| S:lr G:r   | D:lr  | -      | D:lrs       | -
allocation        | -     | -     | O:lr          | S:lr       | S:lrcefk   | -     | -      | S:lr        | -
portrait          | -     | -     | O:rc          | -          | -          | -     | -      | -           | -
conflict          | -     | -     | O:lrc         | O:lrc      | S:lrce     | -     | O:lrc  | S:lr        | -
restriction       | -     | -     | -             | -          | S:lrce     | -     | -      | S:lr        | -
leave             | -     | -     | O:lrce        | S:lrce     | S:lrce     | -     | -      | -           | -
caseload          | -     | -     | O:lr          | -          | S:lrce     | -     | -      | -           | -
import            | -     | -     | -             | -          | S:lr       | -     | S:lrcef| S:lr        | -
data_problem      | -     | -     | O:lr          | S:lr       | S:lr       | -     | S:lrek | S:lr        | -
export            | -     | -     | -             | -          | S:lr       | -     | S:lrc  | S:lr D:lrcs | -
service_figures   | -     | -     | A:lr          | -          | A:lrce     | A:lr  | A:lrce | A:lrfs      | -
rulebook          | S:lr  | S:lr  | S:lr          | S:lr       | S:lr       | S:lr  | S:lr   | S:lr        | S:lr
access_log        | O:lr  | O:lr  | O:lr          | O:lr       | S:lr       | -     | -      | S:lrs       | -
audit_chain       | -     | -     | -             | -          | -          | -     | -      | S:lr        | S:lr
access_review     | -     | -     | -             | -          | -          | -     | -      | S:lrcef     | -
break_glass       | -     | -     | O:lr S:c      | O:lr S:c   | S:lrc      | -     | -      | S:lrf       | -
job               | -     | -     | -             | -          | S:lr       | -     | S:lr   | -           | S:lre
people            | -     | -     | -     | -  | S:lr S:f!  | -     | -      | S:lr S:f!   | S:lr S:ce!
"""
"""An exclamation mark takes one's own out: nobody gives rights to him- or herself."""

Decision = tuple[str, str, str, str]


def expected() -> set[Decision]:
    """Every decision that is yes: role, action, record, relation."""
    head, *rows = [[part.strip() for part in line.split("|")] for line in EXPECTED.strip().splitlines()]
    cells = ((row[0], ROLES[role], cell) for row in rows for role, cell in zip(head[1:], row[1:], strict=True) if cell != "-")
    return {each for record, role, cell in cells for part in cell.split() for each in yes(record, role, part)}


def yes(record: str, role: str, part: str) -> set[Decision]:
    relation, letters = part.split(":")
    wide = NEARER.get(relation, relation).replace("O" if part.endswith("!") else "!", "")
    return {(role, ACTIONS[letter], record, RELATIONS[each]) for each in wide for letter in letters.strip("!")}


def test_the_whole_matrix() -> None:
    """13,392 decisions, 0 differences."""
    records = load_table().records
    every = list(product(ROLES.values(), ACTIONS.values(), records, RELATIONS.values()))
    allowed = {(role, *cell) for role, *cell in every if may({role}, *cell)}
    assert len(every) == 9 * 8 * 34 * 6
    assert allowed == expected()


def test_the_scope_of_a_query_is_the_same_matrix() -> None:
    every = product(ROLES.values(), ACTIONS.values(), load_table().records)
    scoped = {(*cell, relation) for cell in every for relation in relations_allowed({cell[0]}, *cell[1:])}
    assert scoped == expected()


def test_the_words_are_those_that_the_table_explains() -> None:
    table = load_table()
    assert set(table.roles) == set(ROLES.values())
    assert set(table.actions) == set(ACTIONS.values())
    assert set(table.relations) == set(RELATIONS.values())
    assert set(table.states) == {"blocked", "sealed", "restricted", "closed"}


# --- Permit and deny, in pairs -----------------------------------------------------------------------------------------

PAIRS = """
A social worker reads the record of her own child, not of another:
    social_worker | read child own | read child team
A team manager reads in the team, not in the service:
    team_manager | read child team | read child service
An IRO reads his own children's records, not a colleague's:
    iro | read child own | read child service
An IRO covers for a colleague by breaking the glass, and only to read:
    iro | read review glass | edit review glass
An IRO writes a decision, and cannot dispose of it:
    iro | create decision own | dispose decision own
An IRO adds to the footprint, and cannot change it:
    iro | create footprint own | edit footprint own
An IRO closes an escalation, and cannot answer it:
    iro | finalise escalation own | create escalation_response own
A director answers what is addressed to her, and cannot close it:
    senior_leader | create escalation_response addressed | finalise escalation addressed
A director sees totals, and no child:
    senior_leader | read service_figures totals | list child service
A team manager reads the escalation sent to her, not others:
    team_manager | read escalation addressed | read escalation team
A team manager answers a decision, and cannot change it:
    team_manager | create decision_response team | edit decision team
A social worker reads the words that the child shared, and no others:
    social_worker | read voice addressed | read voice own
Business support sees that a child spoke, not what was said:
    business_support | list voice service | read voice service
Business support books a review, and does not make it final:
    business_support | edit review service | finalise review service
Business support sees the placement, not a protected address:
    business_support | read placement service | read protected_address service
Business support sends a letter, and does not make it final:
    business_support | share document service | finalise document service
Business support types the draft handed to her, and reads no other:
    business_support | edit draft_record addressed | read draft_record service
A manager reads an IRO's decision, and does not alter it:
    service_manager | read decision service | correct decision service
A manager reads a note that the IRO shared, and no other:
    service_manager | read private_note addressed | read private_note service
A manager allocates:
    service_manager | create allocation service | dispose allocation service
An IRO sees his allocations, and makes none:
    iro | read allocation own | create allocation own
A data officer finds a child in a list, and does not open it:
    data_officer | list child service | read child service
A data officer drafts figures, and does not release them:
    data_officer | create service_figures totals | finalise service_figures totals
Information governance works on the case that it was sent:
    information_governance | share child addressed | read child service
Information governance learns of a note, and does not read it:
    information_governance | list private_note addressed | read private_note addressed
An administrator changes others' roles, never her own:
    technical_admin | edit people service | edit people own
An administrator sees whether the chain is whole, not what is in the log:
    technical_admin | read audit_chain service | read access_log service
A manager approves others' roles, never his own:
    service_manager | finalise people service | finalise people own
An IRO makes a letter final, and does not send it:
    iro | finalise document own | share document own
"""


PAIR_LINES = PAIRS.strip().splitlines()


@pytest.mark.parametrize(("says", "asked"), list(zip(PAIR_LINES[::2], PAIR_LINES[1::2], strict=True)), ids=PAIR_LINES[::2])
def test_who_may_do_what(says: str, asked: str) -> None:
    role, permitted, denied = asked.strip().split(" | ")
    assert may({role}, *permitted.split()), says
    assert not may({role}, *denied.split()), says
