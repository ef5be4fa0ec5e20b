"""The pictures of the README and the docs can be made anew, and none is missing or left over."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.pictures import PICTURES, photograph

DOCS = Path(__file__).parents[2] / "docs" / "pictures"


def test_the_pictures_are_those_of_the_pages(browser: Browser, address: str, tmp_path: Path) -> None:
    photograph(browser, address, tmp_path)
    for name, (_, _, width, height) in PICTURES.items():
        head = (tmp_path / f"{name}.png").read_bytes()[:24]
        assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (width, height)
    assert {file.stem for file in DOCS.glob("*.png")} == PICTURES.keys()
