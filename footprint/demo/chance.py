"""Drawing from weighted tables."""

from collections.abc import Mapping
from itertools import accumulate
from random import Random


class Table:
    """Codes and how often each is drawn; the weights need not add up to anything."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.codes = tuple(weights)
        self._cumulative = tuple(accumulate(weights.values()))

    def draw(self, rng: Random) -> str:
        """One code."""
        return rng.choices(self.codes, cum_weights=self._cumulative)[0]


def between(rng: Random, least: int, most: int) -> int:
    """A whole number from least to most, both possible (quicker than randint, which is called millions of times)."""
    return least + int(rng.random() * (most - least + 1))
