"""Loading a profile: a shipped one by name, anybody's own by folder; what is wrong with one is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from footprint.domain import profile as profiles
from footprint.domain.profile import load_profile, profile_folder
from footprint.domain.rulebook import RulebookError


def profile(folder: Path, text: str) -> str:
    """A folder that holds a profile.toml only."""
    (folder / "profile.toml").write_text(text, "utf-8")
    return str(folder)


def refusal(folder: Path, text: str) -> str:
    """The sentence with which a profile is refused."""
    with pytest.raises(RulebookError) as refused:
        load_profile(profile(folder, text))
    return str(refused.value)


def test_england_by_name_or_by_folder() -> None:
    assert profile_folder("england") == profiles.LAW
    assert load_profile(str(profiles.LAW)).rulebook.rules == load_profile().rulebook.rules


def test_an_unknown_profile(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match='There is no profile "atlantis": name one of bromley, cambridgeshire, england,'):
        load_profile("atlantis")
    with pytest.raises(RulebookError, match="There is no profile"):
        load_profile(str(tmp_path))


def test_an_empty_profile_has_the_law_and_the_name_of_its_folder(tmp_path: Path) -> None:
    empty = load_profile(profile(tmp_path, ""))
    assert (empty.name, empty.source, empty.words) == (tmp_path.name, "", {})
    assert empty.rulebook.rules == load_profile().rulebook.rules


def test_words_that_are_no_table_are_none(tmp_path: Path) -> None:
    assert load_profile(profile(tmp_path, 'words = "CLA review"')).words == {}


def test_what_a_profile_has_words_for_is_named_as_people_write_it(tmp_path: Path) -> None:
    own = load_profile(profile(tmp_path, '[words]\niro_manager = "Group Manager"\nqa_form = "Checklist"\nred_list = "List"'))
    assert dict(own.named()) == {"IRO manager": "Group Manager", "QA form": "Checklist", "red list": "List"}


def test_an_unknown_key(tmp_path: Path) -> None:
    assert refusal(tmp_path, 'colour = "red"').startswith(
        'profile.toml, line 1: "colour" is not known here; a profile has bank_holidays, diary, name'
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('name = "Ours"\nsource = "?"\ncolour = "red"\n', 3),
        ('name = "Ours"\n\n[words]\nreview = "colour = red"\n\n[colour]\nred = 1\n', 6),
        ('name = "Ours"\n[[colour]]\nred = 1\n', 2),
        ('"colour" = 1\nname = "Ours"\n', 1),
    ],
)
def test_an_unknown_key_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    assert refusal(tmp_path, text).startswith(f'profile.toml, line {line}: "colour" is not known here')


def test_every_unknown_key_is_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, 'name = "Ours"\nsize = 1\ncolour = 1\n')
    assert 'line 3: "colour"' in told and 'line 2: "size"' in told


def test_holidays_of_a_profile_and_of_an_installation(tmp_path: Path) -> None:
    name = profile(tmp_path, '[bank_holidays]\n2027-05-10 = "Thanksgiving"\n')
    calendar = load_profile(name, [(date(2027, 6, 14), "Jubilee")]).rulebook.calendar
    assert calendar.bank_holidays[date(2027, 5, 10)] == "Thanksgiving"
    assert calendar.bank_holidays[date(2027, 6, 14)] == "Jubilee"


def test_holidays_that_are_no_table(tmp_path: Path) -> None:
    assert "line 2: Write bank holidays under [bank_holidays]" in refusal(tmp_path, 'name = "Ours"\nbank_holidays = 3')


def test_a_holiday_that_is_no_date(tmp_path: Path) -> None:
    text = '[bank_holidays]\n2027-05-10 = "May"\nmonday = "why"\n'
    assert "line 3: A bank holiday needs a date such as 2027-05-10" in refusal(tmp_path, text)


def test_rules_of_a_folder_run_beside_the_law(tmp_path: Path) -> None:
    text = (
        '[[rule]]\nid = "own.rule"\ntitle = "Our own rule"\nlaw = "Our promise"\nstatutory = false\nfrom = 2020-01-01\n'
        'starts = "came_into_care"\nwithin = "1 week"\nmet_by = "iro_visit"\nowner = "IRO"\n'
    )
    (tmp_path / "rules.toml").write_text(text, "utf-8")
    book = load_profile(profile(tmp_path, 'name = "Own"')).rulebook
    assert len(book.rules) == len(load_profile().rulebook.rules) + 1
    assert book["own.rule"].law == "Our promise"


def test_what_to_watch_is_englands_but_for_what_the_profile_writes(tmp_path: Path) -> None:
    law, own = load_profile().watch, load_profile(profile(tmp_path, '[watch]\nat_risk = "15 working days"')).watch
    assert (own.at_risk.words, own.not_seen) == ("15 working days", law.not_seen)
    assert dict(own.told())["A review that is not arranged in time is at risk where it is due within"] == "15 working days"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('name = "Own"\nwatch = "all"', "line 2: Write these choices under [watch]"),
        ('name = "Own"\n\n[watch]\nsoon = "2 days"\nweather = "2 days"', 'line 5: "weather": there is no such key here.'),
        ('[watch]\nat_risk = "9 days"\nsoon = "some days"', 'line 3: "soon": "some days" is not a limit'),
        ('[words]\nsoon = "shortly"\n[watch]  # ours\nsoon = 14\n', 'line 4: "soon": 14 is not a limit'),
        ("[watch]\nlooks_a_day = 0", 'line 2: "looks_a_day": Input should be greater than or equal to 1.'),
        ("[watch]\nlook_hours = 1000", 'line 2: "look_hours": Input should be less than or equal to 24.'),
        ('[watch]\nsoon = "0 days"\nat_risk = "none"\n', 'line 3: "at_risk"'),
    ],
)
def test_a_watch_that_is_none(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in refusal(tmp_path, text)
