"""Bringing files in: read them, look at what they would change, and confirm it, or not."""

from footprint.actions.imports.confirming import Changed, confirm
from footprint.actions.imports.discarding import discard
from footprint.actions.imports.reading import read_in

__all__ = ["Changed", "confirm", "discard", "read_in"]
