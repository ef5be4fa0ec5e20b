"""Whatever is written in the open format is read again as it was, and no file of any content makes the reader fail."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from footprint.domain.chronology import EVENT_SCHEMA, SPELL_SCHEMA
from footprint.domain.vocabulary import KINDS
from footprint.exchange.open_format.chronology import open_chronology
from footprint.exchange.open_format.read import OpenRecords, is_open_format, read_open_format
from footprint.exchange.open_format.spec import FileSpec, codes, files
from footprint.exchange.open_format.write import write_open_format
from footprint.exchange.problems import UnreadableFile
from tests.properties.often import often

steady = often(8)
FORMULA = re.compile("[\t\r\n]|[ \u00a0\u2028\ufeff]*[-=+@\uff1d\uff0b\uff0d\uff20]")

_any_text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
_tricky = st.text("'=+-@\t\r\n \uff1d\",;|a\x01\u2028\ufeff\u00a0", min_size=1, max_size=8)
texts = _any_text | _tricky
names = texts.map(lambda text: re.sub(r"^[\s\ufeff]+|[\s\ufeff]+$", "", text)).filter(bool)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
_CELLS: dict[str, st.SearchStrategy[Any]] = {
    "id": names,
    "text": texts,
    "date": days,
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "yes/no": st.booleans(),
    "1 to 6": st.integers(1, 6),
    "event": st.sampled_from(list(KINDS)),
}


def _cell(spec: FileSpec, column: str, known: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    """A cell that a usable row may have: a link to what is there, and every day the same where an order matters."""
    if column in spec.belongs:
        return st.sampled_from(known[spec.belongs[column]])
    if any(column in pair for pair in spec.order) or (spec.name == "reviews" and column == "started"):
        return st.just(date(2024, 2, 29))
    sort = spec.columns[column]
    if column in spec.must and sort == "text":
        return texts.filter(lambda text: bool(text.strip()))
    found = codes(sort)
    cells = st.sampled_from(found.values) if found and sort != "event" else _CELLS[sort]
    return cells if column in spec.must else st.none() | cells


@st.composite
def records(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    """A few rows of every file, all of which can be used."""
    known: dict[str, list[str]] = {}
    tables: dict[str, pl.DataFrame] = {}
    for name, spec in files().items():
        if any(not known[target] for target in spec.belongs.values()):
            rows: list[dict[str, Any]] = []
        else:
            row = st.fixed_dictionaries({column: _cell(spec, column, known) for column in spec.columns})
            unique = (lambda row, key=spec.key: tuple(row[column] for column in key)) if spec.key else None
            rows = draw(st.lists(row, max_size=2, unique_by=unique))
        tables[name] = pl.DataFrame(rows, schema=spec.schema, orient="row")
        known[name] = [each[spec.key[0]] for each in rows] if spec.key else []
    return tables


def written(tables: dict[str, pl.DataFrame] | OpenRecords) -> tuple[OpenRecords, dict[str, bytes]]:
    """What is read of what was written, and the files."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write_open_format(tables, Path(folder))
        assert is_open_format(Path(folder))
        return read_open_format(Path(folder)), {path.name: path.read_bytes() for path in paths}


@steady
@given(records())
def test_what_is_written_is_what_is_read(tables: dict[str, pl.DataFrame]) -> None:
    read, content = written(tables)
    assert read.problems.filter(pl.col("severity") == "error").is_empty()
    for name, table in tables.items():
        assert read.tables[name]["accepted"].all()
        assert_frame_equal(read.tables[name].select(table.columns), table)
    assert written(read)[1] == content


@often(12)
@given(st.lists(st.none() | texts, min_size=10, max_size=30))
def test_any_text_comes_back_to_the_letter(given_: list[str | None]) -> None:
    children = pl.DataFrame(
        {"child": [f"C{row}" for row in range(len(given_))], "first_name": given_},
        schema={"child": pl.String, "first_name": pl.String},
    )
    read, _ = written({"children": children})
    assert read.tables["children"]["first_name"].to_list() == given_


@steady
@given(records())
def test_no_cell_is_a_formula(tables: dict[str, pl.DataFrame]) -> None:
    _, content = written({name: table.select(pl.exclude(pl.Float64)) for name, table in tables.items()})
    for file in content.values():
        for row in csv.reader(io.StringIO(file.decode(), newline="")):
            assert not any(FORMULA.match(cell) for cell in row)


@often(60)
@given(st.text(st.sampled_from("C1,R\"'\n\r;=2024-/ \x00é"), max_size=60), st.booleans())
def test_no_content_makes_the_reader_fail(junk: str, with_header: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "children.csv").write_text("child\nC1\n")
        (folder / "reviews.csv").write_bytes((("review,child,started,status\n" if with_header else "") + junk).encode("cp1252"))
        try:
            read = read_open_format(folder)
        except UnreadableFile as error:
            assert "reviews.csv" in str(error)
            return
        for count in read.files:
            assert count.rows == count.accepted + count.rejected + count.skipped


@steady
@given(records())
def test_the_chronology_has_its_shape_and_no_spell_overlaps_another(tables: dict[str, pl.DataFrame]) -> None:
    told = open_chronology(written(tables)[0])
    assert told.events.schema == EVENT_SCHEMA
    assert told.spells.schema == SPELL_SCHEMA
    assert told.events.select("child", "kind", "on", "known").null_count().sum_horizontal().item() == 0
    assert (told.events["known"] >= told.events["on"]).all()
    opened = told.spells.filter(pl.col("state").is_in(["on_cp_plan", "on_red_list", "newly_with_unassessed_carers"])).sort(
        "child", "state", "started"
    )
    overlaps = opened.select(pl.col("started") < pl.col("ended").fill_null(date.max).shift(1).over("child", "state"))
    assert not overlaps["started"].any()
