"""The addresses that a page may show some hundred times: each is asked for once in a process, and filled in."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.urls import reverse

_ANY = UUID(int=0)
_ANY_RULE = "rule.of.this"


def of_child(public: UUID, view: str = "child") -> str:
    """The address of a page about a child, by the child's public name."""
    return _about_a_child(view).replace(str(_ANY), str(public))


def of_rule(rule: str) -> str:
    """The address of a rule."""
    return _about_a_rule().replace(_ANY_RULE, rule)


@cache
def _about_a_child(view: str) -> str:
    return reverse(view, args=[_ANY])


@cache
def _about_a_rule() -> str:
    return reverse("rule", args=[_ANY_RULE])
