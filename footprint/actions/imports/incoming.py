"""What the kept files hold, as records of the open format whichever way they came."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from footprint.domain.chronology import Chronology
from footprint.exchange.exceptions import Period
from footprint.exchange.open_format.read import OpenRecords, read_open_format
from footprint.exchange.problems import problems, together
from footprint.exchange.ssda903.chronology import chronology
from footprint.exchange.ssda903.read import Return, read_returns
from footprint.exchange.ssda903.records import records_of
from footprint.exchange.upload import kind_of

Progress = Callable[[str], None]
_LEFT = "{} is no CSV or XML file and was left alone."


@dataclass(frozen=True)
class Incoming:
    """The records; of a return also its period, and the chronology as the files alone tell it."""

    kind: str
    records: OpenRecords
    period: Period | None = None
    returns: Sequence[Return] = ()

    def alone(self) -> Chronology:
        """The chronology of a return as the files alone tell it."""
        return chronology(self.returns)


def incoming(
    folder: Path, held: Mapping[str, pl.DataFrame], left: Sequence[str], progress: Progress = lambda _: None
) -> Incoming:
    """Read the files of a folder.

    Args:
        held: the records that are held, among which a return looks for its reviews and staff.
        left: names of what was sent and is no file that a reader reads, to be noted.

    Raises:
        UnreadableFile: they cannot be read as what they are.
    """
    kind = kind_of(folder)
    if kind == "open format":
        return Incoming(kind, _noted(read_open_format(folder, progress), left))
    returns = read_returns(folder, progress=progress)
    records = records_of(returns, held)
    return Incoming(kind, _noted(records, left), records.period, returns)


def _noted(records: OpenRecords, left: Sequence[str]) -> OpenRecords:
    notes = problems(("read.file", "note", name, None, None, _LEFT.format(name)) for name in left)
    return replace(records, problems=together([records.problems, notes]))
