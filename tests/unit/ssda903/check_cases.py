"""For every validation rule rows that it finds and rows that it lets be, by collection year; and rows as frames."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import polars as pl

COLUMNS = {
    "Header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
    "Episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN",
    "Reviews": "CHILD DOB REVIEW REVIEW_CODE",
    "OC2": "CHILD DOB SDQ_SCORE",
    "SWEpisodes": "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON",
    "DoLo": "CHILD DOB DOLO_START DOLO_END",
}
DATES = {"DOB", "MC_DOB", "DECOM", "DEC", "REVIEW", "SW_DECOM", "SW_DEC", "DOLO_START", "DOLO_END"}
Row = tuple[str, dict[str, str | None]]
Found = dict[str, list[int]]


def H(**values: str | None) -> Row:
    return "Header", values


def E(decom: str | None = None, dec: str | None = None, **values: str | None) -> Row:
    return "Episodes", {"DECOM": decom, "DEC": dec, **values}


def R(review: str | None = None, code: str | None = None, **values: str | None) -> Row:
    return "Reviews", {"REVIEW": review, "REVIEW_CODE": code, **values}


def S(decom: str | None = None, dec: str | None = None, **values: str | None) -> Row:
    return "SWEpisodes", {"SW_DECOM": decom, "SW_DEC": dec, **values}


def D(start: str | None = None, end: str | None = None, **values: str | None) -> Row:
    return "DoLo", {"DOLO_START": start, "DOLO_END": end, **values}


def tables(rows: Iterable[Row]) -> dict[str, pl.DataFrame]:
    """Frames of the rows, by table; a row is of child A unless it says otherwise."""
    by_table: dict[str, list[dict[str, object]]] = {}
    for table, values in rows:
        by_table.setdefault(table, []).append({"CHILD": "A", **{n: _value(n, v) for n, v in values.items()}})
    return {table: pl.DataFrame(given, schema=schema(table)) for table, given in by_table.items()}


def _value(name: str, value: str | None) -> object:
    return date.fromisoformat(value) if value and name in DATES else value


def schema(table: str) -> dict[str, pl.DataType]:
    return {name: pl.Date() if name in DATES else pl.String() for name in COLUMNS[table].split()}


@dataclass
class Case:
    rule: str
    year: int
    fires: list[Row]
    quiet: list[Row]
    found: Found = field(default_factory=dict)
    last: list[Row] = field(default_factory=list)

    def expected(self) -> Found:
        return self.found or {self.fires[0][0]: [0]}


MAY, JUNE = "2025-05-01", "2025-06-01"
OPEN_LAST = [
    E("2024-01-01", LS="E1", RNE="P"),
    E("2024-09-01", RNE="S", LS="C2", CIN="N1", PLACE="H5", PLACE_PROVIDER="PR1", URN="1"),
]
SAME = {"RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "H5", "PLACE_PROVIDER": "PR1", "URN": "1"}


def carried(rule: str, column: str, value: str | None, year: int = 2026) -> Case:
    later = E("2025-10-01", RNE="L", LS="D1")
    differs, same = E("2024-09-01", **{**SAME, column: value}), E("2024-09-01", **SAME)
    return Case(rule, year, [later, differs], [later, same], {"Episodes": [1]}, OPEN_LAST)


CASES = [
    Case("166", 2026, [R()], [R(MAY)]),
    Case("167", 2026, [R(MAY)], [R(MAY, "PN1"), R()]),
    Case("167", 2026, [R(MAY, "PN9"), R(None, "PN1")], [R(MAY, "PN0")], {"Reviews": [0, 1]}),
    Case("440", 2026, [R("2025-06-02", "PN0", DOB="2021-06-01")], [R(JUNE, "PN0", DOB="2021-06-01")]),
    Case("441", 2026, [R("2025-05-31", "PN3", DOB="2021-06-01")], [R(JUNE, "PN3", DOB="2021-06-01")]),
    Case(
        "399",
        2026,
        [E(MAY, LS="V3"), H(MOTHER="1"), R(MAY)],
        [E(MAY, LS="V3"), E(JUNE, LS="C2"), H(MOTHER="1"), R(MAY)],
        {"Episodes": [0], "Header": [0], "Reviews": [0]},
    ),
    Case(
        "399",
        2026,
        [R(MAY, CHILD="B"), E(LS="V4"), H(MOTHER="1")],
        [E(LS="V4"), H(), R()],
        {"Episodes": [0], "Header": [0]},
    ),
    Case("1012", 2026, [R(), E(CHILD="B")], [R(), E()]),
    Case("1012", 2026, [("OC2", {}), E(CHILD="B")], [("OC2", {}), E()]),
    Case("INT08", 2026, [R(), H(CHILD="B")], [R(), H()]),
    Case("INT17", 2026, [R(DOB="2012-01-01"), H(DOB="2012-01-02")], [R(DOB="2012-01-01"), H(DOB="2012-01-01")]),
    Case("353", 2026, [E("1991-10-13")], [E("1991-10-14")]),
    Case("354", 2026, [E("2026-04-01")], [E("2026-03-31")]),
    Case("385", 2026, [E(MAY, "2026-04-01")], [E(MAY, "2026-03-31")]),
    Case("355", 2026, [E(MAY, MAY), E()], [E(MAY, "2025-05-02"), E(MAY)], {"Episodes": [0, 1]}),
    Case(
        "358",
        2026,
        [E(JUNE, LS="J1"), H(DOB="2015-06-01")],
        [E(JUNE, LS="J1"), H(DOB="2015-05-31")],
        {"Episodes": [0], "Header": [0]},
    ),
    Case("359", 2026, [E(MAY, LS="C2"), H(DOB="2008-03-30")], [E(MAY, LS="C2"), H(DOB="2008-03-31")]),
    Case("359", 2026, [E(MAY), H(DOB="2008-03-30")], [E(MAY, LS="V2", PLACE="K2"), H(DOB="2008-03-30")]),
    Case(
        "361",
        2026,
        [E(MAY, "2025-05-03", LS="L1"), E("2025-05-03", "2025-05-05", LS="L1")],
        [E(MAY, "2025-05-03", LS="L1"), E("2025-05-04", "2025-05-06", LS="L1"), E(JUNE)],
        {"Episodes": [0, 1]},
    ),
    Case("361", 2026, [E("2026-03-20", LS="L1")], [E("2026-03-29", LS="L1")]),
    Case("362", 2026, [E(MAY, "2025-05-23", LS="L2")], [E(MAY, "2025-05-22", LS="L2")]),
    Case("363", 2026, [E(MAY, "2025-05-09", LS="L3")], [E(MAY, "2025-05-08", LS="L3")]),
    Case("364", 2026, [E(MAY, "2025-05-23", LS="J2")], [E(MAY, "2025-05-22", LS="J2")]),
    Case(
        "364",
        2026,
        [E(MAY, "2025-05-12", LS="J2"), E("2025-05-12", "2025-05-24", LS="J2")],
        [E(MAY, "2025-05-12", LS="J2"), E("2025-05-13", "2025-05-24", LS="J2")],
        {"Episodes": [0, 1]},
    ),
    Case("365", 2026, [E(MAY, "2025-05-19", LS="V3")], [E(MAY, "2025-05-18", LS="V3")]),
    Case("366", 2026, [E(LS="V3", RNE="L"), E(LS="V3")], [E(LS="V3", RNE="S")], {"Episodes": [0, 1]}),
    Case(
        "367",
        2026,
        [E(MAY, "2025-06-10", LS="V3"), E("2025-07-01", "2025-08-06", LS="V3")],
        [E(MAY, "2025-06-10", LS="V3"), E("2025-07-01", "2025-08-05", LS="V3")],
        {"Episodes": [0, 1]},
    ),
    Case("367", 2026, [E("2026-01-01", LS="V3")], [E("2025-01-01", "2025-06-01", LS="V3")]),
    Case(
        "375",
        2026,
        [E(MAY, "2025-06-13", PLACE="T1"), H(DOB=MAY)],
        [E(MAY, "2025-06-12", PLACE="T1"), H(DOB=MAY)],
    ),
    Case(
        "376",
        2026,
        [E(MAY, "2025-05-23", PLACE="T3"), H(DOB=MAY)],
        [E(MAY, "2025-05-22", PLACE="T3"), H(DOB=MAY)],
    ),
    Case("379", 2026, [E(MAY, "2025-05-09", PLACE="T4"), H(DOB=MAY)], [E(MAY, "2025-05-09", PLACE="T4"), H()]),
    Case("377", 2026, [E(PLACE="T3")] * 3, [E(PLACE="T3")] * 2 + [E(PLACE="T4")], {"Episodes": [0, 1, 2]}),
    Case("378", 2026, [E(PLACE="P1", LS="V2")], [E(PLACE="P1", LS="C2")]),
    Case("382", 2026, [E(PLACE="T0", LS="V3")], [E(PLACE="T0", LS="C2"), E(LS="V3")]),
    Case("384", 2026, [E(PLACE="U4", LS="V4")], [E(PLACE="U2", LS="V4")]),
    Case("426", 2026, [E(LS="V3"), E(LS="V4")], [E(LS="V3"), E(LS="V4", CHILD="B")], {"Episodes": [0, 1]}),
    Case(
        "383",
        2025,
        [E("2024-07-01", PLACE="U2", RNE="P"), E("2024-05-01", PLACE="U1"), E("2024-06-01", PLACE="T1")],
        [E("2024-07-01", PLACE="U1", RNE="P"), E("2024-05-01", PLACE="U1"), E("2024-06-01", PLACE="T1")],
    ),
    Case(
        "383",
        2026,
        [
            E("2025-07-01", PLACE="U1", RNE="P", PL_POST="Z"),
            E(MAY, PLACE="U1", PL_POST="Y"),
            E(JUNE, PLACE="T1"),
        ],
        [
            E("2025-07-01", PLACE="U1", RNE="P", PL_POST="Y"),
            E(MAY, PLACE="U1", PL_POST="Y"),
            E(JUNE, PLACE="T1"),
        ],
    ),
    carried("503A", "RNE", "L"),
    carried("503B", "LS", "E1"),
    carried("503C", "CIN", None),
    carried("503D", "PLACE", "U1"),
    carried("503E", "PLACE_PROVIDER", "PR2"),
    carried("503F", "URN", "2"),
    carried("503D", "PLACE", "K3"),
    Case("SW01STG1", 2024, [E(MAY, LS="C2"), S(CHILD="B")], [E(MAY, LS="V3"), E(MAY, JUNE), S(CHILD="B")]),
    Case(
        "SW01aSTG1",
        2025,
        [S(), S("2023-03-31")],
        [S(MAY), S("2023-03-31", SW_ID="SW12")],
        {"SWEpisodes": [0, 1]},
    ),
    Case(
        "SW01bSTG1",
        2025,
        [S("2023-04-01", SW_ID="SW12")],
        [S("2023-04-01", SW_ID="SW12", SW_REASON="MANAGE")],
    ),
    Case("SW02STG1", 2024, [S(SW_ID="AB12"), S()], [S(SW_ID="SW1"), S(SW_ID="XX")], {"SWEpisodes": [0, 1]}),
    Case("SW02STG1", 2026, [S(SW_ID="SW1"), S(SW_ID="1234")], [S(SW_ID="XX12")], {"SWEpisodes": [0, 1]}),
    Case("SW03STG1", 2024, [S(MAY, SW_ID="SW1")], [S(MAY, SW_ID="SW1", SW_REASON="MANAGE")]),
    Case("SW06STG2", 2026, [S("2026-04-01")], [S("2026-03-31")]),
    Case("SW07STG2", 2024, [S(MAY, "2023-03-31")], [S(MAY, "2023-04-01"), S(MAY, "2024-03-31"), S(MAY)]),
    Case(
        "SW07STG2",
        2026,
        [S(MAY, "2024-03-31"), S(MAY, "2026-04-01")],
        [S(MAY, "2024-04-01")],
        {"SWEpisodes": [0, 1]},
    ),
    Case("SW08STG2", 2026, [S(MAY), S(JUNE)], [S(MAY, JUNE), S(JUNE)]),
    Case("SW09STG2", 2025, [S(MAY, MAY)], [S(MAY, "2025-05-02"), S()]),
    Case("SW09STG2", 2026, [S(MAY, "2025-05-03")], [S(MAY, "2025-05-04")]),
    Case("SW10STG2", 2024, [S("2025-06-09", SW_REASON="FCONTA"), S(MAY, JUNE)], [S("2025-06-08"), S(MAY, JUNE)]),
    Case("SW10STG2", 2025, [S("2025-06-09"), S(MAY, JUNE)], [S("2025-06-09", SW_REASON="FCONTA"), S(MAY, JUNE)]),
    Case("SW10aSTG2", 2026, [S("2025-05-24"), S(MAY, JUNE)], [S("2025-05-25"), S(MAY, JUNE)]),
    Case("SW10bSTG2", 2026, [S(JUNE, SW_REASON="FCONTA"), S(MAY, JUNE)], [S(JUNE), S(MAY, JUNE)]),
    Case(
        "SW11aSTG2",
        2024,
        [S("2023-06-07"), S("2023-05-01", "2023-06-01")],
        [S("2023-06-06"), S("2023-05-01", "2023-06-01")],
    ),
    Case("SW11bSTG2", 2026, [S(MAY, "2026-03-26")], [S(MAY, "2026-03-25")]),
    Case("SW11bSTG2", 2026, [S(None), S(MAY, "2026-03-31")], [S("2026-03-31"), S(MAY, "2026-03-31")]),
    Case("SW11bSTG2", 2026, [S(JUNE, "2026-03-31"), S(MAY, JUNE)], [S(JUNE, "2026-04-01"), S(MAY, JUNE)]),
    Case("SW12STG2", 2024, [E(MAY, RNE="S", REC="X1"), S("2025-04-30")], [E(MAY, RNE="S", REC="X1"), S(MAY)]),
    Case("SW12STG2", 2026, [E(MAY, JUNE, REC="E3"), S("2025-06-02")], [E(MAY, JUNE, REC="E3"), S(MAY)]),
    Case(
        "SW12STG2",
        2026,
        [E("2023-05-01", "2024-04-01"), S(CHILD="B")],
        [E("2023-05-01", "2024-03-31"), S(CHILD="B")],
    ),
    Case("SW13STG1", 2024, [S(), S(SW_REASON="BORED")], [S(SW_REASON="ABSENC")], {"SWEpisodes": [0, 1]}),
    Case(
        "SW13STG1",
        2026,
        [S("2023-04-01"), S(SW_REASON="BORED")],
        [S("2023-03-31"), S()],
        {"SWEpisodes": [0, 1]},
    ),
    Case("SW14STG2", 2024, [S(MAY), S(JUNE)], [S(MAY, JUNE), S(JUNE)]),
    Case("SW17STG2", 2026, [S(JUNE, "2025-07-01"), S(MAY)], [S(JUNE), S(MAY, JUNE)]),
    Case("SW18STG2", 2026, [S(MAY, MAY)], [S(MAY, JUNE), S(MAY)]),
    Case("SW19STG2", 2026, [S(MAY), S(MAY)], [S(MAY), S(MAY, CHILD="B")], {"SWEpisodes": [1]}),
    Case("700", 2027, [D()], [D(MAY)]),
    Case("702", 2027, [D(MAY, MAY)], [D(MAY, JUNE), D(MAY)]),
    Case("703", 2027, [D("2027-04-01")], [D("2027-03-31")]),
    Case(
        "704",
        2027,
        [D(MAY, "2026-03-31"), D(MAY, "2027-04-01")],
        [D(MAY, "2026-04-01"), D(MAY)],
        {"DoLo": [0, 1]},
    ),
    Case("705", 2027, [D(JUNE), D(MAY)], [D(JUNE), D(MAY, JUNE)]),
    Case("705", 2027, [D("2025-05-31", "2025-07-01"), D(MAY, JUNE)], [D(JUNE, "2025-07-01"), D(MAY, JUNE)]),
    Case("706", 2027, [D(JUNE)], [D(MAY)], {"DoLo_last": [0]}, [D(MAY), D("2025-04-01", "2025-04-02")]),
    Case("707", 2027, [D(MAY), E(MAY, JUNE)], [D(MAY), E(MAY, JUNE), E(JUNE)]),
    Case("707", 2027, [D(MAY), E(JUNE), E()], [D(JUNE), E(JUNE), D(MAY, CHILD="B")]),
    Case("708", 2027, [D(MAY, DOB=MAY)], [D(MAY, DOB="2025-04-30")]),
    Case(
        "709",
        2027,
        [D(MAY, JUNE), E(MAY, PLACE="U1")],
        [D(MAY, JUNE), E(MAY, PLACE="K2"), E("2025-06-02")],
        {"DoLo": [0], "Episodes": [0]},
    ),
    Case(
        "710",
        2027,
        [D(MAY, JUNE), E(MAY, PLACE="P1")],
        [D(MAY, JUNE), E(MAY), E("2025-04-01", "2025-04-30", PLACE="P1")],
        {"DoLo": [0], "Episodes": [0]},
    ),
]
