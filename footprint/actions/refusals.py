"""Why something cannot be done as asked: a sentence, and the field that it is about."""

from __future__ import annotations


class Unfit(Exception):
    """What was asked does not fit; nothing was changed."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence
