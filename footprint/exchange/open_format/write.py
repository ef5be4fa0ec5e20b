"""Write a folder of the open format: everything, as UTF-8 CSV with header rows and ISO dates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from footprint.exchange.open_format.formulas import harmless
from footprint.exchange.open_format.read import OpenRecords
from footprint.exchange.open_format.spec import FileSpec, files

Tables = Mapping[str, pl.DataFrame]


def write_open_format(records: OpenRecords | Tables, folder: Path) -> list[Path]:
    """Write records as the open format; what is then read is what was written.

    Every file of the format is written, if only with its header, so that nothing of an earlier export is left between. An
    empty text is not told apart from one that is not recorded; of records that were read, rows set aside are left out.

    Args:
        records: what was read, or frames by file name, with columns of the spec's types; those that lack are left blank, and
            any others are not written.

    Returns:
        The files, in the order of the format.

    Raises:
        ValueError: there is a table that the format does not have.
    """
    tables = records.tables if isinstance(records, OpenRecords) else records
    if strange := sorted(tables.keys() - files().keys()):
        raise ValueError(f"The open format has no file {strange[0]}.csv.")
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(_accepted(tables.get(name), spec), spec, folder / f"{name}.csv") for name, spec in files().items()]


def _accepted(table: pl.DataFrame | None, spec: FileSpec) -> pl.DataFrame:
    if table is None or table.is_empty():
        return pl.DataFrame(schema=spec.schema)
    return table.filter("accepted") if "accepted" in table.columns else table


def _write(table: pl.DataFrame, spec: FileSpec, path: Path) -> Path:
    missing = [pl.lit(None, sort).alias(name) for name, sort in spec.schema.items() if name not in table.columns]
    cells = table.with_columns(missing).select(_cell(name, sort) for name, sort in spec.schema.items())
    path.write_bytes(cells.write_csv(null_value="").encode("utf-8"))
    return path


def _cell(name: str, sort: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if sort == pl.Boolean():
        return pl.when(column).then(pl.lit("yes")).when(~column).then(pl.lit("no")).alias(name)
    if sort != pl.String():
        return column.cast(sort).cast(pl.String)
    text = column.cast(pl.String).str.replace_all("\0", "\ufffd", literal=True)  # a file with a NUL is not a text file
    return pl.when(text != "").then(harmless(text)).alias(name)
