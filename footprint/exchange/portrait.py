"""A photograph that somebody sends: looked at, cut to a square, made small, and written anew without what a camera adds."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

MOST = 10 * 2**20
"""Bytes of a photograph that is taken."""
KINDS = ("JPEG", "PNG", "WEBP")
_SIDE = 360
_LEAST = 100
_MOST_POINTS = 60_000_000


class UnfitPicture(Exception):
    """A file that is not taken as a photograph: the sentence says why."""


def portrait(sent: bytes) -> bytes:
    """The photograph as a small square JPEG. Place, time and whatever else the file told beside the picture are gone.

    Raises:
        UnfitPicture: it is too large or too small, or no picture.
    """
    if len(sent) > MOST:
        raise UnfitPicture(f"That file is larger than {MOST // 2**20} MB.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a picture of very many points is refused below
            found = Image.open(io.BytesIO(sent), formats=KINDS)
        if found.width * found.height > _MOST_POINTS:
            raise UnfitPicture("That picture has too many points. Send a smaller one.")
        if min(found.size) < _LEAST:
            raise UnfitPicture(f"That picture is too small: at least {_LEAST} points each way.")
        upright = ImageOps.exif_transpose(found).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnfitPicture("That is no picture that can be read: send a photograph as JPEG, PNG or WebP.") from None
    out = io.BytesIO()
    ImageOps.fit(upright, (_SIDE, _SIDE), centering=(0.5, 0.35)).save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
