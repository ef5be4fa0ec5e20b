"""Children who came into care a short while ago: the files with which a data officer brings them in."""

from __future__ import annotations

from datetime import date, timedelta

PLACED_AT, HOME = "AB12 3CD", "AB98 7YZ"
"""The post codes of the placement and of the family's home of each of them."""

SMALL, BY_PHONE, LATE, GUARDED, ORDINARY = "Ida Pebblewick", "Noor Sallowfield", "Wren Lateacre", "Otis Fenwater", "Ash Marlpit"
BROTHER, SISTER = "Tam Brookwillow", "Rue Brookwillow"
_LIKE = {
    SMALL: "Isa Pebbleshore", BY_PHONE: "Nour Sallowmere", LATE: "Lark Latemeadow", GUARDED: "Odo Fenbridge",
    BROTHER: "Tod Brookhazel", SISTER: "Ria Brookhazel",
}  # fmt: skip
"""Others of whom the same is so, for the journey that is told again on a phone without scripts."""


def newcomer(name: str, desk: bool) -> str:
    """The child of a journey at a desk, or the one like it of the journey on a phone."""
    return name if desk else _LIKE[name]


THEIR_IRO = 1
"""The how-manieth on the page of the demonstration's door: the second, since other journeys take the children of the first."""

_CAME: dict[str, tuple[int, int, str, str]] = {
    SMALL: (2, 10, "English", ""),
    BY_PHONE: (15, 12, "Arabic", ""),
    LATE: (9, 60, "English", ""),
    GUARDED: (7, 11, "English", ""),
    ORDINARY: (11, 9, "English", ""),
    BROTHER: (8, 8, "English", "J-family"),
    SISTER: (10, 8, "English", "J-family"),
}
_TOO = {_LIKE[name]: (*told[:3], told[3] and "J-other") for name, told in _CAME.items() if name in _LIKE}
"""By name: age in years, for how many days in care, language, and the brothers and sisters with whom they belong."""


def files(today: date, iro: str) -> dict[str, str]:
    """The files of the open format, by name: the children, that they came into care, and that they were given to an IRO."""
    children, episodes, involved = ([head] for head in (_CHILD, _EPISODE, _INVOLVED))
    for number, (name, (age, days, language, family)) in enumerate((_CAME | _TOO).items()):
        first, last = name.split()
        came = today - timedelta(days)
        children.append(f"J-{number},{first},{last},{today - timedelta(age * 365 + 100)},{language},{family}")
        episodes.append(f"J-{number},{came},S,C2,N1,U4,PR1,{HOME},{PLACED_AT}")
        involved.append(f"J-{number},{iro},iro,{came}")
    return {
        f"{name}.csv": "\n".join(lines)
        for name, lines in {"children": children, "episodes": episodes, "involvements": involved}.items()
    }


_CHILD = "child,first_name,last_name,dob,language,sibling_group"
_EPISODE = "child,decom,rne,ls,cin,place,place_provider,home_post,pl_post"
_INVOLVED = "child,staff,role,started"
