"""The worked examples of the specification as sentences, by running each of its tests and keeping what it said."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.spec.days import WEEKDAYS, say_day
from tests.spec.language import Example, Spec

FOLDER = Path(__file__).parent
_OWN = {"due", "looks_back_to"}
"""What only the example asks that writes down the number of a rule."""
_OWN_SUBJECT = {"the", "a", "an", "it", "accommodation", "needs", "notice", *(day.lower() for day in WEEKDAYS)}


@dataclass(frozen=True)
class Shown:
    """What one test says: the file it is in, its first line, and the examples it gives."""

    file: str
    says: str
    examples: tuple[Example, ...]


@cache
def shown() -> tuple[Shown, ...]:
    """Every test of the specification, in order of the files and of the tests in them.

    Raises:
        AssertionError: an example is not so.
    """
    return tuple(_shown())


def _shown() -> Iterator[Shown]:
    for file in sorted(FOLDER.glob("test_*.py")):
        module = importlib.import_module(f"tests.spec.{file.stem}")
        for name, test in vars(module).items():
            if name.startswith("test_") and list(inspect.signature(test).parameters) == ["spec"]:
                spec = Spec()
                test(spec)
                yield Shown(file.stem, inspect.getdoc(test) or name, tuple(spec.examples))


def of_rule(rule: str) -> list[tuple[str, list[str]]]:
    """The examples of one rule: what a test says, and each of its examples in sentences; the rule's own file first."""
    own = {each.file for each in shown() for example in each.examples if example.rule == rule and _OWN & set(example.asked)}
    ordered = sorted(shown(), key=lambda each: each.file not in own)
    found = [(each.says, [in_words(example) for example in each.examples if example.rule == rule]) for each in ordered]
    return [(says, list(dict.fromkeys(words))) for says, words in found if words]


def in_words(example: Example) -> str:
    """An example as a story and what follows from it."""
    return f"{_story(example)} *{_outcome(example)}*"


def _story(example: Example) -> str:
    told: list[str] = []
    going_on = False
    for sentence in example.story:
        own = sentence.split()[0].lower() in _OWN_SUBJECT
        if own or not going_on:
            told.append(sentence[0].upper() + sentence[1:] if own else f"{example.name} {sentence}")
        else:
            told[-1] += f", then {sentence}"
        going_on = not own
    return " ".join(f"{sentence}." for sentence in told)


def _outcome(example: Example) -> str:
    row = example.found
    if row is None:
        counted = example.asked.get("counted_from")
        return f"No duty counted from {counted}." if counted else f"As at {say_day(example.as_at)} there is no such duty."
    return f"Due {say_day(row['due'])}{_standing(example)}. {row['reason']}"


def _standing(example: Example) -> str:
    row = example.found or {}
    if row["status"] in ("met", "met late"):
        return f", {row['status']} on {say_day(row['met'])}"
    if row["status"] == "lapsed":
        return f", no longer owed from {say_day(row['ended'])}"
    return f", {row['status']} on {say_day(example.as_at)}"
