"""Which parts of the record of a review somebody may have: built from what they may, never by taking out what they may not.

What is not named here goes to nobody, so a part, an audience or a section that somebody adds later is closed until it is opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar

AUDIENCES = {
    "child": "child",
    "mother": "mother",
    "father": "father",
    "carer": "carer",
    "school": "professional",
    "health": "professional",
    "advocate": "professional",
    "independent visitor": "professional",
}
"""As which audience of a section somebody counts, by the part in which they come to a review. Interpreters, brothers and
sisters, and others are not here: they get nothing."""
AUTHORITY = frozenset({"social worker", "team manager"})
"""Those who work for the authority that looks after the child: they have the whole record (SI 2010/959 reg 38)."""
PARENTS = frozenset({"mother", "father"})
"""To whom the child's address goes only where it is recorded that they may know it."""

PLACEMENT, HOME, OTHER_POST_CODE, TELEPHONE, EMAIL = "placement", "home", "post code", "telephone", "e-mail"
FACTS = frozenset({PLACEMENT, HOME, OTHER_POST_CODE, TELEPHONE, EMAIL})
"""The kinds of protected facts: where the child lives, the family's home, any other post code, telephone numbers, e-mail."""
_FACTS_OF = {"child": {PLACEMENT, HOME}, "carer": {PLACEMENT}, "professional": {PLACEMENT}}


class SectionRule(Protocol):
    """Who may have a section, and whether it may tell where the child lives."""

    @property
    def key(self) -> str:
        """Its name."""

    @property
    def audience(self) -> Collection[str]:
        """The audiences that may have it, beside the authority."""

    @property
    def address(self) -> bool:
        """Whether it may tell where the child lives."""


Rule = TypeVar("Rule", bound=SectionRule)


def sections_allowed(sections: Iterable[Rule], part: str, may_know_address: bool = False) -> list[Rule]:
    """The sections that somebody may have, in their order.

    Args:
        part: the part in which they come to a review; an unknown one may have nothing.
        may_know_address: whether it is recorded that they may know where the child lives (asked of parents alone).
    """
    return [each for each in sections if _may_have(each, part, may_know_address)]


def _may_have(section: SectionRule, part: str, may_know_address: bool) -> bool:
    if part in AUTHORITY:
        return True
    if AUDIENCES.get(part) not in section.audience:
        return False
    return may_know_address or not section.address or part not in PARENTS


def facts_allowed(part: str, may_know_address: bool = False) -> frozenset[str]:
    """The kinds of protected facts that may stand in what somebody gets; for anything else a second person must look.

    A parent who may know the placement still does not get a home's post code unseen: it may be the other parent's.
    """
    if part in AUTHORITY:
        return FACTS
    if part in PARENTS:
        return frozenset({PLACEMENT}) if may_know_address else frozenset()
    return frozenset(_FACTS_OF.get(AUDIENCES.get(part, ""), ()))
