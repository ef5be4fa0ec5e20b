"""A rulebook that is wrong is refused, with file, line and sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from footprint.domain.rulebook import Fault, Rulebook, RulebookError, read_rules, read_toml
from footprint.domain.working_days import england

GOOD = """\
[[rule]]
id = "test.first"
title = "First of the test"
law = "SI 2010/959 reg 33(1)"
statutory = true
from = 2011-04-01
starts = "came_into_care"
while = "looked_after"
within = "20 working days"
met_by = "review_held"
owner = "IRO"
"""


def faults(tmp_path: Path, *texts: str) -> list[str]:
    """What reading rules written in some files refuses."""
    files = [tmp_path / f"rules{number}.toml" for number in range(1, len(texts) + 1)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, "utf-8")
    with pytest.raises(RulebookError) as refused:
        read_rules(files)
    assert str(refused.value) == "\n".join(map(str, refused.value.faults))
    return [str(fault) for fault in refused.value.faults]


def without(key: str) -> str:
    """The good rule without one of its lines."""
    return "".join(line + "\n" for line in GOOD.splitlines() if not line.startswith(f"{key} ="))


def with_line(line: str) -> str:
    """The good rule with one line in place of that of the same key, or at its end."""
    key = line.split(" =")[0]
    lines = GOOD.splitlines()
    changed = [line if old.startswith(f"{key} =") else old for old in lines]
    return "\n".join(changed if changed != lines else [*lines, line]) + "\n"


def test_a_good_rule_is_read_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text("# remark\n\n" + GOOD, "utf-8")
    rules, lines = read_rules([tmp_path / "good.toml"])
    assert [rule.id for rule in rules] == ["test.first"]
    assert lines == [("good.toml", 3)]


@pytest.mark.parametrize(
    ("line", "at", "sentence"),
    [
        ('starts = "came_to_care"', 7, '"starts": "came_to_care" is not an event of the vocabulary.'),
        ('met_by = ["review_held", "tea"]', 10, '"met_by": "tea" is not an event of the vocabulary.'),
        ('while = "in_care"', 8, '"while": "in_care" is not a state of the vocabulary.'),
        ('when = "tall"', 12, '"when": "tall" is not a state of the vocabulary.'),
        ('within = "20 wd"', 9, '"within": "20 wd" is not a limit: write'),
        ('within = "1 month 3 days"', 9, "mixes units that cannot be added."),
        ("within = 20", 9, '"within"'),
        ("met_by = []", 1, 'Nothing can meet it: "met_by" is empty.'),
        ('id = "Test First"', 2, '"id"'),
        ('title = "A"', 3, '"title"'),
        ('from = "soon"', 6, '"from"'),
        ('colour = "red"', 12, '"colour"'),
        ('same = "house"', 12, '"same"'),
        ('occurrence = "third"', 12, '"occurrence"'),
        ('if_unmet = "forgotten"', 12, '"if_unmet"'),
        ("to = 2011-04-01", 1, '"to" must lie after "from".'),
        ("to = 2010-04-01", 1, "It is in force until 2010-04-01, which is not after 2011-04-01"),
        ('by_age = "16 years"', 1, 'Say by when with exactly one of "within", "by_age" and "before".'),
        ('window = "6 weeks"', 1, '"window" goes with "before"'),
        ('ends_by = "review_held"', 1, '"review_held" both meets it and ends it unmet.'),
        ('same = "review"', 1, 'it asks for the same review, but "came_into_care" is about a child.'),
    ],
)
def test_a_wrong_line(tmp_path: Path, line: str, at: int, sentence: str) -> None:
    found = faults(tmp_path, with_line(line))
    assert any(fault.startswith(f"rules1.toml, line {at}: ") and sentence in fault for fault in found), found


@pytest.mark.parametrize("key", ["id", "title", "law", "statutory", "from", "met_by", "owner"])
def test_a_missing_line(tmp_path: Path, key: str) -> None:
    (fault,) = faults(tmp_path, without(key))
    assert fault.startswith("rules1.toml, line 1: ")
    assert f'"{key}"' in fault


def test_no_start(tmp_path: Path) -> None:
    assert faults(tmp_path, without("starts")) == ['rules1.toml, line 1: Say what starts it: "starts" is missing.']


def test_no_limit(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, without("within"))
    assert "exactly one of" in fault


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ('before = "review_held"\nstarts = "came_into_care"\nwhile = "looked_after"', 'takes no "starts" and no "not_before"'),
        ('before = "review_held"\nnot_before = "2 days"\nwhile = "looked_after"', 'takes no "starts" and no "not_before"'),
        ('before = "review_held"', 'needs a "window", or a "while"'),
        ('before = "review_held"\nwindow = "5 working days"', "in days, weeks or months"),
        ('starts = "came_into_care"\nby_age = "20 working days"', "An age is in years and months"),
        (
            'starts = "review_completed"\nwithin = "1 week"\nsame = "review"\noccurrence = "first"\nwhile = "looked_after"',
            'leave out "while", or "same"',
        ),
        ('starts = "decisions_sent"\nwithin = "1 week"\nsame = "review"', "only the event that starts it"),
    ],
)
def test_shapes_that_do_not_fit_together(tmp_path: Path, lines: str, sentence: str) -> None:
    meets = "decisions_sent" if "same" in lines else "iro_visit"
    about = 'id = "test.shape"\ntitle = "A shape"\nlaw = "A law"\nowner = "IRO"'
    head = f'[[rule]]\n{about}\nstatutory = true\nfrom = 2011-04-01\nmet_by = "{meets}"\n'
    (fault,) = faults(tmp_path, f"{head}{lines}\n")
    assert sentence in fault


def test_a_carer_may_be_reviewed_again_and_again(tmp_path: Path) -> None:
    text = (
        with_line('same = "carer"')
        .replace('"came_into_care"', '"foster_carer_reviewed"')
        .replace('"review_held"', '"foster_carer_reviewed"')
    )
    (tmp_path / "carers.toml").write_text(text.replace('while = "looked_after"\n', ""), "utf-8")
    assert len(read_rules([tmp_path / "carers.toml"])[0]) == 1


def test_two_rules_with_one_id(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD, "\n" + GOOD) == [
        'rules2.toml, line 2: Two rules have the id "test.first": the other is in rules1.toml, line 1.'
    ]


def test_versions_that_overlap(tmp_path: Path) -> None:
    old, new = with_line("to = 2020-01-01"), with_line("from = 2019-12-31")
    (fault,) = faults(tmp_path, old + "\n" + new)
    assert fault == 'rules1.toml, line 14: The dates of "test.first" overlap with those of its version in rules1.toml, line 1.'


def test_versions_that_follow_one_another(tmp_path: Path) -> None:
    (tmp_path / "both.toml").write_text(with_line("to = 2020-01-01") + with_line("from = 2020-01-01"), "utf-8")
    rules, lines = read_rules([tmp_path / "both.toml"])
    book = Rulebook(tuple(rules), england(), tuple(lines))
    assert book["test.first"].in_force == date(2020, 1, 1)
    with pytest.raises(KeyError):
        book["test.second"]


def test_only_the_rules_that_an_event_can_meet(tmp_path: Path) -> None:
    before = with_line('before = "review_held"').replace("test.first", "test.before").replace('starts = "came_into_care"\n', "")
    before = before.replace('within = "20 working days"\n', "").replace(
        'met_by = "review_held"', 'met_by = ["review_held", "iro_visit"]'
    )
    other = with_line('met_by = "iro_visit"').replace("test.first", "test.other")
    (tmp_path / "three.toml").write_text(GOOD + before + other, "utf-8")
    book = Rulebook(tuple(read_rules([tmp_path / "three.toml"])[0]), england())
    assert [rule.id for rule in book.only(met_by="review_held").rules] == ["test.first"]


def test_not_toml(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, GOOD + "owner = \n")
    assert fault.startswith("rules1.toml, line 12: This is not TOML:")


def test_a_string_that_never_ends(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, '[[rule]]\nid = """test')
    assert fault.startswith("rules1.toml, line 2: This is not TOML:")


