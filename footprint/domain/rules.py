"""One rule of the rulebook: what starts a duty, by when it is due, what meets it, what ends it, who owes it, under what law."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from footprint.domain.limits import Limit, parse_limit
from footprint.domain.vocabulary import KINDS, STATES, About

Occurrence = Literal["any", "first", "second", "later"]
"""Which occurrence in the state starts the duty. "later" is every one after the first."""

TIMES: dict[Occurrence, tuple[int, int]] = {"any": (1, 2**31), "first": (1, 1), "second": (2, 2), "later": (2, 2**31)}
"""The first and last occurrence that each word stands for."""


def _known_kind(name: str) -> str:
    if name not in KINDS:
        raise ValueError(f'"{name}" is not an event of the vocabulary.')
    return name


def _known_state(name: str) -> str:
    if name not in STATES:
        raise ValueError(f'"{name}" is not a state of the vocabulary.')
    return name


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


KindName = Annotated[str, BeforeValidator(_known_kind)]
StateName = Annotated[str, BeforeValidator(_known_state)]
Kinds = Annotated[tuple[KindName, ...], BeforeValidator(_one_or_more)]
Period = Annotated[Limit, BeforeValidator(parse_limit)]


class Rule(BaseModel):
    """A rule in one of three shapes, all rows of one table.

    * `starts` + `within`: so long after an event. Each meeting that is also a start begins the next duty.
    * `starts` + `by_age`: by an age, where the child has not yet passed it.
    * `before` (+ `window`): before an event, no earlier than the window (or than the state's start) allows. The event may
      itself still be owed: then its earliest legal due date stands for it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")
    title: str = Field(min_length=5)
    law: str = Field(min_length=5)
    note: str = ""
    statutory: bool
    in_force: date = Field(alias="from")
    until: date | None = Field(default=None, alias="to")
    starts: Kinds = ()
    occurrence: Occurrence = "any"
    while_: StateName | None = Field(default=None, alias="while")
    when: StateName | None = None
    within: Period | None = None
    by_age: Period | None = None
    before: KindName | None = None
    window: Period | None = None
    not_before: Period | None = None
    met_by: Kinds
    same: About = "child"
    ends_by: Kinds = ()
    if_unmet: Literal["overdue", "lapses"] = "overdue"
    owner: str = Field(min_length=2)

    @property
    def started_by(self) -> tuple[str, ...]:
        """The events that start it, whatever its shape."""
        return (self.before,) if self.before else self.starts

    @property
    def limit(self) -> Limit | None:
        """The limit that decides the due date; None before an event, which is its own due date."""
        return self.within or self.by_age

    @model_validator(mode="after")
    def _one_shape(self) -> Rule:
        if sum(shape is not None for shape in (self.within, self.by_age, self.before)) != 1:
            raise ValueError('Say by when with exactly one of "within", "by_age" and "before".')
        if self.before is None and not self.starts:
            raise ValueError('Say what starts it: "starts" is missing.')
        if self.before is not None and (self.starts or self.not_before):
            raise ValueError('A rule "before" an event takes no "starts" and no "not_before".')
        if self.window and (self.before is None or self.window.unit == "working days"):
            raise ValueError('"window" goes with "before", in days, weeks or months.')
        if self.before and not (self.window or self.while_):
            raise ValueError('A rule "before" an event needs a "window", or a "while" from whose start to look.')
        return self

    @model_validator(mode="after")
    def _dates_in_order(self) -> Rule:
        if self.until and self.until <= self.in_force:
            raise ValueError(
                f'It is in force until {self.until}, which is not after {self.in_force}: "to" must lie after "from".'
            )
        if self.by_age and self.by_age.unit == "working days":
            raise ValueError('An age is in years and months, not in working days: "by_age".')
        return self

    @model_validator(mode="after")
    def _counts_in_one_way(self) -> Rule:
        if self.same != "child" and self.occurrence != "any" and self.while_:
            raise ValueError(f'"occurrence" counts the events about one {self.same}: leave out "while", or "same".')
        return self

    @model_validator(mode="after")
    def _can_be_met(self) -> Rule:
        if not self.met_by:
            raise ValueError('Nothing can meet it: "met_by" is empty.')
        if both := set(self.met_by) & set(self.ends_by):
            raise ValueError(f'"{sorted(both)[0]}" both meets it and ends it unmet.')
        if self.same != "child":
            self._all_about_the_same()
        return self

    def _all_about_the_same(self) -> None:
        for name in (*self.started_by, *self.met_by):
            if KINDS[name].about != self.same:
                raise ValueError(
                    f'Nothing can meet it: it asks for the same {self.same}, but "{name}" is about a {KINDS[name].about}.'
                )
        if self.same != "carer" and set(self.met_by) <= set(self.started_by):
            raise ValueError(f"Nothing can meet it: only the event that starts it, once for a {self.same}, would meet it.")
