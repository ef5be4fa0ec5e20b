"""The profiles that come with Footprint: each loads, says whose it is and cites where each of its rules is written down."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from footprint.domain.limits import Limit
from footprint.domain.profile import LAW, PROFILES, load_profile, rule_files, shipped
from footprint.domain.rulebook import read_rules
from footprint.domain.rules import Rule
from footprint.domain.working_days import england

REPORT_YEARS = {
    "lancashire": date(2011, 4, 1),
    "manchester": date(2015, 4, 1),
    "warwickshire": date(2022, 4, 1),
    "bromley": date(2016, 4, 1),
    "cambridgeshire": date(2018, 4, 1),
}
AUTHORITIES = sorted(REPORT_YEARS)


def rules_of(name: str) -> list[Rule]:
    """The rules that stand in a profile's own folder."""
    return read_rules(rule_files(PROFILES / name))[0]


LOCAL = [pytest.param(name, rule, id=rule.id) for name in AUTHORITIES for rule in rules_of(name)]
STATUTORY = [pytest.param(rule, id=rule.id) for rule in rules_of("england") if rule.statutory]
DAYS_TOO_LATE = {"bromley.review_first": date(2016, 6, 4), "bromley.review_second": date(2017, 2, 1)}
"""The local rules that can fall later than the law, as the report gives them, with a day from which they do."""


def test_england_and_the_five_authorities_ship() -> None:
    assert shipped() == sorted([*AUTHORITIES, "england"])


@pytest.mark.parametrize("name", shipped())
def test_each_loads_with_a_name_a_source_and_words(name: str) -> None:
    profile = load_profile(name)
    assert profile.name.lower() == name
    assert len(profile.source) > 20
    assert profile.words["review"]
    assert all(word and not word.isspace() for word in profile.words.values())


@pytest.mark.parametrize("name", AUTHORITIES)
def test_an_authority_has_the_law_and_its_own_rules(name: str) -> None:
    both = {rule.id for rule in load_profile(name).rulebook.rules}
    law, own = {rule.id for rule in rules_of("england")}, {rule.id for rule in rules_of(name)}
    assert own
    assert both == law | own
    assert not law & own


@pytest.mark.parametrize("name", AUTHORITIES)
def test_a_source_names_the_year_of_the_report(name: str) -> None:
    assert str(REPORT_YEARS[name].year) in load_profile(name).source


@pytest.mark.parametrize(("name", "rule"), LOCAL)
def test_a_local_rule_is_a_promise_and_no_law(name: str, rule: Rule) -> None:
    assert rule.id.startswith(f"{name}.")
    assert not rule.statutory


@pytest.mark.parametrize(("name", "rule"), LOCAL)
def test_a_local_rule_cites_report_year_and_section(name: str, rule: Rule) -> None:
    year = REPORT_YEARS[name].year
    assert re.match(rf"{name.title()} IRO annual report {year}-{year % 100 + 1}, section", rule.law)
    assert len(rule.note) > 20


@pytest.mark.parametrize(("name", "rule"), LOCAL)
def test_a_local_rule_applies_from_the_year_of_the_report(name: str, rule: Rule) -> None:
    start = REPORT_YEARS[name]
    assert start <= rule.in_force < start.replace(year=start.year + 1)


@pytest.mark.parametrize("rule", STATUTORY)
def test_a_statutory_rule_cites_its_law(rule: Rule) -> None:
    assert re.search(r"SI \d{4}/|\bAct\b|Handbook|guidance|Working Together|CIN census|Promoting the health", rule.law)


@pytest.mark.parametrize("name", shipped())
def test_each_rule_stands_in_a_folder_of_toml_files_only(name: str) -> None:
    files = [file for file in (PROFILES / name).rglob("*") if file.is_file()]
    assert {file.suffix for file in files} == {".toml"}
    assert all(tomllib.loads(file.read_text("utf-8")) for file in files)


def legal_twin(rule: Rule) -> Rule | None:
    """The statutory rule that a local one mirrors: the same start, place, state and end."""
    same = (rule.starts, rule.occurrence, rule.while_, rule.met_by, rule.same)
    twins = [each for each in rules_of("england") if each.statutory and each.within and not each.when]
    return next((each for each in twins if (each.starts, each.occurrence, each.while_, each.met_by, each.same) == same), None)


COMPARED = [(rule, legal_twin(rule)) for name in AUTHORITIES for rule in rules_of(name) if rule.within]
TWINS = [pytest.param(rule.id, rule.note, rule.within, twin.within, id=rule.id) for rule, twin in COMPARED if twin]


@pytest.mark.parametrize(("rule_id", "note", "local", "legal"), TWINS)
def test_a_local_date_is_later_than_the_legal_one_only_where_the_note_says_so(
    rule_id: str, note: str, local: Limit, legal: Limit
) -> None:
    calendar = england()
    starts = [date(2016, 4, 1) + timedelta(day) for day in range(730)]
    later = {day for day in starts if local.after(day, calendar) > legal.after(day, calendar)}
    assert bool(later) == (rule_id in DAYS_TOO_LATE) == ("weaker than the law" in note.lower())
    assert not later or DAYS_TOO_LATE[rule_id] in later


@pytest.mark.parametrize(
    ("local", "legal"),
    [
        ("bromley.review_first", "review.first"),
        ("bromley.review_second", "review.second"),
        ("bromley.review_later", "review.later"),
        ("bromley.escalation_resolved", "dispute.resolved"),
        ("bromley.iro_allocated", "iro.appointed"),
        ("manchester.iro_allocated", "iro.appointed"),
        ("manchester.review_under_five", "review.later"),
        ("warwickshire.iro_allocated", "iro.appointed"),
    ],
)
def test_a_rule_that_mirrors_the_law_can_be_compared_with_it(local: str, legal: str) -> None:
    rule = load_profile(local.split(".")[0]).rulebook[local]
    twin = legal_twin(rule)
    assert twin is not None
    assert twin.id == legal


def test_the_readme_explains_every_key_of_a_rule() -> None:
    text = (PROFILES / "README.md").read_text("utf-8")
    keys = {field.alias or name for name, field in Rule.model_fields.items()}
    missing = {key for key in keys if not re.search(rf"^\| `{key}` \| .+ \| `{key} = .+` \|$", text, re.MULTILINE)}
    assert not missing


def test_the_examples_of_the_readme_make_a_profile(tmp_path: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", (PROFILES / "README.md").read_text("utf-8"), re.DOTALL)
    about, rule = examples
    (tmp_path / "profile.toml").write_text(about, "utf-8")
    (tmp_path / "rules.toml").write_text(rule, "utf-8")
    profile = load_profile(str(tmp_path))
    assert profile.words["review"] == "CLA review"
    shown = "bromley.contact_between_later_reviews"
    assert profile.rulebook[shown] == load_profile("bromley").rulebook[shown].model_copy(update={"note": ""})
    assert date(2027, 5, 10) not in profile.rulebook.calendar.working_days


def test_the_law_is_read_once() -> None:
    assert len(load_profile("england").rulebook.rules) == len(read_rules(rule_files(LAW))[0])
