"""Drawing from weighted tables."""

from bisect import bisect
from collections.abc import Mapping
from itertools import accumulate
from random import Random


class Table:
    """Codes and how often each is drawn; the weights need not add up to anything."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.codes = tuple(weights)
        self._cumulative = tuple(accumulate(weights.values()))
        self._total, self._last = self._cumulative[-1] + 0.0, len(self.codes) - 1

    def draw(self, rng: Random) -> str:
        """One code: the one that `rng.choices` would draw, in a third of the time."""
        return self.codes[bisect(self._cumulative, rng.random() * self._total, 0, self._last)]


def between(rng: Random, least: int, most: int) -> int:
    """A whole number from least to most, both possible (quicker than randint, which is called millions of times)."""
    return least + int(rng.random() * (most - least + 1))
