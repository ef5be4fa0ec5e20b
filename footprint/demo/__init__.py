"""Invented children: SSDA903 returns with realistic histories of care, and no real person in them.

Nothing here uses `footprint.domain`. These histories are made by other means, so that they can test it.
"""
