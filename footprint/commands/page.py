"""Answers for people: a page of text with a little colour, which says the same without it."""

from __future__ import annotations

from textwrap import wrap

from rich.console import Console
from rich.text import Text

from footprint.commands.speech import printable

WIDEST = 100
"""Longer lines than this are hard to read, however wide the terminal."""

GOOD, BAD, SOON, FAINT = "green", "bold red", "yellow", "dim"


def page() -> Console:
    """Standard output as a page: as wide as the terminal up to WIDEST, and WIDEST where there is no terminal."""
    console = Console(highlight=False, markup=False, emoji=False)
    width = min(console.width, WIDEST) if console.is_terminal else WIDEST
    return Console(highlight=False, markup=False, emoji=False, width=width)


class Lines:
    """Lines of a page, gathered and then printed at once, which is much faster than one by one."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.text = Text()

    def line(self, *parts: str | tuple[str, str]) -> None:
        """One line of plain parts and of parts with their style."""
        for part in parts:
            text, style = (part, "") if isinstance(part, str) else part
            self.text.append(printable(text), style or None)
        self.text.append("\n")

    def folded(self, words: str, indent: int, style: str = "") -> None:
        """A paragraph, folded to the width of the page."""
        room = self.console.width - 1 - indent
        for line in wrap(printable(words), room, break_on_hyphens=False):
            self.line((" " * indent + line, style))

    def beside(self, parts: list[tuple[str, str]], words: str, style: str) -> None:
        """Parts, and words beside them that fold under themselves."""
        indent = sum(len(text) for text, _ in parts)
        first, *others = wrap(printable(words), max(self.console.width - 1 - indent, 20), break_on_hyphens=False) or [""]
        self.line(*parts, (first, style))
        for line in others:
            self.line((" " * indent + line, style))

    def show(self) -> None:
        """Print what was gathered."""
        self.console.print(self.text, soft_wrap=True, end="")
        self.text = Text()
