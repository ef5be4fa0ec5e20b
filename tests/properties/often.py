"""How often a property is tried. By day a few examples, the same every time; `FOOTPRINT_TIMES=20` for more, and for others."""

from __future__ import annotations

import os

from hypothesis import settings

TIMES = int(os.environ.get("FOOTPRINT_TIMES", "1"))


def often(examples: int) -> settings:
    """So many examples, times what is asked for."""
    return settings(max_examples=examples * TIMES)
