"""Days, ages and counts as a page says them."""

from __future__ import annotations

from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from markupsafe import Markup, escape

from footprint.domain.day_words import long_day


def day(on: date | None) -> str:
    """31 March 2026."""
    return long_day(on) if on else "not recorded"


def short_day(on: date | None) -> str:
    """31 Mar 26, for tables."""
    return f"{on.day} {on:%b %y}" if on else "–"


def moment(at: datetime | None) -> str:
    """31 Mar 26, 14:05, as the clock in England says it."""
    return f"{short_day(timezone.localtime(at).date())}, {timezone.localtime(at):%H:%M}" if at else "never"


def age(born: date | None, today: date) -> str:
    """In years or, under two, in months."""
    if born is None:
        return "age not recorded"
    lived = relativedelta(today, born)
    return f"{lived.years}" if lived.years >= 2 else counted(lived.years * 12 + lived.months, "month")


def counted(number: int, one: str, many: str = "") -> str:
    """1 child, 2 children."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def opening(text: str) -> str:
    """The same words, as they open a line: only the first letter is raised."""
    return text[:1].upper() + text[1:]


_BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
_SYSTEMS = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "a Mac",
    "Linux": "Linux",
}
"""What a browser calls itself by, the tell-tale first: Edge says that it is Chrome and Safari too."""


def browser(agent: str) -> str:
    """Edge on Windows: what a browser says of itself, as a person would."""
    name, system = (next((words for sign, words in known.items() if sign in agent), "") for known in (_BROWSERS, _SYSTEMS))
    return " on ".join(part for part in (name, system) if part) or "not known"


def foldable(address: str) -> Markup:
    """An e-mail address that folds before its @ where the line is short."""
    return escape(address).replace("@", Markup("<wbr>@"))
