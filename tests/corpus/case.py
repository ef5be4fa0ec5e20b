"""A case of the corpus: files as somebody sent them, and what must come of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """Files, and what must come of them.

    name      what is wrong, or odd, in words
    files     what is sent, by name (bytes)
    accepted  how many rows of each file are accepted, by name; files that are not named here may be anything
    told      every error and warning, exactly: "severity rule file:line column", in any order; the column only where there is one
    noted     parts of sentences that must be said (of any severity)
    refused   a part of the sentence with which all of it is refused; then nothing else may come
    """

    name: str
    files: Mapping[str, bytes]
    accepted: Mapping[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    refused: str | None = None


Content = str | bytes
CHILDREN = "child,first_name,dob\nC1,Ann,2012-02-01\nC2,Bo,2013-03-04\n"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN\nA1,1,01/02/2012,WBRI,U1\nA2,2,03/04/2013,WBRI,U2\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\nA1,08/12/2023,S,C2,N1,U6,PR1,,\nA2,09/12/2023,S,C2,N1,U6,PR1,,\n"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,01/02/2012,10/01/2024,PN1\nA2,03/04/2013,11/01/2024,PN1\n"


def _bytes(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def opened(name: str, files: Mapping[str, Content], *told: str, accepted: int | None = None, noted: tuple[str, ...] = ()) -> Case:
    """A folder of the open format with two children, unless the files say otherwise; `accepted` is of the first file."""
    whole = {"children.csv": CHILDREN, **files}
    counts = {} if accepted is None else {next(iter(files)): accepted}
    return Case(name, {file: _bytes(content) for file, content in whole.items()}, counts, told, noted)


def returned(
    name: str, files: Mapping[str, Content], *told: str, accepted: int | None = None, noted: tuple[str, ...] = ()
) -> Case:
    """A return of two children, unless the files say otherwise; `accepted` is of the first file."""
    whole = {"header.csv": HEADER, "episodes.csv": EPISODES, "reviews.csv": REVIEWS, **files}
    counts = {} if accepted is None else {next(iter(files)): accepted}
    return Case(name, {file: _bytes(content) for file, content in whole.items()}, counts, told, noted)


def refused(name: str, files: Mapping[str, Content], sentence: str) -> Case:
    """Files of which nothing is taken."""
    return Case(name, {file: _bytes(content) for file, content in files.items()}, refused=sentence)
