"""How old a reader must be for a text in English: the Flesch-Kincaid grade, and the sentences that weigh most.

Formula (J. P. Kincaid and others, 1975; general knowledge): 0.39 times the words a sentence, plus 11.8 times the syllables a
word, less 15.59. The reading age is the grade and five years, since grade 1 of an American school begins at six.

Syllables are counted by rule, which is right for most words: each run of vowels (a, e, i, o, u, y) is one; a silent e at the end
or before an ending is none ("care", "placement"), nor are -es and -ed after most letters ("cares", "liked"), but -le after a
consonant is one ("table"); vowels that are spoken apart are two ("ia", "io", "eo", "ua" and the like, but not in "-tion",
"-cious"). A number counts as one word of one syllable a figure. A text of a few words tells little: a grade is given all the
same, and never below nought.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BETWEEN = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][”’\")])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_SILENT = re.compile(r"(?<![tdaeiouy])ed$|(?<![csxzgaeiouyh])es$|(?<![aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[aeiouy])e$")
_APART = re.compile(r"(?<![tcsg])i[ao](?!u)|i[ao]$|(?<!p)eo(?!u)|(?<![gq])ua(?!r)|[^q]ui(?=[dn])|[aeiouy]ing$|iet")
_WITHIN = re.compile(r"e(?=(?:ment|ments|ly|ful|less|thing|times|where)$)")
_KNOWN = {"area": 3, "areas": 3, "business": 2, "clothes": 1, "create": 2, "created": 3, "every": 2, "everyone": 3,
          "everything": 3, "idea": 3, "ideas": 3, "science": 2, "wednesday": 2}  # fmt: skip
"""Words often met in letters to children that no rule counts right."""
MOST = 3
"""How many sentences are named as the heaviest."""


@dataclass(frozen=True)
class Heavy:
    """A sentence that is hard to read: its words, and its own grade."""

    sentence: str
    words: int
    grade: float


@dataclass(frozen=True)
class Reading:
    """What a text asks of its reader. `age` is in years; `heaviest` the sentences that are harder than the text as a whole."""

    words: int
    sentences: int
    syllables: int
    grade: float
    age: int
    heaviest: tuple[Heavy, ...]


def reading(text: str) -> Reading:
    """Count a text. One without a word has grade and age nought."""
    told = [each for each in sentences(text) if words(each)]
    count, spoken = sum(len(words(each)) for each in told), sum(map(_spoken, told))
    level = grade(count, len(told), spoken)
    heavy = [Heavy(each, len(words(each)), _grade_of(each)) for each in told]
    heavy = sorted((each for each in heavy if each.grade > level), key=lambda each: -each.grade * each.words)
    return Reading(count, len(told), spoken, level, round(level) + 5 if count else 0, tuple(heavy[:MOST]))


def grade(words: int, sentences: int, syllables: int) -> float:
    """The Flesch-Kincaid grade, rounded to a tenth; nought at least."""
    if not words or not sentences:
        return 0.0
    return max(0.0, round(0.39 * words / sentences + 11.8 * syllables / words - 15.59, 1))


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line of its own is one, with or without a full stop."""
    return [found for each in _BETWEEN.split(text) if (found := each.strip())]


def words(text: str) -> list[str]:
    """The words of a text, an e-mail address being one."""
    return _WORD.findall(re.sub(r"\S+@\S+", "address", text))


def syllables(word: str) -> int:
    """How many syllables a word has, by rule; one at least."""
    if word.isdigit():
        return len(word)
    spelt = re.sub(r"['’]\w*$", "", word.lower()) or word.lower()
    if spelt in _KNOWN:
        return _KNOWN[spelt]
    heard = spelt if len(spelt) <= 3 else _SILENT.sub("", _WITHIN.sub("", spelt))
    return max(1, len(re.findall(r"[aeiouy]+", heard)) + len(_APART.findall(spelt)))


def _spoken(sentence: str) -> int:
    return sum(map(syllables, words(sentence)))


def _grade_of(sentence: str) -> float:
    return grade(len(words(sentence)), 1, _spoken(sentence))
