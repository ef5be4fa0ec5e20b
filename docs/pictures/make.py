"""Draw docs/pictures/demo.svg: the page of `footprint sample`, down to one child's reviews.

    uv run --no-sync python docs/pictures/make.py

The sample is made for a fixed day and in a folder with a fixed name, so the same page gives the same picture.
"""

from __future__ import annotations

import io
import os
import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from footprint.commands import sample_page
from footprint.commands.sample import make_sample
from footprint.domain.profile import load_profile

PICTURE = Path(__file__).with_name("demo.svg")
ON = date(2026, 3, 31)
CHILDREN, SEED = 290, 1
"""The defaults of the command."""
ENDS_BEFORE = "The same child's duties"
"""The heading at which the picture stops, so that it fits on a screen."""
WIDTH = 100
LIGHT = TerminalTheme(
    (255, 255, 255),
    (20, 20, 20),
    [(20, 20, 20), (176, 0, 32), (0, 110, 60), (140, 90, 0), (0, 60, 160), (120, 0, 120), (0, 100, 110), (90, 90, 90)],
)


def page() -> Text:
    """The real page, in its colours."""
    seen = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False, markup=False, emoji=False)
    here = Path.cwd()
    with TemporaryDirectory() as folder, patch.object(sample_page, "page", lambda: seen):
        os.chdir(folder)
        try:
            sample = make_sample(Path("sample-return"), CHILDREN, SEED, ON, load_profile())
            sample_page.sample_page(sample, "england")
        finally:
            os.chdir(here)
    text = seen.export_text(styles=True)
    return Text.from_ansi(text.split(ENDS_BEFORE)[0].rsplit("\n", 1)[0].rstrip())


def drawn(words: Text) -> str:
    """The page as a picture that fetches nothing: the reader's own fonts, no others."""
    canvas = Console(record=True, width=WIDTH, file=io.StringIO())
    canvas.print(words)
    picture = canvas.export_svg(title="footprint sample", theme=LIGHT)
    return re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)


if __name__ == "__main__":
    PICTURE.write_text(drawn(page()), "utf-8")
