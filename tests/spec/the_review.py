"""The page docs/workflows/review.md and its diagram, written from the table of steps by `python -m tests.spec.publish`."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from footprint.domain.permission_table import load_table
from footprint.domain.review_process import STATES, STEPS, WAY, Step

FOLDER = Path(__file__).parents[2] / "docs" / "workflows"
_NOTICE = "<!-- Written by python -m tests.spec.publish from footprint/domain/review_process.py. Do not edit. -->"
_BESIDE = {"cancelled": 1, "adjourned": 3, "recorded in error": 4.6}
"""States beside the main way, and at which height."""
_WIDE, _HIGH, _GAP, _LEFT, _RIGHT = 150, 40, 84, 20, 430


def pages() -> dict[str, str]:
    """Both files by name."""
    return {"review.md": page(), "review.svg": diagram()}


def differences() -> list[str]:
    """A sentence for each file that is not what the table now gives."""
    there = {name: (FOLDER / name).read_text("utf-8") if (FOLDER / name).is_file() else "" for name in pages()}
    return [
        f"docs/workflows/{name} is not what review_process.py says. Run: python -m tests.spec.publish"
        for name, text in pages().items()
        if there[name] != text
    ]


def write() -> None:
    """Write both."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")


def page() -> str:
    """The states and the steps in words."""
    states = [f"| {_capital(name)} | {words} |" for name, words in STATES.items()]
    return "\n".join(
        [
            _NOTICE,
            "",
            "# A review as a process",
            "",
            "The state of a review is read off what is recorded about it; each step is one thing that a person does. Both are "
            "tables in `footprint/domain/review_process.py`, and this page and its diagram are written from them.",
            "",
            "![The states of a review and the steps between them](review.svg)",
            "",
            "| State | Means |",
            "|---|---|",
            *states,
            "",
            "| Step | From | To | Who | First | Written in |",
            "|---|---|---|---|---|---|",
            *(_row(step) for step in STEPS.values()),
            "",
        ]
    )


def _row(step: Step) -> str:
    needs = " ".join(need.sentence for need in step.needs) or "–"
    starts = ", ".join(step.starts)
    return f"| {step.words} | {starts} | {step.leads or 'stays'} | {_who(step)} | {needs} | {step.source} |"


def _who(step: Step) -> str:
    action, record = step.right
    table = load_table()
    lines = table.records[record].cells.items()
    roles = [role for role, line in lines if any(action in actions for actions in line.values())]
    return ", ".join(table.roles[role].title for role in roles)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def diagram() -> str:
    """The same as a picture: the main way down the left, what leads off it on the right."""
    height = len(WAY) * _GAP + 20
    arrows = "\n".join(_arrows())
    boxes = "\n".join(_box(name, *_place(name)) for name in STATES)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" font-family="sans-serif" font-size="13" '
        f'role="img" aria-label="The states of a review and the steps between them">\n'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 z" fill="#35606e"/></marker></defs>\n'
        f'<rect width="640" height="{height}" fill="#ffffff"/>\n{arrows}\n{boxes}\n</svg>\n'
    )


def _place(name: str) -> tuple[float, float]:
    if name in WAY:
        return _LEFT, 10 + WAY.index(name) * _GAP
    return _RIGHT, 10 + _BESIDE[name] * _GAP


def _box(name: str, x: float, y: float) -> str:
    fill = "#e6f0f2" if name in WAY else "#f6ece6"
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{_WIDE}" height="{_HIGH}" rx="6" fill="{fill}" stroke="#35606e"/>'
        f'<text x="{x + _WIDE / 2:g}" y="{y + 25:g}" text-anchor="middle" fill="#12303a">{escape(_capital(name))}</text>'
    )


def _arrows() -> Iterator[str]:
    for step in STEPS.values():
        if not step.leads:
            continue
        for place, start in enumerate(step.starts):
            if start != step.leads and (step.leads not in WAY or _is_last_before(start, step)):
                yield _arrow(start, step, named=place == len(step.starts) - 1 or step.leads in WAY)


def _is_last_before(start: str, step: Step) -> bool:
    """Of several states that lead on along the main way, the arrow is drawn from the nearest; the table has them all."""
    before = [name for name in step.starts if name in WAY and WAY.index(name) < WAY.index(step.leads)]
    return start == before[-1] if before else True


def _arrow(start: str, step: Step, *, named: bool) -> str:
    (x1, y1), (x2, y2) = _place(start), _place(step.leads)
    if x1 == x2:
        path, at = f"M{x1 + 75:g} {y1 + _HIGH:g} L{x2 + 75:g} {y2:g}", (x1 + 84, (y1 + _HIGH + y2) / 2 + 4)
    elif x1 < x2:
        path, at = f"M{x1 + _WIDE:g} {y1 + 15:g} L{x2:g} {y2 + 15:g}", ((x1 + _WIDE + x2) / 2 - 60, (y1 + y2) / 2 + 8)
    else:
        path, at = f"M{x1:g} {y1 + 30:g} L{x2 + _WIDE:g} {y2 + 30:g}", ((x1 + x2 + _WIDE) / 2 - 60, (y1 + y2) / 2 + 48)
    line = f'<path d="{path}" fill="none" stroke="#35606e" marker-end="url(#tip)"/>'
    label = f'<text x="{at[0]:g}" y="{at[1]:g}" fill="#35606e" font-size="11">{escape(step.words)}</text>' if named else ""
    return line + label
