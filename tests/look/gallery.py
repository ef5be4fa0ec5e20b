"""The gallery as files: `python -m tests.look.gallery FOLDER` writes a page for each screen, to be opened or photographed.

With `--pictures`, each page is also photographed at the widths of a phone, a tablet and a desk.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup

from footprint.reports.charts import caseloads, coming_weeks, monthly_reviews
from footprint.reports.heat import heat_table
from footprint.reports.timeline import Timeline, pictures
from footprint.web import table
from tests.look import invented, lives

WEB = Path(__file__).parents[2] / "footprint" / "web"
SCREENS = ("day", "caseload", "child", "numbers", "calendar", "parts")
BRAND = ":root { --footprint-brand: #0f4c5c; --footprint-brand-text: #ffffff; }\n"


def environment() -> Environment:
    """Templates as the web service has them."""
    ours = FileSystemLoader([WEB / "templates", Path(__file__).parent])
    theirs = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    templates = Environment(loader=ChoiceLoader([ours, theirs]), autoescape=True)
    templates.globals |= {"static": lambda path: f"static/{path}", **table.GLOBALS}
    return templates


def write(folder: Path) -> list[Path]:
    """A page for each screen, with the static files beside them."""
    shutil.copytree(WEB / "static", folder / "static", dirs_exist_ok=True)
    (folder / "brand.css").write_text(BRAND)
    (folder / "keep-alive").write_text("alive")
    templates = environment()
    context = everything(templates)
    return [_page(folder, templates, screen, context) for screen in SCREENS]


def _page(folder: Path, templates: Environment, screen: str, context: dict[str, Any]) -> Path:
    page = folder / f"{screen}.html"
    problem = [{"text": "The review cannot have been held on a day that is yet to come.", "href": "#held-day"}]
    notices = [{"text": "The visit to Hazel Brook was recorded.", "kind": "success"}]
    said = {"parts": {"error_summary": problem, "notices": notices}}.get(screen, {})
    page.write_text(templates.get_template("gallery.html").render(show=screen, **said, **context))
    return page


def everything(templates: Environment) -> dict[str, Any]:
    """What the screens show."""
    tags: Any = templates.get_template("parts/tags.html").module
    life = lives.life()
    own = [{**duty, "child": None} for duty in invented.duties()[3:]]
    return {
        **invented.shell(),
        "numbers": invented.numbers(),
        "duties": invented.duties(),
        "own_duties": own,
        "settled": invented.settled(),
        "events": invented.events(),
        "filters": invented.filters(),
        "child_columns": invented.CHILD_COLUMNS,
        "children": invented.children(tags.late_tag),
        "child": invented.child(),
        "tabs": invented.tabs(),
        "whole": pictures(life),
        "lately": pictures(life.lately()),
        "bars_table": _bars_table(templates, life),
        "monthly": monthly_reviews(lives.months()),
        "monthly_table": _months_table(templates),
        "weeks_ahead": coming_weeks(lives.load()),
        "loads": caseloads(lives.people()),
        "nothing": monthly_reviews([]),
        "heat": _heat(),
        "figure": invented.FIGURE,
        "measure_columns": invented.MEASURE_COLUMNS,
        "measures": invented.measures(),
        "measure_total": invented.MEASURE_TOTAL,
        "weeks": invented.weeks(),
        "files": invented.FILES,
        "problems": invented.PROBLEMS,
    }


def _heat() -> Markup:
    rows = {"North": [0, 2, 5, 1], "South": [3, 12, 0, 4], "Not recorded": [None, 1, 0, 0]}
    return heat_table(
        "Escalations by team and by what they are about", "Team", ["Contact", "Placement", "School", "Health"], rows
    )


def _table(templates: Environment, caption: str, heads: list[str], rows: list[list[Any]]) -> Markup:
    macros: Any = templates.get_template("parts/table.html").module
    columns = [{"key": str(n), "text": head} for n, head in enumerate(heads)]
    cells = [{"cells": {str(n): cell for n, cell in enumerate(row)}} for row in rows]
    return Markup(macros.data_table(caption, columns, cells, dense=True, hide_caption=True))


def _bars_table(templates: Environment, life: Timeline) -> Markup:
    rows = [[lane.title, bar.label, str(bar.started), str(bar.ended or "still")] for lane in life.lanes for bar in lane.bars]
    return _table(templates, "Time in care, row by row", ["Lane", "What", "From", "Until"], rows)


def _months_table(templates: Environment) -> Markup:
    rows = [[f"{month.first:%B %Y}", month.on_time, month.late, month.unknown] for month in lives.months()]
    return _table(templates, "Reviews held each month", ["Month", "On time", "Late", "Not recorded"], rows)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for written in write(target):
        print(written)
    if "--pictures" in sys.argv:
        from tests.look.browser import photograph

        photograph(target)
