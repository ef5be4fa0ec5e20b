"""How far a placement lies from home, as far as two postcodes tell without a map."""

from __future__ import annotations

import re

_POSTCODE = re.compile(r"^([A-Z]{1,2})(\d[A-Z\d]?)(?: ?\d[A-Z]{2})?$")

NEAR, AREA, FAR, UNKNOWN = "near home", "same postcode area", "another area", "not recorded"


def band(home: str, placement: str) -> str:
    """near home: the same district (CB1); the same postcode area (CB); another area; or not recorded.

    The return has no address, and no grid references of postcodes come with Footprint, so miles are not told.
    """
    here, there = _parts(home), _parts(placement)
    if here is None or there is None:
        return UNKNOWN
    if here == there:
        return NEAR
    return AREA if here[0] == there[0] else FAR


def _parts(postcode: str) -> tuple[str, str] | None:
    found = _POSTCODE.match(postcode.strip().upper())
    return (found[1], found[2]) if found else None
