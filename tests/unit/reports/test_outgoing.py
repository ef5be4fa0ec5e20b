"""What goes out, in its three forms: the same words in each, open to everybody, and untidy data too."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from lxml import html

from footprint.reports.outgoing import NOTHING, TEMPLATE, Outgoing, Part, UnfitTemplate, article, docx, pdf
from footprint.reports.outgoing.pictures import PICTURES
from footprint.reports.outgoing.word_template import template
from tests.paper import words_of_docx, words_of_pdf

RECORD = Outgoing(
    title="Record", heading="Record of the review of Ada Zqcanary", language="en-GB",
    service="Anyshire, Independent Reviewing Service",
    facts=[("Review held on", "3 May 2026"), ("Made for", "Mona, mother")], foot="Keep it safe.",
    made=datetime(2026, 5, 4, 9, tzinfo=UTC),
    parts=[Part("Health", "Ada is well.\nShe grew.\n- one thing\n- another\nThe end."), Part("School", "")],
)  # fmt: skip
EASY = Outgoing("A letter", "A letter for Ada", [Part(name, f"Text of {name}.", name) for name in PICTURES])
UNTIDY = {
    "nothing at all": Outgoing("t", "", []),
    "nothing recorded": Outgoing("t", "h", [Part("", ""), Part("A", " \n ")]),
    "very long words": Outgoing("t", "h" * 300, [Part("x" * 200, "y" * 5000), Part("A", "https://example.org/" + "a/" * 400)]),
    "right to left": Outgoing("t", "سجل", [Part("البيت", "مرحبا بالعالم\n- نص"), Part("בית", "שלום עולם")]),
    "emoji": Outgoing("t", "h 🎉", [Part("A 👍🏽", "hurrah 🎉 👩‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿")]),
    "control signs": Outgoing("t\x00", "a\x01b", [Part("A\x0c", "one\x0btwo\ud800three\ufffe\r\nfour\u2028five")]),
    "marks of a format": Outgoing("t", "<b>&amp;", [Part("{{ title }}", "{% if x %} #let x = 1 \\ $x$ *a* _b_ @c <d> ]]> --")]),
    "another language": Outgoing("t", "h", [Part("A", "dzień dobry, ŵ, ạ")], language="cy"),
}


def tags(file: bytes) -> list[str]:
    """The structure elements of a PDF."""
    with pikepdf.open(io.BytesIO(file)) as found:
        return [
            str(each.S) for each in found.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"
        ]


@pytest.mark.parametrize("of", [RECORD, EASY, *UNTIDY.values()], ids=["record", "easy", *UNTIDY])
def test_every_pdf_is_open_to_everybody(of: Outgoing) -> None:
    with pikepdf.open(io.BytesIO(pdf(of))) as found:
        assert found.Root.MarkInfo.Marked
        assert str(found.Root.Lang) == ("en-GB" if of.language == "en-GB" else of.language)
        assert found.docinfo["/Title"] == of.title.replace("\x00", "")
        assert str(found.docinfo["/Author"]) == of.service
        with found.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"


def test_a_pdf_has_headings_lists_and_pictures_with_words() -> None:
    found = tags(pdf(RECORD))
    assert found.count("/H1") == 1 and found.count("/H2") == 2 and found.count("/LI") == 2
    file = pdf(EASY)
    assert tags(file).count("/Figure") == len(PICTURES)
    with pikepdf.open(io.BytesIO(file)) as told:
        words = {str(each.Alt) for each in told.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each}
    assert {each.words for each in PICTURES.values()} <= words


def test_the_three_forms_say_the_same() -> None:
    page = html.fromstring(article(RECORD)).text_content()
    paper, word = words_of_pdf(pdf(RECORD)), words_of_docx(docx(RECORD))
    for said in ("Record of the review of Ada Zqcanary", "Ada is well.", "another", "Mona, mother", NOTHING, "Keep it safe."):
        for form in (page, paper, word):
            assert re.sub(r"\s+", "", said) in re.sub(r"\s+", "", form), said


@pytest.mark.parametrize("of", UNTIDY.values(), ids=UNTIDY)
def test_untidy_data_is_shown_all_the_same(of: Outgoing) -> None:
    assert html.fromstring(article(of)).tag == "article"
    assert pdf(of).startswith(b"%PDF")
    Document(io.BytesIO(docx(of)))


def test_an_empty_heading_stands_with_the_words_that_nothing_is_recorded() -> None:
    for form in (article(RECORD), words_of_pdf(pdf(RECORD)), words_of_docx(docx(RECORD))):
        assert form.index("School") < form.index(NOTHING)


def test_what_no_font_shows_is_told_by_its_name() -> None:
    assert "hurrah [party popper] [woman][woman][girl]" in words_of_pdf(pdf(UNTIDY["emoji"]))


def test_letters_of_other_directions_stay() -> None:
    assert "שלום" in article(UNTIDY["right to left"]) and 'dir="auto"' in article(UNTIDY["right to left"])
    assert words_of_docx(docx(UNTIDY["right to left"])).count("<w:bidi/>") >= 4
    assert "<w:bidi/>" not in words_of_docx(docx(RECORD))


def test_nothing_of_a_text_becomes_a_mark_of_the_page() -> None:
    shown = article(UNTIDY["marks of a format"])
    assert "<d>" not in shown and "{{ title }}" in shown
    assert "{{ title }}" in words_of_docx(docx(UNTIDY["marks of a format"]))
    assert "style=" not in article(EASY) and "<script" not in article(EASY)


def test_lists_of_a_page_are_closed() -> None:
    shown = html.fromstring(article(RECORD))
    assert [each.text for each in shown.xpath("//ul/li")] == ["one thing", "another"]
    assert len(shown.xpath("//ul")) == 1 and shown.xpath("//ul/following-sibling::p")[0].text == "The end."


def test_the_word_file_tells_nothing_of_anybody() -> None:
    about = Document(io.BytesIO(docx(RECORD))).core_properties
    assert (about.title, about.language, about.author) == ("Record", "en-GB", RECORD.service)
    assert about.last_modified_by == RECORD.service and about.comments == about.keywords == about.subject == ""
    with zipfile.ZipFile(io.BytesIO(docx(RECORD))) as parts:
        properties = "".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("docProps/"))
    assert "Zqcanary" not in properties and "python" not in properties.lower()


def test_the_word_file_has_real_headings_and_a_language() -> None:
    file = Document(io.BytesIO(docx(RECORD)))
    styles = [(each.style.name, each.text) for each in file.paragraphs if each.style and each.text]
    assert ("Heading 1", RECORD.heading) in styles and ("Heading 2", "Health") in styles and ("List Bullet", "another") in styles
    assert 'w:lang w:val="en-GB"' in file.styles.element.xml
    welsh = Document(io.BytesIO(docx(UNTIDY["another language"])))
    assert 'w:lang w:val="cy"' in welsh.styles.element.xml and welsh.core_properties.language == "cy"


def test_the_pictures_of_a_word_file_have_words() -> None:
    shapes = Document(io.BytesIO(docx(EASY))).inline_shapes
    assert [each._inline.docPr.get("descr") for each in shapes] == [each.words for each in PICTURES.values()]


def own(path: Path, *paragraphs: str) -> Path:
    """A council's own template."""
    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(str(path))
    return path


