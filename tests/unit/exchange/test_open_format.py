"""The open format: what a folder may hold, what becomes of each row, and what comes out again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from open_format_folder import CARE, CHILDREN, REVIEWS, accepted, read, said, write

from footprint.exchange.open_format.chronology import open_chronology
from footprint.exchange.open_format.read import is_open_format, read_open_format
from footprint.exchange.open_format.spec import codes, files
from footprint.exchange.open_format.write import write_open_format
from footprint.exchange.problems import UnreadableFile

DOC = Path(__file__).parents[3] / "docs" / "how-to" / "open-format.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


class TestTheFolder:
    def test_is_known_by_a_children_file_with_a_column_child(self, folder: Path) -> None:
        assert is_open_format(write(folder))

    @pytest.mark.parametrize("header", ["CHILD;DOB\n", "Our children\n\nName,Child\n", '"child","dob"\n', "\ufeffchild\n"])
    def test_is_known_however_the_header_is_written(self, folder: Path, header: str) -> None:
        (folder / "Children.CSV").write_text(header, "utf-8")
        assert is_open_format(folder)

    def test_is_known_in_utf_16(self, folder: Path) -> None:
        (folder / "children.csv").write_text(CHILDREN, "utf-16")
        assert is_open_format(folder)
        assert read_open_format(folder).tables["children"]["child"].to_list() == ["C1", "C2"]

    def test_a_return_is_not_the_open_format(self, folder: Path) -> None:
        (folder / "header.csv").write_text("CHILD,SEX,DOB\n")
        (folder / "episodes.csv").write_text("CHILD,DECOM\n")
        assert not is_open_format(folder)
        assert not is_open_format(folder / "header.csv")
        assert not is_open_format(folder / "nowhere")

    def test_nor_are_children_without_a_column_child(self, folder: Path) -> None:
        (folder / "children.csv").write_text("name,born\nchild,2010\n"[:10])
        assert not is_open_format(folder)

    def test_without_children_is_refused(self, folder: Path) -> None:
        (folder / "reviews.csv").write_text(REVIEWS)
        with pytest.raises(UnreadableFile, match=r"has no children\.csv"):
            read_open_format(folder)

    def test_of_children_alone_is_enough(self, folder: Path) -> None:
        records = read(folder)
        assert [count.file for count in records.files] == ["children.csv"]
        assert list(records.tables) == list(files())
        assert all(
            list(rows.columns) == [*files()[name].columns, "row", "file", "accepted"] for name, rows in records.tables.items()
        )
        assert records.tables["staff"].schema["fte"] == pl.Float64

    def test_names_each_file_as_it_is_read(self, folder: Path) -> None:
        names: list[str] = []
        read_open_format(write(folder, reviews=REVIEWS), names.append)
        assert names == ["children.csv", "reviews.csv"]

    def test_unknown_files_are_noted_and_left_alone(self, folder: Path) -> None:
        (folder / "notes.txt").write_text("hello")
        (folder / "photos").mkdir()
        (folder / ".hidden").write_text("")
        records = read(folder)
        assert [(count.file, count.kind, count.rows) for count in records.files[1:]] == [
            ("notes.txt", "not read", 0),
            ("photos", "not read", 0),
        ]
        assert records.problems["severity"].to_list() == ["note", "note"]

    def test_a_file_that_is_there_twice_is_refused(self, folder: Path) -> None:
        (folder / "Reviews.CSV").write_text(REVIEWS)
        with pytest.raises(UnreadableFile, match=r"Reviews\.CSV is there twice, also as reviews\.csv"):
            read(folder, reviews=REVIEWS)


class TestColumns:
    def test_may_be_missing_or_in_another_order(self, folder: Path) -> None:
        row = read(folder, reviews="child,review\nC1,R1\n").tables["reviews"].row(0, named=True)
        assert (row["review"], row["child"], row["participation"], row["row"], row["file"]) == (
            "R1",
            "C1",
            None,
            2,
            "reviews.csv",
        )

    def test_unknown_ones_are_reported_and_kept_out(self, folder: Path) -> None:
        records = read(folder, children="Child,First Name,shoe size\nC1,Ann,4\n")
        assert said(records, "children") == [("read.column", "warning", None, "shoe size")]
        assert records.tables["children"].row(0)[:2] == ("C1", "Ann")

    def test_required_ones_that_are_missing_are_named(self, folder: Path) -> None:
        with pytest.raises(UnreadableFile, match=r"reviews\.csv has no column child, without which"):
            read(folder, reviews="review,started\n")

    @pytest.mark.parametrize("header", ["child,dob,DOB\n", "child,first name,first_name\n"])
    def test_twins_are_refused(self, folder: Path, header: str) -> None:
        with pytest.raises(UnreadableFile, match="twice"):
            read(folder, children=header)

    def test_an_empty_file_is_noted(self, folder: Path) -> None:
        records = read(folder, staff="")
        assert said(records, "staff") == [("read.file", "note", None, None)]
        assert records.tables["staff"].is_empty()

    def test_title_and_blank_lines_are_passed_over_and_counted(self, folder: Path) -> None:
        records = read(folder, children="Our children\n\nchild,dob\n\nC1,2010-02-01\n")
        assert records.files[0].skipped == 3
        assert records.tables["children"]["row"].to_list() == [5]


class TestCells:
    @pytest.mark.parametrize("day", ["2024-03-01", "01/03/2024", " 1 Mar 2024", "2024-03-01 00:00:00"])
    def test_dates(self, folder: Path, day: str) -> None:
        assert read(folder, children=f"child,dob\nC1,{day}\n").tables["children"]["dob"].to_list() == [date(2024, 3, 1)]

    @pytest.mark.parametrize(
        ("cell", "value"), [("yes", True), (" Y", True), ("TRUE", True), ("0", False), ("No", False), ("", None)]
    )
    def test_yes_or_no(self, folder: Path, cell: str, value: bool | None) -> None:
        records = read(folder, children=f"child,uasc\nC1,{cell}\n")
        assert records.tables["children"]["uasc"].to_list() == [value]
        assert records.problems.is_empty()

    @pytest.mark.parametrize(("cell", "value"), [("2", 2), ("2.0", 2), ("Stage 2", 2)])
    def test_whole_numbers(self, folder: Path, cell: str, value: int) -> None:
        records = read(
            folder,
            escalations="escalation,child,raised,kind\nE1,C1,2024-01-01,formal\n",
            escalation_stages=f"escalation,stage\nE1,{cell}\n",
        )
        assert records.tables["escalation_stages"]["stage"].to_list() == [value]

    def test_codes_in_any_case_and_other_words_where_the_list_is_open(self, folder: Path) -> None:
        staff = "staff,role,fte,sex\nS1,IRO,0.6,f\nS2,Virtual School,1,1.0\n"
        records = read(folder, staff=staff)
        assert records.tables["staff"].select("role", "fte", "sex").rows() == [("iro", 0.6, "F"), ("Virtual School", 1.0, "1")]
        assert records.problems.is_empty()

    @pytest.mark.parametrize(
        ("column", "cell", "rule", "kept"),
        [("dob", "2010-02-30", "read.date", None), ("uasc", "perhaps", "read.yes_no", None), ("sex", "X", "read.code", "X")],
    )
    def test_what_is_unreadable_is_a_warning_where_a_row_can_do_without(
        self, folder: Path, column: str, cell: str, rule: str, kept: str | None
    ) -> None:
        records = read(folder, children=f"child,{column}\nC1,{cell}\n")
        assert said(records, "children") == [(rule, "warning", 2, column)]
        assert records.tables["children"].select(column, "accepted").row(0) == (kept, True)

    @pytest.mark.parametrize("fte", ["a lot", "nan", "inf"])
    def test_numbers(self, folder: Path, fte: str) -> None:
        records = read(folder, staff=f"staff,fte\nS1,{fte}\n")
        assert said(records, "staff") == [("read.number", "warning", 2, "fte")]

    def test_text_is_kept_to_the_letter_and_names_are_trimmed(self, folder: Path) -> None:
        decisions = 'decision,review,text\n D1 ,R1 ,"  Say ""hi"",\n\n then go; =now "\n'
        records = read(folder, reviews=REVIEWS + "R1,C1,,,planned\n", decisions=decisions)
        assert records.tables["decisions"].select("decision", "review", "text").row(0) == (
            "D1",
            "R1",
            '  Say "hi",\n\n then go; =now ',
        )

    def test_marks_of_byte_order_around_a_name_are_no_part_of_it(self, folder: Path) -> None:
        assert read(folder, children="child\n\ufeff C1\n C2\ufeff\n").tables["children"]["child"].to_list() == ["C1", "C2"]

    def test_a_milestone_of_no_known_kind_is_kept_with_a_warning(self, folder: Path) -> None:
        records = read(folder, milestones="child,kind,on\nC1,dances,2024-01-01\nC1,Midway check,2024-01-02\n")
        assert said(records, "milestones") == [("read.code", "warning", 2, "kind")]
        assert "no duty follows" in records.problems["sentence"][0]
        assert records.tables["milestones"].select("kind", "accepted").rows() == [("dances", True), ("midway_check", True)]


class TestRowsSetAside:
    @pytest.mark.parametrize(
        ("row", "rule", "column"),
        [
            (",R1", "read.blank", "child"),
            ("C1, ", "read.blank", "review"),
        ],
    )
    def test_blank_where_they_must_not_be(self, folder: Path, row: str, rule: str, column: str) -> None:
        records = read(folder, reviews=f"child,review,status\n{row},planned\n")
        assert said(records, "reviews") == [(rule, "error", 2, column)]
        assert accepted(records, "reviews") == [False]

    @pytest.mark.parametrize(
        ("row", "rule", "column"),
        [
            ("C1,soon,S,C1,U6,,", "read.date", "decom"),
            ("C1,2024-01-05,S,ZZ,U6,,", "read.code", "ls"),
            ("C1,2024-01-05,S,C1,U6,later,", "read.date", "dec"),
            ("C1,2024-01-05,S,C1,U6,2024-01-04,X1", "read.order", "dec"),
            ("C9,2024-01-05,S,C1,U6,,", "read.link", "child"),
        ],
    )
    def test_episodes(self, folder: Path, row: str, rule: str, column: str) -> None:
        records = read(folder, episodes=CARE + row + "\n")
        assert said(records, "episodes") == [(rule, "error", 2, column)]
        assert accepted(records, "episodes") == [False]

    @pytest.mark.parametrize(
        ("row", "rule", "column"),
        [
            ("R1,C1,2024-01-05,,perhaps", "read.code", "status"),
            ("R1,C1,,,held", "read.blank", "started"),
            ("R1,C1,,2024-01-05,", "read.blank", "started"),
            ("R1,C1,2024-01-05,2024-01-04,held", "read.order", "completed"),
        ],
    )
    def test_reviews(self, folder: Path, row: str, rule: str, column: str) -> None:
        records = read(folder, reviews=REVIEWS + row + "\n")
        assert said(records, "reviews") == [(rule, "error", 2, column)]

    def test_a_stage_that_no_process_has(self, folder: Path) -> None:
        records = read(
            folder,
            escalations="escalation,child,raised,kind\nE1,C1,2024-01-01,formal\n",
            escalation_stages="escalation,stage\nE1,7\n",
        )
        assert said(records, "escalation_stages") == [("read.number", "error", 2, "stage")]
        assert "from 1 to 6" in records.problems["sentence"][0]

    def test_the_same_record_twice(self, folder: Path) -> None:
        records = read(folder, children="child\nC1\nC2\nC1\n")
        assert said(records, "children") == [("read.twice", "error", 4, "child")]
        assert records.problems["sentence"].to_list() == ["child “C1” is there already, on line 2, so the row is set aside."]

    def test_the_same_stage_twice(self, folder: Path) -> None:
        escalations = "escalation,child,raised,kind\nE1,C1,2024-01-01,formal\nE2,C1,2024-01-01,formal\n"
        records = read(folder, escalations=escalations, escalation_stages="escalation,stage\nE1,1\nE2,1\nE1,2\nE1,1\n")
        assert accepted(records, "escalation_stages") == [True, True, True, False]
        assert records.problems["sentence"][0].startswith("escalation “E1”, stage “1” is there already, on line 2")

    def test_what_belongs_to_a_row_set_aside_goes_with_it(self, folder: Path) -> None:
        records = read(folder, reviews=REVIEWS + "R1,C9,2024-01-01,,held\n", decisions="decision,review\nD1,R1\n")
        assert said(records, "decisions") == [("read.link", "error", 2, "review")]

    def test_references_to_nobody_are_warnings_and_only_where_somebody_is_listed(self, folder: Path) -> None:
        reviews = "review,child,status,chair,team\nR1,C1,planned,S1,T1\nR2,C1,planned,S2,\n"
        records = read(folder, reviews=reviews, staff="staff\nS1\n")
        assert said(records, "reviews") == [("read.link", "warning", 3, "chair")]
        assert accepted(records, "reviews") == [True, True]

    def test_what_is_taken_for_granted_is_said(self, folder: Path) -> None:
        records = read(
            folder, reviews=REVIEWS + "R1,C1,2024-01-01,,\n", escalations="escalation,child,raised\nE1,C1,2024-01-01\n"
        )
        assert said(records, "reviews") == [("read.status", "warning", 2, "status")]
        assert said(records, "escalations") == [("read.kind", "warning", 2, "kind")]


class TestLinesThatAreNoRows:
    def test_name_the_children_they_are_about(self, folder: Path) -> None:
        reviews = REVIEWS + "R1,C1,2024-01-01,,held,too many\n"
        records = read(folder, reviews=reviews)
        assert said(records, "reviews") == [("read.line", "error", 2, None)]
        assert records.suspects == ["C1"]
        assert open_chronology(records).children["incomplete"].to_list() == [True, False]

    def test_find_the_child_through_the_review(self, folder: Path) -> None:
        records = read(folder, reviews=REVIEWS + "R1,C2,,,planned\n", decisions='decision,review,text\nD1,R1,"open\nD2,R1,x\n')
        assert said(records, "decisions") == [("read.line", "error", 2, None)]
        assert records.tables["decisions"]["decision"].to_list() == ["D2"]
        assert records.suspects == ["C2"]

    def test_a_stray_quote_spoils_its_own_line_only(self, folder: Path) -> None:
        records = read(folder, children='child,first_name\nC1,6" Ann\nC2,Bob\nC3,5" Cy\n')
        assert records.tables["children"]["child"].to_list() == ["C2"]
        assert [count.rejected for count in records.files] == [2]

    def test_very_long_texts_are_read(self, folder: Path) -> None:
        records = read(folder, children=f'child,language\nC1,"{"long, " * 30_000}"\n')
        assert len(records.tables["children"]["language"][0]) == 180_000


class TestWriting:
    def test_every_file_with_its_columns_in_order(self, folder: Path) -> None:
        paths = write_open_format({}, folder / "new" / "out")
        assert [path.stem for path in paths] == list(files())
        assert (folder / "new" / "out" / "meetings.csv").read_text() == "review,held,venue,mode\n"
        assert is_open_format(folder / "new" / "out")

    def test_iso_dates_yes_and_no_numbers_and_blanks(self, folder: Path) -> None:
        tables = {
            "children": pl.DataFrame(
                {"child": ["C1", "C2"], "dob": [date(2010, 2, 1), None], "uasc": [True, False], "other": [1, 2]}
            ),
            "staff": pl.DataFrame({"staff": pl.Series(["S1"], dtype=pl.Categorical), "fte": [0.6], "name": [""]}),
            "teams": pl.DataFrame(),
        }
        write_open_format(tables, folder)
        assert (folder / "children.csv").read_text().splitlines()[1:] == ["C1,,,2010-02-01,,,,yes,,,", "C2,,,,,,,no,,,"]
        assert (folder / "staff.csv").read_text().splitlines()[1:] == ["S1,,,,0.6,,,,,,"]
        assert (folder / "teams.csv").read_text() == "team,name,district\n"

    def test_rows_that_were_set_aside_are_left_out(self, folder: Path) -> None:
        write_open_format(read(folder, children="child\nC1\nC1\n"), folder / "out")
        assert len((folder / "out" / "children.csv").read_text().splitlines()) == 2

    def test_a_file_that_the_format_does_not_have_is_a_mistake(self, folder: Path) -> None:
        with pytest.raises(ValueError, match=r"no file pets\.csv"):
            write_open_format({"pets": pl.DataFrame()}, folder)

    @pytest.mark.parametrize(
        ("text", "cell"),
        [
            ("=1+1", "'=1+1"),
            ("+44 20", "'+44 20"),
            ("-5", "'-5"),
            ("@name", "'@name"),
            ("\t=1", "'\t=1"),
            ("\r=1", '"\'\r=1"'),
            ("\uff1d1", "'\uff1d1"),
            (" =1", "' =1"),
            ("\ufeff=1", "'\ufeff=1"),
            ("'=1", "''=1"),
            ("''=1", "'''=1"),
            ("'Tis", "'Tis"),
            ("'", "'"),
            ("a=1", "a=1"),
        ],
    )
    def test_nothing_is_a_formula_and_everything_comes_back(self, folder: Path, text: str, cell: str) -> None:
        tables = {"children": pl.DataFrame({"child": ["C1"], "first_name": [text]})}
        write_open_format(tables, folder)
        assert (folder / "children.csv").read_bytes().decode().split("\n", 1)[1] == f"C1,{cell},,,,,,,,,\n"
        assert read_open_format(folder).tables["children"]["first_name"].to_list() == [text]

    def test_a_carriage_return_that_cannot_be_shielded_is_a_line_end(self, folder: Path) -> None:
        every_mark = "".join(map(chr, range(1, 32)))
        write_open_format({"children": pl.DataFrame({"child": ["C1"], "language": [f"{every_mark}\r\nx"]})}, folder)
        text = read_open_format(folder).tables["children"]["language"][0]
        assert text == f"{every_mark}\r\nx".replace("\r\n", "\n").replace("\r", "\n")

    def test_a_nul_which_no_text_file_may_hold_is_marked(self, folder: Path) -> None:
        write_open_format({"children": pl.DataFrame({"child": ["C1"], "language": ["a\0b"]})}, folder)
        assert read_open_format(folder).tables["children"]["language"].to_list() == ["a\ufffdb"]


class TestTheSpecification:
    def test_the_guide_shows_every_file_and_column_in_order(self) -> None:
        shown = self.shown(cells=5)
        assert shown == {name: list(spec.columns) for name, spec in files().items()}
        assert list(shown) == list(files())

    def test_the_guide_shows_what_makes_a_row_the_same_record(self) -> None:
        assert self.shown(cells=4) == {name: list(spec.identity) for name, spec in files().items()}

    def shown(self, cells: int) -> dict[str, list[str]]:
        """The files of the guide's table of so many cells a line, with what its second column lists."""
        lines = [line.split("|") for line in DOC.read_text("utf-8").splitlines() if line.startswith("| `")]
        rows = [line[1:3] for line in lines if len(line) == cells]
        return {
            file.strip(" `").removesuffix(".csv"): [each.strip(" *") for each in columns.split(",")] for file, columns in rows
        }

    def test_every_type_is_known(self) -> None:
        simple = {"id", "text", "date", "number", "yes/no", "1 to 6"}
        assert all(sort in simple or codes(sort) for spec in files().values() for sort in spec.columns.values())

    def test_every_rule_names_columns_that_are_there_and_links_go_back(self) -> None:
        names = list(files())
        for place, spec in enumerate(files().values()):
            named = [*spec.must, *spec.may, *spec.key, *spec.belongs, *spec.refers, *(day for pair in spec.order for day in pair)]
            assert set(named) <= spec.columns.keys()
            assert all(names.index(target) < place for target in [*spec.belongs.values(), *spec.refers.values()])
            assert all(files()[target].key for target in [*spec.belongs.values(), *spec.refers.values()])
