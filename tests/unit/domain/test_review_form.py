"""The form of a review is data: an authority replaces tables of it, and what is wrong is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

import footprint
from footprint.demo.authority.margins import load_margins
from footprint.domain.review_form import FILE, ReviewForm, load_review_form
from footprint.domain.rulebook import RulebookError, read_toml

PROFILES = Path(footprint.__file__).parent / "profiles"
ENGLAND, LANCASHIRE = PROFILES / "england", PROFILES / "lancashire"
AUTHORITIES = ["bromley", "cambridgeshire", "lancashire", "manchester", "warwickshire"]
NO_ACTION = "None"


def _own(folder: Path, text: str) -> Path:
    (folder / FILE).parent.mkdir(parents=True)
    (folder / FILE).write_text(text, "utf-8")
    return folder


def test_what_an_authority_does_not_write_is_englands(tmp_path: Path) -> None:
    law = load_review_form([ENGLAND])
    own = load_review_form([ENGLAND, _own(tmp_path, 'source = "ours"\nconcerns = ["One"]\n')])
    assert own.concerns == ("One",) and own.source == "ours"
    assert own.section == law.section and own.late_reasons == law.late_reasons


def test_lancashires_form_has_all_its_questions() -> None:
    ids = [question.id for question in load_review_form([ENGLAND, LANCASHIRE]).question]
    assert [name for name in ids if name.isdigit()] == [str(number) for number in range(1, 21)]
    assert {"1a", "2a", "3a", "4a", "5a", "12a", "legal", "process", "placement", "life_history", "services"} <= set(ids)
    assert len(load_review_form([ENGLAND, LANCASHIRE]).agenda) == 9


def _of(name: str) -> ReviewForm:
    return load_review_form([ENGLAND, PROFILES / name])


@pytest.mark.parametrize("name", AUTHORITIES)
def test_each_authority_has_a_form_of_its_own_and_says_where_it_is_from(name: str) -> None:
    own = read_toml(PROFILES / name / FILE)
    assert {"source", "agenda", "late_reasons", "actions", "question"} <= set(own)
    form = _of(name)
    assert form.source.startswith(name.capitalize()) and "section" in form.source
    assert "Appendi" in form.source or all(each.source for each in form.question)


@pytest.mark.parametrize("name", AUTHORITIES)
def test_no_authority_leaves_out_a_matter_of_the_law(name: str) -> None:
    assert {each.key for each in load_review_form([ENGLAND]).section} <= {each.key for each in _of(name).section}


@pytest.mark.parametrize("name", ["england", *AUTHORITIES])
@pytest.mark.parametrize("what", ["late_reasons", "concerns", "actions"])
def test_the_demonstration_uses_the_words_of_the_form(name: str, what: str) -> None:
    listed = set(getattr(_of(name), what)) | {NO_ACTION}
    assert set(load_margins(name).shares("reviews", what)) <= listed


def test_the_record_of_manchester_begins_with_signs_of_safety() -> None:
    form = _of("manchester")
    assert [each.title for each in form.section[:3]] == list(form.agenda[:3])


def test_warwickshires_categories_are_the_readable_columns_of_its_table() -> None:
    counted = set(load_margins("warwickshire").shares("reviews", "concerns"))
    assert {each for each in _of("warwickshire").concerns if not each.startswith("Other:")} == counted


def test_a_list_may_go_on_with_englands(tmp_path: Path) -> None:
    law = load_review_form([ENGLAND])
    own = load_review_form([ENGLAND, _own(tmp_path, 'concerns = ["Ours", "...", "Last"]\nlate_reasons = ["Other", "..."]\n')])
    assert own.concerns == ("Ours", *law.concerns, "Last")
    assert own.late_reasons[0] == "Other" and own.late_reasons.count("Other") == 1


def test_a_section_of_ones_own_comes_first_and_one_of_englands_stays_in_its_place(tmp_path: Path) -> None:
    law = load_review_form([ENGLAND])
    place = [each.key for each in law.section].index("health")
    text = "".join(
        f'[[section]]\nkey = "{key}"\ntitle = "Ours"\nconsiders = "Ours."\naudience = ["child"]\n' for key in ("health", "new")
    )
    own = load_review_form([ENGLAND, _own(tmp_path, text)])
    assert [each.key for each in own.section] == ["new", *(each.key for each in law.section)]
    assert own.section[place + 1].title == "Ours" and own.section[place].title == law.section[place - 1].title


def test_every_matter_that_the_law_wants_considered_has_a_section() -> None:
    assert len(load_review_form([ENGLAND]).section) >= 15


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('[[question]]\nid = "1"\ntext = "?"\nanswers = []\n\n[[question]]\nid = "2"\ntext = "?"\nanswers = []\nknown = "x"\n', 6,
         "nothing that the records answer"),
        ('[[section]]\nkey = "a"\ntitle = "A"\nconsiders = "A."\naudience = ["neighbour"]\n', 5, "audience"),
        ('source = "ours"\nconcern = ["x"]\n', 2, "concern"),
        ('source = "ours"\n[rag]\nred = "r"\n', 2, "missing"),
        ('source = "ours"\n\n[colours]\nred = "r"\n', 3, "colours"),
        ('[[question]]\nid = "1"\ntext = "?"\nanswers = ["yes"]\nknown = "health_up_to_date"\n', 1, 'with "no"'),
        ('\n[[question]]\nid = "1"\ntext = "?"\nanswers = ["yes"]\nknown = "participation"\n', 2, "in words"),
        ('[[question]]\nid = "1"\ntext = "?"\nanswers = []\n[[question]]\nid = "1"\ntext = "?"\nanswers = []\n', 6, 'named "1"'),
        ('[[question]]\nid = "1a"\nof = "1"\ntext = "?"\nanswers = []\n', 3, 'belongs to "1"'),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    with pytest.raises(RulebookError) as error:
        load_review_form([ENGLAND, _own(tmp_path, text)])
    assert any(fault.line == line and word in fault.sentence for fault in error.value.faults), error.value
