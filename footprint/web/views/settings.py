"""The profile in use: whose words and promises, and every rule with its source, in readable form."""

from __future__ import annotations

from typing import Any

from django.conf import settings as installation
from django.http import HttpRequest

from footprint.domain.rules import Rule
from footprint.domain.vocabulary import KINDS, STATES
from footprint.records.profile import profile
from footprint.records.queries import Absent, Reader
from footprint.web.page import Page, page
from footprint.web.words import day, opening


@page("list", "rulebook")
def settings(request: HttpRequest, reader: Reader) -> Page:
    """The profile, its words, and its rules."""
    here = profile()
    law = [_row(rule) for rule in here.rulebook.rules if rule.statutory]
    local = [_row(rule) for rule in here.rulebook.rules if not rule.statutory]
    words = [{"key": opening(thing), "value": word} for thing, word in here.named()]
    watch = [{"key": words, "value": length} for words, length in (*here.watch.told(), *here.diary.told())]
    about = {"profile": here.name, "source": here.source, "words": words, "watch": watch, "council": installation.COUNCIL}
    return Page("settings.html", about | {"law": law, "local": local, "columns": _COLUMNS})


_COLUMNS = [
    {"key": "title", "text": "Rule", "sort": True},
    {"key": "limit", "text": "By when"},
    {"key": "owner", "text": "Owed by", "sort": True},
    {"key": "law", "text": "Where it is written"},
]


def _row(rule: Rule) -> dict[str, Any]:
    from django.urls import reverse

    title = {"text": rule.title, "href": reverse("rule", args=[rule.id]), "sort": rule.title}
    return {"cells": {"title": title, "limit": _limit(rule), "owner": rule.owner, "law": rule.law}}


def _limit(rule: Rule) -> str:
    if rule.before:
        words = KINDS[rule.before].words
        return f"in the {rule.window.words} before {words}" if rule.window else f"before {words}"
    if rule.by_age:
        return f"by the age of {rule.by_age.words}"
    return f"{rule.within.words} after {_kinds(rule.starts)}" if rule.within else ""


def _kinds(kinds: tuple[str, ...]) -> str:
    return " or ".join(KINDS[kind].words for kind in kinds)


@page("read", "rulebook")
def rule(request: HttpRequest, reader: Reader, name: str) -> Page:
    """One rule, with every version of it."""
    found = [each for each in profile().rulebook.rules if each.id == name]
    if not found:
        raise Absent(name)
    return Page("rule.html", {"title": found[0].title, "versions": [_version(each) for each in found]})


def _version(rule: Rule) -> list[dict[str, str]]:
    until = f" to {day(rule.until)}" if rule.until else ", and still"
    told = [
        ("By when", _limit(rule)),
        (
            "Which time",
            {"any": "", "first": "the first time", "second": "the second time", "later": "every later time"}[rule.occurrence],
        ),
        ("While", STATES[rule.while_] if rule.while_ else ""),
        ("Only when", STATES[rule.when] if rule.when else ""),
        ("Settled by", _kinds(rule.met_by)),
        ("Ends unmet with", _kinds(rule.ends_by)),
        ("Owed by", rule.owner),
        ("Kind", "law or statutory guidance" if rule.statutory else "local promise"),
        ("Where it is written", rule.law),
        ("In force", f"from {day(rule.in_force)}{until}"),
        ("Note", rule.note),
        ("Name", rule.id),
    ]
    return [{"key": key, "value": str(value)} for key, value in told if value]