def test_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "latin.toml"
    file.write_bytes(b'[[rule]]\nid = "caf\xe9"\n')
    with pytest.raises(RulebookError, match=r"latin\.toml, line 1: The file is not UTF-8 text\."):
        read_toml(file)


def test_a_table_that_is_no_rule_is_named_with_its_line(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, GOOD + '\n[words]\nreview = "review"\n')
    assert fault == f'rules1.toml, line {len(GOOD.splitlines()) + 2}: "words" is not known here; a rule starts with [[rule]].'


def test_a_key_outside_a_rule(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, 'remark = "hello"\n' + GOOD)
    assert fault == 'rules1.toml, line 1: "remark" is not known here; a rule starts with [[rule]].'


@pytest.mark.parametrize("text", ['[rule]\nid = "test.first"\n', 'rule = [{ id = "test.first" }]\n'])
def test_a_rule_that_is_no_table_of_its_own(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text)[-1].endswith("Write each rule as a table of its own, under a line [[rule]].")


def test_every_fault_is_named_in_order(tmp_path: Path) -> None:
    found = faults(
        tmp_path, with_line('within = "20 wd"') + with_line('while = "in_care"').replace("first", "second"), without("owner")
    )
    assert [fault.split(":")[0] for fault in found] == ["rules1.toml, line 9", "rules1.toml, line 19", "rules2.toml, line 1"]


def test_a_fault_reads_as_one_sentence() -> None:
    assert str(Fault("reviews.toml", 12, "It is wrong.")) == "reviews.toml, line 12: It is wrong."
