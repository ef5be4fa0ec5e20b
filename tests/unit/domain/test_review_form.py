"""The form of a review is data: an authority replaces tables of it, and what is wrong is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

import footprint
from footprint.domain.review_form import FILE, load_review_form
from footprint.domain.rulebook import RulebookError

PROFILES = Path(footprint.__file__).parent / "profiles"
ENGLAND, LANCASHIRE = PROFILES / "england", PROFILES / "lancashire"


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
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    with pytest.raises(RulebookError) as error:
        load_review_form([ENGLAND, _own(tmp_path, text)])
    assert any(fault.line == line and word in fault.sentence for fault in error.value.faults), error.value


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[[question]]\nid = "1"\ntext = "?"\nanswers = []\n[[question]]\nid = "1"\ntext = "?"\nanswers = []\n', 'named "1"'),
        ('[[question]]\nid = "1a"\nof = "1"\ntext = "?"\nanswers = []\n', 'belongs to "1"'),
    ],
)
def test_names_fit_together(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(RulebookError, match=word):
        load_review_form([ENGLAND, _own(tmp_path, text)])
