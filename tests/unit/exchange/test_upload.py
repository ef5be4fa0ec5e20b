"""Files as a browser sends them: what is laid into the folder, and what is refused without a trace."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from open_format_folder import CHILDREN

from footprint.exchange import upload
from footprint.exchange.open_format.read import read_open_format
from footprint.exchange.problems import UnreadableFile
from footprint.exchange.ssda903.read import read_returns
from footprint.exchange.upload import Laid, Sent, kind_of, lay

HEADER = b"CHILD,SEX,DOB\nA1,1,01/02/2012\n"


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two of one name
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def laid(folder: Path, *sent: Sent) -> list[str]:
    return [str(file.relative_to(folder)) for file in lay(sent, folder).files]


def refused(folder: Path, *sent: Sent) -> str:
    with pytest.raises(UnreadableFile) as error:
        lay(sent, folder)
    assert list(folder.iterdir()) == []
    return str(error.value)


class TestFiles:
    def test_are_laid_under_their_names(self, tmp_path: Path) -> None:
        assert laid(tmp_path, ("Header.CSV", HEADER), ("return.xml", b"<a/>")) == ["Header.CSV", "return.xml"]
        assert (tmp_path / "Header.CSV").read_bytes() == HEADER

    def test_keep_the_last_of_their_folders(self, tmp_path: Path) -> None:
        sent = [(f"my returns/{year}/header.csv", HEADER) for year in ("2023-24", "2024-25")]
        assert laid(tmp_path, *sent) == ["2023-24/header.csv", "2024-25/header.csv"]
        assert [each.year for each in read_returns(tmp_path)] == [2024, 2025]

    def test_none_is_refused(self, tmp_path: Path) -> None:
        assert refused(tmp_path) == "No file was sent."

    def test_into_a_folder_with_something_in_it_is_a_mistake_of_ours(self, tmp_path: Path) -> None:
        (tmp_path / "old.csv").write_text("")
        with pytest.raises(ValueError, match="is not empty"):
            lay([("header.csv", HEADER)], tmp_path)

    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            (
                "book.xlsx",
                b"PK\x03\x04",
                "book.xlsx is a spreadsheet, which cannot be read as it is: open it, choose File, Save As",
            ),
            ("book.xls", b"", "“CSV UTF-8 (Comma delimited)” for each sheet"),
            ("book.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a spreadsheet"),
            ("book.csv", b"PK\x03\x04", "book.csv is a spreadsheet or an archive, whatever its name says"),
            ("all.tar.gz", b"\x1f\x8b", "all.tar.gz is an archive"),
            ("report.pdf", b"%PDF-1.7", "report.pdf is no CSV or XML file."),
            ("../header.csv", HEADER, "leads out of its folder"),
            ("C:\\header.csv", HEADER, "leads out of its folder"),
            ("/etc/header.csv", HEADER, "leads out of its folder"),
            ("head\u202eer.csv", HEADER, "head�er.csv has a name with marks in it that cannot be seen"),
            ("head\0er.csv", HEADER, "cannot be seen"),
            ("", HEADER, "has a name with"),
            ("h" * 200 + ".csv", HEADER, "too long"),
        ],
    )
    def test_of_other_kinds_or_strange_names_are_refused(self, tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
        assert sentence in refused(tmp_path, ("episodes.csv", b"x"), (name, content))

    def test_that_are_there_twice_are_refused(self, tmp_path: Path) -> None:
        assert "is there twice" in refused(tmp_path, ("header.csv", HEADER), ("Header.csv", HEADER))
        assert "is there twice" in refused(tmp_path, ("a/2025/header.csv", HEADER), ("b/2025/header.csv", HEADER))

    def test_that_are_folders_too_are_refused(self, tmp_path: Path) -> None:
        assert "both as a file and as a folder" in refused(tmp_path, ("a.csv", HEADER), ("a.csv/b.csv", HEADER))
        assert "both as a file and as a folder" in refused(tmp_path, ("a.csv/b.csv", HEADER), ("a.csv", HEADER))

    def test_that_are_too_many_or_too_large_are_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "More than 200 files" in refused(tmp_path, *((f"{number}.csv", b"") for number in range(201)))
        assert len(laid(tmp_path, *((f"{number}.csv", b"") for number in range(200)))) == 200
        monkeypatch.setattr(upload, "MOST_IN", 2**20)
        (tmp_path / "more").mkdir()
        assert "larger than 1 MB together" in refused(tmp_path / "more", ("a.csv", b"x" * 2**19), ("b.csv", b"x" * 2**20))


class TestAZip:
    def test_is_unpacked(self, tmp_path: Path) -> None:
        content = zipped(
            ("out/2024-25/header.csv", HEADER), ("out/", b""), ("out/readme.pdf", b"%PDF"), ("__MACOSX/._x.csv", b"\0")
        )
        found = lay([("return.zip", content)], tmp_path)
        assert found == Laid([tmp_path / "2024-25" / "header.csv"], ["out/readme.pdf"])
        assert kind_of(tmp_path) == "SSDA903"

    def test_of_a_folder_in_the_open_format_is_taken_out_of_it(self, tmp_path: Path) -> None:
        content = zipped(
            ("export\\children.csv", CHILDREN.encode()), ("export\\staff.csv", b"staff\nS1\n"), packing=zipfile.ZIP_STORED
        )
        assert laid(tmp_path, ("export.zip", content)) == ["children.csv", "staff.csv"]
        assert kind_of(tmp_path) == "open format"
        assert len(read_open_format(tmp_path).tables["staff"]) == 1

    def test_beside_other_files_is_refused(self, tmp_path: Path) -> None:
        assert "return.zip is a ZIP: send it alone" in refused(tmp_path, ("header.csv", HEADER), ("return.zip", zipped()))

    @pytest.mark.parametrize(
        ("members", "sentence"),
        [
            ([("../../header.csv", HEADER)], "../../header.csv has a path that leads out of its folder"),
            ([("..\\header.csv", HEADER)], "leads out"),
            ([("/tmp/header.csv", HEADER)], "leads out"),
            ([("a/header.csv", HEADER), ("b/a/header.csv", HEADER)], "is there twice"),
            ([("header.csv", HEADER), ("header.csv", HEADER)], "is there twice"),
            ([("inner.zip", zipped())], "inner.zip is an archive"),
            ([("inner.csv", zipped(("a.csv", b"a")))], "inner.csv is a spreadsheet or an archive"),
            ([("book.xlsx", b"")], "book.xlsx is a spreadsheet"),
            ([("[Content_Types].xml", b""), ("xl/workbook.xml", b"")], "sent.zip is a spreadsheet"),
            ([(f"{number}.csv", b"") for number in range(201)], "holds more than 200 files"),
        ],
    )
    def test_with_what_must_not_be_in_it_is_refused(self, tmp_path: Path, members: list[Sent], sentence: str) -> None:
        assert sentence in refused(tmp_path, ("sent.zip", zipped(("good.csv", b"a"), *members)))

    @pytest.mark.parametrize("members", [[], [("notes.pdf", b"%PDF")]])
    def test_without_a_file_to_read_is_refused(self, tmp_path: Path, members: list[Sent]) -> None:
        assert "There is no CSV or XML file to read" in refused(tmp_path, ("sent.zip", zipped(*members)))

    def test_with_a_link_is_refused(self, tmp_path: Path) -> None:
        link = zipfile.ZipInfo("header.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        assert "is a link or device" in refused(tmp_path, ("sent.zip", zipped((link, b"/etc/passwd"))))

    def test_that_is_protected_is_refused(self, tmp_path: Path) -> None:
        content = bytearray(zipped(("header.csv", HEADER)))
        content[content.index(b"PK\x01\x02") + 8] |= 1
        content[6] |= 1
        assert "header.csv in the ZIP is protected by a password" in refused(tmp_path, ("sent.zip", bytes(content)))

    def test_that_grows_beyond_measure_is_refused(self, tmp_path: Path) -> None:
        assert "grows to more than" in refused(tmp_path, ("sent.zip", zipped(("header.csv", b"0" * 4 * 2**20))))

    def test_that_grows_beyond_measure_in_all_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(upload, "MOST_OUT", 2**20)
        noise = b"".join(struct.pack("<I", number * 2654435761 % 2**32) for number in range(2**17))
        members = [(f"{number}.csv", noise) for number in range(3)]
        assert "grows to more than 1 MB" in refused(tmp_path, ("sent.zip", zipped(*members)))
        assert len(laid(tmp_path, ("sent.zip", zipped(*members[:2])))) == 2

    def test_that_lies_about_its_size_is_counted_all_the_same(self, tmp_path: Path) -> None:
        content = bytearray(zipped(("header.csv", b"0" * 4 * 2**20)))
        content[22:26] = struct.pack("<I", 10)
        directory = content.index(b"PK\x01\x02")
        content[directory + 24 : directory + 28] = struct.pack("<I", 10)
        assert "sent.zip is damaged" in refused(tmp_path, ("sent.zip", bytes(content)))

    def test_with_a_list_of_files_beyond_measure_is_not_even_listed(self, tmp_path: Path) -> None:
        content = bytearray(zipped(("header.csv", HEADER)))
        end = content.index(b"PK\x05\x06")
        content[end + 12 : end + 16] = struct.pack("<I", 2**30)
        assert "is made for far larger ones" in refused(tmp_path, ("sent.zip", bytes(content)))
        far = zipped(("header.csv", HEADER)).replace(b"PK\x05\x06", b"PK\x06\x07" + b"\0" * 16 + b"PK\x05\x06")
        assert "is made for far larger ones" in refused(tmp_path, ("sent.zip", far))

    @pytest.mark.parametrize(
        "content",
        [b"", b"PK\x03\x04", b"not a zip", zipped(("header.csv", HEADER))[:-30]],
        ids=["empty", "its first bytes", "words", "cut short"],  # an archive holds the time, which is no name of a test
    )
    def test_that_is_none_or_cut_short_is_refused(self, tmp_path: Path, content: bytes) -> None:
        assert "sent.zip is damaged" in refused(tmp_path, ("sent.zip", content))

    def test_of_another_packing_is_refused(self, tmp_path: Path) -> None:
        assert "is damaged, or packed in a way" in refused(
            tmp_path, ("sent.zip", zipped(("header.csv", HEADER), packing=zipfile.ZIP_LZMA))
        )

    def test_with_any_byte_changed_is_read_or_refused(self, tmp_path: Path) -> None:
        whole = zipped(("2024-25/header.csv", HEADER), ("children.csv", CHILDREN.encode()))
        for place in range(len(whole)):
            folder = tmp_path / str(place)
            folder.mkdir()
            try:
                lay([("sent.zip", whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])], folder)
            except UnreadableFile as error:
                assert str(error).endswith(".")
                assert list(folder.iterdir()) == []


def test_a_folder_without_any_file_to_read_is_of_no_kind(tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_text("")
    with pytest.raises(UnreadableFile, match="no CSV or XML file"):
        kind_of(tmp_path)
