"""Simple pictograms for easy letters: our own, drawn in lines, each with words for those who do not see it."""

from __future__ import annotations

from typing import NamedTuple


class Picture(NamedTuple):
    """A pictogram: its words and what is drawn, in a square of 64."""

    words: str
    drawn: str

    @property
    def svg(self) -> str:
        """The whole picture."""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64" fill="none" stroke="#1d4f5c" '
            f'stroke-width="3" stroke-linecap="round" stroke-linejoin="round">{self.drawn}</svg>'
        )


_FACE = '<circle cx="{0}" cy="{1}" r="{2}" fill="#fdf3d7"/>'
_BODY = '<path d="M{0} 56c0-12 5-18 11-18s11 6 11 18" fill="#d5e8ec"/>'

PICTURES = {
    "hello": Picture(
        "A smiling face",
        '<circle cx="32" cy="32" r="24" fill="#fdf3d7"/><path d="M21 37c3 7 8 10 11 10s8-3 11-10"/>'
        '<path d="M23 25v3M41 25v3" stroke-width="5"/>',
    ),
    "came": Picture(
        "Three people together",
        _BODY.format(2) + _BODY.format(40) + _BODY.format(21) + _FACE.format(13, 28, 7) + _FACE.format(51, 28, 7)
        + _FACE.format(32, 24, 9),
    ),
    "talked": Picture(
        "Two speech bubbles",
        '<path d="M6 10h34v20H20l-8 8v-8H6z" fill="#fdf3d7"/><path d="M28 36h30v16h-6v7l-8-7H28z" fill="#d5e8ec"/>'
        '<path d="M13 18h20M13 23h12"/>',
    ),
    "decisions": Picture(
        "A list with ticks",
        '<path d="M12 6h40v52H12z" fill="#fdf3d7"/><path d="M19 19l4 4 6-8M19 35l4 4 6-8M19 50l4 4 6-8"/>'
        '<path d="M35 20h11M35 36h11M35 50h11"/>',
    ),
    "next": Picture(
        "A calendar",
        '<path d="M8 14h48v42H8z" fill="#fdf3d7"/><path d="M8 14h48v11H8z" fill="#d5e8ec"/><path d="M20 8v10M44 8v10"/>'
        '<circle cx="40" cy="40" r="8"/><path d="M17 34h6M17 46h6"/>',
    ),
    "work": Picture(
        "A hand that holds a heart",
        '<path d="M32 34c-16-11-12-24-4-24 3 0 4 3 4 3s1-3 4-3c8 0 12 13-4 24z" fill="#fdf3d7"/>'
        '<path d="M6 44c8-4 14 2 20 2h10c5 0 5 6 0 6H26M36 50l14-8c5-2 8 2 4 6L40 58H6" fill="#d5e8ec"/>',
    ),
    "me": Picture(
        "A letter",
        '<path d="M6 16h52v34H6z" fill="#fdf3d7"/><path d="M6 18l26 19 26-19"/>',
    ),
}  # fmt: skip
"""By the part of the letter beside which each stands."""
