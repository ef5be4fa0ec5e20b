"""Finds what may tell where somebody lives in a text that is to go out: post codes, telephone numbers, e-mail, given words.

People write "sw1a-1aa", "O7700 900123" or "anna (at) example.org", paste from other programs, or mean to hide. So a text is
first brought to plain letters: look-alikes of other alphabets become Latin, what cannot be seen goes, and what is known (the
child's own post codes and words) is looked for in letters and figures alone. What is found is told by a sentence that helps to
find it again and does not tell the whole of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from footprint.domain.recipients import EMAIL, HOME, OTHER_POST_CODE, PLACEMENT, TELEPHONE

_WORDS = {
    PLACEMENT: "What tells where the child lives",
    HOME: "The post code of the family's home",
    OTHER_POST_CODE: "A post code",
    TELEPHONE: "A telephone number",
    EMAIL: "An e-mail address",
}
_LOOK_ALIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕёЁ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινρυ" "‐‑‒–—−ı",
    "ABEKMHOPCTYXIJSaeopcyxijseE" "ABEZHIKMNOPTYXoaivpu" "------i",
)  # fmt: skip
"""Cyrillic and Greek letters that look like Latin ones, and the many dashes."""
_SAME = str.maketrans("OIL", "011")
"""Letters that are typed for figures, and figures for letters: for comparing with what is known both are made the same."""
_GAP = r"[^A-Za-z0-9]{0,3}"
_POST_CODE = re.compile(
    rf"(?<![A-Z0-9])(?!(?:AM|AN|AS|AT|BE|BY|DO|GO|IF|IN|IS|IT|NO|OF|ON|OR|SO|TO|UP|WE|A|I)\s)"
    rf"([A-Z]{{1,2}}{_GAP}[0-9][A-Z0-9]?{_GAP}[0-9OIL][ABD-HJLNP-UW-Z]{{2}})(?![A-Z0-9])"
)
"""The shape of a post code of the United Kingdom; "on 4 3rd" is none, for all that it has the shape."""
_TELEPHONE = re.compile(r"(?<![A-Za-z0-9])(?:\+?44|0044|[0oO])(?:[\s().\-/]{0,3}[0-9oOlI]){9,11}(?![A-Za-z0-9])")
_DATE = re.compile(r"^\(?\d{1,2}[/. \-]\d{1,2}[/. \-]\d{4}")
_AT, _DOT = r"\s*(?:@|[(\[{]\s*at\s*[)\]}])\s*", r"(?:\.|[ \t]+\.[ \t]*|\s*[(\[{]\s*dot\s*[)\]}]\s*|\s+dot\s+)"
_EMAIL = re.compile(
    rf"[\w.+'\-]+(?:{_AT}[\w\-]+(?:{_DOT}[\w\-]+)+|\s+at\s+[\w\-]+(?:\s+dot\s+[\w\-]+)+)",
    re.IGNORECASE,
)
_FIGURES_OF_A_NUMBER = 6
"""So many true figures has a telephone number at least, whatever letters stand in it."""


@dataclass(frozen=True)
class Protected:
    """What is known of a family and must be guarded.

    placement   post codes of the child's placements, and words that tell of them (the names of streets, houses, carers)
    home        post codes of the family's home
    open        e-mail addresses that are no secret: those of the service's own staff
    """

    placement: Collection[str] = ()
    home: Collection[str] = ()
    open: Collection[str] = ()


@dataclass(frozen=True)
class Finding:
    """Something protected: its kind (`recipients.FACTS`), the heading under which it stands, and a glimpse of it."""

    kind: str
    heading: str
    glimpse: str

    @property
    def sentence(self) -> str:
        """What was found and where, not repeating it."""
        return f"{_WORDS[self.kind]} ({self.glimpse}) stands under “{self.heading}”."


def findings(content: Iterable[Mapping[str, str]], known: Protected) -> list[Finding]:
    """What is protected in the sections of a document ({key, title, text}), each once a heading."""
    found: dict[Finding, None] = {}
    for section in content:
        heading = section.get("title", "")
        for kind, glimpse in in_text(f"{heading}\n{section.get('text', '')}", known):
            found[Finding(kind, heading, glimpse)] = None
    return list(found)


def reasons_to_hold(content: Iterable[Mapping[str, str]], known: Protected, allowed: Collection[str]) -> list[str]:
    """Why a document may not go to somebody unless a second person has looked: a sentence for each thing found.

    Args:
        allowed: the kinds of facts that this recipient may have (`recipients.facts_allowed`).
    """
    return [each.sentence for each in findings(content, known) if each.kind not in allowed]


def in_text(text: str, known: Protected) -> Iterator[tuple[str, str]]:
    """Kind and glimpse of each protected thing in a text."""
    read = plain(text)
    skeleton = _Skeleton(read)
    told = {PLACEMENT: known.placement, HOME: known.home}
    for kind, words in told.items():
        yield from ((kind, _glimpse(word)) for word in words if skeleton.holds(word))
    known_codes = {_bare(word) for words in told.values() for word in words}
    for code in _POST_CODE.findall(read.upper()):
        if _bare(code) not in known_codes:
            yield OTHER_POST_CODE, _glimpse(code)
    yield from ((TELEPHONE, f"ending {_bare(each)[-2:]}") for each in _telephones(read))
    no_secret = {_bare(each) for each in known.open}
    yield from ((EMAIL, _glimpse(each)) for each in _EMAIL.findall(read) if _address(each) not in no_secret)


def plain(text: str) -> str:
    """The text in plain letters: look-alikes made Latin, accents and invisible signs gone, figures of every script 0 to 9."""
    parts = unicodedata.normalize("NFKD", text.translate(_LOOK_ALIKE))
    kept = (each for each in parts if unicodedata.category(each) not in ("Cf", "Mn", "Me", "Cc") or each in "\n\t\r")
    return "".join(str(unicodedata.digit(each, each)) for each in kept)


def _bare(word: str) -> str:
    """Letters and figures alone, with what looks the same made the same."""
    return "".join(each for each in plain(word).upper() if each.isalnum()).translate(_SAME)


def _address(email: str) -> str:
    """An e-mail address as its bare letters, whatever stands for @ and the dots."""
    joined = re.sub(r"(?i)\s*[(\[{]\s*(?:at|dot)\s*[)\]}]\s*|\s+(?:at|dot)\s+", "", email)
    return _bare(joined)


def _glimpse(word: str) -> str:
    """The beginning of something, enough to find it again."""
    return f"{word.strip()[:2]}…"


def _telephones(text: str) -> Iterator[str]:
    for found in _TELEPHONE.findall(text):
        if sum(each.isdigit() for each in found) >= _FIGURES_OF_A_NUMBER and not _DATE.match(found):
            yield found


class _Skeleton:
    """A text as its letters and figures alone, with where each word of it begins and ends."""

    def __init__(self, text: str) -> None:
        self.letters = "".join(each for each in text.upper() if each.isalnum()).translate(_SAME)
        self.edges = {0}
        place = 0
        for word in re.findall(r"[^\W_]+", text.upper()):
            place += len(word)
            self.edges.add(place)

    def holds(self, word: str) -> bool:
        """Whether something known stands in the text. What has figures and six signs is found inside other words too."""
        bare = _bare(word)
        if not bare:
            return False
        anywhere = len(bare) >= 6 and any(each.isdigit() for each in plain(word))
        at = self.letters.find(bare)
        while at >= 0:
            if anywhere or (at in self.edges and at + len(bare) in self.edges):
                return True
            at = self.letters.find(bare, at + 1)
        return False
