"""The specification of the specification: it is complete, it says each number once, its pages are current."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from footprint.domain.profile import load_profile, shipped
from footprint.domain.rules import Rule
from tests.spec import who_may
from tests.spec.days import read_day, say_day
from tests.spec.examples import shown
from tests.spec.language import Spec
from tests.spec.publish import differences, main

RULES = {rule.id: rule for name in shipped() for rule in load_profile(name).rulebook.rules}


def _said(what: str) -> Counter[str]:
    return Counter(example.rule for each in shown() for example in each.examples if what in example.asked and example.found)


def test_each_limit_is_written_once() -> None:
    """Each limit has one example with a due date, so that a change of the law changes one line."""
    said = _said("due")
    limited = [rule.id for rule in RULES.values() if rule.limit]
    assert {rule: said[rule] for rule in limited if said[rule] != 1} == {}


def test_each_window_is_written_once() -> None:
    """Each window before an event has one example with its first day."""
    said = _said("looks_back_to")
    assert {rule.id: said[rule.id] for rule in RULES.values() if rule.window and said[rule.id] != 1} == {}


def test_each_rule_has_an_example() -> None:
    """Each rule has an example."""
    spoken = {example.rule for each in shown() for example in each.examples}
    assert sorted(set(RULES) - spoken) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.if_unmet == "lapses"], ids=lambda rule: rule.id)
def test_silence_is_shown(rule: Rule) -> None:
    """A rule whose duty is over when its last day has passed is shown with such a duty."""
    assert any(
        example.rule == rule.id and example.asked.get("status") == "lapsed" for each in shown() for example in each.examples
    )


def test_each_test_of_the_specification_says_what_it_shows() -> None:
    """Each test has a sentence for its page."""
    assert [each.file for each in shown() if not each.says.endswith(".") or "test_" in each.says] == []


def test_a_wrong_weekday_is_refused() -> None:
    """A weekday that does not fit its date is a mistake in the specification."""
    with pytest.raises(ValueError, match="that day is a Friday"):
        read_day("Monday 8 December 2023")
    with pytest.raises(ValueError, match="is not a day"):
        read_day("8 Dec 2023")
    assert read_day(say_day(read_day("8 December 2023"))) == read_day("Friday 8 December 2023")


def test_an_unknown_sentence_is_refused() -> None:
    """A sentence that the language does not know is a mistake, not silence."""
    with pytest.raises(ValueError, match="has no sentence"):
        Spec().child("came in to care on Friday 8 December 2023")


def test_a_wrong_example_fails() -> None:
    """An example that is not so fails, and says what there is."""
    child = Spec().child("came into care on Friday 8 December 2023")
    with pytest.raises(AssertionError, match="There are: from_day 2023-12-08"):
        child.expects("review.first", due="Tuesday 9 January 2024")
    with pytest.raises(AssertionError, match="Not expected"):
        child.expects_none("review.first")
    with pytest.raises(KeyError):
        child.expects_none("review.frist")


def test_the_published_pages_are_current() -> None:
    """The pages are what the rulebook, its specification and the table of permissions now give."""
    assert differences() == []


def test_a_page_that_differs_from_the_permissions_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One word changed by hand, or no page at all, is noticed."""
    sentence = "docs/explanation/who-may-do-what.md is not what permissions.toml says. Run: python -m tests.spec.publish"
    monkeypatch.setattr(who_may, "PAGE", tmp_path / "who-may-do-what.md")
    assert differences() == [sentence]
    who_may.PAGE.write_text(who_may.page().replace("Team manager", "Team leader", 1), "utf-8")
    assert main(["--check"]) == 1
    who_may.PAGE.write_text(who_may.page(), "utf-8")
    assert differences() == []


def test_publishing_knows_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    """Anything but --check is refused."""
    assert main(["--chek"]) == 2
    assert "Usage" in capsys.readouterr().err
