"""Random chronologies and rules for Hypothesis: small, crowded and untidy, so that rules meet their edges.

Each is drawn as plain numbers and words, then built: that is fast and lets Hypothesis make failures small.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import permutations
from random import Random
from typing import Any

import polars as pl
from hypothesis import strategies as st

from footprint.domain.chronology import CHILDREN_SCHEMA, EVENT_SCHEMA, SPELL_SCHEMA, Chronology
from footprint.domain.rules import Rule
from footprint.domain.vocabulary import KINDS

FIRST = date(2019, 11, 18)
"""Events fall in the 500 days from here: Christmas, Easter, a 29 February, the changes of random rules."""
CHANGES = (date(2020, 3, 2), date(2020, 9, 1))
"""The dates from which and until which a random rule may be in force."""
NO_RULE_NAMES = ("born", "core_group_held", "sdq_completed", "stage_3_started", "icpc_held")
"""Kinds of event that the random rulebooks never name."""
STATES_USED = ("looked_after", "placement")
KINDS_USED = {
    "child": ("came_into_care", "review_held", "social_worker_visit", "left_care", "decisions_sent"),
    "review": ("review_held", "review_completed", "decisions_sent"),
    "carer": ("foster_carer_approved", "foster_carer_reviewed"),
}

AS_AT = [FIRST + timedelta(number) for number in range(30, 730)]

Pool = Sequence[Any]
"""What one thing is chosen from; more often if it is there more than once."""
ChildRow = tuple[str, date | None, bool]
EventRow = tuple[int, str, date, date, str | None]
SpellRow = tuple[int, str, date, date | None, date, date | None, int]


# Chronologies.

DELAYS = [timedelta(number) for number in (0, 0, 0, 0, 1, 10, 90)]
KINDS_DRAWN = [*(kind for kinds in KINDS_USED.values() for kind in kinds)] * 30 + [*KINDS]
DAYS = [FIRST + timedelta(number) for number in (*range(500), *range(0, 500, 20), *range(0, 500, 20))]
DOBS = [
    None,
    date(2016, 2, 29),
    date(2004, 2, 29),
    *(date(2014, 6, 1) + timedelta(20 * n) for n in range(110)),
]
SPELL_STARTS = [FIRST + timedelta(number) for number in (*range(-100, 50), *range(50, 400, 5))]
EVENT_POOLS: tuple[Pool, ...] = (range(3), KINDS_DRAWN, DAYS, DELAYS, "AAB-")
SPELL_POOLS: tuple[Pool, ...] = (range(1, 300), (0, 0, 1, 40), (0, 0, 0, 1, 3), DELAYS, DELAYS)


def _one_of_each(pools: Iterable[Pool]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.tuples(*map(st.sampled_from, pools))


as_at_dates = st.sampled_from(AS_AT)
_children = st.lists(st.sampled_from(DOBS), min_size=1, max_size=3)
_events = st.lists(_one_of_each(EVENT_POOLS), min_size=12, max_size=36)
_spells = st.lists(_one_of_each(SPELL_POOLS), max_size=3)
_in_a_row = st.tuples(st.sampled_from(SPELL_STARTS), _spells, st.booleans())
_all_spells = st.tuples(*[_in_a_row for _ in range(3 * len(STATES_USED))])
_again = st.lists(st.integers(0, 35), max_size=3)


@st.composite
def chronologies(draw: st.DrawFn) -> Chronology:
    """Up to three children: same days, doubles, things known later, states that touch or have not ended."""
    return _chronology(draw(_children), draw(_events), draw(_all_spells), draw(_again))


def _chronology(
    dobs: list[date | None],
    happened: list[tuple[Any, ...]],
    lasted: Iterable[tuple[Any, ...]],
    again: list[int],
) -> Chronology:
    children = [(f"C{row}", dob, row == 1) for row, dob in enumerate(dobs)]
    rows = [event_row(len(children), *parts) for parts in happened]
    doubles = [rows[place] for place in again if place < len(rows)]
    places = [(row, state) for row in range(3) for state in STATES_USED]
    spells = [spell for place, row in zip(places, lasted, strict=True) for spell in _spell_rows(*place, *row)]
    return chronology_of(children, rows + doubles, [spell for spell in spells if spell[0] < len(children)])


def more_events(children: int, kinds: Iterable[str]) -> st.SearchStrategy[list[EventRow]]:
    """A few more events, of some kinds, for any of so many children."""
    one = _one_of_each((range(children), sorted(kinds), DAYS, DELAYS, "AB-"))
    return st.lists(one.map(lambda parts: event_row(children, *parts)), min_size=1, max_size=6)


def event_row(children: int, child: int, kind: str, on: date, delay: timedelta, about: str) -> EventRow:
    """An event from what was drawn; one about the child is about nothing else."""
    about_child = about == "-" or KINDS[kind].about == "child"
    return child % children, kind, on, on + delay, None if about_child else about


def _spell_rows(child: int, state: str, at: date, parts: list[tuple[Any, ...]], lasts: bool) -> list[SpellRow]:
    """The spells of one state, one after another; the last may still be lasting."""
    rows: list[SpellRow] = []
    for length, gap, before, delay, end_delay in parts:
        ended = at + timedelta(length)
        rows.append((child, state, at, ended, at + delay, ended + end_delay, before))
        at = ended + timedelta(gap)
    if rows and lasts:
        rows[-1] = (*rows[-1][:3], None, rows[-1][4], None, rows[-1][6])
    return ends_known_in_time(rows)


def ends_known_in_time(spells: list[SpellRow]) -> list[SpellRow]:
    """The spells, each end known at the latest when a later spell of that state of the child is."""
    known_later: dict[tuple[int, str], date] = {}
    found: list[SpellRow] = []
    for child, state, started, ended, known, ended_known, before in sorted(spells, key=lambda row: row[2], reverse=True):
        next_known = known_later.get((child, state), date.max)
        found.append((child, state, started, ended, known, ended_known and min(ended_known, next_known), before))
        known_later[child, state] = min(known, next_known)
    return found[::-1]


def chronology_of(children: list[ChildRow], happened: list[EventRow], lasted: list[SpellRow]) -> Chronology:
    """A chronology from plain rows, in the order of the columns of its schemas."""
    return Chronology(
        pl.DataFrame(children, schema=CHILDREN_SCHEMA, orient="row"),
        pl.DataFrame(happened, schema=EVENT_SCHEMA, orient="row"),
        pl.DataFrame(lasted, schema=SPELL_SCHEMA, orient="row"),
    )


# Rules.

LIMITS = [
    *(f"{number} working days" for number in range(1, 31)),
    *(f"{number} days" for number in range(1, 90, 3)),
    *(f"{number} months" for number in (*range(1, 13), 1, 2, 3, 1, 2, 3)),
]
WORDS: dict[str, Pool] = {
    "shape": ("within", "within", "within", "by_age", "before"),
    "statutory": (True, True, False),
    "from": (date(2011, 4, 1), date(2011, 4, 1), CHANGES[0]),
    "to": (None, None, None, CHANGES[1]),
    "occurrence": ("any", "any", "any", "first", "second", "later"),
    "while": (None, *STATES_USED),
    "when": (None, None, None, *STATES_USED),
    "if_unmet": ("overdue", "overdue", "lapses"),
    "within": LIMITS,
    "by_age": ("4 years", "5 years", "16 years", "1 year 6 months", "3 months", "200 days"),
    "window": (None, None, None, "1 day", "10 days", "6 weeks", "1 month", "3 months", "4 months"),
    "not_before": (None, None, None, "3 working days", "4 weeks", "1 month"),
}
ABOUTS = ("child", "child", "child", "review", "carer")
ENDING: Pool = ((), (), ("left_care",), ("review_completed", "left_care"))
AS_CHOSEN = ("statutory", "from", "to", "occurrence", "when", "if_unmet", "same")
_ALWAYS = {"id": "rule", "title": "A random rule", "law": "No law at all", "owner": "Nobody"}


_PAIRS = {same: [*((kind,) for kind in kinds), *permutations(kinds, 2)] for same, kinds in KINDS_USED.items()}


def _about(same: str) -> dict[str, Pool]:
    """What to choose the words of a rule from, when the same thing must start and meet it."""
    return {**WORDS, "same": (same,), "starts": _PAIRS[same], "met_by": _PAIRS[same], "ends_by": ENDING}


def _rule(words: dict[str, Any]) -> Rule:
    """A rule that the rulebook accepts, from words that it might not."""
    shape, starts = words["shape"], words["starts"]
    counts_what_it_is_about = words["same"] != "child" and words["occurrence"] != "any"
    state = None if counts_what_it_is_about else words["while"]
    met_by = _meeting(words)
    shaped = {
        "within": {"starts": starts, "within": words["within"], "not_before": words["not_before"]},
        "by_age": {"starts": starts, "by_age": words["by_age"], "not_before": words["not_before"]},
        "before": {"before": starts[0], "window": words["window"] or (None if state else "6 weeks")},
    }
    chosen = {key: words[key] for key in AS_CHOSEN} | shaped[shape] | {"while": state, "met_by": met_by}
    chosen["ends_by"] = [kind for kind in words["ends_by"] if kind not in met_by]
    return Rule.model_validate(_ALWAYS | {key: word for key, word in chosen.items() if word is not None})


def _meeting(words: dict[str, Any]) -> list[str]:
    """The kinds that may meet a rule: what happens once for a review cannot meet the duty that it starts."""
    if words["same"] != "review":
        return list(words["met_by"])
    could = [kind for kind in KINDS_USED["review"] if kind not in words["starts"]]
    return [kind for kind in words["met_by"] if kind in could] or could[:1]


_POOLS = {same: _about(same) for same in KINDS_USED}
_BY_ABOUT = {
    same: st.fixed_dictionaries({word: st.sampled_from(pool) for word, pool in pools.items()}).map(_rule)
    for same, pools in _POOLS.items()
}
_rules = st.lists(st.sampled_from(ABOUTS).flatmap(lambda same: _BY_ABOUT[same]), min_size=2, max_size=6)


@st.composite
def rule_lists(draw: st.DrawFn) -> tuple[Rule, ...]:
    """Two to six rules, often one before the event that the first asks for; sometimes two versions of one."""
    return _rule_list(draw(_rules), draw(st.booleans()))


def _rule_list(rules: list[Rule], ahead: bool) -> tuple[Rule, ...]:
    first, others = rules[0], rules[1:]
    if ahead and first.same == "child" and not first.before:
        others = [_ahead_of(first, rule) for rule in others]
    found = [rule.model_copy(update={"id": f"rule_{place}"}) for place, rule in enumerate([first, *others])]
    return _in_versions(found) if first.until and others[0].same == first.same else tuple(found)


def _ahead_of(first: Rule, rule: Rule) -> Rule:
    """The rule, now before what meets the first, if it is before something about the child."""
    return rule.model_copy(update={"before": first.met_by[0]}) if rule.before and rule.same == "child" else rule


def _in_versions(rules: list[Rule]) -> tuple[Rule, ...]:
    """The second rule made the version of the first that follows it."""
    later = rules[1].model_copy(update={"id": rules[0].id, "in_force": rules[0].until, "until": None})
    return (rules[0], later, *rules[2:])


# The same, from a seed: far more of them in the time, but a failure is not made small.


def random_case(seed: int) -> tuple[Chronology, tuple[Rule, ...], date]:
    """A chronology, some rules and a date, drawn evenly from what the strategies above draw from."""
    chance = Random(seed)
    dobs = [chance.choice(DOBS) for _ in range(chance.randint(1, 3))]
    happened = [_choice(chance, EVENT_POOLS) for _ in range(chance.randint(5, 40))]
    lasted = [_row_of_spells(chance) for _ in range(3 * len(STATES_USED))]
    rules = [_random_rule(chance) for _ in range(chance.randint(2, 8))]
    again = [chance.randrange(40) for _ in range(3)]
    return (
        _chronology(dobs, happened, lasted, again),
        _rule_list(rules, chance.random() < 0.7),
        chance.choice(AS_AT),
    )


def _choice(chance: Random, pools: Iterable[Pool]) -> tuple[Any, ...]:
    return tuple(chance.choice(pool) for pool in pools)


def _row_of_spells(chance: Random) -> tuple[date, list[tuple[Any, ...]], bool]:
    spells = [_choice(chance, SPELL_POOLS) for _ in range(chance.randrange(4))]
    return chance.choice(SPELL_STARTS), spells, chance.random() < 0.5


def _random_rule(chance: Random) -> Rule:
    return _rule({word: chance.choice(pool) for word, pool in _POOLS[chance.choice(ABOUTS)].items()})