def test_a_council_has_a_template_of_its_own(tmp_path: Path) -> None:
    file = own(
        tmp_path / "own.docx", "Anyshire's paper: {{ heading }}", "{%p for part in parts %}", "{{ part.title }}!", "{%p endfor %}"
    )
    assert [each.text for each in Document(io.BytesIO(docx(RECORD, file))).paragraphs] == [
        "Anyshire's paper: Record of the review of Ada Zqcanary", "Health!", "School!",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "{{ surname }}",
            "The Word template own.docx has a field that Footprint does not know: “surname”; its fields are title, heading",
        ),
        ("{% for part in parts %}{{ part.body }}{% endfor %}", "has a field that Footprint does not know: .*'body'"),
        ("{% for %}", "The Word template own.docx cannot be read: "),
        ("{{ ''.__class__.__mro__ }}", "The Word template own.docx (has a field|cannot be read)"),
    ],
)
def test_a_template_that_does_not_fit_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(UnfitTemplate, match=sentence):
        docx(RECORD, own(tmp_path / "own.docx", text))


def test_a_template_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        UnfitTemplate, match=r"^The Word template away\.docx is not where the setting FOOTPRINT_WORD_TEMPLATE says\.$"
    ):
        docx(RECORD, tmp_path / "away.docx")
    (tmp_path / "text.docx").write_text("no Word")
    with pytest.raises(UnfitTemplate, match=r"^The Word template text\.docx is no Word file \(\.docx\)\.$"):
        docx(RECORD, tmp_path / "text.docx")


def test_our_template_is_as_it_is_made() -> None:
    def told(file: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            return {name: parts.read(name) for name in parts.namelist() if name.startswith("word/")}

    assert told(TEMPLATE.read_bytes()) == told(template())


@pytest.mark.skipif(
    not shutil.which("soffice") and os.environ.get("CI") != "true",  # where it counts, nothing is left out
    reason="Left out for want of LibreOffice: that each Word file opens in it.",
)
def test_every_word_file_opens(tmp_path: Path) -> None:
    """LibreOffice opens each of them, and says the same."""
    files = {f"{place}": of for place, of in enumerate([RECORD, EASY, *UNTIDY.values()])}
    for name, of in files.items():
        (tmp_path / f"{name}.docx").write_bytes(docx(of))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.docx")))], check=True, capture_output=True, timeout=120)
    opened = {name: (tmp_path / f"{name}.txt").read_text("utf-8-sig") for name in files}
    assert "Ada is well." in opened["0"] and NOTHING in opened["0"]
    assert "Text of me." in opened["1"]
    assert "שלום עולם" in opened["5"]
