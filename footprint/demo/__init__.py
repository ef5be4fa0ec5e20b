"""Invented children: SSDA903 returns with realistic histories of care, and whole authorities, with no real person in them.

The histories are made without `footprint.domain`, by other means, so that they can test it.
"""
