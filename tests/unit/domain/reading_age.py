"""How old somebody must be to read a text, by the Flesch-Kincaid grade: American schools, where a grade is the age less five."""

from __future__ import annotations

import re

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy][^aeiouytd])ed$|(?<=[^aeiouycgsxzh])es$")


def syllables(word: str) -> int:
    """How many times the mouth opens: groups of vowels, less those at the end that are not heard."""
    spoken = _SILENT.sub("", word.lower().replace("'s", "s"))
    return max(1, len(_VOWELS.findall(spoken)))


def grade(text: str) -> float:
    """0.39 words a sentence + 11.8 syllables a word - 15.59. IRO is read as three letters, and numbers are left out."""
    sentences = [part for part in re.split(r"[.?!]+", text) if re.search(r"[A-Za-z]", part)]
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", text)
    spoken = sum(3 if word == "IRO" else syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def age(text: str) -> float:
    """The age at which a text can be read."""
    return grade(text) + 5
