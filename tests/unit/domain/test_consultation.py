"""What is asked before and after a review is data: whole, in words that a child can read, and in each language or not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import footprint
from footprint.domain.consultation import (
    BANDS,
    FILE,
    LANGUAGES,
    LONGEST,
    WHO,
    Consultation,
    Form,
    band_of,
    clean,
    clean_shares,
    load_consultation,
)
from footprint.domain.rulebook import RulebookError
from tests.unit.domain.reading_age import age, grade, syllables

ENGLAND = Path(footprint.__file__).parent / "profiles" / "england"
FORMS = load_consultation([ENGLAND])
CHILDS = [form for form in FORMS.form if form.who == "child"]
OF_A_CHILD = {
    "talk",
    "there",
    "not_there",
    "where",
    "home",
    "school",
    "family",
    "health",
    "friends",
    "worry",
    "talk_to_iro",
    "advocate",
}


def sentences(forms: Consultation, form: Form) -> list[str]:
    """Everything that somebody reads on a form, each with its full stop."""
    opening = forms.opening[form.opening]
    said = [opening.title, opening.intro, opening.reads, *form.letter]
    for each in forms.asked(form):
        said += [each.text, each.help, *each.choices.values()]
    page = [
        "see",
        "iro",
        "social_worker",
        "everyone",
        "optional",
        "safe",
        "danger",
        "childline",
        "draft",
        "once",
        "empty",
        "sent",
        "dead",
    ]
    said += [forms.words[key] for key in page]
    return [text if text[-1] in ".?!" else f"{text}." for text in said if text]


def _id(form: Form) -> str:
    return f"{form.about} {form.who} {form.band}".strip()


def test_the_formula_tells_easy_from_hard() -> None:
    assert [syllables(word) for word in ("home", "family", "review", "wanted", "people", "social", "places")] == [
        1,
        3,
        2,
        2,
        2,
        2,
        2,
    ]
    assert grade("The cat sat on the mat.") < 1
    assert grade("The Independent Reviewing Officer considers representations concerning accommodation arrangements.") > 15


@pytest.mark.parametrize("form", CHILDS, ids=_id)
def test_a_child_can_read_the_form(form: Form) -> None:
    assert age(" ".join(sentences(FORMS, form))) <= 7  # nine would do for those under twelve


@pytest.mark.parametrize("form", CHILDS, ids=_id)
def test_no_single_sentence_for_a_child_is_long(form: Form) -> None:
    for text in sentences(FORMS, form):
        for part in text.replace("?", ".").split("."):
            assert len(part.split()) <= 20, part


@pytest.mark.parametrize("band", ["8 to 11", "12 and over"])
def test_a_child_is_asked_about_all_that_matters(band: str) -> None:
    assert set(FORMS.form_for("review", "child", band).questions) >= OF_A_CHILD


def test_the_youngest_are_asked_little_and_mostly_in_pictures() -> None:
    asked = FORMS.asked(FORMS.form_for("review", "child", "4 to 7"))
    assert len(asked) <= 6
    assert sum(each.kind in ("faces", "slider") for each in asked) > len(asked) / 2


def test_everybody_has_a_form_before_and_after() -> None:
    for about in ("review", "feedback"):
        for who in WHO:
            for band in BANDS if who == "child" else [""]:
                assert FORMS.asked(FORMS.form_for(about, who, band))
    with pytest.raises(KeyError):
        FORMS.form_for("review", "neighbour")


def test_in_danger_the_form_says_what_to_do() -> None:
    assert "999" in FORMS.words["danger"] and "0800 1111" in FORMS.words["childline"]
    for language in FORMS.languages:
        assert "999" in language.words["danger"] and "0800 1111" in language.words["childline"], language.code


@pytest.mark.parametrize("form", CHILDS, ids=_id)
def test_a_childs_form_is_there_whole_in_each_language(form: Form) -> None:
    offered = {each.code for each in FORMS.offered(form)}
    assert offered == {file.stem for file in (ENGLAND / LANGUAGES).glob("*.toml")} >= {"ar", "fa-AF", "ti", "vi", "sq", "am"}


def test_each_language_runs_its_own_way_and_nobody_has_checked_it() -> None:
    assert {each.code for each in FORMS.languages if each.dir == "rtl"} == {"ar", "fa-AF"}
    assert {each.reviewed_by for each in FORMS.languages} == {""}
    for language in FORMS.languages:
        same = {key for key in language.words if language.words[key] == FORMS.words[key]}
        assert not same, f"{language.code} leaves {same} in English"


def test_a_form_with_a_sentence_missing_is_not_offered() -> None:
    form = FORMS.form_for("review", "child", "12 and over")
    arabic = next(each for each in FORMS.languages if each.code == "ar")
    lacking = [
        arabic.model_copy(update={"question": {key: said for key, said in arabic.question.items() if key != "change"}}),
        arabic.model_copy(update={"opening": {}}),
    ]
    for each in lacking:
        forms = FORMS.model_copy(update={"languages": (each,)})
        assert forms.offered(form) == []
    younger = FORMS.form_for("review", "child", "8 to 11")
    assert FORMS.model_copy(update={"languages": (lacking[0],)}).offered(younger) == [lacking[0]]


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2026, 1, 2), "4 to 7"),
        (date(2018, 1, 2), "4 to 7"),
        (date(2018, 1, 1), "8 to 11"),
        (date(2014, 1, 2), "8 to 11"),
        (date(2014, 1, 1), "12 and over"),
        (None, "12 and over"),
    ],
)
def test_the_form_goes_by_age(born: date | None, band: str) -> None:
    assert band_of(born, date(2026, 1, 1)) == band


def test_only_what_was_asked_and_offered_is_kept() -> None:
    asked = FORMS.asked(FORMS.form_for("review", "child", "12 and over"))
    told = {"talk": "  my\0 dog ", "home": "6", "school": "2", "lead": "yes", "take_part": "come", "friends": "", "secret": "x",
            "worry": "w" * (LONGEST + 5)}  # fmt: skip
    kept = clean(asked, told)
    assert kept == {"talk": "my dog", "school": "2", "lead": "yes", "take_part": "come", "worry": "w" * LONGEST}


def test_an_answer_is_for_the_iro_alone_unless_the_child_says_otherwise() -> None:
    each = FORMS.form_for("review", "child", "8 to 11")
    told = {"talk": "everyone", "home": "iro", "school": "the world", "worry": "social_worker", "friends": "everyone"}
    assert clean_shares(each, ["talk", "home", "school", "family", "worry"], told) == {
        "talk": "everyone",
        "worry": "social_worker",
    }
    young = FORMS.form_for("review", "child", "4 to 7")
    assert clean_shares(young, ["home", "fun"], {"all": "social_worker", "home": "everyone"}) == dict.fromkeys(
        ["home", "fun"], "social_worker"
    )
    assert clean_shares(FORMS.form_for("review", "parent"), ["contact"], {"contact": "everyone", "all": "everyone"}) == {}


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('[[question]]\nkey = "a"\ntext = "?"\nkind = "song"\n', 4, "kind"),
        ('[[question]]\nkey = "a"\ntext = "?"\nkind = "choice"\n', 1, "choices"),
        (
            'source = "ours"\n\n[[form]]\nabout = "review"\nwho = "cat"\nopening = "child"\nquestions = []\nletter = []\n',
            5,
            "who",
        ),
        ('sauce = "ours"\n', 1, "sauce"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(RulebookError) as error:
        load_consultation([ENGLAND, tmp_path])
    assert (error.value.faults[0].file, error.value.faults[0].line) == (FILE.name, line)
    assert word in str(error.value)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[words]\nsee = "Who?"\n', "wanting"),
        ('[[form]]\nabout = "review"\nwho = "child"\nopening = "child"\nquestions = ["nothing"]\nletter = []\n', "no question"),
        ('[[form]]\nabout = "review"\nwho = "child"\nopening = "nowhere"\nquestions = []\nletter = []\n', "no opening"),
        (
            '[[question]]\nkey = "a"\ntext = "?"\nkind = "words"\n\n[[question]]\nkey = "a"\ntext = "?"\nkind = "words"\n',
            "two questions",
        ),
    ],
)
def test_forms_that_do_not_fit_together_are_refused(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(RulebookError, match=word):
        load_consultation([ENGLAND, tmp_path])


def test_a_translation_that_lacks_words_is_refused(tmp_path: Path) -> None:
    (tmp_path / LANGUAGES).mkdir(parents=True)
    (tmp_path / LANGUAGES / "xx.toml").write_text(
        'name = "X"\nenglish = "X"\n[words]\nyes = "x"\n[opening]\n[question]\n', "utf-8"
    )
    with pytest.raises(RulebookError, match="wanting among the words"):
        load_consultation([ENGLAND, tmp_path])
